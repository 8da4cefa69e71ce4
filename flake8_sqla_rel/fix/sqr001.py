"""SQR001: what a backref makes is declared where it belongs, and both sides say ``back_populates``.

The new side says all that the backref had or took over: see ``_generate_backref`` in
SQLAlchemy's ``orm/relationships.py``.
"""

from __future__ import annotations

import ast
import keyword as python
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flake8_sqla_rel.edits import Edit, Fix
from flake8_sqla_rel.fix.context import Context
from flake8_sqla_rel.fix.names import bound_names
from flake8_sqla_rel.fix.newside import NewSide, declare, may_be_none
from flake8_sqla_rel.fix.plan import Plan
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import SourceText
from flake8_sqla_rel.fix.transport import literal
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Backref,
    Relationship,
)
from flake8_sqla_rel.rules.base import Finding


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
    sides = context.backrefs.get(finding.place)
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
        new, shared = declare(context, _new_side(context, side, made, written))
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


def _new_side(context: Context, side: Relationship, made: Relationship, written: _Written) -> NewSide:
    assert isinstance(side.backref, Backref)
    return NewSide(
        side,
        context.model.classes[made.owner],
        made.key,
        side.backref.place.path,
        written.call,
        made.uselist,
        may_be_none(context.model, made.direction, made.pairs),
        side.backref.args,
        written.arguments,
        comments=written.comments,
    )
