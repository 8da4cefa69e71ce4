"""Proxies, synonyms and composites by the names that they hold: what is a fault, and what may be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.project.index import ProjectIndex

SOURCE = """\
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import column_property, composite, declarative_base, deferred, relationship, synonym

Base = declarative_base()


class Mixin:
    pass


class User(Mixin, Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column("user_name", String)
    posts = relationship("Post")
    bare: int
    {user}


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    user_id = Column(ForeignKey("user.id"))
    {post}


{below}
"""

OTHER = """\
class Other(Base):
    __tablename__ = "other"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    user_id = Column(ForeignKey("user.id"))
"""


def faults(
    tmp_path: Path, user: str, post: str = "", below: str = "", source: str = SOURCE
) -> list[tuple[str, str, str]]:
    """Kind, key and name of each."""
    (tmp_path / "models.py").write_text(source.format(user=user, post=post, below=below))
    model = link(ProjectIndex(str(tmp_path), Settings(cache=False)))
    return [(fault.kind, fault.key, fault.name) for fault in model.named_faults]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ('x = association_proxy("posts", "title")', []),
        ('x = association_proxy("post", "title")', [("missing", "x", "post")]),
        ('x = association_proxy(target_collection="post", attr="title")', [("missing", "x", "post")]),
        ('x = AssociationProxy("posts", "titel")', [("value", "x", "titel")]),
        ('x = association_proxy("name", "title")', [("not a relationship", "x", "name")]),
        ('x = association_proxy("x", "title")', [("unmapped", "x", "x")]),
        ("x = association_proxy(*names)", []),
        ('x = association_proxy("posts", attribute)', []),
        ('x = synonym("nme")', [("missing", "x", "nme")]),
        ('x = synonym("user_name")', [("missing", "x", "user_name")]),
        ('x = synonym("x")', [("itself", "x", "x")]),
        ('x = synonym("nme", **options)', []),
        ('x = synonym("_x", map_column=True)', [("column", "x", "_x")]),
        ('x = synonym("_x", map_column=maybe)', []),
        ('user_name = synonym("name", map_column=True)', [("mapped column", "user_name", "name")]),
        ('user_name = synonym("id", map_column=True)', []),
        ('x = composite(Point, "id", "nme")', [("missing", "x", "nme")]),
        ('x = composite(Point, "id", "posts")', []),
        ("x = composite(Point, id, name)", []),
        ("x = composite(Point, id, posts)", [("object", "x", "a relationship")]),
        ("x = composite(Point, (id, name))", [("object", "x", "a tuple")]),
        ('x = column_property("name")', [("constant", "x", "name")]),
        ('x = deferred("user_name")', [("constant", "x", "user_name")]),
        ('x = column_property("guest")', []),
        ("x = column_property(name)", []),
    ],
)
def test_names(tmp_path: Path, statement: str, found: list[tuple[str, str, str]]) -> None:
    assert faults(tmp_path, statement) == found


@pytest.mark.parametrize(
    "below",
    [
        f'{OTHER}    user = relationship("User", backref="others")',
        f'{OTHER}    user = relationship("User", backref=backref)',
        'User.others = relationship("Post")',
        'User.__mapper__.add_property("others", relationship("Post"))',
        'for mapper in mappers:\n    mapper.add_property("others", relationship("Post"))',
        'class Admin(User):\n    others = relationship("Post", overlaps="posts")',
    ],
)
def test_relationships_from_elsewhere(tmp_path: Path, below: str) -> None:
    assert faults(tmp_path, 'x = association_proxy("others", "title")', below=below) == []


@pytest.mark.parametrize(
    ("post", "below"),
    [
        ("def __init__(self):\n        self.seen = 1", ""),
        ("def __init__(self):\n        self.seen: int = 1", ""),
        ('def __init__(self):\n        setattr(self, "seen", 1)', ""),
        ("def __getattr__(self, name):\n        return name", ""),
        ('__versioned__ = {{"exclude": ["title"]}}', ""),
        ("seen = 1", ""),
        ("", "class Draft(Post):\n    seen = Column(String)"),
        ("", "def note(post):\n    post.seen = True"),
        ("", "Post.seen = property(str)"),
    ],
)
def test_values_that_an_object_may_have(tmp_path: Path, post: str, below: str) -> None:
    assert faults(tmp_path, 'x = association_proxy("posts", "seen")', post.format(), below) == []


def test_a_value_that_is_only_read(tmp_path: Path) -> None:
    post = "def __str__(self):\n        return self.seen == 1"
    assert faults(tmp_path, 'x = association_proxy("posts", "seen")', post) == [("value", "x", "seen")]


def test_a_base_from_another_package(tmp_path: Path) -> None:
    source = SOURCE.replace("class Mixin:", "class Mixin(elsewhere.Base):")
    source = f"import elsewhere\n{source}"
    for statement in ('association_proxy("post", "title")', 'synonym("nme")', 'composite(Point, "nme")'):
        assert faults(tmp_path, f"x = {statement}", source=source) == []


def test_a_mixin_is_right_where_one_class_has_what_it_names(tmp_path: Path) -> None:
    source = SOURCE.replace("    pass\n", '    x = association_proxy("posts", "title")\n')
    other = 'class {name}(Mixin, Base):\n    __tablename__ = "{name}"\n    id = Column(Integer, primary_key=True)\n'
    below = other.format(name="Other")
    assert faults(tmp_path, "pass", below=below, source=source) == []
    source = source.replace('"posts", "title"', '"notes", "title"')
    assert faults(tmp_path, "pass", below=below, source=source) == [("missing", "x", "notes")] * 2
