"""SQR003: where it is said and which of the cures is given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.model import AttributeKind
from tests.project.trees import write
from tests.rules.builder import Build
from tests.rules.findings import RULES, found, message, of_folder


def kitchen() -> Build:
    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Booking", "booking.id*", "booking.chef_id>chef.id")
    return build


def said(build: Build) -> dict[str, str]:
    """The cure by subject."""
    return {f.subject: f.message.split("; ", 1)[1] for f in found("SQR003", build.model())}


def test_an_unlinked_pair_wants_back_populates() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking")
    build.rel("Booking.chef", "Chef")
    (finding,) = found("SQR003", build.model())
    assert (finding.subject, finding.place.line) == ("Booking.chef", 9)
    assert "writes booking.chef_id, as does Chef.bookings (module.py:8)" in finding.message
    assert 'add back_populates="bookings" here and back_populates="chef" to Chef.bookings' in finding.message
    assert [other.note for other in finding.related] == ["Chef.bookings"]


def test_a_backref_beside_the_declared_reverse() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", backref="cook")
    build.rel("Booking.chef", "Chef")
    text = message("SQR003", build.model())
    assert 'write back_populates="chef" for the backref of Chef.bookings' in text
    assert "Booking.cook (module.py:8) and Chef.bookings" in text


def test_a_filtered_second_list_only_reads() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Chef.late", "Booking")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    assert said(build) == {
        "Chef.late": "add viewonly=True",
        "Booking.chef": "add viewonly=True to Chef.late (module.py:9)",
    }


def test_a_second_list_that_names_the_reverse_of_the_first() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Chef.late", "Booking", back_populates="chef")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    (finding,) = found("SQR003", build.model())
    assert 'replace back_populates="chef" by viewonly=True' in finding.message
    assert finding.place.col == 14


def test_what_does_not_go_with_viewonly_is_named() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Chef.late", "Booking", cascade="all", passive_deletes=True)
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    assert said(build) == {
        "Chef.late": "add viewonly=True in place of cascade and passive_deletes",
        "Booking.chef": "add viewonly=True to Chef.late (module.py:9), in place of cascade and passive_deletes",
    }


def test_a_query_beside_a_pair_is_no_side_of_it() -> None:
    build = club(mapped=False)
    build.rel("Group.users", "User", secondary="member", backref="groups")
    build.rel("Group.find_users", "User", secondary="member", lazy="dynamic")
    build.rel("User.find_groups", "Group", secondary="member", lazy="dynamic")
    assert set(said(build).values()) == {"add viewonly=True"}


def test_a_list_after_an_unlinked_pair() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking")
    build.rel("Chef.late", "Booking")
    build.rel("Booking.chef", "Chef")
    assert said(build) == {
        "Chef.late": "add viewonly=True",
        "Booking.chef": 'add back_populates="bookings" here and back_populates="chef" to Chef.bookings',
    }


def club(*, mapped: bool) -> Build:
    build = Build()
    build.cls("User", "user.id*")
    build.cls("Group", "group.id*")
    columns = ("member.user_id*>user.id", "member.group_id*>group.id")
    if mapped:
        build.cls("Member", *columns)
    else:
        build.table(*columns)
    return build


def test_a_secondary_over_an_association_class_only_reads() -> None:
    build = club(mapped=True)
    build.rel("User.memberships", "Member", back_populates="user")
    build.rel("User.groups", "Group", secondary="member")
    build.rel("Member.user", "User", back_populates="memberships")
    build.rel("Member.group", "Group")
    cures = said(build)
    assert cures["User.groups"].startswith("its secondary is the table of Member: add viewonly=True")
    assert cures["Member.user"] == cures["Member.group"] == "add viewonly=True to User.groups (module.py:12)"


def test_a_many_to_many_whose_table_is_mapped_but_not_related() -> None:
    build = club(mapped=True)
    build.rel("User.groups", "Group", secondary="member")
    build.rel("Group.users", "User", secondary="member")
    assert list(said(build).values()) == [
        'add back_populates="groups" here and back_populates="users" to User.groups'
    ]


def test_both_columns_of_a_secondary_are_one_finding() -> None:
    build = club(mapped=False)
    build.rel("User.groups", "Group", secondary="member")
    build.rel("Group.users", "User", secondary="member")
    text = message("SQR003", build.model())
    assert "member.group_id and member.user_id" in text or "member.user_id and member.group_id" in text


def test_linked_pairs_that_share_a_column_want_the_exact_overlaps() -> None:
    build = Build()
    build.cls("Company", "company.id*")
    build.cls("Employee", "employee.id*", "employee.company_id>company.id")
    build.cls("Manager", base="Employee")
    build.rel("Employee.company", "Company", back_populates="employees")
    build.rel("Company.employees", "Employee", back_populates="company")
    build.rel("Company.managers", "Manager", back_populates="managed")
    build.rel("Manager.managed", "Company", back_populates="managers")
    cures = said(build)
    assert cures["Manager.managed"] == 'add overlaps="company,employees"'


def test_overlaps_that_are_there_are_kept_and_are_the_place() -> None:
    build = kitchen()
    build.cls("Cook", base="Chef")
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    build.rel("Booking.cook", "Cook", back_populates="jobs", overlaps="other")
    build.rel("Cook.jobs", "Booking", back_populates="cook", overlaps="chef,bookings")
    (finding,) = found("SQR003", build.model())
    assert finding.subject == "Booking.cook"
    assert 'add overlaps="bookings,chef,other"' in finding.message
    assert finding.place.col == 24


def test_a_mixins_relationship_is_said_once() -> None:
    build = Build()
    build.cls("User", "user.id*")
    build.cls("Car", "car.id*", "car.user_id>user.id")
    build.cls("House", "house.id*", "house.user_id>user.id")
    build.rel("Car.driver", "User")
    build.rel("House.tenant", "User")
    call = build.place()
    for name in ("Car", "House"):
        build.rel(f"{name}.owner", "User", at=call, declared_in="Owned")
    assert len(build.model().conflicts) == 2
    (finding,) = found("SQR003", build.model())
    assert finding.message.endswith("add viewonly=True, for House.owner as well")


def test_one_name_of_a_reverse_does_not_fit_all_classes_of_a_mixin() -> None:
    build = Build()
    build.cls("User", "user.id*")
    call = build.place()
    for name in ("Car", "House", "Boat"):
        build.cls(name, f"{name.lower()}.id*", f"{name.lower()}.user_id>user.id")
        build.rel(f"{name}.owner", "User", at=call, declared_in="Owned", overlaps="nothing")
    build.rel("User.houses", "House")
    (finding,) = found("SQR003", build.model())
    assert finding.subject == "User.houses"
    assert finding.message.endswith('add overlaps="owner"')


def stale(build: Build) -> dict[str, str]:
    """What SQR915 says of the names, by subject."""
    return {f.subject: f.message.split(" in overlaps ", 1)[1] for f in found("SQR915", build.model())}


@pytest.mark.parametrize(
    ("overlaps", "says"),
    [
        ("bookings", "Chef.bookings (module.py:8) is its reverse); take overlaps out"),
        ("late", "Chef.late (module.py:9) is viewonly); take overlaps out"),
        ("late,all", 'Chef.late (module.py:9) is viewonly); leave overlaps="all"'),
        ("bookings,late", "conflict with nothing (Chef.bookings (module.py:8) is its reverse and Chef.late"),
    ],
)
def test_names_that_conflict_with_nothing(overlaps: str, says: str) -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Chef.late", "Booking", viewonly=True)
    build.rel("Chef.all", "Booking", overlaps="bookings")
    build.rel("Booking.chef", "Chef", back_populates="bookings", overlaps=overlaps)
    (said,) = stale(build).values()
    assert says in said


def test_a_relationship_that_only_reads_needs_no_names() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", viewonly=True, overlaps="chef,zebra")
    build.rel("Booking.chef", "Chef")
    assert "Chef.bookings is viewonly and writes nothing" in stale(build)["Chef.bookings"]


def test_names_that_both_sides_give_and_names_of_nothing_are_not_stale() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", overlaps="chef")
    build.rel("Booking.chef", "Chef", overlaps="bookings,zebra")
    assert stale(build) == {}


@pytest.mark.parametrize(("house", "said"), [("house.user_id", []), ("house.other_id", ["Car.owner"])])
def test_a_mixins_names_are_stale_if_they_are_for_every_class(house: str, said: list[str]) -> None:
    build = Build()
    build.cls("User", "user.id*")
    build.cls("Car", "car.id*", "car.user_id>user.id", "car.other_id>user.id")
    build.cls("House", "house.id*", "house.user_id>user.id", "house.other_id>user.id")
    call = build.place()
    for name in ("Car", "House"):
        table = name.lower()
        build.rel(
            f"{name}.owner",
            "User",
            at=call,
            declared_in="Owned",
            foreign_keys=[f"{table}.user_id"],
            overlaps="driver",
        )
    build.rel("Car.driver", "User", foreign_keys=["car.other_id"])
    build.rel("House.driver", "User", foreign_keys=[house])
    assert list(stale(build)) == said


@pytest.mark.parametrize("unknown", ["class", "registry", "attribute"])
def test_where_more_may_be_written_nothing_is_stale(unknown: str) -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Chef.late", "Booking", viewonly=True)
    build.rel("Booking.chef", "Chef", back_populates="bookings", overlaps="late")
    assert list(stale(build)) == ["Booking.chef"]
    if unknown == "class":
        build.classes["Chef"] = replace(build.classes["Chef"], open=True)
    if unknown == "attribute":
        build.cls("Waiter", "waiter.id*")
        build.attribute("Waiter", "late", AttributeKind.UNKNOWN)
    model = build.model()
    if unknown == "registry":
        model = replace(model, closed_registries=frozenset())
    assert found("SQR915", model) == []


TOW = """\
from sqlalchemy import Column, ForeignKey, Integer, Table, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
tow = Table(
    "tow",
    Base.metadata,
    Column("tug_id", ForeignKey("ship.id"), primary_key=True),
    Column("barge_id", ForeignKey("ship.id"), primary_key=True),
    Column("day", Integer),
)


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    barges = relationship(
        "Ship", secondary=tow, primaryjoin=id == tow.c.tug_id, secondaryjoin=id == tow.c.barge_id
    )
    others = relationship("Ship", secondary=tow, primaryjoin={first}, secondaryjoin={second})
"""


@pytest.mark.parametrize(
    ("first", "second", "cure"),
    [
        (
            "id == tow.c.barge_id",
            "tow.c.tug_id == id",
            'add back_populates="barges" here and back_populates="others" to Ship.barges',
        ),
        ("id == tow.c.tug_id", "id == tow.c.barge_id", "add viewonly=True"),
        ("(id == tow.c.barge_id) & (tow.c.day == 1)", "id == tow.c.tug_id", "add viewonly=True"),
        # What or_() stands around here is no key.
        (
            "(id == tow.c.barge_id) & or_(tow.c.day == 1, tow.c.day == 2)",
            "id == tow.c.tug_id",
            "add viewonly=True",
        ),
    ],
    ids=["the other end", "the same end", "the other end, filtered", "the other end, filtered by or_()"],
)
def test_two_lists_of_a_self_reference(tmp_path: Path, first: str, second: str, cure: str) -> None:
    folder = write(tmp_path, {"ships.py": TOW.format(first=first, second=second)})
    (finding,) = of_folder(folder, "2.0", [RULES["SQR003"]])
    assert finding.message.endswith(f"; {cure}")
