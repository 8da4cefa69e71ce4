"""An argument that the call does not take.

## What it does

Reports a keyword of `relationship()`, `backref()`, `Column`, `mapped_column()` or `ForeignKey`
(and of the constraints) that the SQLAlchemy release of the project does not know, more
arguments by position than `relationship()` takes, a `backref()` in its second place (that of
`secondary`), `cascade_backrefs=True`, and a `relationship()` that
is given as `backref`, which takes a name or a `backref()`. Also those of
SQLModel's `Relationship()`, arguments by position there, keys of `sa_relationship_kwargs`, and these beside
a `sa_relationship`; and of its `Field()` what is meant for the column. It suggests the keyword that was
probably meant. Of the types of a column it reports what they do not take, such as
`Integer(11)` and `String(nullable=False)`, and an `ARRAY` without the type of its items.

## Why is this bad?

The call itself raises `TypeError`: "unexpected keyword argument 'back_populate'", "takes from 0
to 2 positional arguments", "Integer() takes no arguments", "Additional arguments should be named
<dialectname>_<argument>, got 'nulable'". A keyword with an underscore is taken for a dialect's:
`ForeignKey(on_delete=...)` and `Column(foreign_key=...)` only warn that there is no dialect `on` or
`foreign`, and the database never hears of the rule or the key.
`cascade_backrefs=True` raises `ArgumentError`. An unknown keyword of `backref()` and a relationship
in its place ("too many values to unpack") show themselves as late as the mappers are configured.
None of these has a page on sqlalche.me.

## Versions

1.4 takes all arguments of `relationship()` by position and knows no dataclass options (`init`,
`default`, ...); 2.0 and 2.1 take only target and secondary by position.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populate="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

Renaming the keyword to the suggested one makes the setting take effect, which it did not
before.

## What it does not see

Calls with `**options` that cannot be followed, keywords of dialects and of third-party
dialects, and classes of the project that derive from `Column`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model, Place
from flake8_sqla_rel.mapper.written import WrittenCall, WrittenKeyword
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.column_types import misgiven
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    RELATIONSHIPS,
    effective,
    says_none,
    sqlmodel_call,
    subject_of,
    written,
)
from flake8_sqla_rel.rules.wording import nearest, one_line, quoted

_DATACLASS: Final = frozenset(
    "init repr default default_factory compare kw_only hash dataclass_metadata".split()
)
_RELATIONSHIP: Final = frozenset(
    "argument secondary uselist collection_class primaryjoin secondaryjoin back_populates order_by"
    " backref overlaps post_update cascade viewonly lazy passive_deletes passive_updates"
    " active_history enable_typechecks foreign_keys remote_side join_depth comparator_factory"
    " single_parent innerjoin distinct_target_key load_on_pending query_class info omit_join"
    " sync_backref doc bake_queries cascade_backrefs _local_remote_pairs"
    " _legacy_inactive_history_style".split()
)
_COLUMN: Final = frozenset(
    "name type_ autoincrement default doc key index unique info nullable onupdate primary_key"
    " server_default server_onupdate quote system comment _proxies".split()
)
_COLUMN_2: Final = _COLUMN | frozenset({"insert_default", "insert_sentinel", "_omit_from_statements"})
_MAPPED_COLUMN: Final = (_COLUMN_2 | _DATACLASS) | frozenset(
    "deferred deferred_group deferred_raiseload use_existing_column active_history sort_order".split()
)
#: What 2.0 takes by name as well.
_POSITIONAL: Final = frozenset({"__name_pos", "__type_pos"})
_FOREIGN_KEY: Final = frozenset(
    "column use_alter name onupdate ondelete deferrable initially link_to_name match info comment"
    " _constraint _unresolvable".split()
)
_CONSTRAINT: Final = frozenset(
    "name deferrable initially info comment _autoattach _column_flag _gather_expressions"
    " _create_rule _type_bound _implicit_generated".split()
)
_KEYWORDS: Final = {
    "ForeignKey": _FOREIGN_KEY,
    "ForeignKeyConstraint": (_FOREIGN_KEY - {"column"}) | {"columns", "refcolumns", "table"},
    "UniqueConstraint": _CONSTRAINT,
    "PrimaryKeyConstraint": _CONSTRAINT,
    "CheckConstraint": _CONSTRAINT | {"sqltext", "table"},
    "Index": frozenset("name unique quote info expressions _table _column_flag".split()),
}
_SQLMODEL_RELATIONSHIP: Final = frozenset(
    "back_populates cascade_delete passive_deletes link_model sa_relationship sa_relationship_args"
    " sa_relationship_kwargs".split()
)
_SQLMODEL_COLUMN: Final = frozenset(
    "primary_key foreign_key ondelete unique nullable index sa_type sa_column sa_column_args"
    " sa_column_kwargs".split()
)
#: What suites of SQLAlchemy's dialects make tables with.
_TESTING: Final = "sqlalchemy.testing.schema."
#: What ``Field()`` takes beside the column's: the schema's, which grows with Pydantic.
_SQLMODEL_SCHEMA: Final = frozenset(
    "default default_factory alias validation_alias serialization_alias title description exclude include"
    " const gt ge lt le multiple_of max_digits decimal_places min_items max_items unique_items min_length"
    " max_length allow_mutation regex pattern discriminator repr schema_extra examples".split()
)
_DIALECTS: Final = (
    "postgresql mysql mariadb sqlite oracle mssql firebird sybase redshift snowflake cockroachdb"
    " bigquery clickhouse clickhousedb databricks trino presto duckdb teradata vertica hana access"
    " db2 ibm informix crate spanner tidb starrocks doris athena awsathena exasol druid"
    " elasticsearch drill impala hive monetdb".split()
)
#: What other calls take, and fields of SQLModel and Django: no word before an underscore is a dialect.
_NEVER_DIALECTS: Final = (
    _RELATIONSHIP
    | _FOREIGN_KEY
    | _MAPPED_COLUMN
    | frozenset(
        "foreign_key sa_column sa_type max_length min_length max_digits decimal_places"
        " db_index db_column auto_now auto_now_add help_text verbose_name related_name on_delete".split()
    )
)


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every call of one of SQLAlchemy's functions with an argument that it does not take."""
    yield from once(_of_sqlmodel(model))
    yield from once(
        Finding(RULE.code, place, one_line(message), subject_of(model, call), kind=kind)
        for call in written(model).calls
        if call.of_sqlalchemy
        for place, message, kind in _faults(call, options)
    )


