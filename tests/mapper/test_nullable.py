"""Which columns may be NULL: what SQLAlchemy makes of annotations, names of types and ``mapped_column()``."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from tests.judge import judge
from tests.project.trees import index_of
from tests.rules.test_judge import RELEASE

HEAD = """
from typing import Annotated, NewType, Optional, TypeVar, Union
from sqlalchemy import Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

T = TypeVar("T")
key = Annotated[int, mapped_column(primary_key=True)]
text = Annotated[str, mapped_column(String(50))]
needed = Annotated[str, mapped_column(String(50), nullable=False)]
free = Annotated[str, mapped_column(String(50), nullable=True)]
maybe_text = Annotated[Optional[str], mapped_column(String(50))]
maybe_needed = Annotated[Optional[str], mapped_column(String(50), nullable=False)]
Code = NewType("Code", str)
Maybe = Optional[str]
Either = Union[str, None]
Again = Maybe
Generic = Optional[T]
MaybeText = Optional[text]
MaybeNeeded = Optional[needed]
Nested = Annotated[Annotated[Maybe, mapped_column(String(5))], 3]


class Types:
    Text = Annotated[str, mapped_column(String(50))]
    Maybe = Annotated[Optional[str], mapped_column(String(50))]
    Free = Annotated[str, mapped_column(String(50), nullable=True)]

    @staticmethod
    def limited(kind, length=5):
        return Annotated[kind, mapped_column(String(length))]


def made(kind, **options):
    return Annotated[kind, mapped_column(String(50), **options)]


made_text = made(str)
BY_NAME = {"text": made_text, "maybe": Types.Maybe}
Plain = Mapped[str]
Perhaps = Mapped[Optional[str]]
Free = Mapped[free]
Given = Mapped[T]
PerhapsOf = Mapped[Optional[T]]
NeededOf = Mapped[Annotated[T, mapped_column(nullable=False)]]


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "row"
    id: Mapped[key]
"""

#: What is inside of ``Mapped[...]``; each of them bare, with a call, and with calls that say it.
TYPES = """
str
Optional[str]
str | None
None | str
"str"
"Optional[str]"
"str | None"
Optional["str"]
Code
Optional[Code]
text
needed
free
maybe_text
maybe_needed
Nested
Optional[text]
Optional[needed]
Optional[free]
Maybe
"Maybe"
Either
Again
Generic[str]
MaybeText
MaybeNeeded
Annotated[str, 1]
Annotated[str | None, 1]
Annotated[Maybe, mapped_column(String(3))]
Annotated[str, mapped_column(String(3), nullable=True)]
Optional[Annotated[str, mapped_column(String(3), nullable=False)]]
Union[str, int, None]
str | int | None
Union[Maybe, int]
Types.Text
Types.Maybe
Types.Free
Optional[Types.Text]
Types.limited(str)
Types.limited(str, 7)
made(str)
made(str, nullable=True)
made(Optional[str], nullable=False)
made_text
Optional[made_text]
BY_NAME["text"]
BY_NAME["maybe"]
""".split("\n")[1:-1]

#: Names of all of it, in place of ``Mapped[...]``.
NAMED = (
    "Plain",
    "Perhaps",
    '"Perhaps"',
    "Free",
    "Given[str]",
    "Given[Optional[str]]",
    "PerhapsOf[str]",
    "NeededOf[str]",
    "Given[text]",
    "PerhapsOf[needed]",
)

CALLS = (
    "mapped_column(String)",
    "mapped_column(String, nullable=True)",
    "mapped_column(String, nullable=False)",
)


def test_as_sqlalchemy_has_it(tmp_path: Path) -> None:
    if RELEASE == "1.4":
        pytest.skip("1.4 does not read annotations")
    wholes = [*(f"Mapped[{inner}]" for inner in TYPES), *NAMED]
    lines = [
        f"    of_{number}_{way}: {whole} = {call}"
        for number, whole in enumerate(wholes)
        for way, call in enumerate(CALLS)
    ]
    # Of a union of several types, and of a new one, SQLAlchemy has to be told the type.
    lines += [
        f"    bare_{number}: {whole}"
        for number, whole in enumerate(wholes)
        if not any(word in whole for word in ("int", "Code"))
    ]
    case = tmp_path / "models.py"
    case.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    (table,) = link(index_of(tmp_path, cache=False)).tables
    told = {column.name: column.nullable for column in table.columns}
    probe = (
        "import models\n"
        "there = {column.name: column.nullable for column in models.Row.__table__.columns}\n"
        f"told = {told!r}\n"
        "assert there == told, [each for each in there if there[each] != told.get(each)]"
    )
    assert judge(case, probe).events == ()
    assert len(told) > 100


def test_a_name_that_cannot_be_followed(tmp_path: Path) -> None:
    """One of two, or nothing that is in the text: whether it admits ``None`` is not known."""
    text = HEAD.replace(
        "class Base",
        "if input():\n    Odd = str\nelse:\n    Odd = Optional[str]\nOften = Union[Odd, T]\n\nclass Base",
    )
    (tmp_path / "models.py").write_text(
        text
        + "    odd: Mapped[Odd] = mapped_column(String)\n    none: Mapped[Nowhere] = mapped_column(String)\n"
        + "    often: Mapped[Often[str]] = mapped_column(String)\n",
        encoding="utf-8",
    )
    (table,) = link(index_of(tmp_path, cache=False)).tables
    assert {column.name for column in table.columns if not isinstance(column.nullable, bool)} == {
        "odd",
        "none",
        "often",
    }
