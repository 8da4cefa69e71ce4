"""Arguments that a column, a foreign key or a table cannot take.

## What it does

Reports `index=` and `unique=` with a name, a `ForeignKey` to a class, a function or Python's builtin `id`,
without its parentheses or with its `ondelete` by position, a string, class, constraint or relationship among the
arguments of a column or table, an expression such as `func.now()`, a `Column()` or a `CheckConstraint` over
`column("size")` among those of a column,
Python's `str`, its `Enum` or a class such as an enumeration for the type, a name or type that is given
twice, a number, list, function or member of an enumeration for `server_default`, a `mapped_column()` or
`Column()` of which nothing says the type, a column without a name in a `Table`, a list among the arguments of
a constraint, index or `Enum`, `Identity()` or `Computed()` beside a `server_default` or one another or for a
`default`, for 2.1 `default` beside `insert_default`, and in the `Field()` of SQLModel what it does not take
beside `sa_column`, a `mapped_column()` there, `ondelete` without a key, and a `foreign_key` that is no text.

## Why is this bad?

All raise `ArgumentError` where they stand: "The 'index' keyword argument on Column is boolean
only", "'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got 'user.id'",
"String column name or Column object for DDL foreign key constraint expected, got <class
'User'>", "May not pass name positionally and as a keyword". A `ForeignKey` that is not called raises
`TypeError`, SQLModel (from 0.0.9 on) "Passing nullable is not supported when also passing a sa_column"
(`RuntimeError`). SQLModel does not look at a `mapped_column()`: keys that it declares are lost, which may leave
a class without any ("could not assemble any primary key columns"). A `Column()` without a type raises only when
its table is to be created, by `create_all()` or a migration made from the models: "Can't generate DDL for
NullType(); did you forget to specify a type on this Column?" (`CompileError`). None of these has a page on
sqlalche.me.

## Versions

Every release; 2.1 takes a tuple for the target of a `ForeignKey`, and refuses `default` beside
`insert_default`, in `mapped_column()` too, where 2.0 takes the one for a field of a dataclass. 1.4 takes a
`column()` in the `CheckConstraint` of a column, of which 2.0 and 2.1 raise a bare `AssertionError`.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column(Integer)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, "parent.id")
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column(Integer)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Arguments that cannot be told, classes of the project that derive from `Column` or `Table`, and a `Column()`
without a type in a table that may have more than the text shows, reflected ones among them, or that nothing maps.

## References

- <https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Column>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from flake8_sqla_rel.mapper.model import Model, Place, Table
from flake8_sqla_rel.mapper.written import Declarations, Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.column_types import COLUMN_TYPES
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    NOT_READ,
    RELATIONSHIPS,
    call_of,
    column_name,
    computed,
    declarative,
    effective,
    is_function,
    is_not_read,
    names_of,
    no_part_of_a_table,
    says_no_type,
    sqlmodel_call,
    subject_of,
    written,
)
from flake8_sqla_rel.rules.wording import one_line, quoted, table_text

_ENUMS: Final = frozenset({"enum.Enum", "enum.IntEnum", "enum.StrEnum"})
_PYTHON_TYPES: Final = {
    "builtins.int": "Integer",
    "builtins.str": "String",
    "builtins.float": "Float",
    "builtins.bool": "Boolean",
    "builtins.bytes": "LargeBinary",
    "builtins.dict": "JSON",
    "builtins.list": "JSON",
    "datetime.datetime": "DateTime",
    "datetime.date": "Date",
    "datetime.time": "Time",
    "datetime.timedelta": "Interval",
    "decimal.Decimal": "Numeric",
    "uuid.UUID": "Uuid, of SQLAlchemy 2.0",
    **dict.fromkeys(_ENUMS, "sqlalchemy.Enum(...)"),
}
#: Classes of SQLAlchemy's that a column takes instances of.
_CALLED: Final = frozenset({"ForeignKey", "CheckConstraint", "Identity", "Computed", "Sequence"})
_PARTS: Final = COLUMN_TYPES | _CALLED
#: Types that are told of their table as a constraint is: SQLAlchemy lets them pass anywhere, and loses them.
_LIKE_CONSTRAINTS: Final = frozenset({"ARRAY", "BOOLEAN", "Boolean", "Enum", "Interval", "PickleType"})
#: What makes an expression, which a column takes as a default alone.
_EXPRESSIONS: Final = frozenset({"text", "literal", "literal_column", "null", "true", "false"})
_FUNCTION: Final = re.compile(r"sqlalchemy\.(sql\.)?(functions\.|expression\.)?func\.\w+$")
_TEXTS: Final = frozenset({"builtins.str", "enum.StrEnum"})
#: What SQLModel refuses in a ``Field()`` that has its column.
_NOT_WITH_COLUMN: Final = (
    "primary_key nullable foreign_key unique index sa_type sa_column_args sa_column_kwargs ondelete".split()
)
#: What makes the database work out the value of a column.
_GENERATED: Final = frozenset({"Identity", "Computed"})
_CONSTRAINTS: Final = frozenset({"UniqueConstraint", "PrimaryKeyConstraint", "Index"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every argument that raises where it stands."""
    yield from once(
        Finding(RULE.code, place, one_line(message), subject_of(model, call))
        for call in written(model).calls
        if call.of_sqlalchemy
        for place, message in _faults(model, call, options)
    )
    yield from once(_tables(model, options.sqlalchemy >= (2, 1)))
    yield from once(_untyped(model))
    yield from once(_of_sqlmodel(model))


