"""What the rules about cascades, deletes and loading leave alone, and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules.base import Finding
from flake8_sqla_rel.rules.keywords import cascade_set, cascade_words
from tests.rules.findings import found

SOURCE = """\
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint
from sqlalchemy.orm import backref, declarative_base, relationship
from somewhere import OPTIONS, make

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    {parent}


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, {key})
    {child}
"""
NOT_NULL = 'ForeignKey("parent.id"), nullable=False'
CASCADES = 'ForeignKey("parent.id", ondelete="CASCADE"), nullable=False'
NULLABLE = 'ForeignKey("parent.id")'


def findings(
    code: str,
    tmp_path: Path,
    parent: str = "pass",
    key: str = NULLABLE,
    child: str = "pass",
    release: tuple[int, int] = (2, 0),
) -> list[Finding]:
    text = SOURCE.format(parent=parent, key=key, child=child)
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    return found(code, link(ProjectIndex(str(tmp_path), Settings(), {}), release), release)


def children(arguments: str) -> str:
    return f'children = relationship("Child", {arguments})'


@pytest.mark.parametrize(
    ("text", "on"),
    [
        (
            "all, delete-orphan",
            {"save-update", "merge", "delete", "delete-orphan", "refresh-expire", "expunge"},
        ),
        ("delete ,, merge", {"delete", "merge"}),
        ("all, none", set()),
        ("", set()),
    ],
)
def test_cascade_words(text: str, on: set[str]) -> None:
    assert cascade_set(cascade_words(text)) == on


@pytest.mark.parametrize(
    ("arguments", "key", "count"),
    [
        ("", CASCADES, 1),
        ("cascade='merge'", CASCADES, 1),
        ("cascade=None", CASCADES, 1),
        ("uselist=False", CASCADES, 1),
        ("lazy='raise'", CASCADES, 1),
        ("lazy='noload'", CASCADES, 0),
        ("lazy=make()", CASCADES, 0),
        ("viewonly=True", CASCADES, 0),
        ("passive_deletes=True", CASCADES, 0),
        ("passive_deletes='all'", CASCADES, 0),
        ("cascade='all'", CASCADES, 0),
        ("cascade=make()", CASCADES, 0),
        ("cascade='nonsense'", CASCADES, 0),
        ("**OPTIONS", CASCADES, 0),
        ("", NOT_NULL, 0),
        ("", 'ForeignKey("parent.id", ondelete=make()), nullable=False', 0),
        ("", 'ForeignKey("parent.id", ondelete="CASCADE")', 0),
        ("", 'ForeignKey("parent.id", ondelete="CASCADE"), nullable=make()', 0),
    ],
)
def test_delete_nulls_not_null_key(tmp_path: Path, arguments: str, key: str, count: int) -> None:
    assert len(findings("SQR308", tmp_path, children(arguments), key)) == count


def test_a_backref_is_told_where_to_say_it(tmp_path: Path) -> None:
    (finding,) = findings(
        "SQR308", tmp_path, key=CASCADES, child='parent = relationship("Parent", backref="kids")'
    )
    assert finding.subject == "Parent.kids"
    assert finding.message.startswith("session.delete(parent) fails when it has any: Parent.kids sets ")
    cure = 'cascade="all, delete-orphan", passive_deletes=True'
    assert finding.message.endswith(f'write backref=backref("kids", {cure})')
    child = 'parent = relationship("Parent", backref=backref("kids", cascade="merge", uselist=False))'
    (finding,) = findings("SQR308", tmp_path, key=CASCADES, child=child)
    assert finding.message.startswith("session.delete(parent) fails when it has one: ")
    cure = 'cascade="merge, delete, delete-orphan", passive_deletes=True'
    assert finding.message.endswith(f'say {cure} in backref("kids")')


@pytest.mark.parametrize(
    ("arguments", "key", "count"),
    [
        ("passive_deletes=True", NOT_NULL, 1),
        ("passive_deletes='all'", NULLABLE, 1),
        ("passive_deletes='all', cascade='all'", NULLABLE, 0),
        ("passive_deletes=False", NOT_NULL, 0),
        ("passive_deletes=make()", NOT_NULL, 0),
        ("passive_deletes=True, viewonly=True", NOT_NULL, 0),
        ("passive_deletes=True", 'ForeignKey("parent.id", ondelete="RESTRICT")', 0),
        ("passive_deletes=True", 'ForeignKey("parent.id", **OPTIONS)', 0),
        ("passive_deletes=True, primaryjoin='Parent.id == foreign(Child.parent_id)'", "index=True", 0),
    ],
)
def test_passive_deletes_without_ondelete(tmp_path: Path, arguments: str, key: str, count: int) -> None:
    assert len(findings("SQR307", tmp_path, children(arguments), key)) == count


@pytest.mark.parametrize(
    ("code", "arguments", "key", "count"),
    [
        ("SQR902", "", NOT_NULL, 1),
        ("SQR902", "", CASCADES, 0),
        ("SQR902", "", NULLABLE, 0),
        ("SQR902", "", 'ForeignKey("parent.id"), primary_key=True', 0),
        ("SQR913", "", 'ForeignKey("parent.id"), primary_key=True', 1),
        ("SQR913", "passive_deletes='all'", 'ForeignKey("parent.id"), primary_key=True', 0),
        ("SQR913", "cascade='all, delete-orphan'", 'ForeignKey("parent.id"), primary_key=True', 0),
        ("SQR913", "", NOT_NULL, 0),
        # SQR308 says it.
        ("SQR913", "", 'ForeignKey("parent.id", ondelete="CASCADE"), primary_key=True', 0),
        ("SQR913", "cascade='all'", 'ForeignKey("parent.id", ondelete="CASCADE"), primary_key=True', 1),
        ("SQR908", "cascade='all'", 'ForeignKey("parent.id", ondelete="SET NULL")', 1),
        ("SQR908", "cascade='all'", NULLABLE, 0),
        ("SQR908", "", 'ForeignKey("parent.id", ondelete="CASCADE")', 1),
        ("SQR908", "passive_deletes='all'", 'ForeignKey("parent.id", ondelete="CASCADE")', 0),
        ("SQR908", "", CASCADES, 0),
        (
            "SQR908",
            "passive_deletes=True",
            'ForeignKey("parent.id", ondelete="CASCADE"), primary_key=True',
            0,
        ),
        ("SQR908", "lazy='noload'", 'ForeignKey("parent.id", ondelete="CASCADE")', 0),
        ("SQR908", "lazy=make()", 'ForeignKey("parent.id", ondelete="CASCADE")', 0),
        ("SQR908", "passive_deletes=make()", 'ForeignKey("parent.id", ondelete="CASCADE")', 0),
        ("SQR908", "lazy='dynamic'", 'ForeignKey("parent.id", ondelete="CASCADE")', 1),
        ("SQR908", "lazy='dynamic', passive_deletes=True", 'ForeignKey("parent.id", ondelete="CASCADE")', 0),
        ("SQR907", "", NULLABLE, 1),
        ("SQR907", "", NULLABLE + ", index=True", 0),
        ("SQR907", "", NULLABLE + ", unique=True", 0),
        ("SQR907", "", NULLABLE + ", index=make()", 0),
        ("SQR907", "", 'ForeignKey("parent.id"), primary_key=True', 1),
    ],
)
def test_opt_in(tmp_path: Path, code: str, arguments: str, key: str, count: int) -> None:
    assert len(findings(code, tmp_path, children(arguments), key)) == count


@pytest.mark.parametrize(
    ("code", "arguments", "key", "says"),
    [
        (
            "SQR908",
            "passive_deletes=True",
            'ForeignKey("parent.id", ondelete="CASCADE")',
            (
                "keeps those rows of a parent that is deleted which are loaded, but",
                '; add cascade="all, delete-orphan"',
            ),
        ),
        (
            "SQR908",
            "passive_deletes=True",
            CASCADES,
            ("children fails when a parent is deleted whose rows are loaded, for it sets", "; add cascade="),
        ),
        (
            "SQR908",
            "cascade='merge'",
            'ForeignKey("parent.id", ondelete="CASCADE")',
            (
                "keeps the rows of a parent",
                '; say cascade="merge, delete, delete-orphan", passive_deletes=True',
            ),
        ),
        (
            "SQR913",
            "cascade='delete'",
            'ForeignKey("parent.id"), primary_key=True',
            ("children fails: ", 'say cascade="delete, delete-orphan"'),
        ),
        (
            "SQR913",
            "passive_deletes=True",
            'ForeignKey("parent.id"), primary_key=True',
            ("children, or deleting its parent when it is loaded, fails", 'add cascade="all, delete-orphan"'),
        ),
        (
            "SQR913",
            "passive_deletes=True, lazy='dynamic'",
            'ForeignKey("parent.id"), primary_key=True',
            ("children fails: ", 'add cascade="all, delete-orphan"'),
        ),
        (
            "SQR902",
            "cascade='none'",
            NOT_NULL,
            ('say cascade="all, delete-orphan", or passive_deletes="all" in its place and',),
        ),
    ],
)
def test_what_becomes_of_the_rows(
    tmp_path: Path, code: str, arguments: str, key: str, says: tuple[str, ...]
) -> None:
    (finding,) = findings(code, tmp_path, children(arguments), key)
    assert [part for part in says if part not in finding.message] == []


@pytest.mark.parametrize("kids", ['"kids"', 'backref("kids")'])
def test_a_backref_that_disagrees_with_its_key(tmp_path: Path, kids: str) -> None:
    child = f'parent = relationship("Parent", backref={kids})'
    (finding,) = findings("SQR908", tmp_path, key='ForeignKey("parent.id", ondelete="CASCADE")', child=child)
    assert 'backref("kids"' in finding.message


@pytest.mark.parametrize(("foreign", "count"), [("child.c.id", 0), ("child.c.parent_id", 1)])
def test_a_whole_primary_key_that_is_no_foreign_key(tmp_path: Path, foreign: str, count: int) -> None:
    """``foreign_keys`` on the wrong column turns a many-to-one round: no cascade is its cure."""
    text = f"""\
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()
metadata = mapper_registry.metadata
parent = Table("parent", metadata, Column("id", Integer, primary_key=True), Column("child_id", Integer))
child = Table(
    "child",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("parent_id", Integer, primary_key={count == 1}),
)


