"""SQR001: what a backref makes is declared where it belongs, and both sides say ``back_populates``.

The new side says all that the backref had or took over: see ``_generate_backref`` in
SQLAlchemy's ``orm/relationships.py``.
"""

from __future__ import annotations

import ast
import keyword as python
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flake8_sqla_rel.edits import Edit, Fix
from flake8_sqla_rel.fix.body import insert
from flake8_sqla_rel.fix.context import Context
from flake8_sqla_rel.fix.imperative import insert_property
from flake8_sqla_rel.fix.imports import add_import, add_typing_import
from flake8_sqla_rel.fix.joins import has_remote, without_remote
from flake8_sqla_rel.fix.names import bound_names
from flake8_sqla_rel.fix.plan import Plan
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.site import Site
from flake8_sqla_rel.fix.spelling import Spelling, relationship_calls, spelling
from flake8_sqla_rel.fix.text import SourceText
from flake8_sqla_rel.fix.transport import Carried, Origin, literal
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Argument,
    Backref,
    Direction,
    MappedClass,
    Relationship,
)
from flake8_sqla_rel.rules.base import Finding
from flake8_sqla_rel.rules.sides import declared, leads_back

#: What the made side takes over as it is, unless backref() says it, with what SQLAlchemy takes for given.
_FLAGS = {"viewonly": False, "post_update": False, "passive_updates": True, "sync_backref": None}
_JOINS = ("primaryjoin", "secondaryjoin", "foreign_keys")


@dataclass(frozen=True)
class _Written:
    """A backref as it stands in the text.

    ``call`` is that of the relationship, ``whole`` the stretch that becomes ``back_populates=``
    with ``name``, ``arguments`` are the expressions of ``backref()``'s keyword arguments.
    """

    call: ast.Call
    whole: Edit
    arguments: Mapping[str, ast.expr]
    comments: Sequence[str]


def fix(context: Context, finding: Finding) -> Plan:
    """The plan for one backref; all that one call in a mixin makes goes together."""
    model = context.model
    sides = [
        r for r in declared(model) if isinstance(r.backref, Backref) and r.backref.place == finding.place
    ]
    if not sides:
        raise Refused("the relationship is not known any more")
    written = _written(context, sides[0])
    edits = [written.whole]
    touches = set()
    alone: set[str] = set()
    titles = []
    why = ""
    for side in sides:
        made = _made(context, side)
        why = why or _loaded(context, side, made)
        new, shared = _new_side(context, side, made, written)
        edits += new
        alone |= shared
        touches |= {(side.owner, side.key), (made.owner, made.key)}
        titles.append(made.name)
    title = f"Declare {_several(titles)} and use back_populates on both sides"
    ordered = tuple(sorted(dict.fromkeys(edits), key=lambda edit: edit.span))
    return Plan(
        Fix(finding.code, title, finding.subject, not why, ordered, why),
        frozenset(touches),
        keeps=True,
        alone=frozenset(alone),
    )


