from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

human = Table("human", mapper_registry.metadata, Column("id", Integer, primary_key=True))
pet = Table(
    "pet",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("owner_id", ForeignKey("human.id")),
)


class Human:
    pass


class Pet:
    pass


mapper_registry.map_imperatively(Human, human)
mapper_registry.map_imperatively(
    Pet,
    pet,
    properties={
        "owner": relationship(
            Human,
            foreign_keys=human.c.id,  # expect: SQR206
        )
    },
)
