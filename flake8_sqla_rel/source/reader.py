"""The bytes of one file → :class:`~flake8_sqla_rel.source.facts.ModuleFacts`.

Reading is purely syntactic: :mod:`ast` parses, this module keeps what can bear on a
mapping, in the order of the text, and leaves out the rest (most function bodies, statements
that bind nothing). Nothing is looked up, imported or run.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from keyword import iskeyword
from typing import Any, Final

from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Binary,
    Block,
    BoolOp,
    Call,
    Class,
    Compare,
    Comprehension,
    Const,
    Delete,
    Do,
    Expected,
    Expr,
    Function,
    Globals,
    If,
    IfExp,
    Import,
    Joined,
    Jump,
    Keyword,
    Lambda,
    Mapping,
    ModuleFacts,
    Name,
    Opaque,
    Param,
    Return,
    Seq,
    Slice,
    Starred,
    Stmt,
    Subscript,
    Try,
    Unary,
)

_MAX_DEPTH: Final = 60
# Parsing takes up to two hundred times the memory that the text does.
_MAX_SOURCE: Final = 4 * 1024 * 1024
_MAX_ITEMS: Final = 400
_MAX_TEXT: Final = 20_000
_MAX_BITS: Final = 1_000
_SHORT_FUNCTION: Final = 16
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

# A function body with one of these may make a class, a table or a part of one, or a global name for it.
# Each begins with fixed text and is searched by itself, which is ten times as fast as all at once.
_TELLTALES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        *(rb"relationship", rb"elation\((?<=[rR]elation\()", rb"olumn(?<=[cC]olumn)", rb"ForeignKey"),
        *(rb"Table\b(?<!\wTable)", rb"declar(?:ed_attr|ative)", rb"backref", rb"registry"),
        *(
            rb"map_imperatively",
            rb"mapper\(",
            rb"__table",
            rb"__mapper",
            rb"type\((?<!\wtype\()[^)]{0,9999},",
        ),
        *(rb"class (?<!\wclass )", rb"eta(?<=[mM]eta)[dD]ata", rb"setattr\(", rb"add_property"),
        *(rb"global (?<!\wglobal )", rb"__annotations__", rb"__init_subclass__"),
    )
)

#: What a table is made of: to make a subclass of one is to call its ``__init__``.
_PARTS: Final = frozenset({"Column", "ForeignKey", "ForeignKeyConstraint", "MetaData"})

#: What is called of that name, in any spelling, says that what it is about fails or warns.
_EXPECTING: Final = re.compile(r"raises|warns|^expect_|deprecated_call|xfail|expectedFailure", re.IGNORECASE)
_EXPECTING_BYTES: Final = re.compile(rb"aises|arns|expect|deprecated_call|xfail")

_OPERATORS: Final[dict[type[ast.AST], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.MatMult: "@",
    ast.Not: "not",
    ast.USub: "-",
    ast.UAdd: "+",
    ast.Invert: "~",
    ast.And: "and",
    ast.Or: "or",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


class Unreadable(ValueError):
    """The bytes are not a Python module; the message says why, in one line."""


def read(data: bytes) -> ModuleFacts:
    """Read one module.

    :param data: the content of the file, with its byte order mark and coding line if any.
    :raises Unreadable: it does not parse, is not in its declared encoding, or is nested
        too deeply or too large for anybody to have written it.
    """
    tree = _parse(data)
    reader = _Reader(data)
    body = tuple(reader.statements(tree.body))
    return ModuleFacts(
        body, _has_future_annotations(tree), _exports(tree), tuple(reader.globals), tuple(reader.expected)
    )


@lru_cache(maxsize=1024)
def parse_expression(text: str, line: int = 1, col: int = 0) -> Expr | None:
    """The expression in a string (an annotation, a join), ``None`` when it does not parse.

    One string is asked for by all who read what it stands in: the last ones are remembered.

    Every position in the result is that of the string: ``line``, ``col``.
    """
    text = text.strip()
    if text.isidentifier() and not iskeyword(text):
        return Name(line, col, text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return _Reader(b"", (line, col)).expression(tree.body)


def _parse(data: bytes) -> ast.Module:
    if len(data) > _MAX_SOURCE:
        raise Unreadable(f"more than {_MAX_SOURCE} bytes")
    try:
        with warnings.catch_warnings():
            # An invalid escape sequence is flake8's to report, not a line on stderr.
            warnings.simplefilter("ignore")
            return ast.parse(data)
    except SyntaxError as error:
        raise Unreadable(f"line {error.lineno or 1}: {error.msg}") from None
    except (RecursionError, MemoryError):
        raise Unreadable("nested too deeply") from None
    except ValueError as error:
        raise Unreadable(str(error)) from None


def _has_future_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


def _exports(tree: ast.Module) -> tuple[str, ...] | None:
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
            if not isinstance(node.value, ast.List | ast.Tuple):
                return None
            names = [i.value for i in node.value.elts if isinstance(i, ast.Constant)]
            return tuple(n for n in names if isinstance(n, str))
    return None


class _Reader:
    """Turns :mod:`ast` nodes of one file into facts; ``at`` overrides every position."""

    def __init__(self, data: bytes, at: tuple[int, int] | None = None) -> None:
        self._at = at
        self._depth = 0
        self._telltale_lines = _telltale_lines(data)
        self._yields = b"yield" in data
        self._in_class = False
        self._in_part = False
        self.function_read: ast.stmt | None = None
        self.globals: list[Globals] = []
        """The global names of the functions that were read."""
        self.expected: dict[Expected, None] = {}
        """Where failures are expected."""
        self._expects = _EXPECTING_BYTES.search(data) is not None

    # Expressions

    def expression(self, node: ast.expr) -> Expr:
        """The fact of one expression."""
        line, col = self._at or (node.lineno, node.col_offset)
        convert = _EXPRESSIONS.get(type(node))
        if convert is None or self._depth >= _MAX_DEPTH:
            return Opaque(line, col, type(node).__name__)
        self._depth += 1
        try:
            return convert(self, node, line, col)
        finally:
            self._depth -= 1

    def expressions(self, nodes: Iterable[ast.expr]) -> tuple[Expr, ...]:
        return tuple([self.expression(node) for node in nodes])

    def optional(self, node: ast.expr | None) -> Expr | None:
        return None if node is None else self.expression(node)

    def keywords(self, nodes: list[ast.keyword]) -> tuple[Keyword, ...]:
        found = []
        for node in nodes:
            line, col = self._at or (node.lineno, node.col_offset)
            found.append(Keyword(line, col, node.arg, self.expression(node.value)))
        return tuple(found)

    # Statements

    def statements(self, nodes: Iterable[ast.stmt]) -> Iterator[Stmt]:
        """The facts of a block, in its order."""
        for node in nodes:
            convert = _STATEMENTS.get(type(node))
            if convert is not None:
                yield from convert(self, node)

    def block(self, nodes: Iterable[ast.stmt]) -> tuple[Stmt, ...]:
        if self._depth >= _MAX_DEPTH:
            return ()
        self._depth += 1
        try:
            return tuple(self.statements(nodes))
        finally:
            self._depth -= 1

    def class_(self, node: ast.ClassDef) -> Iterator[Stmt]:
        outer = self._in_class, self._in_part
        self._in_class, self._in_part = True, any(_name_of(base) in _PARTS for base in node.bases)
        body = self.block(node.body)
        self._in_class, self._in_part = outer
        bases = self.expressions(node.bases[:_MAX_ITEMS])
        if len(node.bases) > _MAX_ITEMS:
            bases = (Opaque(node.lineno, node.col_offset, "Large"),)
        yield Class(
            node.lineno,
            node.col_offset,
            node.end_lineno or node.lineno,
            node.name,
            bases,
            self.keywords(node.keywords[:_MAX_ITEMS]),
            self.expressions(node.decorator_list),
            body,
        )

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Stmt]:
        body: tuple[Stmt, ...] | None = None
        generator = False
        if self._keeps_body(node):
            outer = self._in_class, self._in_part, self.function_read
            self._in_class, self._in_part, self.function_read = False, False, node
            for decorator in node.decorator_list:
                self.expect(decorator, node)
            body = self.block(node.body)
            self._in_class, self._in_part, self.function_read = outer
            generator = self._yields and any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(node))
        yield Function(
            node.lineno,
            node.col_offset,
            node.name,
            self.parameters(node.args, full=body is not None),
            self.expressions(node.decorator_list),
            body,
            generator or isinstance(node, ast.AsyncFunctionDef),
            self.optional(node.returns) if node.decorator_list else None,
        )

    def expect(self, node: ast.expr, stmt: ast.stmt | None = None) -> None:
        """Note where a failure is expected, should a call or decorator say that one is.

        It is the function that is read or, outside of any, the statement.
        """
        if self._expects and _EXPECTING.search(_name_of(node)):
            self._expect_within(self.function_read or stmt)

    def attempt(self, node: ast.Try) -> None:
        """Note that a function expects a failure, should it test that what it tries fails."""
        if self.function_read is not None and _tests_failure(node):
            self._expect_within(self.function_read)

    def _expect_within(self, within: ast.stmt | None) -> None:
        if within is not None:
            end = within.end_lineno or within.lineno
            self.expected[Expected(within.lineno, within.col_offset, end)] = None

    def parameters(self, args: ast.arguments, *, full: bool) -> tuple[Param, ...]:
        """``full`` is false for a function whose body was not kept: only its names are."""
        positional = [*args.posonlyargs, *args.args]
        missing = len(positional) - len(args.defaults)
        found = []
        for index, arg in enumerate(positional):
            default = args.defaults[index - missing] if index >= missing else None
            found.append(self._parameter(arg, "", default if full else None, full))
        if args.vararg is not None:
            found.append(self._parameter(args.vararg, "*", None, full))
        for arg, keyword_default in zip(args.kwonlyargs, args.kw_defaults):
            found.append(self._parameter(arg, "", keyword_default if full else None, full))
        if args.kwarg is not None:
            found.append(self._parameter(args.kwarg, "**", None, full))
        return tuple(found)

    def _parameter(self, arg: ast.arg, kind: str, default: ast.expr | None, full: bool) -> Param:
        annotation = self.optional(arg.annotation) if full else None
        return Param(arg.arg, kind, self.optional(default), annotation)

    def _keeps_body(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        end = node.end_lineno or node.lineno
        first = bisect_left(self._telltale_lines, node.lineno)
        if first < len(self._telltale_lines) and self._telltale_lines[first] <= end:
            return True
        if self._in_class and self._is_of_metaclass(node):
            return True
        if self._in_part and node.name == "__init__":
            return True
        # A short function may compute a name that a table or a key is made of.
        if end - node.lineno >= _SHORT_FUNCTION:
            return False
        return not self._in_class or bool(node.decorator_list)

    def _is_of_metaclass(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        """Whether a method is given the bases of a class that is being made."""
        return (
            node.name in ("__new__", "__init__")
            and len(node.args.args) >= 4
            and node.args.args[2].arg.startswith("bases")
        )


def _name_of(node: ast.expr) -> str:
    """The last name of an expression or of what it calls, empty where that is no name."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _telltale_lines(data: bytes) -> list[int]:
    """The numbers of the lines that hold a telltale, ascending."""
    if not data:
        return []
    found = sorted(match.start() for telltale in _TELLTALES for match in telltale.finditer(data))
    lines: list[int] = []
    line, last = 1, 0
    for start in found:
        line += data.count(b"\n", last, start)
        last = start
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines


