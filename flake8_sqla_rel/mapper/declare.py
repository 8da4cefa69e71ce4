"""Relationships as the classes declare them, every argument resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper.annotations import AnnotationReader, Inner
from flake8_sqla_rel.mapper.attributes import Declared
from flake8_sqla_rel.mapper.bare_annotations import reads_unmapped
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.criteria import ExpressionReader
from flake8_sqla_rel.mapper.declared import (
    DeclaredBackref,
    DeclaredRelationship,
    JoinArguments,
)
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.expression_faults import FaultReader
from flake8_sqla_rel.mapper.hints import HintReader
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Annotation,
    Argument,
    ArgumentForm,
    AttributeKind,
    Place,
    SecondaryFault,
    Target,
    Unknown,
)
from flake8_sqla_rel.mapper.places import place_of, written_at
from flake8_sqla_rel.mapper.registry import Registries
from flake8_sqla_rel.mapper.secondary import Secondary, of_class, of_text
from flake8_sqla_rel.mapper.shared import is_missing
from flake8_sqla_rel.mapper.values import (
    NO_ARGUMENTS,
    Arguments,
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    GivenArguments,
    GivenKeyword,
    Items,
    Made,
    Member,
    Thunk,
    Value,
    is_sqlmodel,
    last_name,
)
from flake8_sqla_rel.mapper.written import Hint
from flake8_sqla_rel.source.facts import Attr, Name

# relationship() takes more than target and secondary by position only in 1.4.
_POSITIONAL: Final = (
    "argument secondary primaryjoin secondaryjoin foreign_keys uselist order_by backref back_populates "
    "overlaps post_update cascade viewonly lazy collection_class passive_deletes passive_updates "
    "remote_side".split()
)
#: Every frozenset is an object of its own, one with nothing in it too.
_NOTHING: Final[frozenset[str]] = frozenset()
#: Methods by which a class that is called, as a ``secondary`` is, or what comes of that, may be a table.
_MAKES_OTHERS: Final = ("__new__", "__clause_element__")
_SQLMODEL_KEYWORDS: Final = {"link_model": "secondary"}


class RelationshipReader:
    """Reads relationship calls with everything that knows their arguments."""

    def __init__(
        self,
        evaluator: Evaluator,
        classes: ClassReader,
        registries: Registries,
        expressions: ExpressionReader,
        sqlalchemy: tuple[int, int],
        faults: FaultReader,
    ) -> None:
        self._evaluator = evaluator
        self._faults = faults
        self._classes = classes
        self._registries = registries
        self._expressions = expressions
        self._annotations: AnnotationReader = classes.annotations
        self._sqlalchemy = sqlalchemy
        self._hints = HintReader(evaluator)

    def relationships(self, draft: ClassDraft) -> Iterator[DeclaredRelationship]:
        """The relationships that a class maps itself, in SQLAlchemy's order.

        One that has two names counts under the first: SQLAlchemy takes it from that and gives it
        to the other, which SQR511 says.
        """
        seen: set[tuple[str, int, int]] = set()
        for declared in self._ordered(draft):
            attribute = draft.attributes.get(declared.name)
            if attribute is None or attribute.kind is not AttributeKind.RELATIONSHIP:
                continue
            if isinstance(declared.value, Made) and declared.value.identity not in seen:
                seen.add(declared.value.identity)
                self._evaluator.begin()
                yield self._relationship(draft, declared, declared.value)

    def _ordered(self, draft: ClassDraft) -> list[Declared]:
        """In the order of the class's ``__dict__``; in 1.4 in that in which they are made."""
        if self._sqlalchemy >= (2, 0):
            return draft.relationships
        path, first, last = draft.decl.module.path, draft.decl.facts.line, draft.decl.facts.end_line

        def turn(declared: Declared) -> tuple[int, int]:
            inside = declared.place.path == path and first <= declared.place.line <= last
            return (0, declared.place.line) if inside and declared.direct else (1, 0)

        return sorted(draft.relationships, key=turn)

    def _relationship(self, draft: ClassDraft, declared: Declared, made: Made) -> DeclaredRelationship:
        given = self._arguments(made)
        call = place_of(made)
        inner = self._inner(draft, declared)
        target = self._target(draft, declared, given, inner or self._plain(draft, declared, made), call)
        backref = self._backref(draft, given, declared.name)
        back_populates = self._back_populates(given)
        secondary = self._secondary(draft, given)
        self._faults.read(draft, declared.name, given, backref=False)
        evaluated = secondary.fault is None or secondary.fault.reason == "join"
        if evaluated and self._sqlalchemy < (2, 1):
            self._faults.read_secondary(draft, declared.name, given)
        return DeclaredRelationship(
            draft.decl.id,
            declared.name,
            declared.declared_in.id,
            declared.place,
            call,
            self._public(given),
            target,
            secondary.table,
            self._flag(given, "viewonly"),
            back_populates,
            backref,
            self._optional_flag(given, "sync_backref"),
            self._overlaps(given),
            self._uselist(draft, declared, made, given, inner),
            self._joins(draft, given, target),
            _annotation(declared, inner),
            secondary.fault,
        )

    # Arguments

    def _arguments(self, made: Made) -> Arguments:
        """The arguments under their keyword names, SQLModel's own turned into SQLAlchemy's."""
        arguments = made.arguments
        if last_name(made.callee) == "Relationship" and is_sqlmodel(made.callee):
            return self._sqlmodel_arguments(made)
        keywords = list(arguments.keywords)
        for name, thunk in zip(_POSITIONAL, arguments.positional):
            place = Place(thunk.scope.module.path, thunk.expr.line, thunk.expr.col)
            keywords.append((name, thunk, place))
        if last_name(made.callee) == "dynamic_loader":
            # It is relationship() with this argument.
            dynamic = Thunk(made.call, made.scope, Constant("dynamic"))
            keywords.append(("lazy", dynamic, made.place))
        return GivenArguments((), self._placed(keywords, made), arguments.open)

    def _placed(self, keywords: Iterable[GivenKeyword], made: Made) -> tuple[GivenKeyword, ...]:
        """The keywords, where they are looked for if a helper makes the relationship of what it is given."""
        call, scope = written_at(made)
        if call is made.call:
            return tuple(keywords)
        at = Place(scope.module.path, call.line, call.col)
        values = ((name, thunk, self._evaluator.value(thunk)) for name, thunk, _ in keywords)
        return tuple(
            (name, Thunk(call, scope, value) if isinstance(value, Constant) else thunk, at)
            for name, thunk, value in values
        )

    def _sqlmodel_arguments(self, made: Made) -> Arguments:
        # What is passed on as it is goes before what SQLModel has a word of its own for.
        keywords: list[GivenKeyword] = []
        own: list[GivenKeyword] = []
        is_open = made.arguments.open
        for name, thunk, place in made.arguments.keywords:
            if name == "sa_relationship_kwargs":
                value = self._evaluator.value(thunk)
                entries = value.entries if isinstance(value, Entries) else ((UNKNOWN, UNKNOWN),)
                for key, inner in entries:
                    if isinstance(key, Constant) and isinstance(key.value, str):
                        keywords.append((key.value, Thunk(thunk.expr, thunk.scope, inner), place))
                    else:
                        is_open = True
            elif name == "sa_relationship":
                value = self._evaluator.value(thunk)
                if not isinstance(value, Made):
                    return GivenArguments((), (), True)
                return self._arguments(value)
            elif name == "cascade_delete":
                value = self._evaluator.value(thunk)
                if value != Constant(False) and value != Constant(None):
                    words = Constant("all, delete-orphan") if isinstance(value, Constant) else UNKNOWN
                    own.append(("cascade", Thunk(thunk.expr, thunk.scope, words), place))
            else:
                own.append((_SQLMODEL_KEYWORDS.get(name, name), thunk, place))
        passed_on = {name for name, _, _ in keywords}
        keywords += [each for each in own if each[0] not in passed_on]
        return GivenArguments((), self._placed(keywords, made), is_open)

    def _public(self, given: Arguments) -> Mapping[str, Argument]:
        found = {}
        for name, thunk, place in given.keywords:
            value = self._evaluator.value(thunk)
            known = value.value if isinstance(value, Constant) else UNKNOWN
            if name == "cascade" and isinstance(value, Items):
                known = _words(value)
            found[name] = Argument(place, known, _form(name, value))
        return found

    def _flag(self, given: Arguments, name: str) -> bool | Unknown:
        found = self._optional_flag(given, name)
        return False if found is None else found

    def _optional_flag(self, given: Arguments, name: str) -> bool | None | Unknown:
        thunk = given.keyword(name)
        if thunk is None:
            return UNKNOWN if given.open else None
        value = self._evaluator.value(thunk)
        if not isinstance(value, Constant):
            return UNKNOWN
        return None if value.value is None else bool(value.value)

    def _overlaps(self, given: Arguments) -> frozenset[str] | Unknown:
        thunk = given.keyword("overlaps")
        if thunk is None:
            return UNKNOWN if given.open else _NOTHING
        value = self._evaluator.value(thunk)
        if _is_false(value):
            return _NOTHING
        if isinstance(value, Constant) and isinstance(value.value, str):
            return frozenset(name.strip() for name in value.value.split(","))
        return UNKNOWN

    def _back_populates(self, given: Arguments) -> str | None | Unknown:
        thunk = given.keyword("back_populates")
        if thunk is None:
            return UNKNOWN if given.open else None
        value = self._evaluator.value(thunk)
        if isinstance(value, FunctionValue):
            value = self._call(value, thunk)
        if isinstance(value, Member) and isinstance(value.owner, ClassValue):
            # 2.1 takes the attribute itself.
            return value.name
        if _is_false(value):
            return None
        return value.value if isinstance(value, Constant) and isinstance(value.value, str) else UNKNOWN

    # Target

    def _inner(self, draft: ClassDraft, declared: Declared) -> Inner | None:
        if declared.annotation is None:
            return None
        found = self._annotations.mapped(declared.annotation, declared.scope)
        if found is None and draft.style == "sqlmodel":
            # SQLModel puts Mapped[] around the annotation itself.
            return self._annotations.plain(declared.annotation, declared.scope)
        return found

    def _plain(self, draft: ClassDraft, declared: Declared, made: Made) -> Inner | None:
        """What an annotation without ``Mapped`` says of the target, where SQLAlchemy reads one."""
        hint = self._unmapped(draft, declared, made)
        if hint is None or hint.container == "''":
            return None
        assert declared.annotation is not None
        found = self._annotations.plain(declared.annotation, declared.scope)
        if not hint.unevaluated or hint.taken is None:
            return found
        # What it needs is not there, so that all of it stays a text.
        return replace(found, text=hint.taken.text, target=None, quoted=True)

    def _target(
        self, draft: ClassDraft, declared: Declared, given: Arguments, inner: Inner | None, call: Place
    ) -> Target:
        thunk = given.keyword("argument")
        if thunk is not None:
            at = Place(call.path, thunk.expr.line, thunk.expr.col)
            value = self._evaluator.value(thunk)
            if isinstance(value, FunctionValue):
                value = self._call(value, thunk)
            if isinstance(value, Constant) and isinstance(value.value, str):
                return self._registries.target(draft, value.value, at)
            if value != Constant(None):
                return self._registries.target_value(draft, value, at)
        if given.open or inner is None:
            return Target("unknown", None, None, call)
        at = Place(declared.place.path, inner.line, inner.col)
        return self._annotated_target(draft, declared, inner, at)

    def _annotated_target(self, draft: ClassDraft, declared: Declared, inner: Inner, at: Place) -> Target:
        if inner.text is None:
            return Target("unknown", None, None, at)
        value = self._annotations.value_of(inner)
        if isinstance(value, ClassValue):
            direct = self._registries.target_value(draft, value, at)
            stays = self._stays_text(draft, declared, inner)
            found = self._registries.target(draft, inner.text if stays else value.decl.name, at)
            if found.state == "missing" and direct.state == "unmapped":
                return direct
            if found.state == "missing" and direct.cls is not None and not found.candidates:
                # An import of another name: what it is of was meant.
                found = replace(found, candidates=(direct.cls,))
            # A name that is a string at run time is looked up by name, whatever it is bound to.
            if found.state in ("ambiguous", "missing") and (inner.quoted or stays):
                return found
            return direct if found.state in ("unknown", "missing", "ambiguous") and direct.cls else found
        if isinstance(value, Constant) and isinstance(value.value, str) and not inner.quoted:
            # A name for the text: Owner = "Person".
            return self._registries.target(draft, value.value, at)
        found = self._registries.target(draft, inner.text, at)
        if isinstance(value, External | Made) and not self._is_stale(value, draft):
            return found if inner.quoted and found.cls else Target("unknown", None, inner.text, at)
        return found

    def _is_stale(self, value: Value, draft: ClassDraft) -> bool:
        """Whether a value is imported from a module that its package does not have, for the type checker."""
        program = self._evaluator.program
        return isinstance(value, External) and is_missing(program, value.path, draft.decl.module)

    def _stays_text(self, draft: ClassDraft, declared: Declared, inner: Inner) -> bool:
        """Whether a text is looked up as it is: one that names nothing when the class is made, or SQLModel's."""
        if declared.annotation is None or inner.scope is not declared.scope:
            return False
        hint = self._hints.hint(declared.annotation, declared.scope)
        if draft.style == "sqlmodel":
            return inner.quoted or (hint.text and isinstance(declared.annotation, Name | Attr))
        return inner.quoted and (inner.text or "").split(".")[0] in {
            each.name for each in hint.unbound_inside
        }

    def _call(self, function: FunctionValue, thunk: Thunk) -> Value:
        line, col = thunk.expr.line, thunk.expr.col
        return self._evaluator.call_function(function, NO_ARGUMENTS, line, col, thunk.scope)

    def _uselist(
        self, draft: ClassDraft, declared: Declared, made: Made, given: Arguments, inner: Inner | None
    ) -> bool | None | Unknown:
        """What the keyword or the annotation says; SQLAlchemy 1.4 does not read annotations."""
        hint = self._unmapped(draft, declared, made)
        if hint is not None:
            assert declared.annotation is not None
            is_text = bool(hint.unevaluated) or hint.container == "''"
            if is_text and given.keyword("collection_class") is None:
                # It stays a text, and that is one class.
                return UNKNOWN if given.open else False
            inner = self._annotations.plain(declared.annotation, declared.scope)
        if inner is not None and self._sqlalchemy >= (2, 0):
            dynamic = inner.container in ("DynamicMapped", "WriteOnlyMapped")
            if inner.scalar and not dynamic:
                # Whatever the arguments say.
                return False
            if not inner.collection and not dynamic and given.keyword("collection_class") is None:
                return UNKNOWN if given.open else False
        return self._optional_flag(given, "uselist")

    def _unmapped(self, draft: ClassDraft, declared: Declared, made: Made) -> Hint | None:
        """The annotation without ``Mapped`` of a relationship, ``None`` where SQLAlchemy itself reads none."""
        if declared.annotation is None or self._sqlalchemy < (2, 0):
            return None
        if not reads_unmapped(draft, made, self._evaluator):
            return None
        hint = self._hints.hint(declared.annotation, declared.scope)
        return hint if hint.mapped is False else None

    # Secondary and joins

    def _secondary(self, draft: ClassDraft, given: Arguments) -> Secondary:
        thunk = given.keyword("secondary")
        if thunk is None:
            return Secondary(UNKNOWN if given.open else None)
        value = self._evaluator.value(thunk)
        if isinstance(value, FunctionValue):
            value = self._call(value, thunk)
        if value == Constant(None):
            return Secondary(None)
        if isinstance(value, Constant) and isinstance(value.value, str):
            found = of_text(value.value, draft, self._registries, self._sqlalchemy)
            if found is not None:
                return found
            table = self._registries.table(draft, value.value)
            if table is None and self._sqlalchemy < (2, 1):
                if self._expressions.is_join(value, thunk, draft):
                    return Secondary(UNKNOWN, SecondaryFault("join", value.value))
                name = self._expressions.name(value.value, draft)
                table = self._expressions.table(name)
            return Secondary(UNKNOWN if table is None else table.id)
        if isinstance(value, ClassValue):
            if draft.style != "sqlmodel" or not self._classes.is_mapped(value.decl):
                if any(self._evaluator.members.find(value.decl, name) for name in _MAKES_OTHERS):
                    return Secondary(UNKNOWN)
                return of_class(value.decl, self._classes)
            # SQLModel takes the table of its link_model.
            value = Member(value, "__table__")
        table = self._expressions.table(value)
        if table is None and self._expressions.is_join(value, thunk, draft):
            return Secondary(UNKNOWN, SecondaryFault("join", None))
        return Secondary(UNKNOWN if table is None else table.id)

    def _joins(self, draft: ClassDraft, given: Arguments, target: Target) -> JoinArguments:
        if given.open or target.what == "aliased":
            return JoinArguments(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        read = self._expressions
        return JoinArguments(
            read.criterion(given.keyword("primaryjoin"), draft),
            read.criterion(given.keyword("secondaryjoin"), draft),
            read.columns(given.keyword("foreign_keys"), draft),
            read.columns(given.keyword("remote_side"), draft),
        )

    # Backrefs

    def _backref(self, draft: ClassDraft, given: Arguments, key: str) -> DeclaredBackref | None | Unknown:
        thunk, place = given.keyword("backref"), given.place("backref")
        if thunk is None or place is None:
            return UNKNOWN if given.open else None
        value = self._evaluator.value(thunk)
        if value == Constant(None):
            return None
        if isinstance(value, Constant) and isinstance(value.value, str):
            return DeclaredBackref(value.value, place, {}, JoinArguments(), None, None, None, _NOTHING)
        if isinstance(value, Items) and len(value.items) == 2:
            return self._backref_pair(draft, value, thunk, place, key)
        if not isinstance(value, Made) or last_name(value.callee) != "backref":
            return UNKNOWN
        return self._backref_call(draft, value, place, key)

    def _backref_pair(
        self, draft: ClassDraft, value: Items, thunk: Thunk, place: Place, key: str
    ) -> DeclaredBackref:
        """A backref as a tuple of name and keyword arguments, the form backref() returns."""
        name, options = value.items
        text: str | Unknown = UNKNOWN
        if isinstance(name, Constant) and isinstance(name.value, str):
            text = name.value
        is_open = not isinstance(options, Entries)
        entries = options.entries if isinstance(options, Entries) else ()
        keywords = tuple(
            (option.value, Thunk(thunk.expr, thunk.scope, inner), place)
            for option, inner in entries
            if isinstance(option, Constant) and isinstance(option.value, str)
        )
        return self._backref_of(draft, text, GivenArguments((), keywords, is_open), place, key)

    def _backref_call(self, draft: ClassDraft, made: Made, place: Place, key: str) -> DeclaredBackref:
        arguments = made.arguments
        name = self._evaluator.value(next(iter(arguments), None) or arguments.keyword("name"))
        text: str | Unknown = UNKNOWN
        if isinstance(name, Constant) and isinstance(name.value, str):
            text = name.value
        keywords = tuple(k for k in arguments.keywords if k[0] != "name")
        return self._backref_of(draft, text, GivenArguments((), keywords, arguments.open), place, key)

    def _backref_of(
        self, draft: ClassDraft, name: str | Unknown, given: Arguments, place: Place, key: str
    ) -> DeclaredBackref:
        self._faults.read(draft, key, given, backref=True)
        joins = JoinArguments(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        if not given.open:
            read = self._expressions
            joins = JoinArguments(
                read.criterion(given.keyword("primaryjoin"), draft),
                read.criterion(given.keyword("secondaryjoin"), draft),
                read.columns(given.keyword("foreign_keys"), draft),
                read.columns(given.keyword("remote_side"), draft),
            )
        return DeclaredBackref(
            name,
            place,
            self._public(given),
            joins,
            self._optional_flag(given, "uselist"),
            self._optional_flag(given, "viewonly"),
            self._optional_flag(given, "sync_backref"),
            self._overlaps(given),
        )


def _annotation(declared: Declared, inner: Inner | None) -> Annotation | None:
    if inner is None:
        return None
    place = Place(declared.place.path, inner.line, inner.col)
    return Annotation(place, inner.container, inner.collection, inner.optional, inner.text)


def _form(name: str, value: Value) -> ArgumentForm:
    """What a keyword argument evaluates to."""
    if isinstance(value, Constant):
        return "literal"
    if isinstance(value, Items | Entries):
        return "empty" if _is_false(value) else "display"
    if isinstance(value, FunctionValue):
        return "function"
    if isinstance(value, Member) and isinstance(value.owner, ClassValue):
        return "attribute"
    if name == "back_populates" and isinstance(value, Made) and last_name(value.callee) == "backref":
        return "backref"
    return "other"


def _words(value: Items) -> str | Unknown:
    """The text that says the same as several words, which ``cascade`` takes as well."""
    words = [item.value for item in value.items if isinstance(item, Constant)]
    texts = [word for word in words if isinstance(word, str) and word == word.strip() and "," not in word]
    return ", ".join(texts) if len(texts) == len(value.items) else UNKNOWN


def _is_false(value: Value) -> bool:
    """Whether Python takes a value for false: SQLAlchemy asks no more than that of a few arguments."""
    if isinstance(value, Constant):
        return not value.value
    return (isinstance(value, Items) and not value.items) or (
        isinstance(value, Entries) and not value.entries
    )
