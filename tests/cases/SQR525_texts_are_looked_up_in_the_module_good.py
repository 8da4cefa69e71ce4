from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Sailing(Base):
    __tablename__ = "sailing"
    uuid: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    date: Mapped[date | None] = mapped_column()
    until: Mapped[date]
