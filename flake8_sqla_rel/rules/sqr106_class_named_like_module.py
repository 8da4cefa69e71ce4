"""A mapped class has the name of a module beside it.

## What it does

Reports a mapped class whose name is also the name of a module that holds mapped classes of the same
registry and stands in a package called like the class's own module: a class `User` in
`app.models` beside a module `app.models.User`.

## Why is this bad?

Names such as `models.User` in relationships are looked up in a tree of packages, modules and
classes, where one name is one thing. "name "User" matches both a class name and a module name"
(`InvalidRequestError`, in 1.4 a bare `AttributeError`) is raised when the second of the two is
defined, so that the package cannot be imported. The message has no page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
# app/models/__init__.py, beside app/models/User.py that maps a class as well
from app.base import Base
from sqlalchemy.orm import Mapped, mapped_column


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Use instead

```python
# app/models/__init__.py, beside app/models/user.py that maps a class as well
from app.base import Base
from sqlalchemy.orm import Mapped, mapped_column


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Fix safety

The code did not run before. Renaming a module changes its imports; renaming a class changes the
relationships that name it.

## What it does not see

Classes whose registry or `__module__` cannot be told, and classes that are defined under a condition.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#late-evaluation-of-relationship-arguments>
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flake8_sqla_rel.mapper.model import UNKNOWN, MappedClass, Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import class_at, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every class whose name is a module's in SQLAlchemy's tree of names.

    Source: ``add_class`` in ``orm/clsregistry.py``. Each tail of a module path is a path of
    that tree, so that the last part of the class's module and its name clash with any two
    neighbouring parts of another module's path.
    """
    modules = {cls.id: _module(model, cls) for cls in model.classes.values()}
    neighbours: dict[tuple[str, str, str], MappedClass] = {}
    for cls in model.classes.values():
        tokens = modules[cls.id]
        if cls.registry is not UNKNOWN and not cls.conditional:
            for above, below in pairwise(tokens):
                neighbours.setdefault((cls.registry, above, below), cls)
    return once(
        _finding(cls, other, ".".join(modules[other.id]))
        for cls in model.classes.values()
        if cls.registry is not UNKNOWN
        and not cls.conditional
        and modules[cls.id]
        and (other := neighbours.get((cls.registry, modules[cls.id][-1], cls.name))) is not None
    )


def _module(model: Model, cls: MappedClass) -> list[str]:
    """The parts of the path of a class's module, none when it is not known."""
    module = model.stated_modules.get(cls.id, cls.module)
    return [] if module is UNKNOWN else module.split(".")


def _finding(cls: MappedClass, other: MappedClass, module: str) -> Finding:
    message = (
        f"mapped class {cls.name} has the name of a part of {module}, the module of {class_at(other)}, in a "
        "package called like its own module; rename the class or the module"
    )
    return Finding(
        code=RULE.code,
        place=cls.place,
        message=one_line(message),
        subject=cls.name,
        related=(Related(other.place, other.name),),
    )


RULE = Rule(
    code="SQR106",
    name="class-named-like-module",
    kind=Kind.ERROR,
    summary="a mapped class has the name of a module beside it",
    documentation=__doc__ or "",
    check=check,
)
