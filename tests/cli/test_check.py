"""``sqla-rel check`` on small projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel import cli

Captured = pytest.CaptureFixture[str]


def test_findings_are_lines_and_status_1(project: Path, capsys: Captured) -> None:
    assert cli.main(["check"]) == 1
    first, summary = capsys.readouterr().out.splitlines()
    assert first.startswith("app/user.py:9:54: SQR002 User.bookings says back_populates=")
    assert summary.startswith("Found 1 finding")


def test_nothing_found_is_status_0(project: Path, capsys: Captured) -> None:
    booking = project / "app" / "booking.py"
    booking.write_text(booking.read_text().replace("user: Mapped", "guest: Mapped"))
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("All clear")


def test_no_such_path_is_one_line_and_status_2(project: Path, capsys: Captured) -> None:
    assert cli.main(["check", "nowhere.py"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "sqla-rel: error: no such file or folder: 'nowhere.py'\n"
