"""Which classes SQLAlchemy can make a collection of.

Source: ``orm/collections.py`` (``_instrument_class``, ``_locate_roles_and_methods``): a list, a
set, a class derived from one of them, or one that has the roles appender, remover and iterator.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from flake8_sqla_rel.mapper.model import Model, Place, Relationship
from flake8_sqla_rel.mapper.written import Hint, Written, WrittenCall
from flake8_sqla_rel.rules.keywords import option
from flake8_sqla_rel.rules.statements import call_elsewhere, hinted, names_of, statement_of, written
from flake8_sqla_rel.rules.wording import quoted

#: What a relationship gives a query for, and no collection.
_QUERIES: Final = ("dynamic", "write_only")
_ABSTRACT: Final = frozenset(
    [
        *(f"typing.{n}" for n in "Sequence MutableSequence Collection AbstractSet MutableSet".split()),
        *(f"collections.abc.{n}" for n in "Sequence MutableSequence Collection Set MutableSet".split()),
        *(f"{m}.{n}" for m in ("typing", "collections.abc") for n in ("Mapping", "MutableMapping")),
    ]
)
_FIXED: Final = frozenset(
    "builtins.tuple typing.Tuple builtins.frozenset typing.FrozenSet collections.deque typing.Deque"
    " collections.defaultdict typing.DefaultDict collections.OrderedDict typing.OrderedDict"
    " collections.Counter typing.List typing.Set typing.Dict builtins.str builtins.object".split()
)
_DICTS: Final = frozenset({"builtins.dict", "typing.Dict"})
_KEYED: Final = frozenset({"KeyFuncDict", "MappedCollection"})
_ROLES: Final = (
    ("appender", frozenset({"append", "add"}), "appender"),
    ("remover", frozenset({"remove"}), "remover"),
    ("iterator", frozenset({"__iter__"}), "iterator"),
)


class Unusable(NamedTuple):
    """A collection that SQLAlchemy refuses: what it is, ``why``, and where it is named."""

    kind: Literal["dict", "other"]
    place: Place
    why: str


def unusable(model: Model, relationship: Relationship, *, modern: bool) -> Unusable | None:
    """Why the collection of a relationship cannot be one, ``None`` when nothing is known against it."""
    statement = statement_of(model, relationship)
    hint = hinted(statement) if statement is not None and modern else None
    if statement is None:
        call = call_elsewhere(model, relationship)
    else:
        call = None if statement.value is None else statement.value.call
    own = None if call is None else call.keyword("sa_relationship")
    if own is not None:
        # SQLModel takes this for the relationship, and what stands beside it for nothing.
        call = own.value.call
        if call is None:
            return None
    given = None if call is None else _given(call)
    if call is not None and given is None and call.open:
        return None
    if given is not None:
        return _argument(model, given) if relationship.uselist is True else None
    if hint is None or hint.container != "Mapped" or "[" in (hint.quoted or ""):
        return None
    return _annotation(hint, relationship)


def _given(call: WrittenCall) -> Written | None:
    """The ``collection_class``, among SQLModel's ``sa_relationship_kwargs`` too."""
    given = call.keyword("collection_class")
    if given is not None:
        return given.value
    options = call.keyword("sa_relationship_kwargs")
    return None if options is None else options.value.entry("collection_class")


def _annotation(hint: Hint, relationship: Relationship) -> Unusable | None:
    origin = hint.origin or ""
    name = names_of(origin)
    if origin in _ABSTRACT:
        return Unusable("other", hint.inner, f"{name} is abstract")
    if relationship.uselist is not True or option(relationship, "lazy", None) in _QUERIES:
        return None
    if origin in _DICTS or (origin.startswith("sqlalchemy.") and name in _KEYED):
        return Unusable("dict", hint.inner, "nothing says by what its items are keyed")
    if origin in _FIXED and name not in ("List", "Set"):
        return Unusable("other", hint.inner, f"{name} cannot be instrumented")
    return None


def _argument(model: Model, given: Written) -> Unusable | None:
    place = given.place
    if given.text is not None:
        return Unusable("other", place, f"{quoted(given.text)} is a string and no class")
    if given.form == "external":
        if given.name == "builtins.dict":
            return Unusable("dict", place, "nothing says by what its items are keyed")
        if given.name in _FIXED or given.name in _ABSTRACT:
            return Unusable("other", place, f"{names_of(given.name)} cannot be instrumented")
        return None
    cls = written(model).classes.get(given.name) if given.form == "class" else None
    if cls is None:
        return None
    found: set[str] = set()
    kind: Literal["dict", "other"] = "other"
    for entry in cls.ancestry:
        if entry in ("builtins.dict", "typing.Dict"):
            kind = "dict"
        elif entry not in written(model).classes:
            return None
        else:
            for statement in written(model).classes[entry].statements:
                found |= {statement.name, *statement.decorators}
    missing = [role for role, names, decorator in _ROLES if not (names & found or decorator in found)]
    if kind == "dict":
        if "appender" in found:
            return None
        return Unusable("dict", place, f"{cls.name} ({cls.place}) has no appender that says the key")
    if not missing:
        return None
    return Unusable("other", place, f"{cls.name} ({cls.place}) has no {missing[0]}")
