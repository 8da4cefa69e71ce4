"""Fixes of one keyword argument: taken out, put in, or spelt right."""

from __future__ import annotations

import ast
from collections.abc import Callable

from flake8_sqla_rel.edits import Edit, Fix
from flake8_sqla_rel.fix.call import keyword_of, remove_keyword, rename_keyword, set_keyword
from flake8_sqla_rel.fix.context import Context
from flake8_sqla_rel.fix.plan import Plan
from flake8_sqla_rel.fix.readers import uses_as_list
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.sides import at, call_of
from flake8_sqla_rel.fix.text import SourceText
from flake8_sqla_rel.fix.transport import literal
from flake8_sqla_rel.mapper.model import Relationship
from flake8_sqla_rel.rules.base import Finding
from flake8_sqla_rel.rules.expressions import qualified
from flake8_sqla_rel.rules.keywords import CASCADES, cascade_words
from flake8_sqla_rel.rules.sides import declared, target_class
from flake8_sqla_rel.rules.sqr009_viewonly_reverse_not_synchronised import real_reverse
from flake8_sqla_rel.rules.sqr202_ambiguous_foreign_keys import fitting_key, foreign_keys_argument
from flake8_sqla_rel.rules.sqr402_unknown_lazy import strategy_meant
from flake8_sqla_rel.rules.sqr507_unknown_relationship_argument import keyword_meant
from flake8_sqla_rel.rules.wording import nearest, quoted


def make_scalar(context: Context, finding: Finding) -> Plan:
    """SQR004: ``uselist=False``, in the call or in the backref, or an annotation of one object."""
    for relationship in context.model.relationships:
        if relationship.name != finding.subject:
            continue
        if relationship.made_by is not None and relationship.call == finding.place:
            edits, why = [_in_backref(context, finding)], _used_as_list(context, relationship)
            return _plan(context, finding, "Say uselist=False", edits, relationship, why=why)
        annotation = relationship.annotation
        if annotation is not None and annotation.place == finding.place:
            edit = _scalar_annotation(context, relationship)
            why = "every use of the attribute has to follow"
            return _plan(context, finding, "Annotate one object", [edit], relationship, why=why)
        if relationship.made_by is None:
            source = context.files.source(relationship.call.path)
            edit = set_keyword(source, _plain_call(context, relationship), "uselist", "False")
            why = _used_as_list(context, relationship)
            return _plan(context, finding, "Say uselist=False", [edit], relationship, why=why)
    raise Refused("it is not known any more")


def _used_as_list(context: Context, relationship: Relationship) -> str:
    """Where an attribute of that name is used as the list that it no longer would be; ``""`` for nowhere."""
    for path in context.paths:
        lines = uses_as_list(context.files.load(path) or b"", relationship.key)
        if lines:
            return f"{path}:{lines[0]} uses .{relationship.key} as a list"
    return ""


def _in_backref(context: Context, finding: Finding) -> Edit:
    found = context.files.keyword_at(finding.place, "backref")
    if found is None or not isinstance(found[1].value, ast.Call):
        raise Refused("its backref is not a call of backref()")
    return set_keyword(context.files.source(finding.place.path), found[1].value, "uselist", "False")


def _scalar_annotation(context: Context, relationship: Relationship) -> Edit:
    path = relationship.call.path
    source = context.files.source(path)
    call = call_of(context, relationship)
    statement = next(iter(context.files.above(path, call)), None)
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.annotation, ast.Subscript):
        raise Refused("its annotation is not written as Mapped[...]")
    inner = statement.annotation.slice
    if not isinstance(inner, ast.Subscript) or isinstance(inner.slice, ast.Tuple):
        raise Refused("its annotation is not that of a list")
    optional = context.files.names(path).named("typing.Optional")
    target = source.of(inner.slice)
    if optional:
        text = f"{optional}[{target}]"
    elif isinstance(inner.slice, ast.Constant) and isinstance(inner.slice.value, str):
        text = f'"{inner.slice.value} | None"'
    else:
        text = f"{target} | None"
    return source.edit(source.start(inner), source.end(inner), text)


def unlink_viewonly(context: Context, finding: Finding) -> Plan:
    """SQR009: no ``sync_backref`` that cannot be, and no ``back_populates`` that does nothing."""
    source = context.files.source(finding.place.path)
    found = context.files.keyword_at(finding.place, "sync_backref")
    if found is not None:
        relationship = at(context, finding, "sync_backref")
        return _plan(context, finding, "Drop sync_backref", [remove_keyword(source, *found)], relationship)
    relationship = at(context, finding, "back_populates", "backref")
    target = target_class(context.model, relationship)
    others = [
        each
        for each in declared(context.model)
        if relationship.reverse != ()
        and target is not None
        and each.key == relationship.back_populates
        and each.owner in target.lineage
    ]
    edits = []
    for each in [relationship, *(other for other in others if other.back_populates == relationship.key)]:
        call = call_of(context, each)
        keyword = keyword_of(call, "back_populates")
        if keyword is None:
            raise Refused("it is linked by a backref")
        source = context.files.source(each.call.path)
        real = real_reverse(context.model, each) if each.viewonly is False else None
        edits.append(
            remove_keyword(source, call, keyword)
            if real is None
            else set_keyword(source, call, "back_populates", quoted(real.key))
        )
    why = "where the two were meant to follow each other, viewonly is what has to go"
    return _plan(context, finding, "Drop back_populates", edits, relationship, *others, why=why)


