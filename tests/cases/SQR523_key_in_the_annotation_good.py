from typing import Optional

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int]
    name: Mapped[Optional[str]] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(Integer)
    # A type of its own, or that of the key, and what is annotated does not count.
    height: Mapped[String(20)] = mapped_column(String(20))
    other_id: Mapped[ForeignKey("parent.id")] = mapped_column(ForeignKey("parent.id"))
    other: Mapped["Parent"] = relationship()
