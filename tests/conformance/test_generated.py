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

from flake8_sqla_rel.finding import Kind
from tests.conformance.generated import Models, random_models
from tests.conformance.project import (
    Answer,
    Oracle,
    difference,
    findings,
    release_of,
    static_model,
    write,
)
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
            check_findings(root, answer)
        assert found.wrong == [], models.files()
        assert found.unknown == [], models.files()
        seen["models"] += 1
        seen["relationships"] += len(answer["relationships"])
        seen["warnings"] += len(answer["overlaps"])
        return
    seen["nothing left"] += 1


def check_findings(root: Path, answer: Answer) -> None:
    """The rules report no error of what SQLAlchemy takes, and warn where it warns of other things than overlaps.

    SQR207 is what it warns of only when it sorts the tables.
    """
    found = findings(root, RELEASE)
    assert [each.message for each in found if each.kind is Kind.ERROR] == []
    warnings = [each for each in found if each.kind is Kind.WARNING]
    others = [each.message for each in warnings if each.code not in ("SQR003", "SQR207")]
    assert bool(others) == bool(answer["warnings"]), (others, answer["warnings"])


def check_refusal(root: Path, error: str) -> None:
    """The rules report an error; where no foreign key fits, or several do, the static model says the same.

    What is refused only if the modules are imported in a certain order is a bug to the rules (SQR008).
    """
    seen["refused"] += 1
    assert any(each.kind is Kind.ERROR or each.code == "SQR008" for each in findings(root, RELEASE)), error
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
