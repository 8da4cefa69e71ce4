"""Faults of join expressions: what is found, and that SQLAlchemy refuses just that."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.project.index import ProjectIndex

SOURCE = """\
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, foreign, relationship, remote

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    posts = relationship("Post", {})


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    position = Column(Integer)
    user_id = Column(Integer, ForeignKey("user.id"))
    user = relationship(User, viewonly=True)

    def title(self):
        pass
"""

REFUSED = [
    ('order_by="Post.position desc"', "syntax", "Post.position desc"),
    ('primaryjoin="User.id = Post.user_id"', "syntax", "User.id = Post.user_id"),
    ('order_by=""', "syntax", ""),
    ('order_by="\\n  Post.position"', "syntax", "\n  Post.position"),
    ('order_by="position"', "name", "position"),
    ('foreign_keys="Posts.user_id"', "name", "Posts"),
    ('primaryjoin="And(User.id == Post.user_id)"', "name", "And"),
    ('backref=backref("owner", order_by="Usr.id")', "name", "Usr"),
    ('foreign_keys="Post.userid"', "attribute", "userid"),
    ('foreign_keys="Post.c.user_id"', "attribute", "c"),
    ('foreign_keys="Post.__table__.c.user_id"', "attribute", "__table__"),
    ('order_by="[Post.id, Post.title]"', "attribute", "title"),
    ('primaryjoin="User.id == foreign(Post.userid)"', "attribute", "userid"),
    ('primaryjoin="User.id == Post.user"', "relationship", "user"),
    ('order_by="Post"', "class", "Post"),
    ('order_by="[Post.id, Post]"', "class", "Post"),
    ('order_by="Post.position.desc"', "method", "desc"),
    ('foreign_keys="post.user_id"', "table", "user_id"),
    ('foreign_keys="post.c.userid"', "column", "userid"),
    ('order_by="id"', "builtin", "id"),
    ("order_by=lambda: [id]", "builtin", "id"),
    ('foreign_keys=["Post.user_id"]', "strings", "Post.user_id"),
    ('foreign_keys=("Post.user_id",)', "strings", "Post.user_id"),
    ('foreign_keys=lambda: "Post.user_id"', "strings", "Post.user_id"),
    ("foreign_keys=\"['Post.user_id']\"", "strings", "Post.user_id"),
    ('primaryjoin="User.id == Post.user_id or Post.position == 1"', "operator", "or"),
    ('primaryjoin="and_(User.id == Post.user_id, Post.position in (1, 2))"', "operator", "in"),
    ('primaryjoin="and_(User.id == Post.user_id, Post.position is None)"', "operator", "is"),
    ('primaryjoin="and_(User.id == Post.user_id, not Post.position)"', "operator", "not"),
    ('primaryjoin="and_(User.id == Post.user_id, 0 < Post.position < 5)"', "operator", "< <"),
    ("primaryjoin=lambda: Post.position > 0 and User.id == Post.user_id", "operator", "and"),
]
MISREAD = [
    ('primaryjoin="User.id == Post.user_id and Post.position == 1"', "operator", "and"),
    ("primaryjoin=lambda: User.id == Post.user_id and Post.position == 1", "operator", "and"),
    ('order_by="Post.position and Post.id"', "operator", "and"),
]
ACCEPTED = [
    'order_by="  Post.position  "',
    'order_by="Post.position,"',
    'order_by="[Post.position,\\n   Post.id]"',
    'order_by="desc(Post.position)"',
    'order_by="func.lower(Post.position)"',
    'order_by="nullslast(Post.position.desc())"',
    'order_by="[c for c in (Post.id, Post.position)]"',
    'order_by="list((Post.id,))"',
    "order_by=\"post.c['position']\"",
    'order_by="user.c.id"',
    'foreign_keys="post.c.user_id"',
    'foreign_keys="[Post.user_id]"',
    "foreign_keys=lambda: [Post.user_id]",
    'primaryjoin="User.id == remote(foreign(Post.user_id))"',
    'primaryjoin="and_(User.id == Post.user_id, ~Post.position.in_([1]))"',
    'primaryjoin="and_(User.id == Post.user_id, Post.position != None)"',
    'order_by=(None or "Post.id")',
    "viewonly=not True",
]


def linked(tmp_path: Path, source: str) -> Model:
    (tmp_path / "models.py").write_text(source, encoding="utf-8")
    return link(ProjectIndex(str(tmp_path), Settings(), {}))


def is_refused(source: str) -> bool:
    """Whether SQLAlchemy raises when it imports or configures the models."""
    names: dict[str, object] = {"__name__": "models"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(source, "models.py", "exec"), names)  # noqa: S102 - the text is above
            names["Base"].registry.configure()  # type: ignore[attr-defined]
        except Exception:  # noqa: BLE001 - whatever it raises
            return True
        finally:
            if "Base" in names:
                names["Base"].registry.dispose()  # type: ignore[attr-defined]
    return False


@pytest.mark.parametrize(("argument", "kind", "name"), [*REFUSED, *MISREAD], ids=lambda each: repr(each))
def test_fault(tmp_path: Path, argument: str, kind: str, name: str) -> None:
    (fault,) = linked(tmp_path, SOURCE.format(argument)).expression_faults
    assert (fault.kind, fault.name) == (kind, name)
    assert (fault.owner, fault.key) == ("models.User", "posts")
    assert fault.keyword in argument
    assert fault.backref is argument.startswith("backref")
    assert fault.place.line == 10


@pytest.mark.parametrize("argument", [argument for argument, _, _ in REFUSED])
def test_sqlalchemy_refuses_it(argument: str) -> None:
    assert is_refused(SOURCE.format(argument))


@pytest.mark.parametrize("argument", ACCEPTED)
def test_no_fault(tmp_path: Path, argument: str) -> None:
    source = SOURCE.format(argument)
    assert linked(tmp_path, source).expression_faults == ()
    assert not is_refused(source)


@pytest.mark.parametrize(
    ("argument", "change"),
    [
        ('foreign_keys="Post.userid"', ("class Post(Base)", "class Post(Base, *others)")),
        ('foreign_keys="Post.userid"', ('__tablename__ = "post"', "__table__ = make()")),
        ('foreign_keys="post.c.userid"', ("position = Column(Integer)", "__table_args__ = arguments()")),
        ('order_by="position"', ("declarative_base()\n", "base_of_the_company()\n")),
        (
            'foreign_keys="Posts.user_id"',
            ("class User(Base)", "class Posts(unknown.Base): pass\nclass User(Base)"),
        ),
        ("order_by=[id]", ("import backref", "import backref, id")),
        ('order_by="Post.title"', ("    def title", "    @hybrid_property\n    def title")),
    ],
)
def test_unknown_is_silent(tmp_path: Path, argument: str, change: tuple[str, str]) -> None:
    source = SOURCE.replace(*change).replace("{}", argument)
    assert change[1] in source
    assert linked(tmp_path, source).expression_faults == ()


ANNOTATED = """\
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)


