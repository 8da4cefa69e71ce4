"""Tables that may be in a MetaData although the text does not show them there.

Only where there can be none of its name is a table missing. What is known of one that is not
seen narrows down which it can be: the name that it is given, the class that it is named after,
the MetaData that it is put on, and that it stands in a test or a migration, which the
application does not import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.bases import ADVANCED, Bases, MetaData, is_sqlalchemy
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.elsewhere import Elsewhere
from flake8_sqla_rel.mapper.ends import NO_ENDS
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, MetaDataId, Unknown
from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    Constant,
    External,
    FunctionValue,
    Member,
    Value,
    last_name,
)
from flake8_sqla_rel.source.facts import Import
from flake8_sqla_rel.source.makers import Maker

_TEST: Final = re.compile(r"(?:.*/)?(?:tests?/.*|conftest\.py|test_[^/]*\.py|[^/]*_tests?\.py)")
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W_a-zA-Z]+")

#: Last words of a class's name that its table need not have.
_KINDS: Final = frozenset("model models table orm db entity record row schema mixin base".split())


#: The MetaData on which a base from another package that cannot be read may be built.
_OF_ADVANCED: Final = f"{ADVANCED}.metadata"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A table that may be there, and what is known of it.

    ``metadata`` is ``None`` where it may be on any, ``name`` where it may have any name; ``after``
    is the name of the class that it is named after, ``ends`` what its name begins and ends with.
    ``redefines`` tells that it may add columns to a table of its name.
    """

    path: str
    metadata: MetaDataId | None = None
    name: str | None = None
    after: str | None = None
    redefines: bool = False
    ends: tuple[str, str] = NO_ENDS

    def may_be(self, metadata: MetaDataId, key: str) -> bool:
        """Whether it may be the table of that key, of which the schema may be part of the name."""
        name = key.rpartition(".")[2]
        if self.metadata is not None and self.metadata != metadata:
            return False
        if self.name is not None:
            return self.name == name
        if not any(_has_ends(each, *self.ends) for each in _tails(key)):
            return False
        return self.after is None or is_named_after(name, self.after)


def _has_ends(name: str, start: str, end: str) -> bool:
    return name.startswith(start) and name.endswith(end)


def _tails(key: str) -> list[str]:
    """What of a key may be the name that the table is given: all, or what is behind one of its dots."""
    parts = key.split(".")
    return [".".join(parts[number:]) for number in range(len(parts))]


