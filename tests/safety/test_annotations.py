"""Whatever an annotation says, and whatever is not known of the names in it, nothing is raised."""

from __future__ import annotations

import ast
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.rules.findings import of_folder

HEAD = """
import elsewhere
from sqlalchemy import *
from sqlalchemy.orm import *
from sqlmodel import Field, Relationship, SQLModel
from typing import *

T = TypeVar("T")
if input():
    Odd = str
else:
    Odd = Optional[str]
Code = NewType("Code", str)
text = Annotated[str, mapped_column(String(50))]
free = Annotated[str, mapped_column(String(50), nullable=elsewhere.nullable)]
key = Annotated[T, mapped_column(primary_key=True)]
Maybe = Optional[Odd]
Often = Union[Odd, T]
MaybeText = Optional[text]
Loop = Optional["Loop"]


class Base({base}):
    pass


class Child(Base{table}):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)


class Row(Base{table}):
    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
"""

NAMES = (
    "str int Odd Nowhere Code text free Maybe MaybeText Often Loop T Child Row None elsewhere.Thing 1 f() x[0]"
    " 'Child' 'Nope' 'str|None' 'list[Child]' ..."
).split()
GENERICS = (
    "Optional[{0}]",
    "Union[{0}, {1}]",
    "{0} | {1}",
    "Annotated[{0}, 1]",
    "Annotated[{0}, mapped_column(String)]",
    "list[{0}]",
    "Dict[{0}, {1}]",
    "Sequence[{0}]",
    "tuple[{0}, ...]",
    "Often[{0}]",
    "key[{0}]",
    "Loop[{0}]",
    "Odd[{0}]",
    "elsewhere.G[{0}]",
)
CONTAINERS = ("Mapped[{0}]", "DynamicMapped[{0}]", "ClassVar[{0}]", "{0}", '"Mapped[{0}]"')
VALUES = (
    "",
    "mapped_column()",
    "mapped_column(String)",
    "mapped_column(Odd, **elsewhere.options)",
    'mapped_column(ForeignKey("child.id"))',
    "mapped_column(nullable=elsewhere.nullable),",
    "Column(Integer)",
    "relationship()",
    'relationship("Child", **elsewhere.options)',
    "relationship(secondary=elsewhere.table)",
    "Field()",
    'Field(foreign_key="child.id"),',
    "Relationship()",
    "None",
)

types = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.builds(str.format, st.sampled_from(GENERICS), inner, inner),
    max_leaves=6,
)
attributes = st.tuples(
    st.builds(str.format, st.sampled_from(CONTAINERS), types), st.sampled_from(VALUES)
).filter(lambda each: _is_python(f"a: {each[0]}"))


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


@example([("ClassVar[Optional[f()]]", "Relationship()")], True, True, "2.0")
@example([('Mapped["list[None]"]', "relationship()")], False, False, "2.0")
@settings(max_examples=100, deadline=None)
@given(
    st.lists(attributes, min_size=1, max_size=20),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["1.4", "2.0", "2.1"]),
)
def test_nothing_is_raised(
    attributes: list[tuple[str, str]], future: bool, sqlmodel: bool, release: str
) -> None:
    head = HEAD.format(
        base="SQLModel" if sqlmodel else "DeclarativeBase", table=", table=True" if sqlmodel else ""
    )
    lines = [
        f"    a{number}: {annotation}{' = ' if value else ''}{value}"
        for number, (annotation, value) in enumerate(attributes)
    ]
    source = "from __future__ import annotations\n" * future + head + "\n".join(lines) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "models.py").write_text(source, encoding="utf-8")
        assert [found.message for found in of_folder(Path(folder), release) if found.code == "SQR000"] == []
