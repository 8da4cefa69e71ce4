"""Annotations as Python 3.14 evaluates them (PEP 649): when they are asked for, on whatever Python this is.

What is expected here is what SQLAlchemy 2.0.58 and 2.1.9 do on Python 3.14.2.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.trees import write
from tests.rules.findings import RULES, of_folder

MODELS = """\
from typing import TYPE_CHECKING, Optional

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

if TYPE_CHECKING:
    from elsewhere import Nowhere
    from sqlalchemy.orm import Mapped as Typed


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    {attribute}


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))


Late = int
"""


def reported(folder: Path, attribute: str) -> list[str]:
    """What SQR519 says of one attribute."""
    source = MODELS.format(attribute=attribute)
    rule = RULES["SQR519"]
    project = '[project]\nname = "models"\nrequires-python = ">=3.14"\n'
    written = write(folder, {"models.py": source, "pyproject.toml": project})
    return [found.message for found in of_folder(written, "2.0", [rule])]


@pytest.mark.parametrize(
    "attribute",
    [
        "kids: Mapped[Child] = relationship(viewonly=True, uselist=False)",
        "kids: Mapped[list[Child]] = relationship()",
        "kids: Mapped[Child | None] = relationship(viewonly=True)",
        "kids: Mapped[list[Child] | None] = relationship()",
        'kids: Mapped[list[Nowhere]] = relationship("Child")',
        "size: Mapped[Own] = mapped_column(Integer)\n    class Own: pass",
    ],
)
def test_what_is_not_there_yet_is_looked_up_later(tmp_path: Path, attribute: str) -> None:
    assert reported(tmp_path, attribute) == []


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        (
            'kids: Mapped["Child" | None] = relationship(viewonly=True)',
            "Parent.kids has | between a string and None, which cannot be evaluated; put all of it into the quotes",
        ),
        (
            'kids: Mapped[list["Child" | None]] = relationship()',
            "Parent.kids has | between a string and None, which cannot be evaluated; put all of it into the quotes",
        ),
        (
            'kids: Typed["Child"] = relationship(viewonly=True, uselist=False)',
            (
                "Parent.kids is evaluated at run time and needs Typed, which is imported only for type checkers"
                " (models.py:8); import it outside of TYPE_CHECKING"
            ),
        ),
        (
            "size: Mapped[Nowhere] = mapped_column(Integer)",
            (
                "Parent.size is evaluated at run time and needs Nowhere, which is imported only for type checkers"
                " (models.py:7); import it outside of TYPE_CHECKING"
            ),
        ),
        (
            "size: Mapped[Optional[Late]] = mapped_column(Integer)",
            (
                "Parent.size is evaluated at run time and needs Late, which is bound further down (models.py:27);"
                " move it up"
            ),
        ),
    ],
)
def test_what_has_to_be_there_all_the_same(tmp_path: Path, attribute: str, message: str) -> None:
    assert reported(tmp_path, attribute) == [message]
