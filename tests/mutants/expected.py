"""Which rule has to speak when SQLAlchemy does, and where.

Written from the catalogue of SQLAlchemy's messages, not from what the linter says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutants.edits import Mutant
from tests.mutants.slips import Models
from tests.mutants.source import RELATIONSHIPS, Source, Unit, called

#: What SQLAlchemy says, by entry of the catalogue, and the rules for it. The first that fits counts.
SAYS: tuple[tuple[str, str, str], ...] = (
    ("C001", r"sync_backref and viewonly cannot both be True", "SQR009"),
    ("C002", r"'cascade_backrefs' may only be set to False", "SQR507"),
    ("C003", r"setting omit_join to True is not supported", "SQR407"),
    ("C004", r"backref and back_populates keyword arguments are mutually exclusive", "SQR007"),
    ("C005", r"while also setting viewonly=True does not make sense", "SQR310"),
    ("C007", r"TypeError: .*(relationship|Relationship|__init__|Property)\(\) (got|takes)", "SQR507"),
    ("C012", r"TypeError: relationship\(\) missing 1 required positional argument: 'argument'", "SQR505"),
    ("C009", r"Invalid cascade option", "SQR302"),
    ("C010", r"'delete-orphan' cascade option requires 'delete'", "SQR303"),
    ("C011", r"should not be combined with a viewonly=True relationship", "SQR304"),
    ("C012", r"Python typing annotation is required for attribute", "SQR505"),
    ("C013", r"Collection annotation type .* cannot be instantiated", "SQR516"),
    ("C099", r"must elect an appender method", "SQR516"),
    ("C030", r"non-default argument .* follows default argument", "SQR521 SQR512"),
    ("C018", r"seems to be using a generic class as the argument", "SQR515"),
    ("C019", r"can't be correctly interpreted for Annotated Declarative Table form", "SQR513"),
    ("C020", r"Could not interpret annotation", "SQR519"),
    ("C024", r"Could not locate SQLAlchemy Core type", "SQR514 SQR523"),
    ("C024", r"Could not resolve all types within mapped annotation", "SQR514 SQR519"),
    ("C024", r"has no matching SQLAlchemy type", "SQR523 SQR512 SQR103"),
    ("C035", r"has no mapped classes registered under the name", "SQR101 SQR205"),
    ("C036", r"Multiple classes found for path", "SQR102"),
    ("C037", r"already contains a class with the same class name and module name", "SQR102"),
    ("C038", r"matches both a class name and a module name", "SQR106"),
    ("C040", r"expects a class or a mapper argument", "SQR103"),
    ("C041", r"UnmappedClassError: Class .* is not mapped", "SQR103"),
    ("C045", r"is already defined for this MetaData instance", "SQR105"),
    ("C050", r"no foreign keys linking these tables via secondary table", "SQR204 SQR206"),
    ("C051", r"multiple foreign key paths linking the tables via secondary table", "SQR204 SQR202"),
    ("C048", r"Could not determine join condition .* no foreign keys linking these tables", "SQR201 SQR206"),
    ("C049", r"Could not determine join condition .* multiple foreign key paths", "SQR202"),
    ("C052", r"secondary join condition but no secondary argument", "SQR215"),
    ("C053", r"Can't assign 'secondaryjoin' on a backref", "SQR215"),
    ("C054", r"secondary argument .* must be a Table object or other FROM clause", "SQR204"),
    ("C058", r"does not have a mapped column named", "SQR205"),
    ("C059", r"is not an instance of ColumnProperty", "SQR205"),
    ("C060", r"SyntaxError", "SQR205"),
    ("C061", r"'Table' object has no attribute", "SQR205"),
    ("C062", r"Column expression expected for argument", "SQR205 SQR211 SQR212"),
    ("C062", r"expression expected, got <built-in function", "SQR211"),
    ("C135", r"expected for argument 'polymorphic_on'; got <", "SQR603"),
    ("C164", r"for DDL foreign key constraint expected, got <built-in function", "SQR707"),
    ("C062", r"TypeError: \w+\.\w+\(\) missing 1 required positional argument: '(cls|self)'", "SQR205"),
    ("C160", r"ForeignKeyConstraint\.__init__\(\) missing", "SQR507"),
    ("C063", r"Boolean value of this clause is not defined", "SQR213"),
    ("C065", r"Could not locate any simple equality expressions", "SQR216 SQR206"),
    ("C066", r"Could not locate any relevant foreign key columns", "SQR216 SQR206"),
    ("C067", r"Can't build a DependencyProcessor", "SQR216"),
    ("C068", r"Can't determine relationship direction", "SQR217"),
    ("C070", r"could not determine any unambiguous local/remote column pairs", "SQR209"),
    ("C071", r"is marked as 'remote', but these column", "SQR209"),
    ("C072", r"Non-simple column elements in primary join condition", "SQR209"),
    ("C077", r"refers to attribute .* that is not a relationship", "SQR002"),
    (
        "C078",
        r"reverse_property .* references relationship .*, which does not reference mapper",
        "SQR002 SQR011",
    ),
    ("C079", r"are both of the same direction", "SQR008 SQR002"),
    ("C080", r"cannot specify sync_backref=True", "SQR009"),
    ("C085", r"Error creating backref", "SQR006 SQR011"),
    ("C086", r"User-placed attribute", "SQR006 SQR511"),
    ("C087", r"Invalid back_populates value", "SQR002"),
    ("C088", r"will copy column .* which conflicts with relationship", "SQR003"),
    ("C090", r"being assigned to attribute .* is already associated", "SQR511"),
    ("C091", r"delete-orphan cascade is normally configured only", "SQR301"),
    ("C092", r"can't set passive_deletes='all' in conjunction", "SQR309"),
    ("C094", r"Can't find strategy", "SQR402"),
    ("C095", r"loaders cannot be used with many-to-one/one-to-one|dynamic.* many-to-one", "SQR403"),
    ("C096", r"loader strategy is deprecated", "SQR406"),
    ("C102", r"Mapper properties .* must be declared as @declared_attr", "SQR504"),
    ("C103", r"Columns with foreign keys .* must be declared as @declared_attr", "SQR522"),
    ("C109", r"Attribute name '\w+' (is reserved|should be left)", "SQR518"),
    ("C108", r"Ignoring declarative-like tuple value of attribute", "SQR512"),
    ("C110", r"appears to be a non-schema SQLAlchemy expression", "SQR711"),
    ("C111", r"named directly multiple times", "SQR705"),
    ("C112", r"Can't add additional column", "SQR705"),
    ("C113", r"__table_args__ value must be a tuple", "SQR703"),
    ("C114", r"has multiple mapped bases", "SQR607"),
    ("C115", r"does not have a __table__ or __tablename__ specified", "SQR702"),
    ("C116", r"Can't place __table_args__ on an inherited class", "SQR604"),
    ("C118", r"conflicts with existing column", "SQR604"),
    ("C119", r"Can't place primary key columns on an inherited class", "SQR604"),
    ("C121", r"Mapper inherits argument|Class .* does not inherit from", "SQR607"),
    ("C122", r"already has been instrumented|already has a primary mapper", "SQR102"),
    ("C127", r"Can't determine the inherit condition .* no foreign key", "SQR601"),
    ("C127", r"Can't find any foreign key relationships between", "SQR601"),
    ("C128", r"Can't determine the inherit condition .* more than one foreign key", "SQR601"),
    ("C129", r"does not indicate a '?polymorphic_identity'?", "SQR602"),
    ("C130", r"Reassigning polymorphic association", "SQR602"),
    ("C135", r"Can't determine polymorphic_on", "SQR603"),
    ("C137", r"Can't determine primary_key column", "SQR603"),
    ("C138", r"TypeError: Mapper\.__init__|Mapper\(\) got an unexpected", "SQR603"),
    ("C139", r"could not assemble any primary key columns", "SQR701"),
    ("C140", r"Could not assemble any primary keys for locally mapped table", "SQR701"),
    ("C141", r"Implicitly combining column", "SQR605"),
    ("C142", r"is being combined with distinct primary key column", "SQR605"),
    ("C143", r"conflicts with property", "SQR511"),
    ("C158", r"could not find table '.*' with which to generate", "SQR203"),
    ("C159", r"Could not initialize target column for ForeignKey", "SQR203"),
    ("C193", r"Can't generate DDL for NullType", "SQR203"),
    ("C160", r"number of constrained columns must match|duplicate source column", "SQR219"),
    ("C161", r"refers to multiple remote tables", "SQR219"),
    ("C162", r"Can't create .* on table .*: no column named", "SQR219 SQR704"),
    ("C169", r"Cannot correctly sort tables", "SQR207"),
    ("C184", r"A column with name .* is already present", "SQR705"),
    ("C185", r"already assigned to Table", "SQR706"),
    ("C187", r"'SchemaItem' object, such as", "SQR703 SQR707"),
    ("C188", r"specifies columns .* as primary_key=True, not matching", "SQR708"),
    ("C194", r"Additional arguments should be named", "SQR507"),
    ("C194", r"Can't validate argument '\w+'; can't locate any SQLAlchemy dialect", "SQR507"),
    ("C133", r"polymorphic_abstract parameter may only be used", "SQR603"),
    ("C054", r"FROM expression, such as a Table or alias\(\) object expected", "SQR204 SQR525"),
    ("C138", r"TypeError: 'function' object is not iterable", "SQR603"),
    ("C115", r"unsupported operand type\(s\) for \+: 'function' and 'str'", "SQR702"),
    ("C076", r"has no property '", "SQR002"),
)

_LOCATE = re.compile(r"expression ['\"](.+?)['\"] failed to locate a name")
_PAIR = re.compile(r"\b(\w+)\.(\w+)")
_QUOTED = re.compile(r"""(?<!\w)['"]([^'"]+)['"]""")
_EXPRESSIONS = frozenset({"foreign_keys", "remote_side", "primaryjoin", "secondaryjoin", "order_by"})

#: Of edits after which a foreign key leads nowhere: the tables are not joined because of that.
_NOT_JOINED = frozenset({"C048", "C050", "C127"})
#: Of edits that are a fault by themselves: what follows from them need not be said too.
_CAUSES = {
    "misspelt option": "SQR507",
    "same class twice": "SQR105 SQR102",
    "copied class": "SQR105",
    "column twice": "SQR705",
    "trailing comma": "SQR512",
    "call forgotten": "SQR514 SQR524 SQR701 SQR711",
    "drop declared_attr": "SQR205 SQR702",
    "key without its column": "SQR203",
    "swapped arguments": "SQR101",
    "unknown name": "SQR524 SQR530",
    "bare name in a join": "SQR211",
    "second class of the name": "SQR102",
}
_KEY_EDITS = frozenset(
    {
        "unknown table",
        "unknown column",
        "class for the table",
        "key to another table",
        "rename a class",
        "drop the table name",
        "second table of the name",
        "rename a table",
        "drop a base",
        "key without its column",
        "drop a special attribute",
        "no table",
    }
)


@dataclass(frozen=True)
class Demand:
    """What is to be reported for an event: one of these rules, on a line of one of these units."""

    event: str
    codes: frozenset[str]
    lines: frozenset[tuple[str, int]]


#: What Python says when a class or a call cannot be made, before SQLAlchemy has a look at it.
_OF_PYTHON = (
    "relationship() got multiple values for keyword argument",
    "__init_subclass__() takes no keyword arguments",
    "Cannot create a consistent method resolution",
    "duplicate base class",
)


def is_sqlalchemys(event: str) -> bool:
    """Whether SQLAlchemy had something to say; a ``NameError`` of Python's own is not about models."""
    if any(said in event for said in _OF_PYTHON):
        return False
    kind = event.partition(" ")[2].partition(":")[0]
    python = {"NameError", "ImportError", "AttributeError", "KeyError", "SyntaxError", "RuntimeError"}
    python.add("PydanticSchemaGenerationError")
    return kind not in python or any(re.search(said, event, re.DOTALL) for _, said, _ in SAYS)


