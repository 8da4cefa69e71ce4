"""Facts ↔ lists, numbers and texts that JSON can hold.

``decode(encode(facts)) == facts``, types included. A node is a list that begins with its
tag; the tags and the order of the fields are part of the format, so that any change here
has to raise :data:`flake8_sqla_rel.source.VERSION`. Whoever writes the lists as
JSON must keep lone surrogates apart (no ``\\u`` escapes), since JSON joins escaped pairs.

Decoding dominates a warm start: hence positional fields, integers for tags, a table of
functions rather than a general scheme, and ``tuple.__new__`` in place of the constructors.
"""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Any, Final, NoReturn, TypeAlias

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


class Undecodable(ValueError):
    """The lists are not what :func:`encode` makes."""


Encoded: TypeAlias = list[Any]

# The largest whole number that goes as itself: text of longer ones may exceed the limit of
# sys.set_int_max_str_digits.
_PLAIN: Final = 2**63


def encode(facts: ModuleFacts) -> Encoded:
    """The facts as nested lists of numbers, texts, booleans and ``None``."""
    exports = None if facts.exports is None else list(facts.exports)
    globals_ = [[g.line, g.col, list(g.names)] for g in facts.globals]
    expected = [list(found) for found in facts.expected]
    return [_stmts(facts.body), facts.future_annotations, exports, globals_, expected]


def decode(data: Any) -> ModuleFacts:
    """The facts that :func:`encode` made the lists of.

    Raises :class:`Undecodable` for anything else.
    """
    try:
        body, future, exports, globals_, expected = data
        if type(future) is not bool:
            _refuse()
        texts = None if exports is None else _get_texts(exports)
        found = _get_stmts(body), future, texts, _get_globals(globals_), _get_expected(expected)
        return ModuleFacts(*found)
    except Undecodable:
        raise
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Undecodable(str(error)) from error


def _refuse() -> NoReturn:
    raise Undecodable("a field of the wrong type")


# Encoding


def _exprs(nodes: tuple[Expr, ...]) -> Encoded:
    return [_ENCODE[type(node)](node) for node in nodes]


def _expr(node: Expr) -> Encoded:
    return _ENCODE[type(node)](node)


def _maybe(node: Expr | None) -> Encoded | None:
    return None if node is None else _ENCODE[type(node)](node)


def _stmts(nodes: tuple[Stmt, ...]) -> Encoded:
    return [_ENCODE[type(node)](node) for node in nodes]


def _keywords(nodes: tuple[Keyword, ...]) -> Encoded:
    return [[n.line, n.col, n.arg, _expr(n.value)] for n in nodes]


def _const(node: Const) -> Encoded:
    value = node.value
    if type(value) is int and not -_PLAIN < value < _PLAIN:
        return [18, node.line, node.col, hex(value)]
    return [2, node.line, node.col, value]


def _params(nodes: tuple[Param, ...]) -> Encoded:
    return [[n.name, n.kind, _maybe(n.default), _maybe(n.annotation)] for n in nodes]


def _function(n: Function) -> Encoded:
    body = None if n.body is None else _stmts(n.body)
    head = [21, n.line, n.col, n.name, _params(n.params), _exprs(n.decorators), body]
    return [*head, n.generator, _maybe(n.returns)]


def _class(n: Class) -> Encoded:
    head = [22, n.line, n.col, n.end_line, n.name]
    return [*head, _exprs(n.bases), _keywords(n.keywords), _exprs(n.decorators), _stmts(n.body)]


def _try(n: Try) -> Encoded:
    return [27, n.line, n.col, _stmts(n.body), [_stmts(h) for h in n.handlers], _stmts(n.final)]


