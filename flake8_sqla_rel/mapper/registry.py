"""Names in strings: what the class registry and the MetaData make of them.

Source: ``orm/clsregistry.py`` (``_class_resolver``): classes of the same registry by their
bare name or by a tail of their module path, then tables, then what ``sqlalchemy`` exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from flake8_sqla_rel.mapper.bases import ADVANCED, Bases, MetaData
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.elsewhere import Elsewhere
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, AttributeKind, MetaDataId, Place, Target, Unknown
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.programs import Programs
from flake8_sqla_rel.mapper.selectables import SUBQUERIES
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.unseen import UnseenTables
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    Constant,
    External,
    Items,
    Made,
    Member,
    Value,
    last_name,
)

# Names of the sqlalchemy package that a target string can be mistaken for.
SQLALCHEMY_NAMES: Final = frozenset(
    "ARRAY BIGINT BINARY BLOB BOOLEAN BigInteger Boolean CHAR CLOB CheckConstraint Column ColumnDefault "
    "Computed Constraint DATE DATETIME DDL DECIMAL Date DateTime Double Enum FLOAT FetchedValue Float "
    "ForeignKey ForeignKeyConstraint INTEGER Identity Index Integer Interval JSON LargeBinary MetaData "
    "NCHAR NUMERIC NVARCHAR Numeric PickleType PrimaryKeyConstraint REAL SMALLINT Sequence SmallInteger "
    "String TEXT TIME TIMESTAMP Table Text Time TupleType TypeDecorator UUID UniqueConstraint Unicode "
    "UnicodeText Uuid VARBINARY VARCHAR alias all_ and_ any_ asc between bindparam case cast collate "
    "column delete desc distinct except_ exists extract false func insert inspect intersect join "
    "lateral literal literal_column not_ null nulls_first nulls_last or_ outerjoin over select table "
    "tablesample text true tuple_ type_coerce union union_all update values within_group".split()
)

_CONSTRUCTS: Final = frozenset(name for name in SQLALCHEMY_NAMES if name[0].isupper()) | {"mapped_column"}
_PYTHON_TYPES: Final = frozenset(
    "builtins.int builtins.str builtins.float builtins.bool builtins.bytes builtins.list builtins.dict"
    " builtins.set builtins.tuple builtins.object datetime.datetime datetime.date datetime.time"
    " datetime.timedelta decimal.Decimal uuid.UUID".split()
)
_SELECTING: Final = frozenset(
    map(External, ("sqlalchemy.select", "sqlalchemy.future.select", "sqlalchemy.Table"))
)


class Registries:
    """Looks names up as the registry of a class would; ``modern``: as from 2.1 on."""

    def __init__(
        self,
        evaluator: Evaluator,
        bases: Bases,
        classes: ClassReader,
        tables: Iterable[TableDraft],
        others: Iterable[ClassDecl],
        blind: Sequence[ModuleRef],
        unseen: UnseenTables,
        elsewhere: Elsewhere,
        programs: Programs,
        *,
        modern: bool,
    ) -> None:
        self._evaluator = evaluator
        self._modern = modern
        self._bases = bases
        self._classes = classes
        self._blind = blind
        self._unseen = unseen
        self._elsewhere = elsewhere
        self._programs = programs
        self._by_name: dict[tuple[str, str], list[ClassDraft]] = {}
        self._anywhere: dict[str, list[ClassDraft]] = {}
        for draft in classes.drafts.values():
            self._anywhere.setdefault(draft.decl.name, []).append(draft)
            if isinstance(draft.registry, str):
                self._by_name.setdefault((draft.registry, draft.decl.name), []).append(draft)
        self._others: dict[str, list[ClassDecl]] = {}
        for decl in others:
            self._others.setdefault(decl.name, []).append(decl)
        self._tables: dict[tuple[str, str], TableDraft] = {}
        self._schemas: set[tuple[str, str]] = set()
        for table in tables:
            if isinstance(table.metadata, MetaData) and isinstance(table.key, str):
                self._tables.setdefault((table.metadata.id, table.key), table)
                schema, dot, _ = table.key.rpartition(".")
                if dot:
                    self._schemas.add((table.metadata.id, schema))

    def looked_in(self, owner: ClassDraft) -> MetaData | Unknown:
        """The MetaData whose tables a text in a relationship of a class can name.

        Up to 2.0 that is the registry's, also where the table of the class is in another; from 2.1 on
        it is that of the class.
        """
        return owner.metadata if self._modern else owner.registry_metadata

    def table(self, owner: ClassDraft, key: str) -> TableDraft | None:
        """The table that a text in a relationship of a class means.

        From 2.1 on the schema of the MetaData is put before a bare name; before, it has to be written.
        """
        metadata = self.looked_in(owner)
        if not isinstance(metadata, MetaData):
            return None
        found = self._tables.get((metadata.id, key))
        put_before = self._modern or metadata.assumed
        if found is None and put_before and "." not in key and isinstance(metadata.schema, str):
            found = self._tables.get((metadata.id, f"{metadata.schema}.{key}"))
        return found

    def table_keyed(self, metadata: MetaDataId, key: str) -> TableDraft | None:
        """The table of exactly that key in a MetaData."""
        return self._tables.get((metadata, key))

    def may_be_table(self, owner: ClassDraft, key: str) -> bool:
        """Whether the MetaData of a class may have a table of that key that is not seen there."""
        metadata = self.looked_in(owner)
        if not isinstance(metadata, MetaData):
            return True
        return self._unseen.may_have(metadata, key, owner.decl.module.path)

    def named(self, owner: ClassDraft, name: str) -> list[ClassDraft]:
        """The classes of the owner's registry that a bare or dotted name fits."""
        if isinstance(owner.registry, Unknown):
            return []
        tokens = name.split(".")
        found = self._by_name.get((owner.registry, tokens[-1]), [])
        if len(tokens) > 1:
            found = [draft for draft in found if _is_tail(tokens[:-1], draft.decl.module.name)]
        live = [draft for draft in found if not draft.decl.conditional] or found
        if len(live) < 2:
            return live
        function = self._classes.mapped_in(owner.decl)
        beside = [draft for draft in live if function and self._classes.mapped_in(draft.decl) == function]
        if beside:
            # What another function, such as a test, maps under the name is gone by then, or is refused.
            return beside
        here = owner.decl.module.path
        return [draft for draft in live if not self._programs.apart(here, draft.decl.module.path)] or live

    def class_value(self, owner: ClassDraft, name: str) -> ClassValue | None:
        """The class that a name in a string means, when it means exactly one."""
        found = self.named(owner, name)
        return ClassValue(found[0].decl) if len(found) == 1 else None

    def is_module_token(self, owner: ClassDraft, name: str) -> bool:
        """Whether a name is part of the module path of a class of the registry."""
        return (owner.registry, name) in self._modules

    @cached_property
    def _modules(self) -> dict[tuple[object, str], set[tuple[str, ...]]]:
        """The paths of the modules with classes of a registry, by each of their parts."""
        found: dict[tuple[object, str], set[tuple[str, ...]]] = {}
        for (registry, _), drafts in self._by_name.items():
            for draft in drafts:
                path = tuple(draft.decl.module.name.split("."))
                for part in path:
                    found.setdefault((registry, part), set()).add(path)
        return found

    def stray_part(self, owner: ClassDraft, path: list[str]) -> int:
        """Which part of a dotted name is no class of the module named before it; 0 when that is not certain.

        The name is known to be no class's. A module is found by any part of its path onwards.
        """
        modules = self._modules.get((owner.registry, path[0]), ())
        count = max((_common(path, module) for module in modules), default=0)
        if not 0 < count < len(path) or isinstance(owner.registry, Unknown):
            return 0
        root, part = path[0], path[count]
        schemas = {schema.split(".")[0] for _, schema in self._schemas}
        if root in schemas or self.may_be_table(owner, root) or self._could_exist(owner, root):
            return 0
        return 0 if self._could_exist(owner, part) else count

    def is_free(self, owner: ClassDraft, name: str) -> bool:
        """Whether a bare name is certain to be no class, table, schema or module to a class's registry."""
        metadata = self.looked_in(owner)
        if not isinstance(owner.registry, str) or not isinstance(metadata, MetaData):
            return False
        if self.named(owner, name) or self.table(owner, name) is not None or self._could_exist(owner, name):
            return False
        if self.may_be_table(owner, name) or self.is_module_token(owner, name):
            return False
        return all(schema.split(".")[0] != name for _, schema in self._schemas)

    def target(self, owner: ClassDraft, text: str, place: Place) -> Target:
        """What a target string means for a relationship of ``owner``."""
        first, dotted, _ = text.partition(".")
        if dotted and self._is_table_alone(owner, first):
            # It is found before a module of the name.
            return Target("unmapped", None, text, place, what=f"the table {first!r}")
        found = self.named(owner, text)
        if len(found) == 1:
            return Target("found", found[0].decl.id, text, place)
        if len(found) > 1:
            certain = all(not draft.decl.conditional for draft in found)
            candidates = tuple(draft.decl.id for draft in found)
            return Target("ambiguous" if certain else "unknown", None, text, place, candidates)
        if (
            isinstance(owner.registry, Unknown)
            or not text.isascii()
            or not text.replace(".", "").isidentifier()
        ):
            return self._unknown(owner, text, place)
        table = self.table(owner, text)
        if table is not None and not self._could_exist(owner, text):
            return Target("unmapped", None, text, place, what=f"the table {text!r}")
        if text in SQLALCHEMY_NAMES and not self._could_exist(owner, text):
            return Target("unmapped", None, text, place, what=f"sqlalchemy.{text}")
        if self._could_exist(owner, text):
            return self._unknown(owner, text, place)
        return Target("missing", None, text, place, self._others_named(text))

    def _is_table_alone(self, owner: ClassDraft, name: str) -> bool:
        """Whether a name is that of a table, and of no class of the owner's registry."""
        if isinstance(owner.registry, Unknown) or self.table(owner, name) is None:
            return False
        return not self.named(owner, name) and not self._could_exist(owner, name)

    def _unknown(self, owner: ClassDraft, text: str, place: Place) -> Target:
        """A target that may be a class that cannot be seen, or one whose registry is not known.

        Bases from other packages may share one registry: between classes on such bases, the
        only class of the name is the one that is meant. Not so where the registry is not even known
        by a name, and a function that nothing was seen to call, such as a test, maps one of the two.
        """
        anywhere = [
            draft
            for draft in self._anywhere.get(text.rpartition(".")[2], ())
            if _is_foreign(draft) and not draft.decl.conditional and self._meet(owner, draft)
        ]
        if _is_foreign(owner) and len(anywhere) == 1 and "." not in text:
            return Target("found", anywhere[0].decl.id, text, place)
        return Target("unknown", None, text, place)

    def _meet(self, one: ClassDraft, other: ClassDraft) -> bool:
        """Whether two classes may be mapped in one go, as far as functions come between them."""
        if isinstance(one.registry, str) and isinstance(other.registry, str):
            return True
        return self._classes.mapped_in(one.decl) == self._classes.mapped_in(other.decl)

    def _could_exist(self, owner: ClassDraft, text: str) -> bool:
        """Whether a class of that name may be in the registry without being seen there."""
        assert isinstance(owner.registry, str)
        name = text.rpartition(".")[2]
        if owner.registry.startswith("ext:"):
            return True
        if any(self._evaluator.program.mentions(module, name) for module in self._blind):
            return True
        found = self._anywhere.get(name, ())
        if any(isinstance(draft.registry, Unknown) for draft in found):
            return True
        others = self._others.get(name, ())
        if owner.registry == ADVANCED and (
            any(map(_is_foreign, found)) or any(map(self._classes.may_be_mapped, others))
        ):
            # A base from another package may be built on the one of the owner.
            return True
        if any(self._classes.reasons.get(decl.id) == "unknown" for decl in others):
            return True
        if not self._bases.unnamed.isdisjoint((owner.registry, UNKNOWN)):
            return True
        if any(name == outside for _, outside in self._bases.targets_outside):
            # A package may map its classes into a registry that it is given.
            return True
        return self._elsewhere.may_be_mapped(name) or self._unseen.may_have_class(owner.decl.module.path)

    def _others_named(self, text: str) -> tuple[str, ...]:
        name = text.rpartition(".")[2]
        mapped = tuple(draft.decl.id for draft in self._anywhere.get(name, ()))
        others = (*self._others.get(name, ()), *self._elsewhere.plain_named(name))
        return mapped + tuple(decl.id for decl in others)

    def target_value(self, owner: ClassDraft, value: Value, place: Place) -> Target:
        """What a target given as an object means."""
        if isinstance(value, ClassValue):
            draft = self._classes.draft(value.decl)
            if draft is not None:
                return Target("found", value.decl.id, None, place)
            if self._classes.may_be_mapped(value.decl):
                return Target("unknown", None, None, place)
            return Target("unmapped", None, None, place, (value.decl.id,), f"the class {value.decl.name}")
        cls = self._evaluator.calls.mapped_by(value)
        if cls is not None:
            return self.target_value(owner, cls, place)
        table = self._classes.table_of(value)
        if table is not None:
            key = "" if isinstance(table.key, Unknown) else f" {table.key!r}"
            return Target("unmapped", None, None, place, what=f"the table{key}")
        if isinstance(value, Member) and isinstance(value.owner, ClassValue):
            draft = self._classes.draft(value.owner.decl)
            attribute = draft.attributes.get(value.name) if draft is not None else None
            if attribute is not None and attribute.kind is AttributeKind.COLUMN:
                return Target(
                    "unmapped", None, None, place, what=f"the column {value.owner.decl.name}.{value.name}"
                )
        if isinstance(value, Made) and isinstance(value.callee, External) and value.callee.name == "aliased":
            inner = self._evaluator.value(next(iter(value.arguments), None))
            if isinstance(inner, ClassValue) and self._classes.draft(inner.decl) is not None:
                return Target("found", inner.decl.id, None, place, what="aliased")
        what = _no_class(value)
        return Target("unmapped" if what else "unknown", None, None, place, what=what)


