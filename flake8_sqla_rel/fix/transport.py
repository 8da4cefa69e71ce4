"""Carrying an argument of one class's relationship over to a relationship of another class.

What is plain text or a constant goes as it is. A join, a list of columns or an order names
columns and tables that the other class does not see; SQLAlchemy takes these as strings as
well, evaluated among the mapped classes and tables, and that is how they go. Whatever can be
carried over in neither way is refused.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Final

from flake8_sqla_rel.fix.files import Files, FunctionNode
from flake8_sqla_rel.fix.names import bound_names, root_name
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.site import Site
from flake8_sqla_rel.fix.text import SourceText
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    AttributeKind,
    ColumnRef,
    MappedClass,
    Model,
    Relationship,
    Table,
)

#: The arguments that SQLAlchemy evaluates when they are strings.
EVALUATED: Final = frozenset(
    {"primaryjoin", "secondaryjoin", "secondary", "foreign_keys", "remote_side", "order_by"}
)

#: What SQLAlchemy offers to such a string beside classes and tables, as far as it occurs in them.
_OFFERED: Final = frozenset(
    "and_ or_ not_ func desc asc nullsfirst nullslast nulls_first nulls_last cast type_coerce text "
    "literal literal_column column null true false case between collate distinct extract tuple_ "
    "select exists foreign remote Integer String Boolean Date DateTime Text".split()
)


@dataclass(frozen=True)
class Origin:
    """Where an argument is written and whose it is: the call of a relationship of a class."""

    relationship: Relationship
    owner: MappedClass
    path: str
    call: ast.Call


@dataclass(frozen=True)
class Carried:
    """An argument as it is to be written; ``imports`` are (import path, name) that it needs."""

    text: str
    imports: tuple[tuple[str, str], ...] = ()


def literal(value: object, quote: str) -> str:
    """A constant as source, text in the given quotes where it has none of them inside."""
    if not isinstance(value, str):
        return repr(value)
    text = repr(value)
    if quote == '"' and text[0] == "'" and '"' not in value:
        return f'"{text[1:-1]}"'
    return text


class Carrier:
    """Carries the arguments of relationships from where they are written to other classes."""

    def __init__(self, model: Model, files: Files) -> None:
        self._model = model
        self._files = files

    def class_text(self, cls: MappedClass) -> str:
        """A mapped class as a string argument names it: by its module too where its name is not enough."""
        alike = [
            other
            for other in self._model.classes.values()
            if other.name == cls.name
            and (other.registry == cls.registry or UNKNOWN in (other.registry, cls.registry))
        ]
        return cls.name if len(alike) == 1 else f"{cls.module}.{cls.name}"

    def table_text(self, table: Table) -> str:
        """A table as a string argument names it; :class:`Refused` when it cannot be named so."""
        if table.key is UNKNOWN or not all(part.isidentifier() for part in table.key.split(".")):
            raise Refused("its secondary table cannot be named in a string")
        return table.key

    def carry(
        self, origin: Origin, keyword: str, node: ast.expr, value: object, site: Site, quote: str
    ) -> Carried:
        """An argument as a relationship that is written at ``site`` has to say it.

        ``value`` is that of the argument where it is a constant, else ``UNKNOWN``.
        """
        source = self._files.source(origin.path)
        if value is not UNKNOWN:
            if (
                (
                    isinstance(node, ast.Constant)
                    and node.lineno != node.end_lineno
                    and '"""' not in source.of(node)
                )
                and "'''" not in source.of(node)
                and not source.comments(source.start(node), source.end(node))
            ):
                return Carried(source.of(node))
            return Carried(literal(value, quote))
        if origin.owner.id == site.cls.id and self._stands_in(origin, site):
            return Carried(source.of(node))
        spelt = self._spelt(origin, node)
        if spelt is not None:
            return Carried(literal(spelt, quote))
        if keyword in EVALUATED:
            return Carried(literal(_Stringing(self._model, self._files, self, origin).text(node), quote))
        return self._as_it_is(origin, keyword, node, site)

    def columns(self, columns: tuple[ColumnRef, ...], classes: tuple[MappedClass, ...], quote: str) -> str:
        """Columns as a string argument lists them, each as an attribute of one of the classes."""
        texts = [self._column(column, classes) for column in columns]
        return literal(texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]", quote)

    def _column(self, column: ColumnRef, classes: tuple[MappedClass, ...]) -> str:
        for cls in classes:
            for attribute in cls.attributes.values():
                if attribute.column == column and attribute.kind is AttributeKind.COLUMN:
                    return f"{self.class_text(cls)}.{attribute.name}"
        raise Refused("one of its columns is not an attribute of either class")

    def _spelt(self, origin: Origin, node: ast.expr) -> str | None:
        """The text that an expression puts together from constants and ``cls.__name__``."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.Attribute) and node.attr == "__name__" and isinstance(node.value, ast.Name):
            return origin.owner.name if scope_of(self._files, origin, node.value) == "cls" else None
        parts: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr):
            parts = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
            plain = all(
                each.conversion == -1 and each.format_spec is None
                for each in node.values
                if isinstance(each, ast.FormattedValue)
            )
            texts = [self._spelt(origin, each) for each in parts]
            return "".join(filter(None, texts)) if plain and None not in texts else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self._spelt(origin, node.left), self._spelt(origin, node.right)
            return None if left is None or right is None else left + right
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            form = self._spelt(origin, node.func.value)
            given = [self._spelt(origin, each) for each in node.args]
            named = {each.arg: self._spelt(origin, each.value) for each in node.keywords}
            if form is None or None in (*given, *named, *named.values()):
                return None
            try:
                return form.format(*given, **{str(name): value for name, value in named.items()})
            except (LookupError, ValueError):
                return None
        return None

    def _stands_in(self, origin: Origin, site: Site) -> bool:
        """Whether the call stands in the class body, or the call, where the other side is to stand."""
        for node in self._files.above(origin.path, origin.call):
            if node is site.node:
                return True
            if isinstance(node, FunctionNode | ast.Lambda | ast.ClassDef):
                return False
        return False

    def _as_it_is(self, origin: Origin, keyword: str, node: ast.expr, site: Site) -> Carried:
        """An expression in its own words, where they mean the same in the other module."""
        here, there = self._files.names(origin.path), self._files.names(site.path)
        imports = []
        lambdas = [each for each in ast.walk(node) if isinstance(each, ast.Lambda)]
        own = {arg.arg for each in lambdas for arg in each.args.args}
        for name in (each for each in ast.walk(node) if isinstance(each, ast.Name) and each.id not in own):
            if scope_of(self._files, origin, name) != "module":
                raise Refused(f"its {keyword} uses {name.id}, which {site.cls.name} does not see")
            if here.is_builtin(name.id) and not there.binds(name.id):
                continue
            same_file = origin.path == site.path
            path = here.imports.get(name.id)
            if same_file and here.binds(name.id) and (here.lines[name.id] < site.line or lambdas):
                continue
            if path is not None and there.imports.get(name.id) == path:
                continue
            if (
                path is None
                or there.binds(name.id)
                or self._files.path_of(path.rpartition(".")[0]) is not None
            ):
                raise Refused(f"its {keyword} uses {name.id}, which {site.path} does not have")
            if path.split(".")[0] == here.module.split(".")[0]:
                raise Refused(f"its {keyword} uses {name.id}, and importing that might go round in a circle")
            imports.append((path, name.id))
        return Carried(self._files.source(origin.path).of(node), tuple(imports))


def scope_of(files: Files, origin: Origin, name: ast.Name) -> str:
    """Where a name in an argument is looked up.

    ``class`` is the body of the class statement, ``cls`` the first parameter of a
    ``declared_attr``, ``local`` anything else within a function, ``module`` what is left.
    """
    below_function = False
    for node in files.above(origin.path, name):
        if isinstance(node, ast.Lambda):
            if name.id in {arg.arg for arg in [*node.args.args, *node.args.kwonlyargs]}:
                return "local"
            below_function = True
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            return "local"
        elif isinstance(node, FunctionNode):
            parameters = [arg.arg for arg in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
            if parameters[:1] == [name.id] and _is_method(files, origin, node):
                return "cls"
            stored = {
                each.id
                for each in ast.walk(node)
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
            if name.id in parameters or name.id in stored:
                return "local"
            below_function = True
        elif isinstance(node, ast.ClassDef):
            if not below_function and name.id in set(_bound_in(node)):
                return "class"
            below_function = True
    return "module"


def _is_method(files: Files, origin: Origin, node: ast.AST) -> bool:
    return isinstance(next(files.above(origin.path, node), None), ast.ClassDef)


def _bound_in(node: ast.ClassDef) -> list[str]:
    return list(bound_names(node.body))


class _Stringing:
    """Turns one expression over columns into the string that SQLAlchemy evaluates to the same."""

    def __init__(self, model: Model, files: Files, carrier: Carrier, origin: Origin) -> None:
        self._model = model
        self._files = files
        self._carrier = carrier
        self._origin = origin
        self._source: SourceText = files.source(origin.path)
        self._names = files.names(origin.path)
        self._changes: list[tuple[int, int, str]] = []

    def text(self, node: ast.expr) -> str:
        """The string; :class:`Refused` when there is none."""
        if isinstance(node, ast.Lambda) and not node.args.args:
            node = node.body
        self._visit(node)
        start, end = self._source.start(node), self._source.end(node)
        if self._source.comments(start, end):
            raise self._no("has a comment inside")
        parts, last = [], start
        for begin, stop, text in sorted(self._changes):
            parts += [self._source.text[last:begin], text]
            last = stop
        text = "".join([*parts, self._source.text[last:end]])
        text = re.sub(r"([(\[])\s*[\r\n]\s*", r"\1", text)
        text = re.sub(r",?\s*[\r\n]\s*([)\]])", r"\1", text)
        return re.sub(r"\\?\s*[\r\n]\s*", " ", text)

    def _visit(self, node: ast.expr) -> None:
        if isinstance(node, ast.Name | ast.Attribute):
            self._reference(node)
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str) and node.lineno != node.end_lineno:
                raise self._no("has a text over several lines")
        elif isinstance(node, ast.Call):
            self._visit(node.func)
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                self._visit(argument)
        elif isinstance(node, ast.Compare | ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Tuple | ast.List):
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    self._visit(child)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            self._visit(node.value)
        else:
            raise self._no("is not made of columns alone")

    def _reference(self, node: ast.Name | ast.Attribute) -> None:
        owner = self._owner(node)
        if owner is not None:
            self._replace(node, owner)
            return
        if isinstance(node, ast.Name):
            raise self._no(f"uses {node.id}, which a string cannot name")
        cls = self._class(node.value)
        if cls is not None:
            self._check_column(cls, node.attr)
            self._replace(node.value, self._carrier.class_text(cls))
            return
        self._visit(node.value)

    def _owner(self, node: ast.Name | ast.Attribute) -> str | None:
        """The text for a column of the class itself, a table or a function of SQLAlchemy's."""
        if isinstance(node, ast.Name) and self._scope(node) == "class":
            self._check_column(self._origin.owner, node.id)
            return f"{self._carrier.class_text(self._origin.owner)}.{node.id}"
        root = root_name(node)
        if root is None or self._scope(root) != "module":
            return None
        path = self._names.path(node)
        last = node.id if isinstance(node, ast.Name) else node.attr
        if path is not None and path.split(".")[0] == "sqlalchemy" and path.rpartition(".")[2] in _OFFERED:
            return path.rpartition(".")[2]
        if isinstance(node, ast.Attribute) and last in _OFFERED and self._is_facade(node.value):
            return last
        table = self._table(node)
        return None if table is None else self._carrier.table_text(table)

    def _is_facade(self, node: ast.expr) -> bool:
        """Whether an object is the one whose ``relationship`` is called: a Flask-SQLAlchemy ``db``."""
        func = self._origin.call.func
        return (
            isinstance(func, ast.Attribute)
            and isinstance(node, ast.Name)
            and self._source.of(func.value) == node.id
        )

    def _class(self, node: ast.expr) -> MappedClass | None:
        """The mapped class that an expression names."""
        root = root_name(node)
        if root is None:
            return None
        scope = self._scope(root)
        if scope == "cls":
            return self._origin.owner if isinstance(node, ast.Name) else None
        if scope != "module":
            return None
        name = root.id if isinstance(node, ast.Name) else ast.unparse(node).rpartition(".")[2]
        path = self._names.path(node) or f"{self._names.module}.{name}"
        classes = self._model.classes
        if path in classes:
            return classes[path]
        if root.id not in self._names.imports:
            return None
        alike = [cls for cls in classes.values() if cls.name == path.rpartition(".")[2]]
        return alike[0] if len(alike) == 1 else None

    def _table(self, node: ast.Name | ast.Attribute) -> Table | None:
        """The table that a name of this module, or one imported from another, is bound to."""
        path = self._names.path(node)
        if path is None:
            if not isinstance(node, ast.Name):
                return None
            path = f"{self._names.module}.{node.id}"
        module, _, name = path.rpartition(".")
        file = self._files.path_of(module)
        if file is None:
            return None
        statement = self._files.names(file).defined.get(name)
        if not isinstance(statement, ast.Assign | ast.AnnAssign):
            return None
        end = statement.end_lineno or statement.lineno
        found = [
            table
            for table in self._model.tables
            if table.declared_by == "Table"
            and table.place.path == file
            and statement.lineno <= table.place.line <= end
        ]
        return found[0] if len(found) == 1 else None

    def _check_column(self, cls: MappedClass, name: str) -> None:
        attribute = cls.attributes.get(name)
        if attribute is None or attribute.kind is not AttributeKind.COLUMN:
            raise self._no(f"uses {cls.name}.{name}, which is not known to be a column")

    def _scope(self, name: ast.Name) -> str:
        return scope_of(self._files, self._origin, name)

    def _replace(self, node: ast.expr, text: str) -> None:
        self._changes.append((self._source.start(node), self._source.end(node), text))

    def _no(self, why: str) -> Refused:
        return Refused(f"an argument that the other class has to have as well {why}")