def name_the_key(context: Context, finding: Finding) -> Plan:
    """SQR202: the foreign key that the names point to."""
    relationship = at(context, finding, "foreign_keys")
    problem = relationship.problem
    if problem is None or relationship.secondary is not None:
        raise Refused("which foreign key is meant is not certain")
    index = fitting_key(context.model, relationship, problem.paths)
    if index is None or "foreign_keys" in relationship.args:
        raise Refused("which foreign key is meant is not certain")
    value = foreign_keys_argument(context.model, relationship, *problem.paths[index]).partition("=")[2]
    call = _plain_call(context, relationship)
    _check_fits_all(context, relationship, call, value)
    edit = set_keyword(context.files.source(relationship.call.path), call, "foreign_keys", value)
    why = "which key is meant is told by its name alone"
    return _plan(context, finding, f"Say foreign_keys={value}", [edit], relationship, why=why)


def _check_fits_all(context: Context, relationship: Relationship, call: ast.Call, value: str) -> None:
    """:class:`Refused` unless an argument fits every class that a call makes a relationship for.

    ``[cls.chef_id]`` has to be a column of each; what does not ask the class is meant for one alone.
    """
    made = [each for each in declared(context.model) if each.call == relationship.call]
    if not value.startswith("[cls."):
        if len(made) > 1 or relationship.declared_in != relationship.owner:
            raise Refused("its call makes others, too")
        return
    above = context.files.above(relationship.call.path, call)
    function = next((node for node in above if isinstance(node, ast.FunctionDef | ast.Lambda)), None)
    if function is None or [each.arg for each in function.args.args] != ["cls"]:
        raise Refused("the call does not stand where its class is cls")
    for name in value.strip("[]").replace("cls.", "").split(", "):
        found = [context.model.classes[each.owner].attributes.get(name) for each in made]
        if not all(each is not None and each.column for each in found):
            raise Refused(f"not every class of the mixin has {name} as a column")


def drop(name: str, why: str = "") -> Callable[[Context, Finding], Plan]:
    """A fixer that takes the keyword argument out at which the finding is."""

    def fix(context: Context, finding: Finding) -> Plan:
        source, call, keyword = _keyword(context, finding, name)
        return _plan(context, finding, f"Drop {name}", [remove_keyword(source, call, keyword)], why=why)

    return fix


def drop_any(context: Context, finding: Finding) -> Plan:
    """SQR310: whatever keyword argument the finding is at."""
    source, call, keyword = _keyword(context, finding, None)
    return _plan(context, finding, f"Drop {keyword.arg}", [remove_keyword(source, call, keyword)])


def add_delete(context: Context, finding: Finding) -> Plan:
    """SQR303: the cascade that ``delete-orphan`` is meant to be part of."""
    why = "the children of a deleted parent are deleted as well"
    return _with_value(context, finding, "cascade", "all, delete-orphan", why)


def spell_cascade(context: Context, finding: Finding) -> Plan:
    """SQR302: the words that are nearest to those that are none."""
    _, _, keyword = _keyword(context, finding, "cascade")
    words = cascade_words(_text(keyword))
    meant = [word if word in CASCADES else nearest(word, CASCADES) for word in words]
    if None in meant:
        raise Refused("no word is near to it")
    value = ", ".join(word for word in meant if word is not None)
    return _with_value(
        context, finding, "cascade", value, "it is the nearest word, and may not be the one meant"
    )


def spell_lazy(context: Context, finding: Finding) -> Plan:
    """SQR402: the strategy that what is none was probably meant to be."""
    _, _, keyword = _keyword(context, finding, "lazy")
    meant = strategy_meant(_text(keyword))
    if meant is None:
        raise Refused("no strategy is near to it")
    return _with_value(
        context, finding, "lazy", meant, "it is the nearest word, and may not be the one meant"
    )


def spell_keyword(context: Context, finding: Finding) -> Plan:
    """SQR507: the keyword that the finding takes it for."""
    source, call, keyword = _keyword(context, finding, None)
    assert keyword.arg is not None
    declarations = context.model.declarations
    meant = None
    for written in () if declarations is None else declarations.calls:
        if any(each.place == finding.place for each in written.keywords):
            meant = keyword_meant(written, keyword.arg, context.options.sqlalchemy >= (2, 0))
    if meant is None:
        raise Refused("no argument is near to it")
    if keyword_of(call, meant) is not None:
        raise Refused(f"{meant} is given as well")
    edit = rename_keyword(source, keyword, meant)
    why = "the setting takes effect, which it did not before"
    named = [r for r in context.model.relationships if r.name == finding.subject]
    # A side that names its reverse is from then on what the other one leads back to.
    facing = [
        other
        for other in context.model.relationships
        if meant == "back_populates" and any(other.owner == each.target.cls for each in named)
    ]
    return _plan(context, finding, f"Spell it {meant}", [edit], *named, *facing, why=why)


