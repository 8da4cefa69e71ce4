"""Random model source: several modules, both styles, everything that bears on a relationship.

What comes out is mostly what SQLAlchemy accepts. A relationship that it refuses is taken out
again (:meth:`Models.without`), so that the rest can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

_NAMED = re.compile(r"\bC\d+\.[rb]\d+\b")
_ABSENT = re.compile(r"has no property '(\w+)'")


@dataclass(frozen=True)
class Column:
    """A column: its attribute, its database name, its foreign key as source, if any."""

    attr: str
    name: str
    key: str | None = None
    primary: bool = False


@dataclass(frozen=True)
class Key:
    """A foreign key: which columns of which class refer to which of another."""

    owner: int
    columns: tuple[Column, ...]
    target: int
    referred: tuple[Column, ...]


@dataclass
class Class:
    """A mapped class; ``kind`` is ``""`` for the base of a hierarchy."""

    number: int
    module: int
    parent: int | None
    kind: str
    table: str
    schema: str | None
    new_style: bool
    columns: list[Column] = field(default_factory=list)
    composite: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"C{self.number}"


@dataclass(frozen=True)
class Relationship:
    """A relationship as source: its arguments, and that of its backref.

    ``place`` is where it stands: the class ``body``, a ``mixin``, or ``after N``, at the end of
    a module.
    """

    owner: int
    key: str
    annotation: str | None
    args: tuple[str, ...]
    backref: str | None
    target: int
    place: str
    many: bool

    def source(self) -> str:
        """The call."""
        backref = () if self.backref is None else (f"backref={self.backref}",)
        return f"relationship({', '.join((*self.args, *backref))})"

    def gives(self, keyword: str) -> str | None:
        """The argument of that keyword as source."""
        return next((arg for arg in self.args if arg.startswith(f"{keyword}=")), None)


@dataclass(frozen=True)
class Models:
    """A project: its classes, its association tables and its relationships."""

    base: str
    future: tuple[bool, ...]
    classes: tuple[Class, ...]
    links: tuple[tuple[int, str], ...]
    relationships: tuple[Relationship, ...]

    def files(self) -> dict[str, str]:
        """The modules by path."""
        found = {"base.py": self.base}
        for number, future in enumerate(self.future):
            found[f"m{number}.py"] = self._module(number, future)
        return found

    def without(self, error: str) -> Models:
        """The models without a relationship that an error names; without the last one when it names none."""
        named = set(_NAMED.findall(error))
        absent = _ABSENT.search(error)
        if absent is not None:
            return self._unlinked(absent[1])
        for each in self.relationships:
            if each.backref is not None and f"C{each.target}.{_backref_name(each.backref)}" in named:
                return self._replaced(each, replace(each, backref=None))
        for each in self.relationships:
            if f"C{each.owner}.{each.key}" in named:
                return self._replaced(each, None)
        return self._replaced(self.relationships[-1], None)

    def _replaced(self, old: Relationship, new: Relationship | None) -> Models:
        kept = [new if each is old else each for each in self.relationships]
        found = replace(self, relationships=tuple(each for each in kept if each is not None))
        return found if new is not None else found._unlinked(old.key)

    def _unlinked(self, key: str) -> Models:
        """The models in which no relationship is linked with one of that name."""
        text = f'back_populates="{key}"'
        kept = [replace(each, args=tuple(a for a in each.args if a != text)) for each in self.relationships]
        return replace(self, relationships=tuple(kept))

    def _module(self, number: int, future: bool) -> str:
        lines = ["from __future__ import annotations\n"] if future else []
        lines += [
            "from typing import Dict, List, Optional, Set",
            "import sqlalchemy as sa",
            "from sqlalchemy import ForeignKey, ForeignKeyConstraint",
            "from sqlalchemy.orm import backref, declared_attr, foreign, relationship, remote",
            "try:",
            "    from sqlalchemy.orm import DynamicMapped, Mapped, mapped_column",
            "except ImportError:",
            "    pass",
            "from base import Base",
            *[f"from m{above} import *" for above in range(number)],
            "",
        ]
        lines += [text for module, text in self.links if module == number]
        own = [each for each in self.classes if each.module == number]
        for cls in own:
            lines += self._class(cls)
        for each in self.relationships:
            if each.place == f"after {number}":
                lines.append(f"C{each.owner}.{each.key} = {each.source()}")
        return "\n".join(lines) + "\n"

    def _class(self, cls: Class) -> list[str]:
        mixed = [e for e in self.relationships if e.owner == cls.number and e.place == "mixin"]
        lines = []
        bases = "Base" if cls.parent is None else f"C{cls.parent}"
        if mixed:
            lines.append(f"class Mixin{cls.number}:")
            for each in mixed:
                lines += [
                    "    @declared_attr",
                    f"    def {each.key}(cls):",
                    f"        return {each.source()}",
                    "",
                ]
            bases = f"Mixin{cls.number}, {bases}"
        lines.append(f"\nclass {cls.name}({bases}):")
        if cls.kind != "single":
            lines.append(f'    __tablename__ = "{cls.table}"')
        lines += [f"    {_column(each, cls)}" for each in cls.columns]
        if cls.kind != "single":
            args = [*cls.composite, f'{{"schema": "{cls.schema}"}}' if cls.schema else "{}"]
            lines.append(f"    __table_args__ = ({', '.join(args)},)")
        if cls.kind or any(each.parent == cls.number for each in self.classes):
            on = ', "polymorphic_on": "kind"' if not cls.kind else ""
            lines.append(f'    __mapper_args__ = {{"polymorphic_identity": "{cls.number}"{on}}}')
        for each in self.relationships:
            if each.owner == cls.number and each.place == "body":
                annotation = f": {each.annotation}" if each.annotation else ""
                lines.append(f"    {each.key}{annotation} = {each.source()}")
        return lines


def _backref_name(source: str) -> str:
    return source.split('"')[1]


def _column(column: Column, cls: Class) -> str:
    args = [f'"{column.name}"'] if column.name != column.attr else []
    if column.attr == "kind":
        args.append("sa.String")
    elif column.key is None:
        args.append("sa.Integer")
    else:
        args.append(column.key)
    if column.primary:
        args.append("primary_key=True")
    if not cls.new_style:
        return f"{column.attr} = sa.Column({', '.join(args)})"
    kind = "str" if column.attr == "kind" else "int"
    annotation = f"Mapped[{kind}]" if column.primary else f"Mapped[Optional[{kind}]]"
    if column.attr == "kind" and len(args) == 1:
        return f"{column.attr}: {annotation}"
    return f"{column.attr}: {annotation} = mapped_column({', '.join(args)})"


def random_models(random: Random, release: tuple[int, int]) -> Models:
    """A project of random models that the release can read."""
    return _Writer(random, release).models()


class _Writer:
    def __init__(self, random: Random, release: tuple[int, int]) -> None:
        self._random = random
        self._release = release
        self._classes: list[Class] = []
        self._keys: list[Key] = []
        self._links: list[tuple[int, str]] = []
        self._link_keys: list[tuple[str, str, list[tuple[str, int]]]] = []
        self._relationships: list[Relationship] = []
        self._schema = "main" if self._chance(15) else None
        style = self._random.choice(["old", "old", "new", "mixed"]) if release >= (2, 0) else "old"
        self._style = style
        self._modules = self._random.randint(1, 3)
        self._future = tuple(self._chance(30) for _ in range(self._modules))

    def _chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def models(self) -> Models:
        self._add_classes()
        for cls in list(self._classes):
            for _ in range(self._random.choice([0, 1, 1, 2, 2, 3])):
                self._add_key(cls, self._random.choice(self._classes))
        for number in range(self._random.choice([0, 1, 1, 2])):
            self._add_link(number)
        for _ in range(self._random.randint(1, 7)):
            self._add_relationship()
        return Models(
            self._base(), self._future, tuple(self._classes), tuple(self._links), tuple(self._relationships)
        )

    def _base(self) -> str:
        metadata = f'sa.MetaData(schema="{self._schema}")' if self._schema else "sa.MetaData()"
        head = "import sqlalchemy as sa\n"
        if self._style != "old":
            return head + (
                f"from sqlalchemy.orm import DeclarativeBase\n\nclass Base(DeclarativeBase):\n"
                f"    metadata = {metadata}\n"
            )
        if self._chance(30):
            return head + (
                f"from sqlalchemy.orm import registry\n\nreg = registry(metadata={metadata})\n"
                f"Base = reg.generate_base()\n"
            )
        return (
            head
            + f"from sqlalchemy.orm import declarative_base\n\nBase = declarative_base(metadata={metadata})\n"
        )

    # Classes and tables

    def _add_classes(self) -> None:
        count = self._random.randint(2, 5)
        modules = sorted(self._random.randrange(self._modules) for _ in range(count))
        for number, module in enumerate(modules):
            parent = self._random.randrange(number) if number and self._chance(30) else None
            kind = "" if parent is None else self._random.choice(["joined", "joined", "single"])
            new = self._style == "new" or (self._style == "mixed" and self._chance(50))
            cls = Class(number, module, parent, kind, f"t{number}", None, new)
            if kind == "single":
                assert parent is not None
                cls.table, cls.schema = self._classes[parent].table, self._classes[parent].schema
            else:
                cls.schema = self._random.choice(["s1", "s2"]) if self._chance(15) else None
                self._add_primary_key(cls, None if parent is None else self._classes[parent])
            self._classes.append(cls)

    def _add_primary_key(self, cls: Class, parent: Class | None) -> None:
        if parent is None:
            for number in range(2 if self._chance(15) else 1):
                attr = "id" if not number else "id2"
                cls.columns.append(Column(attr, self._name(attr), None, True))
            cls.columns.append(Column("kind", "kind"))
            return
        keys = self._primary_key(parent)
        if len(keys) == 1:
            key = f'ForeignKey("{self._references(parent, keys)[0]}")'
            cls.columns.append(Column("id", keys[0].name, key, True))
            return
        cls.columns += [Column(each.attr, each.name, None, True) for each in keys]
        cls.composite.append(self._constraint([each.name for each in keys], parent, keys))

    def _name(self, attr: str) -> str:
        return f"{attr}_col" if self._chance(15) else attr

    def _with_table(self, cls: Class) -> Class:
        while cls.kind == "single":
            assert cls.parent is not None
            cls = self._classes[cls.parent]
        return cls

    def _primary_key(self, cls: Class) -> list[Column]:
        return [each for each in self._with_table(cls).columns if each.primary]

    def _table_key(self, cls: Class) -> str:
        schema = cls.schema or self._schema
        return f"{schema}.{cls.table}" if schema else cls.table

    def _references(self, cls: Class, columns: Sequence[Column]) -> list[str]:
        """Columns as ``ForeignKey`` takes them; the schema of the MetaData may be left out."""
        table = self._table_key(cls)
        if cls.schema is None and self._chance(70):
            table = cls.table
        return [f"{table}.{column.name}" for column in columns]

    def _constraint(self, local: Sequence[str], cls: Class, columns: Sequence[Column]) -> str:
        own = ", ".join(f'"{name}"' for name in local)
        referred = ", ".join(f'"{reference}"' for reference in self._references(cls, columns))
        return f"ForeignKeyConstraint([{own}], [{referred}])"

    def _add_key(self, cls: Class, target: Class) -> None:
        own, other = self._with_table(cls), self._with_table(target)
        relatives = own is not other and self._lineage(own)[-1] == self._lineage(other)[-1]
        if relatives and not self._chance(15):
            # It might compete with the key of the inheritance.
            return
        referred = self._primary_key(target)
        number = sum(len(key.columns) for key in self._keys)
        attrs = [f"f{number + index}" for index in range(len(referred))]
        if len(referred) == 1:
            key = f'ForeignKey("{self._references(target, referred)[0]}")'
            home = self._with_table(target)
            if home.number < cls.number and self._chance(25):
                key = f"ForeignKey({home.name}.{referred[0].attr})"
            column = Column(attrs[0], self._name(attrs[0]), key)
            cls.columns.append(column)
            self._keys.append(Key(cls.number, (column,), target.number, tuple(referred)))
            return
        if cls.kind == "single":
            return
        columns = tuple(Column(attr, self._name(attr)) for attr in attrs)
        cls.columns += columns
        cls.composite.append(self._constraint([each.name for each in columns], target, referred))
        self._keys.append(Key(cls.number, columns, target.number, tuple(referred)))

    def _add_link(self, number: int) -> None:
        ends = [self._random.choice(self._classes) for _ in range(2)]
        if self._chance(10):
            ends.append(self._random.choice(self._classes))
        columns, keys = [], []
        for index, end in enumerate(ends):
            referred = self._primary_key(end)
            names = [f"e{index}_{each.attr}" for each in referred]
            if len(referred) == 1:
                reference = self._references(end, referred)[0]
                columns.append(f'sa.Column("{names[0]}", ForeignKey("{reference}"))')
                keys.append((names[0], end.number))
            else:
                columns += [f'sa.Column("{name}", sa.Integer)' for name in names]
                columns.append(self._constraint(names, end, referred))
                keys.append(("", end.number))
        schema = "s1" if self._chance(15) else None
        if schema:
            columns.append(f'schema="{schema}"')
        module = self._random.randrange(self._modules)
        default = schema or self._schema
        key = f"{default}.links{number}" if default else f"links{number}"
        text = f'links{number} = sa.Table("links{number}", Base.metadata, {", ".join(columns)})'
        self._links.append((module, text))
        self._link_keys.append((f"links{number}", key, keys))

    # Relationships

    def _add_relationship(self) -> None:
        number = len(self._relationships)
        if self._relationships and self._chance(35):
            made = self._opposite(number)
        elif self._link_keys and self._chance(30):
            made = self._many_to_many(number)
        elif self._keys:
            made = self._by_key(number, self._random.choice(self._keys), self._chance(50))
        else:
            made = None
        if made is not None:
            self._relationships.append(made)

    def _family(self, number: int) -> int:
        """A class, or sometimes one of those below it."""
        below = [each.number for each in self._classes if number in self._lineage(each)]
        return self._random.choice(below) if self._chance(25) else number

    def _lineage(self, cls: Class) -> list[int]:
        found = [cls.number]
        while cls.parent is not None:
            cls = self._classes[cls.parent]
            found.append(cls.number)
        return found

    def _opposite(self, number: int) -> Relationship | None:
        """A relationship back, linked with one that is there, or only beside it."""
        other = self._random.choice(self._relationships)
        if other.backref is not None:
            return None
        keys = [k for k in self._keys if {k.owner, k.target} == {other.owner, other.target}]
        linked = f'back_populates="{other.key}"' if self._chance(75) else None
        if other.gives("secondary"):
            made = self._many_to_many(number, other)
        elif keys:
            made = self._by_key(number, self._random.choice(keys), other.many, linked=linked)
        else:
            return None
        if made is not None and linked and self._chance(60) and not other.gives("back_populates"):
            index = self._relationships.index(other)
            args = (*other.args, f'back_populates="{made.key}"')
            self._relationships[index] = replace(other, args=args)
        return made

    def _by_key(self, number: int, key: Key, many_to_one: bool, linked: str | None = None) -> Relationship:
        owner, target = (key.owner, key.target) if many_to_one else (key.target, key.owner)
        owner, target = self._family(owner), self._family(target)
        args = self._join(key, owner, target, many_to_one)
        args += self._flags(number, linked)
        return self._finish(number, owner, target, args, many=not many_to_one)

    def _join(self, key: Key, owner: int, target: int, many_to_one: bool) -> list[str]:
        args = []
        local = [f"C{key.owner}.{each.attr}" for each in key.columns]
        remote = [
            f"C{self._with_table(self._classes[key.target]).number}.{each.attr}" for each in key.referred
        ]
        if self._chance(15):
            args.append(f"primaryjoin={self._criterion(local, remote)}")
        elif self._chance(70):
            args.append(f"foreign_keys={self._listed(local, owner)}")
        if (key.owner == key.target or self._chance(5)) and (many_to_one or self._chance(20)):
            args.append(f"remote_side={self._listed(remote, owner)}")
        return args

    def _criterion(self, local: list[str], remote: list[str]) -> str:
        marks = self._random.choice(["", "", "foreign", "both"])
        parts = []
        for one, other in zip(local, remote):
            one = f"foreign({one})" if marks else one
            other = f"remote({other})" if marks == "both" else other
            sides = [one, other]
            self._random.shuffle(sides)
            parts.append(" == ".join(sides))
        if self._chance(20):
            parts.append(f"{local[0]} > 0")
        text = f"and_({', '.join(parts)})" if len(parts) > 1 else parts[0]
        return f'"{text}"'

    def _listed(self, columns: Sequence[str], owner: int) -> str:
        """A list of columns in one of its forms."""
        form = self._random.randrange(4)
        names = ", ".join(columns)
        own = self._classes[owner].columns
        bare = [each.split(".")[1] for each in columns if each.startswith(f"C{owner}.")]
        if form == 0 and len(bare) == len(columns) and all(any(c.attr == b for c in own) for b in bare):
            return f"BODY[{', '.join(bare)}]"
        if form == 1 and len(columns) == 1:
            return f'"{names}"'
        if form == 2:
            return f"LAMBDA[{names}]"
        return f'"[{names}]"'

    def _flags(self, number: int, linked: str | None) -> list[str]:
        args = [linked] if linked else []
        if self._chance(10):
            args.append("viewonly=True")
        if self._chance(8):
            args.append(f"uselist={self._chance(50)}")
        if self._chance(12):
            keys = [f"r{self._random.randrange(number + 2)}" for _ in range(self._random.randint(1, 2))]
            args.append(f'overlaps="{",".join(keys)}"')
        if self._chance(5):
            args.append('cascade="all"')
        return args

    def _many_to_many(self, number: int, other: Relationship | None = None) -> Relationship | None:
        name, key, ends = self._random.choice(self._link_keys)
        if other is not None:
            given = other.gives("secondary") or ""
            name, key, ends = next(each for each in self._link_keys if each[0] in given)
            owner, target = other.target, other.owner
        else:
            order = self._random.sample(range(len(ends)), 2)
            owner, target = (self._family(ends[index][1]) for index in order)
        form = self._random.choice([f'"{key}"', f"lambda: {name}"])
        # The table stands in a module that is loaded before, or it is found when it is needed.
        args = [f"secondary={form}" if self._chance(75) else f'secondary="{key}"']
        simple = all(column for column, _ in ends)
        first, second = ends[0], ends[1]
        if simple and (first[1] == second[1] or self._chance(15)):
            one, two = (first, second) if self._chance(50) else (second, first)
            args += [
                f"primaryjoin={self._half(owner, one, key)}",
                f"secondaryjoin={self._half(target, two, key)}",
            ]
        if other is not None and self._chance(75):
            args.append(f'back_populates="{other.key}"')
        args += self._flags(number, None)
        return self._finish(number, owner, target, args, many=True)

    def _half(self, cls: int, end: tuple[str, int], link: str) -> str:
        home = self._with_table(self._classes[end[1]])
        return f'"C{home.number}.{self._primary_key(home)[0].attr} == {link}.c.{end[0]}"'

    def _finish(self, number: int, owner: int, target: int, args: list[str], *, many: bool) -> Relationship:
        cls = self._classes[owner]
        key = f"r{number}"
        place = self._random.choice(["body"] * 8 + [f"after {self._modules - 1}"] * 2 + ["mixin"])
        seen = self._modules - 1 if place.startswith("after") else cls.module
        args = [self._formed(each, owner, place, seen) for each in args]
        annotation = self._annotation(cls, target, many) if place == "body" else None
        if annotation is None or self._chance(20):
            args.insert(0, self._target(owner, target, place, seen))
        backref = None
        if not any(each.startswith("back_populates") for each in args) and self._chance(25):
            backref = self._backref(number)
        return Relationship(owner, key, annotation, tuple(args), backref, target, place, many)

    def _formed(self, arg: str, owner: int, place: str, seen: int) -> str:
        """An argument whose form depends on where it stands."""
        name, _, value = arg.partition("=")
        if value.startswith("BODY["):
            bare = value[5:-1].split(", ")
            if place == "body":
                return f"{name}=[{', '.join(bare)}]"
            return f'{name}="[{", ".join(f"C{owner}.{each}" for each in bare)}]"'
        if value.startswith("LAMBDA["):
            names = value[7:-1]
            used = [int(n) for n in re.findall(r"C(\d+)\.", names)]
            if all(self._classes[each].module <= seen for each in used):
                return f"{name}=lambda: [{names}]"
            return f'{name}="[{names}]"'
        if value.startswith("lambda: links"):
            module = next(m for m, text in self._links if text.startswith(value[8:] + " "))
            if module > seen:
                key = next(k for n, k, _ in self._link_keys if n == value[8:])
                return f'{name}="{key}"'
            if self._chance(50):
                return f"{name}={value[8:]}"
        return arg

    def _target(self, owner: int, target: int, place: str, seen: int) -> str:
        cls = self._classes[target]
        forms = [f'"C{target}"', f'"C{target}"', f'"m{cls.module}.C{target}"']
        if cls.module <= seen:
            forms.append(f"lambda: C{target}")
            before = target < owner or place.startswith("after")
            forms += [f"C{target}"] * 2 if before else []
        return self._random.choice(forms)

    def _annotation(self, cls: Class, target: int, many: bool) -> str | None:
        if not cls.new_style or self._chance(15):
            return None
        name = f"C{target}" if self._future[cls.module] else f'"C{target}"'
        if self._chance(6):
            many = not many
        if not many:
            forms = [f"Mapped[{name}]", f"Mapped[Optional[{name}]]", f'Mapped["C{target} | None"]']
            return self._random.choice(forms[:2] if self._future[cls.module] else forms)
        forms = [
            f"Mapped[List[{name}]]",
            f"Mapped[list[{name}]]",
            f"Mapped[Set[{name}]]",
            f"DynamicMapped[{name}]",
        ]
        return self._random.choice(forms)

    def _backref(self, number: int) -> str:
        if self._chance(60):
            return f'"b{number}"'
        option = self._random.choice(
            ["uselist=False", 'lazy="dynamic"', "viewonly=True", f'overlaps="r{number + 1}"', 'cascade="all"']
        )
        return f'backref("b{number}", {option})'
