from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import clear_mappers, configure_mappers, registry, relationship


def check_both_ways():
    metadata = MetaData()
    chefs = Table("chef", metadata, Column("id", Integer, primary_key=True))
    dishes = Table(
        "dish",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("chef_id", Integer, ForeignKey("chef.id")),
    )
    mapped = registry()

    class Chef:
        pass

    class Dish:
        pass

    mapped.map_imperatively(Chef, chefs)
    mapped.map_imperatively(Dish, dishes)
    configure_mappers()
    mapped.map_imperatively(Chef, chefs, properties={"dishes": relationship(Dish, back_populates="chef")})  # expect: SQR102
    mapped.map_imperatively(Dish, dishes, properties={"chef": relationship(Chef, back_populates="dishes")})  # expect: SQR102
    configure_mappers()
    clear_mappers()


def check_any_base():
    metadata = MetaData()
    cooks = Table("cook", metadata, Column("id", Integer, primary_key=True))
    meals = Table(
        "meal",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("cook_id", Integer, ForeignKey("cook.id")),
    )
    mapped = registry()

    class Base:
        pass

    for base in (Base,):

        class Cook(base):
            pass

        class Meal(base):
            pass

        mapped.map_imperatively(Cook, cooks, properties={"meals": relationship(Meal, back_populates="cook")})
        mapped.map_imperatively(Meal, meals, properties={"cook": relationship(Cook, back_populates="meals")})
        configure_mappers()
        clear_mappers()
