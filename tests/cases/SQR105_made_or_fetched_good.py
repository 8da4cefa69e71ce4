import os

from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

if os.environ.get("WIDE"):
    counter = Table("counter", Base.metadata, Column("id", Integer, primary_key=True), Column("n", Integer))
else:
    counter = Table("counter", Base.metadata, Column("id", Integer, primary_key=True))


class Job(Base):
    __tablename__ = "job"
    id = Column(Integer, primary_key=True)


job = Table("job", Base.metadata)


def scratch():
    return Table("job", Base.metadata, Column("id", Integer), extend_existing=True)
