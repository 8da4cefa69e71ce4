from itertools import repeat

from sqlalchemy import Column, Integer, MetaData, Table, PrimaryKeyConstraint

metadata = MetaData()
box = Table(
    "box",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer),
    PrimaryKeyConstraint("id", name="pk_box"),
)


def parts(*names):
    return list(map(Column, names, repeat(Integer)))


number = Column("number", Integer, primary_key=True)
lid = Table("lid", metadata, number, PrimaryKeyConstraint(number))
wheel = Table(
    "wheel",
    metadata,
    *parts("id", "number"),
    PrimaryKeyConstraint("id", "number"),
)
