"""``configure`` agrees with the installed SQLAlchemy on random sets of models."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mapper.agreement import check, compared
from tests.mapper.random_models import random_models


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_random_models(random: Random) -> None:
    check(random_models(random))


@pytest.mark.long
def test_many_random_models() -> None:
    for seed in range(2500):
        try:
            check(random_models(Random(seed)))
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
    print(dict(compared))
    assert compared["models"] > 2000
