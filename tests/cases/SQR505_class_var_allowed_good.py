"""Where annotations without ``Mapped`` are allowed, ``ClassVar`` is one that tells the target."""

from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    __allow_unmapped__ = True


class Orchard(Base):
    __tablename__ = "orchard"
    id: Mapped[int] = mapped_column(primary_key=True)


class Tree(Base):
    __tablename__ = "tree"
    id: Mapped[int] = mapped_column(primary_key=True)
    orchard_id: Mapped[int] = mapped_column(ForeignKey("orchard.id"))
    orchard: ClassVar["Orchard"] = relationship()
