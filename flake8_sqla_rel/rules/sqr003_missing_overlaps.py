"""Two relationships write one foreign key and do not say that they belong together.

## What it does

Reports the relationship on which SQLAlchemy warns that it copies a value into a column which
another relationship writes as well. It names the others and the column, and one cure:

- `back_populates` on both, when the two are each other's reverse;
- `viewonly=True`, when one of them is a second way to read what the other one writes: the
  same two classes once more (often with a filtered `primaryjoin`), a `secondary` that is
  the table of an association class, or a `primaryjoin` with `or_()` that leads by either of two
  foreign keys, both of which get the same value when it is written through;
- otherwise `overlaps` with exactly the names that SQLAlchemy asks for.

What one call declares for several classes, in a mixin or in a function that makes classes, is said
once, of the first of them. A name in `back_populates` would have to fit all of them, so the cure is
`overlaps`, with the names that any of them needs.

## Why is this bad?

"relationship X will copy column Q to column P, which conflicts with relationship(s): Y"
(sqlalche.me/e/20/qzyx). Each relationship writes the column from its own list or reference
when the session is flushed. When they disagree, the one that comes last wins, and which one
that is cannot be told from the source.

## Versions

SQLAlchemy 1.4 and later, by the same rules in 1.4, 2.0 and 2.1.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship()


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped["Chef"] = relationship()
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship(back_populates="chef")


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped["Chef"] = relationship(back_populates="bookings")
```

## Fix safety

`overlaps` only silences the warning. `back_populates` makes the two follow each other in
memory. `viewonly=True` stops writing through that relationship: code that appends to it or
assigns it has to use the other one.

## What it does not see

Relationships whose join cannot be worked out. Where SQLAlchemy configures classes in an
order that the source does not show, the warning may come from the other relationship of the
pair.

## References

- <https://docs.sqlalchemy.org/en/20/errors.html#error-qzyx>
- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.overlaps>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Argument,
    Backref,
    ColumnRef,
    Conflict,
    Model,
    Place,
    Relationship,
    RelationshipId,
)
from flake8_sqla_rel.rules.backrefs import is_refused
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.joins import either_key, equated
from flake8_sqla_rel.rules.sides import anchor, mirrored, once, related, same_root, shared_calls, stated
from flake8_sqla_rel.rules.statements import is_proxied
from flake8_sqla_rel.rules.wording import column_text, listed, one_line, quoted, shortened, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Each relationship that SQLAlchemy would warn on, once for all columns and others."""
    return once(_findings(model))


@dataclass(frozen=True, slots=True)
class _Blamed:
    """A relationship that is to change, those that it is at odds with, and the columns that both write."""

    relationship: Relationship
    others: Sequence[Relationship]
    columns: Sequence[ColumnRef]


def _findings(model: Model) -> Iterator[Finding]:
    shared = shared_calls(model)
    found: dict[tuple[Place, bool], list[_Blamed]] = {}
    for blamed in _all_blamed(model):
        relationship = blamed.relationship
        found.setdefault((relationship.call, relationship.made_by is None), []).append(blamed)
    for (call, _), group in found.items():
        if call in shared:
            yield _finding(model, group[0], *_common_cure(model, group, shared))
        else:
            for blamed in group:
                yield _finding(model, blamed, *_cure(model, blamed.relationship, blamed.others, shared))


def _all_blamed(model: Model) -> Iterator[_Blamed]:
    others: dict[RelationshipId, list[RelationshipId]] = {}
    columns: dict[RelationshipId, list[ColumnRef]] = {}
    for conflict in model.conflicts:
        for blamed, beside in _blamed(model, conflict):
            others.setdefault(blamed, []).extend(beside)
            columns.setdefault(blamed, []).append(conflict.column)
    for identity, ids in others.items():
        relationship = model.relationships[identity]
        rest = [model.relationships[other] for other in dict.fromkeys(ids)]
        # One of them would be the other's backref, were the name of that not taken (SQR006).
        rest = [other for other in rest if not (is_refused(model, other) or other.owner in model.superseded)]
        if not rest or is_refused(model, relationship) or relationship.owner in model.superseded:
            continue
        yield _Blamed(relationship, rest, tuple(dict.fromkeys(columns[identity])))


