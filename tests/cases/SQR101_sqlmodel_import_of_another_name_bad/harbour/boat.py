from typing import Optional

from sqlmodel import Field, Relationship, SQLModel

from harbour.crew import Crew as CrewModel


class Boat(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    crew_id: Optional[int] = Field(default=None, foreign_key="crew.id")
    crew: Optional["CrewModel"] = Relationship()  # expect: SQR101
