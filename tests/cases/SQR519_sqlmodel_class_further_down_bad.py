from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Chef(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    dishes: List[Dish] = Relationship(back_populates="chef")  # noqa: F821  # expect: SQR519


class Dish(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    chef_id: Optional[int] = Field(default=None, foreign_key="chef.id")
    chef: Optional[Chef] = Relationship(back_populates="dishes")
