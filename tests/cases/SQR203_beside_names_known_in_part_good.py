"""Tables whose names are known in part are none of another name: the missing ones are still reported."""

import os

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
    id = Column(Integer, primary_key=True)


class Dive(Base):
    __tablename__ = "dive"
    id = Column(Integer, primary_key=True)
    reef_id = Column(Integer, ForeignKey("reef.id"))
    label_id = Column(Integer, ForeignKey("reef_labels.id"))
    former_id = Column(Integer, ForeignKey("old_reef_history.id"))


MAKERS = {"label": make_label, "history": lambda table: make_history(Reef)}
for name in os.environ.get("MADE", "label history").split():
    MAKERS[name]("reef")
