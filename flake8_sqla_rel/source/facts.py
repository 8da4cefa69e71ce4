"""What the text of one module says, and nothing else.

Facts are made from the bytes of one file (:mod:`flake8_sqla_rel.source.reader`), hold no
path and no module name, and can be written to and read from JSON
(:mod:`flake8_sqla_rel.source.codec`), so that one entry of the cache serves every file of
that content. Nothing in them was looked up elsewhere: a name is a name, not what it is
bound to.

Positions are Python's: ``line`` from 1, ``col`` from 0 in UTF-8 bytes, as :mod:`ast` counts.

Expressions and statements are named tuples rather than dataclasses because there are
tens of thousands of them in a project and building them dominates a warm start.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias


class Name(NamedTuple):
    """A bare name."""

    line: int
    col: int
    id: str


class Attr(NamedTuple):
    """``value.attr``."""

    line: int
    col: int
    value: Expr
    attr: str


class Const(NamedTuple):
    """A literal: text, number, ``True``, ``False`` or ``None``."""

    line: int
    col: int
    value: str | int | float | None


class Keyword(NamedTuple):
    """``arg=value`` in a call; ``arg`` is ``None`` for ``**value``."""

    line: int
    col: int
    arg: str | None
    value: Expr


class Starred(NamedTuple):
    """``*value`` in a call or a display."""

    line: int
    col: int
    value: Expr


class Call(NamedTuple):
    """``func(*args, **keywords)``."""

    line: int
    col: int
    func: Expr
    args: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]

    @property
    def called(self) -> str:
        """The last name of what is called, empty where that is no name: a call, an item."""
        func = self.func
        return func.attr if isinstance(func, Attr) else func.id if isinstance(func, Name) else ""


class Seq(NamedTuple):
    """A list, tuple or set display; ``kind`` says which."""

    line: int
    col: int
    kind: str
    items: tuple[Expr, ...]


class Mapping(NamedTuple):
    """A dict display; a key of ``None`` stands for ``**value``."""

    line: int
    col: int
    keys: tuple[Expr | None, ...]
    values: tuple[Expr, ...]


class Subscript(NamedTuple):
    """``value[item]``."""

    line: int
    col: int
    value: Expr
    item: Expr


class Slice(NamedTuple):
    """``lower:upper`` in a subscript, without a step."""

    line: int
    col: int
    lower: Expr | None
    upper: Expr | None


class Binary(NamedTuple):
    """An arithmetic or bitwise operation; ``op`` is the operator as written."""

    line: int
    col: int
    op: str
    left: Expr
    right: Expr


class Unary(NamedTuple):
    """``not``, ``-``, ``+`` or ``~`` before an operand."""

    line: int
    col: int
    op: str
    operand: Expr


class BoolOp(NamedTuple):
    """``and`` or ``or`` over two or more values."""

    line: int
    col: int
    op: str
    values: tuple[Expr, ...]


class Compare(NamedTuple):
    """A comparison, chained when there is more than one operator."""

    line: int
    col: int
    left: Expr
    ops: tuple[str, ...]
    comparators: tuple[Expr, ...]


class Lambda(NamedTuple):
    """A lambda; ``params`` are its positional parameter names."""

    line: int
    col: int
    params: tuple[str, ...]
    body: Expr


class Joined(NamedTuple):
    """An f-string whose parts are constants and plainly formatted values."""

    line: int
    col: int
    parts: tuple[Expr, ...]


class IfExp(NamedTuple):
    """``body if test else orelse``."""

    line: int
    col: int
    test: Expr
    body: Expr
    orelse: Expr


class Comprehension(NamedTuple):
    """A comprehension or generator with one ``for``; ``key`` is that of a dict's entries."""

    line: int
    col: int
    key: Expr | None
    element: Expr
    target: Expr
    iterable: Expr
    conditions: tuple[Expr, ...]


class Opaque(NamedTuple):
    """An expression of a form that is not kept; ``kind`` names it."""

    line: int
    col: int
    kind: str


Expr: TypeAlias = (
    Name
    | Attr
    | Const
    | Starred
    | Call
    | Seq
    | Mapping
    | Subscript
    | Slice
    | Binary
    | Unary
    | BoolOp
    | Compare
    | Lambda
    | Joined
    | IfExp
    | Comprehension
    | Opaque
)


