"""``Column``, ``mapped_column``, SQLModel's ``Field`` and ``ForeignKey``, as written."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Place, Unknown
from flake8_sqla_rel.mapper.places import place_in, place_of
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.values import (
    Arguments,
    ClassValue,
    Constant,
    Entries,
    External,
    GivenArguments,
    Items,
    Made,
    Thunk,
    Value,
    last_name,
)

#: What ``unmapped_column()`` makes is in the table as well.
COLUMN_CALLS: Final = frozenset({"Column", "mapped_column", "unmapped_column"})
_NOT_TYPES: Final = frozenset(
    "ForeignKey Sequence Identity Computed FetchedValue DefaultClause CheckConstraint ColumnDefault"
    " UniqueConstraint PrimaryKeyConstraint Index".split()
)


@record()
class RawForeignKey:
    """A reference as written: text, a column object, or what cannot be told.

    ``column`` is the local column of a ``ForeignKeyConstraint`` (its key).
    """

    reference: Value
    place: Place
    arguments: Arguments


@record()
class RawColumn:
    """A column as declared, before its table is known.

    ``name`` and ``key`` are ``None`` when the attribute's name decides. ``nullable`` is
    ``None`` when the annotation or the primary key decides. ``identity`` tells the column
    object apart (``None`` for one that an annotation alone declares). ``open`` tells that
    it may carry foreign keys that cannot be seen. ``type_path`` is the import path of the type
    that the call gives, or the annotation to SQLModel; ``None`` when it is one of the project's own
    or there is none. ``foreign`` tells
    that a name of another package is its type, which may say that it is a primary key.
    """

    name: str | None | Unknown
    key: str | None
    place: Place
    primary_key: bool | Unknown
    nullable: bool | None | Unknown
    unique: bool | Unknown
    index: bool | Unknown
    has_default: bool | Unknown
    type: str | None
    foreign_keys: tuple[RawForeignKey, ...]
    identity: Made | None
    open: bool
    type_path: str | None = None
    foreign: bool = False


def bare_column(place: Place, nullable: bool | None | Unknown, type_name: str | None) -> RawColumn:
    """A column that only an annotation declares."""
    return RawColumn(None, None, place, False, nullable, False, False, False, type_name, (), None, False)


def hidden_column(place: Place, name: str | None = None) -> RawColumn:
    """A column of which nothing more can be told."""
    return RawColumn(
        name=name,
        key=None,
        place=place,
        primary_key=UNKNOWN,
        nullable=UNKNOWN,
        unique=UNKNOWN,
        index=UNKNOWN,
        has_default=UNKNOWN,
        type=None,
        foreign_keys=(),
        identity=None,
        open=True,
    )


class ColumnReader:
    """Reads column calls with the evaluator that knows their arguments."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def column(self, made: Made) -> RawColumn:
        """A ``Column(...)`` or ``mapped_column(...)`` call."""
        arguments = made.arguments
        place = place_of(made)
        name: str | None | Unknown = None
        type_name: str | None = None
        type_path: str | None = None
        keys: list[RawForeignKey] = []
        is_open = arguments.open
        default: bool | Unknown = False
        seen_type = False
        values = [self._evaluator.value(thunk) for thunk in arguments.positional]
        for named in ("__name_pos", "__type_pos", "type_"):
            type_thunk = arguments.keyword(named)
            if type_thunk is not None:
                values.append(self._evaluator.value(type_thunk))
        for index, value in enumerate(values):
            called = last_name(value.callee) if isinstance(value, Made) else ""
            if isinstance(value, Constant):
                if index == 0 and isinstance(value.value, str):
                    name = value.value
            elif called == "ForeignKey":
                assert isinstance(value, Made)
                keys.append(self.foreign_key(value))
            elif called in ("Sequence", "Identity", "Computed", "FetchedValue", "DefaultClause"):
                default = True
            elif called in _NOT_TYPES:
                continue
            elif value is not UNKNOWN and not seen_type:
                seen_type = True
                type_name, type_path = _type_name(value), _type_path(value)
            elif value is UNKNOWN:
                # The first thing that is not a name is the type in all but odd code.
                is_open = is_open or seen_type
                seen_type = True
        name_thunk = arguments.keyword("name")
        if name_thunk is not None:
            name = self._text(name_thunk)
        key = self._text(arguments.keyword("key")) if arguments.keyword("key") else None
        return RawColumn(
            name,
            key if isinstance(key, str) else None,
            place,
            self._flag(arguments, "primary_key", False),
            self._nullable(arguments),
            self._flag(arguments, "unique", False),
            self._flag(arguments, "index", False),
            default or self._has_default(arguments),
            type_name,
            tuple(keys),
            made,
            is_open,
            type_path,
        )

    def field(
        self, made: Made, nullable: bool | Unknown, type_name: str | None, type_path: str | None
    ) -> RawColumn:
        """SQLModel's ``Field(...)``; its own ``sa_column`` wins over everything else.

        :param type_name: the type in the annotation, of which SQLModel makes the column's.
        :param type_path: its import path.
        """
        arguments = made.arguments
        own = arguments.keyword("sa_column")
        if own is not None:
            value = self._evaluator.value(own)
            if isinstance(value, Made) and last_name(value.callee) in COLUMN_CALLS:
                return replace(self.column(value), identity=made)
        place = place_of(made)
        keys: tuple[RawForeignKey, ...] = ()
        thunk = arguments.keyword("foreign_key")
        if thunk is not None:
            at = place_in(made, arguments.place("foreign_key") or place)
            actions = GivenArguments(
                (), tuple(k for k in arguments.keywords if k[0] == "ondelete"), arguments.open
            )
            keys = (RawForeignKey(self._evaluator.value(thunk), at, actions),)
        given = self._nullable(arguments)
        default = arguments.positional or arguments.keyword("default") or arguments.keyword("default_factory")
        has_default = bool(default)
        name, more, is_open = self._passed_on(arguments)
        given_type = arguments.keyword("sa_type")
        if given_type is not None:
            value = self._evaluator.value(given_type)
            type_name, type_path = _type_name(value), _type_path(value)
        elif arguments.open:
            type_path = None
        return RawColumn(
            name,
            None,
            place,
            self._flag(arguments, "primary_key", False),
            nullable if given is None else given,
            self._flag(arguments, "unique", False),
            self._flag(arguments, "index", False),
            has_default,
            type_name,
            keys + more,
            made,
            arguments.open or own is not None or is_open,
            type_path,
        )

    def _passed_on(
        self, arguments: Arguments
    ) -> tuple[str | None | Unknown, tuple[RawForeignKey, ...], bool]:
        """What SQLModel passes on to the column: a name, foreign keys, and whether there may be more."""
        name: str | None | Unknown = None
        is_open = False
        thunk = arguments.keyword("sa_column_kwargs")
        if thunk is not None:
            options = self._evaluator.value(thunk)
            if isinstance(options, Entries):
                is_open = any(not isinstance(key, Constant) for key, _ in options.entries)
                is_open = is_open or options.get("key") is not None
                given = options.get("name")
                if given is not None:
                    name = str(given.value) if isinstance(given, Constant) else UNKNOWN
            else:
                name, is_open = UNKNOWN, True
        keys: list[RawForeignKey] = []
        thunk = arguments.keyword("sa_column_args")
        if thunk is not None:
            parts = self._evaluator.value(thunk)
            for part in parts.items if isinstance(parts, Items) else (UNKNOWN,):
                if isinstance(part, Made) and last_name(part.callee) == "ForeignKey":
                    keys.append(self.foreign_key(part))
                elif not isinstance(part, Made) or last_name(part.callee) not in _NOT_TYPES:
                    is_open = True
        return name, tuple(keys), is_open

    def foreign_key(self, made: Made) -> RawForeignKey:
        """A ``ForeignKey(...)`` call."""
        place = place_of(made)
        thunk = next(iter(made.arguments), None) or made.arguments.keyword("column")
        return RawForeignKey(self._evaluator.value(thunk), place, made.arguments)

    def _text(self, thunk: Thunk | None) -> str | Unknown:
        value = self._evaluator.value(thunk)
        return value.value if isinstance(value, Constant) and isinstance(value.value, str) else UNKNOWN

    def _flag(self, arguments: Arguments, name: str, default: bool) -> bool | Unknown:
        thunk = arguments.keyword(name)
        if thunk is None:
            return UNKNOWN if arguments.open else default
        value = self._evaluator.value(thunk)
        return bool(value.value) if isinstance(value, Constant) else UNKNOWN

    def _nullable(self, arguments: Arguments) -> bool | None | Unknown:
        if arguments.keyword("nullable") is None:
            return UNKNOWN if arguments.open else None
        return self._flag(arguments, "nullable", True)

    def _has_default(self, arguments: Arguments) -> bool | Unknown:
        names = ("default", "server_default", "insert_default", "default_factory", "onupdate")
        if any(arguments.keyword(name) is not None for name in names[:4]):
            return True
        return UNKNOWN if arguments.open else False


def _type_path(value: Value) -> str | None:
    """The import path of a type, of its class where it is an instance."""
    if isinstance(value, Made):
        value = value.callee
    return value.path if isinstance(value, External) else None


def _type_name(value: Value) -> str | None:
    if isinstance(value, External):
        return value.name
    if isinstance(value, ClassValue):
        return value.decl.name
    if isinstance(value, Made):
        return _type_name(value.callee)
    if isinstance(value, Items):
        return None
    return None
