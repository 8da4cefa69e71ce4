"""``remote()`` in a join that is written as a string."""

from __future__ import annotations

import ast

from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.transport import Carried, literal


def has_remote(text: str) -> bool:
    """Whether an argument says which columns are remote."""
    return "remote(" in text


def without_remote(argument: Carried) -> Carried:
    """A join without its ``remote()``: seen from the other side it is the other columns that are remote."""
    try:
        inner = ast.literal_eval(argument.text)
        tree = ast.parse(inner.strip(), mode="eval")
    except (ValueError, SyntaxError, AttributeError) as error:
        raise Refused("its primaryjoin says remote() and is no text") from error
    tree.body = _Strip().visit(tree.body)
    return Carried(literal(ast.unparse(tree), argument.text[0] if argument.text[0] in "\"'" else '"'))


class _Strip(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return node.args[0] if name == "remote" and len(node.args) == 1 else node
