"""The command ``sqla-rel``: one module a command, imported only when that command runs."""

from __future__ import annotations

from flake8_sqla_rel.cli.main import main

__all__ = ["main"]
