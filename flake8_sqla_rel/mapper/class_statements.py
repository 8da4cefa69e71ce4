"""Class statements as they are written, with everything that knows what is in them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.attributes import Declared
from flake8_sqla_rel.mapper.bare_annotations import native_dataclass
from flake8_sqla_rel.mapper.bases import Bases
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.hints import HintReader
from flake8_sqla_rel.mapper.members import COMPUTED_BY_CLASS
from flake8_sqla_rel.mapper.model import UNKNOWN, Place, Unknown
from flake8_sqla_rel.mapper.scopes import (
    AT_THE_END,
    Bound,
    ClassScope,
    ModuleScope,
    Scope,
    statements,
)
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    External,
    FunctionValue,
    Made,
    Member,
    Value,
    reflects,
)
from flake8_sqla_rel.mapper.writer import Writer, bare_names
from flake8_sqla_rel.mapper.written import (
    ClassStatement,
    Hint,
    Statement,
    Validator,
    Written,
    WrittenCall,
    WrittenKeyword,
)
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Block,
    Class,
    Const,
    Do,
    Expr,
    Function,
    If,
    Import,
    Jump,
    Return,
    Stmt,
    within,
)

_SPECIAL: Final = (
    "__mapper_args__",
    "__table_args__",
    "__tablename__",
    "__table__",
    "__allow_unmapped__",
    "__abstract__",
)
# Packages whose classes, as bases, bring nothing that SQLAlchemy would map.
_PLAIN_PACKAGES: Final = frozenset("typing typing_extensions abc enum builtins collections".split())


class ClassStatementReader:
    """Class statements with everything that knows what is in them."""

    def __init__(self, evaluator: Evaluator, bases: Bases, classes: ClassReader, writer: Writer) -> None:
        self._evaluator = evaluator
        self._lenient = tuple(_lenient_bases(evaluator))
        self._bases = bases
        self._classes = classes
        self._writer = writer
        self._hints = HintReader(evaluator)
        self._bodies: dict[str, tuple[Statement, ...]] = {}

    def leave(self, draft: ClassDraft, kept: Container[tuple[str, int, int]]) -> None:
        """Give up what is known of a mapped class beside what is written by now, calls in ``kept`` apart.

        Most of what linking takes is about the bodies of classes. Whatever is asked for once more
        is worked out once more.
        """
        decl = draft.decl
        draft.collected = None
        if isinstance(draft.table, TableDraft):
            draft.table.columns.clear()
        draft.relationships.clear()
        draft.identities.clear()
        # That of the model is another one, or this one.
        draft.attributes = {}
        if isinstance(decl.scope, ModuleScope):
            scope = self._evaluator.class_scope(decl)
            scope.names.forget()
            self._writer.leave(scope, kept)

    def class_(self, decl: ClassDecl) -> ClassStatement:
        """A class, mapped or not, with the statements of its body in their order."""
        draft = self._classes.drafts.get(decl.id)
        facts = decl.facts
        path = decl.module.path
        mro = self._evaluator.members.mro(decl)
        place = self._writer.place(path, facts.line, facts.col)
        if draft is not None:
            for attribute in draft.attributes.values():
                self._writer.know(attribute.place)
            if isinstance(draft.table, TableDraft):
                for _, column in draft.table.columns:
                    self._writer.know(column.place)
        statements = self._bodies[decl.id] = tuple(self._statements(decl))
        decorators = tuple(self._decorator(d, decl.scope) for d in facts.decorators)
        return ClassStatement(
            decl.id,
            decl.name,
            place,
            draft is not None,
            "" if draft is None else draft.style,
            tuple(_mro_name(entry) for entry in mro),
            all(_is_open_book(entry, self._evaluator) for entry in mro),
            tuple(self._writer.expr(base, decl.scope) for base in facts.bases),
            draft.parent.decl.id if draft is not None and draft.parent is not None else None,
            statements,
            dict(self._special(decl, draft)),
            tuple(
                WrittenKeyword(k.arg, path, k.line, k.col, self._writer.expr(k.value, decl.scope))
                for k in facts.keywords
                if k.arg is not None
            ),
            decorators,
            self._dataclass(decl),
            any(_called(d) == "dataclass" for d in decorators),
            self._bases.is_base(decl),
            decl.conditional,
            () if draft is None else tuple(self._collected(draft)),
            self._tableless(decl, draft),
            draft is None and self._classes.may_be_mapped(decl),
            tuple(self._loose(decl)),
            draft is not None and self._is_autonamed(decl),
            None if draft is None else self._registry(decl, place),
        )

    def _registry(self, decl: ClassDecl, place: Place) -> Written | None:
        mapping = self._bases.mapping_decorator(decl)
        return None if mapping is None else self._writer.value(mapping[1], place)

    def _is_autonamed(self, decl: ClassDecl) -> bool:
        base = self._bases.of_class(decl)
        return base is not None and base.autonames == "flask"

    def _tableless(self, decl: ClassDecl, draft: ClassDraft | None) -> bool:
        if draft is not None:
            # A decorator maps a class whatever it says.
            if draft.table is not None or draft.parent is not None or draft.style == "imperative":
                return False
            registry = draft.registry
        else:
            base = self._bases.of_class(decl)
            unread = self._classes.reasons.get(decl.id) == "unknown"
            if base is None or not unread or not is_tableless(decl, self._bases):
                return False
            registry = base.registry
        if isinstance(registry, Unknown) or registry.startswith("ext:"):
            return False
        # Unlike the others, being abstract is not inherited.
        own = (
            self._evaluator.class_scope(decl).names.bound if decl.dynamic_body is None else decl.dynamic_body
        )
        return own.get("__abstract__") is None and all(
            self._evaluator.members.find(decl, name) is None
            for name in ("__table__", "__tablename__", "__no_table__", "__init_subclass__")
        )

    def _decorator(self, decorator: Expr, scope: Scope) -> Written:
        return self._writer.expr(decorator, scope)

    def _statements(self, decl: ClassDecl) -> Iterator[Statement]:
        scope = self._evaluator.class_scope(decl)
        found = [
            (bound.stmt.line, bound.stmt.col, name, bound)
            for name, bounds in scope.names.bound.items()
            for bound in bounds
        ]
        for _, _, name, bound in sorted(found, key=lambda each: each[:2]):
            statement = self._statement(name, bound, decl, scope)
            if statement is not None:
                yield statement

    def _loose(self, decl: ClassDecl) -> Iterator[Written]:
        scope = self._evaluator.class_scope(decl)
        for stmt in decl.facts.body:
            if isinstance(stmt, Do):
                yield self._writer.expr(stmt.value, scope)

    def _statement(self, name: str, bound: Bound, decl: ClassDecl, scope: ClassScope) -> Statement | None:
        stmt = bound.stmt
        place = self._writer.place(decl.module.path, stmt.line, stmt.col)
        if isinstance(stmt, Assign):
            value = None if stmt.value is None else self._writer.expr(stmt.value, scope)
            hint = None if stmt.annotation is None else self._hints.hint(stmt.annotation, scope)
            if value is None and self._evaluator.members.is_remade(decl):
                # A metaclass may have a meaning of its own for it, and take it away.
                hint = None
            return Statement(
                name, place, "assignment", value, hint, bound.conditional, bound.typing_only, decl.id
            )
        if isinstance(stmt, Function):
            names = tuple(sorted(self._evaluator.members.decorators(stmt, scope)))
            reads = frozenset(root for d in stmt.decorators for root in bare_names(d))
            written = Written(*place, "function", None, self._writer.one_of(reads))
            returns = stmt.returns
            if isinstance(returns, Const) and returns.value is None:
                # -> None says nothing to SQLAlchemy.
                returns = None
            return Statement(
                name,
                place,
                "function",
                written,
                None,
                bound.conditional,
                bound.typing_only,
                decl.id,
                decorators=names,
                returns=None if returns is None else self._hints.hint(returns, scope),
                validator=self._validator(stmt, scope) if "validates" in names else None,
            )
        if isinstance(stmt, Class | Import):
            kind: Final = "class" if isinstance(stmt, Class) else "import"
            return Statement(name, place, kind, None, None, bound.conditional, bound.typing_only, decl.id)
        return None

    def _validator(self, stmt: Function, scope: ClassScope) -> Validator | None:
        written = [self._writer.expr(decorator, scope) for decorator in stmt.decorators]
        own = tuple(each for each in written if _is_validates(each))
        if not own:
            return None
        unbounded = any(param.kind == "*" for param in stmt.params)
        return Validator(
            own,
            len(own) == len(written),
            None if unbounded else sum(not param.kind for param in stmt.params),
            stmt.generator or stmt.body is None or _may_return(stmt.body),
        )

    def _collected(self, draft: ClassDraft) -> Iterator[Statement]:
        if draft.collected is None:
            return
        bodies: dict[str, dict[str, Statement | None]] = {}
        for declared in draft.collected.attributes.values():
            home = declared.declared_in.id
            if home not in bodies:
                bodies[home] = _once(self._bodies.get(home, ()))
            stated = bodies[home].get(declared.name)
            yield stated if stated is not None and self._says(stated, declared) else self._declared(declared)

    def _says(self, stated: Statement, declared: Declared) -> bool:
        """Whether a statement of a class body is what declares an attribute, and nothing else."""
        if stated.place != declared.place or not declared.direct or stated.conditional or stated.typing_only:
            return False
        if stated.value is None or declared.value is None:
            return stated.kind == "assignment" and (stated.value is None) == (declared.value is None)
        if isinstance(declared.value, Made):
            return stated.value.call is self._writer.call(declared.value)
        return stated.value.call is None and isinstance(declared.value, FunctionValue) == (
            stated.kind == "function"
        )

    def _declared(self, declared: Declared) -> Statement:
        value = None if declared.value is None else self._writer.value(declared.value, declared.place)
        hint: Hint | None = None
        if declared.annotation is not None and isinstance(declared.scope, ClassScope):
            hint = self._hints.hint(declared.annotation, declared.scope)
        outside = not isinstance(declared.scope, ClassScope) and declared.declared_in.dynamic_body is None
        function = isinstance(declared.value, FunctionValue)
        return Statement(
            declared.name,
            declared.place,
            "outside" if outside else "function" if function else "assignment",
            value,
            hint,
            False,
            False,
            declared.declared_in.id,
            declared.direct,
        )

    def _special(self, decl: ClassDecl, draft: ClassDraft | None) -> Iterator[tuple[str, Written]]:
        above = {d.decl.id for d in draft.lineage[1:]} if draft is not None else set()
        made = self._classes.mapping_call(decl)
        if made is not None:
            yield "__mapper_args__", self._options(self._writer.call(made))
        for name in _SPECIAL if made is None else ():
            found = self._found(decl, name, above if name in _SPECIAL[:4] else set())
            if found is not None:
                yield name, found
        lenient = [value for base, value in self._lenient if base in self._evaluator.members.mro(decl)]
        if lenient:
            yield "__allow_unmapped__", lenient[-1]

    def _options(self, call: WrittenCall) -> Written:
        """The keywords of a call that maps a class, as the dictionary that a declarative class has."""
        names = tuple(Written(*each.place, "constant", each.name) for each in call.keywords)
        values = tuple(each.value for each in call.keywords)
        # What mapper() takes by position behind the properties is not told apart.
        hidden = (Written(*call.place, "unknown"),) if call.open or len(call.positional) > 3 else ()
        return Written(*call.place, "dict", ((*names, *hidden), (*values, *hidden)))

    def _found(self, decl: ClassDecl, name: str, above: set[str]) -> Written | None:
        """What a special name is for a class; of a mapped class above only what is computed counts."""
        for entry in self._evaluator.members.mro(decl):
            if not isinstance(entry, ClassValue):
                continue
            given = _given(entry.decl, name)
            if given is not None and entry.decl.id not in above:
                return self._writer.value(given, entry.decl.place)
            scope = self._evaluator.class_scope(entry.decl)
            if name not in scope.names.bound:
                continue
            bindings = scope.names.before(name, AT_THE_END)
            stmt = bindings[-1].stmt if bindings and not bindings[-1].typing_only else None
            if stmt is None or (isinstance(stmt, Assign) and stmt.value is None):
                continue
            computed = isinstance(stmt, Function) and self._evaluator.members.decorators(stmt, scope)
            if entry.decl.id in above and not (computed and computed & COMPUTED_BY_CLASS):
                continue
            alone = len(bindings) == 1 and name not in scope.names.filled
            if alone and isinstance(stmt, Assign) and stmt.value is not None:
                return self._writer.expr(stmt.value, scope)
            place = self._writer.place(entry.decl.module.path, stmt.line, stmt.col)
            if isinstance(stmt, Function):
                value = self._evaluator.members.class_attribute(decl, name)
            else:
                value = self._evaluator.lookup.alternatives(bindings, scope)
            return self._writer.value(value, place)
        return None

    def _dataclass(self, decl: ClassDecl) -> bool | Unknown:
        """Whether SQLAlchemy makes a dataclass of the class (``MappedAsDataclass`` and decorators)."""
        found = native_dataclass(decl, self._evaluator)
        mro = () if found is True else self._evaluator.members.mro(decl)
        return found if all(_is_open_book(entry, self._evaluator) for entry in mro) else UNKNOWN


def _given(decl: ClassDecl, name: str) -> Value | None:
    """What a class has by a name from the dictionary that ``type()`` makes it of."""
    if decl.dynamic_body is not None:
        return decl.dynamic_body.get(name)
    return UNKNOWN if decl.dynamic_bases is not None else None


def _is_validates(decorator: Written) -> bool:
    """Whether a decorator is SQLAlchemy's ``validates``."""
    path = decorator.name if decorator.call is None else decorator.call.path
    return path.startswith("sqlalchemy.") and path.endswith(".validates")


