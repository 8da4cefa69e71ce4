"""Who delivers to the kitchen."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.mixins import InVenue, WithId


class Supplier(WithId, Base):
    __tablename__ = "suppliers"

    name: Mapped[str] = mapped_column(String(120))

    deliveries: Mapped[list["Delivery"]] = relationship(back_populates="supplier")


class Delivery(WithId, InVenue, Base):
    __tablename__ = "deliveries"

    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))  # planted: SQR203
    due_on: Mapped[date]

    supplier: Mapped[Supplier] = relationship(back_populates="deliveries")
