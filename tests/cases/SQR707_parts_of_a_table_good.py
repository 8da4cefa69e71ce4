from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
box = Table(
    "box",
    metadata,
    Column(Integer, primary_key=True, name="number"),
    comment="boxes",
)
