from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship


class Owner:
    pass


class Dog:
    pass


class Suite:
    def __init__(self):
        self.mapper_registry = registry()

    def map_classic(self):
        owners = Table("owner", self.mapper_registry.metadata, Column("id", Integer, primary_key=True))
        dogs = Table(
            "dog",
            self.mapper_registry.metadata,
            Column("id", Integer, primary_key=True),
            Column("owner_id", ForeignKey("owner.id")),
        )
        self.mapper_registry.map_imperatively(
            Owner,
            owners,
            properties={"dogs": relationship(Dog, backref="owner")},  # expect: SQR006
        )
        self.mapper_registry.map_imperatively(Dog, dogs, properties={"owner": relationship(Owner)})
