import uuid
from datetime import date, time
from typing import Optional

from sqlalchemy import Date
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, synonym


class Base(DeclarativeBase):
    pass


class Sailing(Base):
    __tablename__ = "sailing"
    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[Optional[date]] = mapped_column(index=True)  # expect: SQR525
    day = synonym("date")
    until: Mapped[date | None]  # expect: SQR525
    printed: Mapped[date] = mapped_column(Date)


class Ferry(Base):
    __tablename__ = "ferry"
    uuid: Mapped[uuid.UUID] = mapped_column(primary_key=True)  # expect: SQR525
    time: Mapped[int] = mapped_column()
    leaves: Mapped[time] = mapped_column()  # expect: SQR525
