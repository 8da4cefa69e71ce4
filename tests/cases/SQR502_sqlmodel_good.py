from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Ship(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    sailors: List["Sailor"] = Relationship(back_populates="ship")


class Sailor(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    ship_id: Optional[int] = Field(default=None, foreign_key="ship.id")
    ship: Optional[Ship] = Relationship(back_populates="sailors")