_ENCODE: Final[dict[type[Any], Callable[[Any], Encoded]]] = {
    Name: lambda n: [0, n.line, n.col, n.id],
    Attr: lambda n: [1, n.line, n.col, _expr(n.value), n.attr],
    Const: _const,
    Starred: lambda n: [3, n.line, n.col, _expr(n.value)],
    Call: lambda n: [4, n.line, n.col, _expr(n.func), _exprs(n.args), _keywords(n.keywords)],
    Seq: lambda n: [5, n.line, n.col, n.kind, _exprs(n.items)],
    Mapping: lambda n: [6, n.line, n.col, [_maybe(k) for k in n.keys], _exprs(n.values)],
    Subscript: lambda n: [7, n.line, n.col, _expr(n.value), _expr(n.item)],
    Binary: lambda n: [8, n.line, n.col, n.op, _expr(n.left), _expr(n.right)],
    Unary: lambda n: [9, n.line, n.col, n.op, _expr(n.operand)],
    BoolOp: lambda n: [10, n.line, n.col, n.op, _exprs(n.values)],
    Compare: lambda n: [11, n.line, n.col, _expr(n.left), list(n.ops), _exprs(n.comparators)],
    Lambda: lambda n: [12, n.line, n.col, list(n.params), _expr(n.body)],
    Joined: lambda n: [13, n.line, n.col, _exprs(n.parts)],
    IfExp: lambda n: [14, n.line, n.col, _expr(n.test), _expr(n.body), _expr(n.orelse)],
    Comprehension: lambda n: [
        *(15, n.line, n.col, _maybe(n.key)),
        *(_expr(n.element), _expr(n.target), _expr(n.iterable), _exprs(n.conditions)),
    ],
    Slice: lambda n: [19, n.line, n.col, _maybe(n.lower), _maybe(n.upper)],
    Opaque: lambda n: [16, n.line, n.col, n.kind],
    # 18 is a number too large for JSON.
    Assign: lambda n: [
        *(20, n.line, n.col, n.end_line),
        *(_expr(n.target), _maybe(n.value), _maybe(n.annotation)),
    ],
    Function: _function,
    Class: _class,
    Import: lambda n: [23, n.line, n.col, n.level, n.module, n.name, n.bound],
    Do: lambda n: [24, n.line, n.col, _expr(n.value)],
    Return: lambda n: [25, n.line, n.col, _maybe(n.value)],
    If: lambda n: [26, n.line, n.col, _expr(n.test), _stmts(n.body), _stmts(n.orelse)],
    Try: _try,
    Block: lambda n: [
        *(28, n.line, n.col, n.kind),
        *(_maybe(n.target), _maybe(n.iterable), _stmts(n.body)),
    ],
    Delete: lambda n: [29, n.line, n.col, n.name],
    Jump: lambda n: [30, n.line, n.col, n.kind],
}

# Decoding. The type checker sees Any here: what comes in is anybody's.

_new: Final[Callable[[Any, Any], Any]] = tuple.__new__


def _get(data: Any) -> Any:
    return _DECODE[data[0]](data)


def _get_maybe(data: Any) -> Any:
    return None if data is None else _DECODE[data[0]](data)


def _get_exprs(data: Any) -> Any:
    if type(data) is not list:
        _refuse()
    return tuple([_DECODE[item[0]](item) for item in data])


def _get_stmts(data: Any) -> Any:
    if type(data) is not list:
        _refuse()
    return tuple([_DECODE_STMT[item[0]](item) for item in data])


def _get_texts(data: Any) -> Any:
    if type(data) is not list or not all(type(item) is str for item in data):
        _refuse()
    return tuple(data)


def _get_globals(data: Any) -> Any:
    if type(data) is not list:
        _refuse()
    return tuple([_new(Globals, (*_position(line, col), _get_texts(names))) for line, col, names in data])


def _get_expected(data: Any) -> Any:
    if type(data) is not list:
        _refuse()
    found = [Expected(*_position(line, col), end) for line, col, end in data]
    return tuple(found) if all(type(each.end_line) is int for each in found) else _refuse()


def _get_keywords(data: Any) -> Any:
    if type(data) is not list:
        _refuse()
    found = []
    for line, col, arg, value in data:
        if type(line) is not int or type(col) is not int or not (arg is None or type(arg) is str):
            _refuse()
        found.append(_new(Keyword, (line, col, arg and intern(arg), _DECODE[value[0]](value))))
    return tuple(found)


