"""The menu of a venue."""

from sqlalchemy import Column, Enum, ForeignKey, Integer, Numeric, String, Table
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import relationship

from app.db import Base
from app.mixins import InVenue

dish_allergens = Table(
    "dish_allergens",
    Base.metadata,
    Column("dish_id", Integer, ForeignKey("dishes.id", ondelete="CASCADE"), primary_key=True),
    Column("allergen_id", Integer, ForeignKey("allergens.id"), primary_key=True),
)


class MenuSection(InVenue, Base):
    __tablename__ = "menu_sections"

    id = Column(Integer, primary_key=True)
    title = Column(String(80), nullable=False)

    venue = relationship("Venue", back_populates="sections")
    dishes = relationship(
        "Dish",
        back_populates="section",
        cascade="all, delete-orphans",  # planted: SQR302
        order_by="Dish.position",
    )


class Dish(Base):
    __tablename__ = "dishes"

    id = Column(Integer, primary_key=True)
    section_id = Column(Integer, ForeignKey("menu_sections.id"), nullable=False)
    position = Column(Integer, nullable=False, default=0)
    name = Column(String(120), nullable=False)
    price = Column(Numeric(8, 2), nullable=False)
    diet = Column(Enum("any", "vegetarian", "vegan", name="diet"), nullable=False)

    section = relationship(MenuSection, back_populates="dishes")
    allergens = relationship("Allergen", secondary=dish_allergens, back_populates="dishes")
    allergen_names = association_proxy("allergens", "name")


class Allergen(Base):
    __tablename__ = "allergens"

    id = Column(Integer, primary_key=True)
    name = Column(String(60), nullable=False, unique=True)

    dishes = relationship("Dish", secondary=dish_allergens, back_populates="allergens")
