"""The words of messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules import wording
from tests.rules.findings import found


@given(st.text())
def test_whatever_the_source_says_stays_one_printable_line(text: str) -> None:
    assert wording.one_line(text).isprintable()
    assert wording.quoted(text).isprintable()


@given(st.text())
def test_quoted_text_reads_back_as_itself(text: str) -> None:
    assert eval(wording.quoted(text)) == text  # noqa: S307 - a literal


def test_listed() -> None:
    assert wording.listed([]) == ""
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b"], "or") == "a or b"
    assert wording.listed(iter("abc")) == "a, b and c"


def test_counted() -> None:
    assert [wording.counted(number) for number in (2, 10, 11)] == ["two", "ten", "11"]


@pytest.mark.parametrize(
    ("name", "possible", "near"),
    [
        ("cheff", ["chef", "guest"], "chef"),
        ("bookingItems", ["booking_items", "bookings"], "booking_items"),
        ("chef", ["chef"], None),
        ("zebra", ["chef", "guest"], None),
        ("CHEF", ["chef"], "chef"),
    ],
)
def test_nearest(name: str, possible: list[str], near: str | None) -> None:
    assert wording.nearest(name, possible) == near


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("posts", "post"),
        ("categories", "category"),
        ("boxes", "box"),
        ("status", "status"),
        ("glass", "glass"),
        ("children", "child"),
        ("grand_children", "grand_child"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert wording.singular(plural) == one


@pytest.mark.parametrize(
    ("name", "snake"),
    [
        ("OrderItem", "order_item"),
        ("HTTPLog", "http_log"),
        ("author_id", "author_id"),
        ("authorID", "author_id"),
    ],
)
def test_snake(name: str, snake: str) -> None:
    assert wording.snake(name) == snake


@pytest.mark.parametrize(
    ("column", "stem"),
    [("author_id", "author"), ("id_author", "author"), ("authorId", "author"), ("_id", "_id")],
)
def test_stem(column: str, stem: str) -> None:
    assert wording.stem(column) == stem


@pytest.mark.parametrize(
    ("wanted", "columns", "index"),
    [
        (["author"], [["author_id"], ["editor_id"]], 0),
        (["authors"], [["editor_id"], ["author_id"]], 1),
        (["posts", "author"], [["author_id"], ["editor_id"]], 0),
        (["author"], [["post_author_id"], ["post_editor_id"]], 0),
        (["author"], [["author_id"], ["author_fk"]], None),
        (["reader"], [["author_id"], ["editor_id"]], None),
        (["dst"], [["src_bank", "src_number"], ["dst_bank", "dst_number"]], 1),
    ],
)
def test_best_named(wanted: list[str], columns: list[list[str]], index: int | None) -> None:
    assert wording.best_named(wanted, columns) == index


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        ('"Child"', 'say Mapped[list["Child"]]'),
        ('"Child", uselist=False', 'say Mapped[Optional["Child"]]'),
        ('"Child", collection_class=set', "say Mapped[...] with what it holds, one object or a collection"),
        ('"Child", lazy="dynamic"', 'say DynamicMapped["Child"]'),
        ('"Child", lazy="write_only"', 'say WriteOnlyMapped["Child"]'),
    ],
)
def test_what_to_annotate(tmp_path: Path, arguments: str, cure: str) -> None:
    text = f"""\
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children = relationship({arguments}, back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent = relationship("Parent", back_populates="children")
"""
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    first, second = found("SQR905", link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)))
    assert first.message == f"Parent.children has no annotation: {cure}"
    assert second.message == 'Child.parent has no annotation: say Mapped["Parent"]'


def test_of_one_table_the_columns_are_told_apart(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "cases" / "SQR010_one_column_each_way_bad.py").read_text("utf-8")
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    first, _ = found("SQR010", link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)))
    assert first.message.startswith("Dog.hounds joins on tracks.quarry_id, but its reverse Dog.quarries ")
    assert first.message.endswith(" joins on tracks.hound_id; both have to use the same")


def test_a_table_whose_name_is_unknown_is_called_by_its_class(tmp_path: Path) -> None:
    text = """
import os
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()
other = Table(os.environ["OTHER"], Base.metadata, Column("id", Integer))


class Kite(Base):
    __tablename__ = os.environ["KITES"]
    id = Column(Integer, primary_key=True)


class Tail(Base):
    __tablename__ = "tail"
    id = Column(Integer, primary_key=True)
"""
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    model = link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0))
    tables = sorted(model.tables, key=lambda table: table.place.line)
    assert [wording.table_text(table) for table in tables] == ["Table()", "Kite", "tail"]
    assert [wording.key_text(table, "id") for table in tables[1:]] == ["Kite.id", '"tail.id"']
    assert [wording.table_phrase(table) for table in tables[1:]] == ["the table of Kite", 'table "tail"']


def test_a_table_of_a_class_of_another_package_may_be_there(tmp_path: Path) -> None:
    text = """
from parcels import Parcel
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Order(Base):
    __tablename__ = "order"
    id = Column(Integer, primary_key=True)
    parcel_id = Column(ForeignKey("parcels.id"))
    crate_id = Column(ForeignKey("crates.id"))
    parcel = relationship(Parcel)
"""
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    (finding,) = found("SQR203", link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)))
    assert "crates.id" in finding.message
