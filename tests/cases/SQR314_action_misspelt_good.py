from sqlalchemy import Column, ForeignKeyConstraint, Integer, MetaData, Table, create_engine

metadata = MetaData()
country = Table("country", metadata, Column("id", Integer, primary_key=True))
town = Table(
    "town",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("country_id", Integer),
    ForeignKeyConstraint(
        ["country_id"],
        ["country.id"],
        name="fk_town_country",
        onupdate="cascade",
        ondelete="No Action",
    ),
)
