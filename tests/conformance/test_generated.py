"""The static model of random model source is the one that SQLAlchemy configures, warnings included."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conformance.generated import Models, random_models
from tests.conformance.project import Oracle, difference, release_of, static_model, write
from tests.conformance.test_conformance import INSTALLED, needs_fork

RELEASE = (int(INSTALLED.split(".")[0]), int(INSTALLED.split(".")[1]))

_ON_RELATIONSHIP = re.compile(r"on relationship (C\d+\.\w+)")

seen: Counter[str] = Counter()


def check(models: Models, oracle: Oracle) -> None:
    """Compare, once what SQLAlchemy refuses is taken out."""
    while models.relationships:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write(root, models.files())
            modules = ["base", *(f"m{number}" for number in range(len(models.future)))]
            answer = oracle.ask(root, modules)
            if answer["error"] is not None:
                check_refusal(root, answer["error"])
                models = models.without(answer["error"])
                continue
            found = difference(static_model(root, release_of(answer)), answer)
        assert found.wrong == [], models.files()
        assert found.unknown == [], models.files()
        seen["models"] += 1
        seen["relationships"] += len(answer["relationships"])
        seen["warnings"] += len(answer["overlaps"])
        return
    seen["nothing left"] += 1


def check_refusal(root: Path, error: str) -> None:
    """Where no foreign key fits, or several do, the static model says the same of that relationship."""
    seen["refused"] += 1
    fault = error.partition(":")[0]
    named = _ON_RELATIONSHIP.search(error)
    if named is None or not fault.endswith("ForeignKeysError"):
        return
    model = static_model(root, RELEASE)
    problems = [each.problem for each in model.relationships if each.name == named[1]]
    assert fault in [problem.fault.value for problem in problems if problem is not None], error


@needs_fork
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=False))
def test_random_models(random: Random, oracle: Oracle) -> None:
    check(random_models(random, RELEASE), oracle)


@needs_fork
@pytest.mark.long
def test_many_random_models(oracle: Oracle) -> None:
    for seed in range(1_000):
        try:
            check(random_models(Random(seed), RELEASE), oracle)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
    assert seen["models"] > 600
    assert seen["warnings"] > 250
