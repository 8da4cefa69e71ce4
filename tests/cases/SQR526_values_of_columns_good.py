import enum
from dataclasses import field
from datetime import datetime
from typing import ClassVar, List, Optional

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    pass


class PlainBase(DeclarativeBase):
    pass


class State(enum.Enum):
    OPEN = "open"
    SHUT = "shut"


class Gate(Base):
    __tablename__ = "gate"
    limit: ClassVar[int] = 5
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    wide: Mapped[bool] = mapped_column(default=True)
    label: Mapped[str] = mapped_column(default="gate")
    state: Mapped[State] = mapped_column(default=State.OPEN)
    note: Mapped[Optional[str]] = mapped_column(default=None)
    number: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(Integer)
    opened: Mapped[datetime] = mapped_column(default_factory=datetime.now)
    unsaved: list = field(default_factory=list)
    keys: Mapped[List["Key"]] = relationship()


class Key(Base):
    __tablename__ = "key"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"))


class Latch(PlainBase):
    __tablename__ = "latch"
    __table_args__ = (UniqueConstraint("note"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[Optional[str]] = None
