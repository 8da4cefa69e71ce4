from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

person = Table("person", mapper_registry.metadata, Column("id", Integer, primary_key=True))
friendship = Table(
    "friendship",
    mapper_registry.metadata,
    Column("asking_id", ForeignKey("person.id"), primary_key=True),
    Column("asked_id", ForeignKey("person.id"), primary_key=True),
)


class Person:
    pass


mapper_registry.map_imperatively(
    Person,
    person,
    properties={
        "friends": relationship(
            Person,
            secondary=friendship,
            primaryjoin=person.c.id == friendship.c.asking_id,
            secondaryjoin=person.c.id == friendship.c.asked_id,
        )
    },
)
