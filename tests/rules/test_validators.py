"""What SQR530 says of single methods under ``@validates()``, and what it lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.findings import RULES, of_folder

HEAD = """\
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import column_property, declarative_base, relationship, validates
from elsewhere import Unseen, logged, validates as foreign

Base = declarative_base()


class Other(Base):
    __tablename__ = "other"
    id = Column(Integer, primary_key=True)
    owner_id = Column(ForeignKey("owner.id"))
    owner = relationship("Owner", backref="others")


class Owner(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)
    email = Column(String)
    total = column_property(id + 1)
    names = association_proxy("others", "id")
"""
METHOD = "    def check(self, key, value):\n        return value\n"
OPEN = 'class Guest(Unseen, Base):\n    __tablename__ = "guest"\n    id = Column(Integer, primary_key=True)\n'

PASSES = {
    "an attribute that a backref makes": '    @validates("others", "email", "total")\n' + METHOD,
    "one that is mapped later": '    @validates("late")\n' + METHOD + "Owner.late = Column(String)\n",
    "a base that is not seen": OPEN + '    @validates("nothing")\n' + METHOD,
    "a decorator of another package": '    @foreign("nothing")\n' + METHOD,
    "a mixin that nothing uses": 'class Mixin:\n    @validates("nothing")\n' + METHOD,
    "a name that cannot be told": "    @validates(logged)\n" + METHOD,
    "one that another decorator wraps": '    @logged\n    @validates("email")\n    def check(self):\n        pass\n',
    "one that always raises": '    @validates("email")\n    def check(self, key, value):\n        raise TypeError\n',
    "a generator": '    @validates("email")\n    def check(self, key, value):\n        yield value\n',
    "another way out": (
        '    @validates("email")\n    def check(self, key, value):\n'
        "        if value:\n            raise ValueError\n        else:\n            raise TypeError\n"
    ),
    "a subclass that replaces the method": (
        '    @validates("email")\n' + METHOD + "class Guest(Owner):\n"
        '    guest = Column(String)\n    @validates("guest")\n' + METHOD
    ),
}

SAYS = {
    "an association proxy": (
        '    @validates("names")\n' + METHOD,
        "is an association proxy and never validated",
    ),
    "no attribute": ('    @validates("mail")\n' + METHOD, 'never called for it; did you mean "email"?'),
    "a name twice": ('    @validates("email", "email")\n' + METHOD, "say it once"),
    "no name": ("    @validates()\n" + METHOD, 'say validates("name")'),
    "a column": ("    @validates(email)\n" + METHOD, "name it as text"),
    "a tuple": ('    @validates(("email", "id"))\n' + METHOD, "remove what is around them"),
    "an unknown option": (
        '    @validates("email", include_remove=True)\n' + METHOD,
        "mean include_removes=?",
    ),
    "too few parameters": (
        '    @validates("email")\n    def check(self, value):\n        return value\n',
        "is called with self, key, value;",
    ),
    "too few for removals": (
        '    @validates("others", include_removes=True)\n' + METHOD,
        "is called with self, key, value, is_remove;",
    ),
    "a loop that may be left": (
        '    @validates("id")\n    def check(self, key, value):\n        for _ in value:\n            raise Exit\n',
        'validates "id" and returns nothing',
    ),
    "two methods": (
        '    @validates("email")\n'
        + METHOD
        + '    @validates("id", "email")\n'
        + METHOD.replace("check", "again"),
        "as Owner.check (models.py:24) does already",
    ),
    "a subclass": (
        'class Guest(Owner):\n    @validates("email")\n' + METHOD,
        "which Owner (models.py:17) maps, and is never called for it before SQLAlchemy 2.1; move it to Owner",
    ),
}


def said(folder: Path, models: str, release: str = "2.0") -> list[str]:
    (folder / "models.py").write_text(HEAD + models, encoding="utf-8")
    return [finding.message for finding in of_folder(folder, release, [RULES["SQR530"]])]


@pytest.mark.parametrize("models", PASSES.values(), ids=PASSES.keys())
def test_it_lets_pass(models: str, tmp_path: Path) -> None:
    assert said(tmp_path, models) == []


@pytest.mark.parametrize(("models", "part"), SAYS.values(), ids=SAYS.keys())
def test_it_says(models: str, part: str, tmp_path: Path) -> None:
    (message,) = said(tmp_path, models)
    assert part in message


def test_the_newest_release_calls_the_validators_of_subclasses(tmp_path: Path) -> None:
    assert said(tmp_path, SAYS["a subclass"][0], "2.1") == []
