"""Small projects: fixed by the command, and looked at by SQLAlchemy before and after."""

from __future__ import annotations

import contextlib
import io
import json
import os
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flake8_sqla_rel.cli import main
from tests.judge import judge

BASE = """\
from sqlalchemy.orm import declarative_base
Base = declarative_base()
"""

#: Run by SQLAlchemy once the mappers are configured: writes down what they are.
_DUMP = """
import json, sys
def text(value):
    return None if value is None else str(value)
found = {}
for registry in sys.modules["sqlalchemy.orm.mapper"]._all_registries():
    for mapper in registry.mappers:
        for p in mapper.relationships:
            if p.parent is not mapper:
                continue
            found[mapper.class_.__module__ + "." + mapper.class_.__name__ + "." + p.key] = {
                "target": p.mapper.class_.__name__, "direction": p.direction.name, "uselist": p.uselist,
                "pairs": sorted(f"{a.table}.{a.name}->{b.table}.{b.name}" for a, b in p.local_remote_pairs),
                "remote": sorted(str(c) for c in p.remote_side),
                "primaryjoin": text(p.primaryjoin), "secondaryjoin": text(p.secondaryjoin),
                "secondary": text(p.secondary), "cascade": sorted(p.cascade), "lazy": text(p.lazy),
                "viewonly": p.viewonly, "post_update": p.post_update, "passive_deletes": p.passive_deletes,
                "passive_updates": p.passive_updates, "sync_backref": p.sync_backref,
                "order_by": [text(c) for c in p.order_by or ()],
                "collection": getattr(p.collection_class or list, "__name__", "made"),
                "reverse": sorted(q.parent.class_.__name__ + "." + q.key for q in p._reverse_property),
            }
with open({path!r}, "w") as stream:
    json.dump(found, stream)
"""


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a project; text is dedented."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "setup.cfg").touch()
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
    return root


def contents(root: Path) -> dict[str, bytes]:
    """The sources of a project by path."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.py"))}


@dataclass(frozen=True)
class Ran:
    """What a run of the command gave."""

    status: int
    out: str
    err: str


def fix(root: Path, *options: str) -> Ran:
    """Run ``sqla-rel fix`` over a project, from inside of it."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    before = os.getcwd()
    os.chdir(root)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(["fix", "--isolated", "--no-cache", *options])
    finally:
        os.chdir(before)
    out.flush()
    raw = out.buffer
    assert isinstance(raw, io.BytesIO)
    return Ran(status, raw.getvalue().decode("utf-8", "surrogateescape"), err.getvalue())


def mapping(root: Path) -> dict[str, dict[str, Any]]:
    """What SQLAlchemy makes of a project, by ``module.Class.attribute``."""
    path = root.parent / f"{root.name}.json"
    path.unlink(missing_ok=True)
    verdict = judge(root, _DUMP.replace("{path!r}", repr(str(path))))
    assert verdict.errors == () and not verdict.missing, verdict
    found: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return found