class Shipment(Base):
    __tablename__ = "shipment"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: {}
    address: Mapped[Address] = relationship({})
"""


@pytest.mark.parametrize(
    ("column", "arguments", "lines"),
    [
        ("Mapped[int]", "primaryjoin=ref == Address.id, foreign_keys=[ref]", [17]),
        ('"Mapped[int]"', "primaryjoin=Address.id == ref, foreign_keys=ref", [17]),
        ("Mapped[int] = mapped_column()", "primaryjoin=ref == Address.id, foreign_keys=[ref]", []),
        ("Mapped[int]", "primaryjoin=lambda: Shipment.ref == Address.id, foreign_keys='Shipment.ref'", []),
        ("Mapped[int]", "'Address', primaryjoin=lambda: ref == Address.id", []),
        ("int", "primaryjoin=ref == Address.id", []),
    ],
)
def test_annotated_only(tmp_path: Path, column: str, arguments: str, lines: list[int]) -> None:
    source = ANNOTATED.format(column, arguments)
    found = linked(tmp_path, source).annotated_only
    assert [each.place.line for each in found] == lines
    assert all(each.annotation.line == 16 and each.name == "ref" for each in found)
    if lines:
        assert is_refused(source)


def test_a_name_of_the_module_may_be_meant(tmp_path: Path) -> None:
    source = ANNOTATED.format("Mapped[int]", "foreign_keys=[ref]")
    for binding in ("ref = 1\n", "from somewhere import *\n", "from somewhere import ref\n"):
        assert linked(tmp_path, binding + source).annotated_only == ()
