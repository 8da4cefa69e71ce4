from typing import Optional

from sqlalchemy import Column, Integer
from sqlmodel import Field, SQLModel


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    age: Optional[int] = Field(default=None, sa_column=Column(Integer), nullable=True)  # expect: SQR707
    team_id: Optional[int] = Field(default=None, foreign_key=Team.id)  # expect: SQR707
    other_id: Optional[int] = Field(default=None, ondelete="CASCADE")  # expect: SQR707
