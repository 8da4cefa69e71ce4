"""The columns that a mapped class declares: by calls, by annotations, by fields of SQLModel."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.annotations import AnnotationReader, Inner, is_field
from flake8_sqla_rel.mapper.attributes import Collected, Declared
from flake8_sqla_rel.mapper.columns import ColumnReader, RawColumn, bare_column, hidden_column
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Unknown
from flake8_sqla_rel.mapper.scopes import Scope
from flake8_sqla_rel.mapper.values import ClassDecl, Constant, External, Made, last_name
from flake8_sqla_rel.source.facts import Expr

#: Calls of SQLAlchemy around a column that make an attribute of it.
COLUMN_WRAPPERS: Final = frozenset({"deferred", "column_property"})
#: The modules of Python's with the types that SQLModel makes types of columns of.
_PYTHON: Final = frozenset({"builtins", "datetime", "decimal", "uuid"})


class ClassColumns:
    """Reads the columns that classes declare."""

    def __init__(self, evaluator: Evaluator, annotations: AnnotationReader) -> None:
        self._evaluator = evaluator
        self._annotations = annotations
        self._columns = ColumnReader(evaluator)

    def read(self, decl: ClassDecl, collected: Collected, *, sqlmodel: bool) -> dict[str, RawColumn]:
        """The columns that a class declares, by attribute; ``collected`` is all that it declares.

        A column object that the class body gives to two attributes is there once, under the first.
        """
        found: dict[str, RawColumn] = {}
        own: set[tuple[str, int, int]] = set()
        for name, declared in collected.attributes.items():
            column = self._column(declared, sqlmodel)
            if column is None:
                continue
            if (
                column.identity is not None
                and declared.declared_in is decl
                and declared.direct
                and not sqlmodel
            ):
                if column.identity.identity in own:
                    continue
                own.add(column.identity.identity)
            found[name] = column
        for name in collected.added:
            if name not in collected.attributes:
                primary = frameworks.is_primary_key(name)
                told = False if primary else UNKNOWN
                bare = bare_column(decl.place, told, None)
                found[name] = replace(bare, primary_key=primary, unique=told, index=told, has_default=UNKNOWN)
        return found

    def _column(self, declared: Declared, sqlmodel: bool) -> RawColumn | None:
        value = declared.value
        annotation = declared.annotation
        if isinstance(value, Made):
            name = last_name(value.callee)
            if name in COLUMN_WRAPPERS:
                inner = self._evaluator.value(next(iter(value.arguments), None))
                value = inner if isinstance(inner, Made) else value
                name = last_name(value.callee) if isinstance(inner, Made) else name
            typed = name in ("mapped_column", "unmapped_column")
            if name == "Column" or (typed and annotation is None):
                return self._columns.column(value)
            if typed:
                assert annotation is not None
                own = self._columns.column(value)
                inner_type = self._annotations.mapped(annotation, declared.scope)
                # One without Mapped counts as much wherever SQLAlchemy takes it: in a dataclass, say.
                inner_type = inner_type or self._annotations.plain(annotation, declared.scope)
                return self._annotated_column(own, inner_type, annotation, declared.scope)
            if name == "Field" and sqlmodel:
                return self._sqlmodel_field(value, annotation, declared)
            return None
        # SQLAlchemy maps ``name: Mapped[int] = None`` as it does the annotation alone.
        if annotation is not None and (value is None or value == Constant(None)):
            if sqlmodel:
                return self._sqlmodel_annotation(annotation, declared)
            inner_type = self._annotations.mapped(annotation, declared.scope)
            if inner_type is None or inner_type.container not in ("Mapped", "MappedColumn", "Unmapped"):
                return None
            bare = bare_column(declared.place, None, None)
            return self._annotated_column(bare, inner_type, annotation, declared.scope)
        if sqlmodel and annotation is not None and isinstance(value, Constant):
            return self._sqlmodel_annotation(annotation, declared)
        return None

    def _annotated_column(self, own: RawColumn, inner: Inner, annotation: Expr, scope: Scope) -> RawColumn:
        """A column with what its annotation, and a ``mapped_column()`` that a type in it carries, add.

        Source: SQLAlchemy's "Mapping Whole Column Declarations to Python Types": what the call
        states wins over the type, and the type over the nullability of the annotation. The name of a type
        that carries a call (``Mapped[key]``) says nothing of the type of its columns.
        """
        if inner.annotated is None or (isinstance(inner.annotated, Made) and is_field(inner.annotated)):
            carried = own
        elif isinstance(inner.annotated, Unknown):
            carried = hidden_column(own.place)
        else:
            carried = self._columns.column(inner.annotated)
        primary_key = carried.primary_key if own.primary_key is False else own.primary_key
        nullable = carried.nullable if own.nullable is None else own.nullable
        if nullable is None and primary_key is False:
            nullable = self._annotations.admits_none(annotation, scope)
        return RawColumn(
            own.name,
            own.key,
            own.place,
            primary_key,
            nullable,
            carried.unique if own.unique is False else own.unique,
            carried.index if own.index is False else own.index,
            carried.has_default if own.has_default is False else own.has_default,
            own.type or carried.type or (inner.text if carried is own else None),
            own.foreign_keys or carried.foreign_keys,
            own.identity,
            own.open or (carried.open and not own.foreign_keys),
            own.type_path if own.type else carried.type_path,
            inner.foreign,
        )

    def _sqlmodel_field(self, made: Made, annotation: Expr | None, declared: Declared) -> RawColumn:
        optional = self._annotations.admits_none(annotation, declared.scope)
        if annotation is None:
            return self._columns.field(made, optional, None, None)
        inner = self._annotations.plain(annotation, declared.scope)
        return self._columns.field(made, optional, inner.text, self._python_type(inner))

    def _sqlmodel_annotation(self, annotation: Expr, declared: Declared) -> RawColumn | None:
        if self._annotations.container(annotation, declared.scope) == "ClassVar":
            return None
        inner = self._annotations.plain(annotation, declared.scope)
        optional = self._annotations.admits_none(annotation, declared.scope)
        if isinstance(inner.annotated, Made) and is_field(inner.annotated):
            # SQLModel makes a column of its own for each class whose annotation carries the same one.
            found = self._columns.field(inner.annotated, optional, inner.text, self._python_type(inner))
            return replace(found, place=declared.place, identity=None)
        if isinstance(inner.annotated, Unknown):
            return hidden_column(declared.place)
        bare = bare_column(declared.place, optional, inner.text)
        # SQLModel passes a plain value on as the default of the column.
        given = isinstance(declared.value, Constant) and declared.value.value is not None
        return replace(bare, has_default=given, foreign=inner.foreign, type_path=self._python_type(inner))

    def _python_type(self, inner: Inner) -> str | None:
        """The import path of a type of Python's in an annotation of SQLModel's, ``None`` for any other."""
        if inner.collection is not None or inner.scalar:
            return None
        value = self._annotations.value_of(inner)
        if isinstance(value, External) and value.path.partition(".")[0] in _PYTHON:
            return value.path
        return None
