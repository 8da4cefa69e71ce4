from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def between(name, one, other):
    """The table of the pairs of two others."""
    return Table(
        name,
        Base.metadata,
        Column("one_id", ForeignKey(f"{one}.id"), primary_key=True),
        Column("other_id", ForeignKey(f"{other}.id"), primary_key=True),
    )


def part_of(name, whole):
    """A class of parts."""
    table = whole.__tablename__
    attributes = {
        "__tablename__": name.lower(),
        "id": Column(Integer, primary_key=True),
        f"{table}_id": Column(ForeignKey(f"{table}.id")),
        table: relationship(whole, back_populates="parts"),
    }
    return type(name, (Base,), attributes)


def pairs(one, other):
    return between(f"{one}_{other}", one, other)
