"""What several rules ask about declarations as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final, Literal

from flake8_sqla_rel.mapper.model import ClassId, Model, Relationship
from flake8_sqla_rel.mapper.written import (
    ClassStatement,
    Declarations,
    Hint,
    Statement,
    Written,
    WrittenCall,
    last_of,
)
from flake8_sqla_rel.rules.wording import nearest, quoted

RELATIONSHIPS: Final = frozenset({"relationship", "relation", "dynamic_loader"})
#: Parts of a column that do not tell its type, as a ``ForeignKey`` does.
TYPELESS_PARTS: Final = frozenset(
    {"CheckConstraint", "Identity", "Computed", "Sequence", "FetchedValue", "DefaultClause"}
)
COLUMNS: Final = frozenset({"Column", "mapped_column"})
PROXIES: Final = frozenset({"association_proxy"})
PROPERTIES: Final = RELATIONSHIPS | frozenset(
    "column_property deferred synonym composite query_expression".split()
)
"""The calls that make a mapped property other than a plain column."""

#: Of a declared_attr that is no mixin's or abstract base's, SQLAlchemy does not read the annotation.
NOT_READ: Final = "what a declared_attr of the class itself returns is not read"
#: By the ``lazy`` that each stands for, the containers whose relationships are collections whatever is inside.
LOADING_CONTAINERS: Final = {"dynamic": "DynamicMapped", "write_only": "WriteOnlyMapped"}

_EMPTY: Final = Declarations()
#: What of Python itself is often given to be called for a default.
_CALLABLES: Final = frozenset(
    "datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today datetime.date.today uuid.uuid4"
    " uuid.uuid1 time.time builtins.dict builtins.list builtins.set".split()
)
#: Collections that SQLModel does not look into.
NO_LISTS: Final = frozenset(
    "set frozenset tuple dict deque Set FrozenSet Tuple Dict Deque Sequence MutableSequence Collection"
    " AbstractSet MutableSet Mapping MutableMapping Iterable".split()
)


def written(model: Model) -> Declarations:
    """The declarations as written; none when they were not kept."""
    return _EMPTY if model.declarations is None else model.declarations


def declarative(model: Model) -> Iterator[ClassStatement]:
    """The mapped classes whose attributes SQLAlchemy itself reads (SQLModel reads its own)."""
    return (cls for cls in written(model).mapped() if cls.style in ("1.x", "2.x"))


def call_of(value: Written | None, names: frozenset[str]) -> WrittenCall | None:
    """The call of one of SQLAlchemy's functions of these names, ``None`` for anything else."""
    call = None if value is None else value.call
    return call if call is not None and call.name in names and call.of_sqlalchemy else None


def relationship_call(statement: Statement) -> WrittenCall | None:
    """The ``relationship()`` call of a statement."""
    return call_of(statement.value, RELATIONSHIPS)


def mapped_value(
    model: Model, cls: ClassStatement, source: ClassStatement, statement: Statement
) -> Written | None:
    """What a class maps of a statement of its own or a mixin's: of a dataclass's field what its metadata says."""
    call = None if statement.value is None else statement.value.call
    if call is None or call.path != "dataclasses.field" or not source.plain_dataclass:
        return statement.value
    keys = [
        named[-1].value.text
        for entry in written(model).lineage(cls)
        if (named := entry.named("__sa_dataclass_metadata_key__")) and named[-1].value is not None
    ]
    metadata = call.keyword("metadata")
    key = keys[0] if keys else None
    return None if key is None or metadata is None else metadata.value.entry(key)


def is_function(value: Written) -> bool:
    """Whether a value is to be called for what it gives: a function, or a class of Python's."""
    return value.form == "function" or (value.form == "external" and value.name in _CALLABLES)


def is_bare_column(statement: Statement) -> bool:
    """Whether the annotation alone gives the column its type."""
    if statement.value is None or says_none(statement.value):
        return True
    call = call_of(statement.value, frozenset({"mapped_column"}))
    if call is None or call.open or call.keyword("type_", "__type_pos") is not None:
        return False
    named = call.keyword("__name_pos")
    first = () if named is None else (named.value,)
    return all(argument.text is not None or says_no_type(argument) for argument in (*first, *call.positional))


