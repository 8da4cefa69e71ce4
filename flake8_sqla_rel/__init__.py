"""Relationship faults between SQLAlchemy models, found across the files of a project."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    # flake8 loads this package in every run; asking for the version costs a search of sys.path.
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("flake8-sqla-rel")
        except PackageNotFoundError:
            return "0+unknown"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