# One converter per node type: (reader, node, line, col) -> fact


def _name(reader: _Reader, node: ast.Name, line: int, col: int) -> Expr:
    return Name(line, col, node.id)


def _attribute(reader: _Reader, node: ast.Attribute, line: int, col: int) -> Expr:
    return Attr(line, col, reader.expression(node.value), node.attr)


def _constant(reader: _Reader, node: ast.Constant, line: int, col: int) -> Expr:
    value = node.value
    if value is None or isinstance(value, str | bool | int | float):
        if isinstance(value, str):
            if len(value) > _MAX_TEXT:
                return Opaque(line, col, "Large")
            if not value.isprintable() and _SURROGATE.search(value):
                return Opaque(line, col, "surrogate")
        elif isinstance(value, int) and value.bit_length() > _MAX_BITS:
            return Opaque(line, col, "Large")
        return Const(line, col, value)
    return Opaque(line, col, type(value).__name__)


def _starred(reader: _Reader, node: ast.Starred, line: int, col: int) -> Expr:
    return Starred(line, col, reader.expression(node.value))


def _call(reader: _Reader, node: ast.Call, line: int, col: int) -> Expr:
    if len(node.args) + len(node.keywords) > _MAX_ITEMS:
        return Opaque(line, col, "Large")
    reader.expect(node)
    return Call(
        line, col, reader.expression(node.func), reader.expressions(node.args), reader.keywords(node.keywords)
    )


