"""Columns and ``# noqa``, held against flake8's own reading of the same files."""

from __future__ import annotations

import linecache
from pathlib import Path

import pytest
from flake8.processor import FileProcessor
from flake8.violation import Violation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_sqla_rel.noqa import Text, silences

CODES = ("SQR001", "SQR002", "SQR101")

TEXTS = {
    "plain": "a = 1\n",
    "blanket": "a = 1  # noqa\nb = 2\n",
    "one": "a = 1  # noqa: SQR001\nb = 2\n",
    "two": "a = 1  # noqa: SQR001,SQR002\n",
    "spaces": "a = 1  # noqa:SQR001 SQR101  because\n",
    "prefix": "a = 1  # noqa:SQR0\n",
    "lower": "a = 1  # NOQA: sqr001\n",
    "of others": "a = 1  # noqa: E501, F821\n",
    "a colon apart": "a = 1  # noqa : E501\n",
    "in a call": "a = call(\n    x,  # noqa: SQR001\n    y,\n)  # noqa: SQR002\n",
    "behind a string": 'a = """\ntext\n"""  # noqa\nb = 2\n',
    "in a string": 'a = """\n# noqa\n"""\n',
    "backslash": "a = 1 + \\\n    2  # noqa: SQR002\nb = 3\n",
    "whole file": "a = 1\n# flake8: noqa\n",
    "whole file, with codes": "a = 1\n# flake8: noqa: SQR001\n",
    "not the whole file": "a = 1  # flake8: noqa\nb = 2\n",
    "carriage returns": "a = 1  # noqa\r\nb = 2\r\nc = 3  # noqa: SQR002\r\n",
    "no line break": "a = 1\nb = 2  # noqa",
    "unclosed": "a = (\n1,  # noqa\n",
    "f-string": 'a = f"""\n{b}\n"""  # noqa: SQR101\n',
    "indented": "class A:\n    a = 1  # noqa\n\n    b = 2\n",
    "empty": "",
}


class Options:
    """What flake8 asks of its options here."""

    disable_noqa = False
    hang_closing = False
    indent_size = 4
    max_line_length = 79
    max_doc_length = None
    verbose = 0


def flake8_silences(path: Path, line: int, code: str) -> bool:
    linecache.clearcache()
    processor = FileProcessor(str(path), Options())
    if processor.should_ignore_file():
        return True
    violation = Violation(code, str(path), line, 1, "text", processor.noqa_line_for(line))
    return violation.is_inline_ignored(False) is True


def own_silences(text: Text, line: int, code: str) -> bool:
    return any(line in lines and silences(named, code) for lines, named in text.silenced(CODES))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_comments_are_read_as_flake8_reads_them(text: str, tmp_path: Path) -> None:
    path = tmp_path / "file.py"
    path.write_bytes(text.encode())
    own = Text(path.read_bytes())
    for line in range(1, len(text.splitlines()) + 1):
        for code in CODES:
            assert own_silences(own, line, code) == flake8_silences(path, line, code), (line, code)


PIECES = [
    "a = 1",
    "call(",
    ")",
    '"""',
    "\\",
    "# noqa",
    "# noqa: SQR001",
    "# noqa:SQR0,SQR1",
    "\n",
    "\n",
    "  ",
]


@given(st.lists(st.sampled_from([*PIECES, "é", "# flake8: noqa"]), max_size=14).map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_text_is_read_as_flake8_reads_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "generated.py"
    path.write_bytes(text.encode())
    own = Text(path.read_bytes())
    for line in range(1, text.count("\n") + 1):
        for code in CODES[:2]:
            assert own_silences(own, line, code) == flake8_silences(path, line, code)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("a = 'é'; b = 1\n".encode(), "a = 'é'; b = 1\n"),
        ("\ufeffa = 'é'; b = 1\n".encode(), "a = 'é'; b = 1\n"),
        ("# coding: latin-1\na = 'é'; b = 1\n".encode("latin-1"), "a = 'é'; b = 1\n"),
        (b"# coding: nonsense\na = '\xe9'; b = 1\n", "a = 'é'; b = 1\n"),
    ],
)
def test_columns_count_characters(data: bytes, line: str) -> None:
    number = data.count(b"\n")
    text = Text(data)
    assert text.lines[-1] == line
    col = len(line[: line.index("b")].encode())
    assert text.column(number, col) == line.index("b") + 1
    assert text.column(number + 1, 3) == 4
    assert text.column(number, 0) == 1
