from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, deferred

Base = declarative_base()


class Crate(Base):
    __tablename__ = "crate"
    id = Column(Integer, primary_key=True)
    mark = Column("stamp", String)
    label = deferred(Column("print", String))
