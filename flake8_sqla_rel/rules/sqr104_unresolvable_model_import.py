"""A module or name that models are imported from is not there.

## What it does

Reports an import, in a module with models or a package that such a module is in, of a module or
name that a package of the project does not have. A module beside a package of the same name counts
as not there: `models/` hides `models.py`, and what only the latter has cannot be imported.

## Why is this bad?

Python raises `ModuleNotFoundError: No module named 'app.models.bookng'` or `ImportError: cannot
import name 'Chef' from 'app.models'`, before SQLAlchemy has a say. Where somebody catches that
(an optional plug-in, a script that tries all modules), the models of the module are missing instead,
and SQLAlchemy says elsewhere that "expression 'Chef' failed to locate a name"; the messages have no
page of their own on sqlalche.me.

## Versions

Python's doing: every release of SQLAlchemy, 1.4, 2.0 and 2.1 alike.

## Example

In `app/models/__init__.py`, beside `app/models/booking.py`:

```python
from app.models.bookng import Booking
```

## Use instead

```python
from app.models.booking import Booking
```

## Fix safety

The import never worked. Where something else comes of the right one, a circle of imports say, it
is seen at once.

## What it does not see

Imports in other modules of the application, and imports that may not run: under a condition, in a
`try`, in a function. Packages without `__init__.py`, and whatever may bind names in another way
(`__getattr__`, `globals()`, `sys.modules`, a call that is given `__name__`, a star import of what is
not the project's). Modules that are compiled or generated, or may be, going by what builds the project
and by `.gitignore`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#late-evaluation-of-relationship-arguments>
- <https://docs.python.org/3/reference/import.html#submodules>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ImportFault, Model, Place
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.wording import listed, nearest, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Each import statement that fails, with all that it lacks."""
    statements: dict[tuple[Place, str, str], list[ImportFault]] = {}
    for fault in model.import_faults:
        statements.setdefault((fault.place, fault.kind, fault.module), []).append(fault)
    for (place, _, _), faults in statements.items():
        yield _finding(model, place, faults)


def _finding(model: Model, place: Place, faults: list[ImportFault]) -> Finding:
    fault = faults[0]
    names = list(dict.fromkeys(each.name for each in faults))
    if fault.kind == "module":
        lacks = f"there is no module {fault.module}.{fault.name}, which is imported here"
    else:
        lacks = f"{fault.module} ({fault.path}) has no {listed(names, 'and no')}"
    cure, other = _cure(model, fault, names)
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(f"{lacks}; {cure}"),
        subject=f"{fault.module}.{fault.name}",
        related=(other or Related(Place(fault.path, 1, 0), fault.module),),
    )


def _cure(model: Model, fault: ImportFault, names: list[str]) -> tuple[str, Related | None]:
    """What to do, and the place that shows it where that is not the module itself."""
    if fault.shadowed is not None:
        folder = fault.path.rpartition("/")[0]
        text = f"{fault.shadowed} has it, but the package {folder}/ of the same name is what is imported"
        return text, Related(Place(fault.shadowed, 1, 0), fault.name)
    elsewhere = [cls for cls in model.classes.values() if cls.name == fault.name and not cls.conditional]
    if fault.kind == "name" and len(names) == 1 and len(elsewhere) == 1:
        (cls,) = elsewhere
        return f"{cls.name} is in {cls.module} ({cls.place})", Related(cls.place, cls.name)
    near = [found for name in names if (found := nearest(name, fault.near)) is not None]
    if len(near) == len(names):
        return f"did you mean {listed(map(quoted, near))}?", None
    return "the import fails whenever this module is loaded", None


RULE = Rule(
    code="SQR104",
    name="unresolvable-model-import",
    kind=Kind.ERROR,
    summary="a module or name that models are imported from is not there",
    documentation=__doc__ or "",
    check=check,
)
