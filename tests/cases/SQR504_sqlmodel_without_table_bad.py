from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Vineyard(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    wines: List["Wine"] = Relationship(back_populates="vineyard")


class WineBase(SQLModel):
    name: str
    vineyard_id: Optional[int] = Field(default=None, foreign_key="vineyard.id")
    vineyard: Optional[Vineyard] = Relationship(back_populates="wines")  # expect: SQR504


class WineRead(WineBase):
    id: int


class Wine(WineBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
