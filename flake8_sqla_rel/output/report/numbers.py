"""How many there are of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from flake8_sqla_rel.finding import Finding, Kind
from flake8_sqla_rel.mapper.model import UNKNOWN, Backref, Direction, Model, Relationship
from flake8_sqla_rel.output.pairs import MEANING, Pair, State
from flake8_sqla_rel.output.report.document import Cell, Section, Table, Tone, code, table
from flake8_sqla_rel.rules import ALL_RULES

_TONES: Mapping[State, Tone] = {
    State.LINKED: "good",
    State.BACKREF: "fair",
    State.ASYMMETRIC: "bad",
    State.UNLINKED: "bad",
    State.ONE_SIDED: "fair",
    State.VIEW_ONLY: "fair",
    State.REFUSED: "bad",
    State.UNKNOWN: "",
}
_GRAVITY: tuple[Tone, ...] = ("good", "", "fair", "bad")
KINDS: tuple[Kind, ...] = (Kind.ERROR, Kind.WARNING, Kind.BUG, Kind.STYLE)
_DIRECTIONS: Mapping[Direction, str] = {
    Direction.ONETOMANY: "one to many",
    Direction.MANYTOONE: "many to one",
    Direction.MANYTOMANY: "many to many",
}


def tone(pair: Pair) -> Tone:
    """How a pair is to be seen: sides that are not tied are a fault where a rule says so."""
    if pair.state in (State.ASYMMETRIC, State.UNLINKED) and not pair.codes:
        return "fair"
    return _TONES[pair.state]


def worst(pairs: Iterable[Pair]) -> Tone:
    """The gravest tone of several pairs."""
    return max((tone(pair) for pair in pairs), key=_GRAVITY.index, default="")


def numbers(model: Model, pairs: Sequence[Pair], findings: Sequence[Finding], unknown: int) -> Section:
    """The section that comes first."""
    return Section(
        "In numbers",
        parts=(
            table("What|Number#", _totals(model, findings, unknown)),
            table("Relationships by direction|Number#", _directions(model)),
            table("Relationships by style|Number#", _styles(model)),
            table("Pairs by state|Number#|Meaning", _states(pairs)),
            *([_findings(findings)] if findings else []),
        ),
    )


def _totals(model: Model, findings: Sequence[Finding], unknown: int) -> Sequence[tuple[Cell, ...]]:
    own = {cls.table for cls in model.classes.values() if isinstance(cls.table, int)}
    between = {r.secondary for r in model.relationships if isinstance(r.secondary, int)} - own
    made = sum(r.made_by is not None for r in model.relationships)
    found = [
        ("models (mapped classes)", len(model.classes)),
        ("files that declare them", len({cls.place.path for cls in model.classes.values()})),
        ("tables of models", len(own)),
        ("tables between two models (secondary)", len(between)),
        ("other tables", len(model.tables) - len(own) - len(between)),
        ("relationships", len(model.relationships)),
        ("of these made by a backref", made),
        ("findings", len(findings)),
        ("things that could not be worked out", unknown),
    ]
    return _rows(found)


def _rows(found: Iterable[tuple[str, int]]) -> Sequence[tuple[Cell, ...]]:
    return [(Cell(name), Cell(str(number))) for name, number in found]


def _directions(model: Model) -> Sequence[tuple[Cell, ...]]:
    counts = Counter(
        "unknown" if r.direction is UNKNOWN else _direction(r, r.direction) for r in model.relationships
    )
    order = [*_DIRECTIONS.values(), "one to one (the side without the key)", "unknown"]
    return _rows((name, counts[name]) for name in order if counts[name])


def _direction(relationship: Relationship, direction: Direction) -> str:
    if direction is Direction.ONETOMANY and relationship.uselist is False:
        return "one to one (the side without the key)"
    return _DIRECTIONS[direction]


def _styles(model: Model) -> Sequence[tuple[Cell, ...]]:
    counts = Counter(_style(r) for r in model.relationships if r.made_by is None)
    order = ("back_populates", "backref", "neither", "unknown")
    return _rows((name, counts[name]) for name in order if counts[name])


def _style(relationship: Relationship) -> str:
    if relationship.back_populates is UNKNOWN or relationship.backref is UNKNOWN:
        return "unknown"
    if relationship.back_populates:
        return "back_populates"
    return "backref" if isinstance(relationship.backref, Backref) else "neither"


def _states(pairs: Sequence[Pair]) -> Sequence[tuple[Cell, ...]]:
    counts = Counter(pair.state for pair in pairs)
    return [
        (
            Cell(state.value, tone=worst(pair for pair in pairs if pair.state is state)),
            Cell(str(counts[state])),
            Cell(MEANING[state]),
        )
        for state in State
        if counts[state]
    ]


def _findings(findings: Sequence[Finding]) -> Table:
    # Not every finding of a rule is of the rule's own kind.
    counts = Counter((finding.code, finding.kind) for finding in findings)
    rows = [
        (code(rule.code), Cell(rule.name), Cell(kind.value), Cell(str(count)))
        for kind in KINDS
        for rule in ALL_RULES
        if (count := counts[rule.code, kind])
    ]
    return table("Findings by rule|Name|Kind|Number#", rows)