def _several(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _made(context: Context, side: Relationship) -> Relationship:
    """The relationship that the backref makes; :class:`Refused` where not all of it is known."""
    model = context.model
    owner = model.classes[side.owner]
    if side.makes is None:
        if side.target.state != "found":
            name = "" if side.target.text is None else f" {side.target.text}"
            raise Refused(f"the class{name} that {side.name} points to is not in the project")
        raise Refused(f"what {side.name} makes is not known")
    made = model.relationships[side.makes]
    target = model.classes[made.owner]
    site = context.site(target)
    if side.viewonly is UNKNOWN or made.viewonly is UNKNOWN:
        raise Refused("it takes arguments that the text does not show")
    if side.problem is not None or made.problem is not None:
        raise Refused("SQLAlchemy refuses its join")
    if made.secondary is UNKNOWN or (made.direction is UNKNOWN and owner.root == target.root):
        raise Refused("its join cannot be worked out")
    if owner.conditional or target.conditional:
        raise Refused("one of its classes is defined under a condition")
    bound = set() if isinstance(site.node, ast.Call) else set(bound_names(site.node.body))
    if side.makes in model.replaced or made.key in bound:
        raise Refused(f"the body of {target.name} has another {made.key} already")
    if not made.key.isidentifier() or python.iskeyword(made.key):
        raise Refused(f"{made.key!r} is no name that a class body can bind")
    return made


def _loaded(context: Context, side: Relationship, made: Relationship) -> str:
    """What speaks against naming the class of the one side on the other: it may not be imported then."""
    owner, target = context.model.classes[side.owner], context.model.classes[made.owner]
    if context.loading.comes_along(owner.module, target.module):
        return ""
    return f"{target.name} would need {owner.name}, and nothing that {target.module} needs imports {owner.module}"


def _written(context: Context, side: Relationship) -> _Written:
    assert isinstance(side.backref, Backref)
    place = side.backref.place
    source = context.files.source(place.path)
    found = context.files.keyword_at(place, "backref")
    if found is not None:
        call, keyword = found
        argument = side.args.get("backref")
        text = argument is not None and isinstance(argument.value, str)
        return _keyword_form(context, source, call, keyword, text=text)
    found = context.files.keyword_at(place, "sa_relationship_kwargs")
    if found is not None and isinstance(found[1].value, ast.Dict):
        return _dict_form(context, source, found[0], found[1].value)
    raise Refused("its backref is not a keyword argument of the call")


def _keyword_form(
    context: Context, source: SourceText, call: ast.Call, keyword: ast.keyword, *, text: bool
) -> _Written:
    """The keyword argument; ``text`` tells that its value is the name itself."""
    if any(each.arg == "back_populates" for each in call.keywords):
        raise Refused("it says back_populates already")
    value = keyword.value
    if isinstance(value, ast.Call) or (isinstance(value, ast.Tuple) and len(value.elts) == 2):
        name, arguments = _backref_arguments(context, source, value)
        start, end = source.start(keyword), source.end(keyword)
        inside = source.comments(start, end)
        named = source.edit(start, end, f"back_populates={_plain(source, name)}")
        return _Written(call, named, arguments, inside)
    start = source.start(keyword)
    if not text or source.text[start : start + len("backref")] != "backref":
        raise Refused("its backref is not written out")
    return _Written(call, source.edit(start, start + len("backref"), "back_populates"), {}, ())


def _backref_arguments(
    context: Context, source: SourceText, value: ast.Call | ast.Tuple
) -> tuple[ast.expr, dict[str, ast.expr]]:
    """The name and the keyword arguments of ``backref(...)``, or of the tuple that it returns."""
    if isinstance(value, ast.Tuple):
        name, options = value.elts
        if not isinstance(options, ast.Dict):
            raise Refused("its backref is not written out")
        found = {}
        for key, inner in zip(options.keys, options.values):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                raise Refused("the arguments of its backref are not all written out")
            found[key.value] = inner
        return name, found
    path = context.files.names(source.path).path(value.func) or source.of(value.func)
    if path.rpartition(".")[2] != "backref":
        raise Refused("its backref is made by a function")
    given = {each.arg: each.value for each in value.keywords if each.arg is not None}
    names = [*value.args[:1], *([given.pop("name")] if "name" in given else [])]
    if len(names) != 1 or len(value.args) > 1:
        raise Refused("its backref is not written out")
    return names[0], given


def _dict_form(context: Context, source: SourceText, call: ast.Call, options: ast.Dict) -> _Written:
    """SQLModel's ``sa_relationship_kwargs={"backref": ...}``."""
    for key, value in zip(options.keys, options.values):
        if isinstance(key, ast.Constant) and key.value == "backref":
            name: ast.expr = value
            arguments: dict[str, ast.expr] = {}
            if isinstance(value, ast.Call | ast.Tuple):
                name, arguments = _backref_arguments(context, source, value)
            quote = source.of(key)[0]
            text = f"{quote}back_populates{quote}: {_plain(source, name)}"
            start, end = source.start(key), source.end(value)
            return _Written(call, source.edit(start, end, text), arguments, source.comments(start, end))
    raise Refused("its backref is not written out")


def _plain(source: SourceText, name: ast.expr) -> str:
    """The expression of the name as it stands, text over several lines as one."""
    if isinstance(name, ast.Constant) and isinstance(name.value, str) and name.lineno != name.end_lineno:
        return literal(name.value, source.of(name)[0])
    if name.lineno != name.end_lineno:
        raise Refused("the name of its backref stands on several lines")
    return source.of(name)


def _new_side(
    context: Context, side: Relationship, made: Relationship, written: _Written
) -> tuple[list[Edit], set[str]]:
    """The edits that declare the made side, and what no other fix may do at the same time."""
    model = context.model
    owner, target = model.classes[side.owner], model.classes[made.owner]
    site = context.site(target)
    source = context.files.source(site.path)
    assert isinstance(side.backref, Backref)
    origin = Origin(side, owner, side.backref.place.path, written.call)
    quote = '"' if source.text.count('"') >= source.text.count("'") else "'"
    like = context.files.names(origin.path).path(written.call.func) or ""
    spelt = spelling(model, context.files, site, like, context.options.sqlalchemy)
    carried = dict(_arguments(context, origin, made, written, site, quote))
    edits = [*spelt.imports]
    for each in carried.values():
        edits += [add_import(source, module.rpartition(".")[0], name) for module, name in each.imports]
    annotation, extra, shared = _annotation(context, owner, made, spelt, carried)
    edits += extra
    arguments = [f"back_populates={literal(side.key, quote)}"]
    options = [(name, each.text) for name, each in carried.items()]
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
        if written.comments:
            raise Refused("there is a comment inside of its backref")
        edits.append(insert_property(source, site.node, made.key, spelt.func, arguments, quote))
        return edits, shared | {f"mapping:{site.path}:{site.line}"}
    head = f"{made.key}{'' if annotation is None else f': {annotation}'} = {spelt.func}"
    calls = relationship_calls(model, site.path)
    edits.append(insert(source, site.node, head, arguments, written.comments, calls))
    return edits, shared


def _arguments(
    context: Context, origin: Origin, made: Relationship, written: _Written, site: Site, quote: str
) -> Iterator[tuple[str, Carried]]:
    """The arguments that the made side has, and those that it takes over, in the order to write them."""
    side = origin.relationship
    target = site.cls
    assert isinstance(side.backref, Backref)
    own = side.backref.args

    def given(name: str) -> Carried:
        return _carry(context, origin, name, own[name], written.arguments.get(name), site, quote)

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
    inherited: object,
    target: MappedClass,
    quote: str,
) -> Carried:
    """A join argument taken over; columns that cannot be carried over as written go by their names."""
    assert callable(inherited)
    try:
        found = inherited(name, source)
    except Refused:
        joins = origin.relationship.joins
        if name != "foreign_keys" or joins is None or not isinstance(joins.foreign_keys, tuple):
            raise
        return Carried(context.carrier.columns(joins.foreign_keys, (origin.owner, target), quote))
    assert isinstance(found, Carried)
    return found


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
    made: Relationship,
    spelt: Spelling,
    carried: Mapping[str, Carried],
) -> tuple[str | None, list[Edit], set[str]]:
    """The annotation of the new attribute, what it has to have imported, and what it needs for itself."""
    if spelt.mapped is None or made.uselist is UNKNOWN:
        return None, [], set()
    target = context.model.classes[made.owner]
    source, names = context.files.source(target.place.path), context.files.names(target.place.path)
    edits: list[Edit] = []
    shared: set[str] = set()
    container = spelt.mapped
    name = f'"{owner.name}"'
    lazy = carried["lazy"].text.strip("\"'") if "lazy" in carried else ""
    collection = carried["collection_class"].text if "collection_class" in carried else "list"
    if container and lazy in ("dynamic", "write_only") and made.uselist:
        other = "DynamicMapped" if lazy == "dynamic" else "WriteOnlyMapped"
        if container == "Mapped" and not names.binds(other):
            edits.append(add_import(source, "sqlalchemy.orm", other))
        container, inner = container.replace("Mapped", other), name
    elif made.uselist and collection in ("list", "set"):
        known = {"list": "typing.List", "set": "typing.Set"}[collection]
        old = names.named(known)
        inner = f"{old if old and f'{old}[' in source.text else collection}[{name}]"
    elif made.uselist:
        return None, [], set()
    elif _may_be_none(context, made):
        optional = names.named("typing.Optional")
        inner = f"{optional}[{name}]" if optional else f'"{owner.name} | None"'
    else:
        inner = name
    if not names.binds(owner.name):
        edits += add_typing_import(source, owner.module, owner.name)
        shared.add(f"typing:{target.place.path}")
    return (f"{container}[{inner}]" if container else inner), edits, shared


def _may_be_none(context: Context, made: Relationship) -> bool:
    """Whether the scalar side can be empty: no row need point there, or a foreign key may be null."""
    if made.direction is not Direction.MANYTOONE or made.pairs is UNKNOWN:
        return True
    columns = [context.model.tables[local.table].column(local.name) for local, _ in made.pairs]
    return any(column is None or column.nullable is not False for column in columns)
