from typing import Annotated, Optional

from sqlmodel import Field, Relationship, SQLModel

Key = Annotated[Optional[int], Field(primary_key=True)]


class Team(SQLModel, table=True):
    id: Annotated[Optional[int], Field(primary_key=True)] = None
    heroes: list["Hero"] = Relationship(back_populates="team")


class Hero(SQLModel, table=True):
    id: Key = None
    team_id: Annotated[Optional[int], Field(foreign_key="team.id")] = None
    rival_id: Annotated[Optional[int], Field(foreign_key="hero.idd")] = None  # expect: SQR203
    team: Optional[Team] = Relationship(back_populates="heroes")
