"""The process that knows SQLAlchemy, one for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.project import Oracle


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    """SQLAlchemy, in a process of its own."""
    process = Oracle()
    yield process
    process.close()
