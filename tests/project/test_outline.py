from __future__ import annotations

import pytest

from flake8_sqla_rel.project.outline import Header, Outline, outline


@pytest.mark.parametrize(
    "text",
    [
        b"from app.db import Base\nclass User(Base):\n    __tablename__ = 'user'\n",
        b"from app.db import db\nclass User(db.Model):\n    pass\n",
        b"class User(db.Model, Mixin):\n    pass\n",
        b"from sqlalchemy.orm import relationship as rel\n",
        b"Base = declarative_base()\n",
        b"class Base(DeclarativeBase):\n    pass\n",
        b"users = Table('users', metadata, Column('id', Integer))\n",
        b"users = db.Table('users')\n",
        b"class Hero(SQLModel, table=True):\n    id: int\n",
        b"class Mixin:\n    id = sa.Column(sa.Integer)\n",
        b"class Mixin:\n    id: Mapped[int]\n",
        b"from sqlalchemy.orm import mapper\nmapper(User, users)\n",
        b"registry.map_imperatively(User, users)\n",
        b"User.posts = relationship('Post')\n",
        b"db = SQLAlchemy(app)\n",
    ],
)
def test_candidates(text: bytes) -> None:
    assert outline(text).candidate


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"x = 1\n",
        b"from sqlalchemy import select\n\ndef f(s): return s.scalars(select(User))\n",
        b"from rich.table import Table\nt = Table(title='x')\n",
        # a migration
        b"def upgrade():\n    op.create_table('a', sa.Column('id'), sa.ForeignKeyConstraint(['a'], ['b']))\n",
        b"from django.db import models\nclass A(models.Model):\n    b = models.ForeignKey('B')\n",
    ],
)
def test_no_candidates(text: bytes) -> None:
    assert not outline(text).candidate


def test_class_statements() -> None:
    text = b"""\xef\xbb\xbfclass First: pass
'''
class InDocstring(Base): ...
'''
class Plain(object):
    class Inner(models.Outer[int], metaclass=Meta): pass
if x: class OneLine(A): pass
class Several(
    Generic[T],
    make(One),
    a.b.Two,
): ...
class Neu\xc3\xa9(Old): ...
subclass Not(A)
from x import Real as Alias
class ByAlias(Alias): ...
"""
    assert outline(text) == Outline(
        False,
        (
            Header("First", (), False),
            Header("InDocstring", ("Base",), False),
            Header("Plain", ("object",), False),
            Header("Inner", ("Outer", "int", "Meta"), False),
            Header("OneLine", ("A",), False),
            Header("Several", ("Generic", "T", "make", "One", "Two"), False),
            Header("Neué", ("Old",), False),
            Header("ByAlias", ("Alias", "Real"), False),
        ),
    )


def test_what_looks_mapped_is_told_class_by_class() -> None:
    text = b"""
Base: Any = orm.declarative_base(cls=Stem)
class Config:
    x = 1
class User(Base):
    class Meta:
        y = 1
    name = Column(String)
class Settings(Config):
    y = 2
"""
    assert {header.name: header.mapped for header in outline(text).classes} == {
        "Base": True,
        "Config": False,
        "User": True,
        "Meta": True,  # what follows an inner class is not told from its body
        "Settings": False,
    }


@pytest.mark.parametrize(
    "text",
    [
        b"class A(" * 200_000,
        b"class A" * 200_000,
        b";class A:" * 200_000,
        b" " * 2_000_000 + b"class A(B): relationship(",
        b"relationship(\n" + b"".join(b" " * n + b"class A:\n" for n in range(2000)),
        b"class A(" + b"x, " * 500_000,
        b"class A(" + b"x" * 500_000 + b"=1): pass",
        b"class A[" * 200_000,
        b"".join(b"class A(b%d): ...\n" % number for number in range(50_000)),
        b"class A(b): ...\n" + b"x as b" * 200_000,
        b"\x00\xff" * 500_000 + b"class \xff\xfe(relationship(",
    ],
)
def test_hostile_text_takes_bounded_time(text: bytes) -> None:
    assert isinstance(outline(text), Outline)


def test_type_parameters_with_brackets_of_their_own() -> None:
    (header,) = outline(b"class Own[T: dict[str, int]](Base, Generic[T]): ...").classes
    assert header.bases == ("Base", "Generic", "T")
