from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flake8_sqla_rel.project.versions import detect, python
from tests.project.trees import write


@pytest.fixture(autouse=True)
def installed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what is installed beside the linter lies; by default nothing does."""
    place = tmp_path_factory.mktemp("site-packages")
    monkeypatch.setattr(sys, "path", [str(place.parent / "nowhere"), str(place)])
    return place


@pytest.mark.parametrize(
    ("name", "text", "release"),
    [
        ("uv.lock", '[[package]]\nname = "sqlalchemy"\nversion = "2.1.3"\n', (2, 1)),
        ("poetry.lock", '[[package]]\nname = "SQLAlchemy"\nversion = "1.4.54"\n', (1, 4)),
        ("uv.lock", '[[package]]\nname = "sqlalchemy-utils"\nversion = "0.41"\n', (2, 0)),
        ("Pipfile.lock", '{"default": {"sqlalchemy": {\n "hashes": ["a"],\n "version": "==1.4.2"}}}', (1, 4)),
        ("requirements.txt", "flask\nSQLAlchemy[asyncio]==1.4.41 ; python_version > '3'\n", (1, 4)),
        ("requirements.txt", "sqlalchemy-utils==1.4.1\n", (2, 0)),
        ("uv.lock", '[[package]]\nname = "sqlalchemy"\nversion = "1.3.24"\n', (1, 4)),
        ("uv.lock", '[[package]]\nname = "sqlalchemy"\nversion = "2.2.0"\n', (2, 1)),
        ("pyproject.toml", '[project]\ndependencies = ["sqlalchemy>=1.4,<2"]\n', (1, 4)),
        ("pyproject.toml", '[project]\ndependencies = ["sqlalchemy >= 1.4, < 2.0"]\n', (1, 4)),
        ("pyproject.toml", '[project]\ndependencies = ["sqlalchemy[asyncio]>=2.1.0b1"]\n', (2, 1)),
        ("pyproject.toml", '[project]\ndependencies = ["sqlalchemy>=1.4"]\n', (2, 0)),
        ("pyproject.toml", '[project]\ndependencies = ["sqlalchemy~=1.4.0"]\n', (1, 4)),
        ("pyproject.toml", '[project]\ndependencies = ["sqlalchemy==1.4.*"]\n', (1, 4)),
        ("pyproject.toml", '[tool.poetry.dependencies]\nsqlalchemy = "^1.4"\n', (1, 4)),
        (
            "pyproject.toml",
            '[tool.poetry.dependencies]\nsqlalchemy = { version = "~2.1", extras = ["x"] }\n',
            (2, 1),
        ),
        ("pyproject.toml", '[project]\ndependencies = ["sqlalchemy"]\n', (2, 0)),
        ("setup.cfg", "[options]\ninstall_requires =\n    sqlalchemy<2\n", (1, 4)),
        ("setup.py", "setup(install_requires=['SQLAlchemy<=1.4.99'])", (1, 4)),
        (
            "PKG-INFO",
            "Name: shop\nRequires-Dist: Flask-SQLAlchemy\nRequires-Dist: SQLAlchemy<2,>=1.4\n",
            (1, 4),
        ),
        ("shop-1.0.dist-info/METADATA", "Requires-Dist: sqlalchemy (<2.0.0,>=1.4.0)\n", (1, 4)),
        ("setup.py", "setup(install_requires=['SQLAlchemy>=1.2,<1.4'])", (1, 4)),
        ("setup.py", "setup(install_requires=['SQLAlchemy>=7'])", (2, 0)),
        ("requirements.txt", "Flask-SQLAlchemy==2.5.1\n", (1, 4)),
        ("requirements.txt", "flask_sqlalchemy==2.4.*\nsqlalchemy>=1.3\n", (1, 4)),
        ("pyproject.toml", '[tool.poetry.dependencies]\nFlask-SQLAlchemy = "^2.5"\n', (1, 4)),
        ("requirements.txt", "Flask-SQLAlchemy>=2.5\n", (2, 0)),
        ("requirements.txt", "Flask-SQLAlchemy==3.1.1\n", (2, 0)),
        ("pyproject.toml", "\x00\xff garbage sqlalchemy>=....", (2, 0)),
    ],
)
def test_from_the_projects_files(tmp_path: Path, name: str, text: str, release: tuple[int, int]) -> None:
    assert detect(str(write(tmp_path, {name: text}))) == release


def test_lock_file_of_the_repository_around(tmp_path: Path) -> None:
    lock = '[[package]]\nname = "sqlalchemy"\nversion = "1.4.54"\n'
    write(tmp_path, {".git/config": "", "uv.lock": lock, "services/api/pyproject.toml": ""})
    assert detect(str(tmp_path / "services" / "api")) == (1, 4)


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("sqlalchemy-2.1.9.dist-info", (2, 1)),
        ("SQLAlchemy-1.4.54.dist-info", (1, 4)),
        ("sqlalchemy-2.1.0b2.dist-info", (2, 1)),
        ("SQLAlchemy-1.3.24-py3.9.egg-info", (1, 4)),
        ("sqlalchemy_utils-0.41.2.dist-info", (2, 0)),
        ("SQLAlchemy-Utils-1.4.2.dist-info", (2, 0)),
    ],
)
def test_installed(tmp_path: Path, installed: Path, name: str, release: tuple[int, int]) -> None:
    (installed / name).mkdir()
    assert detect(str(tmp_path)) == release


def test_installed_where_the_requirement_allows_it(tmp_path: Path, installed: Path) -> None:
    (installed / "sqlalchemy-2.1.9.dist-info").mkdir()
    assert detect(str(tmp_path)) == (2, 1)
    write(tmp_path, {"pyproject.toml": '[project]\ndependencies = ["sqlalchemy>=1.4"]\n'})
    assert detect(str(tmp_path)) == (2, 1)
    write(tmp_path, {"pyproject.toml": '[project]\ndependencies = ["sqlalchemy<2"]\n'})
    assert detect(str(tmp_path)) == (1, 4)
    write(tmp_path, {"requirements.txt": "sqlalchemy==2.0.1\n"})
    assert detect(str(tmp_path)) == (2, 0)


@pytest.mark.parametrize(
    ("name", "text", "oldest"),
    [
        ("pyproject.toml", '[project]\nrequires-python = ">=9.2, <9.5"\n', (9, 2)),
        ("pyproject.toml", '[project]\nrequires-python = "!=9.1.*,~=9.0.3"\n', (9, 0)),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^9.3"\nsqlalchemy = "*"\n', (9, 3)),
        ("setup.cfg", "[options]\npython_requires = >=9.1\n", (9, 1)),
        ("setup.py", "setup(name='shop', python_requires='>=9.4')", (9, 4)),
        ("shop-1.0.dist-info/METADATA", "Name: shop\nRequires-Python: >=9.6\n", (9, 6)),
        ("pyproject.toml", '[project]\nrequires-python = ">=3.8"\n', sys.version_info[:2]),
        ("pyproject.toml", '[project]\nrequires-python = "<4"\n', sys.version_info[:2]),
        ("pyproject.toml", '[tool.mypy]\npython_version = "9.1"\n', sys.version_info[:2]),
        ("pyproject.toml", "\x00\xff requires-python = >=....", sys.version_info[:2]),
    ],
)
def test_the_python_of_a_project(tmp_path: Path, name: str, text: str, oldest: tuple[int, int]) -> None:
    assert python(str(write(tmp_path, {name: text}))) == oldest


def test_nothing_tells(tmp_path: Path) -> None:
    assert detect(str(tmp_path)) == (2, 0)
