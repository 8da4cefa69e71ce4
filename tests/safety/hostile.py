"""Programs made to hurt whoever reads them, and a command that lints one within limits.

``python -m tests.safety.hostile FOLDER SECONDS MEGABYTES NAME...`` lints each of them in a process
of its own that may take so many seconds of processor time and so much memory, and prints a line of
JSON for each: the name, the process's status, and the texts that were reported.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

HEAD: Final = """\
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
class Base(DeclarativeBase): pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
"""
OTHER: Final = """
class Q(Base):
    __tablename__ = {}
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped["A"] = relationship(foreign_keys={}, info={}, **{})
"""
DEEP: Final = 10_000
WIDE: Final = 100_000
LONG: Final = 20_000_000


def attribute(value: str) -> str:
    return f"{HEAD}    b = {value}\n"


def annotated(annotation: str) -> str:
    return f"{HEAD}    b: {annotation} = relationship()\n"


def join(text: str) -> str:
    return attribute(f"relationship('A', primaryjoin={text})")


def growing(first: str, step: str, name: str = "s30") -> str:
    """Each name holds several times what the one before it holds."""
    lines = [f"s{number} = {step.replace('#', f's{number - 1}')}" for number in range(1, 40)]
    return "\n".join([HEAD, f"s0 = {first}", *lines, OTHER.format(name, name, name, name)])


def made_by(functions: str, call: str) -> str:
    """The functions, and a class with what a call of them gives."""
    head = f"from sqlalchemy import Column, Table\n{HEAD}{functions}"
    return (
        f"{head}class Y(A):\n    __tablename__ = 'y'\n    id = {call}\n{OTHER.format(call, call, call, {})}"
    )


def nested(opening: str, closing: str, inside: str, depth: int = DEEP) -> str:
    return opening * depth + inside + closing * depth


def many(form: str, number: int, separator: str = ", ") -> str:
    """The form with numbers from 1 for ``#``, and the number before in place of ``~``."""
    return separator.join(form.replace("#", str(at)).replace("~", str(at - 1)) for at in range(1, number + 1))


