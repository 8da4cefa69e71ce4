"""Guests and staff."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, List, Optional

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.mixins import InVenue, Timestamped, WithId

if TYPE_CHECKING:
    from app.models.billing import Deposit
    from app.models.booking import Booking
    from app.models.review import Review
    from app.models.venue import Venue


class Guest(WithId, Timestamped, Base):
    __tablename__ = "guests"

    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    home_id: Mapped[Optional[int]] = mapped_column(sa.ForeignKey("guest_addresses.id"))

    home: Mapped[Optional["Address"]] = orm.relationship(
        "Address",  # planted: SQR102
        back_populates="guests",
    )
    bookings: Mapped[List["Booking"]] = orm.relationship(
        foreign_keys="Booking.guest_id",
        back_populates="guest",
    )
    deposits: Mapped[List["Deposit"]] = orm.relationship(back_populates="payer")
    reviews: Mapped[List["Review"]] = orm.relationship(back_populates="guest")


class Address(WithId, Base):
    """Where a guest lives; that of a venue is in its own module."""

    __tablename__ = "guest_addresses"

    street: Mapped[str] = mapped_column(sa.String(200))
    country: Mapped[str] = mapped_column(sa.String(2))

    guests: Mapped[List["Guest"]] = orm.relationship(back_populates="home")


class Employee(WithId, InVenue, Base):
    __tablename__ = "employees"

    name: Mapped[str] = mapped_column(sa.String(120))
    manager_id: Mapped[Optional[int]] = mapped_column(sa.ForeignKey("employees.id"))

    venue: Mapped["Venue"] = orm.relationship(back_populates="employees")
    manager: Mapped[Optional["Employee"]] = orm.relationship(
        remote_side="Employee.id",
        back_populates="reports",
    )
    reports: Mapped[List["Employee"]] = orm.relationship(back_populates="manager")
    shifts: Mapped[List["Shift"]] = orm.relationship(back_populates="employee")  # planted: SQR201


class Shift(WithId, Base):
    __tablename__ = "shifts"

    employee_id: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    employee: Mapped["Employee"] = orm.relationship(back_populates="shifts")  # planted: SQR201
