"""Attributes and columns that are looked up on objects and are not there, for the rules that report them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import AttributeKind, MissingMember, Model
from flake8_sqla_rel.rules.base import Finding, Related
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted, table_text

KEYS: Final = frozenset({"ForeignKey", "ForeignKeyConstraint"})
CONSTRAINTS: Final = frozenset(
    {"Index", "UniqueConstraint", "PrimaryKeyConstraint", "CheckConstraint", "ExcludeConstraint"}
)


def missing(model: Model, code: str, used_by: frozenset[str], *, others: bool = False) -> Iterator[Finding]:
    """A finding for each that is an argument of one of these calls, of any but these with ``others``."""
    for member in model.missing_members:
        if (member.used_by in used_by) == others or _may_be_another(model, member):
            continue
        what, cure, related = _of_class(model, member) if member.cls is not None else _of_table(model, member)
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


def _of_class(model: Model, member: MissingMember) -> tuple[str, str, Related]:
    cls = model.classes[member.cls or ""]
    columns = [a.name for a in cls.attributes.values() if a.kind is not AttributeKind.PLAIN]
    near = nearest(member.name, columns)
    cure = f"did you mean {quoted(near)}?" if near else "name one of its attributes"
    what = f"{quoted(member.name)}, an attribute that {class_at(cls)} does not have"
    return what, cure, Related(cls.place, cls.name)


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
