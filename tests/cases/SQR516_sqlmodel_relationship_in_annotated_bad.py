from typing import Annotated, Optional

from sqlmodel import Field, Relationship, SQLModel


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    heroes: Annotated[list["Hero"], Relationship(back_populates="team")] = None  # expect: SQR516


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    team: Annotated[Optional[Team], Relationship(back_populates="heroes")] = None  # expect: SQR516
