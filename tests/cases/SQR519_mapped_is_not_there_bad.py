from typing import TYPE_CHECKING

from sqlalchemy import DateTime
from sqlalchemy.orm import DeclarativeBase, mapped_column

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Mapped


class Base(DeclarativeBase):
    pass


class Event(Base):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)  # expect: SQR519
    start: Mapped["datetime"] = mapped_column(DateTime)  # expect: SQR519
