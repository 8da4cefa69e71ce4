"""Bases and mixins of installed packages, read from their source."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PACKAGE = {
    "acme_base/__init__.py": "raise RuntimeError('this must never be imported')\n",
    "acme_base/orm.py": """
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship
from acme_base.keys import HasId

Base = declarative_base()


class Audited(HasId):
    @declared_attr
    def author_id(cls):
        return Column(ForeignKey("users.id"))

    @declared_attr
    def author(cls):
        return relationship("User")
""",
    "acme_base/keys.py": """
from sqlalchemy import Column, Integer


class HasId:
    id = Column(Integer, primary_key=True)
""",
}
PROJECT = {
    "pyproject.toml": "",
    "models.py": """
from sqlalchemy import Column, Integer
from acme_base import orm
from acme_base.orm import Base


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)


class Order(orm.Audited, Base):
    __tablename__ = "orders"
""",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def graph(project: Path, installed: Path | None) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(installed) if installed else ""}
    command = [sys.executable, "-m", "flake8_sqla_rel", "graph", "--no-cache", "."]
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", PROJECT)


def test_columns_and_relationships_of_an_installed_mixin(project: Path, tmp_path: Path) -> None:
    found = graph(project, write(tmp_path / "site", PACKAGE))
    (author,) = found["relationships"]
    assert (author["class"], author["key"], author["target"]) == ("models.Order", "author", "models.User")
    assert (author["direction"], author["pairs"]) == ("MANYTOONE", ["orders.author_id->users.id"])
    assert found["unknown"] == []


def test_without_the_package_only_what_it_brings_is_unknown(project: Path) -> None:
    found = graph(project, None)
    assert found["relationships"] == []
    assert [c["class"] for c in found["classes"]] == ["models.User"]


def test_a_registry_of_another_package_is_never_closed(project: Path, tmp_path: Path) -> None:
    """Other classes of the package may be mapped to it: nothing is missing from it."""
    (project / "more.py").write_text(
        "from sqlalchemy import Column, ForeignKey, Integer\n"
        "from sqlalchemy.orm import relationship\n"
        "from acme_base.orm import Base\n\n\n"
        "class Note(Base):\n"
        "    __tablename__ = 'notes'\n"
        "    id = Column(Integer, primary_key=True)\n"
        "    tag_id = Column(ForeignKey('tags.id'))\n"
        "    tag = relationship('Tag')\n"
    )
    installed = write(tmp_path / "site", PACKAGE)
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=SQR", "."]
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("", "")


def test_nothing_is_reported_in_a_file_of_an_installed_package(project: Path, tmp_path: Path) -> None:
    package = dict(PACKAGE)
    package["acme_base/orm.py"] = package["acme_base/orm.py"].replace(
        'relationship("User")', 'relationship("User", backref="orders")'
    )
    installed = write(tmp_path / "site", package)
    assert {each["key"] for each in graph(project, installed)["relationships"]} == {"author", "orders"}
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "flake8_sqla_rel", "check", "--isolated", "--no-cache", "."]
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert run.stdout == "All clear: nothing found in 1 file with models\n"
