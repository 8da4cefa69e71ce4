from decimal import Decimal
from typing import Optional, Union

from sqlalchemy import Computed, Float, Integer, Numeric, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Typed(DeclarativeBase):
    type_annotation_map = {int | float: Float}


class Reading(Base):
    __tablename__ = "reading"
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int | float] = mapped_column(Float)
    exact: Mapped[Optional[Union[int, Decimal]]] = mapped_column(Numeric, index=True)
    label: Mapped["str | int | None"] = mapped_column(String)
    sums: Mapped[object] = mapped_column(Integer, Computed("value + exact"))
    same: Mapped[Union[int, int]]


class Step(Typed):
    __tablename__ = "step"
    id: Mapped[int] = mapped_column(primary_key=True)
    length: Mapped[int | float]
