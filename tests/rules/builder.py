"""Static models for tests of rules, written in a few words.

The declarations are put together by hand; directions, reverses and conflicts follow from
them by the mapper's own ``configure``.

    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Booking", "booking.id*", "booking.chef_id>chef.id")
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    model = build.model()

A column is ``table.name``, with ``*`` behind it for the primary key, ``!`` for unique,
``>table.column`` for a foreign key and ``@key`` for another ``Column.key``. Every class,
column and relationship has a line of its own in ``module.py``, counted as they are added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from flake8_sqla_rel.mapper.configure import configure
from flake8_sqla_rel.mapper.declared import DeclaredBackref, DeclaredRelationship, JoinArguments
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Annotation,
    Argument,
    Attribute,
    AttributeKind,
    Column,
    ColumnRef,
    ForeignKeyConstraint,
    ForeignKeyElement,
    MappedClass,
    Model,
    Place,
    Relationship,
    Table,
    Target,
)

COLUMN = re.compile(r"(?P<table>[\w.]+)\.(?P<name>\w+)(?P<flags>[*!]*)(?:@(?P<key>\w+))?(?:>(?P<to>[\w.]+))?")


class Build:
    """Collects declarations and makes a model of them."""

    def __init__(self, path: str = "module.py") -> None:
        self.path = path
        self.line = 0
        self.tables: list[Table] = []
        self.classes: dict[str, MappedClass] = {}
        self.declared: list[DeclaredRelationship] = []
        self.extra: dict[str, Any] = {}

    def place(self, col: int = 4) -> Place:
        self.line += 1
        return Place(self.path, self.line, col)

    def table(
        self, *columns: str, declared_by: str = "Table", metadata: str = "meta", **changes: Any
    ) -> Table:
        """A table of these columns; ``changes`` are fields of :class:`Table`."""
        place = self.place()
        parsed = [match for match in map(COLUMN.fullmatch, columns) if match is not None]
        assert len(parsed) == len(columns) > 0, columns
        key = parsed[0]["table"]
        schema, _, name = key.rpartition(".")
        made = [self._column(match) for match in parsed]
        keys = [
            self._key(match["name"], match["to"], column.place)
            for match, column in zip(parsed, made, strict=True)
            if match["to"]
        ]
        table = Table(
            id=len(self.tables),
            key=key,
            name=name,
            schema=schema or None,
            metadata=metadata,
            columns=tuple(made),
            constraints=tuple(keys),
            unique=tuple(frozenset({column.name}) for column in made if column.unique is True),
            complete=True,
            place=place,
            module=self.path.removesuffix(".py").replace("/", "."),
            declared_by="class" if declared_by == "class" else "Table",
        )
        self.tables.append(replace(table, **changes))
        return self.tables[-1]

    def _column(self, match: re.Match[str]) -> Column:
        primary = "*" in match["flags"]
        return Column(
            name=match["name"],
            key=match["key"] or match["name"],
            place=self.place(),
            primary_key=primary,
            nullable=not primary,
            unique="!" in match["flags"],
        )

    def _key(self, column: str, to: str, place: Place) -> ForeignKeyConstraint:
        table, _, name = to.rpartition(".")
        return ForeignKeyConstraint(
            (ForeignKeyElement(column, to, table, name, UNKNOWN, place),), place, True
        )

    def cls(
        self, identity: str, *columns: str, base: str | None = None, metadata: str = "meta", **changes: Any
    ) -> MappedClass:
        """A mapped class and its table; without columns it shares the table of ``base``."""
        above = self.classes[base] if base else None
        place = self.place(0)
        table = self.table(*columns, declared_by="class", metadata=metadata).id if columns else None
        inheritance: Literal["joined", "single"] | None = None
        if above is not None:
            inheritance = "joined" if columns else "single"
        made = MappedClass(
            id=identity,
            name=identity,
            module=self.path.removesuffix(".py").replace("/", "."),
            registry=f"registry of {metadata}",
            table=table if columns else above.table if above else None,
            lineage=(identity, *(above.lineage if above else ())),
            inheritance=inheritance,
            attributes={},
            open=False,
            place=place,
        )
        self.classes[identity] = replace(made, **changes)
        attributes = dict(above.attributes) if above else {}
        if table is not None:
            for column in self.tables[table].columns:
                ref = ColumnRef(table, column.name)
                attributes[column.key] = Attribute(
                    column.key, AttributeKind.COLUMN, identity, column.place, ref
                )
        self._set(identity, attributes)
        return self.classes[identity]

    def _set(self, cls: str, attributes: Mapping[str, Attribute]) -> None:
        self.classes[cls] = replace(self.classes[cls], attributes=attributes)

    def attribute(self, cls: str, name: str, kind: AttributeKind = AttributeKind.PLAIN) -> None:
        """An attribute of a class that is neither a column nor a relationship."""
        attribute = Attribute(name, kind, cls, self.place())
        self._set(cls, {**self.classes[cls].attributes, name: attribute})

    def rel(
        self,
        name: str,
        target: str | Target,
        *,
        foreign_keys: Sequence[str] = (),
        backref: str | None = None,
        annotation: str | None = None,
        at: Place | None = None,
        declared_in: str | None = None,
        **arguments: Any,
    ) -> None:
        """``Class.key``, its target and the keyword arguments of ``relationship()``.

        ``foreign_keys`` are ``table.column``; ``annotation`` is a collection (``list``) or
        ``""`` for a scalar; ``at`` is the call of a mixin that serves several classes.
        """
        owner, key = name.split(".")
        call = at or self.place()
        given = {**arguments, **({} if backref is None else {"backref": backref})}
        if foreign_keys:
            given["foreign_keys"] = UNKNOWN
        args = {
            keyword: Argument(
                Place(call.path, call.line, call.col + 10 * (number + 1)),
                self._literal(value),
                "display" if isinstance(value, list) else "function" if callable(value) else "other",
            )
            for number, (keyword, value) in enumerate(given.items())
        }
        keys = tuple(self._ref(column) for column in foreign_keys)
        uselist = arguments.get("uselist")
        if annotation is not None:
            uselist = None if annotation else False
        back_populates = arguments.get("back_populates")
        self.declared.append(
            DeclaredRelationship(
                owner=owner,
                key=key,
                declared_in=declared_in or owner,
                place=call,
                call=call,
                args=args,
                target=target if isinstance(target, Target) else Target("found", target, target, call),
                secondary=self._secondary(arguments.get("secondary")),
                viewonly=arguments.get("viewonly", False),
                back_populates=back_populates if isinstance(back_populates, str | None) else UNKNOWN,
                backref=None if backref is None else self._backref(backref, args),
                sync_backref=None,
                overlaps=frozenset(arguments.get("overlaps", "").split(",")) - {""},
                uselist=uselist,
                joins=JoinArguments(foreign_keys=keys or None),
                annotation=None
                if annotation is None
                else Annotation(call, "Mapped", annotation or None, False, str(target)),
            )
        )
        attribute = Attribute(key, AttributeKind.RELATIONSHIP, owner, call)
        for cls in self.classes.values():
            if owner in cls.lineage:
                self._set(cls.id, {**cls.attributes, key: attribute})

    def _literal(self, value: object) -> Any:
        return value if isinstance(value, str | int | float | None) else UNKNOWN

    def _secondary(self, key: str | None) -> int | None:
        return None if key is None else next(table.id for table in self.tables if table.key == key)

    def _ref(self, text: str) -> ColumnRef:
        key, _, name = text.rpartition(".")
        return ColumnRef(next(table.id for table in self.tables if table.key == key), name)

    def _backref(self, name: str, args: Mapping[str, Argument]) -> DeclaredBackref:
        return DeclaredBackref(
            name, args["backref"].place, {}, JoinArguments(), None, None, None, frozenset()
        )

    def model(self, **changes: Any) -> Model:
        """The model; ``changes`` are fields of :class:`Model`."""
        tables = tuple(self._resolved(table) for table in self.tables)
        configured = configure(self.declared, self.classes, tables)
        for relationship in configured.relationships:
            self._link(relationship)
        fields: dict[str, Any] = {
            "classes": dict(self.classes),
            "others": {},
            "tables": tables,
            "relationships": configured.relationships,
            "conflicts": configured.conflicts,
            "needed_overlaps": configured.needed_overlaps,
            "closed_registries": frozenset(cls.registry for cls in self.classes.values()),
        }
        return Model(**(fields | changes))

    def _link(self, relationship: Relationship) -> None:
        """Let the owner's attribute, and those below it, know the relationship."""
        kind = AttributeKind.RELATIONSHIP if relationship.made_by is None else AttributeKind.BACKREF
        attribute = Attribute(
            relationship.key, kind, relationship.owner, relationship.call, relationship=relationship.id
        )
        for cls in list(self.classes.values()):
            if relationship.owner in cls.lineage:
                self._set(cls.id, {**cls.attributes, relationship.key: attribute})

    def _resolved(self, table: Table) -> Table:
        """The table with every foreign key's target looked up."""
        constraints = tuple(
            replace(each, elements=tuple(self._target(table, element) for element in each.elements))
            for each in table.constraints
        )
        return replace(table, constraints=constraints)

    def _target(self, table: Table, element: ForeignKeyElement) -> ForeignKeyElement:
        if element.referred is not UNKNOWN:
            return element
        there = [t for t in self.tables if t.metadata == table.metadata and t.key == element.referred_table]
        column = there[0].column_by_key(element.referred_column or "") if there else None
        return replace(element, referred=None if column is None else ColumnRef(there[0].id, column.name))
