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
            "depot_id": trucks.c.depot,
            "depot": relationship(Depot),
            "home": relationship(Depot, foreign_keys=[trucks.c.depot], viewonly=True),
        },
    )


start_mappers()


class Driver:
    pass


drivers = Table("driver", mapper_registry.metadata, Column("id", Integer, primary_key=True))


def start_mappers_of_what_is_there(engine):
    mapper_registry.metadata.reflect(engine, extend_existing=True)
    mapper_registry.map_imperatively(Driver, drivers, properties={"title": drivers.c.name})