def _finding(model: Model, blamed: _Blamed, place: Place, cure: str) -> Finding:
    written = listed(column_text(model, column) for column in blamed.columns)
    does = "does" if len(blamed.others) == 1 else "do"
    message = (
        f"{blamed.relationship.name} writes {written}, as {does} {listed(map(side, blamed.others))}, "
        f"and nothing says that they belong together; {cure}"
    )
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(message),
        subject=blamed.relationship.name,
        related=related(blamed.others),
    )


def _blamed(model: Model, conflict: Conflict) -> Iterator[tuple[RelationshipId, list[RelationshipId]]]:
    """Which relationships are to change, each with those that it is at odds with.

    SQLAlchemy warns of the one that is configured later. Where an ``or_()`` makes one of them write several
    keys, it is that one.
    """
    own = fills_either(model, conflict.relationship)
    found = {other: fills_either(model, other) for other in conflict.others}
    if own is not None:
        yield own, [other for other, either in found.items() if either != own]
        return
    for either in dict.fromkeys(each for each in found.values() if each is not None):
        yield either, [conflict.relationship]
    rest = [other for other, either in found.items() if either is None]
    if rest:
        yield conflict.relationship, rest


def fills_either(model: Model, identity: RelationshipId) -> RelationshipId | None:
    """The relationship as declared, if an ``or_()`` makes it lead by either of two keys: both get the one value.

    ``None`` too where it is linked with another declaration, or a proxy writes through it.
    """
    relationship = model.relationships[identity]
    maker = relationship if relationship.made_by is None else model.relationships[relationship.made_by]
    keys = either_key(maker)
    if not keys or relationship.sync_pairs is UNKNOWN:
        return None
    sources = [pair[0] for pair in relationship.sync_pairs if frozenset(pair) in keys]
    if len(set(sources)) == len(sources) or maker.back_populates is not None or maker.reverse is UNKNOWN:
        return None
    linked = any(model.relationships[other].made_by != maker.id for other in maker.reverse)
    return None if linked or is_proxied(model, maker) else maker.id


def _common_cure(model: Model, group: Sequence[_Blamed], shared: frozenset[Place]) -> tuple[Place, str]:
    """Where to change what, of relationships that one call declares for several classes."""
    relationship = group[0].relationship
    users = [each for each in model.relationships if _is_of_one_call(each, relationship)]
    cures = {_cure(model, each.relationship, each.others, shared) for each in group}
    if len(cures) == 1 and len(group) == len(users):
        ((place, cure),) = cures
    else:
        place, cure = _overlaps(relationship, overlaps_needed(users, (each.others for each in group)))
    rest = [each.relationship.name for each in group[1:]]
    return place, f"{cure}, for {listed(shortened(rest))} as well" if rest else cure


def _is_of_one_call(one: Relationship, other: Relationship) -> bool:
    return one.call == other.call and (one.made_by is None) == (other.made_by is None)


def overlaps_needed(users: Iterable[Relationship], conflicting: Iterable[Iterable[Relationship]]) -> str:
    """The value of ``overlaps``: what is said already, and the names of those that these are at odds with."""
    already = (each.overlaps for each in users if each.overlaps is not UNKNOWN)
    return ",".join(sorted({other.key for others in conflicting for other in others}.union(*already)))


