"""A sign of life on the terminal."""

from __future__ import annotations

import io
import signal
import sys
import time

import pytest

from flake8_sqla_rel.cli import progress
from flake8_sqla_rel.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    monkeypatch.setattr(progress, "_PERIOD", 0.01)


@pytest.mark.usefixtures("quick")
def test_a_terminal_is_told_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("checking"):
        deadline = time.monotonic() + 10
        while "checking (0 s)" not in terminal.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "checking (" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


@pytest.mark.usefixtures("quick")
def test_nothing_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress("checking"):
        time.sleep(0.05)
    assert stream.getvalue() == ""


def test_nobody_is_told_of_what_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(ValueError, match="x"), Progress("checking"):
        raise ValueError("x")
    assert terminal.getvalue() == ""


@pytest.mark.usefixtures("quick")
def test_the_alarm_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    before = signal.getsignal(signal.SIGALRM)
    with Progress("checking"):
        assert signal.getsignal(signal.SIGALRM) != before
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
