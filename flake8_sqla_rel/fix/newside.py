"""The declaration of the other side of a relationship: what it has to say, and where it goes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.body import insert
from flake8_sqla_rel.fix.context import Context
from flake8_sqla_rel.fix.imperative import insert_property
from flake8_sqla_rel.fix.imports import add_import, add_typing_import
from flake8_sqla_rel.fix.joins import has_remote, without_remote
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.site import Site
from flake8_sqla_rel.fix.spelling import Spelling, spelling
from flake8_sqla_rel.fix.transport import Carried, Origin, literal
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Argument,
    Direction,
    MappedClass,
    Model,
    Pairs,
    Relationship,
    Unknown,
)
from flake8_sqla_rel.rules.sides import leads_back

#: What the other side takes over as it is, unless told otherwise, with what SQLAlchemy takes for given.
_FLAGS: Final = {"viewonly": False, "post_update": False, "passive_updates": True, "sync_backref": None}
_JOINS: Final = ("primaryjoin", "secondaryjoin", "foreign_keys")


@dataclass(frozen=True)
class NewSide:
    """The other side of ``side``, which ``call`` in the file ``path`` declares.

    ``target`` gets it under the name ``key``. ``uselist`` tells a collection, ``optional`` that a
    scalar can be ``None``. ``own`` are arguments of its own with their expressions in ``nodes``, where
    they are written out; ``options`` are further ones, as source. ``comments`` go above it.
    """

    side: Relationship
    target: MappedClass
    key: str
    path: str
    call: ast.Call
    uselist: bool | Unknown
    optional: bool
    own: Mapping[str, Argument] = field(default_factory=dict)
    nodes: Mapping[str, ast.expr] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    comments: Sequence[str] = ()


def declare(context: Context, new: NewSide) -> tuple[list[Edit], set[str]]:
    """The edits that declare a side, and what no other fix may do at the same time."""
    model = context.model
    owner = model.classes[new.side.owner]
    site = context.site(new.target)
    source = context.files.source(site.path)
    origin = Origin(new.side, owner, new.path, new.call)
    quote = source.quote
    like = context.files.names(origin.path).path(new.call.func) or ""
    spelt = spelling(model, context.files, site, like, context.options.sqlalchemy)
    carried = dict(_arguments(context, origin, new, site, quote))
    edits = [*spelt.imports]
    for each in carried.values():
        edits += [add_import(source, module.rpartition(".")[0], name) for module, name in each.imports]
    annotation, extra, shared = _annotation(context, owner, new, spelt, carried)
    edits += extra
    arguments = [f"back_populates={literal(new.side.key, quote)}"]
    options = [*((name, each.text) for name, each in carried.items()), *new.options.items()]
    if annotation is None or spelt.names_target or context.carrier.class_text(owner) != owner.name:
        if spelt.mapped == "" and context.carrier.class_text(owner) != owner.name:
            raise Refused(f"there are two classes named {owner.name}")
        if spelt.mapped != "":
            arguments.insert(0, literal(context.carrier.class_text(owner), quote))
    if spelt.mapped == "" and options:
        inner = ", ".join(f"{literal(name, quote)}: {text}" for name, text in options)
        arguments.append(f"sa_relationship_kwargs={{{inner}}}")
    else:
        arguments += [f"{name}={text}" for name, text in options]
    if isinstance(site.node, ast.Call):
        if new.comments:
            raise Refused("there is a comment inside of its backref")
        edits.append(insert_property(source, site.node, new.key, spelt.func, arguments, quote))
        return edits, shared | {f"mapping:{site.path}:{site.line}"}
    head = f"{new.key}{'' if annotation is None else f': {annotation}'} = {spelt.func}"
    calls = context.files.relationship_calls(site.path)
    edits.append(insert(source, site.node, head, arguments, new.comments, calls))
    return edits, shared


def _arguments(
    context: Context, origin: Origin, new: NewSide, site: Site, quote: str
) -> Iterator[tuple[str, Carried]]:
    """The arguments that the new side has, and those that it takes over, in the order to write them."""
    side = origin.relationship
    target, own = site.cls, new.own

    def given(name: str) -> Carried:
        return _carry(context, origin, name, own[name], new.nodes.get(name), site, quote)

    def inherited(name: str, source: str) -> Carried:
        return _carry(context, origin, name, side.args[source], _argument(origin, source), site, quote)

    if side.secondary is not None:
        yield "secondary", _secondary(context, origin, site, quote)
    swapped = (
        {"primaryjoin": "secondaryjoin", "secondaryjoin": "primaryjoin"} if side.secondary is not None else {}
    )
    for name in _JOINS:
        source = swapped.get(name, name)
        if name in own and own[name].value is not None:
            yield name, given(name)
        elif source in side.args and side.args[source].value is not None:
            found = _joined(context, origin, name, source, inherited, target, quote)
            if name == "primaryjoin" and not swapped and has_remote(found.text):
                if leads_back(context.model, side, target):
                    raise Refused("its primaryjoin says remote() between two columns of one table")
                found = without_remote(found)
            yield name, found
    for name, usual in _FLAGS.items():
        if name not in own and name in side.args and side.args[name].value != usual:
            yield name, inherited(name, name)
    for name in own:
        if name not in _JOINS:
            yield name, given(name)


def _joined(
    context: Context,
    origin: Origin,
    name: str,
    source: str,
    inherited: Callable[[str, str], Carried],
    target: MappedClass,
    quote: str,
) -> Carried:
    """A join argument taken over; columns that cannot be carried over as written go by their names."""
    try:
        return inherited(name, source)
    except Refused:
        joins = origin.relationship.joins
        if name != "foreign_keys" or joins is None or not isinstance(joins.foreign_keys, tuple):
            raise
        return Carried(context.carrier.columns(joins.foreign_keys, (origin.owner, target), quote))


def _secondary(context: Context, origin: Origin, site: Site, quote: str) -> Carried:
    side = origin.relationship
    assert isinstance(side.secondary, int)
    node = _argument(origin, "secondary")
    names = context.files.names(site.path)
    here = isinstance(node, ast.Name) and origin.path == site.path and node.id in names.defined
    if here and isinstance(node, ast.Name) and names.lines[node.id] < site.line:
        return Carried(node.id)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return Carried(literal(node.value, quote))
    return Carried(literal(context.carrier.table_text(context.model.tables[side.secondary]), quote))


def _carry(
    context: Context,
    origin: Origin,
    name: str,
    argument: Argument,
    node: ast.expr | None,
    site: Site,
    quote: str,
) -> Carried:
    if node is None:
        if argument.value is UNKNOWN:
            raise Refused(f"its {name} is not written in the call")
        return Carried(literal(argument.value, quote))
    return context.carrier.carry(origin, name, node, argument.value, site, quote)


def _argument(origin: Origin, name: str) -> ast.expr | None:
    """The expression of an argument of the relationship, ``None`` when it is not in the call."""
    for keyword in origin.call.keywords:
        if keyword.arg == name or (keyword.arg == "link_model" and name == "secondary"):
            return keyword.value
    if name == "secondary" and len(origin.call.args) > 1 and not isinstance(origin.call.args[1], ast.Starred):
        return origin.call.args[1]
    return None


def _annotation(
    context: Context,
    owner: MappedClass,
    new: NewSide,
    spelt: Spelling,
    carried: Mapping[str, Carried],
) -> tuple[str | None, list[Edit], set[str]]:
    """The annotation of the new attribute, what it has to have imported, and what it needs for itself."""
    if spelt.mapped is None or new.uselist is UNKNOWN:
        return None, [], set()
    target = new.target
    source, names = context.files.source(target.place.path), context.files.names(target.place.path)
    edits: list[Edit] = []
    shared: set[str] = set()
    container = spelt.mapped
    name = f'"{owner.name}"'
    lazy = carried["lazy"].text.strip("\"'") if "lazy" in carried else ""
    collection = carried["collection_class"].text if "collection_class" in carried else "list"
    if container and lazy in ("dynamic", "write_only") and new.uselist:
        other = "DynamicMapped" if lazy == "dynamic" else "WriteOnlyMapped"
        if container == "Mapped" and not names.binds(other):
            edits.append(add_import(source, "sqlalchemy.orm", other))
        container, inner = container.replace("Mapped", other), name
    elif new.uselist and collection in ("list", "set"):
        known = {"list": "typing.List", "set": "typing.Set"}[collection]
        old = names.named(known)
        inner = f"{old if old and f'{old}[' in source.text else collection}[{name}]"
    elif new.uselist:
        return None, [], set()
    elif new.optional:
        optional = names.named("typing.Optional")
        inner = f"{optional}[{name}]" if optional else f'"{owner.name} | None"'
    else:
        inner = name
    if not names.binds(owner.name):
        edits += add_typing_import(source, owner.module, owner.name)
        shared.add(f"typing:{target.place.path}")
    return (f"{container}[{inner}]" if container else inner), edits, shared


def may_be_none(model: Model, direction: Direction | Unknown, pairs: Pairs | Unknown) -> bool:
    """Whether a scalar side can be empty: no row need point there, or a foreign key may be null."""
    if direction is not Direction.MANYTOONE or pairs is UNKNOWN:
        return True
    columns = [model.tables[local.table].column(local.name) for local, _ in pairs]
    return any(column is None or column.nullable is not False for column in columns)
