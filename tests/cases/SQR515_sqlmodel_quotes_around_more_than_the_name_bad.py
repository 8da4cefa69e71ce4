from typing import Optional

from sqlalchemy.orm import relationship
from sqlmodel import Field, Relationship, SQLModel


class Fan(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    team: Optional["Team"] = Relationship(back_populates="fans")


class TeamBase(SQLModel):
    name: str


class Team(TeamBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    heroes: "list[Hero]" = Relationship(back_populates="team")  # expect: SQR515
    fans: "list[Fan]" = Relationship(sa_relationship=relationship("Fan", back_populates="team"))


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    team: "Team | None" = Relationship(back_populates="heroes")  # expect: SQR515


class TeamWithHeroes(TeamBase):
    heroes: "list[Hero]" = []
