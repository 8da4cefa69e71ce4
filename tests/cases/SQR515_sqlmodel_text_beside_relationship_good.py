from __future__ import annotations

from typing import Optional

from sqlalchemy.orm import relationship
from sqlmodel import Field, Relationship, SQLModel


class Harbour(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    boats: list["Boat"] = Relationship(sa_relationship=relationship("Boat", back_populates="harbour"))


class Boat(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    harbour_id: Optional[int] = Field(default=None, foreign_key="harbour.id")
    harbour: Optional[Harbour] = Relationship(sa_relationship=relationship("Harbour", back_populates="boats"))
