import dataclasses
import datetime
from typing import Optional

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, DynamicMapped, Mapped, MappedAsDataclass, mapped_column, relationship

Text = Mapped[str]


class Base(DeclarativeBase):
    pass


class Fields(MappedAsDataclass, DeclarativeBase):
    pass


class Dated:
    made: datetime.datetime


class Parent(Dated, Base):
    __tablename__ = "parent"
    id: int = Column(Integer, primary_key=True)
    title: Text = mapped_column(String(20))
    names: AssociationProxy[list[str]] = association_proxy("children", "id")
    children: DynamicMapped["Child"] = relationship()  # expect: SQR401
    note: Optional[str] = hybrid_property(lambda self: None)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))


class Row(Fields):
    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: int = dataclasses.field(default=3)
    other: int = 4
