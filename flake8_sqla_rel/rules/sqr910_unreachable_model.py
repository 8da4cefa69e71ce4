"""A module with models is imported by nothing.

## What it does

Reports a module with mapped classes, in a package, to which no import leads from anything else:
neither from the package, nor from the application, nor from Alembic's `env.py`. What tests import
does not count, nor what stands under `if TYPE_CHECKING`, which is not run.

## Why is this bad?

A class that is never imported is not mapped. A relationship that names it fails with
"When initializing mapper Mapper[Booking], expression 'Chef' failed to locate a name", a message
without a page of its own on sqlalche.me. And its table is not in the `MetaData`: `create_all` leaves it out, and
`alembic revision --autogenerate` writes a migration that drops it.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

`app/models/chef.py`, while `app/models/__init__.py` imports `booking` alone:

```python
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Use instead

The same module, and in `app/models/__init__.py`:

```python
from app.models.booking import Booking
from app.models.chef import Chef

__all__ = ["Booking", "Chef"]
```

## Fix safety

Importing a further module maps its classes, as was meant. A table that the database lacks comes
up in the next migration.

## What it does not see

Modules outside of packages, and those whose names are those of programs (`app`, `main`, `worker` and
the like). A project in which a module imports others by names that are not literals (`pkgutil`,
`importlib`, entry points) is left alone as a whole, and one where no model is reached at all. An
import counts wherever else it stands, even where it never runs.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#late-evaluation-of-relationship-arguments>
- <https://alembic.sqlalchemy.org/en/latest/autogenerate.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import MappedClass, Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.wording import listed, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Each such module, at its first mapped class."""
    classes: dict[str, list[MappedClass]] = {}
    for cls in model.classes.values():
        classes.setdefault(cls.place.path, []).append(cls)
    reached = {cls.registry for path in classes if path not in model.unreached for cls in classes[path]}
    for path, own in sorted(classes.items()):
        if path in model.unreached and own[0].registry in reached and not any(c.conditional for c in own):
            yield _finding(path, sorted(own, key=lambda cls: cls.place))


def _finding(path: str, classes: list[MappedClass]) -> Finding:
    first = classes[0]
    be = "is" if len(classes) == 1 else "are"
    package = path.rpartition("/")[0]
    message = (
        f"nothing that the application imports leads to {first.module}, so that "
        f"{listed(cls.name for cls in classes)} {be} never mapped; import it in {package}/__init__.py"
    )
    return Finding(code=RULE.code, place=first.place, message=one_line(message), subject=first.module)


RULE = Rule(
    code="SQR910",
    name="unreachable-model",
    kind=Kind.BUG,
    summary="a module with models is imported by nothing in the application",
    documentation=__doc__ or "",
    check=check,
)
