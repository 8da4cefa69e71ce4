from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
box = Table(
    "box",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer),
    Column("size", Integer),  # expect: SQR705
)
