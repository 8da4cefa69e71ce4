from typing import Optional

from sqlalchemy import Integer
from sqlmodel import Field, Relationship, SQLModel


class Counted(SQLModel):
    count: int = Field(sa_type=Integer, sa_column_kwargs={"nullable": False})


class Chef(Counted, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Dish(Counted, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    chef_id: Optional[int] = Field(default=None, foreign_key="chef.id")
    chef: Optional[Chef] = Relationship()
