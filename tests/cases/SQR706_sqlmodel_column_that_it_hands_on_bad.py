from typing import Optional

from sqlmodel import Column, Field, SQLModel, Text


class Described(SQLModel):
    note: Optional[str] = Field(default=None, sa_column=Column(Text))  # expect: SQR706


class Dish(Described, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Soup(Described, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
