"""An expression that cannot be evaluated.

## What it does

Reports `primaryjoin`, `secondaryjoin`, `foreign_keys`, `remote_side` and `order_by` strings, in
`backref()` too, and up to SQLAlchemy 2.0 a `secondary="join(...)"`, that do not parse or name an
unknown class, table, attribute or column; also a relationship, a class, a table or a method that is not
called in the place of a column, and a lambda in quotes. Of what is no string it reports a class, a table
or a relationship in the place of a column (`foreign_keys=[Post]`), the column of a mixin or abstract base, of
which each class has a copy (`remote_side=[HasId.id]`), and attributes of mapped classes and
columns of tables that are not there, wherever a module or a class body asks for them
(`primaryjoin=Post.author == id`, `column_property(Post.titel + "!")`), in the `lambda` of a
relationship, and what a `declared_attr` asks of its `cls` that a class with that mixin does not have. In
both it reports numbers and pieces of SQL (`order_by=text("title")`).

## Why is this bad?

The strings are evaluated when the mappers are configured, so that a typo shows as late as the
first query: "expression 'Posts.user_id' failed to locate a name" (`InvalidRequestError`),
"Class <class 'Post'> does not have a mapped column named 'userid'" (`AttributeError`),
"Property 'user' is not an instance of ColumnProperty" (`InvalidRequestError`), a `SyntaxError`,
or "Column expression expected for argument 'order_by'" (`ArgumentError`). Every later use of
any mapper raises it again. The messages have no page on sqlalche.me. What is asked of a class or a
table itself is an `AttributeError` when the module is imported.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[list["Post"]] = relationship(foreign_keys="Post.userid")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[list["Post"]] = relationship(foreign_keys="Post.user_id")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Classes and tables of bases, registries and MetaData that are not all known, attributes that a
class may have without its source showing them, and methods and properties named as columns. A
relationship that `order_by` is given as an object sorts by what it joins on, or raises when the mappers
are configured in another order. What is asked of a class or a table in a function that is no `declared_attr` and
maps no classes by calls, under or behind a condition or in a `try` is left out, as are the classes of
SQLModel; in `ForeignKey()` it is SQR203, in a constraint or index SQR704.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#late-evaluation-of-relationship-arguments>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.declared import Criterion
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    AttributeKind,
    ExpressionFault,
    ExpressionFaultKind,
    MappedClass,
    Model,
    Relationship,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.expressions import argument, faults, holder, maps, qualified
from flake8_sqla_rel.rules.joins import terms
from flake8_sqla_rel.rules.missing import CONSTRAINTS, KEYS, missing
from flake8_sqla_rel.rules.sides import once, target_class
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted, table_text

# What joins are written with: the functions that a name may be a slip of.
_FUNCTIONS: Final = ("and_", "or_", "not_", "foreign", "remote")
_KINDS: Final[tuple[ExpressionFaultKind, ...]] = (
    "syntax",
    "lambda",
    "name",
    "attribute",
    "relationship",
    "class",
    "method",
    "copied",
    "field",
    "table",
    "column",
    "text",
    "value",
)


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every expression string that SQLAlchemy cannot evaluate to columns."""
    yield from once(
        _finding(model, fault, relationship)
        for fault, relationship in faults(model, *_KINDS)
        if fault.kind != "copied" or not _is_passed_over(fault, relationship)
    )
    yield from missing(model, RULE.code, KEYS | CONSTRAINTS, others=True)


def _is_passed_over(fault: ExpressionFault, relationship: Relationship) -> bool:
    """Whether the join itself says what is remote or foreign, and SQLAlchemy does not look at the list, or may not.

    Source: ``_annotate_remote`` and ``_annotate_fks`` of ``JoinCondition`` in ``orm/relationships.py``.
    """
    joins = relationship.joins
    if fault.backref or joins is None or fault.keyword not in ("remote_side", "foreign_keys"):
        return False
    if not isinstance(joins.primaryjoin, Criterion):
        return joins.primaryjoin is UNKNOWN
    remote = fault.keyword == "remote_side"
    return any(term.remote if remote else term.foreign for term in terms(joins.primaryjoin))


def _finding(model: Model, fault: ExpressionFault, relationship: Relationship) -> Finding:
    related: tuple[Related, ...] = ()
    if fault.cls is not None:
        related = (Related(model.classes[fault.cls].place, model.classes[fault.cls].name),)
    elif fault.table is not None:
        related = (Related(model.tables[fault.table].place, table_text(model.tables[fault.table])),)
    return Finding(
        code=RULE.code,
        place=fault.place,
        message=one_line(f"{argument(fault, relationship)} {_what(model, fault, relationship)}"),
        subject=relationship.name,
        related=related,
    )


