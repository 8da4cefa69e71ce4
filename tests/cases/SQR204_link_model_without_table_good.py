"""Nothing but table=True makes a class of SQLModel a table."""

from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class DishAllergen(SQLModel, table=True):
    dish_id: Optional[int] = Field(default=None, foreign_key="dish.id", primary_key=True)
    allergen_id: Optional[int] = Field(default=None, foreign_key="allergen.id", primary_key=True)


class Dish(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    allergens: List["Allergen"] = Relationship(back_populates="dishes", link_model=DishAllergen)


class Allergen(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    dishes: List[Dish] = Relationship(back_populates="allergens", link_model=DishAllergen)
