"""What the report says that deleting does, held against SQLAlchemy that deletes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, declarative_base, relationship

from flake8_sqla_rel.output.report.document import Table
from flake8_sqla_rel.output.report.options import cascades
from tests.rules.builder import Build

#: What becomes of a child by what the report says of it; what is left to the database stays, for
#: SQLite minds no foreign keys unless it is told to.
OUTCOMES = {
    "they are deleted": "deleted",
    "they are deleted, also when taken out of it": "deleted",
    "their keys are set to NULL": "NULL",
    "fails where there are any: child.parent_id is NOT NULL": "fails",
    "left to the database": "left",
    "nothing, it is view only": "left",
}


def foretold(options: dict[str, Any], required: bool, loaded: bool) -> str:
    made = Build()
    made.cls("Parent", "parent.id*")
    made.cls("Child", "child.id*", "child.parent_id>parent.id")
    columns = tuple(replace(c, nullable=not required) for c in made.tables[-1].columns)
    made.tables[-1] = replace(made.tables[-1], columns=columns)
    made.rel("Parent.children", "Child", **options)
    (part,) = cascades(made.model()).parts
    assert isinstance(part, Table)
    said, _, passive = part.rows[0][4].text.partition(" (those loaded")
    return "left" if passive and not loaded else OUTCOMES[said]


def seen(options: dict[str, Any], required: bool, loaded: bool) -> str:
    base: Any = declarative_base()
    key: Any = sa.Column(sa.ForeignKey("parent.id"), nullable=not required)
    child = type("Child", (base,), {"__tablename__": "child", "id": _number(), "parent_id": key})
    children = relationship(child, **options)
    parent = type("Parent", (base,), {"__tablename__": "parent", "id": _number(), "children": children})
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    base.metadata.create_all(engine)
    try:
        with Session(engine) as session:
            return _delete(session, parent, child, loaded)
    finally:
        engine.dispose()


def _number() -> Any:
    return sa.Column(sa.Integer, primary_key=True)


def _delete(session: Session, parent: Any, child: Any, loaded: bool) -> str:
    session.execute(sa.insert(parent).values(id=1))
    session.execute(sa.insert(child).values(id=1, parent_id=1))
    found: Any = session.get(parent, 1)
    if loaded:
        assert len(found.children) == 1
    session.delete(found)
    try:
        session.flush()
    except sa.exc.IntegrityError:
        return "fails"
    keys = session.execute(sa.select(child.parent_id)).scalars().all()
    return "deleted" if not keys else "NULL" if keys == [None] else "left"


@pytest.mark.parametrize("required", [False, True])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"cascade": "save-update"},
        {"cascade": "all"},
        {"cascade": "all, delete-orphan"},
        {"cascade": "merge, delete"},
        {"passive_deletes": True},
        {"passive_deletes": "all"},
        {"cascade": "all", "passive_deletes": True},
        {"viewonly": True},
    ],
)
def test_deleting(options: dict[str, Any], required: bool) -> None:
    for loaded in (False, True):
        assert foretold(options, required, loaded) == seen(options, required, loaded)