def _what(model: Model, fault: ExpressionFault, relationship: Relationship) -> str:
    example = _example(model, fault, relationship)
    if fault.kind == "syntax":
        return f"is no expression: {quoted(fault.name)}; write one of Python, such as {example}"
    if fault.kind == "lambda":
        return "is text with a lambda in it, which SQLAlchemy does not call; remove the quotes around it"
    if fault.kind == "text":
        cure = 'or write literal_column("...")' if fault.keyword == "order_by" else f"as in {example}"
        return f"has text(), a piece of SQL, where columns are wanted; name them, {cure}"
    if fault.kind == "value":
        return f"has {fault.name} where columns are wanted; name them, as in {example}"
    if fault.kind == "name":
        return _unknown_name(model, fault, relationship)
    if fault.kind == "copied":
        name = fault.name.rpartition(".")[2]
        meant = quoted(qualified(model, relationship, fault.keyword, name))
        return f"has {fault.name} itself, of which each mapped class has a copy; write {meant}"
    if fault.kind == "field":
        owner = model.classes[relationship.owner]
        field = "Field() of SQLModel" if owner.style == "sqlmodel" else "field() of a dataclass"
        name = quoted(f"{owner.name}.{fault.name or '...'}")
        return f"has a {field}, which is no column in the class body; write {name}"
    if fault.cls is not None:
        return _of_class(model, fault, relationship, model.classes[fault.cls])
    table = model.tables[fault.table or 0]
    name = f"{table_text(table)}.{fault.name}"
    if fault.kind == "table" and not fault.name:
        where = located(table_text(table), table.place)
        column = f", such as {table_text(table)}.c.{table.columns[0].key}" if table.columns else ""
        return f"names {where}, a table, where a column is wanted; name one of its columns{column}"
    if fault.kind == "table":
        keys = [column.key for column in table.columns]
        column = fault.name if fault.name in keys or not keys else nearest(fault.name, keys) or keys[0]
        cure = "write" if fault.name in keys else "name a column, such as"
        return f"names {name}, an attribute that no Table has; {cure} {table_text(table)}.c.{column}"
    near = nearest(fault.name, [column.key for column in table.columns])
    cure = f"did you mean {quoted(near)}?" if near else "name one of its columns"
    where = located(table_text(table), table.place)
    return f"names column {quoted(fault.name)}, which {where} does not have; {cure}"


def _of_class(model: Model, fault: ExpressionFault, relationship: Relationship, cls: MappedClass) -> str:
    if fault.kind == "class":
        verb = "names" if "join" in fault.keyword else "lists"
        return f"{verb} {class_at(cls)}, a class, where a column is wanted; name its attribute"
    if fault.kind == "method":
        return f"names the method {fault.name} of a column without calling it; write {fault.name}()"
    columns = [a.name for a in cls.attributes.values() if a.kind is AttributeKind.COLUMN]
    near = nearest(fault.name, columns)
    cure = f"did you mean {quoted(near)}?" if near else "name one of its columns"
    if fault.kind == "relationship":
        return f"names {fault.name} of {class_at(cls)}, a relationship, where a column is wanted; {cure}"
    other = holder(model, relationship, fault.keyword, fault.name)
    if other is not None and other.id != cls.id:
        cure = f'did you mean "{other.name}.{fault.name}"?'
    return f"names {quoted(fault.name)}, which {class_at(cls)} does not have; {cure}"


def _joined(model: Model, relationship: Relationship) -> list[str]:
    """The names of the classes on either side of a relationship, whose columns it joins."""
    target = target_class(model, relationship)
    sides = (relationship.owner, *(() if target is None else (target.id,)))
    return [model.classes[each].name for side in sides for each in model.classes[side].lineage]


def _unknown_name(model: Model, fault: ExpressionFault, relationship: Relationship) -> str:
    owner = model.classes[fault.owner]
    classes = {cls.name: cls for cls in model.classes.values() if cls.registry == owner.registry}
    table = model.table_of(fault.owner)
    keys = {} if table is None else model.by_metadata.get(table.metadata, {})
    metadata_key = next((key for key in keys if key.rpartition(".")[2] == fault.name), "")
    of_columns = fault.keyword in ("remote_side", "foreign_keys") and relationship.secondary is None
    near = metadata_key or (nearest(fault.name, _joined(model, relationship)) if of_columns else None)
    near = near or nearest(fault.name, [*classes, *keys])
    having = holder(model, relationship, fault.keyword, fault.name)
    if metadata_key == fault.name:
        cure = (
            f"SQLAlchemy before 2.1 looks in the MetaData of the registry alone, and "
            f"{located(metadata_key, keys[metadata_key].place)} is in another; give the columns in a lambda"
        )
    elif metadata_key:
        cure = f"the table is called {quoted(metadata_key)} ({keys[metadata_key].place}); write its schema"
    elif having is not None:
        cure = f'did you mean "{having.name}.{fault.name}"?'
    elif near in classes:
        cure = f"did you mean {class_at(classes[near])}?"
    elif near is not None:
        cure = f"did you mean {located(near, keys[near].place)}?"
    elif (function := nearest(fault.name, _FUNCTIONS)) is not None:
        cure = f"did you mean {function}()?"
    else:
        cure = "name a mapped class or a table"
    return f"names {quoted(fault.name)}, which is no mapped class and no table; {cure}"


def _example(model: Model, fault: ExpressionFault, relationship: Relationship) -> str:
    target = target_class(model, relationship)
    word, _, direction = fault.name.strip().partition(" ")
    if fault.keyword == "order_by" and target is not None and maps(target, word):
        call = f".{direction.lower()}()" if direction.lower() in ("asc", "desc") else ""
        return quoted(f"{target.name}.{word}{call}")
    return {
        "order_by": '"Post.title.desc()"',
        "foreign_keys": '"[Post.user_id]"',
        "remote_side": '"[Node.id]"',
        "secondary": '"join(Post, Tag, Post.tag_id == Tag.id)"',
    }.get(fault.keyword, '"and_(User.id == Post.user_id, Post.draft == False)"')


RULE = Rule(
    code="SQR205",
    name="bad-expression-string",
    kind=Kind.ERROR,
    summary="an expression that does not parse or names what is not there",
    documentation=__doc__ or "",
    check=check,
)