def _faults(model: Model, call: WrittenCall, options: Options) -> Iterator[tuple[Place, str]]:
    if call.name in COLUMNS:
        if options.sqlalchemy >= (2, 0):
            yield from _checked(call)
        yield from _of_column(model, call, options.sqlalchemy >= (2, 1))
        yield from _server_default(model, call)
        yield from _no_part_of_a_column(call)
        yield from _generated(call)
    elif call.name in _CONSTRAINTS:
        for item in call.positional[1 if call.name == "Index" else 0 :]:
            if item.form in ("list", "tuple", "set"):
                text = f"{call.name}() takes the columns one by one, not as a {item.form}"
                yield item.place, f"{text}; remove what is around them"
    elif call.name == "ForeignKey":
        if len(call.positional) > 1 and call.positional[1].text is not None:
            action = call.positional[1]
            text = action.text or ""
            # Two columns to refer to, or what is to happen.
            cure = (
                "give each a column and a key of its own" if "." in text else f"say ondelete={quoted(text)}"
            )
            yield action.place, f"ForeignKey() takes one argument by position; {cure}"
        given = call.keyword("column")
        target = call.positional[0] if call.positional else None if given is None else given.value
        if target is not None and target.form == "class":
            name = names_of(target.name)
            yield (
                target.place,
                f"ForeignKey() takes a column and {name} is a class; say ForeignKey({name}.id)",
            )
        elif target is not None and target.form == "attribute" and target.name == "__table__":
            name = names_of(target.owner)
            yield target.place, f"ForeignKey() takes a column and {name}.__table__ is a table; say {name}.id"
        elif target is not None and target.form == "external" and target.name.startswith("builtins."):
            name = names_of(target.name)
            text = f"ForeignKey() takes a column, and {name} is Python's builtin here"
            yield target.place, f'{text}; name it as text, "table.{name}"'
        elif target is not None and target.form == "function":
            yield target.place, "ForeignKey() takes a column and no function; name it as text, table.column"
        elif target is not None and target.form == "constant" and target.text is None:
            yield (
                target.place,
                f'ForeignKey() takes a column, not {target.value!r}; say ForeignKey("table.column")',
            )