def says_no_type(item: Written) -> bool:
    """Whether an argument of a column is a part of one that leaves its type open."""
    return says_none(item) or (
        item.call is not None and item.call.of_sqlalchemy and item.called in TYPELESS_PARTS
    )


def says_none(value: Written) -> bool:
    """Whether a value is ``None``, which beside an annotation with ``Mapped`` is as good as no value."""
    return value.form == "constant" and value.value is None


def sqlmodel_call(value: Written | None) -> WrittenCall | None:
    """The ``Field()`` or ``Relationship()`` of SQLModel's, ``None`` for anything else."""
    call = None if value is None else value.call
    if call is None or call.name not in ("Field", "Relationship"):
        return None
    return call if call.path.split(".", 1)[0] == "sqlmodel" else None


def in_tuple(statement: Statement) -> WrittenCall | None:
    """The call that makes a mapped attribute, and that a comma behind it has put into a tuple."""
    value = statement.value
    if value is None or value.form != "tuple" or len(value.items) != 1:
        return None
    (item,) = value.items
    return call_of(item, COLUMNS | PROPERTIES) or sqlmodel_call(item)


def target_argument(call: WrittenCall) -> Written | None:
    """The first argument of a ``relationship()`` call, ``None`` when it gives none."""
    given = call.keyword("argument")
    found = call.positional[0] if call.positional else given.value if given is not None else None
    return None if found is not None and found.form == "constant" and found.value is None else found


def in_force(cls: ClassStatement) -> Iterator[Statement]:
    """The statements of a class body that stand at its end, those that may not run left out."""
    return (statement for statement in last_of(cls.statements).values() if not statement.conditional)


def rebound(cls: ClassStatement) -> Iterator[tuple[WrittenCall, Statement, Statement]]:
    """The columns and mapped properties that a later statement of a class body loses: call, first, later."""
    last: dict[str, Statement] = {}
    for index, statement in enumerate(cls.statements):
        if statement.typing_only or (statement.kind == "assignment" and statement.value is None):
            continue
        first = last.get(statement.name)
        last[statement.name] = statement
        if first is None or first.conditional or statement.conditional:
            continue
        called, again = _making(cls, first), _making(cls, statement)
        if called is None or is_read(cls, first, index):
            continue
        if again is not None and again.identity == called.identity:
            continue  # ``name = name = Column()``
        yield called, first, statement


def _making(cls: ClassStatement, statement: Statement) -> WrittenCall | None:
    """The call that makes a column or property of an attribute."""
    own = sqlmodel_call(statement.value) if cls.style == "sqlmodel" else None
    return own or call_of(statement.value, COLUMNS | PROPERTIES)


def is_read(cls: ClassStatement, first: Statement, until: int) -> bool:
    """Whether a statement up to the second binding uses what the first one bound."""
    start = cls.statements.index(first) + 1
    return any(
        statement.value is not None and first.name in statement.value.reads
        for statement in cls.statements[start : until + 1]
    )


def computed(model: Model, cls: ClassStatement) -> Iterator[tuple[str, Statement]]:
    """The attributes that a ``declared_attr`` makes for a class, each with its name where it is written."""
    for statement in cls.collected:
        if not statement.direct:
            home = written(model).classes.get(statement.declared_in, cls)
            yield f"{home.name}.{statement.name}", statement


def is_computed(model: Model, relationship: Relationship) -> bool:
    """Whether a ``declared_attr`` makes a relationship, where the columns of the class are those of ``cls``."""
    cls = written(model).classes.get(relationship.owner)
    return cls is not None and any(
        statement.name == relationship.key and not statement.direct and not is_field(model, statement)
        for statement in cls.collected
    )


def is_field(model: Model, statement: Statement) -> bool:
    """Whether an attribute is in the ``metadata`` of a ``dataclasses.field()``, where no name is a column."""
    home = written(model).classes.get(statement.declared_in)
    given = [] if home is None else [each.value for each in home.named(statement.name)]
    return any(value is not None and value.called == "field" for value in given)


