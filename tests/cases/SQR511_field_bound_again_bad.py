from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Harbour(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    boats: List["Boat"] = Relationship(back_populates="harbour")


class Boat(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    name: str = Field(index=True)
    harbour: int = Field(foreign_key="harbour.id")
    harbour: Optional[Harbour] = Relationship(back_populates="boats")  # expect: SQR511