def _sequence(reader: _Reader, node: ast.List | ast.Tuple | ast.Set, line: int, col: int) -> Expr:
    if len(node.elts) > _MAX_ITEMS:
        return Opaque(line, col, "Large")
    return Seq(line, col, type(node).__name__.lower(), reader.expressions(node.elts))


def _dict(reader: _Reader, node: ast.Dict, line: int, col: int) -> Expr:
    if len(node.values) > _MAX_ITEMS:
        return Opaque(line, col, "Large")
    keys = tuple([reader.optional(key) for key in node.keys])
    return Mapping(line, col, keys, reader.expressions(node.values))


def _subscript(reader: _Reader, node: ast.Subscript, line: int, col: int) -> Expr:
    return Subscript(line, col, reader.expression(node.value), reader.expression(node.slice))


def _slice(reader: _Reader, node: ast.Slice, line: int, col: int) -> Expr:
    if node.step is not None:
        return Opaque(line, col, "Slice")
    return Slice(line, col, reader.optional(node.lower), reader.optional(node.upper))


def _binary(reader: _Reader, node: ast.BinOp, line: int, col: int) -> Expr:
    op = _OPERATORS[type(node.op)]
    return Binary(line, col, op, reader.expression(node.left), reader.expression(node.right))


def _unary(reader: _Reader, node: ast.UnaryOp, line: int, col: int) -> Expr:
    operand = reader.expression(node.operand)
    negative = isinstance(node.op, ast.USub)
    if negative and isinstance(operand, Const) and isinstance(operand.value, int | float):
        return Const(line, col, -operand.value)
    return Unary(line, col, _OPERATORS[type(node.op)], operand)