def _faults(call: WrittenCall, options: Options) -> Iterator[tuple[Place, str, Kind]]:
    release = f"SQLAlchemy {options.sqlalchemy[0]}.{options.sqlalchemy[1]}"
    modern = options.sqlalchemy >= (2, 0)
    known = _known_keywords(call, modern)
    if known is None:
        return
    if call.name in RELATIONSHIPS and modern and len(call.positional) > 2:
        place = call.positional[2].place
        text = f"{call.name}() takes only its target and secondary by position; name the others"
        yield place, text, Kind.ERROR
    if call.name in RELATIONSHIPS and len(call.positional) > 1 and call.positional[1].called == "backref":
        text = f"{call.name}() takes its secondary in the second place; write backref=backref(...)"
        yield call.positional[1].place, text, Kind.ERROR
    if call.name in COLUMNS:
        for place, text in misgiven(call, _COLUMN_2):
            yield place, text, Kind.ERROR
    for keyword in call.keywords:
        if keyword.name == "cascade_backrefs" and call.name in (*RELATIONSHIPS, "backref") and modern:
            if keyword.value.form == "constant" and keyword.value.value:
                text = f"cascade_backrefs can only be False in {release}; leave it out"
                yield keyword.place, text, Kind.ERROR
        elif keyword.name == "backref" and call.name in RELATIONSHIPS and _is_relationship(keyword):
            text = "backref takes a name or backref(...) and no relationship; write backref(...)"
            yield keyword.place, text, Kind.ERROR
        elif call.name == "mapped_column" and keyword.name in _POSITIONAL:
            if options.sqlalchemy >= (2, 1):
                text = f"{call.name}() takes {keyword.name} only by position in {release}; leave its name out"
                yield keyword.place, text, Kind.WARNING
        elif keyword.name not in known and not _is_for_tests(call, keyword):
            reason = _reason(call, keyword, modern)
            if reason is not None:
                yield keyword.place, reason, Kind.WARNING if _is_dialects(call, keyword) else Kind.ERROR


def _is_relationship(keyword: WrittenKeyword) -> bool:
    """Whether a keyword is given a ``relationship()``."""
    call = keyword.value.call
    return call is not None and call.of_sqlalchemy and call.name in RELATIONSHIPS


def _of_sqlmodel(model: Model) -> Iterator[Finding]:
    """What SQLModel's own functions do not take; of ``Field()`` only what is meant for the column."""
    for cls in written(model).mapped():
        for source, statement in effective(model, cls) if cls.style == "sqlmodel" else ():
            call = sqlmodel_call(statement.value)
            for place, text in () if call is None else _sqlmodel_faults(call):
                yield Finding(RULE.code, place, one_line(text), f"{source.name}.{statement.name}")


def _sqlmodel_faults(call: WrittenCall) -> Iterator[tuple[Place, str]]:
    for keyword in call.keywords:
        reason = _sqlmodel_reason(call.name, keyword.name)
        if reason is not None:
            yield keyword.place, f"{call.name}() takes no argument {keyword.name}; {reason}"
    if call.name != "Relationship":
        return
    if call.positional:
        text = "Relationship() takes nothing by position; its target is what it is annotated with"
        yield call.positional[0].place, text
    given = call.keyword("sa_relationship")
    if given is not None and given.value.form == "dict":
        text = "sa_relationship takes a relationship(); a dict belongs into sa_relationship_kwargs"
        yield given.place, text
    elif given is not None and _is_relationship(given):
        for name in ("sa_relationship_args", "sa_relationship_kwargs"):
            beside = call.keyword(name)
            if beside is not None and not says_none(beside.value):
                text = (
                    f"Relationship() takes no {name}= beside sa_relationship=; say it in the relationship()"
                )
                yield beside.place, text
    passed_on = call.keyword("sa_relationship_kwargs")
    for key in () if passed_on is None else passed_on.value.keys:
        if key.text is not None and key.text not in _RELATIONSHIP | _DATACLASS:
            meant = nearest(key.text, _RELATIONSHIP)
            cure = f"did you mean {quoted(meant)}?" if meant is not None else "leave it out"
            yield key.place, f"relationship() takes no argument {key.text}; {cure}"


