"""SQR201, SQR202 and SQR203: joins and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.finding import Kind
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import UNKNOWN, ForeignKeyConstraint, ForeignKeyElement, Place
from flake8_sqla_rel.project.index import ProjectIndex
from tests.rules.builder import Build
from tests.rules.findings import found, message, subjects


def unjoined(*columns: str) -> Build:
    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Booking", "booking.id*", *columns)
    return build


def test_a_column_that_lacks_its_key_is_named() -> None:
    build = unjoined("booking.chef_id")
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    first, second = found("SQR201", build.model())
    assert (first.subject, second.subject) == ("Chef.bookings", "Booking.chef")
    for finding in (first, second):
        assert 'booking.chef_id (module.py:7) lacks ForeignKey("chef.id")' in finding.message


def test_a_column_whose_key_names_a_table_of_another_package_is_named() -> None:
    build = Build()
    build.cls("Ship", "ship.id*")
    build.cls("Sail", "sail.id*", "sail.ship_id>vessel.id")
    build.rel("Ship.sails", "Sail")
    model = build.model()
    elsewhere = [
        replace(
            table,
            constraints=tuple(
                replace(key, elements=tuple(replace(each, referred=UNKNOWN) for each in key.elements))
                for key in table.constraints
            ),
        )
        for table in model.tables
    ]
    text = message("SQR201", replace(model, tables=tuple(elsewhere)))
    assert text.endswith(' refers to vessel.id, where ForeignKey("ship.id") is needed')


def test_a_column_whose_key_leads_elsewhere_is_named() -> None:
    build = Build()
    build.cls("Crew", "crew.id*")
    build.cls("Ship", "ship.id*")
    build.cls("Sail", "sail.id*", "sail.ship_id>crew.id")
    build.rel("Ship.sails", "Sail")
    text = message("SQR201", build.model())
    assert text.endswith(
        '; sail.ship_id (module.py:10) refers to crew.id, where ForeignKey("ship.id") is needed'
    )


@pytest.mark.parametrize("column", ["answers_guid", "answersGuid", "answersId", "id_answers", "NOTE_ID"])
def test_a_column_named_after_another_key_is_named_as_well(column: str) -> None:
    build = Build()
    build.cls("Note", "note.guid*", f"note.{column}")
    build.rel("Note.answers", "Note", uselist=False)
    assert f'note.{column} (module.py:4) lacks ForeignKey("note.guid")' in message("SQR201", build.model())


@pytest.mark.parametrize(
    ("name", "target", "annotation", "says"),
    [
        ("Chef.bookings", "Booking", "list", 'table "booking" needs a column such as chef_id'),
        ("Chef.bookings", "Booking", None, 'table "booking" needs a column such as chef_id'),
        ("Chef.bookings", "Booking", "", 'table "chef" needs a column such as bookings_id'),
        (
            "Booking.cook",
            "Chef",
            "",
            'table "booking" needs a column such as cook_id with ForeignKey("chef.id")',
        ),
        (
            "Booking.cook",
            "Chef",
            None,
            'table "booking" needs a column such as cook_id with ForeignKey("chef.id")',
        ),
    ],
)
def test_the_column_that_is_needed(name: str, target: str, annotation: str | None, says: str) -> None:
    build = unjoined()
    build.rel(name, target, annotation=annotation)
    assert says in message("SQR201", build.model())


def test_a_composite_primary_key_needs_several() -> None:
    build = Build()
    build.cls("Site", "site.country*", "site.number*")
    build.cls("Visit", "visit.id*")
    build.rel("Visit.site", "Site")
    text = message("SQR201", build.model())
    assert "ForeignKeyConstraint to site.country and site.number" in text


def test_a_broken_key_for_this_join_is_said_instead() -> None:
    build = unjoined("booking.chef_id>Chef.id")
    build.rel("Chef.bookings", "Booking")
    model = build.model()
    assert found("SQR201", model) == []
    assert subjects("SQR203", model) == ["booking.chef_id"]


def test_a_broken_key_for_another_table_is_no_excuse() -> None:
    build = unjoined("booking.room_id>rooms.id")
    build.cls("Room", "room.id*")
    build.rel("Chef.bookings", "Booking")
    model = build.model()
    assert subjects("SQR201", model) == ["Chef.bookings"]
    assert subjects("SQR203", model) == ["booking.room_id"]


def test_foreign_keys_that_are_none_are_another_matter() -> None:
    build = unjoined("booking.chef_id>chef.id", "booking.cook_id")
    build.rel("Booking.cook", "Chef", foreign_keys=["booking.cook_id"])
    assert found("SQR201", build.model()) == []


def mail() -> Build:
    build = Build()
    build.cls("User", "user.id*")
    build.cls("Message", "message.id*", "message.sender_id>user.id", "message.recipient_id>user.id")
    return build


def test_several_keys_and_the_one_that_the_name_suggests() -> None:
    build = mail()
    build.rel("Message.sender", "User")
    (finding,) = found("SQR202", build.model())
    assert (
        "two foreign keys: message.sender_id (module.py:7) and message.recipient_id (module.py:8)"
        in finding.message
    )
    assert finding.message.endswith('by its name it means foreign_keys="Message.sender_id"')
    assert len(finding.related) == 3


def test_several_keys_and_the_reverse_tells() -> None:
    build = mail()
    build.rel("User.outbox", "Message", back_populates="by")
    build.rel("Message.by", "User", foreign_keys=["message.sender_id"], back_populates="outbox")
    assert message("SQR202", build.model()).endswith('foreign_keys="Message.sender_id"')


def test_several_keys_and_no_idea() -> None:
    build = mail()
    build.rel("Message.reader", "User")
    assert message("SQR202", build.model()).endswith("say which with foreign_keys")


def test_parts_of_a_composite_key_want_one_constraint() -> None:
    build = Build()
    build.cls("Route", "route.origin*", "route.target*")
    build.cls("Flight", "flight.id*", "flight.origin>route.origin", "flight.target>route.target")
    build.rel("Flight.route", "Route")
    assert message("SQR202", build.model()).endswith("make them one ForeignKeyConstraint")


def test_a_self_referential_many_to_many_is_another_matter() -> None:
    build = Build()
    build.cls("User", "user.id*")
    build.table("follow.one_id*>user.id", "follow.other_id*>user.id")
    build.rel("User.follows", "User", secondary="follow")
    model = build.model()
    assert model.relationships[0].problem is not None
    assert found("SQR202", model) == []


@pytest.mark.parametrize(
    ("said", "reported"), [("", True), (", autoincrement=True", False), (", **counted", False)]
)
def test_a_part_of_the_key_of_a_secondary_is_counted_where_it_says_so(
    said: str, reported: bool, tmp_path: Path
) -> None:
    (tmp_path / "models.py").write_text(
        "from sqlalchemy import Column, ForeignKey, Integer, Table\n"
        "from sqlalchemy.orm import declarative_base, relationship\n"
        "from settings import counted\n"
        "Base = declarative_base()\n"
        "link = Table('link', Base.metadata,\n"
        f"    Column('id', Integer, primary_key=True{said}),\n"
        "    Column('a_id', ForeignKey('a.id'), primary_key=True),\n"
        "    Column('b_id', ForeignKey('b.id'), primary_key=True))\n"
        "class A(Base):\n    __tablename__ = 'a'\n    id = Column(Integer, primary_key=True)\n"
        "    bs = relationship('B', secondary=link)\n"
        "class B(Base):\n    __tablename__ = 'b'\n    id = Column(Integer, primary_key=True)\n"
    )
    model = link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0))
    assert bool(found("SQR223", model)) is reported


def test_a_secondary_with_two_keys_to_one_side() -> None:
    build = Build()
    build.cls("Book", "book.id*")
    build.cls("Reader", "reader.id*")
    build.table("loan.book_id*>book.id", "loan.reader_id*>reader.id", "loan.clerk_id>reader.id")
    build.rel("Book.readers", "Reader", secondary="loan")
    assert message("SQR202", build.model()).endswith("give secondaryjoin")


def key_to(spec: str) -> Build:
    build = Build()
    build.cls("UserAccount", "accounts.account_no*@number", "accounts.email")
    build.cls("Place", "geo.place.id*")
    build.cls("Other", "audit.id*", metadata="other")
    build.cls("Post", "post.id*", f"post.x>{spec}")
    return build


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("UserAccount.number", 'is a class, and a key names its table: "accounts.number" (module.py:2)'),
        ("place.id", 'the table of that name is in a schema, write "geo.place.id" (module.py:6)'),
        ("public.place.id", 'the table of that name is in another schema, write "geo.place.id"'),
        ("public.accounts.number", 'the table of that name is in no schema, write "accounts.number"'),
        ("audit.id", "which is a table of another MetaData (module.py:9)"),
        ("account.number", 'did you mean "accounts.number" (module.py:2)?'),
        ("zebra.id", 'but there is no table "zebra" on its MetaData'),
        ("accounts.account_no", 'has no column "account_no" by that key: write "accounts.number"'),
        ("accounts.mail", 'did you mean "accounts.email"?'),
        ("accounts.zzz", 'but table "accounts" (module.py:2) has no column "zzz"'),
    ],
)
def test_where_a_key_leads_and_what_was_meant(spec: str, says: str) -> None:
    (finding,) = found("SQR203", key_to(spec).model())
    assert finding.subject == "post.x"
    assert finding.place.line == 14
    assert says in finding.message


def test_the_name_of_an_attribute_for_that_of_its_column() -> None:
    build = Build()
    build.cls("User", "users.id*")
    build.cls("Post", "post.id*", "post.x>users.user_id")
    attributes = build.classes["User"].attributes
    build.classes["User"] = replace(build.classes["User"], attributes={"user_id": attributes["id"]})
    assert 'the column of User.user_id is "users.id"' in message("SQR203", build.model())


def test_not_where_nobody_creates_the_tables() -> None:
    assert found("SQR203", key_to("zebra.id").model(sketches=frozenset({"meta"}))) == []


def test_not_where_the_table_may_never_be_made() -> None:
    build = key_to("zebra.id")
    build.tables = [replace(table, conditional=True) for table in build.tables]
    assert found("SQR203", build.model()) == []


def test_a_column_that_is_defined_again_takes_its_key_along() -> None:
    build = Build()
    build.cls("User", "users.id*")
    build.cls("Member", "member.id*", "member.user_id>user.id")
    build.path = "again.py"
    build.cls("Membership", "member.id*", "member.user_id>users.id")
    (finding,) = found("SQR203", build.model())
    assert (finding.place.path, finding.kind) == ("module.py", Kind.BUG)


def test_a_copy_of_a_table_may_leave_out_what_it_refers_to() -> None:
    build = Build()
    build.cls("User", "users.id*")
    build.cls("Post", "post.id*", "post.user_id>users.id")
    build.path = "migration.py"
    build.cls("OldPost", "post.id*", "post.user_id>users.id", metadata="frozen")
    assert found("SQR203", build.model()) == []
    build.cls("Log", "log.id*", "log.user_id>users.id", metadata="frozen")
    assert subjects("SQR203", build.model()) == ["log.user_id"]


def test_each_column_of_a_constraint_has_its_own_place() -> None:
    build = Build()
    build.cls("Shelf", "shelf.aisle_no*", "shelf.level*")
    build.cls("Crate", "crate.id*", "crate.a", "crate.b")
    places = Place("module.py", 40, 8), Place("module.py", 41, 8)
    elements = (
        ForeignKeyElement("a", "shelf.aisle", "shelf", "aisle", None, places[0]),
        ForeignKeyElement("b", "shelf.levl", "shelf", "levl", None, places[1]),
    )
    crate = build.tables[1]
    build.tables[1] = replace(
        crate, constraints=(ForeignKeyConstraint(elements, places[0], on_column=False),)
    )
    assert [finding.place for finding in found("SQR203", build.model())] == list(places)


MODEL = """\
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
"""
OWN_BASE = """\
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base
{imported}

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = sa.Column(sa.Integer, primary_key=True)
    author_id = sa.Column(sa.Integer, sa.ForeignKey("author.id"))
    room_id = sa.Column(sa.Integer, sa.ForeignKey("room.number", ondelete="SET NULL"), nullable=False)


