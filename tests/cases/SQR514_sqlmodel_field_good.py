from typing import Optional

from sqlmodel import JSON, Column, Field, Relationship, SQLModel


class TeamBase(SQLModel):
    name: str


class Team(TeamBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    heroes: list["Hero"] = Relationship(back_populates="team")


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    team: Optional[Team] = Relationship(back_populates="heroes")
    sketch: Optional[TeamBase] = Field(default=None, sa_column=Column(JSON))
    _last: Optional[Team] = None


class TeamWithHeroes(TeamBase):
    heroes: list[Hero] = []
