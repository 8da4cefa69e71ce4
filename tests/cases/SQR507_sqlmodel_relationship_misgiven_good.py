from typing import Optional

from sqlalchemy.orm import relationship
from sqlmodel import Field, Relationship, SQLModel


class Band(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    players: list["Player"] = Relationship(
        sa_relationship=relationship("Player", lazy="selectin", back_populates="band"),
        sa_relationship_kwargs=None,
    )
    loaded: list["Player"] = Relationship(
        sa_relationship_kwargs={"lazy": "selectin", "viewonly": True},
    )


class Player(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    band_id: Optional[int] = Field(default=None, foreign_key="band.id")
    band: Optional[Band] = Relationship(back_populates="players")
