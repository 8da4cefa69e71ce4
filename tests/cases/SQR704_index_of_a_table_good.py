from itertools import repeat

from sqlalchemy import Column, Integer, MetaData, Table, Index

metadata = MetaData()
box = Table(
    "box",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, key="length"),
    Index("ix_box_size", "length"),
)


def parts(*names):
    return list(map(Column, names, repeat(Integer)))


wheel = Table("wheel", metadata, *parts("id", "size"), Index("ix_wheel_size", "size"))