def _bool(reader: _Reader, node: ast.BoolOp, line: int, col: int) -> Expr:
    if len(node.values) > _MAX_ITEMS:
        return Opaque(line, col, "Large")
    return BoolOp(line, col, _OPERATORS[type(node.op)], reader.expressions(node.values))


def _compare(reader: _Reader, node: ast.Compare, line: int, col: int) -> Expr:
    if len(node.ops) > _MAX_ITEMS:
        return Opaque(line, col, "Large")
    ops = tuple([_OPERATORS[type(op)] for op in node.ops])
    return Compare(line, col, reader.expression(node.left), ops, reader.expressions(node.comparators))


def _lambda(reader: _Reader, node: ast.Lambda, line: int, col: int) -> Expr:
    params = tuple([arg.arg for arg in (*node.args.posonlyargs, *node.args.args)])
    return Lambda(line, col, params, reader.expression(node.body))


def _joined(reader: _Reader, node: ast.JoinedStr, line: int, col: int) -> Expr:
    if len(node.values) > _MAX_ITEMS:
        return Opaque(line, col, "Large")
    parts: list[Expr] = []
    for value in node.values:
        if isinstance(value, ast.FormattedValue):
            if not _is_plain(value.format_spec) or value.conversion not in (-1, ord("s")):
                return Opaque(line, col, "JoinedStr")
            parts.append(reader.expression(value.value))
        else:
            parts.append(reader.expression(value))
    return Joined(line, col, tuple(parts))


def _is_plain(specification: ast.expr | None) -> bool:
    """Whether a format specification leaves text as it is: there is none, or it is ``s``."""
    if specification is None:
        return True
    values = specification.values if isinstance(specification, ast.JoinedStr) else []
    return all(isinstance(value, ast.Constant) and value.value == "s" for value in values)


def _if_expression(reader: _Reader, node: ast.IfExp, line: int, col: int) -> Expr:
    test, body, orelse = map(reader.expression, (node.test, node.body, node.orelse))
    return IfExp(line, col, test, body, orelse)


def _comprehension(
    reader: _Reader, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, line: int, col: int
) -> Expr:
    first = node.generators[0]
    if len(node.generators) > 1 or first.is_async:
        return Opaque(line, col, type(node).__name__)
    key, element = (node.key, node.value) if isinstance(node, ast.DictComp) else (None, node.elt)
    return Comprehension(
        line,
        col,
        reader.optional(key),
        reader.expression(element),
        reader.expression(first.target),
        reader.expression(first.iter),
        reader.expressions(first.ifs),
    )