class Room(Base):
    __tablename__ = "room"
    id = sa.Column(sa.Integer, sa.ForeignKey("shelf.id"), primary_key=True)
    number = sa.Column(sa.String)
    plan = sa.Column()
"""
TABLES = """\
import sqlalchemy as sa

metadata = sa.MetaData()
shelf = sa.Table("shelf", metadata, sa.Column("author_id", sa.ForeignKey("author.id")))
"""


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (OWN_BASE.format(imported="from alembic import op"), 0),
        (OWN_BASE.format(imported="from alembic import context"), 1),
        (TABLES, 0),
        (TABLES + 'wall = sa.Table("wall", metadata, sa.Column("id", sa.Integer))\n', 1),
    ],
)
def test_a_sketch_of_a_table_leaves_out_what_it_does_not_need(tmp_path: Path, other: str, count: int) -> None:
    """In a migration, or as the one table of a MetaData that maps nothing."""
    (tmp_path / "models.py").write_text(MODEL, encoding="utf-8")
    (tmp_path / "other.py").write_text(other, encoding="utf-8")
    model = link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0))
    assert len(found("SQR203", model)) == count
    codes = ["SQR207", "SQR218", "SQR220", "SQR305", "SQR707", "SQR907"]
    created = count == 1 and "declarative_base" in other
    assert [code for code in codes if found(code, model)] == (codes if created else [])


PAIR = """
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Hotel(Base):
    __tablename__ = "hotel"
    id = Column(Integer, primary_key=True)


class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
    hotel_id = Column(ForeignKey("hotel.id"))
    tour_id = Column(ForeignKey("tour.id"))


class Tour(Base):
    __tablename__ = "tour"
    id = Column(Integer, primary_key=True)
    leader_id = Column(ForeignKey("guest.id"))
    guests = relationship(Guest, {})
"""


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (
            'backref="tour", foreign_keys=[Guest.hotel_id]',
            "SQR206",
            "lists guest.hotel_id, which is no foreign key to Tour (models.py:20); list guest.tour_id (models.py:17)",
        ),
        (
            'backref="tour", primaryjoin="Tour.id == Guest.tour"',
            "SQR205",
            'names "tour", which Guest (models.py:13) does not have; did you mean "tour_id"?',
        ),
    ],
)
def test_what_a_backref_makes_is_no_cure(tmp_path: Path, arguments: str, code: str, says: str) -> None:
    """Neither its copy of the same list, nor the attribute that it is going to be."""
    (tmp_path / "models.py").write_text(PAIR.format(arguments), encoding="utf-8")
    assert says in message(code, link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)))
