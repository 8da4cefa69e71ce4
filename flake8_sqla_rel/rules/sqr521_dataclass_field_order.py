"""A mapped dataclass that cannot be made.

## What it does

Reports a field without default behind one with a default, also in a mapped class that `@dataclass` makes
a dataclass of; of the classes that SQLAlchemy makes dataclasses of, a mutable default of a column or a
function for one, a mixin with annotated attributes that is no dataclass itself, `__table__` in the body, two
ways of making a dataclass at once, and class arguments that are not known.

## Why is this bad?

SQLAlchemy hands the fields to `dataclasses` in the order in which they stand, those of the
bases first: "Python dataclasses error encountered when creating dataclass for 'Parent':
TypeError("non-default argument 'name' follows default argument")" (`InvalidRequestError`,
sqlalche.me dcte). A mixin that is no dataclass is "When transforming ... attribute(s) 'size'
originates from superclass ..., which is not a dataclass" (sqlalche.me dcmx). Of `default=uuid4`
it says "Callable object passed to the ``default`` parameter for attribute 'key' in a ORM-mapped
Dataclasses context is ambiguous": the constructor sets the attribute to the function itself, which
the INSERT cannot store. The others are "already defines a '__table__'" and "is already a dataclass"
(`InvalidRequestError`), or a `TypeError`, as is "non-default argument 'name' follows default argument" of
`@dataclass` itself.

## Versions

2.0 and 2.1; what `@dataclass` refuses, with 1.4 as well. The mixin is a deprecation warning in 2.0 and an
error in 2.1, the function a deprecation warning in both; the mutable default of a column is an error in 2.0
only. So is a bare annotation behind any value in a base or mixin that is not mapped: 2.0 makes a dataclass of
it as it stands, with the `mapped_column()` for a default. In 2.1 `__tablename__: str = "parent"` is a field
with a default.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    children: Mapped[list["Child"]] = relationship(default_factory=list)
    name: Mapped[str]


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"), init=False)
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    children: Mapped[list["Child"]] = relationship(default_factory=list)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"), init=False)
```

## Fix safety

The order of the fields is that of the positional arguments of the constructor; `kw_only=True`
avoids the question.

## What it does not see

Classes with fields that a `declared_attr` makes or whose defaults cannot be told, and
`dataclass_callable`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/dataclasses.html#declarative-dataclass-mapping>
- <https://sqlalche.me/e/20/dcte>
- <https://sqlalche.me/e/20/dcmx>
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Unknown
from flake8_sqla_rel.mapper.written import ClassStatement, Declarations, Statement, WrittenKeyword
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    declarative,
    effective,
    hinted,
    is_function,
    names_of,
    written,
)
from flake8_sqla_rel.rules.wording import located, one_line

_ARGUMENTS: Final = frozenset(
    "init repr eq order unsafe_hash match_args kw_only dataclass_callable metaclass".split()
)
_FIELDS: Final = frozenset(
    "mapped_column relationship synonym composite association_proxy field query_expression".split()
)
#: Class arguments by which the order of the fields does not matter.
_NO_ORDER: Final = (("kw_only", True), ("init", False))
#: Decorators that make a method an attribute of each class below.
_DECLARED: Final = frozenset({"declared_attr", "cascading"})


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the constructor that is given by position."""

    statement: Statement
    owner: ClassStatement
    has_default: bool


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every mapped dataclass that raises when it is made."""
    newest = options.sqlalchemy >= (2, 1)
    made = _faults(model, newest) if options.sqlalchemy >= (2, 0) else iter(())
    return once(chain(made, _plain(model, newest)))


def _plain(model: Model, newest: bool) -> Iterator[Finding]:
    """The order of the fields of mapped classes that ``@dataclass`` itself makes dataclasses of."""
    for cls in declarative(model):
        if not _is_of_python(cls) or cls.native_dataclass is not False or not cls.closed:
            continue
        if _is(cls, written(model), "init", False) is False:
            fields = _fields(written(model), cls, newest)
            yield from () if fields is None else _order(cls, fields)


def _faults(model: Model, newest: bool) -> Iterator[Finding]:
    for cls in written(model).classes.values():
        if not (newest or cls.mapped):
            yield from _unmapped(model, cls)
    for cls in declarative(model):
        yield from _metadata_key(model, cls)
        if cls.native_dataclass is True:
            yield from _of_class(model, cls, newest)


def _is_of_python(cls: ClassStatement) -> bool:
    """Whether ``@dataclass`` makes a dataclass of a class before it is mapped.

    Of one that is mapped by then, on a declarative base say, each mapped attribute is a default.
    """
    names = [(each.name if each.call is None else each.call.path) or "" for each in cls.decorators]
    mapping = next((at for at, name in enumerate(names) if names_of(name) == "mapped"), len(names))
    return "dataclasses.dataclass" in names[mapping:]


def _of_class(model: Model, cls: ClassStatement, newest: bool) -> Iterator[Finding]:
    faults = list(_form(cls))
    if faults:
        yield from faults
        return
    yield from _plain_mixins(model, cls, newest)
    if not newest:
        yield from _mutable(cls)
    yield from _functions(model, cls)
    if cls.closed and _is(cls, written(model), "init", False) is False:
        fields = _fields(written(model), cls, newest)
        yield from () if fields is None else _order(cls, fields)


def _finding(cls: ClassStatement, statement: Statement | None, why: str, *related: Related) -> Finding:
    name = cls.name if statement is None else f"{cls.name}.{statement.name}"
    place = cls.place if statement is None else statement.place
    return Finding(RULE.code, place, one_line(f"{name} {why}"), name, related)


def _metadata_key(model: Model, cls: ClassStatement) -> Iterator[Finding]:
    """A class that maps the fields of a dataclass without being one, or deriving from one."""
    own = cls.named("__sa_dataclass_metadata_key__")
    line = [written(model).classes.get(entry) for entry in cls.ancestry if entry != cls.id]
    derives = not cls.closed or any(
        entry.plain_dataclass or entry.native_dataclass is not False for entry in line if entry is not None
    )
    made = cls.native_dataclass is True or (cls.native_dataclass is False and not derives)
    if own and not cls.plain_dataclass and made:
        yield _finding(
            cls, own[-1], "is for dataclasses, and this class is none; decorate it with @dataclass"
        )


def _form(cls: ClassStatement) -> Iterator[Finding]:
    """What the class statement itself must not have."""
    decorated = any((d.called or names_of(d.name)) == "mapped_as_dataclass" for d in cls.decorators)
    derived = any(entry.endswith(".MappedAsDataclass") for entry in cls.ancestry)
    if any(statement.value is not None for statement in cls.named("__table__")):
        yield _finding(
            cls, None, "has a __table__ of its own, which a mapped dataclass cannot; declare its columns"
        )
    elif decorated and (derived or cls.plain_dataclass):
        yield _finding(
            cls, None, "is made a dataclass twice; use MappedAsDataclass or one decorator, not both"
        )
    elif derived and cls.closed:
        for keyword in cls.keywords:
            if keyword.name not in _ARGUMENTS:
                message = (
                    f"{cls.name} takes no argument {keyword.name}: dataclass options are those of SQLAlchemy"
                )
                yield Finding(RULE.code, keyword.place, one_line(message), cls.name)


def _plain_mixins(model: Model, cls: ClassStatement, newest: bool) -> Iterator[Finding]:
    """Mixins with annotated attributes that are no dataclasses."""
    says, kind = ("refuses", Kind.ERROR) if newest else ("deprecates", Kind.WARNING)
    for source, statement in effective(model, cls):
        if source is cls or source.native_dataclass is not False or source.plain_dataclass:
            continue
        column = statement.value is None or call_of(statement.value, COLUMNS) is not None
        returns = None if _DECLARED.isdisjoint(statement.decorators) else statement.returns
        if (hinted(statement) is not None and column) or (returns is not None and returns.mapped is True):
            why = (
                f"is a field of the dataclass {located(cls.name, cls.place)}, but {source.name} is none,"
                f" which SQLAlchemy {says}; derive {source.name} from MappedAsDataclass"
            )
            yield _finding(source, statement, why, Related(cls.place, cls.name))._replace(kind=kind)


def _mutable(cls: ClassStatement) -> Iterator[Finding]:
    for statement in cls.statements:
        call = call_of(statement.value, frozenset({"mapped_column"}))
        default = None if call is None else call.keyword("default")
        if default is not None and default.value.form in ("list", "set", "dict") and hinted(statement):
            kind = default.value.form
            why = f"has a {kind} for its default, which all objects would share; say default_factory={kind}"
            yield _finding(cls, statement, why)


def _functions(model: Model, cls: ClassStatement) -> Iterator[Finding]:
    """Fields whose default is a function, which the column calls and the constructor does not."""
    for source, statement in effective(model, cls):
        call = call_of(statement.value, frozenset({"mapped_column"}))
        default = None if call is None else call.keyword("default")
        if call is None or default is None or not is_function(default.value):
            continue
        field = statement.hint is not None and statement.hint.left_alone is False
        if field and source.native_dataclass is True and call.keyword("default_factory") is None:
            why = "which its constructor stores uncalled; say default_factory=, or insert_default="
            if call.keyword("init") is not None or _argument(cls, "init") is not None:
                why = "which SQLAlchemy deprecates for dataclasses; say insert_default="
            found = _finding(source, statement, f"has a function for its default, {why}")
            yield found._replace(kind=Kind.WARNING, place=default.place)


# The order of the fields


def _unmapped(model: Model, cls: ClassStatement) -> Iterator[Finding]:
    """An annotation alone behind a value, in a base or mixin of which 2.0 makes a dataclass as it stands."""
    if cls.native_dataclass is not True or not cls.closed:
        return
    first: Statement | None = None
    for owner in reversed(list(written(model).lineage(cls))):
        if owner.mapped or any(_is(owner, written(model), *stops) is not False for stops in _NO_ORDER):
            return
        for statement in owner.statements:
            hint = statement.hint
            if (
                hint is None
                or hint.container in ("ClassVar", "KW_ONLY")
                or owner.native_dataclass is not True
            ):
                continue
            if statement.conditional or statement.typing_only:
                return
            if statement.value is not None:
                first = first or statement
            elif first is not None and owner is cls:
                where = located(first.name, first.place)
                why = f"has no value, but stands behind {where}, which has: of a class that is not mapped"
                cure = "SQLAlchemy 2.0 takes it for a default; say mapped_column()"
                yield _finding(cls, statement, f"{why} {cure}", Related(first.place, first.name))
                return


def _fields(declarations: Declarations, cls: ClassStatement, newest: bool) -> list[_Field] | None:
    """The fields in the order of the constructor, ``None`` when they cannot all be told.

    Those of a mixin that is no dataclass are left out: wherever SQLAlchemy puts them, the others keep their order.
    """
    found: dict[str, _Field | None] = {}
    elsewhere: set[str] = set()
    for owner in reversed(list(declarations.lineage(cls))):
        if owner.native_dataclass is not True and not owner.plain_dataclass:
            elsewhere.update(statement.name for statement in owner.statements if statement.hint is not None)
            continue
        keywords = _is(owner, declarations, "kw_only", True)
        if keywords is UNKNOWN or _argument(owner, "dataclass_callable") is not None:
            return None
        for statement in owner.statements:
            if statement.hint is None:
                if "declared_attr" in statement.decorators:
                    return None
                continue
            if _is_special(statement) and owner.mapped and not newest:
                continue
            field = _field(owner, statement)
            if field is UNKNOWN:
                return None
            if field is None or keywords is True:
                found.setdefault(statement.name, None)
            else:
                found[statement.name] = field
    if not elsewhere.isdisjoint(found):
        return None
    return [field for field in found.values() if field is not None]


def _is_special(statement: Statement) -> bool:
    """Whether it is a name such as ``__tablename__``, which before 2.1 is no field of a mapped class."""
    return statement.name.startswith("__") and statement.name.endswith("__")


def _field(owner: ClassStatement, statement: Statement) -> _Field | None | Unknown:
    """The field of an annotated statement, ``None`` when it is not given by position."""
    hint = statement.hint
    if hint is None or hint.container == "ClassVar":
        return None
    if (
        statement.typing_only
        or statement.conditional
        or hint.mapped is UNKNOWN
        or hint.container == "KW_ONLY"
    ):
        return UNKNOWN
    value = statement.value
    if value is None:
        return _Field(statement, owner, False)
    call = value.call
    if owner.native_dataclass is not True and (call is None or call.path != "dataclasses.field"):
        # Whatever else stands there is the default.
        return UNKNOWN if value.form == "unknown" else _Field(statement, owner, True)
    if value.form == "constant":
        # SQLAlchemy takes None behind Mapped[...] for nothing at all.
        return _Field(statement, owner, value.value is not None or not hint.mapped)
    if call is None or call.open or call.name not in _FIELDS:
        return None if call is not None and call.name == "column_property" else UNKNOWN
    for name, stops in (("init", False), ("kw_only", True)):
        given = call.keyword(name)
        if given is not None:
            if given.value.form != "constant":
                return UNKNOWN
            if given.value.value is stops:
                return None
    return _Field(statement, owner, call.keyword("default", "default_factory") is not None)


def _order(cls: ClassStatement, fields: list[_Field]) -> Iterator[Finding]:
    first: _Field | None = None
    for field in fields:
        if field.has_default:
            first = first or field
        elif first is not None:
            if field.owner is cls or first.owner is cls:
                name = f"{first.owner.name}.{first.statement.name}"
                where = located(name, first.statement.place)
                cure = "move it up or say kw_only=True"
                if _is_special(first.statement):
                    cure = f"annotate {first.statement.name} ClassVar[...]"
                elif field.statement.value is not None and field.statement.value.form == "constant":
                    cure = "say mapped_column(default=None)"
                why = f"has no default, but stands behind {where}, which has; {cure}"
                related = Related(first.statement.place, name)
                yield _finding(field.owner, field.statement, why, related)
            return


def _argument(cls: ClassStatement, name: str) -> WrittenKeyword | None:
    """An argument of the class statement or of the decorator that makes the dataclass."""
    for keyword in cls.keywords:
        if keyword.name == name:
            return keyword
    for decorator in cls.decorators:
        if decorator.call is not None and (found := decorator.call.keyword(name)) is not None:
            return found
    return None


def _is(cls: ClassStatement, declarations: Declarations, name: str, value: bool) -> bool | Unknown:
    """Whether a class argument, its own or an inherited one, has a value."""
    for entry in declarations.lineage(cls):
        given = _argument(entry, name)
        if given is not None:
            return given.value.value is value if given.value.form == "constant" else UNKNOWN
    return False


RULE = Rule(
    code="SQR521",
    name="dataclass-field-order",
    kind=Kind.ERROR,
    summary="a mapped dataclass that dataclasses or SQLAlchemy refuse to make",
    documentation=__doc__ or "",
    check=check,
)
