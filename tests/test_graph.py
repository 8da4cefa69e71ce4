"""``sqla-rel graph``: the static model as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flake8_sqla_rel import cli

MODELS = {
    "pyproject.toml": "[project]\nname = 'shop'\nversion = '0'\n",
    "shop/__init__.py": "",
    "shop/db.py": "from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n",
    "shop/owner.py": """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship
from shop.db import Base


class Owner(Base):
    __tablename__ = "owners"
    __table_args__ = {"schema": "people"}
    id = Column(Integer, primary_key=True)
    pets = relationship("Pet", backref="owner")
    friends = relationship(make_target())
""",
    "shop/pet.py": """
from sqlalchemy import Column, ForeignKey, Integer
from shop.db import Base


class Pet(Base):
    __tablename__ = "pets"
    id = Column(Integer, primary_key=True)
    owner_id = Column("keeper", ForeignKey("people.owners.id"))
""",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in MODELS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def printed(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert cli.main(["graph", "--no-cache", "--sqlalchemy", "2.0", str(tmp_path / "shop" / "pet.py")]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found.pop("root") == str(tmp_path.resolve())
    assert not (tmp_path / ".sqla_rel_cache").exists()
    return found


def test_classes_and_tables(printed: dict[str, Any]) -> None:
    assert printed["schema_version"] == 1
    assert [(c["class"], c["table"], c["file"], c["line"]) for c in printed["classes"]] == [
        ("shop.owner.Owner", "people.owners", "shop/owner.py", 7),
        ("shop.pet.Pet", "pets", "shop/pet.py", 6),
    ]


def test_both_sides_of_a_backref(printed: dict[str, Any]) -> None:
    pets, owner, _ = printed["relationships"]
    assert pets == {
        "class": "shop.owner.Owner",
        "key": "pets",
        "target": "shop.pet.Pet",
        "direction": "ONETOMANY",
        "uselist": True,
        "reverse": ["owner"],
        "declared_by": "relationship",
        "secondary": None,
        "viewonly": False,
        "pairs": ["people.owners.id->pets.keeper"],
        "file": "shop/owner.py",
        "line": 11,
    }
    assert (owner["class"], owner["key"], owner["declared_by"]) == ("shop.pet.Pet", "owner", "backref")
    assert (owner["direction"], owner["uselist"], owner["pairs"]) == (
        "MANYTOONE",
        False,
        ["pets.keeper->people.owners.id"],
    )


def test_what_cannot_be_told_is_null_and_named(printed: dict[str, Any]) -> None:
    friends = printed["relationships"][2]
    assert (friends["target"], friends["direction"], friends["pairs"]) == (None, None, None)
    (unknown,) = [u for u in printed["unknown"] if u["what"].startswith("Owner.friends")]
    assert (unknown["file"], unknown["line"]) == ("shop/owner.py", 12)
    assert "target" in unknown["why"]


def test_a_path_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["graph", "no/such/folder"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err == "sqla-rel: error: no such file or folder: 'no/such/folder'\n"


def test_a_tree_without_models_is_an_empty_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    assert cli.main(["graph", "--no-cache", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["classes"], found["relationships"], found["unknown"]) == ([], [], [])


def run(shop: Path, *arguments: str) -> int:
    return cli.main(["graph", "--no-cache", "--sqlalchemy", "2.0", *arguments, str(shop)])


@pytest.mark.parametrize(
    ("form", "begins"),
    [("mermaid", "%% {}: models\nerDiagram"), ("dot", 'digraph "{}: models" {{'), ("svg", "<?xml ")],
)
def test_pictures(form: str, begins: str, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shop, "--format", form) == 0
    text = capsys.readouterr().out
    assert text.startswith(begins.format(shop.name))
    assert all(word in text for word in ("Owner", "Pet", "people.owners", "friends"))
    target = shop / "picture.txt"
    assert run(shop, "--format", form, "--output-file", str(target)) == 0
    assert capsys.readouterr().out == ""
    assert target.read_text(encoding="utf-8") == text


def test_around_a_class(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "shop" / "lone.py").write_text(
        "from sqlalchemy import Column, Integer\nfrom shop.db import Base\n\n\n"
        "class Lone(Base):\n    __tablename__ = 'lone'\n    id = Column(Integer, primary_key=True)\n"
    )
    for name in ("Lone", "lone.Lone", "shop.lone.Lone"):
        assert run(shop, "--around", name) == 0
        found = json.loads(capsys.readouterr().out)
        assert [c["class"] for c in found["classes"]] == ["shop.lone.Lone"]
        assert (found["relationships"], found["unknown"]) == ([], [])
    assert run(shop, "--around", "Pet", "--depth", "2") == 0
    found = json.loads(capsys.readouterr().out)
    assert [c["class"] for c in found["classes"]] == ["shop.owner.Owner", "shop.pet.Pet"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--around", "Ower"], "no mapped class 'Ower', did you mean 'Owner'?"),
        (["--around", "zzz"], "no mapped class 'zzz' (of 3 classes)"),
        (["--around", "Pet"], "shop.old.Pet (shop/old.py:5), shop.pet.Pet (shop/pet.py:6)"),
        (["--depth", "2"], "--depth: needs --around"),
        (["--around", "Owner", "--depth", "0"], "'0' is no number from 1 on"),
        (["--format", "png"], "invalid choice: 'png'"),
        (["--output-file", "no/such/folder/x.svg"], "--output-file: cannot write"),
    ],
)
def test_what_cannot_be_shown(
    arguments: list[str], said: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "shop" / "old.py").write_text(
        "from sqlalchemy import Column, Integer\nfrom shop.db import Base\n\n\n"
        "class Pet(Base):\n    __tablename__ = 'old'\n    id = Column(Integer, primary_key=True)\n"
    )
    assert run(shop, *arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1 and said in captured.err


def test_no_picture_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    assert run(tmp_path, "--format", "svg") == 2
    assert "no mapped classes in" in capsys.readouterr().err
