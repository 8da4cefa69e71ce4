from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import registry


class Vessel:
    pass


class Ferry(Vessel):  # expect: SQR601
    pass


def one_table():
    mapper_registry = registry()
    hulls = Table("hulls", mapper_registry.metadata, Column("number", Integer, primary_key=True))
    mapper_registry.map_imperatively(Vessel, hulls)
    return mapper_registry


def two_tables():
    mapper_registry = registry()
    vessels = Table("vessels", mapper_registry.metadata, Column("id", Integer, primary_key=True))
    ferries = Table("ferries", mapper_registry.metadata, Column("id", Integer, primary_key=True))
    mapper_registry.map_imperatively(Vessel, vessels)
    mapper_registry.map_imperatively(Ferry, ferries, inherits=Vessel)
    return mapper_registry


two_tables()
