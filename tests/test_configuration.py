"""Reading the configuration files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flake8.options.config import _find_config_file

from flake8_sqla_rel.configuration import read_configuration, read_table
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.selection import FileIgnores
from tests.project.trees import write


def test_nothing_is_given_where_there_is_no_file(tmp_path: Path) -> None:
    configuration = read_configuration(str(tmp_path))
    assert configuration.get("select") is None
    assert configuration.paths == ()


def test_the_table_counts_before_flake8s_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pyproject.toml": """\
                [project]
                name = "x"
                [tool.flake8-sqla-rel]
                root = "src"
                exclude = ["old", "app/gone.py"]
                select = ["SQR"]
                no-cache = true
                generic-names = ["stuff", "items"]
                baseline = "known.json"
                [tool.flake8-sqla-rel.per-file-ignores]
                "app/*.py" = ["SQR0", "SQR101"]
                "b.py" = []
                """,
            ".flake8": """\
                [flake8]
                select = E,SQR0
                extend-ignore = SQR002
                exclude = tests
                sqla-rel-root = elsewhere
                sqla_rel_sqlalchemy = 2.1
                max-line-length = 100
                """,
        },
    )
    below = write(tmp_path / "a" / "b", {"setup.cfg": "[metadata]\n"})
    configuration = read_configuration(str(below))
    assert configuration.get("root") == str(tmp_path / "src")
    assert configuration.get("exclude") == ("old", str(tmp_path / "app" / "gone.py"))
    assert configuration.get("select") == ("SQR",)
    assert configuration.get("no-cache") is True
    assert configuration.get("generic-names") == ("stuff", "items")
    assert configuration.get("baseline") == str(tmp_path / "known.json")
    assert configuration.get("per-file-ignores") == (
        FileIgnores(str(tmp_path / "app" / "*.py"), ("SQR0", "SQR101")),
        FileIgnores("b.py", ()),
    )
    assert configuration.get("extend-ignore") == ("SQR002",)
    assert configuration.get("flake8-exclude") == ("tests",)
    assert configuration.get("sqlalchemy") == "2.1"
    assert configuration.origin("select") == str(tmp_path / "pyproject.toml")
    assert configuration.origin("sqlalchemy") == str(tmp_path / ".flake8")
    assert configuration.paths == (str(tmp_path / "pyproject.toml"), str(tmp_path / ".flake8"))


@pytest.mark.parametrize(
    "files",
    [
        {"setup.cfg": "[flake8]\n", "tox.ini": "[flake8]\n"},
        {"setup.cfg": "[metadata]\n", "tox.ini": "[flake8]\n"},
        {".flake8": "[flake8]\n", "a/tox.ini": "[tox]\n"},
        {".flake8": "[flake8]\n", "a/tox.ini": "[flake8:local-plugins]\n"},
        {".flake8": "[flake8]\n", "a/setup.cfg": "; [flake8]\n"},
        {"setup.cfg": "[other]\nx =\n  [flake8]\n"},
        {},
    ],
)
def test_flake8s_file_is_the_one_that_flake8_finds(files: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, files)
    below = write(tmp_path / "a" / "b", {"x.py": ""})
    found = read_configuration(str(below)).flake8.path
    assert (found or None) == _find_config_file(str(below))


def test_the_home_is_not_searched_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    write(tmp_path, {".flake8": "[flake8]\n", "pyproject.toml": "[tool.flake8-sqla-rel]\n"})
    below = write(tmp_path / "a", {"x.py": ""})
    assert read_configuration(str(below)).paths == ()
    assert len(read_configuration(str(tmp_path)).paths) == 2


def test_one_file_may_be_named(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.toml": '[tool.flake8-sqla-rel]\nselect = ["SQR1"]\n',
            "b.ini": "[flake8]\nselect = SQR2\n",
            "empty.toml": "",
            ".flake8": "[flake8]\nignore = SQR3\n",
        },
    )
    folder = str(tmp_path)
    assert read_configuration(folder, os.path.join(folder, "a.toml")).get("select") == ("SQR1",)
    assert read_configuration(folder, os.path.join(folder, "b.ini")).get("select") == ("SQR2",)
    empty = read_configuration(folder, os.path.join(folder, "empty.toml"))
    assert empty.get("ignore") is None and empty.paths == (os.path.join(folder, "empty.toml"),)
    with pytest.raises(UsageError, match=r"^--config: no such file: 'gone.toml'$"):
        read_configuration(folder, "gone.toml")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("pyproject.toml", "[tool.flake8-sqla-rel\n", "pyproject.toml: "),
        ("pyproject.toml", "tool = 3 # flake8-sqla-rel", None),
        ("pyproject.toml", "[tool]\nflake8-sqla-rel = 3", "pyproject.toml: tool.flake8-sqla-rel is no table"),
        (
            "pyproject.toml",
            'slect = ["SQR"]',
            "no option 'slect' in [tool.flake8-sqla-rel], did you mean 'select'?",
        ),
        ("pyproject.toml", "zzz = 1", "no option 'zzz' in [tool.flake8-sqla-rel] (root, exclude, "),
        ("pyproject.toml", '"\\u001b" = 1', r"no option '\x1b'"),
        ("pyproject.toml", 'select = "SQR"', "pyproject.toml: select has to be a list of texts in quotes"),
        ("pyproject.toml", "select = [1]", "pyproject.toml: select has to be a list of texts in quotes"),
        ("pyproject.toml", 'select = ["sqr"]', "pyproject.toml: select: 'sqr' is no code"),
        ("pyproject.toml", "root = 1", "pyproject.toml: root has to be a text in quotes"),
        ("pyproject.toml", 'no-cache = "yes"', "pyproject.toml: no-cache has to be true or false"),
        (
            "pyproject.toml",
            "per-file-ignores = []",
            "per-file-ignores has to be a table of patterns with lists",
        ),
        ("pyproject.toml", 'per-file-ignores."a.py" = ["x"]', "per-file-ignores: a.py: 'x' is no code"),
        (".flake8", "[flake8]\n[flake8]\n", ".flake8: While reading from"),
        (".flake8", "[flake8]\nselect\n", ".flake8: "),
        (
            ".flake8",
            "[flake8]\nsqla-rel-rot = x\n",
            "no option 'sqla-rel-rot', did you mean 'sqla-rel-root'?",
        ),
        (
            ".flake8",
            "[flake8]\nsqla_rel_qqqqqqqqqqqqqqqqqqqq = x\n",
            "no option 'sqla_rel_qqqqqqqqqqqqqqqqqqqq' (sqla-rel-root, ",
        ),
        (".flake8", "[flake8]\nignore = E1 # why\n", ".flake8: ignore: '#' is no code"),
        (".flake8", "[flake8]\nsqla-rel-no-cache = maybe\n", "'maybe' is neither true nor false"),
        (".flake8", "[flake8]\nper-file-ignores = a.py\n", ".flake8: per-file-ignores: not of the form"),
    ],
)
def test_what_cannot_be_used_is_one_line(name: str, content: str, said: str | None, tmp_path: Path) -> None:
    if name == "pyproject.toml" and "flake8-sqla-rel" not in content:
        content = f"[tool.flake8-sqla-rel]\n{content}\n"
    write(tmp_path, {name: content})
    if said is None:
        assert read_configuration(str(tmp_path)).paths == ()
        return
    with pytest.raises(UsageError) as caught:
        read_configuration(str(tmp_path))
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_file_in_another_encoding_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".flake8").write_bytes(b"[flake8]\nignore = \xff\n")
    with pytest.raises(UsageError, match=r"^\.flake8: not in UTF-8$"):
        read_configuration(str(tmp_path))
    (tmp_path / ".flake8").unlink()
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.flake8-sqla-rel]\n# \xff\n")
    with pytest.raises(UsageError, match=r"^pyproject\.toml: "):
        read_table(str(tmp_path))