class UnseenTables:
    """All that may be there, asked by name.

    :param drafts: the tables that are seen; of some the name, schema or MetaData is not known.
    :param blind: the modules that cannot be read.
    :param migrations: the paths of migrations.
    :param elsewhere: knows the classes outside of the models.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        bases: Bases,
        classes: ClassReader,
        drafts: Sequence[TableDraft],
        blind: Sequence[ModuleRef],
        migrations: frozenset[str],
        elsewhere: Elsewhere,
    ) -> None:
        self._evaluator = evaluator
        self._elsewhere = elsewhere
        self._bases = bases
        self._classes = classes
        self._program = evaluator.program
        self._blind = blind
        self._aside = migrations
        self._found = tuple(
            dict.fromkeys(
                [
                    *_drafts(drafts),
                    *_classes(evaluator, bases, classes),
                    *_filled(evaluator, bases),
                    *(Unseen(module.path, after=name) for module, name in bases.targets_outside),
                ]
            )
        )
        self._added = tuple(_added_by_packages(evaluator.program))
        self._bare = {
            (draft.metadata.id, draft.name) for draft in drafts if isinstance(draft.metadata, MetaData)
        }

    def may_have(self, metadata: MetaData, key: str, path: str) -> bool:
        """Whether a MetaData may have a table of that key, which is not among those that are seen.

        :param path: the file that needs it.
        """
        name = key.rpartition(".")[2]
        if metadata.id.startswith("ext:"):
            return True
        if (metadata.assumed or isinstance(metadata.schema, Unknown)) and (
            "." in key or (metadata.id, name) in self._bare
        ):
            return True
        if any(pattern.fullmatch(name) for pattern in self._added):
            return True
        if any(self._counts(each.path, path) and each.may_be(metadata.id, key) for each in self._found):
            return True
        if any(self._counts(each.path, path) and self._may_name(each, name) for each in self._blind):
            return True
        if self._program.mentions_table(name):
            return True
        return any(self._counts(each.path, path) and each.may_be(metadata.id, key) for each in self._unread)

    def may_have_class(self, path: str) -> bool:
        """Whether a class of any name may be made where it is not seen, by a function that is given the name.

        :param path: the file that needs it.
        """
        callers = self._elsewhere.calling_makers_of_classes
        return any(self._counts(module.path, path) for module in callers)

    @cached_property
    def _unread(self) -> Sequence[Unseen]:
        """What may make tables and was not followed: nothing was seen to lead there."""
        followed = _followed(self._evaluator, self._classes)
        return [
            *(Unseen(module.path) for module in self._elsewhere.calling_makers),
            *(
                Unseen(module.path, self._metadata_named(module, maker.metadata), maker.name)
                for module, maker in self._program.makers()
                if (module.path, maker.line, maker.col) not in followed and self._is_maker(module, maker)
            ),
        ]

    def _metadata_named(self, module: ModuleRef, path: str | None) -> MetaDataId | None:
        """The MetaData of a dotted name in a module, ``None`` when that cannot be told."""
        found = UNKNOWN if path is None else self._bases.metadata(self._named(module, path))
        return None if isinstance(found, Unknown) else found.id

    def _is_maker(self, module: ModuleRef, maker: Maker) -> bool:
        """Whether what is called ``Table`` there may be SQLAlchemy's, or the class that is made may be mapped."""
        if maker.bases:
            bases = [UNKNOWN if each is None else self._named(module, each) for each in maker.bases]
            return not all(map(self._elsewhere.maps_no_subclass, bases))
        if maker.origin is not None:
            home = self._program.resolve(maker.origin, module)
            if home is None:
                return is_sqlalchemy(External(f"{maker.origin}.Table"), "Table")
            return not isinstance(self._named(home, "Table"), ClassValue | FunctionValue)
        if maker.table is None:
            return True
        table = self._named(module, maker.table)
        if isinstance(table, External):
            return is_sqlalchemy(table, "Table")
        return not isinstance(table, ClassValue | FunctionValue)

    def _named(self, module: ModuleRef, path: str) -> Value:
        """The value of a dotted name in a module."""
        first, *rest = path.split(".")
        found = self._evaluator.lookup.global_of(module, first)
        for name in rest:
            found = None if found is None else self._evaluator.attribute(found, name)
        return UNKNOWN if found is None else found

    def may_extend(self, metadata: MetaData, key: str) -> bool:
        """Whether the table of that key may be given columns where the text does not say whose they are."""
        return any(each.redefines and each.may_be(metadata.id, key) for each in self._found)

    def _counts(self, place: str, path: str) -> bool:
        """Whether what a file makes is there for another file."""
        return not self._is_aside(place) or self._is_aside(path)

    def _is_aside(self, path: str) -> bool:
        return path in self._aside or _TEST.fullmatch(path) is not None

    def _may_name(self, module: ModuleRef, name: str) -> bool:
        """Whether a module that cannot be parsed may make a table of that name."""
        words = self._program.words(module)
        if words is None or name in words:
            return True
        return any(word[:1].isupper() and is_named_after(name, word) for word in words)


def is_named_after(table: str, cls: str) -> bool:
    """Whether the name of a table may be made of that of a class, by whatever rule.

    That is when it has the beginnings of the words of the class in their order, of which plurals
    leave two letters alone (``people``).
    """
    words = [word.lower() for word in _WORD.findall(cls)]
    while len(words) > 1 and words[-1] in _KINDS:
        words.pop()
    if not words:
        return True
    rest = "".join(".*" + re.escape(word[:2]) for word in words[1:])
    first = re.escape(words[0][:2])
    # Whatever is put before it is either a word of its own, or short of what tells the name.
    start = rf"(?:(?:.*[^a-z0-9])?{first}|.*{re.escape(words[0][:4])})"
    return re.match(start + rest, table.lower()) is not None


def _followed(evaluator: Evaluator, classes: ClassReader) -> frozenset[tuple[str, int, int]]:
    """The calls and class statements that were looked at: file, line and column."""
    calls = {(each.scope.module.path, *each.identity[1:]) for each in evaluator.made.values()}
    read = {
        (each.module.path, each.facts.line, each.facts.col)
        for each in evaluator.classes.values()
        if classes.is_read(each)
    }
    return frozenset(calls | read)