class Assign(NamedTuple):
    """``target = value``, ``target: annotation = value`` or ``target: annotation``.

    One per target: ``a = b = 1`` gives two. ``end_line`` is the last line of the statement.
    """

    line: int
    col: int
    end_line: int
    target: Expr
    value: Expr | None
    annotation: Expr | None


class Param(NamedTuple):
    """A parameter of a function; ``kind`` is ``""``, ``"*"`` or ``"**"``."""

    name: str
    kind: str
    default: Expr | None
    annotation: Expr | None


class Function(NamedTuple):
    """A function or method.

    ``body`` is ``None`` when the body was not kept because nothing in it bears on a
    mapping; ``generator`` says that calling it yields rather than returns. ``returns`` is
    the return annotation of a decorated function.
    """

    line: int
    col: int
    name: str
    params: tuple[Param, ...]
    decorators: tuple[Expr, ...]
    body: tuple[Stmt, ...] | None
    generator: bool
    returns: Expr | None = None


class Class(NamedTuple):
    """A class statement; ``line`` is that of ``class``, not of a decorator."""

    line: int
    col: int
    end_line: int
    name: str
    bases: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    decorators: tuple[Expr, ...]
    body: tuple[Stmt, ...]


class Import(NamedTuple):
    """``import module`` (``name`` is ``None``) or ``from module import name``.

    ``level`` counts the leading dots, ``bound`` is the name that the statement binds
    (``*`` for a star import). ``import a.b`` binds ``a``; ``import a.b as c`` binds ``c`` to
    the submodule.
    """

    line: int
    col: int
    level: int
    module: str
    name: str | None
    bound: str


class Do(NamedTuple):
    """An expression statement that is a call."""

    line: int
    col: int
    value: Expr


class Return(NamedTuple):
    """``return value``."""

    line: int
    col: int
    value: Expr | None


class If(NamedTuple):
    """``if test: body else: orelse``."""

    line: int
    col: int
    test: Expr
    body: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]


class Try(NamedTuple):
    """A ``try`` statement; ``body`` includes its ``else``, ``handlers`` one body each."""

    line: int
    col: int
    body: tuple[Stmt, ...]
    handlers: tuple[tuple[Stmt, ...], ...]
    final: tuple[Stmt, ...]


class Block(NamedTuple):
    """The body of a ``with``, ``for``, ``while`` or ``match`` case.

    ``kind`` is ``with``, ``for``, ``while`` or ``case``; of a ``for``, ``target`` and
    ``iterable`` are its two expressions.
    """

    line: int
    col: int
    kind: str
    target: Expr | None
    iterable: Expr | None
    body: tuple[Stmt, ...]


class Delete(NamedTuple):
    """``del name``."""

    line: int
    col: int
    name: str


class Jump(NamedTuple):
    """``raise``, ``continue`` or ``break``: what follows it in its block does not happen."""

    line: int
    col: int
    kind: str


Stmt: TypeAlias = Assign | Function | Class | Import | Do | Return | If | Try | Block | Delete | Jump


class Globals(NamedTuple):
    """The names that a function declares global; ``line`` and ``col`` are those of the function."""

    line: int
    col: int
    names: tuple[str, ...]


class Expected(NamedTuple):
    """Lines in which something is expected to fail: a test about a fault.

    It is the whole function in which it is said so, for which of its statements is the one that
    fails is not told; outside of functions it is the ``with`` statement.
    """

    line: int
    col: int
    end_line: int


class ModuleFacts(NamedTuple):
    """What one module says.

    ``body`` holds the statements that can bear on a mapping, in their order.
    ``future_annotations`` tells that every annotation is a string at run time (PEP 563).
    ``exports`` is ``__all__`` where it is a literal. ``globals`` are those of its functions, wherever
    they stand; the bodies of these are kept. ``expected`` is where failures are expected, of which
    some may be inside of others.
    """

    body: tuple[Stmt, ...]
    future_annotations: bool
    exports: tuple[str, ...] | None
    globals: tuple[Globals, ...] = ()
    expected: tuple[Expected, ...] = ()


def within(part: object) -> Iterator[object]:
    """A fact and all that is part of it, outermost first."""
    yield part
    if isinstance(part, tuple):
        for each in part:
            yield from within(each)
