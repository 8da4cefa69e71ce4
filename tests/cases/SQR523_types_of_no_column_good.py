import datetime
import enum
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Dict, List, Optional

from sqlalchemy import JSON, ForeignKey, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator


class Money:
    cents: int


class Colour(enum.Enum):
    RED = "red"


class Key(str):
    pass


class Lowered(TypeDecorator):
    impl = String
    cache_ok = True


class Base(DeclarativeBase):
    type_annotation_map = {bool: Integer, Dict[str, Any]: JSON, Key: String, Path: String}


class Priced(DeclarativeBase):
    registry = registry(type_annotation_map={Money: Integer, set: JSON})


class Marked:
    marks: Mapped[set] = mapped_column(JSON)


class Listed:
    names: List[str] = []


class Parent(Marked, Listed, Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[List[str]] = mapped_column(JSON)
    words: Mapped[Optional[List[str]]] = mapped_column("the_words", JSON)
    price: Mapped[Money] = mapped_column(type_=Integer)
    other: Mapped[Any] = mapped_column(ForeignKey("parent.id"))
    email: Mapped[str] = mapped_column(Lowered)
    more: Mapped[Optional[dict]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    picture: Mapped[Path | None]
    address: Mapped[IPv4Address] = mapped_column(String(15), index=True)
    born: Mapped[datetime.datetime]
    colour: Mapped[Colour]
    key: Mapped[Key]
    settings: Mapped[Dict[str, Any]]


class Thing(Priced):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[Money]
    marks: Mapped[set]
