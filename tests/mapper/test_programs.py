"""Examples and scripts: each is a program of its own, with classes and tables of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.rules import sqr102_ambiguous_target, sqr105_table_defined_twice
from flake8_sqla_rel.rules.base import Options
from tests.judge import own_judge
from tests.project.trees import index_of, write

BASE = "from sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n"

PROGRAM = """\
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from shop.base import Base


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("author.id"))
    author = relationship("Author")
"""

STANDARD = {"pyproject.toml": "[project]\nname = 'shop'\n", "shop/__init__.py": "", "shop/base.py": BASE}


def codes(root: Path, files: dict[str, str]) -> set[str]:
    """The codes of what is twice in one process, as far as the rules tell."""
    model = link(index_of(write(root, {**STANDARD, **files})))
    checks = (sqr102_ambiguous_target.check, sqr105_table_defined_twice.check)
    return {finding.code for check in checks for finding in check(model, Options())}


@pytest.mark.parametrize(
    "files",
    [
        {"scripts/load.py": PROGRAM, "scripts/dump.py": PROGRAM},
        {"scripts/load.py": PROGRAM, "shop/models.py": PROGRAM},
        {"examples/__init__.py": "", "examples/flask.py": PROGRAM, "examples/sanic.py": PROGRAM},
        {"docs/examples/a/app.py": PROGRAM, "docs/examples/b/app.py": PROGRAM},
        {"shop/one.py": PROGRAM + "\nif __name__ == '__main__':\n    print(Book)\n", "shop/two.py": PROGRAM},
    ],
)
def test_one_runs_without_the_other(tmp_path: Path, files: dict[str, str]) -> None:
    assert codes(tmp_path, files) == set()
    modules = [path.removesuffix(".py").replace("/", ".") for path in files if "__init__" not in path]
    for module in modules:
        assert own_judge().ask(tmp_path, None, [module]).errors == ()
    assert own_judge().ask(tmp_path, None, modules).errors


@pytest.mark.parametrize(
    "files",
    [
        {"shop/one.py": PROGRAM, "shop/two.py": PROGRAM},
        {
            "one.py": PROGRAM.replace("shop.base", "base"),
            "two.py": PROGRAM.replace("shop.base", "base"),
            "base.py": BASE,
        },
        {"scripts/load.py": "import shop.models\n" + PROGRAM, "shop/models.py": PROGRAM},
        {"scripts/load.py": PROGRAM, "scripts/dump.py": PROGRAM.replace("\n\n\n", "\nimport load\n\n\n", 1)},
        {
            "scripts/load.py": PROGRAM,
            "shop/__init__.py": "from shop import models\n",
            "shop/models.py": PROGRAM,
        },
        {
            "examples/__init__.py": "",
            "examples/flask.py": PROGRAM,
            "examples/sanic.py": PROGRAM,
            "tests/test_examples.py": "from examples import flask\n\n\ndef test():\n    import examples.sanic\n",
        },
    ],
)
def test_both_may_be_loaded(tmp_path: Path, files: dict[str, str]) -> None:
    assert "SQR105" in codes(tmp_path, files)


def test_the_class_of_the_same_program_is_meant(tmp_path: Path) -> None:
    files = {**STANDARD, "scripts/load.py": PROGRAM, "scripts/dump.py": PROGRAM}
    model = link(index_of(write(tmp_path, files)))
    targets = {found.target.cls for found in model.relationships}
    assert len(targets) == 2 and None not in targets
