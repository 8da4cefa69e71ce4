"""A table on a MetaData of its own, as a migration sketches one: what it leaves out is not missing."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Project(Base):
    __tablename__ = "project"
    id = Column(Integer, primary_key=True)


SKETCH = MetaData()

project_sketch = Table("project", SKETCH, Column("id", Integer, primary_key=True))

person_sketch = Table(
    "person",
    SKETCH,
    Column("id", Integer, primary_key=True),
    Column("project_id", Integer, ForeignKey("project.id")),
)