def demand(mutant: Mutant, event: str) -> Demand:
    """What the linter has to report for an event of a mutant."""
    models = Models(mutant.files)
    codes = _codes(mutant, models, event)
    units = list(_concerned(mutant, models, event))
    lines = {(path, line) for path, unit in units for line in range(unit.first, unit.last + 1)}
    return Demand(event, frozenset(codes), frozenset(lines))


def _codes(mutant: Mutant, models: Models, event: str) -> set[str]:
    located = _LOCATE.search(event)
    if located is not None:
        # What stands nowhere as it is comes from a constant or another class, as targets do.
        found = set(_by_argument(models, located[1])) or {"SQR101"}
        if "[" in located[1] or "|" in located[1]:
            # 1.4 looks a collection in quotes up as any name, and 2.0 an optional one in a list.
            found.add("SQR515")
        if mutant.kind in ("rename a class", "drop a base"):
            found.add("SQR101")
        if mutant.kind in ("table for the target", "drop a base", "no table") or located[1] in models.classes:
            found.add("SQR103")
        return found
    for entry, said, codes in SAYS:
        if re.search(said, event, re.DOTALL):
            found = set(codes.split()) | set(_CAUSES.get(mutant.kind, "").split())
            if entry in _NOT_JOINED and mutant.kind in _KEY_EDITS:
                found.add("SQR203")
            if entry in {*_NOT_JOINED, "C193"} and mutant.kind == "text for a key":
                found.add("SQR707")
            if entry in {*_NOT_JOINED, "C065", "C066"} and mutant.kind == "swap the target":
                # Where the annotation or the other side still names the class that was meant, that is the cause.
                found |= {"SQR501", "SQR002"}
            return found
    return set()