def _get_name(data: Any) -> Any:
    _, line, col, id_ = data
    if type(line) is not int or type(col) is not int or type(id_) is not str:
        _refuse()
    return _new(Name, (line, col, intern(id_)))


def _get_attr(data: Any) -> Any:
    _, line, col, value, attr = data
    if type(line) is not int or type(col) is not int or type(attr) is not str:
        _refuse()
    return _new(Attr, (line, col, _DECODE[value[0]](value), intern(attr)))


_CONSTANTS: Final = frozenset({str, int, float, bool, type(None)})


def _get_const(data: Any) -> Any:
    _, line, col, value = data
    if type(line) is not int or type(col) is not int or type(value) not in _CONSTANTS:
        _refuse()
    return _new(Const, (line, col, intern(value) if type(value) is str else value))


def _get_large(data: Any) -> Any:
    _, line, col, value = data
    return _new(Const, (*_position(line, col), int(value, 16)))


def _position(line: Any, col: Any) -> tuple[int, int]:
    if type(line) is not int or type(col) is not int:
        _refuse()
    return line, col


def _text(value: Any) -> str:
    # The same few names are in every file.
    return intern(value) if type(value) is str else _refuse()


def _get_starred(data: Any) -> Any:
    _, line, col, value = data
    return _new(Starred, (*_position(line, col), _get(value)))


def _get_call(data: Any) -> Any:
    _, line, col, func, args, keywords = data
    if type(line) is not int or type(col) is not int:
        _refuse()
    return _new(Call, (line, col, _DECODE[func[0]](func), _get_exprs(args), _get_keywords(keywords)))


def _get_seq(data: Any) -> Any:
    _, line, col, kind, items = data
    return _new(Seq, (*_position(line, col), _text(kind), _get_exprs(items)))


def _get_mapping(data: Any) -> Any:
    _, line, col, keys, values = data
    if type(keys) is not list:
        _refuse()
    found = tuple([_get_maybe(key) for key in keys])
    return _new(Mapping, (*_position(line, col), found, _get_exprs(values)))


def _get_subscript(data: Any) -> Any:
    _, line, col, value, item = data
    return _new(Subscript, (*_position(line, col), _get(value), _get(item)))


def _get_binary(data: Any) -> Any:
    _, line, col, op, left, right = data
    return _new(Binary, (*_position(line, col), _text(op), _get(left), _get(right)))


def _get_unary(data: Any) -> Any:
    _, line, col, op, operand = data
    return _new(Unary, (*_position(line, col), _text(op), _get(operand)))


def _get_boolop(data: Any) -> Any:
    _, line, col, op, values = data
    return _new(BoolOp, (*_position(line, col), _text(op), _get_exprs(values)))


def _get_compare(data: Any) -> Any:
    _, line, col, left, ops, comparators = data
    return _new(Compare, (*_position(line, col), _get(left), _get_texts(ops), _get_exprs(comparators)))


def _get_lambda(data: Any) -> Any:
    _, line, col, params, body = data
    return _new(Lambda, (*_position(line, col), _get_texts(params), _get(body)))


def _get_joined(data: Any) -> Any:
    _, line, col, parts = data
    return _new(Joined, (*_position(line, col), _get_exprs(parts)))


def _get_ifexp(data: Any) -> Any:
    _, line, col, test, body, orelse = data
    return _new(IfExp, (*_position(line, col), _get(test), _get(body), _get(orelse)))


def _get_comprehension(data: Any) -> Any:
    _, line, col, key, element, target, iterable, conditions = data
    parts = (_get_maybe(key), _get(element), _get(target), _get(iterable), _get_exprs(conditions))
    return _new(Comprehension, (*_position(line, col), *parts))


def _get_slice(data: Any) -> Any:
    _, line, col, lower, upper = data
    return _new(Slice, (*_position(line, col), _get_maybe(lower), _get_maybe(upper)))