def one_string(context: Context, finding: Finding) -> Plan:
    """SQR212: one string that lists the columns instead of a list of strings."""
    source, _, keyword = _keyword(context, finding, None)
    node = keyword.value
    if not isinstance(node, ast.List | ast.Tuple) or not node.elts:
        raise Refused("its value is not a list of strings in the call")
    texts = [each.value for each in node.elts if isinstance(each, ast.Constant)]
    if len(texts) != len(node.elts) or not all(isinstance(text, str) for text in texts):
        raise Refused("its value is not a list of strings alone")
    about = next((r for r in context.model.relationships if r.name == finding.subject), None)
    named = [
        qualified(context.model, about, keyword.arg or "", str(text)) if about else text for text in texts
    ]
    value = literal(f"[{', '.join(dict.fromkeys(map(str, named)))}]", source.of(node.elts[0])[0])
    edit = source.edit(source.start(keyword), source.end(keyword), f"{keyword.arg}={value}")
    return _plan(context, finding, f"Make it one string: {value}", [edit])


def no_comma(context: Context, finding: Finding) -> Plan:
    """SQR512: without the comma that makes a tuple of the attribute."""
    path = finding.place.path
    source = context.files.source(path)
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Tuple):
            continue
        if (node.lineno, node.col_offset) == (finding.place.line, finding.place.col):
            edit = source.edit(
                source.start(node.value), source.end(node.value), _untupled(source, node.value)
            )
            why = "the attribute becomes mapped, which it was not: a column may need a migration"
            title = "Take the comma out" if len(node.value.elts) == 1 else "Put it all into the column"
            return _plan(context, finding, title, [edit], why=why)
    raise Refused("it is not an assignment of a tuple")


def _untupled(source: SourceText, value: ast.Tuple) -> str:
    """The first item of a tuple, a call, with the others among its arguments."""
    first, *others = value.elts
    if not others:
        return source.of(first)
    if not isinstance(first, ast.Call) or "#" in source.of(value):
        raise Refused("what is in the tuple is not all that its text says")
    arguments = [*map(source.of, first.args), *map(source.of, others), *map(source.of, first.keywords)]
    return f"{source.of(first.func)}({', '.join(arguments)})"


def _with_value(context: Context, finding: Finding, name: str, value: str, why: str) -> Plan:
    source, _, keyword = _keyword(context, finding, name)
    quote = source.of(keyword.value)[:1]
    edit = source.edit(source.start(keyword), source.end(keyword), f"{name}={literal(value, quote)}")
    return _plan(context, finding, f"Say {name}={literal(value, quote)}", [edit], why=why)


def _text(keyword: ast.keyword) -> str:
    if isinstance(keyword.value, ast.List | ast.Tuple | ast.Set):
        raise Refused("it is a list of words")
    if not isinstance(keyword.value, ast.Constant) or not isinstance(keyword.value.value, str):
        raise Refused("its value is not written in the call")
    return keyword.value.value


def _keyword(
    context: Context, finding: Finding, name: str | None
) -> tuple[SourceText, ast.Call, ast.keyword]:
    """The keyword argument at which a finding is."""
    source = context.files.source(finding.place.path)
    for node in ast.walk(source.tree):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            at_place = (keyword.lineno, keyword.col_offset) == (finding.place.line, finding.place.col)
            if at_place and keyword.arg is not None and name in (None, keyword.arg):
                assert isinstance(node, ast.Call)
                return source, node, keyword
    raise Refused("it is not a keyword argument of the call")


def _plain_call(context: Context, relationship: Relationship) -> ast.Call:
    """The call of a relationship that takes SQLAlchemy's own keywords."""
    if context.model.classes[relationship.owner].style == "sqlmodel":
        raise Refused("SQLModel takes that argument by way of another")
    return call_of(context, relationship)


def _plan(
    context: Context,
    finding: Finding,
    title: str,
    edits: list[Edit],
    *relationships: Relationship,
    why: str = "",
) -> Plan:
    about = relationships or tuple(r for r in context.model.relationships if r.name == finding.subject)
    touches = frozenset((r.owner, r.key) for r in about)
    if not touches:
        # What is not mapped yet: of that name there may be several classes.
        name, _, key = finding.subject.partition(".")
        touches = frozenset((cls.id, key) for cls in context.model.classes.values() if cls.name == name)
    ordered = tuple(sorted(dict.fromkeys(edits), key=lambda edit: edit.span))
    return Plan(Fix(finding.code, title, finding.subject, not why, ordered, why), touches)