def _by_argument(models: Models, expression: str) -> Iterator[str]:
    """The rule for a name that is not found goes by the argument that it stands in."""
    for source in models.sources:
        for call in source.calls(RELATIONSHIPS | {"backref"}):
            for given in source.arguments(call):
                for text in source.texts(given.value):
                    if text == expression or (given.name in _EXPRESSIONS and expression in text):
                        if given.name == "secondary":
                            yield "SQR204"
                        elif given.name in _EXPRESSIONS:
                            yield "SQR205"
                        elif given.name in (None, "argument"):
                            yield "SQR101"
            statement = source.parents.get(call)
            if isinstance(statement, ast.AnnAssign) and expression in ast.unparse(statement.annotation):
                yield "SQR101"


def _concerned(mutant: Mutant, models: Models, event: str) -> Iterator[tuple[str, Unit]]:
    """The units that are edited or that SQLAlchemy names, and the other sides of these."""
    for source in models.sources:
        if source.path == mutant.path and mutant.line is not None:
            unit = source.unit(mutant.line)
            if unit is not None:
                yield source.path, unit
            # What is said of a whole class stands where it begins.
            around = {unit.owner} if unit is not None else set()
            yield from ((source.path, each) for each in source.units if _begins(each, around))
    names = {*mutant.names, *(f"{one}.{two}" for one, two in _PAIR.findall(event))}
    named = [side for side in _sides(models) if side.name in names]
    # What no class of that name declares comes from a mixin, or from a function.
    missing = {name.rpartition(".")[2] for name in names - {side.name for side in named}}
    others = [side for side in _sides(models) if side.owner not in models.entities]
    named += [side for side in others if side.key in missing] or [side for side in others if not side.owner]
    # Or it is the backref of another one.
    named += [side for side in _sides(models) if side.reverse & missing]
    for side in _sides(models):
        if side in named or any(_opposite(side, other) for other in named):
            yield side.path, side.unit
    words = {word for text in _QUOTED.findall(event) for word in (text, *re.findall(r"\w+", text))}
    words |= set(re.findall(r"Mapper\.(\w+) parameter", event))
    words |= {*mutant.words, *re.findall(r"(?:Mapper\[|mapped class )(\w+)", event)}
    for source in models.sources:
        for unit in source.units:
            if f"{unit.owner}.{unit.name}" in names:
                yield source.path, unit
            if isinstance(unit.node, ast.ClassDef):
                if words & {unit.node.name, unit.node.name.lower(), *_tables_of(source, unit.node)}:
                    yield source.path, unit
            elif {unit.owner, unit.name} <= words or _mentions(source, unit, words):
                yield source.path, unit


