"""What the configuration files say: flake8's, and our table in ``pyproject.toml``.

Both are looked for as flake8 looks for its own: in the working directory and upwards, as far
as the user's home. Option by option the command line beats the table, the table beats
flake8's file, and that beats the default.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from flake8_sqla_rel.errors import UsageError, one_line, suggestion
from flake8_sqla_rel.project.files import read_regular
from flake8_sqla_rel.selection import FileIgnores, check_codes, codes_in, file_ignores, normalized

TABLE: Final = "flake8-sqla-rel"
PREFIX: Final = "sqla-rel-"

#: flake8's files, in the order in which it looks for them in a folder.
_FLAKE8_FILES: Final = ("setup.cfg", "tox.ini", ".flake8")

#: No configuration file is larger.
_LIMIT: Final = 4 * 1024 * 1024


class Given(NamedTuple):
    """The options that a file gives, by name, and which file that is (``""``: none)."""

    values: Mapping[str, Any]
    path: str = ""

    def get(self, name: str) -> Any:
        """The value of an option; ``None`` when it is not given."""
        return self.values.get(name)


class Configuration(NamedTuple):
    """What both files say. ``None`` of an option: it is given nowhere."""

    table: Given
    flake8: Given

    def get(self, name: str) -> Any:
        """The value that counts."""
        return self.table.get(name) if name in self.table.values else self.flake8.get(name)

    def origin(self, name: str) -> str:
        """The file that the value is from."""
        return self.table.path if name in self.table.values else self.flake8.path

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that were read."""
        return tuple(given.path for given in self if given.path)


NOTHING: Final = Configuration(Given({}), Given({}))


def read_configuration(folder: str, file: str | None = None) -> Configuration:
    """What counts in a folder; ``file``: read that one and look for no other.

    Raises :class:`UsageError` for a file that cannot be read or used, and for an option of ours
    that there is not.
    """
    if file is None:
        return Configuration(read_table(folder), _read_flake8(folder))
    if not os.path.isfile(file):
        raise UsageError(f"--config: no such file: {file!r}")
    path = os.path.abspath(file)
    if path.endswith(".toml"):
        return Configuration(_table_in(path) or Given({}, path), Given({}))
    return Configuration(Given({}), _flake8_in(path) or Given({}, path))


def read_table(folder: str) -> Given:
    """The nearest ``[tool.flake8-sqla-rel]``. Raises as :func:`read_configuration`."""
    for above in _upwards(folder):
        found = _table_in(os.path.join(above, "pyproject.toml"))
        if found is not None:
            return found
    return Given({})


def _read_flake8(folder: str) -> Given:
    for above in _upwards(folder):
        for name in _FLAKE8_FILES:
            found = _flake8_in(os.path.join(above, name))
            if found is not None:
                return found
    return Given({})


def _upwards(folder: str) -> Iterator[str]:
    """The folder and those above it, without the user's home unless one starts there."""
    home = os.path.realpath(os.path.expanduser("~"))
    place = os.path.realpath(folder)
    while True:
        yield place
        above = os.path.dirname(place)
        if above in (place, home):
            return
        place = above


# The table in pyproject.toml


def _table_in(path: str) -> Given | None:
    data = read_regular(path, _LIMIT)
    if data is None or TABLE.encode() not in data:
        return None
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    shown = os.path.basename(path)
    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except ValueError as error:
        raise UsageError(f"{shown}: {one_line(str(error))}") from None
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise UsageError(f"{shown}: tool.{TABLE} is no table")
    values = {}
    for name, value in table.items():
        if name not in _OPTIONS:
            known = suggestion(name, _OPTIONS, ", ".join(_OPTIONS))
            raise UsageError(f"{shown}: no option {name!r} in [tool.{TABLE}]{known}")
        values[name] = _OPTIONS[name].from_toml(value, f"{shown}: {name}", os.path.dirname(path))
    return Given(values, path)


