from typing import Optional

import sqlmodel
from sqlmodel import Field, SQLModel, UniqueConstraint


class Dish(SQLModel, table=True):
    __table_args__ = (
        UniqueConstraint("name", "menu_id"),
        sqlmodel.Index("ix_dish_price", "price"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    menu_id: int
    price: int
