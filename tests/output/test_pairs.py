"""The states of pairs, and how many objects each end stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flake8_sqla_rel.mapper.model import UNKNOWN, Place, Target
from flake8_sqla_rel.output.pairs import End, Pair, State, pairs
from tests.rules.builder import Build


def build() -> Build:
    made = Build()
    made.cls("Chef", "chef.id*")
    made.cls("Booking", "booking.id*", "booking.chef_id>chef.id", "booking.room_id>room.id")
    made.cls("Room", "room.id*")
    return made


def linked(b: Build) -> None:
    b.rel("Booking.chef", "Chef", back_populates="bookings")
    b.rel("Chef.bookings", "Booking", back_populates="chef")


def by_backref(b: Build) -> None:
    b.rel("Booking.chef", "Chef", backref="bookings")


def names_nothing(b: Build) -> None:
    b.rel("Booking.chef", "Chef", back_populates="bookings")


def named_by_one(b: Build) -> None:
    b.rel("Booking.chef", "Chef", back_populates="bookings")
    b.rel("Chef.bookings", "Booking")


def named_by_the_second(b: Build) -> None:
    b.rel("Booking.chef", "Chef")
    b.rel("Chef.bookings", "Booking", back_populates="chef")


def not_linked(b: Build) -> None:
    b.rel("Booking.chef", "Chef")
    b.rel("Chef.bookings", "Booking")


def one_sided(b: Build) -> None:
    b.rel("Booking.chef", "Chef")


def of_another_key(b: Build) -> None:
    b.rel("Booking.chef", "Chef", viewonly=True)


def no_key(b: Build) -> None:
    b.rel("Chef.rooms", "Room", back_populates="chef")
    b.rel("Room.chef", "Chef", back_populates="rooms")


def wrong_target_opposite(b: Build) -> None:
    b.rel("Chef.bookings", "Booking", back_populates="chef")
    b.rel("Booking.chef", "Room", foreign_keys=["booking.room_id"], back_populates="bookings")


def no_target(b: Build) -> None:
    b.rel("Booking.chef", Target("missing", None, "Cook", Place("module.py", 1, 0)))


def unknown_target(b: Build) -> None:
    b.rel("Booking.chef", Target("unknown", None, None, Place("module.py", 1, 0)))


def unknown_reverse(b: Build) -> None:
    b.rel("Booking.chef", "Chef", back_populates=UNKNOWN)


@pytest.mark.parametrize(
    ("declare", "state", "reverse"),
    [
        (linked, State.LINKED, "Chef.bookings"),
        (by_backref, State.BACKREF, "Chef.bookings"),
        (names_nothing, State.ASYMMETRIC, None),
        (named_by_one, State.ASYMMETRIC, "Chef.bookings"),
        (named_by_the_second, State.ASYMMETRIC, "Chef.bookings"),
        (not_linked, State.UNLINKED, "Chef.bookings"),
        (one_sided, State.ONE_SIDED, None),
        (of_another_key, State.VIEW_ONLY, None),
        (no_target, State.REFUSED, None),
        (unknown_target, State.UNKNOWN, None),
        (unknown_reverse, State.UNKNOWN, None),
    ],
)
def test_state(declare: Callable[[Build], None], state: State, reverse: str | None) -> None:
    made = build()
    declare(made)
    (found,) = pairs(made.model(), {})
    assert (found.state, found.side.name) == (state, "Booking.chef")
    assert (found.reverse and found.reverse.name) == reverse


@pytest.mark.parametrize("declare", [no_key, wrong_target_opposite])
def test_a_pair_that_sqlalchemy_refuses_is_not_linked(declare: Callable[[Build], None]) -> None:
    made = build()
    declare(made)
    states = {found.state for found in pairs(made.model(), {})}
    assert State.REFUSED in states and State.LINKED not in states


def test_one_that_several_name_comes_with_each_of_them() -> None:
    made = build()
    made.rel("Chef.bookings", "Booking", back_populates="chef")
    made.rel("Chef.all_bookings", "Booking", back_populates="chef", viewonly=True)
    made.rel("Booking.chef", "Chef", back_populates="bookings")
    found = [(p.side.key, p.reverse and p.reverse.key, p.state) for p in pairs(made.model(), {})]
    assert sorted(found) == [
        ("all_bookings", "chef", State.ASYMMETRIC),
        ("bookings", "chef", State.LINKED),
    ]


def ends(declare: Callable[[Build], None]) -> Pair:
    made = Build()
    declare(made)
    return next(pairs(made.model(), {}))


def test_ends() -> None:
    def many_to_one(b: Build) -> None:
        b.cls("Chef", "chef.id*")
        b.cls("Booking", "booking.id*", "booking.chef_id>chef.id")
        b.rel("Booking.chef", "Chef")

    def unique(b: Build) -> None:
        b.cls("Chef", "chef.id*")
        b.cls("Knife", "knife.id*", "knife.chef_id!>chef.id")
        b.rel("Knife.chef", "Chef")

    def required(b: Build) -> None:
        b.cls("Chef", "chef.id*")
        b.cls("Apron", "apron.chef_id*>chef.id", "apron.number*")
        b.rel("Chef.aprons", "Apron")

    def many_to_many(b: Build) -> None:
        b.cls("Chef", "chef.id*")
        b.cls("Dish", "dish.id*")
        b.table("cooks.chef_id>chef.id", "cooks.dish_id>dish.id")
        b.rel("Chef.dishes", "Dish", secondary="cooks")

    found = {declare.__name__: ends(declare) for declare in (many_to_one, unique, required, many_to_many)}
    assert {name: (pair.here, pair.there, pair.kind) for name, pair in found.items()} == {
        "many_to_one": (End.MANY, End.OPTIONAL, "many-to-one"),
        "unique": (End.OPTIONAL, End.OPTIONAL, "one-to-one"),
        "required": (End.ONE, End.MANY, "one-to-many"),
        "many_to_many": (End.MANY, End.MANY, "many-to-many"),
    }
