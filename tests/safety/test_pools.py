"""However flake8 makes its workers, the findings are the same, in the same order."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from tests.plugin.conftest import BOOKINGS
from tests.plugin.flake8 import flake8
from tests.project.trees import write


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a finding or more in each of forty files, more than the environment could hold."""
    user, booking = BOOKINGS["app/user.py"], BOOKINGS["app/booking.py"]
    files = {}
    for number in range(40):
        name = "x" * 500 + str(number)
        files[f"app/u{number}.py"] = user.replace("User", f"User{number}").replace("guest", name)
        files[f"app/b{number}.py"] = booking.replace("Booking", f"Booking{number}")
    return write(tmp_path_factory.mktemp("pools") / "project", {**BOOKINGS, **files})


@pytest.mark.long
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.parametrize("cache", ["--sqla-rel-no-cache", "--sqla-rel-cache-dir=.kept"])
def test_same_findings_in_the_same_order(project: Path, method: str, cache: str) -> None:
    serial = flake8(project, "-j1", "--sqla-rel-no-cache", ".", select="SQR,SQR9")
    assert len(serial.shown) > 80
    assert serial.rest == ""
    for jobs in ("-j2", "-j5"):
        assert flake8(project, jobs, cache, ".", method=method, select="SQR,SQR9") == serial
