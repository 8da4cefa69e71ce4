"""What texts give classes from outside of their bodies."""

from __future__ import annotations

import pytest

from flake8_sqla_rel.project.givers import Giver, read_given


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Goat.shed = shed_of(Goat)", [("Goat", "shed")]),
        ("models.Goat.shed = 1", [("Goat", "shed")]),
        ("cls.size, cls.weight = 1, 2", [("cls", "size"), ("cls", "weight")]),
        ("Goat.shed: Any = relationship('Shed')", [("", "shed")]),
        ("cls.shed = orm.relationship('Shed')", [("", "shed")]),
        ("setattr(Goat, 'shed', 1)", [("Goat", "shed")]),
        ("setattr(\n    models.Goat,\n    'shed',\n    relationship('Shed'),\n)", [("", "shed")]),
        ("setattr(getattr(models, 'Goat'), 'shed', made)", [("", "shed")]),
        ("setattr(cls, name, made)", []),
        ("goat.shed = 1", []),
        ("Goat.shed == 1", []),
        ("call(Goat.shed, of=1)", []),
    ],
)
def test_names(text: str, names: list[tuple[str, str]]) -> None:
    assert list(read_given(text.encode()).names) == names


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
            [Giver("Links", False)],
        ),
        ("def give(cls, name):\n    setattr(cls, 'name', Column())", []),
        ("def give(cls, name, value):\n    setattr(cls, name, value)", []),
    ],
)
def test_givers(text: str, givers: list[Giver]) -> None:
    assert list(read_given(text.encode()).givers) == givers
