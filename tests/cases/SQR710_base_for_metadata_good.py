from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
other = MetaData()


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    allergens = relationship("Allergen", secondary="dish_allergen", viewonly=True)


class Allergen(Base):
    __tablename__ = "allergen"
    id = Column(Integer, primary_key=True)


dish_allergen = Table(
    "dish_allergen",
    Dish.metadata,
    Column("dish_id", Integer, ForeignKey("dish.id")),
    Column("allergen_id", Integer, ForeignKey("allergen.id")),
)
menu_dish = Table("menu_dish", Base.metadata, Column("dish_id", Integer))
chef_dish = Table("chef_dish", other, Column("dish_id", Integer))
room_dish = Table("room_dish", other, schema="kitchen")
guest_dish = Table("guest_dish", MetaData(), Column("dish_id", Integer))
plate_dish = Table("menu_dish", Base.metadata)
