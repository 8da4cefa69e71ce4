from typing import Optional

from sqlmodel import Field, Relationship, SQLModel


class Orchard(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    trees: list["Tree"] = Relationship(back_populates="orchard")


class Tree(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    orchard_id: Optional[int] = Field(default=None, foreign_key="orchard.id")
    orchard: Optional[Orchard] = Relationship(back_populates="trees", cascade_delete=True)  # expect: SQR301
