"""How findings word what they say: names, lists, suggestions, one line each.

Text that comes from the linted source (table keys, strings, attribute names given as dict
keys) may hold any character; everything here that renders such text escapes what is not
printable, so that a message stays one line and cannot steer a terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from flake8_sqla_rel.errors import one_line as one_line  # every message ends with it
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    MappedClass,
    Model,
    Place,
    Relationship,
    Table,
    class_name,
)

# Comparing two names takes the square of their length.
_MAX_NAME: Final = 100
#: How much of two names has to be the same for one to be meant by the other (its ratio).
_ALIKE: Final = 0.7


def quoted(text: object) -> str:
    """A value as a Python literal: text in double quotes, anything else as ``repr`` has it."""
    if not isinstance(text, str):
        return one_line(repr(text))
    inner = one_line(text.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{inner}"'


def listed(items: Iterable[str], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def shortened(names: Sequence[str]) -> list[str]:
    """The names, the first three and a count where there are more than four."""
    return [*names[:3], f"{counted(len(names) - 3)} more"] if len(names) > 4 else list(names)


def counted(number: int) -> str:
    """A small number as a word."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)


def located(name: str, place: Place) -> str:
    """A name and where it is: ``Chef.bookings (app/chef.py:12)``."""
    return f"{name} ({place})"


def side(relationship: Relationship) -> str:
    """A relationship by its name and the first line of its call."""
    return located(relationship.name, relationship.call)


def class_name_of(relationship: Relationship) -> str:
    """The bare name of the class that has the relationship."""
    return class_name(relationship.owner)


def class_at(cls: MappedClass) -> str:
    """A mapped class by its name and place."""
    return located(cls.name, cls.place)


def column_text(model: Model, ref: ColumnRef) -> str:
    """A column as SQLAlchemy's messages have it: ``table.column``."""
    return f"{table_text(model.tables[ref.table])}.{ref.name}"


def table_text(table: Table) -> str:
    """A table by its key; by its name alone where the schema is unknown, by its class where both are."""
    if table.key is not UNKNOWN:
        return table.key
    return table.owner or "Table()" if table.name is UNKNOWN else table.name


def table_phrase(table: Table) -> str:
    """A table as the one that something is said of: ``table "visit"``, or that of its class."""
    unnamed = table.key is UNKNOWN and table.name is UNKNOWN
    return f"the table of {table.owner or 'Table()'}" if unnamed else f"table {quoted(table_text(table))}"


def key_text(table: Table, column: str) -> str:
    """A column as ``ForeignKey()`` takes it: by text, or by the class where the name of its table is unknown."""
    text = f"{table_text(table)}.{column}"
    return text if table.key is UNKNOWN and table.name is UNKNOWN and table.owner else quoted(text)


def nearest(name: str, possible: Iterable[str]) -> str | None:
    """The name that ``name`` was probably meant to be, ``None`` when none is near.

    Case and underscores are no difference: ``bookingItems`` is as near to ``booking_items``
    as can be. Among equals the first in alphabetical order wins.
    """
    if len(name) > _MAX_NAME:
        return None
    plain = _folded(name)
    spellings, bits = _spelled(frozenset(possible))
    letters = sum(bits.get(letter, 0) for letter in _letters(plain))
    near: dict[str, tuple[float, str, str]] = {}
    for other, folded, others in spellings:
        # No two names are more alike than their letters in whatever order, and hardly any so much.
        most = 2 * (letters & others).bit_count() / (len(plain) + len(folded) or 1)
        if most >= _ALIKE and other != name:
            near.setdefault(folded, (most, folded, other))
    best, found = (_ALIKE, ""), None
    matcher = SequenceMatcher(b=plain)
    for most, folded, other in sorted(near.values(), reverse=True):
        if most < best[0]:
            break
        matcher.set_seq1(folded)
        likeness = (matcher.ratio(), folded)
        if likeness >= best:
            best, found = likeness, other
    return found


@lru_cache(maxsize=4)
def _spelled(
    names: frozenset[str],
) -> tuple[list[tuple[str, str, int]], Mapping[tuple[str, int], int]]:
    """Names in order, each as it is compared and as the bits of its letters, and the bit of each letter."""
    bits: dict[tuple[str, int], int] = {}
    found = []
    for name in sorted(names):
        if len(name) <= _MAX_NAME:
            folded = _folded(name)
            found.append(
                (name, folded, sum(bits.setdefault(each, 1 << len(bits)) for each in _letters(folded)))
            )
    return found, bits


def _letters(word: str) -> Iterator[tuple[str, int]]:
    """The letters of a word, each with how often it came before."""
    seen: Counter[str] = Counter()
    for letter in word:
        yield letter, seen[letter]
        seen[letter] += 1


def _folded(name: str) -> str:
    return name.replace("_", "").lower()


def singular(word: str) -> str:
    """An English plural in the singular, as far as four endings go: ``ies``, ``xes``, ``s``, ``children``."""
    if word.endswith("children"):
        return word[:-3]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def snake(name: str) -> str:
    """``OrderItem`` as ``order_item``, ``HTTPLog`` as ``http_log``."""
    parts: list[str] = []
    for index, c in enumerate(name):
        after_lower = index > 0 and not name[index - 1].isupper() and name[index - 1] != "_"
        before_lower = 0 < index < len(name) - 1 and name[index + 1].islower() and name[index - 1] != "_"
        if c.isupper() and (after_lower or before_lower):
            parts.append("_")
        parts.append(c.lower())
    return "".join(parts)


KEY_SUFFIXES = ("_id", "_fk", "_pk", "_uuid", "_key", "_code", "_uid", "_ref")


def stem(column: str) -> str:
    """What a key column is named after: ``author_id`` gives ``author``."""
    lowered = snake(column)
    for suffix in KEY_SUFFIXES:
        if lowered.endswith(suffix) and lowered != suffix:
            return lowered[: -len(suffix)]
    if lowered.startswith("id_") and lowered != "id_":
        return lowered[3:]
    return lowered


def best_named(wanted: Sequence[str], columns: Sequence[Sequence[str]]) -> int | None:
    """Which of several sets of columns fits a name: the index, ``None`` unless exactly one does.

    ``wanted`` are the names that may tell, the most telling first (``author``); a column
    fits when it is named after one of them (``author_id``), or, when none is, when it
    begins or ends with it (``post_author_id``).
    """
    words = [word for word in (singular(snake(name)) for name in wanted) if word]
    stems = [{singular(stem(column)) for column in group} for group in columns]
    for word in words:
        exact = [index for index, group in enumerate(stems) if word in group]
        if len(exact) == 1:
            return exact[0]
    for word in words:
        partly = [i for i, group in enumerate(stems) if any(_contains(name, word) for name in group)]
        if len(partly) == 1:
            return partly[0]
    return None


def _contains(name: str, word: str) -> bool:
    return name.startswith((f"{word}_", word)) or name.endswith(f"_{word}") or word.startswith(f"{name}_")
