from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import declarative_base

Base = None


def start():
    global Base
    Base = declarative_base()


def make_anchor():
    class Anchor(Base):
        __table__ = Table("anchor", Base.metadata, Column("id", Integer, primary_key=True))

    return Anchor


def make_heavy_anchor():
    class Anchor(Base):
        __table__ = Table(
            "anchor", Base.metadata, Column("id", Integer, primary_key=True), Column("weight", Integer)
        )

    return Anchor
