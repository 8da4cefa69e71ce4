"""``secondary`` given as text or as a class: the table it means, or why it means none.

Up to SQLAlchemy 2.0 the text is evaluated as Python, in which tables go before classes and the
schema of the MetaData is never put before a name; from 2.1 on it is looked up as a whole, with
that schema first and without it as a deprecated second try. Source: ``_class_resolver`` in
``orm/clsregistry.py`` and ``RelationshipProperty._process_dependent_arguments``.
"""

from __future__ import annotations

import keyword
from typing import NamedTuple

from flake8_sqla_rel.mapper.bases import MetaData
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.model import UNKNOWN, SecondaryFault, TableId, Unknown
from flake8_sqla_rel.mapper.registry import Registries
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import ClassDecl


class Secondary(NamedTuple):
    """The table of a ``secondary``, and what is wrong with how it is given."""

    table: TableId | None | Unknown
    fault: SecondaryFault | None = None


def of_text(
    text: str, owner: ClassDraft, registries: Registries, sqlalchemy: tuple[int, int]
) -> Secondary | None:
    """The table that a string means for a relationship of ``owner``; ``None`` when that is not known."""
    metadata = registries.looked_in(owner)
    if not isinstance(metadata, MetaData) or isinstance(metadata.schema, Unknown):
        return None
    exact = registries.table_keyed(metadata.id, text)
    qualified: TableDraft | None = None
    if metadata.schema is not None and "." not in text:
        qualified = registries.table_keyed(metadata.id, f"{metadata.schema}.{text}")
    if sqlalchemy >= (2, 1):
        if qualified is not None:
            return Secondary(qualified.id)
        if exact is not None and metadata.schema is not None and "." not in text and not metadata.assumed:
            return Secondary(exact.id, SecondaryFault("unqualified", text, table=exact.id))
    if exact is not None:
        if sqlalchemy < (2, 1) and not is_dotted(text):
            return Secondary(UNKNOWN, SecondaryFault("missing", text, table=exact.id))
        return Secondary(exact.id)
    if qualified is not None:
        if metadata.assumed:
            return Secondary(qualified.id)
        return Secondary(UNKNOWN, SecondaryFault("missing", text, table=qualified.id))
    found = registries.named(owner, text)
    if len(found) == 1:
        return Secondary(UNKNOWN, _mapped_class(found[0], text))
    if found or registries.may_be_table(owner, text):
        return None
    if sqlalchemy < (2, 1) and not is_dotted(text):
        return None  # An expression, such as a join of several tables.
    own = _metadata_of(owner)
    if isinstance(own, MetaData) and own.id != metadata.id:
        beside = registries.table_keyed(own.id, text)
        if beside is not None:
            return Secondary(UNKNOWN, SecondaryFault("not in registry", text, table=beside.id))
        if owner.style == "imperative":
            return Secondary(UNKNOWN, SecondaryFault("not in registry", text))
    return Secondary(UNKNOWN, SecondaryFault("missing", text))


def _metadata_of(owner: ClassDraft) -> MetaData | Unknown:
    """The MetaData that the tables of a class are in; one that a call maps knows its table alone."""
    if owner.style == "imperative" and isinstance(owner.table, TableDraft):
        return owner.table.metadata
    return owner.metadata


def of_class(decl: ClassDecl, classes: ClassReader) -> Secondary:
    """The class given instead of a table."""
    draft = classes.draft(decl)
    if draft is not None:
        return Secondary(UNKNOWN, _mapped_class(draft, None))
    if classes.may_be_mapped(decl):
        return Secondary(UNKNOWN)
    return Secondary(UNKNOWN, SecondaryFault("unmapped class", None, decl.id))


def _mapped_class(draft: ClassDraft, text: str | None) -> SecondaryFault:
    table = draft.table.id if isinstance(draft.table, TableDraft) else None
    return SecondaryFault("mapped class", text, draft.decl.id, table)


def is_dotted(text: str) -> bool:
    """Whether Python reads a text as a name, or as names with dots between them."""
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in text.split("."))
