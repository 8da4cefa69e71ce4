"""What a text imports, read off its bytes: generous, fast, and for every file of a project.

Statements count wherever they stand, in a function or even in a docstring, and so do texts that
look like the name of a module: enough to say that nothing leads to a module, not that something does.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_FROM: Final = re.compile(
    rb"^[ \t]*from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n;]*)", re.MULTILINE
)
_IMPORT: Final = re.compile(rb"(?:^[ \t]*|[;:][ \t]*)import[ \t]+([^\n;]*)", re.MULTILINE)
_DOTTED: Final = re.compile(rb"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?![\w.]*\()")
_TEXT: Final = re.compile(rb"[\"'](\.*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::[\w.]+)?[\"']")
_NAME: Final = re.compile(rb"[A-Za-z_]\w*")
_COMMENT: Final = re.compile(rb"#[^\n]*")

#: Whatever imports a module by a name that is no literal.
_DYNAMIC: Final = re.compile(
    rb"walk_packages|iter_modules|find_modules|import_string|import_from_string|autodiscover|\.scan\("
    rb"|(?:import_module|__import__)\([^\"')]|import_module\b(?!\()|load_module|exec_module|module_from_spec"
    rb"|spec_from_file_location|run_path|run_module|runpy|entry_points|stevedore|\bexec\(|execfile"
)

#: A program, or a migration, which Alembic loads.
_SCRIPT: Final = re.compile(rb"__name__\s*==\s*[\"']__main__[\"']|^down_revision\b", re.MULTILINE)


class Imported(NamedTuple):
    """What a text may import: level, module and name (``""`` for none) of each import.

    ``dynamic`` tells that it may import anything, ``script`` that it is meant to be run, itself or by Alembic.
    """

    imports: tuple[tuple[int, str, str], ...]
    dynamic: bool
    script: bool


def read_imports(data: bytes) -> Imported:
    """What a Python module may import."""
    text = data.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ")
    found: dict[tuple[int, str, str], None] = {}
    for match in _FROM.finditer(text):
        module = _decode(match[2])
        found[len(match[1]), module, ""] = None
        for name in _NAME.findall(_COMMENT.sub(b"", match[3])):
            found[len(match[1]), module, _decode(name)] = None
    for match in _IMPORT.finditer(text):
        for part in match[1].split(b","):
            found[0, _decode(part.split(b"#")[0].strip().split(b" ")[0]), ""] = None
    for match in _TEXT.finditer(text):
        name = match[1].lstrip(b".")
        found[len(match[1]) - len(name), _decode(name), ""] = None
    return Imported(tuple(found), _DYNAMIC.search(text) is not None, _SCRIPT.search(text) is not None)


def read_mentions(data: bytes) -> Imported:
    """What a text of another kind, a configuration say, may have imported."""
    names = dict.fromkeys(_decode(name) for name in _DOTTED.findall(data))
    return Imported(tuple((0, name, "") for name in names), False, False)


def _decode(name: bytes) -> str:
    return name.decode("utf-8", "replace")
