"""Programs that nobody wrote: real ones with something in them changed at random.

Three ways, from coarse to fine: bytes (mostly no Python any more), tokens (mostly Python), and
the syntax tree, where an argument becomes an expression that nobody expects in its place.
Everything is drawn from the ``random.Random`` handed in, so that a seed names a program.
"""

from __future__ import annotations

import ast
import copy
import io
import random
import tokenize
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

Random: TypeAlias = random.Random

_INTERESTING: Final = (
    *(b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\x0c", b"\t", b"\\\n", b"\xe2\x80\xae", b"\x1b[31m"),
    *(b"(" * 50, b"[" * 100, b'"""', b"'", b"#", b"class X(", b"relationship(", b"# coding: utf-16\n"),
    *(b"\xed\xa0\x80", b"\\ud800", b"0" * 5000, b"lambda: ", b"*", b"**", b":=", b"@", b"\\N{DIGIT ONE}"),
)


def mutate_bytes(source: bytes, randomly: Random) -> bytes:
    """The bytes with one to eight places changed, doubled, moved, cut or filled."""
    data = bytearray(source)
    for _ in range(randomly.choice((1, 1, 2, 4, 8))):
        at = randomly.randrange(len(data) + 1)
        length = randomly.choice((1, 1, 4, 20, 200))
        kind = randomly.randrange(6)
        if kind == 0:
            data[at : at + 1] = bytes([randomly.randrange(256)])
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            other = randomly.randrange(len(data) + 1)
            data[at:at] = data[other : other + length]
        elif kind == 3:
            data[at:at] = randomly.choice(_INTERESTING)
        elif kind == 4:
            data[at:at] = bytes(randomly.randrange(256) for _ in range(length))
        else:
            del data[at:]
    return bytes(data)


def mutate_tokens(source: bytes, randomly: Random) -> bytes:
    """The text with a few of its tokens dropped, doubled, exchanged or replaced by others of it."""
    try:
        tokens = [t for t in tokenize.tokenize(io.BytesIO(source).readline) if t.type != tokenize.ENCODING]
    except (SyntaxError, tokenize.TokenError, UnicodeError):
        return mutate_bytes(source, randomly)
    texts = [token.string for token in tokens]
    # White space before each token, so that the lines stay as they are where nothing changed.
    gaps = [
        " "
        * max(0, token.start[1] - (tokens[at - 1].end[1] if at and _same_line(tokens[at - 1], token) else 0))
        for at, token in enumerate(tokens)
    ]
    for _ in range(randomly.choice((1, 1, 2, 3))):
        at = randomly.randrange(len(texts))
        other = randomly.randrange(len(texts))
        kind = randomly.randrange(5)
        if kind == 0:
            texts[at] = ""
        elif kind == 1:
            texts[at] += " " + texts[at]
        elif kind == 2:
            texts[at], texts[other] = texts[other], texts[at]
        elif kind == 3:
            texts[at] = texts[other]
        else:
            texts[at] = randomly.choice(
                ("None", "*", "**", "lambda: x", "...", "-1", "()", "await", "''", ":=")
            )
    return "".join(gap + text for gap, text in zip(gaps, texts)).encode("utf-8", "surrogatepass")


def _same_line(before: tokenize.TokenInfo, token: tokenize.TokenInfo) -> bool:
    return before.end[0] == token.start[0]


#: What is put where an expression was, one a line.
_ODD: Final = tuple((Path(__file__).parent / "odd_expressions.txt").read_text(encoding="utf-8").splitlines())

_KEYWORDS: Final = tuple(
    """
    back_populates backref secondary primaryjoin secondaryjoin foreign_keys remote_side order_by cascade lazy uselist
    viewonly overlaps passive_deletes passive_updates post_update single_parent innerjoin join_depth collection_class
    argument target query_class enable_typechecks omit_join sync_backref info doc init repr default default_factory
    kw_only nullable primary_key index unique key name ondelete onupdate use_alter server_default autoincrement
    quote type_ schema extend_existing metadata table_name bind_key column link_to_name match deferrable initially
    sa_relationship_kwargs link_model foreign_key sa_column sa_relationship abstract table cls class_registry mapper
    """.split()
)

_NAMES: Final = tuple(
    """
    __tablename__ __table__ __table_args__ __mapper_args__ __abstract__ metadata registry id __mapper__ __init__
    __bind_key__ type_annotation_map __allow_unmapped__ query __init_subclass__ __slots__ __doc__ __class_getitem__
    """.split()
)


def _odd(randomly: Random) -> ast.expr:
    return _parsed(randomly.choice(_ODD))


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


class _Replace(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST | list[ast.AST] | None) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST | list[ast.AST] | None:
        if node is self._old:
            return self._new
        found: ast.AST = self.generic_visit(node)
        return found


def mutate_tree(source: bytes, randomly: Random) -> bytes:
    """The module with one to four of its nodes changed; still a module that parses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            return mutate_tokens(source, randomly)
        for _ in range(20):
            changed = copy.deepcopy(tree)
            for _ in range(randomly.choice((1, 1, 2, 3, 4))):
                changed = randomly.choice(_CHANGES)(changed, randomly)
            try:
                text = ast.unparse(ast.fix_missing_locations(changed)) + "\n"
                ast.parse(text)
            except (SyntaxError, ValueError, TypeError, AttributeError, RecursionError):
                continue
            return text.encode("utf-8", "surrogatepass")
    return source


def _nodes(tree: ast.Module, *kinds: type[ast.AST]) -> list[ast.AST]:
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def _loaded(tree: ast.Module) -> list[ast.AST]:
    """The expressions that are read, the ones in class bodies and calls above all."""
    found = [node for node in _nodes(tree, ast.expr) if not _is_stored(node)]
    return [node for node in found if not isinstance(node, ast.Starred | ast.Slice)]


def _is_stored(node: ast.AST) -> bool:
    return not isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def _replaced(tree: ast.Module, old: ast.AST, new: ast.AST | list[ast.AST] | None) -> ast.Module:
    changed = _Replace(old, new).visit(tree)
    assert isinstance(changed, ast.Module)
    return changed


def _odd_expression(tree: ast.Module, randomly: Random) -> ast.Module:
    nodes = _loaded(tree)
    return _replaced(tree, randomly.choice(nodes), _odd(randomly)) if nodes else tree


def _exchanged_expression(tree: ast.Module, randomly: Random) -> ast.Module:
    nodes = _loaded(tree)
    if not nodes:
        return tree
    return _replaced(tree, randomly.choice(nodes), copy.deepcopy(randomly.choice(nodes)))


def _wrapped_expression(tree: ast.Module, randomly: Random) -> ast.Module:
    nodes = _loaded(tree)
    if not nodes:
        return tree
    node = randomly.choice(nodes)
    assert isinstance(node, ast.expr)
    around = randomly.choice(
        (
            "f(x)",
            "[x]",
            "(x,)",
            "lambda: x",
            "x()",
            "x[0]",
            "x.y",
            "x if a else b",
            "[x for q in p]",
            "x or y",
            "(w := x)",
            "f(*x)",
            "f(**x)",
            "[*x]",
            "{**x}",
            "not x",
            "f'{x}'",
            "Mapped[x]",
            "list[x]",
            "{x: x}",
            "-x",
        )
    )
    shell = _parsed(around)
    for inner in ast.walk(shell):
        if isinstance(inner, ast.Name) and inner.id == "x":
            return _replaced(tree, node, _Replace(inner, node).visit(shell))
    return tree


def _argument_changed(tree: ast.Module, randomly: Random) -> ast.Module:
    calls = _nodes(tree, ast.Call)
    if not calls:
        return tree
    call = randomly.choice(calls)
    assert isinstance(call, ast.Call)
    kind = randomly.randrange(7)
    if kind == 0 and call.args:
        call.args.pop(randomly.randrange(len(call.args)))
    elif kind == 1 and call.keywords:
        call.keywords.pop(randomly.randrange(len(call.keywords)))
    elif kind == 2:
        call.args.insert(randomly.randrange(len(call.args) + 1), _odd(randomly))
    elif kind == 3 and call.args:
        at = randomly.randrange(len(call.args))
        call.args[at] = ast.Starred(call.args[at], ast.Load())
    elif kind == 4 and call.keywords:
        randomly.choice(call.keywords).arg = randomly.choice((None, *_KEYWORDS))
    elif kind == 5 and call.keywords:
        randomly.choice(call.keywords).value = _odd(randomly)
    else:
        call.keywords.append(ast.keyword(randomly.choice(_KEYWORDS), _odd(randomly)))
    return tree


def _class_changed(tree: ast.Module, randomly: Random) -> ast.Module:
    classes = _nodes(tree, ast.ClassDef)
    if not classes:
        return tree
    found = randomly.choice(classes)
    other = randomly.choice(classes)
    assert isinstance(found, ast.ClassDef)
    assert isinstance(other, ast.ClassDef)
    kind = randomly.randrange(7)
    if kind == 0:
        found.bases.append(randomly.choice((_odd(randomly), ast.Name(other.name, ast.Load()))))
    elif kind == 1 and found.bases:
        found.bases.pop()
    elif kind == 2:
        found.name = other.name
    elif kind == 3:
        found.decorator_list.append(_odd(randomly))
    elif kind == 4:
        found.body.insert(randomly.randrange(len(found.body) + 1), copy.deepcopy(randomly.choice(other.body)))
    elif kind == 5:
        found.keywords.append(ast.keyword(randomly.choice(_KEYWORDS), _odd(randomly)))
    else:
        target = ast.Name(randomly.choice(_NAMES), ast.Store())
        found.body.append(ast.Assign([target], _odd(randomly)))
    return tree


def _renamed(tree: ast.Module, randomly: Random) -> ast.Module:
    nodes = _nodes(tree, ast.Name, ast.Attribute, ast.arg, ast.FunctionDef, ast.alias)
    if not nodes:
        return tree
    node = randomly.choice(nodes)
    names = [n.id for n in _nodes(tree, ast.Name) if isinstance(n, ast.Name)]
    field = {ast.Name: "id", ast.Attribute: "attr", ast.arg: "arg"}.get(type(node), "name")
    setattr(node, field, randomly.choice((*names, *_NAMES)))
    return tree


def _text_changed(tree: ast.Module, randomly: Random) -> ast.Module:
    """Another text in place of one: names of tables, classes and attributes meet by their texts."""
    texts = [
        n for n in _nodes(tree, ast.Constant) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    if not texts:
        return tree
    node = randomly.choice(texts)
    word = str(randomly.choice(texts).value)
    node.value = randomly.choice(
        (
            word,
            word + ".",
            "." + word,
            word + "." + word,
            f"[{word}]",
            f"{word}()",
            f"{word}[0]",
            "",
            " ",
            word[::-1],
            f"foreign({word}) == remote({word})",
            f"lambda: {word}",
            f"({word},)",
            f"{word}\n{word}",
            f"*{word}",
            f"{word} == {word}",
            f"and_({word}, {word})",
            f"{word} if x else y",
            "\x00",
            "{x}",
            "%s",
            word * 500,
        )
    )
    return tree


_SHELLS: Final = tuple(
    """
    if x: pass
    for x in y: pass
    for x in ['a', 'b']: pass
    for x, y in z: pass
    while x: pass
    with x: pass
    def f(): pass
    def f(self, cls=1, *a): pass
    async def f(): pass
    class X: pass
    class X(Base): pass
    """.split("\n")
)

_STATEMENTS: Final = tuple(
    """
    del x; x += 1; x: int; x: Mapped[int] = 1; return x; raise x; x = y = z; a, b = c; x.y = relationship('X'); (x := 1)
    *a, b = 1, 2; x[0] = 1; from x import *; import a.b; global x; from . import x; from .. import x; x = x; x |= {}
    x: 'Mapped[list[X]]'; from .x import y as z; from __future__ import annotations; x.append(1); x(); pass; assert x
    """.replace("\n", ";").split(";")
)


def _statement_moved(tree: ast.Module, randomly: Random) -> ast.Module:
    blocks = [
        block
        for node in ast.walk(tree)
        for block in (getattr(node, "body", None), getattr(node, "orelse", None))
        if isinstance(block, list) and block
    ]
    if not blocks:
        return tree
    block, other = randomly.choice(blocks), randomly.choice(blocks)
    at = randomly.randrange(len(block))
    kind = randomly.randrange(5)
    if kind == 0 and len(block) > 1:
        block.pop(at)
    elif kind == 1:
        other.insert(randomly.randrange(len(other) + 1), copy.deepcopy(block[at]))
    elif kind == 2:
        shells = ast.parse(randomly.choice(_SHELLS).strip() or "if x: pass\nelse: pass").body
        shells[0].body = [block[at]]  # type: ignore[attr-defined]
        block[at] = shells[0]
    elif kind == 3:
        randomly.shuffle(block)
    else:
        block[at:at] = ast.parse(randomly.choice(_STATEMENTS).strip()).body
    return tree


_CHANGES: Final[Sequence[Callable[[ast.Module, Random], ast.Module]]] = (
    *(_odd_expression, _odd_expression, _exchanged_expression, _wrapped_expression, _argument_changed),
    *(_argument_changed, _class_changed, _renamed, _text_changed, _text_changed, _statement_moved),
)