def _of_column(model: Model, call: WrittenCall, newest: bool) -> Iterator[tuple[Place, str]]:
    for name in ("index", "unique"):
        given = call.keyword(name)
        if given is not None and given.value.text is not None:
            instead = "Index" if name == "index" else "UniqueConstraint"
            yield (
                given.place,
                f"{name}= is True or False; to name it, add an {instead}() to the table"
                if (name == "index")
                else f"{name}= is True or False; to name it, add a {instead}() to the table",
            )
    positional = list(call.positional)
    first = positional[0] if positional else None
    if first is not None and first.form == "constant" and (first.text is not None or first.value is None):
        positional.pop(0)
        name_too = call.keyword("name")
        if name_too is not None and first.text is not None:
            yield name_too.place, f"{call.name}() is given its name twice, {quoted(first.text)} by position"
    elif len(positional) > 1 and _may_be_name(positional[0]) and _is_type(model, positional[1]):
        positional.pop(0)
    if positional and _is_type(model, positional[0]):
        type_too = call.keyword("type_")
        if type_too is not None:
            yield type_too.place, f"{call.name}() is given its type twice, once by position"
        positional.pop(0)
    elif positional and _is_of_python(model, positional[0]):
        item = positional.pop(0)
        bases, name = model.others[item.name].python or frozenset(), names_of(item.name)
        cure = f"; write Enum({name})" if "enum.Enum" in bases else ""
        yield item.place, f"{call.name}() takes a type of SQLAlchemy's, not the class {name}{cure}"
    elif positional and positional[0].form == "external" and positional[0].name in _PYTHON_TYPES:
        path = positional.pop(0).name
        text = f"a type of SQLAlchemy's, not Python's {names_of(path)}; write {_PYTHON_TYPES[path]}"
        yield call.positional[-len(positional) - 1].place, f"{call.name}() takes {text}"
    for item in positional:
        name = _class_of_sqlalchemy(item)
        what = None if _is_type(model, item) else no_part_of_a_table(item)
        if name in _CALLED:
            yield item.place, f"{call.name}() takes no class {name}; call it, {name}(...)"
        elif name in COLUMN_TYPES or _is_misplaced(item):
            text = f"{call.name}() takes its one type before all else; move or remove {name or item.called}"
            yield item.place, text
        elif what is not None:
            cure = (
                f"; say ForeignKey({quoted(item.text)})" if item.text is not None and "." in item.text else ""
            )
            yield item.place, f"{call.name}() takes no {what} here{cure}".replace("takes no a ", "takes no ")
    both = call.keyword("insert_default")
    if newest and both is not None and call.keyword("default") is not None:
        # The default of a dataclass's field is one for the column as well; default_factory is not.
        cure = (
            "" if call.name == "Column" else "; for a field of a dataclass say init=False or default_factory="
        )
        yield both.place, f"{call.name}() takes either default= or insert_default=, not both{cure}"


def _checked(call: WrittenCall) -> Iterator[tuple[Place, str]]:
    """A ``CheckConstraint`` of a column over a name for one, which 2.0 takes in that of a table alone."""
    for item in call.positional:
        check = call_of(item, frozenset({"CheckConstraint"}))
        for side in check.positional[0].compared if check is not None and check.positional else ():
            made = call_of(side, frozenset({"column", "literal_column"}))
            if made is not None:
                text = f"CheckConstraint() in {call.name}() takes no {made.name}()"
                yield item.place, f"{text}; write it as text, or give it to __table_args__"


def _server_default(model: Model, call: WrittenCall) -> Iterator[tuple[Place, str]]:
    """A ``server_default`` that is neither text nor an expression."""
    given = call.keyword("server_default")
    if given is None:
        return
    value, said = given.value, "server_default= is text or an expression"
    if value.form == "constant" and value.value is not None and value.text is None:
        plain = value.value
        instead = f"sqlalchemy.{str(plain).lower()}()" if isinstance(plain, bool) else quoted(str(plain))
        yield given.place, f"{said}, not {plain!r}; write {instead}"
    elif value.form in ("list", "dict", "set", "tuple"):
        yield given.place, f"{said}, not a {value.form}; write what the database is to have as text"
    elif value.form == "external" and _FUNCTION.match(value.name):
        yield (
            given.place,
            f"{said}, and {names_of(value.name)} is not called; write func.{names_of(value.name)}()",
        )
    elif is_function(value):
        yield given.place, f"{said}, not a function of Python's; say default=, or write an expression"
    elif value.form == "attribute":
        enum = model.others.get(value.owner)
        bases = None if enum is None else enum.python
        if enum is not None and bases is not None and "enum.Enum" in bases and not bases & _TEXTS:
            member = f"{enum.name}.{value.name}"
            yield given.place, f"{said}, not a member of an enumeration; write {member}.name"


def _no_part_of_a_column(call: WrittenCall) -> Iterator[tuple[Place, str]]:
    """What makes something else than a part of a column, and an ``Enum`` over a list."""
    for item in call.positional:
        inner = item.call
        if inner is not None and inner.path in _ENUMS:
            yield (
                item.place,
                f"{call.name}() takes no {names_of(inner.path)}() of Python's; import that of SQLAlchemy",
            )
        if inner is None or not inner.of_sqlalchemy:
            continue
        if inner.name in COLUMNS:
            yield item.place, f"{call.name}() takes no {inner.name}(); write the arguments of that here"
        elif _is_expression(inner):
            made = f"{inner.name}(...)" if inner.positional else f"{inner.name}()"
            made = f"func.{made}" if _FUNCTION.match(inner.path) else made
            yield (
                item.place,
                f"{call.name}() takes no {made} here; say default={made} or server_default={made}",
            )
        elif inner.name in RELATIONSHIPS | _CONSTRAINTS | {"ForeignKeyConstraint"}:
            yield item.place, f"{call.name}() takes no {inner.name}(); give it a line of its own"
        elif inner.name == "Enum" and inner.positional and inner.positional[0].form in ("list", "set"):
            values = inner.positional[0]
            yield values.place, f"Enum() takes its values one by one, not as a {values.form}"


