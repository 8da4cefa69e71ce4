"""Declarations as written, taken from the classes, calls and tables that were read."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from flake8_sqla_rel.mapper.bases import Bases
from flake8_sqla_rel.mapper.class_statements import ClassStatementReader, is_tableless
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import Place
from flake8_sqla_rel.mapper.scopes import (
    ModuleScope,
    statements,
)
from flake8_sqla_rel.mapper.tables import TableDraft, TableReader
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    External,
    Made,
    Member,
    last_name,
)
from flake8_sqla_rel.mapper.writer import CONSTRUCTS, Writer, is_construct
from flake8_sqla_rel.mapper.written import (
    ClassStatement,
    Declarations,
    Statement,
    TableStatement,
    Written,
    WrittenCall,
    WrittenKeyword,
)
from flake8_sqla_rel.source.facts import (
    Assign,
    Call,
    Import,
)

_ASYNCHRONOUS: Final = frozenset(
    {"AsyncSession", "async_sessionmaker", "create_async_engine", "async_scoped_session"}
)
#: Where these come from: other packages, clients of databases and of services, have an ``AsyncSession``, too.
_OF_ASYNCIO: Final = ("sqlalchemy.ext.asyncio", "sqlmodel.ext.asyncio")
_TABLE: Final = frozenset({"__tablename__", "__table__"})


def declarations(
    evaluator: Evaluator, bases: Bases, classes: ClassReader, tables: TableReader
) -> Declarations:
    """Everything as written: the mapped classes and those above them, the calls, the tables."""
    writer = Writer(evaluator)
    reader = ClassStatementReader(evaluator, bases, classes, writer)
    found: dict[str, ClassStatement] = {}
    # Asked before calls are given up that are written.
    types_added = _adds_types(evaluator)
    for draft in sorted(classes.drafts.values(), key=lambda draft: draft.decl.order):
        for entry in evaluator.members.mro(draft.decl):
            if isinstance(entry, ClassValue) and entry.decl.id not in found:
                evaluator.begin()
                found[entry.decl.id] = reader.class_(entry.decl)
        reader.leave(draft, tables.by_made)
    for decl in _further(evaluator, bases, classes, found):
        if decl.id not in found:
            evaluator.begin()
            found[decl.id] = reader.class_(decl)
    _evaluate_unmapped(evaluator, found)
    table_statements = tuple(_tables(evaluator, classes, tables, writer, found))
    return Declarations(
        found,
        tuple(_all_calls(evaluator, writer)),
        table_statements,
        _asynchronous(evaluator),
        types_added,
        frozenset(each.name for each in evaluator.attribute_sets).union(evaluator.object_sets),
        frozenset(evaluator.named_later),
    )


def _adds_types(evaluator: Evaluator) -> bool:
    """Whether a registry is given column types for annotations after it is made."""
    name = "type_annotation_map"
    if name in evaluator.filled_attributes or name in evaluator.object_sets:
        return True
    return any(
        last_name(made.callee) == "update_type_annotation_map"
        or (isinstance(made.callee, Member) and last_name(made.callee.owner) == name)
        for made in evaluator.made.values()
    )


def _asynchronous(evaluator: Evaluator) -> Place | None:
    """The first import of SQLAlchemy's ``AsyncSession`` and the like."""
    for module in evaluator.program.models():
        facts = evaluator.program.facts(module)
        for stmt, _ in statements(() if facts is None else facts.body):
            if not isinstance(stmt, Import) or stmt.level or stmt.name not in _ASYNCHRONOUS:
                continue
            if stmt.module.startswith(_OF_ASYNCIO):
                return Place(module.path, stmt.line, stmt.col)
    return None