_EXPRESSIONS: Final[dict[type[ast.AST], Callable[..., Expr]]] = {
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Constant: _constant,
    ast.Starred: _starred,
    ast.Call: _call,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dict,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _bool,
    ast.Compare: _compare,
    ast.Lambda: _lambda,
    ast.JoinedStr: _joined,
    ast.IfExp: _if_expression,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.DictComp: _comprehension,
    ast.GeneratorExp: _comprehension,
}


def _assign(reader: _Reader, node: ast.Assign) -> Iterator[Stmt]:
    end = node.end_lineno or node.lineno
    value = reader.expression(node.value)
    for target in node.targets:
        yield from _bind(reader, target, value, (node.lineno, node.col_offset, end))


def _bind(reader: _Reader, target: ast.expr, value: Expr, at: tuple[int, int, int]) -> Iterator[Stmt]:
    if isinstance(target, ast.Tuple | ast.List):
        matched = isinstance(value, Seq) and len(value.items) == len(target.elts)
        starred = any(isinstance(element, ast.Starred) for element in target.elts)
        for index, element in enumerate(target.elts):
            part: Expr = Opaque(*at[:2], "Unpacked")
            if matched and isinstance(value, Seq):
                part = value.items[index]
            elif isinstance(value, Call) and not starred:
                part = Subscript(*at[:2], value, Const(*at[:2], index))
            yield from _bind(reader, element, part, at)
    elif isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
        yield Assign(*at, reader.expression(target), value, None)


def _annotated_assign(reader: _Reader, node: ast.AnnAssign) -> Iterator[Stmt]:
    yield Assign(
        node.lineno,
        node.col_offset,
        node.end_lineno or node.lineno,
        reader.expression(node.target),
        reader.optional(node.value),
        reader.expression(node.annotation),
    )


def _type_alias(reader: _Reader, node: Any) -> Iterator[Stmt]:
    """``type x = Annotated[...]``, which SQLAlchemy takes as it takes ``x = Annotated[...]``.

    Into any other it does not look: of ``type x = list["Child"]`` it makes no collection.
    """
    head = node.value.value if isinstance(node.value, ast.Subscript) else None
    name = head.id if isinstance(head, ast.Name) else head.attr if isinstance(head, ast.Attribute) else ""
    if name == "Annotated" and not node.type_params:
        end = node.end_lineno or node.lineno
        target, value = reader.expression(node.name), reader.expression(node.value)
        yield Assign(node.lineno, node.col_offset, end, target, value, None)


def _augmented_assign(reader: _Reader, node: ast.AugAssign) -> Iterator[Stmt]:
    target = reader.expression(node.target)
    line, col = node.lineno, node.col_offset
    value = Binary(line, col, _OPERATORS[type(node.op)], target, reader.expression(node.value))
    yield Assign(line, col, node.end_lineno or line, target, value, None)


def _import(reader: _Reader, node: ast.Import) -> Iterator[Stmt]:
    for alias in node.names:
        bound = alias.asname or alias.name.split(".", 1)[0]
        module = alias.name if alias.asname else bound
        yield Import(node.lineno, node.col_offset, 0, module, None, bound)
        if module != alias.name:
            # ``import a.b`` also loads a.b, though it binds only a.
            yield Import(node.lineno, node.col_offset, 0, alias.name, None, "")


def _import_from(reader: _Reader, node: ast.ImportFrom) -> Iterator[Stmt]:
    for alias in node.names:
        bound = alias.asname or alias.name
        yield Import(node.lineno, node.col_offset, node.level, node.module or "", alias.name, bound)


def _expression_statement(reader: _Reader, node: ast.Expr) -> Iterator[Stmt]:
    if isinstance(node.value, ast.Call):
        yield Do(node.lineno, node.col_offset, reader.expression(node.value))


def _return(reader: _Reader, node: ast.Return) -> Iterator[Stmt]:
    yield Return(node.lineno, node.col_offset, reader.optional(node.value))


def _if(reader: _Reader, node: ast.If) -> Iterator[Stmt]:
    test = reader.expression(node.test)
    yield If(node.lineno, node.col_offset, test, reader.block(node.body), reader.block(node.orelse))