def text_in_second_place(model: Model, relationship: Relationship) -> str | None:
    """The text that a ``relationship()`` is given behind its target, without a keyword: that is its secondary."""
    call = written(model).call_at.get(relationship.call)
    if call is None or call.name not in RELATIONSHIPS or len(call.positional) < 2:
        return None
    return call.positional[1].text


def own_attributes(model: Model, cls: ClassStatement) -> Iterator[tuple[str, Statement]]:
    """The attributes of a class's body and those that a ``declared_attr`` makes for it, named in the same way."""
    yield from ((f"{cls.name}.{statement.name}", statement) for statement in in_force(cls))
    yield from computed(model, cls)


def is_below_a_union(model: Model, cls: ClassStatement) -> bool:
    """Whether nothing is hidden above a class but what ``AbstractConcreteBase`` makes of the one it is on."""
    return any(names_of(entry) == "AbstractConcreteBase" for entry in cls.ancestry) and all(
        entry in written(model).classes
        or (entry.startswith("sqlalchemy.") and names_of(entry) != "DeferredReflection")
        for entry in cls.ancestry
    )


def is_not_read(statement: Statement, cls: ClassStatement) -> bool:
    """Whether SQLAlchemy passes over what a ``declared_attr`` is said to return: in the mapped class itself."""
    return not statement.direct and statement.declared_in == cls.id


def sources(model: Model, cls: ClassStatement) -> Iterator[ClassStatement]:
    """The class and the mixins and abstract bases whose attributes it maps itself."""
    return written(model).sources(cls)


def effective(model: Model, cls: ClassStatement) -> Iterator[tuple[ClassStatement, Statement]]:
    """The statements that give a class its attributes, each with the class it stands in.

    What a mixin says of a name that the class or a nearer mixin binds itself does not count. An
    annotation alone binds nothing, except for SQLModel: it gives way to a value farther off.
    """
    for source, statements in written(model).effective(cls):
        for statement in statements:
            yield source, statement


def sqlmodel_relationships(model: Model) -> Iterator[tuple[str, Statement, WrittenCall]]:
    """The name, statement and call of every ``Relationship()`` whose target SQLModel reads off the annotation.

    Those that may have a ``relationship()`` of their own are left out.
    """
    for cls in written(model).mapped():
        for statement in in_force(cls) if cls.style == "sqlmodel" else ():
            call = sqlmodel_call(statement.value)
            if call is None or call.name != "Relationship":
                continue
            if not call.open and call.keyword("sa_relationship") is None:
                yield f"{cls.name}.{statement.name}", statement, call


def statement_of(model: Model, relationship: Relationship) -> Statement | None:
    """The statement that declares a relationship in the body of the class that maps it."""
    cls = written(model).classes.get(relationship.owner)
    if cls is None or relationship.declared_in != relationship.owner:
        return None
    last = last_of(statement for statement in cls.statements if statement.name == relationship.key)
    found = last.get(relationship.key)
    there = found is not None and not found.conditional and found.place == relationship.place
    return found if there else None


def are_bound_before(model: Model, relationship: Relationship, names: Iterable[str]) -> bool:
    """Whether the body of the class that a relationship stands in gives names a value above it.

    A function that makes the relationship for the class stands above it, or in another file. What a field of a
    dataclass has in its ``metadata`` is none.
    """
    cls = written(model).classes.get(relationship.owner)
    call = relationship.call
    return cls is not None and all(
        any(
            each.kind != "outside"
            and each.value is not None
            and each.value.called != "field"
            and each.place.path == call.path
            and each.place < call
            for each in cls.named(name)
        )
        for name in (relationship.key, *names)
    )


def call_elsewhere(model: Model, relationship: Relationship) -> WrittenCall | None:
    """The ``relationship()`` call of one that is given to its class from outside of a class body."""
    call = written(model).call_at.get(relationship.call)
    inside = relationship.made_by is not None or relationship.call in written(model).subjects
    return None if inside or call is None or call.name not in RELATIONSHIPS else call


