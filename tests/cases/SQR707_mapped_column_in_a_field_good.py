from typing import Optional

from sqlalchemy import Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel


class Crew(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Boat(SQLModel, table=True):
    id: Optional[int] = Field(
        default=None,
        sa_column=Column("id", Integer, primary_key=True),
    )
    crew_id: Optional[int] = Field(
        default=None,
        sa_column=Column(ForeignKey("crew.id")),
    )
