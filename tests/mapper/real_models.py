"""The same models made with the installed SQLAlchemy, and what it makes of them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import sqlalchemy as sa
from sqlalchemy import exc, orm
from sqlalchemy.sql import operators

from flake8_sqla_rel.mapper.declared import ColumnTerm, Criterion, DeclaredBackref, JoinArguments, Side
from flake8_sqla_rel.mapper.model import ColumnRef, ForeignKeyConstraint, JoinFault, Table
from tests.mapper.random_models import Models

Named = tuple[str, str]  # table and column, or class and key

_CONFLICT = re.compile(
    r"relationship '([^']+)' will copy column (\S+) to column (\S+), "
    r"which conflicts with relationship\(s\): (.*?)\. "
)
_OPERATORS = {"==": operators.eq, "!=": operators.ne, "<": operators.lt, ">=": operators.ge}


@dataclass
class Answer:
    """What SQLAlchemy made of one relationship, ``None`` where it did not get so far."""

    direction: str | None = None
    uselist: bool | None = None
    pairs: set[tuple[Named, Named]] | None = None
    sync_pairs: set[tuple[Named, Named]] | None = None
    reverse: set[Named] = field(default_factory=set)


@dataclass
class Outcome:
    """What SQLAlchemy made of all: ``failed`` is the relationship that stopped it and why."""

    answers: dict[Named, Answer]
    finished: list[Named]
    conflicts: set[tuple[str, str, str, tuple[str, ...]]]
    failed: Named | None = None
    fault: JoinFault | None = None
    half: str | None = None
    error: str = ""


def column_name(models: Models, column: ColumnRef) -> Named:
    """Table and column as SQLAlchemy's messages have them."""
    return str(models.tables[column.table].name), column.name


def configure(models: Models) -> Outcome:
    """Make the mappers and configure them, up to the first error."""
    real = _Real(models)
    started: list[Any] = []
    finished: list[Any] = []
    outcome = Outcome({}, [], set())
    with warnings.catch_warnings(record=True) as caught, _traced(started, finished):
        warnings.simplefilter("always")
        real.make()
        try:
            real.registry.configure()
        except (exc.SQLAlchemyError, AttributeError) as error:
            # SQLAlchemy 2 has no answer where a column is compared with itself by way of two classes.
            if isinstance(error, AttributeError) and "__visit_name__" not in str(error):
                raise
            open_ones = [prop for prop in started if prop not in finished]
            outcome.failed = _named(open_ones[-1])
            outcome.fault, outcome.half = _fault(error)
            outcome.error = f"{type(error).__name__}: {error}"
    for prop in started:
        outcome.answers[_named(prop)] = _answer(prop, prop in finished)
    outcome.finished = [_named(prop) for prop in finished]
    for warning in caught:
        match = _CONFLICT.search(str(warning.message))
        if match:
            others = tuple(re.findall(r"'([^']+)' \(copies", match[4]))
            outcome.conflicts.add((match[1], match[2], match[3], others))
    real.registry.dispose()
    return outcome


@contextmanager
def _traced(started: list[Any], finished: list[Any]) -> Iterator[None]:
    original = orm.RelationshipProperty.do_init

    def do_init(prop: Any) -> None:
        started.append(prop)
        original(prop)
        finished.append(prop)

    with mock.patch.object(orm.RelationshipProperty, "do_init", do_init):
        yield


def _named(prop: Any) -> Named:
    return prop.parent.class_.__name__, prop.key


def _answer(prop: Any, done: bool) -> Answer:
    answer = Answer()
    if isinstance(getattr(prop, "synchronize_pairs", None), list):
        written = [*prop.synchronize_pairs, *(prop.secondary_synchronize_pairs or ())]
        answer.direction = prop.direction.name
        answer.pairs = _pairs(prop.local_remote_pairs)
        answer.sync_pairs = set() if prop.viewonly else _pairs(written)
    if done:
        answer.uselist = prop.uselist
        answer.reverse = {_named(other) for other in prop._reverse_property}
    return answer


def _pairs(pairs: Any) -> set[tuple[Named, Named]]:
    return {((a.table.name, a.name), (b.table.name, b.name)) for a, b in pairs}


def _fault(error: Exception) -> tuple[JoinFault | None, str | None]:
    text = str(error)
    if isinstance(error, exc.NoForeignKeysError):
        return JoinFault.NO_FOREIGN_KEY, None
    if isinstance(error, exc.AmbiguousForeignKeysError):
        return JoinFault.AMBIGUOUS, None
    if isinstance(error, exc.NoReferenceError):
        return JoinFault.UNRESOLVED_FOREIGN_KEY, None
    if text.startswith("Could not locate any"):
        return JoinFault.NO_WRITABLE_PAIR, "primary" if "for primary join" in text else "secondary"
    if "determine relationship direction" in text:
        return JoinFault.UNDECIDABLE, None
    if "could not determine any unambiguous local/remote" in text:
        return JoinFault.NO_LOCAL_REMOTE_PAIR, None
    return None, None


