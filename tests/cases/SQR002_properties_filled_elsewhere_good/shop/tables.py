from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry

mappers = registry()

shelf = Table("shelf", mappers.metadata, Column("id", Integer, primary_key=True))
jar = Table(
    "jar",
    mappers.metadata,
    Column("id", Integer, primary_key=True),
    Column("shelf_id", ForeignKey("shelf.id")),
)
label = Table(
    "label",
    mappers.metadata,
    Column("id", Integer, primary_key=True),
    Column("jar_id", ForeignKey("jar.id")),
)


class Shelf:
    pass


class Jar:
    pass


class Label:
    pass


shelf_properties = {}
jar_properties = {}
label_properties = {}
