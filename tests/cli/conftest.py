from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.conftest import BOOKINGS
from tests.project.trees import write


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, a project with one fault: ``User.bookings`` names no attribute."""
    monkeypatch.setenv("NO_COLOR", "1")
    root = write(tmp_path / "project", BOOKINGS)
    monkeypatch.chdir(root)
    return root
