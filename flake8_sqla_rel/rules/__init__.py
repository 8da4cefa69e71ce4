"""The rules: static model in, findings out; one rule, one module.

:data:`ALL_RULES` names every rule in the order of the codes.
"""

from __future__ import annotations

from typing import Final

from flake8_sqla_rel.rules import (
    sqr001_backref_used,
    sqr002_asymmetric_back_populates,
    sqr003_missing_overlaps,
    sqr004_missing_uselist_on_one_to_one,
    sqr101_unknown_target,
    sqr102_ambiguous_target,
    sqr105_table_defined_twice,
    sqr201_no_foreign_key,
    sqr202_ambiguous_foreign_keys,
    sqr203_unknown_foreign_key_target,
    sqr901_one_sided,
)
from flake8_sqla_rel.rules.base import Rule

ALL_RULES: Final[tuple[Rule, ...]] = (
    sqr001_backref_used.RULE,
    sqr002_asymmetric_back_populates.RULE,
    sqr003_missing_overlaps.RULE,
    sqr004_missing_uselist_on_one_to_one.RULE,
    sqr101_unknown_target.RULE,
    sqr102_ambiguous_target.RULE,
    sqr105_table_defined_twice.RULE,
    sqr201_no_foreign_key.RULE,
    sqr202_ambiguous_foreign_keys.RULE,
    sqr203_unknown_foreign_key_target.RULE,
    sqr901_one_sided.RULE,
)
