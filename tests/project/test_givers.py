"""What texts give classes from outside of their bodies."""

from __future__ import annotations

import time

import pytest

from flake8_sqla_rel.project.givers import Giver, read_given


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Goat.shed = shed_of(Goat)", [("Goat", "shed")]),
        ("models.Goat.shed = made", [("Goat", "shed")]),
        ("cls.size, cls.weight = made()", [("cls", "size"), ("cls", "weight")]),
        ("Goat.shed: Any = relationship('Shed')", [("", "shed")]),
        ("cls.shed = orm.relationship('Shed')", [("", "shed")]),
        ("setattr(Goat, 'shed', made)", [("Goat", "shed")]),
        ("setattr(\n    models.Goat,\n    'shed',\n    relationship('Shed'),\n)", [("", "shed")]),
        ("setattr(getattr(models, 'Goat'), 'shed', made)", [("", "shed")]),
        ("setattr(cls, name, made)", []),
        ("setattr(self, 'shed', relationship('Shed'))", []),
        ("monkeypatch.setattr(Goat, 'shed', made)", []),
        ("goat.shed = made", []),
        ("Goat.shed == 1", []),
        ("call(Goat.shed, of=1)", []),
    ],
)
def test_names(text: str, names: list[tuple[str, str]]) -> None:
    assert list(read_given(text.encode()).names) == names


@pytest.mark.parametrize(
    "text", ["Goat.shed = 1", "cls.shed = None", "Goat.shed = mock.Mock()", "setattr(Goat, 'shed', [])"]
)
def test_plain_values(text: str) -> None:
    given = read_given(text.encode())
    assert given.has_name("shed")
    assert not given.may_give(frozenset({"Goat", "cls"}), "shed")


@pytest.mark.parametrize(
    ("text", "givers"),
    [
        ("for name in names:\n    setattr(Goat, name, relationship(name))", [Giver(None, False)]),
        ("def give(cls, name):\n    setattr(cls, name, Column(Integer))", [Giver("give", True)]),
        ("def give(cls, name):\n    made = Column()\n    setattr(cls, name, made)", [Giver("give", True)]),
        (
            "def give(cls, name):\n    made = synonym(name)\n    setattr(cls, name, made)",
            [Giver("give", False)],
        ),
        (
            "class Links:\n    def give(self):\n        m.add_property(name, deferred(it))",
            [Giver("give", False)],
        ),
        (
            "class Links:\n    def __init__(self):\n        m.add_property(name, deferred(it))",
            [Giver("Links", False)],
        ),
        (
            "def of(name):\n    def give(cls):\n        setattr(cls, name, Column())",
            [Giver("of", True), Giver("give", True)],
        ),
        ("def give(cls, name): setattr(cls, name, Column())", [Giver("give", True)]),
        ("def f():\n    pass\nif x:\n    setattr(Goat, name, Column())", [Giver(None, True)]),
        ("class Row:\n    def fill(self, name):\n        setattr(self, name, GridColumn(name))", []),
        ("def give(cls, name):\n    setattr(cls, 'name', Column())", []),
        ("def give(cls, name, value):\n    setattr(cls, name, value)", []),
    ],
)
def test_givers(text: str, givers: list[Giver]) -> None:
    assert list(read_given(text.encode()).givers) == givers


@pytest.mark.parametrize(
    "text",
    [
        "def give(cls, name, value):\n    setattr(cls, name, value)\n" * 20_000,
        "def give(cls, name):\n    setattr(cls, name, Column())\n" * 20_000,
        "[" + "Goat.shed, " * 100_000 + "]",
        "setattr(goat, " * 50_000,
        "setattr(" + " " * 50_000,
    ],
)
def test_takes_no_minutes(text: str) -> None:
    started = time.process_time()
    read_given(text.encode())
    assert time.process_time() - started < 5
