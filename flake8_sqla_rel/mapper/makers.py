"""Functions that make a table, or a class with one, of what they are given.

A module that has nothing but calls of such functions declares models although its own text says
nothing of a mapping: ``BookShelf = link("book_shelf", Book, Shelf)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import statements
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Call,
    Class,
    Const,
    Expr,
    Function,
    Import,
    ModuleFacts,
    Name,
    Return,
    Seq,
    Starred,
    Stmt,
    within,
)

_ASKED: Final = (Call, Class)

#: Facts with nothing in them that is called; most are.
_LEAVES: Final = frozenset({Name, Const})

#: What makes a class, by how many arguments it has at least: ``type(x)`` asks for a type.
_MAKING: Final = {"type": 3, "new_class": 2}


@record()
class Maker:
    """A function, by its name, and the module that it is in.

    Of one that makes a class by a call ``bases`` has a name for each base, ``None`` for one that is
    given to the function or has none. ``makes_class`` tells that the class may have any name.
    ``table`` is what is called in the module for a table, ``None`` where no call makes it.
    """

    name: str
    module: ModuleRef
    makes_class: bool
    bases: tuple[str | None, ...] = ()
    table: str | None = None


def read_makers(program: Program) -> tuple[Maker, ...]:
    """The functions in a project's models that make tables, or classes, of a name that is not written there."""
    functions: list[tuple[Function, ModuleRef]] = []
    found: list[Maker] = []
    for module in program.models():
        facts = None if module.installed else program.facts(module)
        if facts is not None:
            own = list(_functions(facts.body))
            called = _renamed(facts)
            functions += [(function, module) for function in own]
            found += [maker for function in own for maker in _makers(function, module, called)]
    return (*found, *_handing_on(functions, found))


def mentions_any(program: Program, module: ModuleRef, names: frozenset[str]) -> bool:
    """Whether the text of a module has one of these names as a word."""
    return any(program.mentions(module, name) for name in sorted(names))


def names_without_call(program: Program, module: ModuleRef, names: frozenset[str]) -> bool:
    """Whether one of these functions is named in a module for something else than to be called there."""
    facts = program.facts(module)
    if module.installed or facts is None:
        return False
    names |= {bound for bound, name in _renamed(facts).items() if name in names}
    named = {id(part): part for part in within(facts.body) if isinstance(part, Name | Attr)}
    for part in within(facts.body):
        if isinstance(part, Call):
            named.pop(id(part.func), None)
    return any((part.id if isinstance(part, Name) else part.attr) in names for part in named.values())


def _renamed(facts: ModuleFacts) -> Mapping[str, str]:
    """What a module imports under another name: the names that it has where it comes from."""
    return {
        stmt.bound: stmt.name
        for stmt, _ in statements(facts.body)
        if isinstance(stmt, Import) and stmt.name is not None and stmt.name != stmt.bound
    }


def _functions(body: tuple[Stmt, ...]) -> Iterator[Function]:
    """The functions and methods that are given something and are called by their names."""
    for stmt, _ in statements(body):
        if isinstance(stmt, Class):
            yield from _functions(stmt.body)
        elif isinstance(stmt, Function) and stmt.params and not stmt.name.startswith("__"):
            yield stmt


def _makers(function: Function, module: ModuleRef, renamed: Mapping[str, str]) -> Iterator[Maker]:
    for part in _calls_and_classes(function.body or ()):
        if isinstance(part, Class):
            if _has_table_of_value(part):
                yield Maker(function.name, module, makes_class=False)
        elif part.args and not isinstance(part.args[0], Const):
            called = renamed.get(part.called, part.called)
            if called in _MAKING and len(part.args) >= _MAKING[called]:
                yield Maker(
                    function.name, module, makes_class=True, bases=tuple(_bases(part.args[1], function))
                )
            elif called == "Table" and any(isinstance(each, Call | Starred) for each in part.args[2:]):
                # Without columns it is one that is read from a database, or no table of SQLAlchemy's.
                yield Maker(function.name, module, makes_class=False, table=part.called)


def _calls_and_classes(body: tuple[object, ...]) -> Iterator[Call | Class]:
    """What is called and which classes are stated in a body, in no order; asked of every function there is."""
    pending: list[tuple[object, ...]] = [body]
    while pending:
        part = pending.pop()
        if isinstance(part, _ASKED):
            yield part
        pending += [each for each in part if isinstance(each, tuple) and each.__class__ not in _LEAVES]


def _handing_on(functions: Sequence[tuple[Function, ModuleRef]], makers: Sequence[Maker]) -> Iterator[Maker]:
    """The functions that return what one of these, or one that does the same, makes of what they are given."""
    known = {maker.name: maker.makes_class for maker in makers}
    calls = [(function.name, module, _handed_to(function)) for function, module in functions if known]
    found = list(makers)
    while found:
        found = [
            Maker(name, module, makes_class=any(known[each] for each in called & known.keys()))
            for name, module, called in calls
            if name not in known and called & known.keys()
        ]
        yield from found
        known.update((maker.name, maker.makes_class) for maker in found)


def _handed_to(function: Function) -> frozenset[str]:
    """What a function returns a call of, with something that it is given."""
    own = {param.name for param in function.params} - {"self", "cls"}
    return frozenset(
        part.value.called
        for part in within(function.body)
        if isinstance(part, Return)
        and isinstance(part.value, Call)
        and any(
            isinstance(each, Name) and each.id in own
            for each in within((part.value.args, part.value.keywords))
        )
    )


def _bases(given: Expr, function: Function) -> Iterator[str | None]:
    """The global names of the bases that a call gives a class."""
    own = {param.name for param in function.params}
    for each in given.items if isinstance(given, Seq) else (given,):
        yield each.id if isinstance(each, Name) and each.id not in own else None


def _has_table_of_value(cls: Class) -> bool:
    """Whether the body of a class gives its table a name that is worked out."""
    return any(
        isinstance(stmt, Assign)
        and isinstance(stmt.target, Name)
        and stmt.target.id == "__tablename__"
        and not isinstance(stmt.value, Const)
        for stmt in cls.body
    )
