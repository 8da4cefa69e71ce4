"""The text of a linted file, as far as showing a finding needs it: columns, and ``# noqa``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property


class Text:
    """The content of a file that has findings.

    Most files are plain ASCII and have no ``noqa`` in them; those are not even split into lines.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data

    def column(self, line: int, col: int) -> int:
        """The column from 1 in characters, of what the parser counts from 0 in UTF-8 bytes."""
        if self._data.isascii() or not 0 < line <= len(self.lines):
            return col + 1
        before = self.lines[line - 1].encode("utf-8", "surrogatepass")[:col]
        return len(before.decode("utf-8", "ignore")) + 1

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines as flake8 reads them: without a byte order mark, in Latin-1 when all else fails."""
        import io
        import tokenize

        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(self._data).readline)
            text = self._data.decode(encoding)
        except (SyntaxError, UnicodeError, LookupError):
            text = self._data.decode("latin-1").removeprefix("\xef\xbb\xbf")
        return io.StringIO(text.removeprefix("\ufeff"), newline=None).readlines()

    def silenced(self, codes: Iterable[str]) -> Sequence[tuple[range, frozenset[str]]]:
        """The lines on which a ``# noqa`` may silence one of the codes, with its codes (none: all)."""
        if b"noqa" not in self._data.lower():
            return ()
        # What the comments look like is told by the flake8 that is installed.
        from flake8.defaults import NOQA_FILE, NOQA_INLINE_REGEXP

        if any(NOQA_FILE.match(line) for line in self.lines):
            return [(range(len(self.lines) + 2), frozenset())]
        wanted = tuple(codes)
        text = "".join(self.lines)
        comments = (_codes(match["codes"]) for match in NOQA_INLINE_REGEXP.finditer(text))
        if not any(silences(named, code) for named in comments for code in wanted):
            return ()
        found = []
        for lines in self._joined:
            match = NOQA_INLINE_REGEXP.search("".join(self.lines[lines.start - 1 : lines.stop - 1]))
            if match is not None:
                found.append((lines, _codes(match["codes"])))
        return found

    @cached_property
    def _joined(self) -> Sequence[range]:
        """The lines that belong together: one each, or several that a string or a backslash joins.

        A line that cannot be told to belong to others, for the file cannot be read to its end,
        stands for itself.
        """
        import tokenize

        lines = iter(self.lines)
        found: list[range] = []
        first, last = 0, 0
        try:
            for token in tokenize.generate_tokens(lambda: next(lines)):
                if token.type in (tokenize.ENDMARKER, tokenize.DEDENT):
                    continue
                first = min(first or token.start[0], token.start[0])
                last = max(last, token.end[0])
                if token.type in (tokenize.NL, tokenize.NEWLINE):
                    found.append(range(first, last + 1))
                    first, last = 0, 0
        except (tokenize.TokenError, SyntaxError):
            found = []
        told = {number for joined in found for number in joined}
        alone = (number for number in range(1, len(self.lines) + 1) if number not in told)
        return [*found, *(range(number, number + 1) for number in alone)]


def _codes(text: str | None) -> frozenset[str]:
    return frozenset() if text is None else frozenset(text.replace(",", " ").split())


def silences(named: frozenset[str], code: str) -> bool:
    """Whether a comment that names these codes (none: all) silences one."""
    return not named or code.startswith(tuple(named))
