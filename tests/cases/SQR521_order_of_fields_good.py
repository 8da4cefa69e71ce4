from typing import ClassVar, Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    column_property,
    declared_attr,
    mapped_column,
    relationship,
)


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    children: Mapped[list["Child"]] = relationship(default_factory=list)
    name: Mapped[str] = mapped_column(kw_only=True)
    size: Mapped[int] = mapped_column(init=False)
    note: Mapped[str] = mapped_column(default="")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"), init=False)


class Quiet(Base, init=False):
    __tablename__: str = "quiet"
    id: Mapped[int] = mapped_column(primary_key=True, default=None)
    name: Mapped[str]


class Keyed(Base, kw_only=True):
    __tablename__ = "keyed"
    id: Mapped[int] = mapped_column(primary_key=True, default=None)
    name: Mapped[str]


class Counted(Base):
    __tablename__: ClassVar[str] = "counted"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    count: ClassVar[int] = 3
    size: Mapped[int] = mapped_column()
    length: Mapped[int] = column_property(size + 1)
    width: Mapped[int]


class Named(MappedAsDataclass):
    @declared_attr
    def title(cls) -> Mapped[Optional[str]]:
        return mapped_column(default=None)


class Book(Named, Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)


def optional() -> Mapped[Optional[int]]:
    return mapped_column(init=False)


class Page(Base):
    __tablename__ = "page"
    number: Mapped[Optional[int]] = optional()
    id: Mapped[int] = mapped_column(primary_key=True)
