from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()
metadata = mapper_registry.metadata

zoo = Table("zoo", metadata, Column("id", Integer, primary_key=True))
animal = Table(
    "animal", metadata, Column("id", Integer, primary_key=True), Column("zoo_id", ForeignKey("zoo.id"))
)
bird = Table(
    "bird", metadata, Column("id", Integer, primary_key=True), Column("zoo_id", ForeignKey("zoo.id"))
)


class Zoo:
    pass


class Animal:
    pass


class Bird(Animal):
    pass


mapper_registry.map_imperatively(Animal, animal)
mapper_registry.map_imperatively(Bird, bird, inherits=Animal, concrete=True)
mapper_registry.map_imperatively(
    Zoo, zoo, properties={"animals": relationship(Animal), "birds": relationship(Bird)}
)
