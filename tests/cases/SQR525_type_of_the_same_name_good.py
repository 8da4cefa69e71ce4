import uuid
import uuid as uuids
from datetime import date, time
from typing import Optional

from sqlalchemy import Date
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, synonym


class Base(DeclarativeBase):
    pass


class Sailing(Base):
    __tablename__ = "sailing"
    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[Optional["date"]] = mapped_column(index=True)
    day = synonym("date")
    until: Mapped["date | None"]
    printed: Mapped[date] = mapped_column(Date)


class Ferry(Base):
    __tablename__ = "ferry"
    uuid: Mapped[uuids.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    leaves: Mapped[time] = mapped_column()
    time: Mapped[int] = mapped_column()
