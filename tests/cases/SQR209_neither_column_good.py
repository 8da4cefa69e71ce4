from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

part = Table(
    "part",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String),
    Column("whole_id", ForeignKey("part.id")),
)


class Part:
    pass


mapper_registry.map_imperatively(
    Part,
    part,
    properties={
        "whole": relationship(
            Part,
            remote_side=part.c.id,
        )
    },
)
