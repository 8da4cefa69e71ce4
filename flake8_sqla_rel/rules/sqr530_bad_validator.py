"""A `@validates()` method that SQLAlchemy refuses, never calls, or that loses the value.

## What it does

Reports a method under `@validates()`

- for a name that is no attribute of the class (with did-you-mean), nor of any class that inherits the
  method; for a hybrid, a property, an association proxy, a `synonym()` or a `composite()`;
- of a subclass, for an attribute that it inherits (before 2.1);
- for an attribute that another method of the class validates already;
- with a list or a column in the place of names, without names, or under a second `@validates()`;
- that takes too few arguments, or comes to its end without a `return`, so that the attribute is
  always `None`.

## Why is this bad?

A second validator of one attribute raises when the class is made: "A validation function for mapped
attribute 'email' on mapper ... already exists" (`InvalidRequestError`), and so does a list: "unhashable
type: 'list'" (`TypeError`). All else is silent: SQLAlchemy looks for a validator when it
sets up an attribute and never asks whether the name of a validator is one, so that whatever it was to keep
out is stored. It has no page on sqlalche.me.

## Versions

Every release. Until 2.0, an attribute that is inherited has the validators only of the class
that maps it; 2.1 calls those of subclasses too.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]

    @validates("emial")
    def check_email(self, key, value):
        if "@" not in value:
            raise ValueError(value)
        return value
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]

    @validates("email")
    def check_email(self, key, value):
        if "@" not in value:
            raise ValueError(value)
        return value
```

## Fix safety

Objects that the validator was to keep out may be in the database already.

## What it does not see

Classes that may have attributes which the source does not show, mixins that nothing here uses, methods
with another decorator (for their arguments), and longer ones (for what they return).

## References

- <https://docs.sqlalchemy.org/en/20/orm/mapped_attributes.html#simple-validators>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flake8_sqla_rel.mapper.model import AttributeKind, MappedClass, Model, Place
from flake8_sqla_rel.mapper.written import ClassStatement, Statement, Validator, Written, last_of
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import may_be_made, once
from flake8_sqla_rel.rules.statements import COLUMNS, PROPERTIES, call_of, in_force, written
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted

_OPTIONS: Final = ("include_backrefs", "include_removes")
_COMPUTED: Final = {
    "hybrid_property": "a hybrid",
    "property": "a property",
    "cached_property": "a property",
    "association_proxy": "an association proxy",
}
_WRAPPERS: Final = {"synonym": "a synonym", "composite": "a composite"}


class _Method(NamedTuple):
    """A validator and where it stands; ``name`` is ``Class.method``, ``attributes`` what it is given by name."""

    cls: ClassStatement
    statement: Statement
    validator: Validator
    name: str
    attributes: tuple[Written, ...]


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every validator that is refused, is never called or loses the value."""
    return once(_found(model, options))


def _found(model: Model, options: Options) -> Iterator[Finding]:
    declarations = written(model)
    validating = {
        cls.id: cls
        for cls in declarations.classes.values()
        if any(statement.validator is not None for statement in cls.statements)
    }
    for cls in declarations.mapped() if validating else ():
        if not validating.keys().isdisjoint(cls.ancestry):
            yield from _doubled(model, cls)
    for cls in validating.values():
        below = [*([cls.id] if cls.mapped else []), *declarations.users.get(cls.id, ())]
        users = [model.classes[user] for user in below if user in model.classes]
        for statement in in_force(cls) if users else ():
            if statement.validator is not None:
                method = _method(cls, statement, statement.validator)
                yield from _misused(method)
                for item in method.attributes:
                    yield from _never_called(model, options, method, item, users)


def _method(cls: ClassStatement, statement: Statement, validator: Validator) -> _Method:
    call = validator.decorators[0].call
    names = () if call is None else tuple(item for item in call.positional if item.text is not None)
    return _Method(cls, statement, validator, f"{cls.name}.{statement.name}", names)


def _finding(
    method: _Method, place: Place, message: str, *related: Related, kind: Kind | None = None
) -> Finding:
    return Finding(RULE.code, place, one_line(f"{method.name} {message}"), method.name, related, kind=kind)


# The decorator and the method itself


def _misused(method: _Method) -> Iterator[Finding]:
    first, *others = method.validator.decorators
    for other in others:
        yield _finding(
            method,
            other.place,
            "is under two validates(), of which only the uppermost counts; name all attributes in one",
        )
    call = first.call
    if call is None or not (call.positional or call.keywords or call.open):
        yield _finding(
            method, first.place, 'names no attribute to validate, and is never called; say validates("name")'
        )
        return
    for item in call.positional:
        if item.form in ("list", "tuple", "set"):
            refused = Kind.BUG if item.form == "tuple" else Kind.ERROR
            text = (
                f"gives validates() a {item.form}, and it takes names one by one; remove what is around them"
            )
            yield _finding(method, item.place, text, kind=refused)
        elif call_of(item, COLUMNS | PROPERTIES) is not None:
            yield _finding(
                method, item.place, "gives validates() a column, and it takes names; name it as text"
            )
    for keyword in call.keywords:
        if keyword.name not in _OPTIONS:
            near = nearest(keyword.name, _OPTIONS)
            cure = f"; did you mean {near}=?" if near is not None else ""
            text = f"gives validates() {keyword.name}=, which it does not take{cure}"
            yield _finding(method, keyword.place, text, kind=Kind.ERROR)
    yield from _mismade(method)


