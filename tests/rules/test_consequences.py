"""One cause, one finding: what follows from a fault is not said beside it, and is said without it.

Each pair is two small sets of models. Both have the second fault; the first has a cause as well,
of which SQLAlchemy's complaint about the second would be a mere consequence. So the first gets the
cause alone, on the line marked ``# cause``, the second the other fault, on ``# fault``.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.engine import findings_for_project, selected_rules
from flake8_sqla_rel.rules.base import Kind, Options
from tests.judge import judge
from tests.project.trees import index_of, write
from tests.rules.findings import RULES

HEAD = """\
from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


ORPHANS = "all, delete-orphan"


"""

PARENT = """\
class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
"""
CHILD = """\
class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
"""
KEY = '    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))\n'
OWNED = CHILD + KEY + '    parent: Mapped["Parent"] = relationship()\n'
NODE = """\
class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("node.id"))
"""


class Pair(NamedTuple):
    """The codes of a cause and of what follows from it, the models with both and those with the latter."""

    cause: str
    fault: str
    both: str
    alone: str


def parts(*texts: str) -> str:
    return "\n\n".join(texts)


def children(*lines: str) -> str:
    """The parent with these lines in its body."""
    return PARENT + "".join(f"    {line}\n" for line in lines)


def child(*lines: str) -> str:
    """The child, without a foreign key, with these lines in its body."""
    return CHILD + "".join(f"    {line}\n" for line in lines)


def keyed(*lines: str) -> str:
    """The child with a foreign key to the parent and these lines in its body."""
    return CHILD + KEY + "".join(f"    {line}\n" for line in lines)


def deleted(*lines: str) -> str:
    """The child, which the database deletes with its parent, with these lines in its body."""
    return keyed(*lines).replace('"parent.id"', '"parent.id", ondelete="CASCADE"', 1)


def below(*lines: str) -> str:
    """A subclass of the child, in the same table, with these lines in its body."""
    return "class Toddler(Child):\n" + "".join(f"    {line}\n" for line in lines)


OTHER = CHILD.replace("Child", "Other").replace("child", "other")


CONCRETE = """\
class Toddler(Child):  # fault
    __tablename__ = "toddler"
    __mapper_args__ = {"concrete": True}
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
"""


def link(name: str) -> str:
    """A table between the parent and the child."""
    keys = 'Column("a", ForeignKey("parent.id")), Column("b", ForeignKey("child.id"))'
    return f'Table("{name}", Base.metadata, {keys})\n'


def again(base: str, table: str, mark: str = "", key: bool = False) -> str:
    """A class without what joins it to its base, or without a primary key, in that table."""
    column = "id: Mapped[int] = mapped_column(primary_key=True)" if key else "size: Mapped[int]"
    return f'class Again({base}):  # fault\n    __tablename__ = "{table}"{mark}\n    {column}\n'


PAIRS = [
    Pair(
        "SQR101",
        "SQR002",
        parts(children('children = relationship("Chlid", back_populates="mother")  # cause'), keyed()),
        parts(children('children = relationship("Child", back_populates="mother")  # fault'), keyed()),
    ),
    Pair(
        "SQR101",
        "SQR201",
        parts(children('children = relationship("Chlid")  # cause'), child()),
        parts(children('children = relationship("Child")  # fault'), child()),
    ),
    Pair(
        "SQR101",
        "SQR003",
        parts(
            children('children = relationship("Chlid")  # cause'), keyed('parent = relationship("Parent")')
        ),
        parts(
            children('children = relationship("Child")'), keyed('parent = relationship("Parent")  # fault')
        ),
    ),
    Pair(
        "SQR101",
        "SQR002",
        parts(
            children('children = relationship("Chlid", back_populates="parent")  # cause'),
            keyed('parent = relationship("Parent", back_populates="children")'),
        ),
        parts(
            children('children = relationship("Child")  # fault'),
            keyed('parent = relationship("Parent", back_populates="children")'),
        ),
    ),
    Pair(
        "SQR103",
        "SQR201",
        parts(children('children = relationship("child")  # cause'), child()),
        parts(children('children = relationship("Child")  # fault'), child()),
    ),
    Pair(
        "SQR103",
        "SQR002",
        parts(children('children = relationship("child", back_populates="mother")  # cause'), keyed()),
        parts(children('children = relationship("Child", back_populates="mother")  # fault'), keyed()),
    ),
    Pair(
        "SQR203",
        "SQR201",
        parts(
            children('children = relationship("Child")'),
            child('parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id"))  # cause'),
        ),
        parts(children('children = relationship("Child")  # fault'), child("parent_id: Mapped[int]")),
    ),
    Pair(
        "SQR008",
        "SQR208",
        NODE
        + '    parent: Mapped[Node] = relationship(back_populates="children")  # cause\n'
        + '    children: Mapped[list[Node]] = relationship(back_populates="parent")\n',
        NODE + "    parent: Mapped[Node] = relationship()  # fault\n",
    ),
    Pair(
        "SQR511",
        "SQR003",
        parts(
            children('children = relationship("Child", back_populates="parent")', "kids = children  # cause"),
            keyed('parent = relationship("Parent", back_populates="children")'),
        ),
        parts(
            children(
                'children = relationship("Child", back_populates="parent")',
                'kids = relationship("Child")  # fault',
            ),
            keyed('parent = relationship("Parent", back_populates="children")  # fault'),
        ),
    ),
    Pair(
        "SQR511",
        "SQR201",
        parts(
            PARENT,
            child(
                'parent = mapped_column(ForeignKey("parent.id"))', 'parent = relationship("Parent")  # cause'
            ),
        ),
        parts(PARENT, child('parent = relationship("Parent")  # fault')),
    ),
    Pair(
        "SQR501",
        "SQR201",
        parts(
            PARENT,
            keyed('parent: Mapped[Parent] = relationship("Other")  # cause'),
            OTHER,
        ),
        parts(
            PARENT,
            keyed('parent: Mapped[Other] = relationship("Other")  # fault'),
            OTHER,
        ),
    ),
    Pair(
        "SQR501",
        "SQR002",
        parts(
            children('children: Mapped[list[Child]] = relationship(back_populates="parent")'),
            keyed(
                'parent: Mapped[Parent] = relationship("Other", back_populates="children")  # cause',
                'other_id: Mapped[int] = mapped_column(ForeignKey("other.id"))',
            ),
            OTHER,
        ),
        parts(
            children('children: Mapped[list[Child]] = relationship(back_populates="parent")'),
            keyed(
                'parent: Mapped[Other] = relationship("Other", back_populates="children")  # fault',
                'other_id: Mapped[int] = mapped_column(ForeignKey("other.id"))',
            ),
            OTHER,
        ),
    ),
    Pair(
        "SQR007",
        "SQR002",
        parts(
            children('children = relationship("Child", backref="x", back_populates="mother")  # cause'),
            keyed(),
        ),
        parts(children('children = relationship("Child", back_populates="mother")  # fault'), keyed()),
    ),
    Pair(
        "SQR205",
        "SQR201",
        parts(
            children('children = relationship("Child", primaryjoin="Parent.id == Child.mother_id")  # cause'),
            child(),
        ),
        parts(children('children = relationship("Child")  # fault'), child()),
    ),
    Pair(
        "SQR507",
        "SQR002",
        parts(
            children('children = relationship("Child", back_populate="parent")  # cause'),
            keyed('parent = relationship("Parent", back_populates="children")'),
        ),
        parts(
            children('children = relationship("Child")  # fault'),
            keyed('parent = relationship("Parent", back_populates="children")'),
        ),
    ),
    Pair(
        "SQR507",
        "SQR003",
        parts(
            children('children = relationship("Child", backpopulates="parent")  # cause'),
            keyed('parent = relationship("Parent")'),
        ),
        parts(
            children('children = relationship("Child")'), keyed('parent = relationship("Parent")  # fault')
        ),
    ),
    Pair(
        "SQR507",
        "SQR201",
        parts(
            children('children = relationship("Child", back_populates="parent")'),
            child(
                'parent_id = mapped_column(Integer, foreign_key="parent.id")  # cause',
                'parent = relationship("Parent", back_populates="children")',
            ),
        ),
        parts(
            children('children = relationship("Child", back_populates="parent")  # fault'),
            child(
                "parent_id = mapped_column(Integer)",
                'parent = relationship("Parent", back_populates="children")  # fault',
            ),
        ),
    ),
    Pair(
        "SQR707",
        "SQR201",
        parts(
            children('children = relationship("Child")'),
            child('parent_id = mapped_column(Integer, "parent.id")  # cause'),
        ),
        parts(children('children = relationship("Child")  # fault'), child("parent_id: Mapped[int]")),
    ),
    Pair(
        "SQR512",
        "SQR201",
        parts(
            children('children = relationship("Child")'),
            child('parent_id = mapped_column(ForeignKey("parent.id")),  # cause'),
        ),
        parts(children('children = relationship("Child")  # fault'), child()),
    ),
    Pair(
        "SQR512",
        "SQR701",
        parts(PARENT.replace("=True)", "=True),  # cause")),
        parts(PARENT.replace("(Base):", "(Base):  # fault").replace("primary_key=True", "")),
    ),
    Pair(
        "SQR512",
        "SQR002",
        parts(
            children('children = relationship("Child", back_populates="parent"),  # cause'),
            keyed('parent = relationship("Parent", back_populates="children")'),
        ),
        parts(children(), keyed('parent = relationship("Parent", back_populates="children")  # fault')),
    ),
    Pair(
        "SQR105",
        "SQR701",
        parts(PARENT, again("Base", "parent", "  # cause").replace("):  # fault", "):")),
        parts(PARENT, again("Base", "again")),
    ),
    Pair(
        "SQR105",
        "SQR601",
        parts(PARENT, again("Parent", "parent", "  # cause", key=True).replace("):  # fault", "):")),
        parts(PARENT, again("Parent", "again", key=True)),
    ),
    Pair(
        "SQR203",
        "SQR601",
        parts(
            PARENT,
            'class Again(Parent):\n    __tablename__ = "again"\n'
            '    id: Mapped[int] = mapped_column(ForeignKey("perent.id"), primary_key=True)  # cause\n',
        ),
        parts(PARENT, again("Parent", "again", key=True)),
    ),
    Pair(
        "SQR002",
        "SQR606",
        parts(
            PARENT,
            keyed('parent = relationship("Parent")'),
            CONCRETE.replace("  # fault", ""),
            OTHER + '    child_id: Mapped[int] = mapped_column(ForeignKey("toddler.id"))\n'
            '    toddler = relationship("Toddler", back_populates="parent")  # cause\n',
        ),
        parts(PARENT, keyed('parent = relationship("Parent")'), CONCRETE),
    ),
    Pair(
        "SQR702",
        "SQR101",
        parts(
            children('children = relationship("Child")'),
            keyed().replace('    __tablename__ = "child"\n', "").replace("(Base):", "(Base):  # cause"),
        ),
        parts(children('children = relationship("Child")  # fault')),
    ),
    Pair(
        "SQR301",
        "SQR311",
        parts(PARENT, keyed('parent = relationship("Parent", cascade="all, delete-orphan")  # cause')),
        parts(PARENT, keyed('parent = relationship("Parent", cascade="all")  # fault')),
    ),
    Pair(
        "SQR204",
        "SQR010",
        parts(
            children(
                'children = relationship("Child", secondary="linked", back_populates="parents")  # cause'
            ),
            child('parents = relationship("Parent", secondary="link", back_populates="children")'),
            link("link"),
        ),
        parts(
            children(
                'children = relationship("Child", secondary="linked", back_populates="parents")  # fault'
            ),
            child('parents = relationship("Parent", secondary="link", back_populates="children")  # fault'),
            link("link"),
            link("linked"),
        ),
    ),
    Pair(
        "SQR002",
        "SQR003",
        parts(
            children('children = relationship("Child", back_populates="perent")  # cause'),
            keyed('parent = relationship("Parent")'),
        ),
        parts(
            children('children = relationship("Child")'), keyed('parent = relationship("Parent")  # fault')
        ),
    ),
    Pair(
        "SQR010",
        "SQR003",
        parts(
            children(
                'children = relationship("Child", back_populates="parent", foreign_keys="Child.other_id")  # cause',
                'others = relationship("Child", back_populates="other", foreign_keys="Child.other_id")',
            ),
            keyed(
                'other_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))',
                'parent = relationship("Parent", back_populates="children", foreign_keys=[parent_id])  # cause',
                'other = relationship("Parent", back_populates="others", foreign_keys=[other_id])',
            ),
        ),
        parts(
            children(
                'children = relationship("Child", foreign_keys="Child.other_id")',
                'others = relationship("Child", back_populates="other", foreign_keys="Child.other_id")  # fault',
            ),
            keyed(
                'other_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))',
                'other = relationship("Parent", back_populates="others", foreign_keys=[other_id])  # fault',
            ),
        ),
    ),
    Pair(
        "SQR203",
        "SQR201",
        parts(
            'from sqlalchemy import MetaData\nolder = Table("parents", MetaData(), Column("id", Integer))',
            PARENT,
            CHILD
            + '    parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id"))  # cause\n'
            + '    parent: Mapped["Parent"] = relationship()\n',
        ),
        parts(PARENT, child("parent_id: Mapped[int]", 'parent: Mapped["Parent"] = relationship()  # fault')),
    ),
    Pair(
        "SQR511",
        "SQR201",
        parts(
            children('children = relationship("Child", back_populates="parent")'),
            child(
                'parent = mapped_column(ForeignKey("parent.id"))',
                'parent = relationship("Parent", back_populates="children")  # cause',
            ),
        ),
        parts(children('children = relationship("Child")  # fault'), child("parent_id: Mapped[int]")),
    ),
    Pair(
        "SQR514",
        "SQR511",
        parts(PARENT, OWNED, 'class Small(Child):\n    parent: Mapped["Parent"]  # cause\n'),
        parts(PARENT, OWNED, "class Small(Child):\n    parent: Mapped[int]  # fault\n"),
    ),
    Pair(
        "SQR703",
        "SQR201",
        parts(
            "from sqlalchemy import ForeignKeyConstraint",
            PARENT,
            child(
                "parent_id: Mapped[int]",
                '__tableargs__ = (ForeignKeyConstraint(["parent_id"], ["parent.id"]),)  # cause',
                'parent = relationship("Parent")',
            ),
        ),
        parts(PARENT, child("parent_id: Mapped[int]", 'parent = relationship("Parent")  # fault')),
    ),
    Pair(
        "SQR301",
        "SQR308",
        parts(
            children('children = relationship("Child", back_populates="parent")'),
            deleted('parent = relationship("Parent", back_populates="children", cascade=ORPHANS)  # cause'),
        ),
        parts(
            children('children = relationship("Child", back_populates="parent")  # fault'),
            deleted('parent = relationship("Parent", back_populates="children")'),
        ),
    ),
    Pair(
        "SQR311",
        "SQR308",
        parts(
            children('children = relationship("Child", back_populates="parent")'),
            deleted('parent = relationship("Parent", back_populates="children", cascade="all")  # cause'),
        ),
        parts(
            children('children = relationship("Child", back_populates="parent")  # fault'),
            deleted(
                "parent = relationship(",
                '    "Parent", back_populates="children", cascade=ORPHANS, single_parent=True',
                ")",
            ),
        ),
    ),
    Pair(
        "SQR511",
        "SQR604",
        parts(child("size: Mapped[int]"), below("age = mapped_column(Integer)", "years = age  # cause")),
        parts(child("size: Mapped[int]"), below("size = mapped_column(Integer)  # fault")),
    ),
    Pair(
        "SQR705",
        "SQR604",
        parts(
            child(),
            below('age = mapped_column("y", Integer)', 'years = mapped_column("y", Integer)  # cause'),
        ),
        parts(child("y: Mapped[int]"), below('years = mapped_column("y", Integer)  # fault')),
    ),
    Pair(
        "SQR601",
        "SQR203",
        parts(
            CHILD,
            'class Toddler(Child):  # cause\n    __tablename__ = "toddler"\n    size: Mapped[int]\n',
            OTHER + '    toddler_id: Mapped[int] = mapped_column(ForeignKey("toddler.id"))\n',
        ),
        parts(
            CHILD,
            OTHER + '    toddler_id: Mapped[int] = mapped_column(ForeignKey("child.key"))  # fault\n',
        ),
    ),
    Pair(
        "SQR701",
        "SQR203",
        parts(
            'class Toddler(Base):  # cause\n    __tablename__ = "toddler"\n    size: Mapped[int]\n',
            OTHER + '    toddler_id: Mapped[int] = mapped_column(ForeignKey("toddler.id"))\n',
        ),
        parts(
            'Table("toddler", Base.metadata, Column("size", Integer))\n',
            OTHER
            + '    toddler_id: Mapped[int] = mapped_column(ForeignKey("toddler.id"))  # fault\n'
            + '    toddler: Mapped["Other"] = relationship(primaryjoin="Other.toddler_id == Other.id")\n',
        ),
    ),
    Pair(
        "SQR511",
        "SQR705",
        child("age = mapped_column(Integer)", "years = age  # cause"),
        child("age = mapped_column(Integer)", 'years = mapped_column("age", Integer)  # fault'),
    ),
    Pair(
        "SQR010",
        "SQR308",
        parts(
            children(
                'kids: Mapped[list["Child"]] = relationship(',
                '    back_populates="boss", foreign_keys="Child.parent_id"  # cause',
                ")",
            ),
            deleted(
                'boss_id: Mapped[int | None] = mapped_column(ForeignKey("parent.id"))',
                'boss: Mapped["Parent"] = relationship(back_populates="kids", foreign_keys=[boss_id])  # cause',
            ),
        ),
        parts(
            children('kids: Mapped[list["Child"]] = relationship(back_populates="boss")  # fault'),
            deleted('boss: Mapped["Parent"] = relationship(back_populates="kids")'),
        ),
    ),
    Pair(
        "SQR507",
        "SQR502",
        parts(
            PARENT,
            keyed('parents: Mapped[list["Parent"]] = relationship(secondry="link")  # cause'),
        ),
        parts(
            PARENT,
            keyed('parents: Mapped[list["Parent"]] = relationship()  # fault'),
        ),
    ),
]


def marked(source: str, word: str) -> list[int]:
    return [number for number, line in enumerate(source.splitlines(), 1) if line.endswith(f"# {word}")]


def found(root: Path, source: str) -> list[tuple[int, str]]:
    index = index_of(write(root, {"pyproject.toml": "", "models.py": source}), cache=False)
    by_path = findings_for_project(index, Options(sqlalchemy=(2, 0)), selected_rules(Settings()))
    return [(each.place.line, each.code) for each in by_path.get("models.py", [])]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.cause}-{pair.fault}")
def test_the_cause_alone(pair: Pair, tmp_path: Path) -> None:
    source = HEAD + pair.both
    assert found(tmp_path, source) == [(line, pair.cause) for line in marked(source, "cause")]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.cause}-{pair.fault}")
def test_the_other_fault_without_it(pair: Pair, tmp_path: Path) -> None:
    source = HEAD + pair.alone
    assert found(tmp_path, source) == [(line, pair.fault) for line in marked(source, "fault")]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.cause}-{pair.fault}")
def test_sqlalchemy_has_something_to_say(pair: Pair, tmp_path: Path) -> None:
    """Where the rule is of kind error or warning; of a side that states none it has nothing to say."""
    for number, (code, text) in enumerate([(pair.cause, pair.both), (pair.fault, pair.alone)]):
        silent = code == "SQR002" and 'relationship("Child")  # fault' in text
        if RULES[code].kind in (Kind.ERROR, Kind.WARNING) and not silent:
            case = tmp_path / f"case{number}.py"
            case.write_text(HEAD + text)
            assert judge(case).events != (), code