def _generated(call: WrittenCall) -> Iterator[tuple[Place, str]]:
    """What does not go with a value that the database makes, and such a value for a ``default``."""
    made = [item for item in call.positional if item.call is not None and item.call.of_sqlalchemy]
    makers = [item for item in made if item.called in _GENERATED]
    for name in ("server_default", "server_onupdate") if makers else ():
        given = call.keyword(name)
        if given is not None and (given.value.text is not None or given.value.call is not None):
            yield given.place, f"{call.name}() takes no {name}= beside {makers[0].called}(); leave it out"
    for other in (*makers[1:], *(item for item in made if item.called == "Sequence")):
        names = {makers[0].called, other.called} if makers else set()
        if len(names) > 1 and "Identity" in names:
            yield (
                other.place,
                f"{call.name}() takes either {makers[0].called}() or {other.called}(), not both",
            )
    given = call.keyword("default")
    if given is not None and call_of(given.value, _GENERATED) is not None:
        name = given.value.called
        yield given.place, f"default= is a value, not {name}(); write {name}() as an argument of its own"


def _class_of_sqlalchemy(item: Written) -> str:
    """The name of something of SQLAlchemy's that is given without being called, ``""`` for anything else."""
    path = item.name if item.form == "external" else ""
    return names_of(path) if path.startswith("sqlalchemy.") else ""


def _is_misplaced(item: Written) -> bool:
    """Whether an argument behind the first is a type that SQLAlchemy refuses there."""
    call = item.call
    return call is not None and call.of_sqlalchemy and call.name in COLUMN_TYPES - _LIKE_CONSTRAINTS


def _is_type(model: Model, item: Written) -> bool:
    """Whether an argument may be the type of a column; a class of the project may, a mapped one not."""
    if item.form == "class":
        return item.name not in model.classes and not _is_of_python(model, item)
    if item.form == "call" and item.call is not None:
        return item.call.name not in _CALLED | COLUMNS and not _is_expression(item.call)
    if item.form == "external":
        return item.name not in _PYTHON_TYPES and _class_of_sqlalchemy(item) not in _CALLED
    return item.form in ("unknown", "expression", "attribute", "function") or (
        item.form == "constant" and item.value is None
    )


def _is_expression(call: WrittenCall) -> bool:
    """Whether a call makes an expression of SQL."""
    return call.of_sqlalchemy and (call.name in _EXPRESSIONS or _FUNCTION.match(call.path) is not None)


def _may_be_name(item: Written) -> bool:
    """Whether an argument whose value cannot be told may be text."""
    if item.form == "external" and item.name in _PYTHON_TYPES:
        return False
    return item.form in ("call", "external", "unknown", "expression", "attribute") and not _is_part(item)


def _is_part(item: Written) -> bool:
    """Whether an argument is certainly a type, a key or a default of SQLAlchemy's."""
    called = item.call.name if item.call is not None and item.call.of_sqlalchemy else ""
    return (called or _class_of_sqlalchemy(item)) in _PARTS


def _is_of_python(model: Model, item: Written) -> bool:
    """Whether an argument is a class of the project that derives from nothing of SQLAlchemy's."""
    other = model.others.get(item.name) if item.form == "class" else None
    return other is not None and other.reason == "plain" and other.python is not None


def _untyped(model: Model) -> Iterator[Finding]:
    """Every ``mapped_column()`` without annotation, and every ``Column()``, that has neither type nor key."""
    for cls in declarative(model):
        own = ((f"{source.name}.{found.name}", found) for source, found in effective(model, cls))
        for name, statement in chain(own, computed(model, cls)):
            call = call_of(statement.value, COLUMNS)
            if call is None or statement.kind != "assignment" or not _says_no_type(call):
                continue
            if statement.direct and (statement.value is None or statement.value.place != call.place):
                continue
            table = model.table_of(cls.id)
            if call.name == "Column" and table is not None:
                if table.metadata in model.sketches:
                    continue  # A migration's own, which nobody creates from there.
                cure = "write mapped_column(), which reads the annotation, or " if statement.hint else ""
                yield from _without_type(table, call, column_name(call, statement.name), name, cure)
            elif call.name == "mapped_column" and statement.hint is None:
                cure = "annotate it with Mapped[...] or pass one to mapped_column()"
                if is_not_read(statement, cls):
                    cure = f"pass one to mapped_column(), {NOT_READ}"
                yield Finding(RULE.code, call.place, one_line(f"{name} has no type: {cure}"), name)