def _get_opaque(data: Any) -> Any:
    _, line, col, kind = data
    return _new(Opaque, (*_position(line, col), _text(kind)))


def _get_assign(data: Any) -> Any:
    _, line, col, end, target, value, annotation = data
    if type(line) is not int or type(col) is not int or type(end) is not int:
        _refuse()
    return _new(
        Assign,
        (line, col, end, _DECODE[target[0]](target), _get_maybe(value), _get_maybe(annotation)),
    )


def _get_params(data: Any) -> Any:
    found = []
    for name, kind, default, annotation in data:
        found.append(_new(Param, (_text(name), _text(kind), _get_maybe(default), _get_maybe(annotation))))
    return tuple(found)


def _get_function(data: Any) -> Any:
    _, line, col, name, params, decorators, body, generator, returns = data
    if type(generator) is not bool:
        _refuse()
    kept = None if body is None else _get_stmts(body)
    annotation = _get_maybe(returns)
    head = (*_position(line, col), _text(name), _get_params(params), _get_exprs(decorators))
    return _new(Function, (*head, kept, generator, annotation))


def _get_class(data: Any) -> Any:
    _, line, col, end, name, bases, keywords, decorators, body = data
    if type(end) is not int:
        _refuse()
    head = (*_position(line, col), end, _text(name), _get_exprs(bases), _get_keywords(keywords))
    return _new(Class, (*head, _get_exprs(decorators), _get_stmts(body)))


def _get_import(data: Any) -> Any:
    _, line, col, level, module, name, bound = data
    if type(level) is not int:
        _refuse()
    named = None if name is None else _text(name)
    return _new(Import, (*_position(line, col), level, _text(module), named, _text(bound)))


def _get_do(data: Any) -> Any:
    _, line, col, value = data
    return _new(Do, (*_position(line, col), _get(value)))


def _get_return(data: Any) -> Any:
    _, line, col, value = data
    return _new(Return, (*_position(line, col), _get_maybe(value)))


def _get_if(data: Any) -> Any:
    _, line, col, test, body, orelse = data
    return _new(If, (*_position(line, col), _get(test), _get_stmts(body), _get_stmts(orelse)))


def _get_try(data: Any) -> Any:
    _, line, col, body, handlers, final = data
    if type(handlers) is not list:
        _refuse()
    caught = tuple([_get_stmts(handler) for handler in handlers])
    return _new(Try, (*_position(line, col), _get_stmts(body), caught, _get_stmts(final)))


def _get_block(data: Any) -> Any:
    _, line, col, kind, target, iterable, body = data
    head = (*_position(line, col), _text(kind), _get_maybe(target), _get_maybe(iterable))
    return _new(Block, (*head, _get_stmts(body)))


def _get_delete(data: Any) -> Any:
    _, line, col, name = data
    return _new(Delete, (*_position(line, col), _text(name)))


def _get_jump(data: Any) -> Any:
    _, line, col, kind = data
    return _new(Jump, (*_position(line, col), _text(kind)))


_DECODE: Final[dict[int, Callable[[Any], Any]]] = {
    0: _get_name,
    1: _get_attr,
    2: _get_const,
    3: _get_starred,
    4: _get_call,
    5: _get_seq,
    6: _get_mapping,
    7: _get_subscript,
    8: _get_binary,
    9: _get_unary,
    10: _get_boolop,
    11: _get_compare,
    12: _get_lambda,
    13: _get_joined,
    14: _get_ifexp,
    15: _get_comprehension,
    16: _get_opaque,
    18: _get_large,
    19: _get_slice,
}

_DECODE_STMT: Final[dict[int, Callable[[Any], Any]]] = {
    20: _get_assign,
    21: _get_function,
    22: _get_class,
    23: _get_import,
    24: _get_do,
    25: _get_return,
    26: _get_if,
    27: _get_try,
    28: _get_block,
    29: _get_delete,
    30: _get_jump,
}
