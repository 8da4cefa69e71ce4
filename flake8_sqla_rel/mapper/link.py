"""Linking: the facts of all modules → the static model."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from flake8_sqla_rel.mapper.annotated_only import annotated_only
from flake8_sqla_rel.mapper.arms import exclusive_lines
from flake8_sqla_rel.mapper.bases import Bases
from flake8_sqla_rel.mapper.class_body import overridden_attributes, replaced_attributes, stated_modules
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.configure import configure
from flake8_sqla_rel.mapper.criteria import ExpressionReader
from flake8_sqla_rel.mapper.declarations import declarations
from flake8_sqla_rel.mapper.declare import RelationshipReader
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.elsewhere import Elsewhere
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.execution import World, execute
from flake8_sqla_rel.mapper.expression_faults import FaultReader
from flake8_sqla_rel.mapper.finish import doubt_redefined, freeze
from flake8_sqla_rel.mapper.hidden import hidden_names
from flake8_sqla_rel.mapper.imports import import_faults
from flake8_sqla_rel.mapper.late_keys import add_late_keys
from flake8_sqla_rel.mapper.listeners import follow
from flake8_sqla_rel.mapper.malformed import malformed_foreign_keys
from flake8_sqla_rel.mapper.missing_members import MissingMembers
from flake8_sqla_rel.mapper.model import (
    Attribute,
    AttributeKind,
    MappedClass,
    Model,
    OtherClass,
    RegistryId,
    Relationship,
    Unknown,
)
from flake8_sqla_rel.mapper.named_attributes import NamedAttributes
from flake8_sqla_rel.mapper.naming import conventions
from flake8_sqla_rel.mapper.program import Program
from flake8_sqla_rel.mapper.programs import Programs
from flake8_sqla_rel.mapper.reach import unreached_modules
from flake8_sqla_rel.mapper.referred import add_referred_columns
from flake8_sqla_rel.mapper.registry import Registries
from flake8_sqla_rel.mapper.resolver import Resolver, infer_schemas
from flake8_sqla_rel.mapper.sketches import migrations, sketched
from flake8_sqla_rel.mapper.tables import TableDraft, TableReader
from flake8_sqla_rel.mapper.unseen import UnseenTables
from flake8_sqla_rel.mapper.values import ClassDecl, ClassValue, External, Member

_PYTHON: Final = frozenset({"builtins", "enum", "typing", "abc", "dataclasses"})


def link(program: Program, sqlalchemy: tuple[int, int] = (2, 0)) -> Model:
    """Work out the mappers that SQLAlchemy would configure from a project.

    :param program: the modules of the project.
    :param sqlalchemy: the release the project runs on, as (major, minor); 1.4 does not read
        annotations.
    """
    evaluator = Evaluator(program)
    world = execute(evaluator)
    evaluator.remembers = True
    bases = _bases(evaluator, sqlalchemy)
    follow(evaluator, bases, world.listeners)
    tables = TableReader(evaluator, bases, world.conditional_lines)
    classes = ClassReader(evaluator, bases, tables, world)
    _read(evaluator, tables, classes)
    model = _related(evaluator, world, bases, tables, classes, sqlalchemy)
    # What is written takes the most room. By then all that only led to the model is gone.
    for draft in tables.drafts:
        if draft.declared_by == "Table":
            draft.columns.clear()
        draft.constraints.clear()
    return replace(model, declarations=declarations(evaluator, bases, classes, tables))


def _bases(evaluator: Evaluator, sqlalchemy: tuple[int, int]) -> Bases:
    """The bases of a program that has run."""
    bases = Bases(evaluator, sqlalchemy)
    return Bases(evaluator, sqlalchemy, bases.schemas_set()) if evaluator.schemas_set else bases


def _related(
    evaluator: Evaluator,
    world: World,
    bases: Bases,
    tables: TableReader,
    classes: ClassReader,
    sqlalchemy: tuple[int, int],
) -> Model:
    """The model of the classes and tables that were read, but for its declarations."""
    program = evaluator.program
    blind = [module for module in program.models() if program.facts(module) is None]
    unmapped = [decl for decl in evaluator.classes.values() if decl.id not in classes.drafts]
    in_migrations = migrations(program)
    elsewhere = Elsewhere(evaluator, bases, world)
    unseen = UnseenTables(evaluator, bases, classes, tables.drafts, blind, in_migrations, elsewhere)
    programs = Programs(program)
    registries = Registries(
        evaluator,
        bases,
        classes,
        tables.drafts,
        unmapped,
        blind,
        unseen,
        elsewhere,
        programs,
        modern=sqlalchemy >= (2, 1),
    )
    expressions = ExpressionReader(evaluator, classes, registries)
    resolve = Resolver(evaluator, tables.drafts, expressions.column, in_migrations, unseen)
    add_referred_columns(tables.drafts, classes.drafts.values(), resolve)
    mapped = {draft.decl.id: _class(draft, classes) for draft in _in_order(classes)}
    faults = FaultReader(evaluator, registries, expressions)
    reader = RelationshipReader(evaluator, classes, registries, expressions, sqlalchemy, faults)
    declared = [found for draft in _in_order(classes) for found in reader.relationships(draft)]
    # Only now: the argument of a relationship may be what makes a table.
    infer_schemas(tables.drafts)
    doubt_redefined(tables.drafts, in_migrations)
    add_late_keys(evaluator, tables, expressions.column)
    malformed = malformed_foreign_keys(tables.drafts, sqlalchemy)
    unseen = UnseenTables(evaluator, bases, classes, tables.drafts, blind, in_migrations, elsewhere)
    resolve = Resolver(evaluator, tables.drafts, expressions.column, in_migrations, unseen)
    add_referred_columns(tables.drafts, classes.drafts.values(), resolve)
    tables.closed = True
    frozen = tuple(freeze(draft, resolve) for draft in tables.drafts)
    secondaries = {each.secondary for each in declared if isinstance(each.secondary, int)}
    sketches = sketched(in_migrations, classes, tables.drafts, secondaries)
    configured = configure(declared, mapped, frozen, sqlalchemy)
    complete = _with_relationships(mapped, configured.relationships)
    missing = MissingMembers(evaluator, classes, expressions, complete)
    duplicates = _duplicates(classes)
    naming = conventions(evaluator, tables.drafts)
    return Model(
        complete,
        {decl.id: _other(decl.id, classes, evaluator) for decl in (*unmapped, *elsewhere.plain())},
        frozen,
        configured.relationships,
        configured.conflicts,
        _closed_registries(classes, bool(blind)),
        tuple(gap for draft in tables.drafts for gap in draft.gaps),
        tuple((first.decl.id, later.decl.id) for first, later in duplicates),
        frozenset(first.decl.id for first, later in duplicates if first.decl.scope is later.decl.scope),
        tuple(classes.mapped_twice),
        world.order,
        malformed_foreign_keys=malformed,
        without_convention=naming.none,
        asking_for_names=naming.asking,
        expression_faults=tuple(faults.found),
        annotated_only=annotated_only(evaluator, world.classes),
        hidden_names=hidden_names(evaluator, world.classes),
        missing_members=missing.found(),
        stated_modules=stated_modules(evaluator, classes.drafts.values()),
        replaced=replaced_attributes(evaluator, classes.drafts, configured.relationships),
        overridden=overridden_attributes(classes.drafts, configured.relationships),
        needed_overlaps=configured.needed_overlaps,
        import_faults=import_faults(evaluator),
        named_faults=NamedAttributes(evaluator, classes, missing, complete, configured.relationships).found(),
        sketches=sketches,
        expected=_expected(program),
        reach=partial(unreached_modules, program),
        apart=programs.apart,
        exclusive=exclusive_lines(program),
        gives=partial(program.may_set_unseen, columns=False),
    )


def _expected(program: Program) -> dict[str, tuple[tuple[int, int], ...]]:
    """The lines of each module in which something is expected to fail."""
    facts = {module.path: program.facts(module) for module in program.models()}
    return {
        path: tuple((found.line, found.end_line) for found in each.expected)
        for path, each in facts.items()
        if each is not None and each.expected
    }


def _read(evaluator: Evaluator, tables: TableReader, classes: ClassReader) -> None:
    """Read every table and class, those too that reading another one makes."""
    read: set[tuple[str, int, int]] = set()
    while True:
        made = {identity: call for identity, call in evaluator.made.items() if identity not in read}
        for call in made.values():
            evaluator.begin()
            tables.table(call)
            if isinstance(call.callee, Member) and call.callee.name in ("append_column", "append_constraint"):
                table = classes.table_of(call.callee.owner)
                if table is not None:
                    tables.append(table, call)
        read.update(made)
        unread = [decl for decl in evaluator.classes.values() if not classes.is_read(decl)]
        for decl in unread:
            classes.draft(decl)
        if not made and not unread:
            return


def _in_order(classes: ClassReader) -> list[ClassDraft]:
    """Registry by registry, each in the order of definition."""
    registries: dict[object, list[ClassDraft]] = {}
    for draft in sorted(classes.drafts.values(), key=lambda draft: draft.decl.order):
        registries.setdefault(draft.registry, []).append(draft)
    return [draft for drafts in registries.values() for draft in drafts]


def _class(draft: ClassDraft, classes: ClassReader) -> MappedClass:
    decl = draft.decl
    table = draft.table
    return MappedClass(
        decl.id,
        decl.name,
        decl.module.name,
        draft.registry,
        table.id if isinstance(table, TableDraft) else table,
        tuple(mapped.decl.id for mapped in draft.lineage),
        draft.inheritance,
        draft.attributes,
        draft.open,
        decl.place,
        draft.style,
        decl.conditional,
        classes.concrete_base(decl),
        tuple(joined.id for joined in draft.joined),
    )


def _with_relationships(
    classes: dict[str, MappedClass], relationships: tuple[Relationship, ...]
) -> dict[str, MappedClass]:
    """The classes, their attributes completed by what configuring them made."""
    own: dict[str, dict[str, Attribute]] = {}
    for found in relationships:
        kind = AttributeKind.BACKREF if found.declared_by == "backref" else AttributeKind.RELATIONSHIP
        attribute = Attribute(found.key, kind, found.owner, found.place, None, found.id)
        own.setdefault(found.owner, {})[found.key] = attribute
    completed = {}
    for identifier, mapped in classes.items():
        made = [own[above] for above in reversed(mapped.lineage) if above in own]
        if made:
            attributes = dict(mapped.attributes)
            for each in made:
                attributes.update(each)
            mapped = replace(mapped, attributes=attributes)
        completed[identifier] = mapped
    return completed


def _other(identifier: str, classes: ClassReader, evaluator: Evaluator) -> OtherClass:
    decl = evaluator.classes[identifier]
    reason = classes.reasons.get(identifier, "plain")
    place = decl.place
    return OtherClass(identifier, decl.name, decl.module.name, reason, place, _python_bases(decl, evaluator))


def _python_bases(decl: ClassDecl, evaluator: Evaluator) -> frozenset[str] | None:
    """What of Python's own a class derives from, ``None`` when that may not be all."""
    found: set[str] = set()
    if decl.conditional:
        return None
    for entry in evaluator.members.mro(decl):
        if isinstance(entry, External) and entry.path.split(".", 1)[0] in _PYTHON:
            found.add(entry.path)
        elif not isinstance(entry, ClassValue) or entry.decl.facts.keywords or entry.decl.facts.decorators:
            return None
    return frozenset(found)


def _closed_registries(classes: ClassReader, blind: bool) -> frozenset[RegistryId]:
    if blind or any(isinstance(draft.registry, Unknown) for draft in classes.drafts.values()):
        return frozenset()
    found = {draft.registry for draft in classes.drafts.values()}
    return frozenset(r for r in found if isinstance(r, str) and not r.startswith("ext:"))


def _duplicates(classes: ClassReader) -> list[tuple[ClassDraft, ClassDraft]]:
    """Pairs of mapped classes of one name, module and registry, the later one second."""
    first: dict[tuple[object, str, str], ClassDraft] = {}
    found = []
    for draft in sorted(classes.drafts.values(), key=lambda draft: draft.decl.order):
        if draft.decl.conditional or isinstance(draft.registry, Unknown):
            continue
        key = (draft.registry, draft.decl.module.path, draft.decl.name)
        if key in first:
            found.append((first[key], draft))
        first[key] = draft
    return found