def _further(
    evaluator: Evaluator, bases: Bases, classes: ClassReader, found: dict[str, ClassStatement]
) -> list[ClassDecl]:
    """Classes that mean to be mapped, bases that name a table or lend a registry, and what is given for collections."""
    named = {
        name
        for cls in found.values()
        for statement in cls.statements
        for name in _collections(statement)
        if name in evaluator.classes
    }
    named.update(cls.registry.owner for cls in found.values() if cls.registry is not None)
    meant = [
        decl
        for decl in tuple(evaluator.classes.values())
        if decl.id in named
        or (classes.reasons.get(decl.id) == "unknown" and is_tableless(decl, bases))
        or (bases.is_base(decl) and not _TABLE.isdisjoint(evaluator.class_scope(decl).names.bound))
    ]
    return [
        entry.decl for decl in meant for entry in evaluator.members.mro(decl) if isinstance(entry, ClassValue)
    ]


def _collections(statement: Statement) -> Iterator[str]:
    call = None if statement.value is None else statement.value.call
    keyword = None if call is None else call.keyword("collection_class")
    if keyword is not None and keyword.value.form == "class":
        yield keyword.value.name
    if statement.hint is not None and statement.hint.origin:
        yield statement.hint.origin


def _evaluate_unmapped(evaluator: Evaluator, found: Container[str]) -> None:
    """Make the columns and relationships in classes that nothing mapped inherits from.

    Such as the mixins of a library: their bodies run when they are imported, whoever uses them.
    """
    for decl in tuple(evaluator.classes.values()):
        if decl.id in found or decl.conditional or not isinstance(decl.scope, ModuleScope):
            continue
        for stmt in decl.facts.body:
            if isinstance(stmt, Assign) and isinstance(stmt.value, Call):
                evaluator.begin()
                scope = evaluator.class_scope(decl)
                callee = evaluator.eval(stmt.value.func, scope)
                if isinstance(callee, External) and callee.name in CONSTRUCTS:
                    evaluator.eval(stmt.value, scope)


def _all_calls(evaluator: Evaluator, writer: Writer) -> Iterator[WrittenCall]:
    """SQLAlchemy's constructs wherever they are called, each place once."""
    found: dict[Place, WrittenCall | Made] = {call.place: call for call in writer.left}
    for made in list(evaluator.made.values()):
        if is_construct(made):
            place = made.place
            found.setdefault(place, made)
    for place in sorted(found):
        evaluator.begin()
        call = found[place]
        yield writer.call(call) if isinstance(call, Made) else call


def _tables(
    evaluator: Evaluator,
    classes: ClassReader,
    tables: TableReader,
    writer: Writer,
    found: dict[str, ClassStatement],
) -> Iterator[TableStatement]:
    for identity, table in tables.by_made.items():
        made = evaluator.made.get(identity)
        if made is not None:
            evaluator.begin()
            call = writer.call(made)
            items = call.positional[1 if call.keyword("metadata") or isinstance(made.callee, Member) else 2 :]
            closed = not call.open and all(item.form != "unknown" for item in items)
            yield TableStatement(table.id, None, call.place, items, call.keywords, closed)
    for draft in classes.drafts.values():
        if isinstance(draft.table, TableDraft) and draft.table.declared_by == "class":
            if draft.parent is not None and draft.parent.table is draft.table:
                continue
            args = found[draft.decl.id].special.get("__table_args__")
            yield _class_table(draft.table, draft, args)


def _class_table(table: TableDraft, draft: ClassDraft, args: Written | None) -> TableStatement:
    if args is None:
        return TableStatement(table.id, draft.decl.id, table.place, (), (), True)
    options = args if args.form == "dict" else None
    items = args.items if args.form == "tuple" else ()
    if items and items[-1].form == "dict":
        items, options = items[:-1], items[-1]
    keywords: tuple[WrittenKeyword, ...] = ()
    if options is not None:
        keywords = tuple(
            WrittenKeyword(key.text, *key.place, value)
            for key, value in zip(options.keys, options.items)
            if key.text is not None
        )
    closed = args.form in ("dict", "tuple") or (args.form == "constant" and args.value is None)
    closed = closed and all(item.form != "unknown" for item in items)
    return TableStatement(table.id, draft.decl.id, args.place, items, keywords, closed)
