from typing import Optional

from sqlalchemy.orm import relationship
from sqlmodel import Field, Relationship, SQLModel


class Band(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    players: list["Player"] = Relationship(
        sa_relationship=relationship("Player"),
        sa_relationship_kwargs={"lazy": "selectin"},  # expect: SQR507
    )
    loaded: list["Player"] = Relationship(
        sa_relationship_kwargs={"lazzy": "selectin", "viewonly": True},  # expect: SQR507
    )


class Player(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    band_id: Optional[int] = Field(default=None, foreign_key="band.id")
    band: Optional[Band] = Relationship("Band")  # expect: SQR507
