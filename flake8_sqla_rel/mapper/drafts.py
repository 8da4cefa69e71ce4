"""Mapped classes while they are being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from flake8_sqla_rel.mapper.attributes import Collected, Declared
from flake8_sqla_rel.mapper.bases import MetaData
from flake8_sqla_rel.mapper.model import UNKNOWN, Attribute, ColumnRef, RegistryId, Unknown
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import ClassDecl

Inheritance = Literal["joined", "single", "concrete"]


@dataclass(eq=False, slots=True)
class ClassDraft:
    """A mapped class while it is being read.

    ``table`` is its own table (the parent's for single-table inheritance). ``columns``
    maps attribute names to what the table calls them, with the draft that has them;
    ``relationships`` are the relationship attributes in SQLAlchemy's order. ``overridden`` is what
    an attribute given from outside the class body takes the place of. ``given`` are the properties that
    a call which maps the class gives the mapper. ``registry_metadata`` is the MetaData of the registry,
    which need not be that of the table. ``synonyms`` are the names that synonyms stand for. ``table`` is
    ``UNKNOWN`` of a class that is mapped to a join, an alias or a subquery: it is ``selected``, and ``joined``
    are the tables of the join.
    """

    decl: ClassDecl
    registry: RegistryId | Unknown
    metadata: MetaData | Unknown
    style: Literal["1.x", "2.x", "imperative", "sqlmodel"]
    parent: ClassDraft | None
    inheritance: Inheritance | None | Unknown = None
    table: TableDraft | None | Unknown = None
    attributes: dict[str, Attribute] = field(default_factory=dict)
    relationships: list[Declared] = field(default_factory=list)
    open: bool = False
    identities: dict[tuple[str, int, int], ColumnRef] = field(default_factory=dict)
    registry_metadata: MetaData | Unknown = UNKNOWN
    collected: Collected | None = None
    overridden: dict[str, Attribute] = field(default_factory=dict)
    given: tuple[Declared, ...] = ()
    synonyms: dict[str, str] = field(default_factory=dict)
    selected: bool = False
    joined: tuple[TableDraft, ...] = ()

    @property
    def lineage(self) -> tuple[ClassDraft, ...]:
        """The class itself and the mapped classes above it, nearest first."""
        return (self, *(self.parent.lineage if self.parent is not None else ()))