def _mismade(method: _Method) -> Iterator[Finding]:
    """A method that cannot be called as SQLAlchemy calls it, or that gives nothing back."""
    validator, place = method.validator, method.statement.place
    call = validator.decorators[0].call
    if not validator.alone or call is None:
        return
    removes = call.keyword("include_removes")
    told = removes is not None and removes.value.value is True
    wanted = ("self", "key", "value", "is_remove") if told else ("self", "key", "value")
    if validator.parameters is not None and validator.parameters < len(wanted):
        yield _finding(method, place, f"is called with {', '.join(wanted)}; give it all of these parameters")
    elif not validator.returns:
        what = quoted(method.attributes[0].text) if method.attributes else "the attribute"
        yield _finding(
            method, place, f"validates {what} and returns nothing: None is stored; return the value"
        )


# Its names


def _never_called(
    model: Model, options: Options, method: _Method, item: Written, users: Sequence[MappedClass]
) -> Iterator[Finding]:
    """What is wrong with a name for all classes that have the method."""
    name = item.text or ""
    if any(cls.open for cls in users):
        return
    having = [cls for cls in users if name in cls.attributes]
    if not having:
        if not any(may_be_made(model, cls, name) or _has_hook(model, cls) for cls in users):
            yield _missing(method, item, users)
        return
    mapped_by = {cls.attributes[name].owner for cls in having}
    instead = next((what for cls in having for what in _instead(model, cls, name)), "")
    if instead:
        yield _finding(
            method,
            item.place,
            f"validates {quoted(name)}, which is {instead} and never validated;"
            " name the attribute that it stores its value in",
        )
    elif (
        options.sqlalchemy < (2, 1)
        and mapped_by.isdisjoint(cls.id for cls in users)
        and all(owner in model.classes for owner in mapped_by)
        and all(cls.attributes[name].kind in _VALIDATED for cls in having)
    ):
        above = model.classes[having[0].attributes[name].owner]
        yield _finding(
            method,
            item.place,
            f"validates {quoted(name)}, which {class_at(above)} maps, and is never called for it before"
            f" SQLAlchemy 2.1; move it to {above.name}",
            Related(above.place, above.name),
        )


_VALIDATED: Final = frozenset({AttributeKind.COLUMN, AttributeKind.RELATIONSHIP, AttributeKind.BACKREF})


def _has_hook(model: Model, cls: MappedClass) -> bool:
    """Whether a class may be given attributes when the mappers are configured, which are validated as well."""
    statement = written(model).classes.get(cls.id)
    entries = () if statement is None else written(model).lineage(statement)
    return any(each.named(name) for each in entries for name in ("__declare_first__", "__declare_last__"))


def _missing(method: _Method, item: Written, users: Sequence[MappedClass]) -> Finding:
    name = item.text or ""
    mapped = {
        key
        for cls in users
        for key, attribute in cls.attributes.items()
        if attribute.kind is not AttributeKind.PLAIN
    }
    near = nearest(name, mapped)
    cure = f"; did you mean {quoted(near)}?" if near is not None else ""
    (first, *others) = users
    if not others:
        who = f"{class_at(first)} does not have"
    elif method.cls.mapped:
        who = f"neither {class_at(first)} nor a class below it has"
    else:
        who = f"no class with {method.cls.name} has"
    return _finding(
        method,
        item.place,
        f"validates {quoted(name)}, an attribute that {who}, and is never called for it{cure}",
        Related(first.place, first.name),
    )


def _instead(model: Model, cls: MappedClass, name: str) -> Iterator[str]:
    """What an attribute is that SQLAlchemy does not set up itself."""
    statement = written(model).classes.get(cls.id)
    for above in () if statement is None else written(model).lineage(statement):
        found = above.named(name)
        for each in found:
            wrapper = call_of(each.value, frozenset(_WRAPPERS))
            if wrapper is not None:
                yield _WRAPPERS[wrapper.name]
            elif cls.attributes[name].kind is AttributeKind.PLAIN:
                made = call_of(each.value, frozenset(_COMPUTED))
                names = (*each.decorators, *([made.name] if made is not None else []))
                yield from (_COMPUTED[used] for used in names if used in _COMPUTED)
        if found:
            return


def _doubled(model: Model, cls: ClassStatement) -> Iterator[Finding]:
    """Attributes that two methods of a mapped class validate."""
    validated: dict[str, _Method] = {}
    bound: set[str] = set()
    for above in written(model).lineage(cls):
        own = last_of(above.statements)
        for statement in own.values():
            if statement.validator is None or statement.name in bound or statement.conditional:
                continue
            method = _method(above, statement, statement.validator)
            for item in method.attributes:
                other = validated.setdefault(item.text or "", method)
                if other is method and item is _first(method, item):
                    continue
                yield _second(method, item, other)
        bound.update(own)
        if not cls.closed:
            return


def _first(method: _Method, item: Written) -> Written:
    return next(each for each in method.attributes if each.text == item.text)


def _second(method: _Method, item: Written, other: _Method) -> Finding:
    name = quoted(item.text)
    if other is method:
        return _finding(
            method, item.place, f"names {name} twice, and SQLAlchemy raises; say it once", kind=Kind.ERROR
        )
    if method.cls is not other.cls:
        # What the nearer class says comes first; it is the one to change.
        method, other = other, method
        item = _first(method, item)
    where = located(other.name, other.statement.place)
    return _finding(
        method,
        item.place,
        f"validates {name}, as {where} does already, and SQLAlchemy raises; make one method of the two",
        Related(other.statement.place, other.name),
        kind=Kind.ERROR,
    )


RULE = Rule(
    code="SQR530",
    name="bad-validator",
    kind=Kind.BUG,
    summary="a @validates() method that is refused, never called, or loses the value",
    documentation=__doc__ or "",
    check=check,
)
