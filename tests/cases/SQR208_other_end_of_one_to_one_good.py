from __future__ import annotations

from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Step(Base):
    __tablename__ = "step"
    id: Mapped[int] = mapped_column(primary_key=True)
    before_id: Mapped[Optional[int]] = mapped_column(ForeignKey("step.id"), unique=True)
    before: Mapped[Optional[Step]] = relationship(remote_side=[id], back_populates="after")
    after: Mapped[Optional[Step]] = relationship(back_populates="before")


class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    previous_id: Mapped[Optional[int]] = mapped_column(ForeignKey("page.id"), unique=True)
    following: Mapped[Optional[Page]] = relationship()
