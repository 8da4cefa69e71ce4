"""A cascade that SQLAlchemy does not know.

## What it does

Reports a word in `cascade` of `relationship()` or `backref()` that is none of `save-update`,
`merge`, `delete`, `delete-orphan`, `refresh-expire`, `expunge`, `all` and `none`.

## Why is this bad?

`Invalid cascade option(s): 'delete_orphan'` (`ArgumentError`) is raised while the class body
runs, so that the module cannot even be imported. The message has no page on sqlalche.me. The
words have hyphens and stand between commas; `CASCADE` and `RESTRICT` are words of `ondelete=`
of the foreign key.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", cascade="all, delete_orphan"
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", cascade="all, delete-orphan"
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

The code did not run before.

## What it does not see

A `cascade` that is not literal text.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import CASCADES, calls, cascade_words
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, nearest, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every cascade argument with a word that SQLAlchemy refuses."""
    return once(_findings(model, options.sqlalchemy >= (2, 0)))


def _findings(model: Model, modern: bool) -> Iterator[Finding]:
    for call in calls(model):
        argument = call.args.get("cascade")
        if argument is None:
            continue
        if argument.value is True or (argument.value is False and modern):
            cure = '"all" or "all, delete-orphan"' if argument.value else '"" or nothing'
            message = f"the cascade of {call.subject} is {argument.value}, and takes words; write {cure}"
            yield Finding(RULE.code, argument.place, one_line(message), call.subject)
        if not isinstance(argument.value, str):
            continue
        wrong = [word for word in cascade_words(argument.value) if word not in CASCADES]
        if wrong:
            noun = "which is no cascade" if len(wrong) == 1 else "which are no cascades"
            message = f"the cascade of {call.subject} has {listed(map(quoted, wrong))}, {noun}"
            yield Finding(
                code=RULE.code,
                place=argument.place,
                message=one_line(f"{message}; {_cure(wrong[0])}"),
                subject=call.subject,
            )


def _cure(word: str) -> str:
    parts = word.replace(";", " ").split()
    if len(parts) > 1 and all(part in CASCADES for part in parts):
        return f"put commas between the words: {quoted(', '.join(parts))}"
    near = nearest(word, CASCADES)
    if near is not None:
        return f"did you mean {quoted(near)}?"
    if word.upper() == "CASCADE":
        return 'did you mean "all, delete"? ondelete="CASCADE" goes to the ForeignKey'
    return f"it takes {listed(CASCADES, 'or')}"


RULE = Rule(
    code="SQR302",
    name="unknown-cascade",
    kind=Kind.ERROR,
    summary="a word in cascade that is none of SQLAlchemy's",
    documentation=__doc__ or "",
    check=check,
)
