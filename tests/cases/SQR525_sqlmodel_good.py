import datetime as dt
import uuid
from typing import Optional

from sqlmodel import Field, SQLModel


class TripBase(SQLModel):
    date: Optional[dt.date] = Field(default=None, index=True)


class Trip(TripBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    note: str = "none"


class Ticket(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)


class Stop(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    date: dt.date
    left: "Optional[dt.date]" = None