def _may_return(body: tuple[Stmt, ...]) -> bool:
    """Whether a function may give a value back, or never comes to its end."""
    returns = any(isinstance(part, Return) and part.value is not None for part in within(body))
    return returns or _may_stop(body)


def _may_stop(body: tuple[Stmt, ...]) -> bool:
    """Whether what follows a block may never be reached."""
    last = body[-1] if body else None
    if isinstance(last, If):
        return _may_stop(last.body) and _may_stop(last.orelse)
    if isinstance(last, Block) and last.kind == "for":
        return False
    return any(isinstance(part, Jump) for part in within(last))


def _once(body: Iterable[Statement]) -> dict[str, Statement | None]:
    """The statements of a class body by name, ``None`` for a name that is bound twice."""
    found: dict[str, Statement | None] = {}
    for statement in body:
        found[statement.name] = None if statement.name in found else statement
    return found


def _lenient_bases(evaluator: Evaluator) -> Iterator[tuple[Value, Written]]:
    """The bases that are told from outside of their body to allow annotations without ``Mapped``."""
    writer = Writer(evaluator)
    for module in evaluator.program.models():
        facts = evaluator.program.facts(module)
        for stmt, _ in statements(() if facts is None else facts.body):
            if not isinstance(stmt, Assign) or not isinstance(stmt.target, Attr) or stmt.value is None:
                continue
            if stmt.target.attr == "__allow_unmapped__":
                scope = evaluator.module_scope(module)
                yield evaluator.eval(stmt.target.value, scope), writer.expr(stmt.value, scope)


