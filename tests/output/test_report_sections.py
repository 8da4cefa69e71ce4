"""Sections of the report, on small models: what is missing, what deleting does, what is there twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from flake8_sqla_rel.finding import Finding, Kind, Place
from flake8_sqla_rel.mapper.model import UNKNOWN, Model
from flake8_sqla_rel.output.pairs import pairs
from flake8_sqla_rel.output.report import report, to_markdown
from flake8_sqla_rel.output.report.document import Section, Table
from flake8_sqla_rel.output.report.lacks import lacks, section
from flake8_sqla_rel.output.report.options import cascades, loading
from flake8_sqla_rel.output.report.tables import cycles, duplicates
from tests.output.test_pairs import build, linked, named_by_one, names_nothing, not_linked, one_sided
from tests.rules.builder import Build


def lacking(model: Model) -> list[tuple[str, str, str, str]]:
    found = lacks(model, pairs(model, {}))
    return [(cls, lack.key, lack.other.name, lack.why) for cls, some in found.items() for lack in some]


@pytest.mark.parametrize(
    ("declare", "missing"),
    [
        (linked, []),
        (one_sided, [("Chef", "bookings", "Booking.chef", "nothing leads back from Booking.chef")]),
        (
            names_nothing,
            [
                (
                    "Chef",
                    "bookings",
                    "Booking.chef",
                    "Booking.chef names it, but it is no relationship of Chef",
                )
            ],
        ),
        (named_by_one, [("Chef", "bookings", "Booking.chef", "is there, but does not name its reverse")]),
        (
            not_linked,
            [
                ("Booking", "chef", "Chef.bookings", "is there, but does not name its reverse"),
                ("Chef", "bookings", "Booking.chef", "is there, but does not name its reverse"),
            ],
        ),
    ],
)
def test_what_a_model_lacks(
    declare: Callable[[Build], None], missing: list[tuple[str, str, str, str]]
) -> None:
    made = build()
    declare(made)
    assert lacking(made.model()) == missing


@pytest.mark.parametrize(
    ("cls", "unique", "taken", "name"),
    [
        ("Category", False, [], "categories"),
        ("Day", False, [], "days"),
        ("Box", False, [], "boxes"),
        ("Status", False, [], "statuses"),
        ("AuditLog", False, [], "audit_logs"),
        ("AuditLog", True, [], "audit_log"),
        ("AuditLog", False, ["audit_logs"], "user_audit_logs"),
        ("AuditLog", False, ["audit_logs", "user_audit_logs"], "audit_logs_of_user"),
    ],
)
def test_suggested_names(cls: str, unique: bool, taken: list[str], name: str) -> None:
    made = Build()
    made.cls("User", "user.id*")
    made.cls(cls, "other.id*", f"other.user_id{'!' if unique else ''}>user.id")
    for key in taken:
        made.attribute("User", key)
    made.rel(f"{cls}.user", "User")
    assert [lack[1] for lack in lacking(made.model())] == [name]


def test_no_two_suggestions_are_equal() -> None:
    made = Build()
    made.cls("User", "user.id*")
    made.cls("Room", "room.id*", "room.owner_id>user.id", "room.keeper_id>user.id")
    made.rel("Room.owner", "User", foreign_keys=["room.owner_id"])
    made.rel("Room.keeper", "User", foreign_keys=["room.keeper_id"])
    assert [lack[1] for lack in lacking(made.model())] == ["rooms", "keeper_rooms"]


def test_what_deleting_does_between_many_and_many() -> None:
    made = Build()
    made.cls("Parent", "parent.id*")
    made.cls("Child", "child.id*")
    made.table("links.parent_id>parent.id", "links.child_id>child.id")
    made.rel("Parent.friends", "Child", secondary="links")
    made.rel("Parent.kept", "Child", secondary="links", passive_deletes=True)
    made.rel("Parent.owned", "Child", secondary="links", cascade="all, delete")
    assert {row[0]: row[4] for row in rows_of(cascades(made.model()))} == {
        "Parent.friends": "rows of links are deleted",
        "Parent.kept": "rows of links are deleted (those loaded; the rest is left to the database)",
        "Parent.owned": "they are deleted, and rows of links are deleted",
    }


def test_rows_that_another_relationship_deletes() -> None:
    made = Build()
    made.cls("Parent", "parent.id*")
    made.cls("Child", "child.id*", "child.parent_id>parent.id")
    table = made.tables[-1]
    columns = tuple(replace(column, nullable=False) for column in table.columns)
    made.tables[-1] = replace(table, columns=columns)
    made.rel("Parent.children", "Child", cascade="all")
    made.rel("Parent.recent", "Child", overlaps="children")
    assert [row[4] for row in rows_of(cascades(made.model()))] == [
        "they are deleted",
        "another cascade may delete them first",
    ]


def rows_of(section: Section, number: int = -1) -> list[list[str]]:
    part = section.parts[number]
    assert isinstance(part, Table)
    return [[cell.text for cell in row] for row in part.rows]


@pytest.mark.parametrize(
    ("options", "required", "ondelete", "said"),
    [
        ({}, False, None, "their keys are set to NULL"),
        ({}, True, None, "fails where there are any: child.parent_id is NOT NULL"),
        ({"cascade": "all"}, True, "CASCADE", "they are deleted"),
        ({"cascade": "all, delete-orphan"}, True, None, "they are deleted, also when taken out of it"),
        ({"cascade": "save-update"}, False, None, "their keys are set to NULL"),
        (
            {"cascade": "all", "passive_deletes": True},
            True,
            "CASCADE",
            "they are deleted (those loaded; the rest is left to the database)",
        ),
        ({"passive_deletes": "all"}, True, "CASCADE", "left to the database"),
        (
            {"passive_deletes": True},
            False,
            "SET NULL",
            "their keys are set to NULL (those loaded; the rest is left to the database)",
        ),
        (
            {"passive_deletes": True},
            True,
            "CASCADE",
            "fails where there are any: child.parent_id is NOT NULL (those loaded; the rest is left to the database)",
        ),
        ({"viewonly": True}, True, None, "nothing, it is view only"),
    ],
)
def test_what_deleting_does(options: dict[str, Any], required: bool, ondelete: str | None, said: str) -> None:
    made = Build()
    made.cls("Parent", "parent.id*")
    made.cls("Child", "child.id*", "child.parent_id>parent.id")
    table = made.tables[-1]
    made.tables[-1] = replace(
        table,
        columns=tuple(
            replace(c, nullable=not required) if c.name == "parent_id" else c for c in table.columns
        ),
        constraints=tuple(replace(each, ondelete=ondelete) for each in table.constraints),
    )
    made.rel("Parent.children", "Child", **options)
    ((name, to, given, action, effect, _),) = rows_of(cascades(made.model()))
    assert (name, to, given) == ("Parent.children", "Child", options.get("cascade", "default"))
    assert effect == said
    assert action == ("" if options.get("viewonly") else ondelete or "none")


@pytest.mark.parametrize(
    ("key", "options", "given", "said"),
    [
        ("chef", {"cascade": "all"}, "all", "the one it belongs to is deleted"),
        ("chef", {"cascade": "save-update"}, "save-update", "nothing"),
        ("chef", {"cascade": UNKNOWN}, "?", "?"),
        ("bookings", {"lazy": "noload"}, "default", "left to the database"),
        ("bookings", {"cascade": UNKNOWN}, "?", "?"),
        ("bookings", {"cascade": None}, "None", "their keys are set to NULL"),
    ],
)
def test_what_else_deleting_does(key: str, options: dict[str, Any], given: str, said: str) -> None:
    made = build()
    if key == "chef":
        made.rel("Booking.chef", "Chef", **options)
    else:
        made.rel("Chef.bookings", "Booking", **options)
    ((_, _, shown, _, effect, _),) = rows_of(cascades(made.model()))
    assert (shown, effect) == (given, said)


def test_models_that_lack_nothing() -> None:
    made = build()
    linked(made)
    model = made.model()
    assert section(model, lacks(model, pairs(model, {}))) == Section("What each model lacks", ("Nothing.",))
    document = report(model, [], "kitchen", (2, 0))
    said = {each.title: each.text for each in document.sections}
    assert said["Findings"] == ("No error, no warning and no bug.",)
    assert said["Style"] == ("Nothing.",)
    assert said["Unknown"] == ("Everything could be worked out.",)
    assert "no two tables" in said["Duplicates"][0]


def test_models_without_relationships() -> None:
    made = Build()
    made.cls("Lone", "lone.id*")
    model = made.model()
    said = {each.title: each.text for each in report(model, [], "lone", (1, 4)).sections}
    assert said["Pairs"] == ("There are no relationships.",)
    assert said["Cascades"] == ("There is no relationship from a parent to its children.",)


def test_a_fault_of_the_linter_comes_before_all_others() -> None:
    made = build()
    one_sided(made)
    findings = [
        Finding("SQR201", Place("a.py", 1, 0), "an error", "x", kind=Kind.ERROR),
        Finding("SQR000", Place("z.py", 9, 0), "a fault of this program", "z"),
    ]
    document = report(made.model(), findings, "kitchen", (2, 0))
    found = next(each for each in document.sections if each.title == "Findings")
    assert [row[:2] for row in rows_of(found)] == [["SQR000", "internal"], ["SQR201", "error"]]


def test_mermaid_is_in_the_markdown_of_small_models_only() -> None:
    def markdown(classes: int) -> str:
        made = Build()
        for number in range(classes):
            made.cls(f"C{number}", f"t{number}.id*")
        return to_markdown(report(made.model(), [], "many", (2, 0)))

    assert "```mermaid\n%% Models of many\nerDiagram" in markdown(30)
    assert "```mermaid" not in markdown(31) and "## Picture" not in markdown(31)


def test_loading_counts_all_and_lists_what_is_given() -> None:
    made = build()
    made.rel("Booking.chef", "Chef", lazy="joined")
    made.rel("Booking.room", "Room", lazy="select")
    made.rel("Chef.bookings", "Booking", backref="cook")
    section = loading(made.model())
    assert rows_of(section, 0) == [["joined", "1"], ["select", "1"], ["select (not given)", "2"]]
    assert [row[:4] for row in rows_of(section)] == [
        ["Booking.chef", "Chef", "one object", "joined"],
        ["Booking.room", "Room", "one object", "select"],
    ]


@pytest.mark.parametrize(
    ("lazy", "said"),
    [
        (True, "select (lazy=True)"),
        (False, "joined (lazy=False)"),
        (None, "noload (lazy=None)"),
        ("raise", "raise"),
    ],
)
def test_loading_that_is_given_by_no_name(lazy: object, said: str) -> None:
    made = build()
    made.rel("Booking.chef", "Chef", lazy=lazy)
    assert rows_of(loading(made.model()), 0) == [[said, "1"]]


def test_a_table_that_refers_to_itself_is_no_circle() -> None:
    made = Build()
    made.cls("Node", "node.id*", "node.parent_id>node.id")
    section = cycles(made.model())
    assert section.parts == () and "node.parent_id" in section.text[-1]


def test_duplicates_that_clash_and_such_that_do_not() -> None:
    made = Build()
    made.cls("app.User", "users.id*", name="User")
    made.cls("old.User", "users.id*", name="User")
    made.cls("other.Role", "roles.id*", name="Role", metadata="other")
    made.cls("app.Role", "roles.id*", name="Role")
    made.cls("app.Maybe", "maybe.id*", name="Maybe")
    made.cls("late.Maybe", "maybe.id*", name="Maybe", conditional=True)
    made.tables[-1] = replace(made.tables[-1], conditional=True)
    assert [(row[0], row[1], row[4]) for row in rows_of(duplicates(made.model()))] == [
        ("class", "Maybe", "not certain that both are made"),
        ("class", "Role", "different registries"),
        ("class", "User", "one registry: the bare name fits both"),
        ("table", "maybe", "not certain that both are made"),
        ("table", "roles", "different MetaData"),
        ("table", "users", "one MetaData: defined already"),
    ]


def test_every_relationship_is_in_a_pair() -> None:
    made = build()
    made.rel("Booking.chef", "Chef", backref="bookings")
    made.rel("Booking.cook", "Chef", back_populates="meals")
    made.rel("Chef.meals", "Booking")
    made.rel("Chef.all", "Booking", back_populates="cook", viewonly=True)
    model = made.model()
    told = {side.id for pair in pairs(model, {}) for side in pair.sides}
    assert told == {relationship.id for relationship in model.relationships}
