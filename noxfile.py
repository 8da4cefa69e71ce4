"""The combinations that one environment cannot show. ``nox`` runs all, ``nox -s judge`` one kind."""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
RUNNER = ["pytest>=8", "pytest-xdist>=3.5", "hypothesis>=6.100"]
IN_TWO = ["-n", "2", "--dist", "loadfile"]

# What is said against SQLAlchemy itself.
JUDGED = ["tests/conformance", "tests/mapper", "tests/mutants", "tests/rules", "tests/test_examples.py"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The whole suite on every Python."""
    session.install("-e", ".[test]")
    session.run("pytest", *IN_TWO, *session.posargs)


@nox.session
@nox.parametrize("sqlalchemy", ["1.4", "2.0", "2.1"])
def judge(session: nox.Session, sqlalchemy: str) -> None:
    """The cases through each SQLAlchemy that the linter knows."""
    companions = ["Flask-SQLAlchemy>=3"] if sqlalchemy == "1.4" else ["Flask-SQLAlchemy>=3", "sqlmodel"]
    session.install("-e", ".", *RUNNER, *companions, f"SQLAlchemy=={sqlalchemy}.*")
    session.run("pytest", *IN_TWO, *JUDGED, *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """The oldest flake8 and astroid that the metadata allows and this Python can run."""
    session.install("-e", ".", *RUNNER, "flake8==6.0.*", "astroid==3.3.*")
    session.run("pytest", *IN_TWO, "tests/plugin", "tests/project", "tests/test_cases.py", *session.posargs)