def _no_class(value: Value) -> str:
    """What a value is that is certainly neither a mapped class nor a mapper, ``""`` for what may be one."""
    if isinstance(value, Constant) and value.value is not None:
        return repr(value.value)
    if isinstance(value, Items):
        return f"a {value.kind}"
    if isinstance(value, Made) and isinstance(value.callee, External) and _is_construct(value.callee):
        return f"{value.callee.name}()"
    if isinstance(value, Made) and last_name(value.callee) in SUBQUERIES and _is_selected(value):
        return f"{last_name(value.callee)}()"
    if isinstance(value, External) and (_is_construct(value) or value.path in _PYTHON_TYPES):
        return value.path.removeprefix("builtins.")
    return ""


def _is_selected(value: Value) -> bool:
    """Whether methods of SQLAlchemy's made something of a ``select()``, a ``Table()`` or ``Class.__table__``."""
    while isinstance(value, Made) and isinstance(value.callee, Member):
        value = value.callee.owner
    if isinstance(value, Member):
        return value.name == "__table__" and isinstance(value.owner, ClassValue)
    return isinstance(value, Made) and value.callee in _SELECTING


def _is_construct(value: External) -> bool:
    """Whether it makes, or is, a column, a constraint or a type of SQLAlchemy's."""
    return value.path.split(".", 1)[0] == "sqlalchemy" and value.name in _CONSTRUCTS


def _is_foreign(draft: ClassDraft) -> bool:
    """Whether the registry of a class is another package's, or not known."""
    return isinstance(draft.registry, Unknown) or draft.registry.startswith("ext:")


def _common(path: Sequence[str], module: Sequence[str]) -> int:
    """How many parts of a dotted name lead through a module's path, wherever in it they begin."""
    starts = [at for at, token in enumerate(module) if token == path[0]]
    return max((_equal(path, module[at:]) for at in starts), default=0)


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two paths begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def _is_tail(tokens: list[str], module: str) -> bool:
    """Whether tokens are a tail of a module path, or the path a tail of them.

    The second happens when the project is imported from a folder above its root.
    """
    parts = module.split(".")
    count = min(len(tokens), len(parts))
    return tokens[-count:] == parts[-count:]
