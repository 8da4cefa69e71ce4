from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

bridge = Table("bridge", mapper_registry.metadata, Column("id", Integer, primary_key=True))
toll = Table(
    "toll",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("bridge_id", ForeignKey("bridge.id")),
)


class Bridge:
    pass


class Toll:
    pass


mapper_registry.map_imperatively(
    Bridge,
    bridge,
    properties={
        "tolls": relationship(
            Toll,
            primaryjoin=bridge.c.id == toll.c.bridge_id,
        )
    },
)
mapper_registry.map_imperatively(Toll, toll)
