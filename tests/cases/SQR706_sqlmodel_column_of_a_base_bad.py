from typing import Optional

from sqlalchemy import Column, Integer
from sqlmodel import Field, Relationship, SQLModel


class Counted(SQLModel):
    count: int = Field(sa_column=Column(Integer, nullable=False))  # expect: SQR706


class Chef(Counted, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Dish(Counted, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    chef_id: Optional[int] = Field(default=None, foreign_key="chef.id")
    chef: Optional[Chef] = Relationship()
