"""Which metaclasses of a project leave open what the classes made with them have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.findings import RULES, of_folder

SOURCE = """\
from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeMeta, declarative_base

CLASSES = {{}}


class Mixin:
    pass


class Meta(DeclarativeMeta):
    def {name}({first}, name, bases, body, **options):
{lines}


Base = declarative_base(metaclass=Meta)


class Thing(Base):
    __tablename__ = "thing"
    size = Column(Integer)
"""
NEW = "cls = super().__new__(mcs, name, bases, body)"
INIT = "super().__init__(name, bases, body)"


def says_no_key(folder: Path, name: str, *lines: str) -> bool:
    """Whether the class, which has no key of its own, is said to have none."""
    first = "mcs" if name == "__new__" else "cls"
    body = "\n".join(f"        {line}" for line in lines)
    (folder / "models.py").write_text(SOURCE.format(name=name, first=first, lines=body), "utf-8")
    return [found.subject for found in of_folder(folder, "2.0", [RULES["SQR701"]])] == ["Thing"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        pytest.param("__new__", (NEW, "CLASSES[name] = cls", "return cls"), id="registered"),
        pytest.param(
            "__new__",
            (
                "if any(issubclass(base, Mixin) for base in bases):",
                "    raise TypeError(name)",
                NEW,
                "return cls",
            ),
            id="checked",
        ),
        pytest.param("__new__", ("return super().__new__(mcs, str(name), bases, body)",), id="name as text"),
        pytest.param(
            "__init__", (INIT, "CLASSES.setdefault(body.get('kind'), []).append(cls)"), id="appended"
        ),
        pytest.param("__init__", ("cls.log = CLASSES.get(name)", INIT), id="something of its own"),
    ],
)
def test_that_leave_the_class_as_it_stands(tmp_path: Path, name: str, lines: tuple[str, ...]) -> None:
    assert says_no_key(tmp_path, name, *lines)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        pytest.param("__new__", ("bases = (Mixin, *bases)", NEW, "return cls"), id="bases bound anew"),
        pytest.param(
            "__new__", ("return super().__new__(mcs, name, (Mixin, *bases), body)",), id="bases passed"
        ),
        pytest.param(
            "__new__", ("body['id'] = Column(Integer, primary_key=True)", NEW, "return cls"), id="item"
        ),
        pytest.param("__new__", ("body.update(CLASSES)", NEW, "return cls"), id="update"),
        pytest.param("__new__", ("extend(body)", NEW, "return cls"), id="body passed"),
        pytest.param(
            "__init__", ("setattr(cls, 'id', Column(Integer, primary_key=True))", INIT), id="setattr"
        ),
        pytest.param("__init__", ("extend(cls)", INIT), id="class passed"),
        pytest.param("__init__", ("cls.id = Column(Integer, primary_key=True)", INIT), id="column"),
        pytest.param("__init__", ("cls.__tablename__ = name.lower()", INIT), id="table name"),
    ],
)
def test_that_may_add_to_the_class(tmp_path: Path, name: str, lines: tuple[str, ...]) -> None:
    assert not says_no_key(tmp_path, name, *lines)


def test_without_a_method_that_makes_classes(tmp_path: Path) -> None:
    assert says_no_key(tmp_path, "describe", "body['id'] = bases")
