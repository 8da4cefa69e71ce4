"""What SQLAlchemy itself makes of a project.

A process of its own that knows the installed SQLAlchemy: it reads jobs from standard input, a
line of JSON each, and answers each with a line of JSON. A job says where the modules are
(``path``), which to import in which order (``modules``) and what to call then (``calls``,
each ``module:function``). The answer says what ``configure_mappers()`` made of them: the mapped
``classes``, their ``relationships``, the ``overlaps`` that it warned of and its other ``warnings``. What
was raised on the way is its ``error``. Every job runs in a fork, so that nothing of one is left for the
next.

Classes go by ``module.Qualified.Name`` (what a function makes by its bare name), columns by
``table.column`` with the schema before it.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import traceback
import warnings
from typing import Any

OVERLAP = re.compile(
    r"relationship '(?P<this>.+?)' will copy column (?P<source>\S+) to column (?P<column>\S+), "
    r"which conflicts with relationship\(s\): (?P<others>.+?)\. If this is not"
)
OTHER = re.compile(r"'([^']+)' \(copies ")


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Import, configure, and tell; for once in a process."""
    import sqlalchemy
    import sqlalchemy.orm

    sys.path.insert(0, job["path"])
    found: dict[str, Any] = {"release": sqlalchemy.__version__, "error": None}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            for name in job["modules"]:
                importlib.import_module(name)
            for call in job.get("calls", ()):
                module, _, function = call.partition(":")
                getattr(importlib.import_module(module), function)()
            sqlalchemy.orm.configure_mappers()
        except Exception as raised:  # noqa: BLE001 - whatever it is, it is the answer
            found["error"] = f"{type(raised).__name__}: {raised}"
            found["traceback"] = traceback.format_exc()
            return found
    mappers = _mappers()
    found["classes"] = [_class(mapper) for mapper in mappers]
    found["relationships"] = [
        _relationship(prop) for mapper in mappers for prop in mapper.relationships if prop.parent is mapper
    ]
    others = [str(each.message) for each in caught if not _is_overlap(each)]
    found["warnings"] = sorted({message.partition("\n")[0] for message in others})
    found["overlaps"] = sorted(_overlaps(str(each.message)) for each in caught if _is_overlap(each))
    return found


def _mappers() -> list[Any]:
    module = sys.modules["sqlalchemy.orm.mapper"]
    mappers = {mapper for registry in module._all_registries() for mapper in registry.mappers}
    return sorted(mappers, key=lambda mapper: _class_name(mapper.class_))


def _class_name(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__.rpartition('<locals>.')[2]}"


def _class(mapper: Any) -> dict[str, Any]:
    lineage = []
    above = mapper.inherits
    while above is not None:
        lineage.append(_class_name(above.class_))
        above = above.inherits
    kind = None
    if mapper.inherits is not None:
        shares = mapper.single or mapper.local_table is mapper.inherits.local_table
        kind = "single" if shares else "concrete" if mapper.concrete else "joined"
    return {
        "class": _class_name(mapper.class_),
        "table": getattr(mapper.local_table, "fullname", None),
        "bases": lineage,
        "inheritance": kind,
    }


def _relationship(prop: Any) -> dict[str, Any]:
    pairs = {f"{_column(local)}->{_column(remote)}" for local, remote in prop.local_remote_pairs}
    return {
        "class": _class_name(prop.parent.class_),
        "key": prop.key,
        "target": _class_name(prop.mapper.class_),
        "direction": prop.direction.name,
        "uselist": bool(prop.uselist),
        "reverse": sorted({reverse.key for reverse in prop._reverse_property}),
        "secondary": None if prop.secondary is None else getattr(prop.secondary, "fullname", "no table"),
        "viewonly": bool(prop.viewonly),
        "pairs": sorted(pairs),
    }


def _column(column: Any) -> str:
    table = column.table
    return f"{getattr(table, 'fullname', None) or table.name}.{column.name}"


def _is_overlap(caught: warnings.WarningMessage) -> bool:
    return "will copy column" in str(caught.message)


def _overlaps(message: str) -> list[Any]:
    found = OVERLAP.search(message)
    assert found is not None, message
    return [found["this"], OTHER.findall(found["others"]), found["source"], found["column"]]


def _in_a_fork(job: dict[str, Any]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            # What a module prints is no answer.
            os.dup2(2, 1)
            try:
                pipe.write(json.dumps(answer(job)))
            except BaseException:  # noqa: BLE001 - the parent waits for an answer
                pipe.write(json.dumps({"release": "", "error": traceback.format_exc()}))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        found = pipe.read()
    os.waitpid(child, 0)
    return found


def main() -> None:
    """Answer the jobs on standard input until it ends."""
    sys.dont_write_bytecode = True
    importlib.import_module("sqlalchemy.orm")
    for name in ("flask_sqlalchemy", "sqlmodel"):
        # Loaded once here rather than again in every fork.
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    for line in sys.stdin:
        print(_in_a_fork(json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
