from sqlalchemy import Column, Integer, Table, select
from sqlalchemy.orm import declarative_base

Base = declarative_base()
rows = Table("rows", Base.metadata, Column("id", Integer, primary_key=True), Column("kind", Integer))
found = select(rows).where(rows.c.kind > 0).subquery()


class Row(Base):
    __table__ = found
    __mapper_args__ = {
        "primary_key": [found.c.id],
        "polymorphic_on": found.c.kind,
        "polymorphic_identity": 1,
    }


class Special(Row):
    size = 3
    __mapper_args__ = {"polymorphic_identity": 2}
