"""One file to be edited: its bytes as text, its syntax tree, and where in the text a node stands."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from flake8_sqla_rel.edits import Edit

_LINE_END = re.compile(r"\r\n|\r|\n")
_INDENT = re.compile(r"[ \t\f]*")


class NotEditable(Exception):
    """A file that cannot be edited: it is no Python, or its text does not survive decoding."""


@dataclass(frozen=True)
class SourceText:
    """A file as text. ``path`` is relative to the root; offsets count characters of ``text``."""

    path: str
    text: str
    encoding: str
    tree: ast.Module
    starts: tuple[int, ...]

    def offset(self, line: int, col: int) -> int:
        """The offset of a position as :mod:`ast` counts it: line from 1, column in UTF-8 bytes."""
        start = self.starts[line - 1]
        if col == 0:
            return start
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return start + len(self.text[start:end].encode("utf-8")[:col].decode("utf-8"))

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """Where a node begins."""
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """Where a node ends."""
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.offset(node.end_lineno, node.end_col_offset)

    def of(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        """The text of a node."""
        return self.text[self.start(node) : self.end(node)]

    def line_end(self, offset: int) -> int:
        """Where the line that holds an offset ends, its line break left out."""
        found = _LINE_END.search(self.text, offset)
        return len(self.text) if found is None else found.start()

    def indent_at(self, offset: int) -> str:
        """The white space at the beginning of the line that holds an offset."""
        found = _INDENT.match(self.text, self.starts[self._line(offset)])
        return "" if found is None else found.group()

    @property
    def newline(self) -> str:
        """How its first line ends."""
        found = _LINE_END.search(self.text)
        return "\n" if found is None else found.group()

    def edit(self, start: int, end: int, text: str) -> Edit:
        """The edit that puts a text in the place of a stretch."""
        return Edit(self.path, *self._position(start), *self._position(end), text)

    def comments(self, start: int, end: int) -> list[str]:
        """The comments within a stretch that begins and ends with whole tokens."""
        return [text for at, text in self._comments if at is None or start <= at < end]

    @cached_property
    def quote(self) -> str:
        """The quotes that it prefers."""
        return '"' if self.text.count('"') >= self.text.count("'") else "'"

    @cached_property
    def longest_line(self) -> int:
        """How many characters the longest line has."""
        return max(map(len, self.text.splitlines()), default=0)

    @cached_property
    def _comments(self) -> Sequence[tuple[int | None, str]]:
        """All comments, with where they begin; where that cannot be told, there may be one anywhere."""
        found: list[tuple[int | None, str]] = []
        try:
            for token in tokenize.generate_tokens(io.StringIO(self.text, newline="").readline):
                if token.type == tokenize.COMMENT:
                    found.append((self._at(token), token.string))
        except (tokenize.TokenError, SyntaxError):
            return [(None, "?")]
        return found

    def spread(self, edits: Sequence[Edit]) -> Iterator[tuple[int, int, str]]:
        """The edits as offsets, in the order of the text."""
        for edit in edits:
            start = self.starts[edit.line - 1] + edit.col
            yield start, self.starts[edit.end_line - 1] + edit.end_col, edit.text

    def _at(self, token: tokenize.TokenInfo) -> int:
        # A lone carriage return is a line break to the parser and none to tokenize.
        line, col = token.start
        return self.starts[min(line, len(self.starts)) - 1] + col

    def _line(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def _position(self, offset: int) -> tuple[int, int]:
        line = self._line(offset)
        return line + 1, offset - self.starts[line]


def read(path: str, data: bytes) -> SourceText:
    """A file's bytes as text; :class:`NotEditable` when it cannot be edited."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
    except (SyntaxError, ValueError, LookupError, RecursionError, MemoryError) as error:
        raise NotEditable(f"{path} cannot be parsed") from error
    if text.encode(encoding) != data:
        raise NotEditable(f"{path} does not survive decoding as {encoding}")
    if re.search(r"\r(?!\n)", text):
        raise NotEditable(f"{path} has a carriage return within a line")
    starts = (0, *(found.end() for found in _LINE_END.finditer(text)))
    return SourceText(path, text, encoding, tree, starts)


def apply(source: SourceText, edits: Sequence[Edit]) -> bytes:
    """The bytes of a file after edits that do not overlap, those of one place in the order given.

    :class:`NotEditable` when what is put in cannot be written in the file's encoding.
    """
    parts = []
    last = 0
    for start, end, text in sorted(source.spread(edits), key=lambda each: each[:2]):
        parts += [source.text[last:start], text]
        last = end
    try:
        return "".join([*parts, source.text[last:]]).encode(source.encoding)
    except UnicodeEncodeError as error:
        raise NotEditable(
            f"{source.path} is written in {source.encoding}, which has no such letter"
        ) from error
