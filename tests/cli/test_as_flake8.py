"""``sqla-rel check`` shows what flake8 shows of the plugin, on the same files."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from flake8_sqla_rel import cli
from tests.plugin.flake8 import LINE, Outcome, Shown, flake8
from tests.project.trees import write

Captured = pytest.CaptureFixture[str]

HEAD = """\
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass
"""

#: Faults of several codes, with and without comments of all sorts.
FILES = {
    "app/__init__.py": "",
    "app/base.py": HEAD,
    "app/plain.py": """\
        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, mapped_column, relationship

        from app.base import Base


        class Owner(Base):
            __tablename__ = "owner"
            id: Mapped[int] = mapped_column(primary_key=True)
            é_pets = relationship("Pets"); pets = relationship("Pet", back_populates="own")
            homes = relationship("Home", cascade="everything")  # noqa
            lairs = relationship("Home", cascade="everything")  # noqa: E501
            dens = relationship("Home", cascade="everything")  # noqa: E501, SQR302
            nests = relationship("Home", cascade="everything")  # noqa:SQR3
            holes = relationship(
                "Home",
                cascade="everything",
            )  # noqa
            caves = relationship(
                "Home",
                cascade="everything",  # noqa: SQR302
            )
            text = \"\"\"
            \"\"\"; dune = relationship("Home", cascade="everything")
            more = \"\"\"
            \"\"\"; seas = relationship("Home", cascade="everything")  # noqa


        class Pet(Base):
            __tablename__ = "pet"
            id: Mapped[int] = mapped_column(primary_key=True)
            owner_id: Mapped[int] = mapped_column(ForeignKey("owner.ids"))
            owner: Mapped["Owner"] = relationship(back_populates="pets")
        """,
    "app/home.py": """\
        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, mapped_column, relationship

        from app.base import Base


        class Home(Base):
            __tablename__ = "home"
            id: Mapped[int] = mapped_column(primary_key=True)
            owner_id: Mapped[int] = mapped_column(ForeignKey("owner.id"))
            walls = relationship("Wall", backref="home")
        """,
    "app/whole.py": """\
        # flake8: noqa
        from sqlalchemy.orm import relationship
        from app.base import Base
        class Whole(Base):
            __tablename__ = "whole"
            parts = relationship("Parts")
        """,
    "app/coded.py": """\
        # flake8: noqa: SQR101
        from sqlalchemy.orm import relationship
        from app.base import Base
        class Coded(Base):
            __tablename__ = "coded"
            parts = relationship("Parts")
        """,
    "app/broken.py": """\
        from sqlalchemy.orm import relationship
        from app.base import Base
        class Broken(Base):
            parts = relationship("Parts"
        """,
    "tests/test_models.py": """\
        from sqlalchemy.orm import relationship
        from app.base import Base
        class Tested(Base):
            __tablename__ = "tested"
            parts = relationship("Parts")
        """,
}

CONFIGURATIONS: Mapping[str, Mapping[str, str]] = {
    "none": {"pyproject.toml": ""},
    "opt-in": {".flake8": "[flake8]\nextend-select = SQR9\n"},
    "select": {"setup.cfg": "[flake8]\nselect = SQR1,SQR302\nignore = SQR10\n"},
    "select of others": {"setup.cfg": "[flake8]\nselect = E,F\n"},
    "ignore": {"tox.ini": "[flake8]\nextend-ignore = SQR302,\n   SQR9\nextend_select = SQR9\n"},
    "by file": {
        "setup.cfg": "[flake8]\nper-file-ignores =\n    tests/*: SQR1,E501\n    app/plain.py,home.py: SQR302\n"
        "    *.py: SQR101\n"
    },
    "excluded": {"setup.cfg": "[flake8]\nexclude = tests,home.py\nextend-exclude = ./app/coded.py\n"},
    "filename": {"setup.cfg": "[flake8]\nfilename = ./app/*.py\n"},
    "no noqa": {"setup.cfg": "[flake8]\ndisable-noqa = yes\n"},
    "ours": {"setup.cfg": "[flake8]\nsqla-rel-exclude = tests\nsqla_rel_sqlalchemy = 1.4\n"},
    "first of several": {
        "setup.cfg": "[metadata]\nname = x\n",
        "tox.ini": "[flake8:local-plugins]\n",
        ".flake8": "[flake8]\nselect = SQR1\n",
    },
    "pyproject": {
        "pyproject.toml": '[tool.flake8-sqla-rel]\nexclude = ["tests"]\nsqlalchemy = "1.4"\n',
        "setup.cfg": "[flake8]\nsqla-rel-exclude = app\nsqla-rel-no-cache = true\n",
    },
}


def checked(capsys: Captured, *arguments: str) -> Outcome:
    capsys.readouterr()
    status = cli.main(["check", *arguments])
    captured = capsys.readouterr()
    lines = filter(None, map(LINE.fullmatch, captured.out.splitlines()))
    shown = [Shown(m[1], int(m[2]), int(m[3]), m[4], m[5]) for m in lines]
    return Outcome(status, shown, captured.err)


def ours(outcome: Outcome) -> list[Shown]:
    return sorted(shown for shown in outcome.shown if re.match("SQR", shown.code))


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write(tmp_path / "project", FILES)
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_COLOR", "1")
    return root


@pytest.mark.parametrize("files", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_the_same_configuration_gives_the_same_findings(
    files: Mapping[str, str], tree: Path, capsys: Captured
) -> None:
    write(tree, {"pyproject.toml": "", **files})
    expected = ours(flake8(tree, ".", select=None))
    outcome = checked(capsys, ".")
    assert outcome.shown == expected
    assert outcome.status == (1 if expected else 0)
    assert bool(expected) == (files is not CONFIGURATIONS["select of others"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--select=SQR", "app/home.py"],
        ["--select=SQR9,SQR302", "--extend-ignore=SQR90", "app"],
        ["--disable-noqa", "--extend-select=SQR9", "app/plain.py", "app/whole.py"],
        ["--per-file-ignores=app/*:SQR3 tests/*:SQR1", "."],
        ["--select=SQR1", "--ignore=SQR1", "."],
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_same_command_line_gives_the_same_findings(
    arguments: list[str], tree: Path, capsys: Captured
) -> None:
    write(tree, {"setup.cfg": "[flake8]\nselect = SQR302\n"})
    assert checked(capsys, *arguments).shown == ours(flake8(tree, *arguments, select=None))


def test_a_buffer_stands_in_place_of_its_file(
    tree: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    buffer = "\n\n" + (tree / "app" / "plain.py").read_text().replace("dune", "düne")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(buffer.encode())))
    arguments = ["--stdin-display-name=app/plain.py", "-"]
    expected = ours(flake8(tree, *arguments, stdin=buffer, select=None))
    assert len(expected) > 3
    assert checked(capsys, *arguments).shown == expected


def test_what_is_half_typed_shows_nothing_but_in_other_files(tree: Path, capsys: Captured) -> None:
    assert "app/plain.py" in {shown.path for shown in checked(capsys, ".").shown}
    plain = tree / "app" / "plain.py"
    plain.write_text(plain.read_text() + "half = (\n")
    expected = ours(flake8(tree, ".", select=None))
    for _ in range(2):
        outcome = checked(capsys, ".")
        assert outcome.shown == expected
        assert "app/plain.py" not in {shown.path for shown in outcome.shown}
        assert "warning: app/plain.py is no Python that can be parsed" in outcome.rest
    alone = checked(capsys, "app/home.py")
    assert alone.shown == ours(flake8(tree, "app/home.py", select=None))
    assert "warning" not in alone.rest


def test_the_plugin_reads_the_table(tree: Path) -> None:
    table = '[tool.flake8-sqla-rel]\nexclude = ["plain.py"]\n'
    write(tree, {"pyproject.toml": table, "setup.cfg": "[flake8]\nsqla-rel-exclude = tests\n"})
    files = {shown.path for shown in ours(flake8(tree, ".", select=None))}
    assert "tests/test_models.py" in files and "app/plain.py" not in files
    given = {shown.path for shown in ours(flake8(tree, "--sqla-rel-exclude=tests", ".", select=None))}
    assert "app/plain.py" in given and "tests/test_models.py" not in given
    write(tree, {"pyproject.toml": "[tool.flake8-sqla-rel]\nexlude = []\n"})
    outcome = flake8(tree, ".", select=None)
    assert outcome.status == 2
    said = "no option 'exlude' in [tool.flake8-sqla-rel], did you mean 'exclude'?"
    assert outcome.rest == f"flake8: error: pyproject.toml: {said}"
