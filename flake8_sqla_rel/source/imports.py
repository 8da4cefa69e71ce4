"""What a text imports, read off its bytes: generous, fast, and for every file of a project.

Statements count wherever they stand, in a function or even in a docstring, and so do texts that
look like the name of a module: enough to say that nothing leads to a module, not that something does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

#: What is in parentheses that have none in them but in comments. Without an end they are over at the next.
_NAMES: Final = rb"\([^()#]*(?:#[^\n]*\n[^()#]*)*\)"
_FROM: Final = re.compile(
    rb"\bfrom[ \t]+(\.*)[ \t]*(\w*(?:\.\w+)*)[ \t]+import[ \t]*(" + _NAMES + rb"|[^\n;]*)"
)
_IMPORT: Final = re.compile(rb"import[ \t]+")
_REST: Final = re.compile(rb"[^\n;]*")
_DOTTED: Final = re.compile(rb"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_CALLED: Final = re.compile(rb"\.*\(")
_TEXT: Final = re.compile(rb"[\"'](\.*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::[\w.]+)?[\"']")
_MOST_INDENTED: Final = 200
_NAME: Final = re.compile(rb"[A-Za-z_]\w*")
_COMMENT: Final = re.compile(rb"#[^\n]*")

#: Whatever imports a module by a name that is no literal.
_DYNAMIC: Final = re.compile(
    rb"walk_packages|iter_modules|find_modules|import_string|import_from_string|autodiscover|\.scan\("
    rb"|(?:import_module|__import__)\([^\"')]|import_module\b(?!\()|load_module|exec_module|module_from_spec"
    rb"|spec_from_file_location|run_path|run_module|runpy|entry_points|stevedore|\bexec\(|execfile"
)

#: One of these is in all that :data:`_DYNAMIC` finds; looking for one after the other takes less time.
_DYNAMIC_PARTS: Final = tuple(
    b"_module import_ __import__ module_from_spec walk_packages autodiscover .scan( from_file_location"
    b" run_path runpy entry_points stevedore exec( execfile".split()
)

#: A program, or a migration, which Alembic loads.
_SCRIPT: Final = re.compile(rb"__name__\s*==\s*[\"']__main__[\"']|^down_revision\b", re.MULTILINE)
_SCRIPT_PARTS: Final = (b"__main__", b"down_revision")


class Imported:
    """What a Python module may import. Each part is read off its text when it is asked for first.

    :param text: gives the bytes of the module.
    """

    def __init__(self, text: Callable[[], bytes]) -> None:
        self._text = text

    @cached_property
    def imports(self) -> tuple[tuple[int, str, str], ...]:
        """Level, module and name (``""`` for none) of each import."""
        return tuple(_imports(_joined_lines(self._text())))

    @cached_property
    def dynamic(self) -> bool:
        """Whether it may import anything."""
        return _has(self._text(), _DYNAMIC, _DYNAMIC_PARTS)

    @cached_property
    def script(self) -> bool:
        """Whether it is meant to be run, itself or by Alembic."""
        return _has(self._text(), _SCRIPT, _SCRIPT_PARTS)


class Mentioned(Imported):
    """What a text of another kind, a configuration say, may have imported."""

    @cached_property
    def imports(self) -> tuple[tuple[int, str, str], ...]:
        """Every dotted name."""
        text = self._text()
        found = (match for match in _DOTTED.finditer(text) if _CALLED.match(text, match.end()) is None)
        return tuple((0, name, "") for name in dict.fromkeys(_decode(match[0]) for match in found))

    @cached_property
    def dynamic(self) -> bool:
        """It is not run."""
        return False

    @cached_property
    def script(self) -> bool:
        """It is not run."""
        return False


def _has(data: bytes, pattern: re.Pattern[bytes], parts: tuple[bytes, ...]) -> bool:
    return any(part in data for part in parts) and pattern.search(_joined_lines(data)) is not None


def _joined_lines(data: bytes) -> bytes:
    return data.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ")


def _imports(text: bytes) -> dict[tuple[int, str, str], None]:
    found: dict[tuple[int, str, str], None] = {}
    for match in _FROM.finditer(text):
        if not _begins_statement(text, match.start()):
            continue
        module = _decode(match[2])
        found[len(match[1]), module, ""] = None
        for name in _NAME.findall(_COMMENT.sub(b"", match[3])):
            found[len(match[1]), module, _decode(name)] = None
    for names in _import_statements(text):
        for part in names.split(b","):
            found[0, _decode(part.split(b"#")[0].strip().split(b" ")[0]), ""] = None
    for match in _TEXT.finditer(text):
        name = match[1].lstrip(b".")
        found[len(match[1]) - len(name), _decode(name), ""] = None
    return found


def _import_statements(text: bytes) -> Iterator[bytes]:
    """What stands behind each ``import`` at the beginning of a statement."""
    end = 0
    for match in _IMPORT.finditer(text):
        if match.start() >= end and _begins_statement(text, match.start()):
            rest = _REST.match(text, match.end())
            assert rest is not None
            end = rest.end()
            yield rest[0]


def _begins_statement(text: bytes, at: int) -> bool:
    before = text[max(0, at - _MOST_INDENTED) : at].rstrip(b" \t")
    return before[-1:] in (b"", b"\n", b";", b":")


def _decode(name: bytes) -> str:
    return name.decode("utf-8", "replace")
