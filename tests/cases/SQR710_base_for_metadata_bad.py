from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    allergens = relationship("Allergen", secondary="dish_allergen", viewonly=True)


class Allergen(Base):
    __tablename__ = "allergen"
    id = Column(Integer, primary_key=True)


dish_allergen = Table(
    "dish_allergen",
    Dish,  # expect: SQR710
    Column("dish_id", Integer, ForeignKey("dish.id")),
    Column("allergen_id", Integer, ForeignKey("allergen.id")),
)
menu_dish = Table("menu_dish", Base, Column("dish_id", Integer))  # expect: SQR710
chef_dish = Table("chef_dish", Column("dish_id", Integer))  # expect: SQR710
room_dish = Table(Base.metadata, Column("dish_id", Integer))  # expect: SQR710
guest_dish = Table("guest_dish", MetaData, Column("dish_id", Integer))  # expect: SQR710
plate_dish = Table("plate_dish", "kitchen", Column("dish_id", Integer))  # expect: SQR710
table_dish = Table("table_dish", metadata=Base.metadata)  # expect: SQR710
