from decimal import Decimal
from typing import Optional, Union

from sqlalchemy import Computed
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Reading(Base):
    __tablename__ = "reading"
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int | float]  # expect: SQR523
    exact: Mapped[Optional[Union[int, Decimal]]] = mapped_column(index=True)  # expect: SQR523
    label: Mapped["str | int | None"]  # expect: SQR523
    sums: Mapped[object] = mapped_column(Computed("value + exact"))  # expect: SQR523
