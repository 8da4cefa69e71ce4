import datetime
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Dict, List, Optional

from sqlalchemy import JSON, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Base(DeclarativeBase):
    type_annotation_map = {bool: Integer, Dict[str, Any]: JSON}


class Money:
    cents: int


class Lowered(TypeDecorator):
    impl = String
    cache_ok = True


class Marked:
    marks: Mapped[set]  # expect: SQR523


class Parent(Marked, Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[List[str]]  # expect: SQR523
    words: Mapped[Optional[List[str]]] = mapped_column(nullable=True)  # expect: SQR523
    anything: Mapped[Any]  # expect: SQR523
    price: Mapped[Money] = mapped_column(default=None)  # expect: SQR523
    email: Mapped[Lowered]  # expect: SQR523
    name: Mapped[String]  # expect: SQR523
    more: Mapped[Optional[JSONB]]  # expect: SQR523
    picture: Mapped[Path | None]  # expect: SQR523
    address: Mapped[IPv4Address] = mapped_column(index=True)  # expect: SQR523
    born: Mapped[datetime]  # expect: SQR523
    flag: Mapped[bool]
    settings: Mapped[Dict[str, Any]]
