from sqlalchemy import Column, ForeignKeyConstraint, Integer, MetaData, String, Table

metadata = MetaData()
route = Table(
    "route",
    metadata,
    Column("origin", String, primary_key=True),
    Column("destination", String, primary_key=True),
)
flight = Table(
    "flight",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", String),
    Column("destination", String),
    ForeignKeyConstraint(["origin", "destination"], ["route.origin", "route.destination"]),
)