def _cure(
    model: Model, relationship: Relationship, others: Sequence[Relationship], shared: frozenset[Place]
) -> tuple[Place, str]:
    """Where to change what: the first of the cures that fits."""
    if fills_either(model, relationship.id) is not None:
        # It is asked of the declaration: its backref takes viewonly over.
        either = f"it leads by either of several keys and writes them all: add {_viewonly(relationship)}"
        return relationship.call, either
    association = _association(model, relationship, others)
    proxied = is_proxied(model, relationship)
    if association is not None and not proxied:
        through = f"its secondary is the table of {association}"
        return (
            relationship.call,
            f"{through}: add {_viewonly(relationship)} and write through {association}",
        )
    reverse = reverse_among(model, relationship, others, shared)
    if reverse is not None:
        return relationship.call, _linking(relationship, reverse)
    alone = [other for other in others if not {relationship.call, other.call} & shared]
    named = _named_beside_a_backref(model, relationship, alone)
    if named is not None:
        maker, declared_there = named
        return anchor(maker, "backref"), (
            f"{side(declared_there)} is the reverse of {maker.name}: "
            f"write back_populates={quoted(declared_there.key)} there in place of backref"
        )
    both = _two_with_backrefs(model, relationship, alone)
    if both is not None:
        one, other = both
        return anchor(one, "backref"), (
            f"{side(other)} is the reverse of {one.name}: write back_populates={quoted(other.key)} here and"
            f" back_populates={quoted(one.key)} there, both in place of backref"
        )
    if not proxied and not _answered(model, relationship) and _is_second(model, relationship, others):
        if isinstance(relationship.back_populates, str):
            place = anchor(relationship, "back_populates")
            gone = (f"back_populates={quoted(relationship.back_populates)}", *_writing(relationship))
            return place, f"replace {listed(gone)} by viewonly=True"
        return relationship.call, f"add {_viewonly(relationship)}"
    if all(
        _only_reads(model, other, relationship)
        and other.call not in shared
        and reverse_among(model, other, others, shared) is None
        and not is_proxied(model, other)
        for other in others
    ):
        written = listed(dict.fromkeys(chain.from_iterable(map(_writing, others))))
        instead = f", in place of {written}" if written else ""
        return (
            relationship.call,
            f"add viewonly=True to {listed(side(other) for other in others)}{instead}",
        )
    return _overlaps(relationship, overlaps_needed([relationship], [others]))


def _viewonly(relationship: Relationship) -> str:
    gone = _writing(relationship)
    return f"viewonly=True in place of {listed(gone)}" if gone else "viewonly=True"


def _writing(relationship: Relationship) -> tuple[str, ...]:
    """The arguments that say how a relationship writes, which SQLAlchemy refuses or warns of beside ``viewonly``."""
    return tuple(
        name for name in ("cascade", "passive_deletes", "active_history") if name in relationship.args
    )


def _association(model: Model, relationship: Relationship, others: Sequence[Relationship]) -> str | None:
    """The class, an end of one of the others, whose table is the ``secondary`` of the relationship."""
    if not isinstance(relationship.secondary, int):
        return None
    ends = {end for other in others for end in (other.owner, other.target.cls)}
    mapped = model.by_table.get(relationship.secondary, ())
    return next((cls.name for cls in mapped if cls.id in ends), None)


def reverse_among(
    model: Model, relationship: Relationship, others: Sequence[Relationship], shared: frozenset[Place]
) -> Relationship | None:
    """The one of the others that is the reverse, when neither has another reverse already.

    :param shared: the calls that declare several relationships, which no single name fits.
    """
    if stated(model, relationship) is not None or relationship.reverse != () or relationship.call in shared:
        return None
    # Linked with another one it would still repeat what such a pair does.
    repeats = any(_repeats(model, relationship, other) and _answered(model, other) for other in others)
    for other in sorted(others, key=lambda each: each.id):
        facing = _targets(model, relationship, other.owner) and _targets(model, other, relationship.owner)
        free = (
            not repeats and stated(model, other) is None and other.reverse == () and other.call not in shared
        )
        if isinstance(other.backref, Backref):
            # A query beside the collection that the backref makes is another view of it.
            free = _is_query(relationship.args) == _is_query(other.backref.args)
        if facing and free and _leads_back(relationship, other):
            return other
    return None


def _is_query(arguments: Mapping[str, Argument]) -> bool:
    lazy = arguments.get("lazy")
    return lazy is not None and lazy.value in ("dynamic", "write_only")


def _named_beside_a_backref(
    model: Model, relationship: Relationship, others: Sequence[Relationship]
) -> tuple[Relationship, Relationship] | None:
    """The relationship that has a backref although another one names it as its reverse, and that other one."""
    both = [relationship, *others]
    for made in both:
        maker = None if made.made_by is None else model.relationships[made.made_by]
        for other in both if maker is not None else ():
            if maker is not None and other.made_by is None and other.back_populates == maker.key:
                facing = _targets(model, other, maker.owner) and _targets(model, maker, other.owner)
                if facing and _leads_back(other, maker):
                    return maker, other
    return None


