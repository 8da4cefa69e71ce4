"""What is left over when the last use of an import is gone."""

from __future__ import annotations

import ast

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.text import NotEditable, SourceText, apply, read

#: What fixes take the uses of.
_PATHS = ("sqlalchemy.orm", "backref")


def without_leftovers(path: str, before: bytes, after: bytes) -> bytes:
    """The file without the import of ``backref`` where it was used before and is not any more.

    A package's own module keeps it, for others may import it from there.
    """
    if path.endswith("__init__.py"):
        return after
    try:
        old, new = read(path, before), read(path, after)
        for statement in new.tree.body:
            if (
                isinstance(statement, ast.ImportFrom)
                and statement.module == _PATHS[0]
                and not statement.level
            ):
                for alias in statement.names:
                    name = alias.asname or alias.name
                    if alias.name == _PATHS[1] and _uses(old, name) and not _uses(new, name):
                        edit = _without(new, statement, alias)
                        return after if edit is None else apply(new, [edit])
    except NotEditable:
        pass
    return after


def _uses(source: SourceText, name: str) -> bool:
    """Whether a name is read, or stands in a text such as those of ``__all__``."""
    return any(
        (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.Constant) and node.value == name)
        for node in ast.walk(source.tree)
    )


def _without(source: SourceText, statement: ast.ImportFrom, alias: ast.alias) -> Edit | None:
    """The edit that takes one name out of an import, ``None`` where a comment is about it."""
    text = source.text
    begin, stop = source.start(statement), source.end(statement)
    if source.comments(begin, source.line_end(stop)):
        return None
    line_start = source.starts[statement.lineno - 1]
    if len(statement.names) == 1:
        end = source.line_end(stop)
        if text[stop:end].strip() or text[line_start:begin].strip():
            return None
        return source.edit(line_start, min(end + len(source.newline), len(text)), "")
    start = source.offset(alias.lineno, alias.col_offset)
    end = source.offset(alias.end_lineno or alias.lineno, alias.end_col_offset or 0)
    after = end
    while text[after : after + 1] in (" ", "\t"):
        after += 1
    if text[after : after + 1] == ",":
        after += 1
        line_start = source.starts[alias.lineno - 1]
        line_end = source.line_end(after)
        if text[line_start:start].strip() == "" and text[after:line_end].strip() == "":
            return source.edit(line_start, line_end + len(source.newline), "")
        while text[after : after + 1] in (" ", "\t"):
            after += 1
        return source.edit(start, after, "")
    while text[start - 1] in " \t\r\n\\":
        start -= 1
    return source.edit(start - 1, end, "") if text[start - 1] == "," else None
