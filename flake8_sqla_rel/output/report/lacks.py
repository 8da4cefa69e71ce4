"""What each model lacks for every relationship to be declared on both of its sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flake8_sqla_rel.mapper.model import ClassId, MappedClass, Model, Relationship
from flake8_sqla_rel.output.pairs import End, Pair, State
from flake8_sqla_rel.output.report.document import Cell, Section, code, table
from flake8_sqla_rel.rules.sides import target_class
from flake8_sqla_rel.rules.wording import snake

_ABOUT = (
    "One list for each model, the longest first: what to declare on it so that every relationship has "
    "both its sides and each names the other. Names of attributes that are nowhere in the source are "
    "suggestions. A one-sided relationship works as it is; add its reverse where the other class needs it."
)


@dataclass(frozen=True, slots=True)
class Lack:
    """An attribute that a class does not declare, or declares without naming its reverse.

    ``other`` is the side that is there, ``why`` says what is missing.
    """

    cls: ClassId
    key: str
    other: Relationship
    why: str


def lacks(model: Model, pairs: Iterable[Pair]) -> dict[ClassId, list[Lack]]:
    """By class, in the order of the pairs."""
    found: dict[ClassId, list[Lack]] = {}
    for pair in pairs:
        for lack in _of_pair(model, pair, found):
            found.setdefault(lack.cls, []).append(lack)
    return found


def section(model: Model, found: dict[ClassId, list[Lack]]) -> Section:
    """One list a class, the longest first."""
    order = sorted(found, key=lambda cls: (-len(found[cls]), cls))
    sections = tuple(_list(model.classes[cls], found[cls]) for cls in order)
    return Section("What each model lacks", (_ABOUT if found else "Nothing.",), sections=sections)


def _list(cls: MappedClass, found: list[Lack]) -> Section:
    rows = [
        (
            code(lack.key),
            code(lack.other.name.partition(".")[0]),
            code(lack.other.key),
            Cell(lack.why),
            code(str(lack.other.call)),
        )
        for lack in found
    ]
    columns = "Attribute|To|back_populates|Why|Other side at"
    return Section(f"{cls.name} ({cls.place}): {len(found)}", parts=(table(columns, rows),))


def _of_pair(model: Model, pair: Pair, found: dict[ClassId, list[Lack]]) -> Iterator[Lack]:
    side, reverse = pair.side, pair.reverse
    if pair.state is State.BACKREF and reverse is not None:
        made, maker = (side, reverse) if side.made_by is not None else (reverse, side)
        yield Lack(made.owner, made.key, maker, f"only made by the backref of {maker.name}")
    elif pair.state is State.UNLINKED and reverse is not None:
        yield Lack(side.owner, side.key, reverse, "is there, but does not name its reverse")
        yield Lack(reverse.owner, reverse.key, side, "is there, but does not name its reverse")
    elif pair.state is State.ASYMMETRIC and reverse is not None:
        if isinstance(reverse.reverse, tuple) and len(reverse.reverse) > 1:
            return  # Several name it: it cannot name them all.
        blamed, other = (side, reverse) if side.back_populates is None else (reverse, side)
        said = "does not name its reverse" if blamed.back_populates is None else "names another reverse"
        yield Lack(blamed.owner, blamed.key, other, f"is there, but {said}")
    elif pair.state in (State.ASYMMETRIC, State.ONE_SIDED):
        target = target_class(model, side)
        if target is None:
            return
        if pair.state is State.ASYMMETRIC and isinstance(side.back_populates, str):
            why = f"{side.name} names it, but it is no relationship of {target.name}"
            yield Lack(target.id, side.back_populates, side, why)
        elif pair.state is State.ONE_SIDED:
            taken = {*target.attributes, *(lack.key for lack in found.get(target.id, ()))}
            yield Lack(target.id, _suggested(pair, taken), side, f"nothing leads back from {side.name}")


def _suggested(pair: Pair, taken: set[str]) -> str:
    """A name for the reverse of a one-sided relationship."""
    base = snake(pair.side.name.partition(".")[0]).strip("_")
    name = _plural(base) if pair.here is End.MANY else base
    possible = (name, f"{pair.side.key}_{name}", f"{name}_of_{pair.side.key}")
    return next((each for each in possible if each not in taken), name)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "i", "o", "u"):
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word if word.endswith("s") and not word.endswith(("ss", "us", "is")) else f"{word}es"
    return f"{word}s"