def _toml_text(value: object, where: str, folder: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{where} has to be a text in quotes")
    return value


def _toml_path(value: object, where: str, folder: str) -> str:
    return os.path.abspath(os.path.join(folder, _toml_text(value, where, folder)))


def _toml_flag(value: object, where: str, folder: str) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{where} has to be true or false")
    return value


def _toml_list(value: object, where: str, folder: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UsageError(f"{where} has to be a list of texts in quotes")
    return tuple(value)


def _toml_patterns(value: object, where: str, folder: str) -> tuple[str, ...]:
    return tuple(normalized(each, folder) for each in _toml_list(value, where, folder))


def _toml_codes(value: object, where: str, folder: str) -> tuple[str, ...]:
    codes = _toml_list(value, where, folder)
    check_codes(codes, where)
    return codes


def _toml_ignores(value: object, where: str, folder: str) -> tuple[FileIgnores, ...]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} has to be a table of patterns with lists of codes")
    return tuple(
        FileIgnores(normalized(pattern, folder), _toml_codes(codes, f"{where}: {one_line(pattern)}", folder))
        for pattern, codes in value.items()
    )


# flake8's file


def _flake8_in(path: str) -> Given | None:
    data = read_regular(path, _LIMIT)
    if data is None or b"[flake8" not in data:
        return None
    import configparser

    shown = os.path.basename(path)
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise UsageError(f"{shown}: not in UTF-8") from None
    except configparser.Error as error:
        raise UsageError(f"{shown}: {one_line(' '.join(str(error).split()))}") from None
    if not parser.has_section("flake8"):
        # flake8 stops looking at this one too.
        return Given({}, path) if parser.has_section("flake8:local-plugins") else None
    values = {}
    for key, text in parser.items("flake8"):
        name = key.replace("_", "-")
        if name in _FLAKE8_OPTIONS:
            own, read = _FLAKE8_OPTIONS[name]
            values[own] = read(text, f"{shown}: {key}", os.path.dirname(path))
        elif name.startswith(PREFIX):
            ours = [PREFIX + each for each in _OURS]
            known = suggestion(name, ours, ", ".join(ours))
            raise UsageError(f"{shown}: no option {key!r}{known}")
    return Given(values, path)


def _ini_text(text: str, where: str, folder: str) -> str:
    return text


def _ini_path(text: str, where: str, folder: str) -> str:
    return os.path.abspath(os.path.join(folder, text))


def _ini_flag(text: str, where: str, folder: str) -> bool:
    word = text.strip().lower()
    if word not in _WORDS:
        raise UsageError(f"{where}: {text!r} is neither true nor false")
    return _WORDS[word]


#: What flake8 takes for yes and no.
_WORDS: Final = {
    **dict.fromkeys(("1", "yes", "true", "on"), True),
    **dict.fromkeys(("0", "no", "false", "off"), False),
}


def _ini_list(text: str, where: str, folder: str) -> tuple[str, ...]:
    return codes_in(text)


def _ini_patterns(text: str, where: str, folder: str) -> tuple[str, ...]:
    return tuple(normalized(each, folder) for each in codes_in(text))


def _ini_codes(text: str, where: str, folder: str) -> tuple[str, ...]:
    codes = codes_in(text)
    check_codes(codes, where)
    return codes


def _ini_ignores(text: str, where: str, folder: str) -> tuple[FileIgnores, ...]:
    return file_ignores(text, where)


_Reader: TypeAlias = Callable[[Any, str, str], Any]


class _Option(NamedTuple):
    """How an option is read from each file: value, its name for an error, folder of the file."""

    from_toml: _Reader
    from_ini: _Reader


_TEXT = _Option(_toml_text, _ini_text)
_PATH = _Option(_toml_path, _ini_path)
_FLAG = _Option(_toml_flag, _ini_flag)
_NAMES = _Option(_toml_list, _ini_list)
_PATTERNS = _Option(_toml_patterns, _ini_patterns)
_CODES = _Option(_toml_codes, _ini_codes)

#: What concerns the project: in flake8's file these have the prefix.
_OURS: Final = {
    "root": _PATH,
    "exclude": _PATTERNS,
    "sqlalchemy": _TEXT,
    "cache-dir": _PATH,
    "no-cache": _FLAG,
    "generic-names": _NAMES,
}

#: What is flake8's own there: which of the findings are shown.
_SHARED: Final = {
    "select": _CODES,
    "ignore": _CODES,
    "extend-select": _CODES,
    "extend-ignore": _CODES,
    "per-file-ignores": _Option(_toml_ignores, _ini_ignores),
    "disable-noqa": _FLAG,
}

#: The options of the table.
_OPTIONS: Final = {**_OURS, **_SHARED, "baseline": _PATH}

#: Those of flake8's file with the names by which they go here. What flake8 leaves out of a run is
#: another thing than what is left out of the project, though it is left out of that as well.
_FLAKE8_OPTIONS: Final[dict[str, tuple[str, _Reader]]] = {
    **{PREFIX + name: (name, option.from_ini) for name, option in _OURS.items()},
    **{name: (name, option.from_ini) for name, option in _SHARED.items()},
    "exclude": ("flake8-exclude", _ini_patterns),
    "extend-exclude": ("flake8-extend-exclude", _ini_patterns),
    "filename": ("flake8-filename", _ini_list),
}
