"""Tables whose names are known in part are none of another name: the missing ones are still reported."""

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def make_label(table):
    class Label(Base):
        __tablename__ = f"{table}_labels"
        id = Column(Integer, primary_key=True)
        owner_id = Column(Integer, ForeignKey(f"{table}.id"))

    return Label


def make_history(cls):
    return Table("old_" + cls.__table__.name + "_history", Base.metadata, Column("id", Integer))


class Reef(Base):
    __tablename__ = "reef"
    Label = make_label(__tablename__)
    id = Column(Integer, primary_key=True)


class Dive(Base):
    __tablename__ = "dive"
    id = Column(Integer, primary_key=True)
    reef_id = Column(Integer, ForeignKey("reef.id"))
    former_id = Column(Integer, ForeignKey("old_reef_history.id"))


for mapper in sorted(Base.registry.mappers, key=str):
    if not mapper.local_table.name.endswith("_labels"):
        make_history(mapper.class_)
