from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()
metadata = mapper_registry.metadata

zoo = Table("zoo", metadata, Column("id", Integer, primary_key=True))
keeper = Table("keeper", metadata, Column("id", Integer, primary_key=True))
animal = Table(
    "animal", metadata, Column("id", Integer, primary_key=True), Column("zoo_id", ForeignKey("zoo.id"))
)


class Zoo:
    pass


class Keeper(Zoo):  # expect: SQR601
    pass


class Animal:
    pass


mapper_registry.map_imperatively(Zoo, zoo, properties={"animals": relationship(Animal)})
mapper_registry.map_imperatively(Animal, animal)
mapper_registry.map_imperatively(Keeper, keeper, inherits=Zoo)
