"""Attributes and columns that are looked up on objects and are not there, for the rules that report them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import AttributeKind, MissingMember, Model, Place
from flake8_sqla_rel.rules.base import Finding, Related
from flake8_sqla_rel.rules.wording import class_at, listed, located, nearest, one_line, quoted, table_text

KEYS: Final = frozenset({"ForeignKey", "ForeignKeyConstraint"})
CONSTRAINTS: Final = frozenset(
    {"Index", "UniqueConstraint", "PrimaryKeyConstraint", "CheckConstraint", "ExcludeConstraint"}
)


def missing(model: Model, code: str, used_by: frozenset[str], *, others: bool = False) -> Iterator[Finding]:
    """A finding for each that is an argument of one of these calls, of any but these with ``others``.

    What a mixin asks of several classes is one.
    """
    places: dict[tuple[Place, str], list[MissingMember]] = {}
    for member in model.missing_members:
        if (member.used_by in used_by) != others and not _may_be_another(model, member):
            places.setdefault((member.place, member.name), []).append(member)
    for members in places.values():
        member = members[0]
        what, cure, related = (
            _of_class(model, members) if member.cls is not None else _of_table(model, member)
        )
        used = f"{member.used_by}() of {member.subject}" if member.used_by and member.subject else ""
        used = used or member.subject or (f"{member.used_by}()" if member.used_by else "this")
        text = f"{used} asks for {what}; {cure}"
        yield Finding(code, member.place, one_line(text), member.subject or what, (related,))


def _may_be_another(model: Model, member: MissingMember) -> bool:
    """Whether the table may be what another definition of it says, or may never be made."""
    if member.table is None:
        return False
    table = model.tables[member.table]
    return table.conditional or model.is_defined_again(table)


def _of_class(model: Model, members: list[MissingMember]) -> tuple[str, str, Related]:
    member = members[0]
    cls, *others = (model.classes[key] for key in dict.fromkeys(each.cls or "" for each in members))
    names = [
        a.name
        for a in cls.attributes.values()
        if a.kind is not AttributeKind.PLAIN and f"{cls.name}.{a.name}" != member.subject
    ]
    near = nearest(member.name, names)
    if near:
        cure = f"did you mean {quoted(near)}?"
    elif member.mixin:
        cure = f"give it one, or declare it in {member.mixin}"
    else:
        cure = "name one of its attributes"
    lacking = (
        f"{listed([class_at(cls), *(each.name for each in others)])} {'do' if others else 'does'} not have"
    )
    return f"{quoted(member.name)}, an attribute that {lacking}", cure, Related(cls.place, cls.name)


def _of_table(model: Model, member: MissingMember) -> tuple[str, str, Related]:
    table = model.tables[member.table or 0]
    near = nearest(member.name, [column.key for column in table.columns])
    cure = f"did you mean {quoted(near)}?" if near else "name one of its columns"
    where = located(table_text(table), table.place)
    return (
        f"column {quoted(member.name)}, which {where} does not have",
        cure,
        Related(table.place, str(table.key)),
    )