def is_tableless(decl: ClassDecl, bases: Bases) -> bool:
    """Whether nothing but the class itself can give a class its table: no rule of its base for names."""
    base = bases.of_class(decl)
    return base is not None and base.certain and base.autonames is None and base.style != "sqlmodel"


def _called(written: Written) -> str:
    return written.called or written.name.rpartition(".")[2]


def _mro_name(entry: Value) -> str:
    if isinstance(entry, ClassValue):
        return entry.decl.id
    if isinstance(entry, External):
        return entry.path
    if isinstance(entry, Made):
        return f"{_mro_name(entry.callee)}()"
    if isinstance(entry, Member):
        return f".{entry.name}"
    return "?"


def _is_open_book(entry: Value, evaluator: Evaluator) -> bool:
    """Whether it is known what a class in an MRO brings."""
    if isinstance(entry, Member) and entry.name == "Model" and isinstance(entry.owner, Made):
        # Flask-SQLAlchemy's own Model maps nothing by itself.
        return evaluator.is_flask(entry.owner)
    if isinstance(entry, ClassValue):
        return entry.decl.dynamic_body is None and entry.decl.dynamic_bases is None
    if isinstance(entry, Made):
        callee = entry.callee
        if isinstance(callee, Member):
            return callee.name == "generate_base"
        known = isinstance(callee, External) and callee.path.split(".", 1)[0] == "sqlalchemy"
        return known and not reflects(entry)
    if isinstance(entry, External):
        package = entry.path.split(".", 1)[0]
        if entry.name in ("DeferredReflection", "AbstractConcreteBase"):
            return False
        if frameworks.is_told(entry.path):
            return True
        if frameworks.canonical(entry.path) == "flask_sqlalchemy.model.Model":
            # What a model_class of one's own derives from is as good as db.Model.
            return True
        # SQLModel itself has no columns and no options.
        return (
            package in _PLAIN_PACKAGES
            or package == "sqlalchemy"
            or (package, entry.name) == ("sqlmodel", "SQLModel")
        )
    return False