def _tests_failure(node: ast.Try) -> bool:
    """Whether to come to the end of what is tried, or what a handler finds there, fails a test."""
    ends = [*node.body[-1:], *node.orelse[-1:]]
    handled = [stmt for handler in node.handlers for stmt in handler.body]
    return bool(handled) and (any(map(_fails, ends)) or any(map(_asserts, handled)))


def _fails(stmt: ast.stmt) -> bool:
    """Whether a statement says that a test has failed, should it be reached: ``assert False``, ``fail()``."""
    if isinstance(stmt, ast.Assert):
        return isinstance(stmt.test, ast.Constant) and not stmt.test.value
    if isinstance(stmt, ast.Raise):
        return stmt.exc is not None and _name_of(stmt.exc) == "AssertionError"
    return isinstance(stmt, ast.Expr) and _name_of(stmt.value) == "fail"


def _asserts(stmt: ast.stmt) -> bool:
    if isinstance(stmt, ast.Assert):
        return not _fails(stmt)
    return isinstance(stmt, ast.Expr) and _name_of(stmt.value).startswith("assert")


def _try(reader: _Reader, node: ast.Try) -> Iterator[Stmt]:
    reader.attempt(node)
    handlers = tuple([reader.block(handler.body) for handler in node.handlers])
    body = reader.block([*node.body, *node.orelse])
    yield Try(node.lineno, node.col_offset, body, handlers, reader.block(node.finalbody))


def _with(reader: _Reader, node: ast.With | ast.AsyncWith) -> Iterator[Stmt]:
    for item in node.items:
        if isinstance(item.context_expr, ast.Call):
            reader.expect(item.context_expr, node)
    yield Block(node.lineno, node.col_offset, "with", None, None, reader.block(node.body))


def _for(reader: _Reader, node: ast.For | ast.AsyncFor) -> Iterator[Stmt]:
    target, iterable = reader.expression(node.target), reader.expression(node.iter)
    body = reader.block([*node.body, *node.orelse])
    yield Block(node.lineno, node.col_offset, "for", target, iterable, body)


def _while(reader: _Reader, node: ast.While) -> Iterator[Stmt]:
    body = reader.block([*node.body, *node.orelse])
    yield Block(node.lineno, node.col_offset, "while", None, None, body)


def _match(reader: _Reader, node: ast.Match) -> Iterator[Stmt]:
    for case in node.cases:
        yield Block(node.lineno, node.col_offset, "case", None, None, reader.block(case.body))


def _delete(reader: _Reader, node: ast.Delete) -> Iterator[Stmt]:
    line, col = node.lineno, node.col_offset
    for target in node.targets:
        if isinstance(target, ast.Name):
            yield Delete(line, col, target.id)
        elif isinstance(target, ast.Subscript):
            # ``del options["key"]`` is ``options.__delitem__("key")``.
            func = Attr(line, col, reader.expression(target.value), "__delitem__")
            yield Do(line, col, Call(line, col, func, (reader.expression(target.slice),), ()))


def _global(reader: _Reader, node: ast.Global) -> Iterator[Stmt]:
    function = reader.function_read
    if function is not None:
        reader.globals.append(Globals(function.lineno, function.col_offset, tuple(node.names)))
    yield from ()


def _jump(reader: _Reader, node: ast.Raise | ast.Continue | ast.Break) -> Iterator[Stmt]:
    yield Jump(node.lineno, node.col_offset, type(node).__name__.lower())


_STATEMENTS: Final[dict[type[ast.AST], Callable[..., Iterator[Stmt]]]] = {
    ast.Assign: _assign,
    ast.AnnAssign: _annotated_assign,
    ast.AugAssign: _augmented_assign,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.ClassDef: _Reader.class_,
    ast.FunctionDef: _Reader.function,
    ast.AsyncFunctionDef: _Reader.function,
    ast.Expr: _expression_statement,
    ast.Return: _return,
    ast.If: _if,
    ast.Try: _try,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.While: _while,
    ast.Match: _match,
    ast.Delete: _delete,
    ast.Global: _global,
    ast.Raise: _jump,
    ast.Continue: _jump,
    ast.Break: _jump,
}
if hasattr(ast, "TryStar"):
    _STATEMENTS[ast.TryStar] = _try
if hasattr(ast, "TypeAlias"):
    _STATEMENTS[ast.TypeAlias] = _type_alias