def is_proxied(model: Model, relationship: Relationship) -> bool:
    """Whether an association proxy leads over a relationship, which then gets what the proxy is given."""
    family = (relationship.owner, *(cls.id for cls in model.below.get(relationship.owner, ())))
    return any(
        _proxied(statement.value) == relationship.key
        for each in family
        if each in written(model).classes
        for _, statement in effective(model, written(model).classes[each])
    )


def _proxied(value: Written | None) -> str | None:
    call = call_of(value, PROXIES)
    if call is None:
        return None
    keyword = call.keyword("target_collection")
    target = keyword.value if keyword is not None else next(iter(call.positional), None)
    return None if target is None else target.text


def is_of_sqlmodel(model: Model, relationship: Relationship) -> bool:
    """Whether the arguments go through SQLModel's ``Relationship()``, and not to a ``relationship()`` inside of it."""
    if model.classes[relationship.owner].style != "sqlmodel" or relationship.made_by is not None:
        return False
    statement = statement_of(model, relationship)
    call = None if statement is None else sqlmodel_call(statement.value)
    return call is not None and call.keyword("sa_relationship") is None


def as_written(model: Model, relationship: Relationship, argument: str) -> str:
    """A ``keyword=value`` as the call takes it: SQLModel in its ``sa_relationship_kwargs``."""
    if not is_of_sqlmodel(model, relationship):
        return argument
    keyword, _, value = argument.partition("=")
    return f"sa_relationship_kwargs={{{quoted(keyword)}: {value}}}"


def of_sqlmodel(arguments: list[str]) -> str:
    """The arguments as SQLModel takes them: all but the first in ``sa_relationship_kwargs``."""
    first, *others = arguments
    if not others:
        return first
    items = (f"{quoted(keyword)}: {value}" for keyword, _, value in (each.partition("=") for each in others))
    return f"{first}, sa_relationship_kwargs={{{', '.join(items)}}}"


def hinted(statement: Statement) -> Hint | None:
    """The annotation of a statement where it is one that SQLAlchemy reads."""
    hint = statement.hint
    return hint if hint is not None and hint.mapped is True else None


def subject_of(model: Model, call: WrittenCall) -> str:
    """``Class.attribute`` of the statement that a call stands in, what is called where it stands in none."""
    return written(model).subjects.get(call.place, call.name)


def allows_unmapped(cls: ClassStatement) -> bool | None:
    """Whether ``__allow_unmapped__`` is set for a class, ``None`` when that cannot be told."""
    given = cls.special.get("__allow_unmapped__")
    if given is not None:
        return bool(given.value) if given.form == "constant" else None
    return False if cls.closed else None


def names_of(path: str) -> str:
    """The last part of an import path or class id."""
    return path.rpartition(".")[2].split("#", 1)[0]


def mapper_argument(cls: ClassStatement, name: str) -> Written | None | Literal[False]:
    """A mapper argument of a class, ``False`` when it is not given, ``None`` when that cannot be told."""
    args = cls.special.get("__mapper_args__")
    if args is None:
        return False
    if args.form != "dict":
        return None
    given = args.entry(name)
    if given is None:
        return False if args.closed else None
    return given


def misspelt_tablename(name: str) -> bool:
    """Whether a name of a class body was meant to be ``__tablename__``."""
    plain = name.strip("_").replace("_", "")
    if name == "__tablename__" or not name.startswith("_"):
        return False
    return plain == "table" or nearest(plain, ["tablename"]) is not None or plain == "tablename"


def misspelt(model: Model, cls: ClassStatement, meant: str) -> Iterator[Statement]:
    """The attributes of a class and its mixins that were probably meant to be ``__table_args__`` or the like.

    None when something in the class may read them under the name that they have.
    """
    found = [
        statement
        for source in sources(model, cls)
        # Beside the real one it may be a part of that.
        if not cls.named(meant) and not source.named(meant)
        for statement in in_force(source)
        if statement.kind == "assignment" and _is_nearly(statement.name, meant)
    ]
    if found and cls.closed:
        lineage = written(model).lineage(cls)
        yield from () if any(may_read_others(entry, meant) for entry in lineage) else found


