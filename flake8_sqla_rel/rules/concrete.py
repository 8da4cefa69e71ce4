"""The unions of tables that SQLAlchemy makes for ``ConcreteBase`` and ``AbstractConcreteBase``."""

from __future__ import annotations

from typing import Final

from flake8_sqla_rel.mapper.model import MappedClass, Model
from flake8_sqla_rel.mapper.written import ClassStatement
from flake8_sqla_rel.rules.statements import mapper_argument, written

_CONCRETE_BASE: Final = frozenset(
    {"sqlalchemy.ext.declarative.ConcreteBase", "sqlalchemy.ext.declarative.extensions.ConcreteBase"}
)
#: What a class may say to have another union, or none.
_OWN_WAY: Final = ("__declare_first__", "_create_polymorphic_union", "_sa_decl_prepare_nocascade")


def union_base(model: Model, cls: MappedClass) -> ClassStatement | None:
    """The class at the top of the union that a class's table is in, ``None`` where SQLAlchemy makes none."""
    found = None
    if cls.concrete_base is not None:
        found = written(model).classes.get(cls.concrete_base)
    else:
        for above in cls.lineage:
            statement = written(model).classes.get(above)
            if statement is not None and not _CONCRETE_BASE.isdisjoint(statement.ancestry):
                found = statement
    if found is None or mapper_argument(found, "with_polymorphic") is not False:
        return None
    own_way = any(entry.named(name) for entry in written(model).lineage(found) for name in _OWN_WAY)
    return None if own_way else found