class Parent:
    pass


class Child:
    pass


mapper_registry.map_imperatively(Child, child)
mapper_registry.map_imperatively(
    Parent,
    parent,
    properties={{
        "child": relationship(
            Child, primaryjoin=parent.c.child_id == {foreign}, foreign_keys=[{foreign}], uselist=False
        )
    }},
)
"""
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    assert len(found("SQR913", link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)), (2, 0))) == count


@pytest.mark.parametrize(
    ("parent", "child", "key", "count"),
    [
        ("pass", "cascade='all'", NULLABLE, 1),
        ("pass", "cascade='all', single_parent=True", NULLABLE, 0),
        ("pass", "cascade='all'", NULLABLE + ", unique=True", 0),
        ("pass", "cascade='all'", NULLABLE + ", unique=make()", 0),
        ("pass", "cascade='all, delete-orphan'", NULLABLE, 0),
        ("pass", "cascade='save-update'", NULLABLE, 0),
        ("pass", "cascade='all', viewonly=True", NULLABLE, 0),
        (children("back_populates='parent'"), "cascade='all', back_populates='children'", NULLABLE, 1),
        (
            children("back_populates='parent', uselist=False"),
            "cascade='all', back_populates='children'",
            NULLABLE,
            0,
        ),
    ],
)
def test_delete_cascade_on_many_to_one(tmp_path: Path, parent: str, child: str, key: str, count: int) -> None:
    child = f'parent = relationship("Parent", {child})'
    assert len(findings("SQR311", tmp_path, parent, key, child)) == count


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("'CASCADE'", 'did you mean "all, delete"?'),
        ("'all; delete-orphan'", 'put commas between the words: "all, delete-orphan"'),
        ("'delete_orphan'", 'did you mean "delete-orphan"?'),
        ("'everything'", "it takes save-update,"),
    ],
)
def test_unknown_cascade(tmp_path: Path, value: str, said: str) -> None:
    (finding,) = findings("SQR302", tmp_path, children(f"cascade={value}"))
    assert said in finding.message


@pytest.mark.parametrize(
    ("value", "release", "said"),
    [
        ("'eager'", (2, 0), 'did you mean "joined"?'),
        ("'joinedload'", (2, 0), 'did you mean "joined"?'),
        ("'select_in'", (2, 0), 'did you mean "selectin"?'),
        ("'write_only'", (1, 4), "it takes select,"),
        ("'write_only'", (2, 0), None),
        ("7", (2, 0), "it takes select,"),
        ("1", (2, 0), None),
        ("None", (2, 0), None),
        ("'baked_select'", (2, 0), None),
        ("make()", (2, 0), None),
    ],
)
def test_unknown_lazy(tmp_path: Path, value: str, release: tuple[int, int], said: str | None) -> None:
    messages = [
        each.message for each in findings("SQR402", tmp_path, children(f"lazy={value}"), release=release)
    ]
    assert len(messages) == (said is not None)
    assert said is None or said in messages[0]


def test_dynamic_is_legacy_from_2_0_on(tmp_path: Path) -> None:
    assert len(findings("SQR401", tmp_path, children("lazy='dynamic'"))) == 1
    assert findings("SQR401", tmp_path, children("lazy='dynamic'"), release=(1, 4)) == []


@pytest.mark.parametrize(
    ("arguments", "key", "cure"),
    [
        ("lazy='dynamic'", NULLABLE, " with passive_deletes=True and an ondelete of the foreign key, or"),
        ("lazy='dynamic'", CASCADES, " with passive_deletes=True, or"),
        ("lazy='dynamic', passive_deletes=True", CASCADES, ", or"),
        ("lazy='dynamic', passive_deletes=make()", CASCADES, ", or"),
        ("lazy='dynamic', viewonly=True", NULLABLE, ", or"),
    ],
)
def test_what_a_write_only_relationship_needs(tmp_path: Path, arguments: str, key: str, cure: str) -> None:
    (finding,) = findings("SQR401", tmp_path, children(arguments), key)
    assert f'use lazy="write_only"{cure} another loader' in finding.message


def test_a_dynamic_scalar_is_said_once(tmp_path: Path) -> None:
    scalar = children("lazy='dynamic', uselist=False")
    assert findings("SQR401", tmp_path, scalar) == []
    assert len(findings("SQR403", tmp_path, scalar)) == 1


@pytest.mark.parametrize(("release", "count"), [((1, 4), 1), ((2, 0), 0)])
def test_cascade_backrefs_is_true_by_default_in_1_4(
    tmp_path: Path, release: tuple[int, int], count: int
) -> None:
    argument = children("viewonly=True, cascade_backrefs=False")
    assert len(findings("SQR310", tmp_path, argument, release=release)) == count


def test_actions_with_columns(tmp_path: Path) -> None:
    assert findings("SQR314", tmp_path, key='ForeignKey("parent.id", ondelete="SET NULL (parent_id)")') == []
    (finding,) = findings("SQR314", tmp_path, key='ForeignKey("parent.id", ondelete="DELETE")')
    assert "it takes CASCADE" in finding.message
