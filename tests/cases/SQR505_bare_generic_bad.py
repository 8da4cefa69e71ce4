from typing import Any, List

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[List] = relationship()  # expect: SQR505
    # The target is given, and does not help.
    elders: Mapped[List] = relationship("Child", viewonly=True)  # expect: SQR505
    plain: Mapped[list] = relationship("Child", viewonly=True)
    quoted: Mapped["List"] = relationship("Child", viewonly=True)
    others: Mapped[Any] = relationship(viewonly=True)  # expect: SQR505


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
