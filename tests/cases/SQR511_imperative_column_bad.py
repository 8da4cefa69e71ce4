from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

depots = Table("depot", mapper_registry.metadata, Column("id", Integer, primary_key=True))
trucks = Table(
    "truck",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("depot", ForeignKey("depot.id")),
)


class Depot:
    pass


class Truck:
    pass


def start_mappers():
    mapper_registry.map_imperatively(Depot, depots)
    mapper_registry.map_imperatively(
        Truck,
        trucks,
        properties={
            "depot": relationship(Depot),  # expect: SQR511
            "home": relationship(Depot, foreign_keys=[trucks.c.dept], viewonly=True),  # expect: SQR205
        },
    )


start_mappers()
