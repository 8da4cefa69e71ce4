from typing import Annotated, Optional, TypeVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

T = TypeVar("T")
Key = Annotated[T, mapped_column(primary_key=True)]
Maybe = Optional[T]


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[Key[int]]


class Jar(Base):
    __tablename__ = "jar"
    label: Mapped[Key[str]]
    shelf_id: Mapped[Maybe[int]] = mapped_column(ForeignKey("shelf.id", ondelete="SET NULL"))
    shelf: Mapped[Optional[Shelf]] = relationship()
