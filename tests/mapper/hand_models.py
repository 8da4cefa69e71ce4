"""Models written down in one line, as the plain data that ``configure`` takes."""

from __future__ import annotations

import re
from typing import Any

from flake8_sqla_rel.mapper.declared import DeclaredBackref, DeclaredRelationship, JoinArguments
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Argument,
    Attribute,
    AttributeKind,
    Column,
    ColumnRef,
    ForeignKeyConstraint,
    ForeignKeyElement,
    MappedClass,
    Place,
    Table,
    Target,
    Unknown,
)
from tests.mapper.random_models import Models

HERE = Place("models.py", 1, 0)

joins = JoinArguments


class Schema:
    """Tables and a class for each.

    ``"user(id) post(id, user_id>user.id)"`` are two tables, the second with a foreign key;
    ``a>t.x>t.y`` are two keys of one column, ``a+b>t.x+y`` is a composite one (of columns
    listed before) and ``a>t.?`` a reference of which only the table is known. The first column
    is the primary key. The class of a table ``user_tag`` is ``UserTag``. Keywords give classes
    their bases: ``Book="Item"`` is joined, or ``"single Item"``, ``"concrete Item"``.
    ``incomplete`` lists tables that may have more.
    """

    def __init__(self, text: str, incomplete: str = "", **bases: str) -> None:
        parsed = re.findall(r"(\w+)\(([^)]*)\)", text)
        self.ids = {name: number for number, (name, _) in enumerate(parsed)}
        self._columns = {
            name: [part.split(">")[0].strip() for part in body.split(",") if "+" not in part and part.strip()]
            for name, body in parsed
        }
        self.tables = [self._table(name, body, name not in incomplete.split()) for name, body in parsed]
        self.classes: dict[str, MappedClass] = {}
        for name, _ in parsed:
            self._add_class(name, bases)

    def _table(self, name: str, body: str, complete: bool) -> Table:
        constraints = []
        for part in body.split(","):
            local, *references = part.strip().split(">")
            constraints += [self._constraint(local, reference) for reference in references]
        columns = tuple(
            Column(column, column, HERE, primary_key=number == 0)
            for number, column in enumerate(self._columns[name])
        )
        return Table(
            self.ids[name],
            name,
            name,
            None,
            "m",
            columns,
            tuple(constraints),
            (),
            complete,
            HERE,
            "models",
            "class",
        )

    def _constraint(self, local: str, reference: str) -> ForeignKeyConstraint:
        table, _, keys = reference.partition(".")
        elements = []
        for column, key in zip(local.split("+"), keys.split("+"), strict=True):
            referred: ColumnRef | None | Unknown = None
            if key == "?":
                referred = UNKNOWN
            elif key in self._columns.get(table, ()):
                referred = ColumnRef(self.ids[table], key)
            elements.append(ForeignKeyElement(column, f"{table}.{key}", table, key, referred, HERE))
        return ForeignKeyConstraint(tuple(elements), HERE, len(elements) == 1)

    def _add_class(self, table: str, bases: dict[str, str]) -> None:
        name = class_name(table)
        kind, _, base = bases.get(name, "").rpartition(" ")
        lineage = (name, *(self.classes[base].lineage if base else ()))
        inherits = base and kind != "concrete"
        attributes = dict(self.classes[base].attributes) if inherits else {}
        for column in self._columns[table]:
            attributes[column] = Attribute(
                column, AttributeKind.COLUMN, name, HERE, ColumnRef(self.ids[table], column)
            )
        own = self.ids[table] if kind != "single" else self.classes[base].table
        self.classes[name] = MappedClass(
            name,
            name,
            "models",
            "r",
            own,
            lineage,
            (kind or "joined") if base else None,  # type: ignore[arg-type]
            attributes,
            False,
            HERE,
        )

    def is_known(self) -> bool:
        """Whether nothing of the tables is unknown."""
        return all(
            table.complete
            and all(
                element.referred is not UNKNOWN for each in table.constraints for element in each.elements
            )
            for table in self.tables
        )

    def models(self, *declared: DeclaredRelationship) -> Models:
        """What SQLAlchemy can be given, with these relationships."""
        order = list(self.classes)
        return Models(
            tuple(self.tables),
            self.classes,
            tuple(sorted(declared, key=lambda each: order.index(each.owner))),
        )

    def column(self, name: str) -> ColumnRef:
        """A column written ``table.column``."""
        table, _, column = name.partition(".")
        return ColumnRef(self.ids[table], column)

    def columns(self, names: str) -> tuple[ColumnRef, ...]:
        """Columns written ``table.column``, with blanks between."""
        return tuple(self.column(name) for name in names.split())

    def relationship(self, owner: str, key: str, target: str, **options: Any) -> DeclaredRelationship:
        """A relationship; ``secondary`` is the name of a table, ``overlaps`` names with blanks."""
        secondary = options.pop("secondary", None)
        args = options.pop("args", {} if secondary is None else {"secondary": Argument(HERE, UNKNOWN)})
        overlaps = options.pop("overlaps", "")
        known = target in self.classes
        values: dict[str, Any] = {
            "viewonly": False,
            "back_populates": None,
            "backref": None,
            "sync_backref": None,
            "uselist": None,
            "joins": JoinArguments(),
            **options,
        }
        return DeclaredRelationship(
            owner=owner,
            key=key,
            declared_in=owner,
            place=HERE,
            call=HERE,
            args=args,
            target=Target("found" if known else "unknown", target if known else None, target, HERE),
            secondary=self.ids[secondary] if isinstance(secondary, str) else secondary,
            overlaps=frozenset(overlaps.split()) if isinstance(overlaps, str) else overlaps,
            **values,
        )


def class_name(table: str) -> str:
    """``user_tag`` gives ``UserTag``."""
    return "".join(part.capitalize() for part in table.split("_"))


def backref(name: str | Unknown, **options: Any) -> DeclaredBackref:
    """A backref of that name, with nothing given unless in the options."""
    values: dict[str, Any] = {
        "joins": JoinArguments(),
        "uselist": None,
        "viewonly": None,
        "sync_backref": None,
        "overlaps": frozenset(),
        **options,
    }
    return DeclaredBackref(name=name, place=Place("models.py", 9, 4), args={}, **values)
