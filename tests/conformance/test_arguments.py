"""Random arguments of a relationship: an error is reported where SQLAlchemy raises, a warning where it warns."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_sqla_rel.finding import Kind
from tests.conformance.arguments import random_arguments
from tests.conformance.project import Oracle, findings, release_of, write
from tests.conformance.test_conformance import needs_fork

seen: Counter[str] = Counter()


def check(source: str, oracle: Oracle) -> None:
    """Hold what the rules say of a module against what SQLAlchemy does."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, {"models.py": source})
        answer = oracle.ask(root, ["models"])
        found = findings(root, release_of(answer))
    errors = [each.message for each in found if each.kind is Kind.ERROR]
    if answer["error"] is not None:
        seen["refused"] += 1
        assert errors, f"{answer['error']}\n{source}"
        return
    seen["accepted"] += 1
    assert not errors, f"{errors}\n{source}"
    warned = [*answer["warnings"], *answer["overlaps"]]
    warnings = [each.message for each in found if each.kind is Kind.WARNING]
    assert bool(warnings) == bool(warned), f"{warnings}\n{warned}\n{source}"


@needs_fork
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=False))
def test_random_arguments(random: Random, oracle: Oracle) -> None:
    check(random_arguments(random), oracle)


@needs_fork
@pytest.mark.long
def test_many_random_arguments(oracle: Oracle) -> None:
    for seed in range(600):
        try:
            check(random_arguments(Random(seed)), oracle)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
    assert min(seen["refused"], seen["accepted"]) > 200