def _says_no_type(call: WrittenCall) -> bool:
    if call.open or call.keyword("type_", "use_existing_column"):
        return False
    return all(item.text is not None or says_no_type(item) for item in call.positional)


def _without_type(
    table: Table, call: WrittenCall, column: str | None, name: str, cure: str = ""
) -> Iterator[Finding]:
    """A ``Column()`` that gets no type from a foreign key of its table either."""
    keyed = {element.column for constraint in table.constraints for element in constraint.elements}
    if not table.complete or column is None or column in keyed:
        return
    message = f"{name} has no type, without which its table cannot be created: {cure}pass one to Column()"
    yield Finding(RULE.code, call.place, one_line(message), name, kind=Kind.BUG)


def _tables(model: Model, newest: bool) -> Iterator[Finding]:
    """What stands in a ``Table`` that is no part of one, and columns without a name.

    The ``newest`` release takes the columns from a class that comes first.
    """
    # What a migration or a script asks by hand needs no types, and is not created from there.
    mapped = {cls.table for cls in model.classes.values()} | {each.secondary for each in model.relationships}
    for statement in written(model).tables:
        if statement.cls is not None:
            continue
        name = table_text(model.tables[statement.table])
        for position, item in enumerate(statement.items):
            if newest and position == 0 and item.form == "class" and item.name not in model.classes:
                continue
            what = "a dict" if item.form == "dict" else no_part_of_a_table(item)
            column = call_of(item, COLUMNS)
            if what is not None:
                message = f"Table {name} holds {what}, which is no part of a table"
                yield Finding(RULE.code, item.place, one_line(message), name)
            elif column is not None and _is_unnamed(column, written(model)):
                message = f"a column of {name} has no name: give it as the first argument"
                yield Finding(RULE.code, item.place, one_line(message), name)
            elif column is not None and statement.table in mapped and _says_no_type(column):
                own = column_name(column, None)
                yield from _without_type(model.tables[statement.table], column, own, f"{name}.{own}")


def _of_sqlmodel(model: Model) -> Iterator[Finding]:
    """Arguments of SQLModel's ``Field()`` that do not go with one another, or are no text."""
    for cls in written(model).mapped():
        for source, statement in effective(model, cls) if cls.style == "sqlmodel" else ():
            call = sqlmodel_call(statement.value)
            name = f"{source.name}.{statement.name}"
            for place, message, kind in _of_field(call) if call is not None and call.name == "Field" else ():
                yield Finding(RULE.code, place, one_line(message), name, kind=kind)


def _of_field(call: WrittenCall) -> Iterator[tuple[Place, str, Kind]]:
    column = call.keyword("sa_column")
    if column is not None and call_of(column.value, frozenset({"mapped_column"})) is not None:
        # It is the type of the annotation that the column has, without a word.
        yield (
            column.place,
            "Field() passes over a mapped_column() for sa_column=; write Column(...)",
            Kind.BUG,
        )
    elif column is not None and column.value.form == "call":
        for name in _NOT_WITH_COLUMN:
            given = call.keyword(name)
            if given is not None:
                text = f"Field() takes no {name}= beside sa_column=; say it in the Column()"
                yield given.place, text, Kind.ERROR
    key = call.keyword("foreign_key")
    if key is not None and key.value.form == "attribute" and key.value.owner:
        text = 'Field() takes foreign_key= as text; name the table and the column, "table.column"'
        yield key.place, text, Kind.ERROR
    action = call.keyword("ondelete")
    if action is not None and action.value.text is not None and key is None and not call.open:
        yield action.place, "Field() takes ondelete= only beside foreign_key=", Kind.ERROR


def _is_unnamed(column: WrittenCall, declarations: Declarations) -> bool:
    if column.open or column.identity in declarations.named_later:
        return False
    if column.keyword("name") is not None or column_name(column, None) is not None:
        return False
    first = column.positional[0] if column.positional else None
    return first is None or _is_part(first)


RULE = Rule(
    code="SQR707",
    name="malformed-column-arguments",
    kind=Kind.ERROR,
    summary="arguments of a column, key, constraint or table that are not of the kind they have to be",
    documentation=__doc__ or "",
    check=check,
)
