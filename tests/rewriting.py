"""Ways of writing a module anew that mean the same to SQLAlchemy, every statement on its line."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

_MODULES: Final = ("sqlalchemy", "sqlalchemy.orm")
#: What the text of an annotation may name, which is left as it is.
_IN_ANNOTATIONS: Final = frozenset(
    {"Mapped", "DynamicMapped", "WriteOnlyMapped", "orm", "event", "exc", "inspect"}
)
_CONSTRUCTS: Final = frozenset({"relationship", "backref", "Column", "mapped_column", "ForeignKey"})
_TEXTS: Final = frozenset({"back_populates", "backref", "lazy", "cascade", "ondelete", "overlaps"})
_OPTIONS: Final = frozenset(
    {"back_populates", "uselist", "viewonly", "secondary", "unique", "nullable", "primary_key"}
)

Rewrite: TypeAlias = Callable[[str], "str | None"]


class Edit(NamedTuple):
    """Text in the place of what is between two offsets."""

    start: int
    end: int
    text: str


class Source:
    """A module and where its nodes are in its text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._lines = text.splitlines(keepends=True)

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.alias) -> tuple[int, int]:
        """The offsets of the beginning and the end of a node."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._offset(node.lineno, node.col_offset), self._offset(node.end_lineno, node.end_col_offset)

    def _offset(self, line: int, col: int) -> int:
        return sum(map(len, self._lines[: line - 1])) + len(self._lines[line - 1].encode()[:col].decode())

    def imports(self) -> Iterator[ast.ImportFrom]:
        """What is imported of SQLAlchemy by name, each statement on one line."""
        for statement in self.tree.body:
            if isinstance(statement, ast.ImportFrom) and statement.module in _MODULES and not statement.level:
                yield statement

    def last_import(self) -> ast.stmt | None:
        """The last of the imports at the top, ``None`` when there is none on one line."""
        found = None
        for statement in self.tree.body:
            if not isinstance(statement, ast.Import | ast.ImportFrom):
                break
            found = statement
        return found if found is not None and found.lineno == found.end_lineno else None

    def calls(self) -> Iterator[ast.Call]:
        """Calls of SQLAlchemy's constructs."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in _CONSTRUCTS:
                    yield node

    def renamed(self, names: Mapping[str, str]) -> list[Edit] | None:
        """Other names wherever these are read; ``None`` when one of them is bound again."""
        edits = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and node.id in names:
                if not isinstance(node.ctx, ast.Load):
                    return None
                edits.append(Edit(*self.span(node), names[node.id]))
        return edits

    def with_edits(self, edits: list[Edit]) -> str | None:
        """The text with the edits made, ``None`` where there are none."""
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text if edits else None


def modules_imported(text: str) -> str | None:
    """``relationship`` → ``sa_orm.relationship``."""
    source = Source(text)
    names: dict[str, str] = {}
    edits = []
    for statement in source.imports():
        if statement.lineno != statement.end_lineno or any(
            a.asname or a.name == "*" for a in statement.names
        ):
            return None
        short = "sa" if statement.module == "sqlalchemy" else "sa_orm"
        kept = [alias.name for alias in statement.names if alias.name in _IN_ANNOTATIONS]
        names |= {alias.name: f"{short}.{alias.name}" for alias in statement.names if alias.name not in kept}
        further = f"; from {statement.module} import {', '.join(kept)}" if kept else ""
        edits.append(Edit(*source.span(statement), f"import {statement.module} as {short}{further}"))
    renamed = source.renamed(names)
    return None if renamed is None or not names else source.with_edits(edits + renamed)


def names_imported_as_others(text: str) -> str | None:
    """``relationship`` → ``x0_relationship``."""
    source = Source(text)
    every = [alias for statement in source.imports() for alias in statement.names]
    aliases = [a for a in every if a.asname is None and a.name != "*" and a.name not in _IN_ANNOTATIONS]
    # With a number: Column and column may both be there.
    names = {alias.name: f"x{number}_{alias.name.lower()}" for number, alias in enumerate(aliases)}
    edits = [Edit(*source.span(alias), f"{alias.name} as {names[alias.name]}") for alias in aliases]
    renamed = source.renamed(names)
    return None if renamed is None else source.with_edits(edits + renamed)


def texts_in_constants(text: str) -> str | None:
    """``back_populates="author"`` → ``back_populates=TEXT_0``."""
    source = Source(text)
    last = source.last_import()
    if last is None:
        return None
    constants: dict[str, str] = {}
    edits = []
    for call in source.calls():
        if getattr(call.func, "id", "") in ("Column", "mapped_column"):
            continue
        for value in (*call.args, *(keyword.value for keyword in call.keywords if keyword.arg in _TEXTS)):
            if (
                isinstance(value, ast.Constant)
                and isinstance(value.value, str)
                and value.lineno == value.end_lineno
            ):
                name = constants.setdefault(value.value, f"TEXT_{len(constants)}")
                edits.append(Edit(*source.span(value), name))
    _, end = source.span(last)
    bound = "".join(f"; {name} = {value!r}" for value, name in constants.items())
    return source.with_edits([*edits, Edit(end, end, bound)]) if edits else None


def options_unpacked(text: str) -> str | None:
    """``uselist=False`` → ``**{"uselist": False}``."""
    source = Source(text)
    edits = []
    for call in source.calls():
        for keyword in call.keywords:
            if keyword.arg in _OPTIONS and keyword.lineno == keyword.end_lineno:
                start, end = source.span(keyword)
                value, _ = source.span(keyword.value)
                edits += [Edit(start, value, f'**{{"{keyword.arg}": '), Edit(end, end, "}")]
    return source.with_edits(edits)


def base_by_another_name(text: str) -> str | None:
    """``class Author(Base)`` → ``class Author(TheBase)``."""
    source = Source(text)
    bound = [
        s for s in source.tree.body if isinstance(s, ast.Assign) and getattr(s.targets[0], "id", "") == "Base"
    ]
    if len(bound) != 1:
        return None
    edits = [
        Edit(*source.span(base), "TheBase")
        for statement in source.tree.body
        if isinstance(statement, ast.ClassDef)
        for base in statement.bases
        if isinstance(base, ast.Name) and base.id == "Base"
    ]
    _, end = source.span(bound[0])
    return source.with_edits([*edits, Edit(end, end, "; TheBase = Base")]) if edits else None


REWRITES: Final[tuple[Rewrite, ...]] = (
    modules_imported,
    names_imported_as_others,
    texts_in_constants,
    options_unpacked,
    base_by_another_name,
)
