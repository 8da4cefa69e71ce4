import enum
from dataclasses import field
from datetime import datetime
from typing import List, Optional

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    pass


class State(enum.Enum):
    OPEN = "open"
    SHUT = "shut"


class Gate(Base):
    __tablename__ = "gate"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    wide: Mapped[bool] = True  # expect: SQR526
    label: Mapped[str] = "gate"  # expect: SQR526
    state: Mapped[State] = State.OPEN  # expect: SQR526
    note: Mapped[Optional[str]] = None  # expect: SQR526
    number: Mapped[int] = field(default=1)  # expect: SQR526
    name: Mapped[str] = String(20)  # expect: SQR526
    size: Mapped[int] = Integer  # expect: SQR526
    opened: Mapped[datetime] = datetime.now  # expect: SQR526
    keys: Mapped[List["Key"]] = ()  # expect: SQR526


class Key(Base):
    __tablename__ = "key"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"))
