"""Random small sets of models, as the plain data that ``configure`` takes.

Every name of a class, table and column is used once, so that messages of SQLAlchemy can be
told apart by names alone; relationship keys are repeated on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from flake8_sqla_rel.mapper.declared import (
    ColumnTerm,
    Comparison,
    Criterion,
    DeclaredBackref,
    DeclaredRelationship,
    JoinArguments,
    Side,
)
from flake8_sqla_rel.mapper.model import (
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
)

HERE = Place("models.py", 1, 0)


@dataclass(frozen=True)
class Models:
    """One set of models; ``by_attribute``: joins are written with class attributes."""

    tables: tuple[Table, ...]
    classes: dict[str, MappedClass]
    declared: tuple[DeclaredRelationship, ...]
    by_attribute: bool = False


def random_models(random: Random) -> Models:
    """A set of two to five classes with a few relationships between them."""
    return _Maker(random).models()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.tables: list[Table] = []
        self.classes: dict[str, MappedClass] = {}
        self.persist: dict[str, list[int]] = {}

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def models(self) -> Models:
        self._make_tables()
        declared = self._link(self._relationships())
        return Models(tuple(self.tables), self.classes, declared, self.chance(40))

    # Tables and classes

    def _make_tables(self) -> None:
        count = self.random.randint(2, 5)
        parents: list[tuple[int | None, str | None]] = [(None, None)]
        for number in range(1, count):
            kind = self.random.choice([None, None, "joined", "joined", "single", "concrete"])
            parents.append((self.random.randrange(number) if kind else None, kind))
        own: list[int] = []
        for number, (parent, kind) in enumerate(parents):
            if kind == "single":
                own.append(own[parent or 0])
                continue
            own.append(len(self.tables))
            self._add_table(f"t{number}", pk=2 if self.chance(15) else 1)
        for number, (parent, kind) in enumerate(parents):
            self._add_class(number, own[number], parent, kind)
        entities = len(self.tables)
        for number in range(self.random.randint(0, 2)):
            self._add_table(f"m{number}", pk=0, extra=self.random.randint(2, 4))
        for number in range(len(self.tables)):
            self._add_keys(number, entities)

    def _add_table(self, name: str, pk: int, extra: int | None = None) -> None:
        if extra is None:
            extra = self.random.randint(0, 3)
        names = [f"{name}_id{i}" for i in range(pk)] + [f"{name}_c{i}" for i in range(extra)]
        schema = "s" if self.chance(7) else None
        columns = tuple(Column(each, each, HERE, primary_key=i < pk) for i, each in enumerate(names))
        number = len(self.tables)
        key = f"{schema}.{name}" if schema else name
        self.tables.append(
            Table(number, key, name, schema, "m", columns, (), (), True, HERE, "models", "Table")
        )

    def _add_class(self, number: int, table: int, parent: int | None, kind: str | None) -> None:
        cls = f"models.C{number}"
        above = self.classes[f"models.C{parent}"] if parent is not None else None
        own = {
            column.name: Attribute(
                column.name, AttributeKind.COLUMN, cls, HERE, ColumnRef(table, column.name)
            )
            for column in self.tables[table].columns
        }
        inherited = dict(above.attributes) if above is not None and kind != "concrete" else {}
        self.classes[cls] = MappedClass(
            cls,
            f"C{number}",
            "models",
            "r",
            table,
            (cls, *(above.lineage if above else ())),
            kind,  # type: ignore[arg-type]
            inherited | (own if kind != "single" else {}),
            False,
            HERE,
        )
        tables = [table]
        if above is not None and kind != "concrete":
            tables += [each for each in self.persist[above.id] if each != table]
        self.persist[cls] = tables
        if kind == "joined":
            assert above is not None and isinstance(above.table, int)
            self._make_key(table, above.table, "id")

    def _add_keys(self, number: int, entities: int) -> None:
        for _ in range(self.random.choice([0, 1, 1, 2, 2, 3])):
            self._make_key(number, self.random.randrange(entities), "")
        if number >= entities and self.chance(85):
            for _ in range(2):
                self._make_key(number, self.random.randrange(entities), "")
        if self.tables[number].constraints and self.chance(7):
            table = self.tables[number]
            self._add_constraint(number, self.random.choice(table.constraints))

    def _make_key(self, number: int, referred: int, kind: str) -> None:
        """A key to the primary key of a table; for ``"id"`` from the primary key itself."""
        table, target = self.tables[number], self.tables[referred]
        keys = [column.name for column in target.columns if column.primary_key]
        if kind == "id":
            local = [column.name for column in table.columns if column.primary_key][: len(keys)]
        else:
            usable = [c.name for c in table.columns if not c.primary_key or self.chance(25)]
            self.random.shuffle(usable)
            local = usable[: len(keys)]
        keys = keys[: len(local)]
        if not local:
            return
        spoilt = self.random.randrange(40) if kind != "id" else 99
        elements = []
        for column, key in zip(local, keys, strict=True):
            name, key_name, found = str(target.key), key, ColumnRef(referred, key)
            if spoilt == 0:
                name, found = "nowhere", None
            elif spoilt == 1:
                key_name, found = "no_such", None
            elif spoilt <= 9 and target.schema:
                name, found = str(target.name), None
            elements.append(ForeignKeyElement(column, f"{name}.{key_name}", name, key_name, found, HERE))
        single = len(elements) == 1 and self.chance(70)
        self._add_constraint(number, ForeignKeyConstraint(tuple(elements), HERE, single))

    def _add_constraint(self, number: int, constraint: ForeignKeyConstraint) -> None:
        table = self.tables[number]
        self.tables[number] = replace(table, constraints=(*table.constraints, constraint))

    # Relationships

    def _relationships(self) -> list[DeclaredRelationship]:
        found: list[DeclaredRelationship] = []
        used: set[tuple[str, str]] = set()
        names = list(self.classes)
        for number in range(self.random.randint(1, 7)):
            owner, target = self._ends(names, found)
            key = f"r{self.random.randrange(number + 1)}" if self.chance(25) else f"r{number}"
            if (owner, key) not in used:
                used.add((owner, key))
                found.append(self._relationship(owner, key, target))
        return sorted(found, key=lambda each: names.index(each.owner))

    def _ends(self, names: list[str], found: list[DeclaredRelationship]) -> tuple[str, str]:
        """Owner and target: mostly of tables that a key joins, often the ends of another one."""
        if found and self.chance(35):
            other = self.random.choice(found)
            ends = [other.owner, str(other.target.cls)]
            self.random.shuffle(ends)
            return ends[0], ends[1]
        owner, target = self.random.choice(names), self.random.choice(names)
        for _ in range(4):
            if self.chance(20) or self._joined(owner, target):
                break
            owner, target = self.random.choice(names), self.random.choice(names)
        return owner, target

    def _joined(self, owner: str, target: str) -> bool:
        for one, other in ((owner, target), (target, owner)):
            for table in self.persist[one]:
                for constraint in self.tables[table].constraints:
                    found = constraint.elements[0].referred
                    if isinstance(found, ColumnRef) and found.table in self.persist[other]:
                        return True
        return False

    def _relationship(self, owner: str, key: str, target: str) -> DeclaredRelationship:
        secondary = None
        if self.chance(25):
            association = [table.id for table in self.tables if str(table.name).startswith("m")]
            if association and self.chance(93):
                secondary = self.random.choice(association)
            elif self.chance(40):
                secondary = self.random.randrange(len(self.tables))
        return DeclaredRelationship(
            owner=owner,
            key=key,
            declared_in=owner,
            place=HERE,
            call=HERE,
            args={} if secondary is None else {"secondary": Argument(HERE, None)},
            target=Target("found", target, None, HERE),
            secondary=secondary,
            viewonly=self.chance(12),
            back_populates=None,
            backref=None,
            sync_backref=None,
            overlaps=self._overlaps(),
            uselist=self.random.choice([True, False]) if self.chance(12) else None,
            joins=self._joins(owner, target, secondary),
        )

    def _overlaps(self) -> frozenset[str]:
        if not self.chance(15):
            return frozenset()
        keys = [f"r{self.random.randrange(7)}" for _ in range(self.random.randint(1, 2))]
        return frozenset(["__*"] if self.chance(5) else keys)

    def _joins(self, owner: str, target: str, secondary: int | None) -> JoinArguments:
        tables = [*self.persist[owner], *self.persist[target]]
        if secondary is not None:
            tables.append(secondary)
        itself = bool(set(self.persist[owner]) & set(self.persist[target]))
        primaryjoin = secondaryjoin = None
        if self.chance(55 if secondary is not None and itself else 25):
            others = self.persist[target] if secondary is None else [secondary]
            primaryjoin = self._criterion(self.persist[owner], others)
        if secondary is not None and self.chance(50 if itself else 20):
            secondaryjoin = self._criterion(self.persist[target], [secondary])
        return JoinArguments(
            primaryjoin,
            secondaryjoin,
            self._foreign_keys(tables),
            self._some(self._columns(tables)) if self.chance(35 if itself else 8) else None,
        )

    def _foreign_keys(self, tables: Sequence[int]) -> tuple[ColumnRef, ...] | None:
        if not self.chance(35):
            return None
        constraints = [(each, key) for each in tables for key in self.tables[each].constraints]
        if constraints and self.chance(80):
            table, constraint = self.random.choice(constraints)
            found = [ColumnRef(table, element.column) for element in constraint.elements]
            if self.chance(10):
                found.append(self.random.choice(self._columns(tables)))
            return tuple(dict.fromkeys(found))
        return self._some(self._columns(tables))

    def _columns(self, tables: Sequence[int]) -> list[ColumnRef]:
        return [
            ColumnRef(table, column.name)
            for table in dict.fromkeys(tables)
            for column in self.tables[table].columns
        ]

    def _some(self, columns: list[ColumnRef]) -> tuple[ColumnRef, ...]:
        chosen = [self.random.choice(columns) for _ in range(self.random.choice([1, 1, 1, 2]))]
        return tuple(dict.fromkeys(chosen))

    def _criterion(self, left: list[int], right: list[int]) -> Criterion:
        style = self.random.choice(["none", "none", "foreign", "remote", "both", "any"])
        comparisons = tuple(
            self._comparison(left, right, style) for _ in range(self.random.choice([1, 1, 1, 2]))
        )
        loose = ()
        if self.chance(6):
            loose = (self._term(self.random.choice(self._columns([*left, *right])), style),)
        return Criterion(comparisons, loose)

    def _comparison(self, left: list[int], right: list[int], style: str) -> Comparison:
        op = "==" if self.chance(88) else self.random.choice(["<", "!=", ">="])
        one, other = self._pair(left, right)
        if self.chance(6):
            return Comparison(op, self._side([one], style), Side((), False))
        sides = [self._side([one], style), self._side([other], style)]
        if style in ("foreign", "remote", "both") and self.chance(80):
            sides = [self._side([one], "none"), self._side([other], "all " + style)]
        if self.chance(4):
            sides[0] = self._side([one, self.random.choice(self._columns(left))], style)
        if self.chance(50):
            sides.reverse()
        return Comparison(op, sides[0], sides[1])

    def _pair(self, left: list[int], right: list[int]) -> tuple[ColumnRef, ColumnRef]:
        linked = []
        for sources, targets in ((left, right), (right, left)):
            for table in sources:
                for constraint in self.tables[table].constraints:
                    for element in constraint.elements:
                        if isinstance(element.referred, ColumnRef) and element.referred.table in targets:
                            linked.append((element.referred, ColumnRef(table, element.column)))
        if linked and self.chance(85):
            return self.random.choice(linked)
        return self.random.choice(self._columns(left)), self.random.choice(self._columns(right))

    def _term(self, column: ColumnRef, style: str) -> ColumnTerm:
        if style.startswith("all "):
            return ColumnTerm(column, style != "all remote", style != "all foreign")
        if style == "any":
            return ColumnTerm(column, self.chance(40), self.chance(40))
        return ColumnTerm(
            column, style == "foreign" and self.chance(40), style == "remote" and self.chance(40)
        )

    def _side(self, columns: list[ColumnRef], style: str) -> Side:
        terms = tuple(self._term(column, style) for column in columns)
        return Side(terms, len(columns) == 1 and not self.chance(7))

    # Both sides

    def _link(self, declared: list[DeclaredRelationship]) -> tuple[DeclaredRelationship, ...]:
        """Give some relationships a reverse: one that is there, or one to be made."""
        found = list(declared)
        for number, one in enumerate(found):
            if one.back_populates is not None or self.chance(30):
                continue
            fitting = [
                other
                for other, each in enumerate(found)
                if other != number and each.backref is None and self._fits(one, each)
            ]
            if fitting and self.chance(75):
                other = self.random.choice(fitting)
                found[number] = replace(one, back_populates=found[other].key)
                if self.chance(75) and found[other].back_populates is None:
                    found[other] = replace(found[other], back_populates=one.key)
            elif self.chance(45):
                found[number] = replace(one, backref=self._backref(one, number))
        return tuple(found)

    def _fits(self, one: DeclaredRelationship, other: DeclaredRelationship) -> bool:
        target, back = self.classes[str(one.target.cls)], self.classes[str(other.target.cls)]
        inherited = other.owner in target.lineage and self.classes[one.owner].root == back.root
        return (inherited and (one.secondary is None) == (other.secondary is None)) or self.chance(1)

    def _backref(self, one: DeclaredRelationship, number: int) -> DeclaredBackref:
        target = str(one.target.cls)
        given = JoinArguments()
        if self.chance(20):
            given = replace(self._joins(target, one.owner, one.secondary))
            if one.secondary is None:
                given = replace(given, secondaryjoin=None)
        elif self.chance(20):
            tables = [*self.persist[one.owner], *self.persist[target]]
            given = JoinArguments(remote_side=self._some(self._columns(tables)))
        return DeclaredBackref(
            name=f"r{self.random.randrange(7)}" if self.chance(10) else f"b{number}",
            place=HERE,
            args={},
            joins=given,
            uselist=self.random.choice([True, False]) if self.chance(15) else None,
            viewonly=self.random.choice([True, False]) if self.chance(12) else None,
            sync_backref=None,
            overlaps=self._overlaps(),
        )
