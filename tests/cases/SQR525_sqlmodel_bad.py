import datetime as dt
import uuid
from datetime import date
from typing import Optional

from sqlmodel import Field, SQLModel


class TripBase(SQLModel):
    date: Optional[date] = Field(default=None, index=True)  # expect: SQR525


class Trip(TripBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    note: str = "none"


class Ticket(SQLModel, table=True):
    uuid: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)  # expect: SQR525


class Stop(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    date: dt.date = Field()
    left: "Optional[date]" = None  # expect: SQR525
