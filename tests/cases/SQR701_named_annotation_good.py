"""Keys that the names of whole annotations carry, also beside a call."""

from typing import Annotated, TypeVar

from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

T = TypeVar("T")
Key = Mapped[Annotated[int, mapped_column(primary_key=True)]]
KeyOf = Mapped[Annotated[T, mapped_column(primary_key=True)]]
Code = Mapped[Annotated[str, mapped_column(String(10))]]


class Base(DeclarativeBase):
    pass


class Port(Base):
    __tablename__ = "port"
    id: Key


class Ship(Base):
    __tablename__ = "ship"
    number: KeyOf[int]


class Cargo(Base):
    __tablename__ = "cargo"
    id: Key = mapped_column(sort_order=-1)
    code: Code = mapped_column(String(12))
