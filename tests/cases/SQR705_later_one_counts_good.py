from sqlalchemy import Column, Integer, MetaData, String, Table

metadata = MetaData()

parcel = Table(
    "parcel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender", Integer),
    Column("sender", String(40)),
    extend_existing=True,
)
