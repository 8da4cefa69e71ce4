from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import column_property, composite, registry, synonym

from domain import Position, Ship

mapper_registry = registry()
ship = Table(
    "ship",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("pos_x", Integer),
    Column("pos_y", Integer),
)
mapper_registry.map_imperatively(
    Ship,
    ship,
    properties={
        "position": composite(Position, "pos_x", "pos_y"),
        "title": synonym("name"),
        "shown": column_property(ship.c.name + "!"),
        # What an object has by then is as good.
        "weight": synonym("mass"),
        "freight": synonym("cargo"),
    },
)