class _Real:
    """The real tables, classes and mappers."""

    def __init__(self, models: Models) -> None:
        self.models = models
        self.metadata = sa.MetaData()
        self.registry = orm.registry(metadata=self.metadata)
        self.tables: list[Any] = []
        self.classes: dict[str, Any] = {}

    def make(self) -> None:
        self.tables = [self._table(table) for table in self.models.tables]
        for cls, entry in self.models.classes.items():
            parent = self.classes[entry.lineage[1]] if len(entry.lineage) > 1 else None
            made = self.classes[cls] = type(entry.name, (parent,) if parent else (object,), {})
            options: dict[str, Any] = {}
            if parent is not None:
                options["inherits"] = parent
            if entry.inheritance == "concrete":
                options["concrete"] = True
            if entry.inheritance == "joined":
                options["inherit_condition"] = self._inherit_condition(entry.table, parent)
            table = None if entry.inheritance == "single" else self.tables[entry.table]  # type: ignore[index]
            properties = {
                each.key: self._relationship(each) for each in self.models.declared if each.owner == cls
            }
            self.registry.map_imperatively(made, table, properties=properties, **options)

    def _inherit_condition(self, table: Any, parent: Any) -> Any:
        first = self.models.tables[table].constraints[0]
        pairs = [(self.tables[table].c[each.column], each.referred) for each in first.elements]
        return sa.and_(*[column == self._column(referred) for column, referred in pairs])

    def _table(self, table: Table) -> Any:
        single: dict[str, list[Any]] = {}
        composite: list[Any] = []
        for constraint in table.constraints:
            if constraint.on_column:
                element = constraint.elements[0]
                single.setdefault(element.column, []).append(sa.ForeignKey(str(element.spec)))
            else:
                composite.append(_foreign_key_constraint(constraint))
        columns = [
            sa.Column(each.name, sa.Integer, *single.get(each.name, ()), primary_key=each.primary_key is True)
            for each in table.columns
        ]
        return sa.Table(table.name, self.metadata, *columns, *composite, schema=table.schema)

    def _column(self, column: ColumnRef) -> Any:
        return self.tables[column.table].c[column.name]

    def _written(self, column: ColumnRef) -> Any:
        if self.models.by_attribute:
            for cls, entry in self.models.classes.items():
                if entry.table == column.table and entry.inheritance != "single":
                    return getattr(self.classes[cls], column.name)
        return self._column(column)

    def _relationship(self, declared: Any) -> Any:
        options = self._joins(declared.joins)
        for name in ("viewonly", "back_populates", "uselist"):
            if getattr(declared, name) not in (None, False) or name == "uselist":
                options[name] = getattr(declared, name)
        if declared.overlaps:
            options["overlaps"] = ", ".join(sorted(declared.overlaps))
        if declared.secondary is not None:
            options["secondary"] = self.tables[declared.secondary]
        if declared.backref is not None:
            options["backref"] = self._backref(declared.backref)
        return orm.relationship(lambda: self.classes[declared.target.cls], **options)

    def _backref(self, backref: DeclaredBackref) -> Any:
        options = self._joins(backref.joins)
        if backref.viewonly is not None:
            options["viewonly"] = backref.viewonly
        if backref.uselist is not None:
            options["uselist"] = backref.uselist
        if backref.overlaps:
            options["overlaps"] = ",".join(sorted(backref.overlaps))  # type: ignore[arg-type]
        return orm.backref(backref.name, **options) if options else backref.name

    def _joins(self, given: JoinArguments) -> dict[str, Any]:
        options: dict[str, Any] = {}
        for name in ("primaryjoin", "secondaryjoin"):
            criterion = getattr(given, name)
            if criterion is not None:
                options[name] = lambda criterion=criterion: self._criterion(criterion)
        for name in ("foreign_keys", "remote_side"):
            columns = getattr(given, name)
            if columns is not None:
                options[name] = lambda columns=columns: [self._written(column) for column in columns]
        return options

    def _criterion(self, criterion: Criterion) -> Any:
        # Not with Python's operators: for those an annotated right side may come first.
        parts = [
            self._side(each.left).operate(_OPERATORS[each.op], self._side(each.right))
            for each in criterion.comparisons
        ]
        parts += [sa.func.ok(self._term(term)) for term in criterion.loose]
        return parts[0] if len(parts) == 1 else sa.and_(*parts)

    def _side(self, side: Side) -> Any:
        if not side.columns:
            return sa.literal(5)
        terms = [self._term(term) for term in side.columns]
        return terms[0] if side.plain else sa.func.coalesce(*terms)

    def _term(self, term: ColumnTerm) -> Any:
        column = self._written(term.ref)
        if term.foreign:
            column = orm.foreign(column)
        return orm.remote(column) if term.remote else column


def _foreign_key_constraint(constraint: ForeignKeyConstraint) -> Any:
    return sa.ForeignKeyConstraint(
        [element.column for element in constraint.elements],
        [str(element.spec) for element in constraint.elements],
    )