def _drafts(drafts: Iterable[TableDraft]) -> Iterator[Unseen]:
    """The tables of which the MetaData or the key is not known."""
    for draft in drafts:
        metadata = draft.metadata.id if isinstance(draft.metadata, MetaData) else None
        name = draft.name if isinstance(draft.name, str) else None
        if metadata is None or isinstance(draft.key, Unknown):
            yield Unseen(draft.place.path, metadata, name, None, draft.redefinable is not False, draft.ends)
        elif metadata.startswith("ext:"):
            yield Unseen(draft.place.path, _OF_ADVANCED, name)


def _classes(evaluator: Evaluator, bases: Bases, classes: ClassReader) -> Iterator[Unseen]:
    """The tables of classes that may be mapped, or are mapped to what cannot be told."""
    for draft in classes.drafts.values():
        if isinstance(draft.table, Unknown) and not draft.selected:
            metadata = draft.metadata.id if isinstance(draft.metadata, MetaData) else None
            yield Unseen(draft.decl.module.path, metadata)
    for identifier, reason in classes.reasons.items():
        decl = evaluator.classes[identifier]
        if reason == "plain" and classes.may_be_mapped(decl):
            yield Unseen(decl.module.path, _OF_ADVANCED, after=decl.name)
        if reason == "abstract" and evaluator.members.find(decl, "__tablename__") is not None:
            yield from _of_subclasses(evaluator, bases, decl)
        if reason != "unknown":
            continue
        if any(is_sqlalchemy(each, "AbstractConcreteBase") for each in evaluator.members.bases(decl)):
            continue  # It maps itself to a union of the tables of its subclasses.
        base = bases.of_class(decl)
        certain = base is not None and base.certain and isinstance(base.metadata, MetaData)
        metadata = base.metadata.id if certain and base and isinstance(base.metadata, MetaData) else None
        yield _of_class(evaluator, decl, metadata)


def _of_subclasses(evaluator: Evaluator, bases: Bases, decl: ClassDecl) -> Iterator[Unseen]:
    """The table of the class that whoever uses a package derives from an abstract one which names it."""
    name = evaluator.members.class_attribute(decl, "__tablename__")
    if isinstance(name, Constant) and isinstance(name.value, str):
        base = bases.of_class(decl)
        metadata = None if base is None or isinstance(base.metadata, Unknown) else base.metadata.id
        yield Unseen(decl.module.path, metadata, name.value)


def _of_class(evaluator: Evaluator, decl: ClassDecl, metadata: MetaDataId | None) -> Unseen:
    path = decl.module.path
    made_whole = decl.dynamic_bases is None or decl.dynamic_body is not None
    if evaluator.members.find(decl, "__table__") is not None or not made_whole:
        return Unseen(path, metadata)
    if evaluator.members.find(decl, "__tablename__") is None:
        return Unseen(path, metadata, after=decl.name)
    name = evaluator.members.class_attribute(decl, "__tablename__")
    known = isinstance(name, Constant) and isinstance(name.value, str)
    return Unseen(path, metadata, str(name.value) if known and isinstance(name, Constant) else None)


def _filled(evaluator: Evaluator, bases: Bases) -> Iterator[Unseen]:
    """What is reflected as a whole, what other packages make, and what is copied to another MetaData."""
    for given in bases.given_away:
        yield Unseen(given.path, None if isinstance(given.metadata, Unknown) else given.metadata.id)
    for made in evaluator.made.values():
        called = last_name(made.callee) if isinstance(made.callee, Member) else ""
        path = made.scope.module.path
        if called == "reflect" and isinstance(made.callee, Member):
            metadata = bases.metadata(made.callee.owner)
            yield Unseen(path, None if isinstance(metadata, Unknown) else metadata.id)
        elif called in ("to_metadata", "tometadata"):
            metadata = bases.metadata(evaluator.value(next(iter(made.arguments), None)))
            yield Unseen(path, None if isinstance(metadata, Unknown) else metadata.id)


def _added_by_packages(program: Program) -> Iterator[re.Pattern[str]]:
    """The names of tables that packages add to the MetaData of those who use them."""
    used = {
        (stmt.module or "").split(".", 1)[0]
        for module in program.models()
        if (facts := program.facts(module)) is not None
        for stmt in facts.body
        if isinstance(stmt, Import)
    }
    for package in sorted(used):
        pattern = frameworks.added_tables(package)
        if pattern is not None:
            yield re.compile(pattern)
