"""Small models that the tests of pictures and reports show."""

from __future__ import annotations

from flake8_sqla_rel.finding import Finding
from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Options
from tests.rules.builder import Build


def bookings() -> Build:
    """Chefs (at fault with their bookings), guests by backref, tags by a table between, loose keys."""
    build = Build("app/models.py")
    build.cls("Chef", "chefs.id*")
    build.cls("Guest", "guests.id*")
    build.cls("Booking", "bookings.id*", "bookings.chef_id>chefs.id", "bookings.guest_id>guests.id")
    build.cls("Tag", "tags.id*")
    build.cls("Invoice", "invoices.id*", "invoices.booking_id>bookings.id")
    build.cls("PaidInvoice", base="Invoice")
    build.table("taggings.booking_id>bookings.id", "taggings.tag_id>tags.id")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    build.rel("Booking.guest", "Guest", backref="bookings")
    build.rel("Booking.tags", "Tag", secondary="taggings")
    return build


def found_in(model: Model) -> list[Finding]:
    """What the rules find that are on by default, as the engine hands it on."""
    return [
        finding._replace(kind=rule.kind)
        for rule in ALL_RULES
        if not rule.opt_in
        for finding in rule.check(model, Options())
    ]
