from typing import Optional

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import mapped_column
from sqlmodel import Field, SQLModel


class Crew(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Boat(SQLModel, table=True):
    id: Optional[int] = Field(
        default=None,
        sa_column=mapped_column("id", Integer, primary_key=True),  # expect: SQR707
    )
    crew_id: Optional[int] = Field(
        default=None,
        sa_column=mapped_column(ForeignKey("crew.id")),  # expect: SQR707
    )
