"""What a text imports, read off its bytes: generous, fast, and for every file of a project.

Statements count wherever they stand, in a function or even in a docstring, but not under
``if TYPE_CHECKING``; and so do texts that look like the name of a module: enough to say that nothing
leads to a module, not that something does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

#: How far before the word "import" its statement may begin.
_FARTHEST: Final = 300
_FROM: Final = re.compile(
    rb"[ \t]*from\b[ \t]*(\.*)[ \t]*(\w+(?:\.\w+)*|)[ \t]*\bimport\b[ \t]*"
    # What is in parentheses that have none in them but in comments; else it ends with the line.
    rb"(?:\(([^()#]*(?:#[^\n]*\n[^()#]*)*)\)|([^\n;#]*))"
)
_IMPORT: Final = re.compile(rb"[ \t]*import[ \t]+([^\n;#]*)")
_NAMED: Final = re.compile(r"([\w.]+|\*)(?:\s+as\s+(\w+))?")
_DOTTED: Final = re.compile(rb"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_CALLED: Final = re.compile(rb"\.*\(")
_TEXT: Final = re.compile(rb"[\"'](\.*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::[\w.]+)?[\"']")
_COMMENT: Final = re.compile(rb"#[^\n]*")

#: What only a type checker runs: the line of the test, and all below it that stands farther in.
_CHECKED: Final = re.compile(
    rb"^([ \t]*)if[ \t]+(?:\w+\.)?TYPE_CHECKING[ \t]*:[^\n]*\n(?:(?:\1[ \t]+[^\n]*|[ \t\r]*)(?:\n|\Z))*",
    re.MULTILINE,
)

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


class Import(NamedTuple):
    """``name`` of a module, or the module itself where ``name`` is empty.

    ``alias`` is the name that it is given in the place of its own; ``""`` for none.
    """

    level: int
    module: str
    name: str
    alias: str


def read_imports(text: bytes) -> Iterator[Import]:
    """What the import statements of a text name, in whichever scope, in their order."""
    text = _joined_lines(text)
    end = 0
    for start in _statements(text, b"import"):
        if start < end:
            # It is in a statement that goes over several lines.
            continue
        if match := _FROM.match(text, start):
            end = match.end()
            level, module = len(match[1]), _decode(match[2])
            listed = match[4] if match[3] is None else _COMMENT.sub(b"", match[3])
            for name, alias in _NAMED.findall(_decode(listed)):
                yield Import(level, module, name, alias)
        elif match := _IMPORT.match(text, start):
            end = match.end()
            for module, alias in _NAMED.findall(_decode(match[1])):
                yield Import(0, module, "", alias)


def _statements(text: bytes, word: bytes) -> Iterator[int]:
    """Where statements may begin that have a word in them; each once."""
    last, at = -1, text.find(word)
    while at >= 0:
        first = max(0, at - _FARTHEST)
        start = max(text.rfind(mark, first, at) for mark in (b"\n", b";", b":")) + 1
        # Where none is near, the statement is too long to be an import.
        if start > last and (start or not first):
            yield start
            last = start
        at = text.find(word, at + 1)


class Imported:
    """What a Python module may import. Each part is read off its text when it is asked for first.

    :param text: gives the bytes of the module.
    """

    def __init__(self, text: Callable[[], bytes]) -> None:
        self._text = text

    @cached_property
    def imports(self) -> tuple[tuple[int, str, str], ...]:
        """Level, module and name (``""`` for none) of each import."""
        return tuple(_named(self._text()))

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


def _named(text: bytes) -> dict[tuple[int, str, str], None]:
    """What is imported, and what texts may have imported."""
    found: dict[tuple[int, str, str], None] = {}
    if b"TYPE_CHECKING" in text:
        text = _CHECKED.sub(b"", text)
    for level, module, name, _ in read_imports(text):
        found[level, module, ""] = None
        found[level, module, name] = None
    for match in _TEXT.finditer(text):
        dotted = match[1].lstrip(b".")
        found[len(match[1]) - len(dotted), _decode(dotted), ""] = None
    return found


def _decode(name: bytes) -> str:
    return name.decode("utf-8", "replace")
