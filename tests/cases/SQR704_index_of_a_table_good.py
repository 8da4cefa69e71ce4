from sqlalchemy import Column, Integer, MetaData, Table, Index

metadata = MetaData()
box = Table(
    "box",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, key="length"),
    Index("ix_box_size", "length"),
)
