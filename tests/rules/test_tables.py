"""What the rules about tables and their foreign keys leave alone, and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules.base import Finding
from tests.rules.findings import found

HEAD = """\
import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, String
from sqlalchemy import Table, UniqueConstraint
from somewhere import make

metadata = MetaData({metadata})
"""


def findings(
    code: str, tmp_path: Path, body: str, metadata: str = "", release: tuple[int, int] = (2, 0)
) -> list[Finding]:
    (tmp_path / "tables.py").write_text(HEAD.format(metadata=metadata) + body, encoding="utf-8")
    return found(code, link(ProjectIndex(str(tmp_path), Settings(), {}), release), release)


def table(name: str, *columns: str) -> str:
    first = ('Column("id", Integer, primary_key=True)', *columns)
    parts = "".join(f"    {column},\n" for column in first)
    return f'{name} = Table(\n    "{name}",\n    metadata,\n{parts})\n'


def key(name: str, to: str, rest: str = "", more: str = "") -> str:
    return f'Column("{name}", Integer, ForeignKey("{to}.id"{more}){rest})'


def test_two_keys_each_way_are_two_circles(tmp_path: Path) -> None:
    body = table("team", key("captain", "player"), key("vice", "player")) + table(
        "player", key("team", "team", ", nullable=False")
    )
    assert [each.place.line for each in findings("SQR207", tmp_path, body)] == [11, 12]


def test_the_key_that_is_single_is_cut_when_all_are_nullable(tmp_path: Path) -> None:
    body = table("team", key("captain", "player"), key("vice", "player")) + table(
        "player", key("team", "team")
    )
    (finding,) = findings("SQR207", tmp_path, body)
    assert finding.place.line == 18
    assert 'add use_alter=True, name="..."' in finding.message


@pytest.mark.parametrize(
    ("rest", "metadata", "count"),
    [
        ("", "", 1),
        (", use_alter=True, name='a'", "", 0),
        (", use_alter=make()", "", 0),
        (", use_alter=True", "", 1),
        (", use_alter=True", "naming_convention=make()", 0),
    ],
)
def test_use_alter(tmp_path: Path, rest: str, metadata: str, count: int) -> None:
    body = table("team", key("captain", "player", more=rest)) + table("player", key("team", "team"))
    assert len(findings("SQR207", tmp_path, body, metadata)) == count


def test_a_convention_that_is_set_later(tmp_path: Path) -> None:
    body = table("team", key("captain", "player", more=", use_alter=True")) + table("player")
    assert len(findings("SQR207", tmp_path, body)) == 1
    assert findings("SQR207", tmp_path, body + "metadata.naming_convention = make()\n") == []


def test_a_thousand_circles_of_many_tables(tmp_path: Path) -> None:
    """Every table refers to two others, so that hundreds of circles lead through most of them."""
    count = 1000
    body = "".join(
        table(f"t{at}", key("one", f"t{(at * 7 + 13) % count}"), key("two", f"t{(at * 7 + 26) % count}"))
        for at in range(count)
    )
    circles = findings("SQR207", tmp_path, body)
    assert len({each.place for each in circles}) == len(circles) > 400


def test_a_table_that_refers_to_itself_is_no_circle(tmp_path: Path) -> None:
    assert findings("SQR207", tmp_path, table("team", key("rival", "team"))) == []


@pytest.mark.parametrize(
    ("code", "rest", "count"),
    [
        ('Column("code", String)', "", 1),
        ('Column("code", String, unique=True)', "", 0),
        ('Column("code", String, unique=make())', "", 0),
        ('Column("code", String), UniqueConstraint("code")', "", 0),
        ('Column("code", String), UniqueConstraint(*make())', "", 0),
        ('Column("code", String), Index("ix", "code", unique=True)', "", 0),
        ('Column("code", String), Index("ix", "code", unique=True, postgresql_where=make())', "", 1),
        ('Column("code", String), *make()', "", 0),
        ('Column("code", String)', 'Index("ix", country.c.code, unique=True)', 0),
        ('Column("code", String)', "UniqueConstraint(country.c.code)", 0),
        ('Column("code", String)', 'Index("ix", country.c.code)', 1),
        ('Column("code", String)', 'Index("ix", country.c.code, make(), unique=True)', 0),
    ],
)
def test_foreign_key_to_non_unique(tmp_path: Path, code: str, rest: str, count: int) -> None:
    body = table("country", code) + table("town", 'Column("code", ForeignKey("country.code"))') + rest
    assert len(findings("SQR218", tmp_path, body)) == count


def test_the_columns_referred_to_are_said_in_the_order_of_the_key(tmp_path: Path) -> None:
    key = 'ForeignKeyConstraint(["c", "a"], ["shelf.c", "shelf.a"])'
    columns = 'Column("c", Integer), Column("a", Integer)'
    body = table("shelf", 'Column("a", Integer), Column("c", Integer)') + table("book", f"{columns}, {key}")
    (finding,) = findings("SQR218", tmp_path, body)
    assert "book.c, a refers to shelf.c, a (" in finding.message


@pytest.mark.parametrize(
    ("constraint", "release", "said"),
    [
        (
            '["a", "b"], ["route.id"]',
            (2, 0),
            "lists two of its columns (a, b) but one to refer to (route.id)",
        ),
        ('["a", "a"], ["route.id", "route.b"]', (2, 0), "lists a twice"),
        ('["a", "a"], ["route.id", "route.b"]', (2, 1), None),
        ('["a", "b"], ["route.id", "other.id"]', (2, 0), "refers to several tables, route and other"),
        ('["a", "b"], ["route.id", "others.id"]', (2, 0), None),
        (
            '["a", "c"], ["route.id", "route.b"]',
            (2, 0),
            'names "c", which is no column of it; it has id, a and b',
        ),
        ('["a", "bb"], ["route.id", "route.b"]', (2, 0), 'names "bb", which is no column of it'),
        ('["a", "b"], ["route.id", "route.b"]', (2, 0), None),
        ('["a", *make()], ["route.id"]', (2, 0), None),
        ("make(), make()", (2, 0), None),
    ],
)
def test_malformed(tmp_path: Path, constraint: str, release: tuple[int, int], said: str | None) -> None:
    columns = ('Column("a", Integer)', 'Column("b", Integer)', f"ForeignKeyConstraint({constraint})")
    body = table("route", 'Column("b", Integer)') + table("other") + table("flight", *columns)
    messages = [each.message for each in findings("SQR219", tmp_path, body, release=release)]
    assert len(messages) == (said is not None), messages
    assert said is None or said in messages[0]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Integer", "String(36)", 1),
        ("sa.BigInteger", "Integer", 0),
        ("sa.Text()", "String(36)", 0),
        ("sa.Uuid()", "Integer", 1),
        ("make()", "Integer", 0),
        ("sa.Enum('a')", "Integer", 0),
        ("sa.JSON", "String", 0),
    ],
)
def test_types(tmp_path: Path, one: str, other: str, count: int) -> None:
    body = f'a = Table("a", metadata, Column("x", {one}, primary_key=True))\n'
    body += table("b", f'Column("x", {other}, ForeignKey("a.x"))')
    assert len(findings("SQR220", tmp_path, body)) == count


def test_a_type_of_the_project_is_not_judged_by_its_name(tmp_path: Path) -> None:
    body = "class UUID(sa.types.TypeDecorator):\n    impl = Integer\n"
    body += 'a = Table("a", metadata, Column("x", UUID(), primary_key=True))\n'
    body += table("b", 'Column("x", Integer, ForeignKey("a.x"))')
    assert findings("SQR220", tmp_path, body) == []