def _sqlmodel_reason(function: str, name: str) -> str | None:
    """Why ``Relationship()`` or ``Field()`` does not take a keyword, ``None`` when it may."""
    if function == "Relationship":
        if name in _SQLMODEL_RELATIONSHIP:
            return None
        if name in _RELATIONSHIP:
            return f'write sa_relationship_kwargs={{"{name}": ...}}'
        meant = "link_model" if name.startswith("link") else nearest(name, _SQLMODEL_RELATIONSHIP)
        return f"did you mean {meant}=?" if meant is not None else "leave it out"
    if name in _SQLMODEL_COLUMN | _SQLMODEL_SCHEMA:
        return None
    if name in _SQLMODEL_RELATIONSHIP:
        return "it belongs into Relationship()"
    meant = nearest(name, _SQLMODEL_COLUMN)
    return f"did you mean {meant}=?" if meant is not None else None


def _known_keywords(call: WrittenCall, modern: bool) -> frozenset[str] | None:
    """The keywords that a call takes, ``None`` for a call that is not looked at."""
    if call.name in RELATIONSHIPS:
        return _RELATIONSHIP | (_DATACLASS if modern else frozenset())
    if call.name == "backref":
        return _RELATIONSHIP - {"argument", "secondary", "back_populates"} | {"name"}
    if call.name == "Column":
        return _COLUMN_2 if modern else _COLUMN
    if call.name == "mapped_column":
        return _MAPPED_COLUMN
    return _KEYWORDS.get(call.name)


def keyword_meant(call: WrittenCall, name: str, modern: bool) -> str | None:
    """The keyword of a call that an unknown ``name`` is near to; ``None`` for none, and for one that it takes."""
    known = _known_keywords(call, modern)
    return None if known is None or name in known | _POSITIONAL else nearest(name, known)


def _reason(call: WrittenCall, keyword: WrittenKeyword, modern: bool) -> str | None:
    meant = keyword_meant(call, keyword.name, modern)
    dialect = _is_dialects(call, keyword)
    unclear = meant is None and keyword.name not in _NEVER_DIALECTS
    if dialect and (unclear or keyword.name.startswith(tuple(f"{name}_" for name in _DIALECTS))):
        # It is validated against a dialect, which may be anybody's.
        return None
    cure = f"did you mean {meant}=?" if meant is not None else _elsewhere(call, keyword)
    return f"{call.name}() takes no argument {keyword.name}; {cure}"


def _is_for_tests(call: WrittenCall, keyword: WrittenKeyword) -> bool:
    """Whether it is for ``sqlalchemy.testing``, whose columns keep ``test_...`` to themselves."""
    return call.path.startswith(_TESTING) and keyword.name.startswith("test_")


def _is_dialects(call: WrittenCall, keyword: WrittenKeyword) -> bool:
    """Whether SQLAlchemy takes a keyword for one of a dialect, and warns when there is none of the name."""
    return call.name not in RELATIONSHIPS and call.name != "backref" and "_" in keyword.name.strip("_")


def _elsewhere(call: WrittenCall, keyword: WrittenKeyword) -> str:
    """Where a keyword belongs that is none of this call."""
    if call.name in (*RELATIONSHIPS, "backref"):
        if keyword.name in ("ondelete", "onupdate", "use_alter", "deferrable", "initially"):
            return "it belongs into the ForeignKey()"
        if keyword.name in _COLUMN_2:
            return "it belongs into the column"
        if call.name == "backref" and keyword.name in ("back_populates", "secondary"):
            return "the backref takes it from the relationship"
        if keyword.name in _DATACLASS:
            return "it is known from SQLAlchemy 2.0 on"
    elif call.name == "ForeignKey" and keyword.name in _COLUMN_2:
        return "it belongs into the column, behind the ForeignKey()"
    elif keyword.name in _RELATIONSHIP:
        return "it belongs into the relationship()"
    elif keyword.name.replace("_", "").lower() == "foreignkey":
        return "write ForeignKey(...) as an argument of its own"
    elif keyword.name == "max_length":
        return "the length belongs into the type"
    elif keyword.name in _FOREIGN_KEY:
        return "it belongs into the ForeignKey()"
    return "leave it out"


RULE = Rule(
    code="SQR507",
    name="unknown-relationship-argument",
    kind=Kind.ERROR,
    summary="an argument that relationship(), backref(), a column or a foreign key does not take",
    documentation=__doc__ or "",
    check=check,
)