def _begins(unit: Unit, classes: set[str]) -> bool:
    return isinstance(unit.node, ast.ClassDef) and unit.node.name in classes


def _mentions(source: Source, unit: Unit, words: set[str]) -> bool:
    """Whether a unit names one of these, in a text or as an object."""
    for node in ast.walk(unit.node):
        if getattr(node, "id", None) in words or getattr(node, "attr", None) in words:
            return True
    texts = list(source.texts(unit.node))
    return any(not words.isdisjoint(re.findall(part, each)) for each in texts for part in (r"\w+", r"[\w.]+"))


def _tables_of(source: Source, cls: ast.ClassDef) -> Iterator[str]:
    for unit in source.units:
        if unit.owner == cls.name and unit.name == "__tablename__":
            yield from source.texts(unit.node)


@dataclass(frozen=True)
class _Side:
    """A relationship as its text has it."""

    path: str
    unit: Unit
    owner: str
    key: str
    reverse: frozenset[str]
    text: str

    @property
    def name(self) -> str:
        return f"{self.owner}.{self.key}"


def _sides(models: Models) -> list[_Side]:
    found = []
    for source in models.sources:
        for call in source.calls(RELATIONSHIPS):
            owner, key = source.slot(call)
            unit = source.unit(call.lineno)
            if unit is None:
                continue
            reverse = {
                text
                for inner in ast.walk(call)
                if called(inner) in RELATIONSHIPS | {"backref"} and isinstance(inner, ast.Call)
                for given in source.arguments(inner)
                if given.name in ("back_populates", "backref") or called(inner) == "backref"
                for text in source.texts(given.value)
            }
            text = ast.unparse(unit.node)
            found.append(_Side(source.path, unit, owner, key, frozenset(reverse), text))
    return found


def _opposite(one: _Side, other: _Side) -> bool:
    """Whether two relationships are meant as each other's reverse: one names the other."""
    linked = one.key in other.reverse or other.key in one.reverse
    return linked and (one.owner in other.text or other.owner in one.text)