PROGRAMS: Final[dict[str, Callable[[], str | bytes]]] = {
    # Nesting
    "parentheses": lambda: attribute(f"relationship({nested('(', ')', '1')})"),
    "lists": lambda: attribute(f"relationship({nested('[', ']', '1', 90)})"),
    "calls": lambda: attribute(nested("f(", ")", "relationship('A')", 90)),
    "sum": lambda: join("+".join(["A.id"] * DEEP)),
    "minus": lambda: attribute(f"relationship('A', uselist={'-' * DEEP}1)"),
    "attributes": lambda: attribute(f"relationship(A{'.x' * DEEP})"),
    "calls of calls": lambda: attribute(f"relationship(A{'()' * DEEP})"),
    "subscripts": lambda: annotated(f"Mapped{'[0]' * DEEP}"),
    "lambdas": lambda: attribute(f"relationship({'lambda: ' * DEEP}A)"),
    "conditions": lambda: attribute(f"relationship({'1 if x else ' * DEEP}A)"),
    "blocks": lambda: "".join(f"{' ' * at}if x:\n" for at in range(99)) + " " * 99 + "relationship('A')\n",
    "else if": lambda: f"{HEAD}if x: pass\n" + "".join(f"elif y{at}: pass\n" for at in range(2_000)),
    "annotation in text": lambda: annotated(f"'Mapped{nested('[list', ']', '')}'"),
    "join in text": lambda: join(f"'{nested('(', ')', 'A.id')}'"),
    "minus in text": lambda: join(f"'{'-' * DEEP}A.id'"),
    "names in text": lambda: join(f"'A{'.x' * DEEP}'"),
    "classes in classes": lambda: (
        HEAD + "".join(f"{' ' * at}class N{at}(Base):\n" for at in range(90)) + " " * 90 + "x = 1\n"
    ),
    "lines of inheritance": lambda: HEAD + "class C0(A): pass\n" + many("class C#(C~): pass\n", 150, ""),
    # Size
    "union": lambda: annotated(f"Mapped[{many('C#', WIDE, ' | ')}]"),
    "Union": lambda: annotated(f"Mapped[Union[{many('C#', WIDE)}]]"),
    "union in text": lambda: annotated(f"Mapped['{many('C#', WIDE, ' | ')}']"),
    "bases": lambda: f"{HEAD}class X({many('C#', WIDE)}): pass\n",
    "arguments": lambda: attribute(f"relationship({many('1', WIDE)})"),
    "keywords": lambda: attribute(f"relationship('A', {many('k#=1', WIDE)})"),
    "constraints": lambda: f"{HEAD}    __table_args__ = ({many('UniqueConstraint(1)', WIDE // 4)},)\n",
    "entries": lambda: f"K = {{{many(repr('k#') + ': 1', WIDE)}}}\n{attribute('relationship(**K)')}",
    "decorators": lambda: HEAD + "@d\n" * 2_000 + "class X(Base): pass\n",
    "alternatives": lambda: (
        HEAD + many("if x#:\n    n = 'a#'\nelse:\n    n = 'b#'", 500, "\n") + OTHER.format("n", "n", "n", "n")
    ),
    "number": lambda: attribute(f"relationship('A', join_depth=0x{'f' * WIDE}, lazy=0x{'f' * WIDE})"),
    "power": lambda: attribute("relationship('A', join_depth=9**9**9**9, lazy=1 << (1 << 60))"),
    "name": lambda: attribute(f"relationship('{'B' * 19_000}')"),
    "class name": lambda: f"{HEAD}class {'B' * 50_000}(Base):\n    __tablename__ = 'b'\n",
    "names alike": lambda: (
        HEAD
        + many(f"    b# = relationship('{'T' * 9_000}#')", 20, "\n")
        + many(
            f"\nclass {'T' * 9_001}Z#(Base):\n    __tablename__ = 'b#'\n    id = mapped_column(primary_key=True)",
            20,
            "",
        )
    ),
    # What doubles
    "texts": lambda: growing("'aa'", "# + #"),
    "texts formatted": lambda: growing("'aa'", "f'{#}{#}'"),
    "texts joined": lambda: growing("'aa'", "#.join([#, #])"),
    "texts replaced": lambda: growing("'aa'", "#.replace('a', #)", "s8"),
    "texts filled in": lambda: growing("'aa'", "'%s%s' % (#, #)"),
    "width": lambda: (
        HEAD + OTHER.format("'%999999999d' % 1", "'{:>999999999}'.format(1)", "'a' * 10**12", "x")
    ),
    "lists joined": lambda: growing("['a']", "# + #"),
    "lists spread": lambda: growing("['a']", "[*#, *#]"),
    "lists computed": lambda: growing("['a']", "[(x, x) for x in #] + [x for x in #]"),
    "tuples of tuples": lambda: growing("'a'", "(#, #)"),
    "dicts spread": lambda: growing("{'a': 1}", "{**#, **#}"),
    "dicts joined": lambda: growing("{'a': 1}", "# | #"),
    "dicts of dicts": lambda: growing("{'a': 1}", "{'a': #, 'b': #}"),
    "dicts made": lambda: growing("{'a': 1}", "dict(**#, **#)"),
    "functions": lambda: (
        HEAD
        + "def f0(x): return x\n"
        + many("def f#(x): return f~(x) + f~(x)\n", 50, "")
        + "def f(x): return f(f(x))\n"
        + OTHER.format("f('a')", "f50('a')", "f20('a')", "f({})")
    ),
    "tables of tables": lambda: made_by("def f(x): return Table('t', Base.metadata, f(x), f(x))\n", "f(1)"),
    "functions in a circle": lambda: made_by(
        "def f(x): return Column(g(x), g(x))\ndef g(x): return Column(f(x), f(x))\n", "f(1)"
    ),
    "lambdas that call themselves": lambda: made_by("f = lambda x: Column(f(x), f(x), x)\n", "f(1)"),
    "functions that make tables": lambda: made_by(
        "def f0(x): return Column('x', x)\n"
        + many(f"def f#(x): return Table('t#', Base.metadata{', f~(x)' * 10})\n", 20, ""),
        "f20(1)",
    ),
    "loops that call themselves": lambda: made_by(
        f"def f(x):\n    for y in {tuple(map(str, range(300)))}:\n"
        "        f(y)\n        Table(y, Base.metadata, Column('x', f(y)))\n",
        "f(1)",
    ),
    "columns that make columns": lambda: made_by(
        "class C(Column):\n    def __init__(self, *x, **k):\n        super().__init__(C(*x), C(*x), **k)\n",
        "C(1)",
    ),
    "loops": lambda: (
        HEAD
        + "".join(f"{'  ' * at}for a{at} in {list(range(30))}:\n" for at in range(15))
        + f"{'  ' * 15}setattr(A, f'x{{a0}}{{a1}}', relationship('B'))\n"
    ),
    "endless loop": lambda: (
        f"{HEAD}for a in range(10**12):\n    class Z(Base):\n        __tablename__ = 'z'\n"
    ),
    "pattern": lambda: (
        HEAD
        + "import re\n"
        + OTHER.format("re.sub('(a+)+$', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "x", "x", "x")
    ),
    # Bytes
    "null bytes": lambda: HEAD.encode() + b"\x00" * 1_000,
    "byte order mark": lambda: b"\xef\xbb\xbf" + attribute("relationship('Bé')").encode(),
    "two byte order marks": lambda: b"\xef\xbb\xbf" * 2 + HEAD.encode(),
    "utf-16": lambda: HEAD.encode("utf-16"),
    "declared utf-16": lambda: b"# coding: utf-16\n" + HEAD.encode(),
    "latin-1": lambda: b"# coding: latin-1\n" + attribute("relationship('B\xe9')").encode("latin-1"),
    "utf-7": lambda: b"# coding: utf-7\n" + attribute("relationship('B+AOk-')").encode(),
    "unknown coding": lambda: b"# coding: \xff\x00nonsense\n" + HEAD.encode(),
    "other line ends": lambda: attribute("relationship('B')").replace("\n", "\r").encode(),
    "form feeds": lambda: attribute("relationship('B')").replace("\n", "\n\x0c").encode(),
    "surrogates": lambda: attribute(r"relationship('\ud800')"),
    "surrogates in bytes": lambda: attribute("relationship('B')").encode().replace(b"'B'", b"'\xed\xa0\x80'"),
    "control characters": lambda: attribute(
        r"relationship('\x1b[31m\x07\r\n\u202e\u2066\x00\x9b', back_populates='\x1b]0;x\x07', cascade='a\nb, <b>')"
    ),
    "markup": lambda: attribute("relationship('<script>&\"\\'</script>', back_populates='::error::x%0A')"),
    # One line of 20 MB
    "long text": lambda: attribute(f"relationship('{'B' * LONG}')"),
    "long join": lambda: join(f"'{'A.id == ' * (LONG // 8)}1'"),
    "long comment": lambda: HEAD + "# class X(Base): relationship(" * (LONG // 30),
    "long list": lambda: f"{HEAD}    x = [{'1,' * (LONG // 2)}]\n",
    "long line of nothing": lambda: "class " * (LONG // 6) + HEAD,
    "long line of blanks": lambda: f"{HEAD}class X{' ' * LONG}(Base): pass\n",
}


def lint(folder: Path) -> list[str]:
    """The texts of the reports on the folder, the second time with what the first kept."""
    from tests.safety.linting import reports

    found = reports(folder)
    assert reports(folder) == found
    return [f"{report.code} {report.text}" for each in found.values() for report in each]


def main(folder: Path, seconds: int, megabytes: int, names: list[str]) -> None:
    import flake8_sqla_rel.engine  # noqa: F401 - once, before there are children
    import tests.safety.linting  # noqa: F401

    for number, name in enumerate(names):
        place = folder / str(number)
        place.mkdir()
        content = PROGRAMS[name]()
        (place / "m.py").write_bytes(content.encode() if isinstance(content, str) else content)
        del content
        answer = place / "answer"
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
            try:
                answer.write_text(json.dumps(lint(place)))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        texts = json.loads(answer.read_text()) if answer.exists() else None
        print(json.dumps([name, status, texts]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
