from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
box = Table(
    "box",
    metadata,
    Column("id", Integer, primary_key=True, name="number"),  # expect: SQR707
    Column(Integer),  # expect: SQR707
    {"comment": "boxes"},  # expect: SQR707
)