def _two_with_backrefs(
    model: Model, relationship: Relationship, others: Sequence[Relationship]
) -> tuple[Relationship, Relationship] | None:
    """Two relationships that lead back to one another, where each has a backref instead, its own one first."""
    one, *rest = (
        each if each.made_by is None else model.relationships[each.made_by]
        for each in (relationship, *others)
    )
    for other in rest:
        backrefs = isinstance(one.backref, Backref) and isinstance(other.backref, Backref)
        facing = _targets(model, one, other.owner) and _targets(model, other, one.owner)
        alike = _is_query(one.args) == _is_query(other.args)
        if backrefs and facing and alike and one.id != other.id and _leads_back(one, other):
            return one, other
    return None


def _leads_back(one: Relationship, other: Relationship) -> bool:
    """Whether two relationships read the same rows, from opposite ends."""
    if not (_takes_all(one) and _takes_all(other)) or mirrored(one, other) is not True:
        return False
    if one.secondary is None or "primaryjoin" not in one.args or one.joins is None or other.joins is None:
        return True
    # Between two objects of one class it is the order of the halves that tells one end from the other.
    there = equated(one.joins.primaryjoin), equated(one.joins.secondaryjoin)
    back = equated(other.joins.secondaryjoin), equated(other.joins.primaryjoin)
    return None not in there and there == back


def _takes_all(relationship: Relationship) -> bool:
    """Whether its join only sets keys equal, so that it leaves none of their rows out."""
    if "primaryjoin" not in relationship.args:
        return True
    joins = relationship.joins
    halves = () if joins is None else (joins.primaryjoin, joins.secondaryjoin)
    return bool(halves) and all(half is None or equated(half) is not None for half in halves)


def _targets(model: Model, relationship: Relationship, owner: str) -> bool:
    return relationship.target.cls is not None and same_root(model, relationship.target.cls, owner)


def _linking(relationship: Relationship, reverse: Relationship) -> str:
    here = f"back_populates={quoted(reverse.key)}"
    there = f"back_populates={quoted(relationship.key)}"
    if isinstance(reverse.backref, Backref):
        return f"add {here} here and write {there} for the backref of {reverse.name}"
    return f"add {here} here and {there} to {reverse.name}"


def _only_reads(model: Model, relationship: Relationship, writer: Relationship) -> bool:
    """Whether a relationship is but another way to read what ``writer`` or its reverse writes."""
    if _association(model, relationship, [writer]) is not None:
        return True
    if _answered(model, relationship):
        return False
    reverses = () if writer.reverse is UNKNOWN else writer.reverse
    return any(_repeats(model, relationship, model.relationships[other]) for other in (writer.id, *reverses))


def _answered(model: Model, relationship: Relationship) -> bool:
    """Whether the relationship has a reverse that names it and that it names."""
    if relationship.reverse is UNKNOWN:
        return True
    name = stated(model, relationship)
    reverses = (model.relationships[other] for other in relationship.reverse)
    return any(name == other.key and stated(model, other) == relationship.key for other in reverses)


def _is_second(model: Model, relationship: Relationship, others: Sequence[Relationship]) -> bool:
    """Whether one of the others, or what is paired with one, leads the same way already."""
    paired = (
        model.relationships[number]
        for other in others
        if other.reverse is not UNKNOWN and _answered(model, other)
        for number in other.reverse
    )
    return any(_repeats(model, relationship, other) for other in (*others, *paired))


def _repeats(model: Model, one: Relationship, other: Relationship) -> bool:
    """Whether ``one`` leads from and to the classes of ``other`` and writes nothing that it does not."""
    return (
        one.id != other.id
        and one.direction == other.direction
        and same_root(model, one.owner, other.owner)
        and one.target.cls is not None
        and _targets(model, other, one.target.cls)
        and one.secondary == other.secondary
        and _written(one) <= _written(other)
    )


def _written(relationship: Relationship) -> set[ColumnRef]:
    return set() if relationship.sync_pairs is UNKNOWN else {column for _, column in relationship.sync_pairs}


def _overlaps(relationship: Relationship, names: str) -> tuple[Place, str]:
    if relationship.made_by is not None:
        return anchor(relationship, "overlaps"), f"say overlaps={quoted(names)} in its backref(...)"
    return anchor(relationship, "overlaps"), f"add overlaps={quoted(names)}"


RULE = Rule(
    code="SQR003",
    name="missing-overlaps",
    kind=Kind.WARNING,
    summary="two relationships write one foreign key and do not say that they belong together",
    documentation=__doc__ or "",
    check=check,
)
