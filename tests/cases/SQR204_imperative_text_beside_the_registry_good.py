from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import registry, relationship

metadata = MetaData()
mappers = registry(metadata=metadata)

chefs = Table("chefs", metadata, Column("id", Integer, primary_key=True))
dishes = Table("dishes", metadata, Column("id", Integer, primary_key=True))
cooked = Table(
    "cooked",
    metadata,
    Column("chef_id", ForeignKey("chefs.id"), primary_key=True),
    Column("dish_id", ForeignKey("dishes.id"), primary_key=True),
)


class Chef:
    pass


class Dish:
    pass


mappers.map_imperatively(
    Chef,
    chefs,
    properties={"dishes": relationship(Dish, secondary="cooked")},
)
mappers.map_imperatively(Dish, dishes)
