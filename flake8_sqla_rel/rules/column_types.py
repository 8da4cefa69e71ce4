"""SQLAlchemy's own column types: what they are called, and what their constructors take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Place
from flake8_sqla_rel.mapper.written import Written, WrittenCall
from flake8_sqla_rel.rules.wording import nearest

#: Those that every database has.
GENERIC_TYPES: Final = frozenset(
    "Integer SmallInteger BigInteger String Text Unicode UnicodeText Boolean Date DateTime Time Interval"
    " Float Double Numeric Enum JSON LargeBinary PickleType Uuid".split()
)
#: These, and the more frequent of some databases.
COLUMN_TYPES: Final = GENERIC_TYPES.union(
    "ARRAY TIMESTAMP VARCHAR CHAR TEXT INTEGER BIGINT SMALLINT BOOLEAN DATE DATETIME NUMERIC DECIMAL FLOAT"
    " REAL JSONB BYTEA INET CITEXT BLOB UUID HSTORE CIDR MACADDR TSVECTOR MONEY INTERVAL TIME INT DOUBLE"
    " DOUBLE_PRECISION LONGTEXT MEDIUMTEXT TINYTEXT TINYINT MEDIUMINT BINARY VARBINARY LONGBLOB MEDIUMBLOB"
    " NCHAR NVARCHAR CLOB UNIQUEIDENTIFIER VARCHAR2".split()
)

_TEXT: Final = frozenset(
    "length collation collation_schema convert_unicode unicode_error _warn_on_bytestring _expect_unicode".split()
)
_KEYWORDS: Final = {
    **dict.fromkeys(("Integer", "SmallInteger", "BigInteger", "Date"), frozenset[str]()),
    **dict.fromkeys(("String", "Text", "Unicode", "UnicodeText"), _TEXT),
    **dict.fromkeys(("DateTime", "Time"), frozenset({"timezone"})),
    "Boolean": frozenset({"create_constraint", "name", "_create_events", "_adapted_from"}),
    "LargeBinary": frozenset({"length"}),
    "Numeric": frozenset({"precision", "scale", "decimal_return_scale", "asdecimal"}),
}
_ARRAYS: Final = frozenset(
    "sqlalchemy.ARRAY sqlalchemy.types.ARRAY sqlalchemy.sql.sqltypes.ARRAY"
    " sqlalchemy.dialects.postgresql.ARRAY".split()
)
#: Of those for whose arguments there is a type of one database that takes them.
_DISPLAY: Final = {"Integer": "INTEGER", "SmallInteger": "SMALLINT", "BigInteger": "BIGINT"}


def misgiven(column: WrittenCall, of_column: frozenset[str]) -> Iterator[tuple[Place, str]]:
    """What the types among the arguments of a column do not take, and where it belongs.

    :param of_column: the keywords that the column takes.
    """
    typed = column.keyword("type_")
    for given in (*column.positional, *(() if typed is None else (typed.value,))):
        call = given.call
        if _is_array_of_nothing(given):
            yield given.place, "ARRAY needs the type of its items; write ARRAY(Integer) or whichever it is"
        known = None if call is None or not _is_generic(call) else _KEYWORDS.get(call.name)
        if call is None or known is None:
            continue
        if call.positional and not known:
            dialect = _DISPLAY.get(call.name)
            cure = f"; only {dialect} of a database does" if dialect else ""
            yield call.positional[0].place, f"{call.name}() takes no arguments{cure}"
        for keyword in call.keywords:
            if keyword.name not in known:
                meant = nearest(keyword.name, known)
                cure = f"did you mean {meant}=?" if meant else "leave it out"
                if keyword.name in of_column:
                    cure = f"it belongs to {column.name}(), behind the type"
                elif keyword.name == "max_length" and "length" in known:
                    cure = "write length="
                yield keyword.place, f"{call.name}() takes no argument {keyword.name}; {cure}"


def _is_array_of_nothing(given: Written) -> bool:
    """Whether it is ``ARRAY``, or ``ARRAY()`` without an argument."""
    call = given.call
    if call is None:
        return given.form == "external" and given.name in _ARRAYS
    return call.path in _ARRAYS and not (call.open or call.positional or call.keyword("item_type"))


def _is_generic(call: WrittenCall) -> bool:
    """Whether a type is SQLAlchemy's own for all databases."""
    package = call.path.rpartition(".")[0] if call.path.endswith(f".{call.name}") else call.path
    return call.of_sqlalchemy and package in ("sqlalchemy", "sqlalchemy.types", "sqlalchemy.sql.sqltypes")
