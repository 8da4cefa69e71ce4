"""Annotations without ``Mapped`` that SQLAlchemy reads all the same.

It does in classes with ``__allow_unmapped__`` and in those that it makes dataclasses of. Source:
``_extract_mapped_subtype`` in ``orm/util.py``, and ``_collect_annotation`` in ``orm/decl_base.py``.
"""

from __future__ import annotations

from typing import Final

from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Unknown
from flake8_sqla_rel.mapper.values import ClassDecl, ClassValue, Constant, External, Made, last_name

_DATACLASS_DECORATORS: Final = frozenset({"mapped_as_dataclass", "unmapped_dataclass"})


def reads_unmapped(draft: ClassDraft, made: Made, evaluator: Evaluator) -> bool:
    """Whether SQLAlchemy reads the annotation of a relationship that lacks ``Mapped``.

    SQLModel's classes have ``__allow_unmapped__``; it puts ``Mapped`` around that of a ``Relationship()``
    first, but not where it is given a ``relationship()``.
    """
    if draft.style == "sqlmodel":
        return made.arguments.keyword("sa_relationship") is not None
    members = evaluator.members
    if members.find(draft.decl, "__allow_unmapped__") is None:
        return native_dataclass(draft.decl, evaluator) is True
    return members.class_attribute(draft.decl, "__allow_unmapped__") == Constant(True)


def native_dataclass(decl: ClassDecl, evaluator: Evaluator) -> bool | Unknown:
    """Whether SQLAlchemy makes a dataclass of a class, by a base (``MappedAsDataclass``) or decorator.

    ``UNKNOWN`` when a decorator cannot be told. Bases that cannot be read count for none.
    """
    unknown = False
    for entry in evaluator.members.mro(decl):
        if isinstance(entry, External) and entry.name == "MappedAsDataclass":
            return True
        if isinstance(entry, ClassValue):
            for decorator in entry.decl.facts.decorators:
                value = evaluator.eval(decorator, entry.decl.scope)
                callee = value.callee if isinstance(value, Made) else value
                if last_name(callee) in _DATACLASS_DECORATORS:
                    return True
                unknown = unknown or value is UNKNOWN
    return UNKNOWN if unknown else False
