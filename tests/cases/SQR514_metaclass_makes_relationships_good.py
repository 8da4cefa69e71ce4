from __future__ import annotations

import re
from typing import Generic, Optional, TypeVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.orm.decl_api import DeclarativeAttributeIntercept

T = TypeVar("T")


class Many(Generic[T]):
    pass


class Linking(DeclarativeAttributeIntercept):
    def __new__(mcs, name, bases, body, **options):
        annotations = body.get("__annotations__", {})
        for key, annotation in list(annotations.items()):
            found = re.fullmatch(r"Mapped\[Many\[(\w+)\]\]", annotation)
            if found:
                body[key] = relationship(found[1], uselist=True)
                del annotations[key]
        return super().__new__(mcs, name, bases, body, **options)


class Base(DeclarativeBase, metaclass=Linking):
    pass


class Stable(Base):
    __tablename__ = "stable"
    id: Mapped[int] = mapped_column(primary_key=True)
    horses: Mapped[Many[Horse]]


class Horse(Base):
    __tablename__ = "horse"
    id: Mapped[int] = mapped_column(primary_key=True)
    stable_id: Mapped[Optional[int]] = mapped_column(ForeignKey("stable.id"))
