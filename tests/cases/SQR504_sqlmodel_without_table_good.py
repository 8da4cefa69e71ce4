from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Vineyard(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    wines: List["Wine"] = Relationship(back_populates="vineyard")


class WineBase(SQLModel):
    name: str
    vineyard_id: Optional[int] = Field(default=None, foreign_key="vineyard.id")


class WineRead(WineBase):
    """Nothing maps this one, so a relationship is only left out of its fields."""

    id: int
    vineyard: Optional[Vineyard] = Relationship()


class Wine(WineBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    vineyard: Optional[Vineyard] = Relationship(back_populates="wines")


class StoredName(SQLModel):
    vineyard: Optional[Vineyard] = Relationship()


class Bottle(StoredName, table=True):
    """What it says itself is a column, and the relationship is forgotten."""

    id: Optional[int] = Field(default=None, primary_key=True)
    vineyard: Optional[str] = None