def _is_nearly(name: str, meant: str) -> bool:
    if not name.startswith("__") or name == meant:
        return False
    plain, wanted = (text.strip("_").replace("_", "").lower() for text in (name, meant))
    return SequenceMatcher(None, plain, wanted).ratio() > _AS_GOOD_AS_EQUAL


def may_read_others(cls: ClassStatement, meant: str) -> bool:
    """Whether a class computes an attribute of SQLAlchemy's, or has a hook in which it could."""
    if any(keyword.name == "metaclass" for keyword in cls.keywords) or cls.decorators:
        return True
    return any(
        statement.name in ("__init_subclass__", "__table_cls__", "__mapper_cls__")
        or (statement.name == meant and statement.kind == "function")
        for statement in cls.statements
    )


def unmarked_method(model: Model, cls: ClassId, name: str) -> Statement | None:
    """The function of a mixin that a mapped class has by a name, where no decorator has SQLAlchemy call it."""
    found = written(model).classes.get(cls)
    for entry in () if found is None else written(model).lineage(found):
        bound = entry.named(name)
        if bound:
            plain = bound[-1].kind == "function" and not bound[-1].decorators and not bound[-1].conditional
            return bound[-1] if plain and not entry.mapped else None
    return None


def plain_method(model: Model, cls: ClassStatement, name: str) -> Statement | None:
    """The method that a class has for a special name of SQLAlchemy's, which takes it as it is.

    ``None`` when there is none, when it is computed as by a ``declared_attr``, or when a metaclass or a
    hook may call it.
    """
    found = cls.special.get(name)
    if found is None or found.form != "function" or cls.style not in ("1.x", "2.x") or not cls.closed:
        return None
    lineage = tuple(written(model).lineage(cls))
    defined = [each for entry in lineage for each in entry.named(name)]
    if any(
        each.kind != "function" or each.conditional or {*each.decorators} - {"classmethod"}
        for each in defined
    ):
        return None
    return (
        None if any(may_read_others(entry, "") or _has_metaclass(entry) for entry in lineage) else defined[0]
    )


def _has_metaclass(cls: ClassStatement) -> bool:
    calls = [base.call for base in cls.bases if base.call is not None]
    return any(call.open or call.keyword("metaclass") is not None for call in calls)


def is_named_after_column(statement: Statement) -> bool:
    """Whether a statement declares a column of the very name of the attribute."""
    if statement.value is None:
        hint = hinted(statement)
        return hint is not None and not hint.constructs and bool(hint.external or hint.target)
    call = call_of(statement.value, COLUMNS)
    return (
        call is not None
        and call.keyword("key") is None
        and column_name(call, statement.name) == statement.name
    )


def column_name(call: WrittenCall, attribute: str | None) -> str | None:
    """The database name of a column, ``attribute`` when it gives none, ``None`` when it cannot be told."""
    given = call.keyword("name")
    if given is not None:
        return given.value.text
    first = call.positional[0] if call.positional else None
    if first is not None and first.text is not None:
        return first.text
    return None if call.open or (first is not None and first.form == "unknown") else attribute


def no_part_of_a_table(item: Written) -> str | None:
    """What an argument is that is certainly no column, constraint or index, ``None`` when it may be one."""
    if item.form == "constant":
        return None if item.value is None else f"a {type(item.value).__name__}".replace("a str", "a string")
    if item.form in ("tuple", "list", "set", "dict"):
        return f"a {item.form}"
    return f"a class ({names_of(item.name)})" if item.form == "class" else None


def is_table_option(name: str) -> bool:
    """Whether ``Table`` may take a keyword: one of its own, or a dialect's, which has its name before it."""
    return "_" in name or name in _TABLE_OPTIONS


#: One letter too many or too few in a name of nine.
_AS_GOOD_AS_EQUAL: Final = 0.92

_TABLE_OPTIONS: Final = frozenset(
    "schema quote autoload comment info listeners prefixes useexisting mustexist bind".split()
)


def quoted_class(model: Model, hint: Hint) -> ClassId | None:
    """The one mapped class of the name that SQLModel is given in quotes, ``None`` where there is none such."""
    if hint.taken is None or hint.taken.all:
        return None
    found = model.by_name.get(hint.taken.text, ())
    return found[0].id if len(found) == 1 else None
