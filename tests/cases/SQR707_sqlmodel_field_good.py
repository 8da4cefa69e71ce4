from typing import Optional

from sqlalchemy import Column, Integer
from sqlmodel import Field, SQLModel


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    age: Optional[int] = Field(default=None, sa_column=Column(Integer, nullable=True))
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    other_id: Optional[int] = Field(default=None, foreign_key="team.id", ondelete="CASCADE")
