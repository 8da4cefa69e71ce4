"""The declarations of the suite, as they stand in the Markdown files of ``declarations/``.

A file holds several. Each is a section ``## name`` with, in this order: options, a line each; prose,
if any; and its modules, a fenced block each whose info string is ``python path/of/module.py``
(``models.py`` when there is no path).

Options:

``versions:``    the releases that take it (all three when absent)
``needs:``       packages that have to be installed
``calls:``       functions to call after the imports, as ``module:function``
``unknown-ok:``  a field (``module.Class.key.field``), a dash, and why the text does not tell it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("declarations")
RELEASES = ("1.4", "2.0", "2.1")

_OPTION = re.compile(r"^(versions|needs|calls|unknown-ok): *(.+)$")
_FENCE = re.compile(r"^```python *(\S*)$")


@dataclass
class Declaration:
    """One small project and what is to be known before it is run."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    versions: tuple[str, ...] = RELEASES
    needs: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    unknown_ok: dict[str, str] = field(default_factory=dict)


def declarations() -> Iterator[Declaration]:
    """All of them, file by file."""
    for path in sorted(FOLDER.glob("*.md")):
        yield from _parse(path.stem, path.read_text(encoding="utf-8"))


def _parse(stem: str, text: str) -> Iterator[Declaration]:
    current: Declaration | None = None
    module: list[str] | None = None
    path = ""
    for line in text.splitlines():
        if module is not None:
            if line == "```":
                assert current is not None
                current.files[path] = "\n".join(module) + "\n"
                module = None
            else:
                module.append(line)
        elif line.startswith("## "):
            if current is not None:
                yield current
            current = Declaration(f"{stem}/{line[3:].strip()}")
        elif current is not None and (fence := _FENCE.match(line)):
            path, module = fence[1] or "models.py", []
            assert path not in current.files, f"{current.name} has {path} twice"
        elif current is not None and (option := _OPTION.match(line)):
            _set(current, option[1], option[2].strip())
    if current is not None:
        yield current


def _set(declaration: Declaration, option: str, value: str) -> None:
    if option == "unknown-ok":
        name, dash, reason = value.partition(" - ")
        assert dash and reason, f"{declaration.name}: unknown-ok without a reason"
        declaration.unknown_ok[name.strip()] = reason
        return
    words = tuple(value.replace(",", " ").split())
    if option == "versions":
        assert set(words) <= set(RELEASES), f"{declaration.name}: {value}"
        declaration.versions = words
    elif option == "needs":
        declaration.needs = words
    else:
        declaration.calls = words
