from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def make_anchor():
    class Anchor(Base):
        __table__ = Table("anchor", Base.metadata, Column("id", Integer, primary_key=True))

    return Anchor


class Rope(Base):
    __table__ = Table("rope", Base.metadata, Column("id", Integer, primary_key=True))


class Knot(Base):
    __table__ = Table("rope", Base.metadata, Column("id", Integer, primary_key=True))  # expect: SQR105
