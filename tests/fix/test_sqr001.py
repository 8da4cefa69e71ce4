"""SQR001: a backref becomes a declared relationship, and the mapping stays as it is."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.fix.projects import BASE, contents, fix, mapping, write

CHEF = """\
from sqlalchemy import Column, Integer, String
from .base import Base


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
    name = Column(String)
"""

BOOKING = """\
from sqlalchemy import Boolean, Column, ForeignKey, Integer, String
from sqlalchemy.orm import backref, relationship
from .base import Base
from .chef import Chef

NAME = "booking"


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    rank = Column(Integer)
    off = Column(Boolean)
    chef_id = Column(ForeignKey("chef.id"))
    {chef}
"""


def bookings(chef: str, target: str = CHEF) -> dict[str, str]:
    """Two classes in two files, with that statement in ``Booking``."""
    statement = textwrap.dedent(chef).replace("\n", "\n    ")
    return {"base.py": BASE, "chef.py": target, "booking.py": BOOKING.replace("{chef}", statement)}


#: The statement, what becomes of it, and what the other class gets.
SIDES = [
    (
        'chef = relationship("Chef", backref="bookings")',
        'chef = relationship("Chef", back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef")',
    ),
    (
        "chef = relationship(Chef,  backref = 'bookings', lazy='joined'  ) # why",
        "chef = relationship(Chef,  back_populates = 'bookings', lazy='joined'  ) # why",
        'bookings = relationship("Booking", back_populates="chef")',
    ),
    (
        'chef = relationship("Chef", backref=backref("bookings", lazy="selectin"),)',
        'chef = relationship("Chef", back_populates="bookings",)',
        'bookings = relationship("Booking", back_populates="chef", lazy="selectin")',
    ),
    (
        'chef = relationship("Chef", backref=("bookings", {"cascade": "all, delete-orphan"}))',
        'chef = relationship("Chef", back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", cascade="all, delete-orphan")',
    ),
    (
        'chef = relationship("Chef", backref=backref("booking", uselist=False))',
        'chef = relationship("Chef", back_populates="booking")',
        'booking = relationship("Booking", back_populates="chef", uselist=False)',
    ),
    (
        'chef = relationship("Chef", backref=backref("bookings", order_by=rank.desc()))',
        'chef = relationship("Chef", back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", order_by="Booking.rank.desc()")',
    ),
    (
        'chef = relationship("Chef", backref=backref("bookings", order_by=(rank, id)))',
        'chef = relationship("Chef", back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", order_by="(Booking.rank, Booking.id)")',
    ),
    (
        'chef = relationship("Chef", foreign_keys=[chef_id], backref="bookings")',
        'chef = relationship("Chef", foreign_keys=[chef_id], back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", foreign_keys="[Booking.chef_id]")',
    ),
    (
        'chef = relationship("Chef", primaryjoin=lambda: Chef.id == Booking.chef_id, backref="bookings")',
        'chef = relationship("Chef", primaryjoin=lambda: Chef.id == Booking.chef_id, back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", primaryjoin="Chef.id == Booking.chef_id")',
    ),
    (
        'chef = relationship("Chef", primaryjoin="remote(Chef.id) == Booking.chef_id", backref="bookings")',
        'chef = relationship("Chef", primaryjoin="remote(Chef.id) == Booking.chef_id", back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", primaryjoin="Chef.id == Booking.chef_id")',
    ),
    (
        'chef = relationship("Chef", viewonly=True, backref=backref("bookings", collection_class=set))',
        'chef = relationship("Chef", viewonly=True, back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", viewonly=True, collection_class=set)',
    ),
    (
        'chef = relationship("Chef", post_update=True, passive_updates=False, backref="bookings")',
        'chef = relationship("Chef", post_update=True, passive_updates=False, back_populates="bookings")',
        'bookings = relationship("Booking", back_populates="chef", post_update=True, passive_updates=False)',
    ),
    (
        'chef = relationship("Chef", backref=("book" "ings"))',
        'chef = relationship("Chef", back_populates=("book" "ings"))',
        'bookings = relationship("Booking", back_populates="chef")',
    ),
    (
        'chef = relationship("Chef", backref=backref("book" "ings"))',
        'chef = relationship("Chef", back_populates="book" "ings")',
        'bookings = relationship("Booking", back_populates="chef")',
    ),
    (
        'one = 1; chef = relationship("Chef", backref=f"{NAME}s"); more = 1',
        'one = 1; chef = relationship("Chef", back_populates=f"{NAME}s"); more = 1',
        'bookings = relationship("Booking", back_populates="chef")',
    ),
]

#: A class body, and the same with the new side.
BODIES = [
    (
        '''
        class Chef(Base):
            name = Column(String)
            """As on the menu."""

            rank = Column(Integer)
            """The lowest is the head of the kitchen."""

            def label(self):
                return self.name
        ''',
        '''
        class Chef(Base):
            name = Column(String)
            """As on the menu."""

            rank = Column(Integer)
            """The lowest is the head of the kitchen."""
            bookings = relationship("Booking", back_populates="chef")

            def label(self):
                return self.name
        ''',
    ),
    (
        '''
        class Chef(Base):
            """Cooks."""
        ''',
        '''
        class Chef(Base):
            """Cooks."""

            bookings = relationship("Booking", back_populates="chef")
        ''',
    ),
    (
        """
        def registered(cls):
            return cls


        @registered
        class Chef(Base):
            __mapper_args__ = {}
            name = Column(String)

            @property
            def label(self):
                return self.name
        """,
        """
        def registered(cls):
            return cls


        @registered
        class Chef(Base):
            __mapper_args__ = {}
            name = Column(String)
            bookings = relationship("Booking", back_populates="chef")

            @property
            def label(self):
                return self.name
        """,
    ),
    (
        """
        class Chef(Base): pass
        """,
        """
        class Chef(Base): bookings = relationship("Booking", back_populates="chef")
        """,
    ),
    (
        """
        class Chef(Base): kind = 1; other = 2  # both
        """,
        """
        class Chef(Base): kind = 1; other = 2; bookings = relationship("Booking", back_populates="chef")  # both
        """,
    ),
    (
        """
        class Chef(Base):
            pass
        """,
        """
        class Chef(Base):
            bookings = relationship("Booking", back_populates="chef")
        """,
    ),
    (
        """
        class Chef(Base):
            name = Column(String); title = Column(
                String)  # on the card

            @property
            def label(self):
                return self.name
        """,
        """
        class Chef(Base):
            name = Column(String); title = Column(
                String)  # on the card
            bookings = relationship("Booking", back_populates="chef")

            @property
            def label(self):
                return self.name
        """,
    ),
    (
        """
        class Chef(Base):
            @property
            def label(self):
                return self.name
        """,
        """
        class Chef(Base):
            @property
            def label(self):
                return self.name

            bookings = relationship("Booking", back_populates="chef")
        """,
    ),
    (
        """
        class Chef(Base):
            boss_id = Column(ForeignKey("chef.id"))
            boss = relationship("Chef", remote_side="Chef.id")  # the boss
            name = Column(String)
        """,
        """
        class Chef(Base):
            boss_id = Column(ForeignKey("chef.id"))
            boss = relationship("Chef", remote_side="Chef.id")  # the boss
            bookings = relationship("Booking", back_populates="chef")
            name = Column(String)
        """,
    ),
]

BODY_HEAD = """\
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship


class Base:
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)


Base = declarative_base(cls=Base)
"""

SELF = """\
from sqlalchemy import Boolean, Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    off = Column(Boolean)
    parent_id = Column(ForeignKey("node.id"))
    {statement}
"""

#: A statement in ``Node``, and the one that it gets besides.
SELVES = [
    (
        'parent = relationship("Node", remote_side=[id], backref="children")',
        'children = relationship("Node", back_populates="parent")',
    ),
    (
        'children = relationship("Node", backref=backref("parent", remote_side=[id]))',
        'parent = relationship("Node", back_populates="children", remote_side=[id])',
    ),
    (
        'children = relationship("Node", order_by=id, backref=backref("parent", remote_side="Node.id"))',
        'parent = relationship("Node", back_populates="children", remote_side="Node.id")',
    ),
    (
        (
            'children = relationship("Node", primaryjoin=lambda: Node.id == Node.parent_id, '
            'backref=backref("parent", remote_side="Node.id"))'
        ),
        (
            'parent = relationship("Node", back_populates="children", '
            'primaryjoin=lambda: Node.id == Node.parent_id, remote_side="Node.id")'
        ),
    ),
]

MANY = """\
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)


links = Table(
    "links",
    Base.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)


class Label(Base):
    __tablename__ = "label"
    id = Column(Integer, primary_key=True)
    {label}


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    {post}
"""

#: A statement in ``Post``, and what ``Tag`` gets.
MANIES = [
    (
        'tags = relationship(Tag, secondary=links, backref="posts")',
        'posts = relationship("Post", back_populates="tags", secondary="links")',
    ),
    (
        'tags = relationship(Tag, links, backref=backref("posts", lazy="dynamic"))',
        'posts = relationship("Post", back_populates="tags", secondary="links", lazy="dynamic")',
    ),
    (
        (
            "tags = relationship(Tag, secondary=links, primaryjoin=id == links.c.post_id, "
            'secondaryjoin=lambda: links.c["tag_id"] == Tag.id, backref="posts")'
        ),
        (
            'posts = relationship("Post", back_populates="tags", secondary="links", primaryjoin='
            '\'links.c["tag_id"] == Tag.id\', secondaryjoin="Post.id == links.c.post_id")'
        ),
    ),
]

MIXIN = {
    "base.py": BASE,
    "mixin.py": """\
        from sqlalchemy import Column, ForeignKey
        from sqlalchemy.orm import backref, declared_attr, relationship


        class Owned:
            owned_name = None

            @declared_attr
            def owner_id(cls):
                return Column(ForeignKey("user.id"))

            @declared_attr
            def owner(cls):
                return relationship(
                    "User",
                    foreign_keys=[cls.owner_id],
                    backref=backref(
                        cls.owned_name,
                        primaryjoin="{}.owner_id == User.id".format(cls.__name__),
                        order_by=cls.id,
                    ),
                )
        """,
    "user.py": """\
        from sqlalchemy import Column, Integer
        from .base import Base


        class User(Base):
            __tablename__ = "user"
            id = Column(Integer, primary_key=True)
        """,
    "things.py": """\
        from sqlalchemy import Column, Integer
        from .base import Base
        from .mixin import Owned


        class Car(Owned, Base):
            __tablename__ = "car"
            owned_name = "cars"
            id = Column(Integer, primary_key=True)


        class House(Owned, Base):
            __tablename__ = "house"
            owned_name = "houses"
            id = Column(Integer, primary_key=True)
        """,
}

MODERN = {
    "base.py": """\
        from sqlalchemy.orm import DeclarativeBase


        class Base(DeclarativeBase):
            pass
        """,
    "chef.py": """\
        from sqlalchemy.orm import Mapped, mapped_column
        from .base import Base


        class Chef(Base):
            __tablename__ = "chef"
            id: Mapped[int] = mapped_column(primary_key=True)
        """,
    "booking.py": """\
        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, backref, mapped_column, relationship
        from .base import Base
        from .chef import Chef


        class Booking(Base):
            __tablename__ = "booking"
            id: Mapped[int] = mapped_column(primary_key=True)
            chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
            chef: Mapped["Chef"] = relationship(backref=BACKREF)
        """,
}

#: A backref, what ``Chef`` gets, and what it imports for it beside ``relationship``.
ANNOTATED = [
    ('"bookings"', 'bookings: Mapped[list["Booking"]] = relationship(back_populates="chef")', ""),
    (
        'backref("booking", uselist=False)',
        'booking: Mapped["Booking | None"] = relationship(back_populates="chef", uselist=False)',
        "",
    ),
    (
        'backref("bookings", lazy="dynamic")',
        'bookings: DynamicMapped["Booking"] = relationship(back_populates="chef", lazy="dynamic")',
        "DynamicMapped",
    ),
    (
        'backref("bookings", collection_class=set)',
        'bookings: Mapped[set["Booking"]] = relationship(back_populates="chef", collection_class=set)',
        "",
    ),
]

AS_DATACLASS = """\
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass


class Base(MappedAsDataclass, DeclarativeBase):
    pass
"""

COMMENTED = """\
chef = relationship(
    "Chef",  # the cook
    # what the cook has to do
    backref=backref(
        "bookings",
        cascade="all",  # they go with the cook
    ),
)"""

TWO = """\
sous_id = Column(ForeignKey("chef.id"))
chef = relationship("Chef", foreign_keys=chef_id, backref="bookings")
sous = relationship("Chef", foreign_keys=sous_id, backref="helps")"""

ALIASED = {
    "chef.py": CHEF.replace("from .", "from sqlalchemy import orm as o\nfrom ."),
    "base.py": BASE,
    "booking.py": BOOKING.replace("backref, relationship", "backref as back, relationship as rel").replace(
        "{chef}", 'chef = rel("Chef", backref=back("bookings"))'
    ),
}

STARRED = """\
from sqlalchemy import *
from sqlalchemy.orm import *

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    off = Column(Boolean)
    chef_id = Column(ForeignKey("chef.id"))
    chef = relationship(
        "Chef",
        primaryjoin=lambda: and_(
            Chef.id == Booking.chef_id,
            Booking.off.is_(False),
        ),
        backref=backref("bookings", order_by=lambda: desc(Booking.id)),
    )
"""

IMPERATIVE = """\
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

reg = registry()
users = Table("users", reg.metadata, Column("id", Integer, primary_key=True))
posts = Table(
    "posts",
    reg.metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id")),
)


class User:
    pass


class Post:
    pass


reg.map_imperatively(User, users)
reg.map_imperatively(
    Post,
    posts,
    properties={"user": relationship(User, primaryjoin=users.c.id == posts.c.user_id, backref="posts")},
)
"""

FLASK = {
    "db.py": "from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n",
    "user.py": """\
        from .db import db


        class User(db.Model):
            id = db.Column(db.Integer, primary_key=True)
        """,
    "post.py": """\
        from .db import db


        class Post(db.Model):
            id = db.Column(db.Integer, primary_key=True)
            user_id = db.Column(db.ForeignKey('user.id'))
            user = db.relationship('User', backref=db.backref('posts', lazy=True, order_by=db.desc(id)))
        """,
}

SQLMODEL = """\
from typing import List, Optional
from sqlmodel import Field, Relationship, SQLModel


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    team: Optional[Team] = Relationship(
        sa_relationship_kwargs={"backref": "heroes", "lazy": "joined"}
    )
"""


def everything() -> dict[str, Mapping[str, str]]:
    """Everything that can be mended, each a package of its own, so that SQLAlchemy is asked but twice."""
    found: dict[str, Mapping[str, str]] = {}
    for number, (statement, _, _) in enumerate(SIDES):
        found[f"side{number}"] = bookings(statement)
    for number, (body, _) in enumerate(BODIES):
        chef = bookings('chef = relationship("Chef", backref="bookings")', BODY_HEAD + textwrap.dedent(body))
        found[f"body{number}"] = {
            **chef,
            "booking.py": chef["booking.py"].replace("from .base", "from .chef"),
        }
    for number, (statement, _) in enumerate(SELVES):
        found[f"self{number}"] = {"node.py": SELF.replace("{statement}", statement)}
    for number, (statement, _) in enumerate(MANIES):
        found[f"many{number}"] = {"post.py": MANY.replace("{post}", statement).replace("    {label}\n", "")}
    labels = MANY.replace("tag.id", "label.id").replace("    {post}\n", "")
    labels = labels.replace("{label}", 'posts = relationship("Post", secondary=links, backref="labels")')
    found["before"] = {"post.py": labels}
    for number, (made, _, _) in enumerate(ANNOTATED):
        found[f"annotated{number}"] = {**MODERN, "booking.py": MODERN["booking.py"].replace("BACKREF", made)}
    plain = MODERN["booking.py"].replace("BACKREF", '"bookings"')
    found["dataclass"] = {**MODERN, "booking.py": plain, "base.py": AS_DATACLASS}
    decorated = MODERN["chef.py"].replace("class Chef", "@dataclass\n        class Chef")
    decorated = f"        from dataclasses import dataclass\n{decorated}"
    found["decorated"] = {**MODERN, "booking.py": plain, "chef.py": decorated}
    found["commented"] = bookings(COMMENTED)
    found["two"] = bookings(TWO)
    found["aliased"] = ALIASED
    found["mixin"] = MIXIN
    found["starred"] = {"models.py": STARRED}
    starred = CHEF.replace("import Column, Integer, String", "import *")
    found["starred_chef"] = bookings('chef = relationship("Chef", backref="bookings")', starred)
    found["imperative"] = {"models.py": IMPERATIVE}
    found["flask_app"] = FLASK
    found["sqlmodel_app"] = {"models.py": SQLMODEL}
    return found


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files after a run that mended everything, left the mapping as it was, and was enough."""
    folder = tmp_path_factory.mktemp("fixed")
    files = {f"{case}/{name}": text for case, some in everything().items() for name, text in some.items()}
    root = write(folder / "p", {**files, **{f"{case}/__init__.py": "" for case in everything()}})
    before = mapping(root)
    ran = fix(root, "--select", "SQR001")
    assert (ran.status, ran.err) == (0, ""), ran
    assert mapping(root) == before
    after = contents(root)
    assert fix(root, "--select", "SQR001").out == "Fixed 0 findings, 0 left\n"
    assert contents(root) == after
    texts = {path: data.decode() for path, data in after.items()}
    assert not [path for path, text in texts.items() if re.search(r"backref[\"']?\s*[(=:]", text)]
    return texts


def flat(text: str) -> str:
    """Text with everything on one line, without what is only there over several."""
    joined = " ".join(text.split())
    return joined.replace("( ", "(").replace(", )", ")").replace(" )", ")")


@pytest.mark.parametrize("number", range(len(SIDES)))
def test_both_sides_are_declared(fixed: dict[str, str], number: int) -> None:
    _, here, there = SIDES[number]
    assert f"    {here}\n" in fixed[f"side{number}/booking.py"]
    assert there in flat(fixed[f"side{number}/chef.py"])
    assert "from sqlalchemy.orm import relationship\n" in fixed[f"side{number}/chef.py"]


def test_everything_else_stays_as_it_is(fixed: dict[str, str]) -> None:
    here = (bookings(SIDES[number][1])["booking.py"] for number in (0, 2))
    assert fixed["side0/booking.py"] == next(here)
    assert fixed["side2/booking.py"] == next(here).replace(
        "import backref, relationship", "import relationship"
    )
    imported = CHEF.replace("Integer, String\n", "Integer, String\nfrom sqlalchemy.orm import relationship\n")
    assert fixed["side0/chef.py"] == f"{imported}    {SIDES[0][2]}\n"


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_the_new_side_goes_after_the_last_relationship(fixed: dict[str, str], number: int) -> None:
    assert fixed[f"body{number}/chef.py"] == BODY_HEAD + textwrap.dedent(BODIES[number][1])


@pytest.mark.parametrize("number", range(len(SELVES)))
def test_a_class_that_points_to_itself(fixed: dict[str, str], number: int) -> None:
    assert SELVES[number][1] in flat(fixed[f"self{number}/node.py"])


@pytest.mark.parametrize("number", range(len(MANIES)))
def test_many_to_many_turns_its_joins_round(fixed: dict[str, str], number: int) -> None:
    assert MANIES[number][1] in flat(fixed[f"many{number}/post.py"])


def test_a_table_that_is_defined_before_is_named_as_it_is(fixed: dict[str, str]) -> None:
    expected = 'labels = relationship("Label", back_populates="posts", secondary=links)'
    assert expected in fixed["before/post.py"]


@pytest.mark.parametrize("number", range(len(ANNOTATED)))
def test_annotated_classes_get_annotations(fixed: dict[str, str], number: int) -> None:
    _, there, imported = ANNOTATED[number]
    after = fixed[f"annotated{number}/chef.py"]
    assert there in flat(after)
    assert "\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n" in after
    assert f"    from annotated{number}.booking import Booking\n" in after
    names = ["Mapped", "mapped_column", "relationship", *filter(None, [imported])]
    assert f"from sqlalchemy.orm import {', '.join(names)}\n" in after


@pytest.mark.parametrize("case", ["dataclass", "decorated"])
def test_a_dataclass_gets_no_field_more(fixed: dict[str, str], case: str) -> None:
    assert '    bookings = relationship("Booking", back_populates="chef")\n' in fixed[f"{case}/chef.py"]


def test_a_comment_inside_of_the_backref_is_kept(fixed: dict[str, str]) -> None:
    kept = '"Chef",  # the cook\n        # what the cook has to do\n        back_populates="bookings",\n'
    assert kept in fixed["commented/booking.py"]
    moved = (
        "    # they go with the cook\n    bookings = relationship(\n"
        '        "Booking", back_populates="chef", cascade="all"\n    )\n'
    )
    assert flat(moved) in flat(fixed["commented/chef.py"])


def test_two_backrefs_to_one_class_go_in_one_run(fixed: dict[str, str]) -> None:
    after = fixed["two/chef.py"]
    assert after.index("bookings = relationship") < after.index("helps = relationship")
    assert after.count("import relationship") == 1


def test_aliased_imports_are_used(fixed: dict[str, str]) -> None:
    assert 'chef = rel("Chef", back_populates="bookings")' in fixed["aliased/booking.py"]
    assert 'bookings = o.relationship("Booking", back_populates="chef")' in fixed["aliased/chef.py"]


@pytest.mark.parametrize(("name", "cls"), [("cars", "Car"), ("houses", "House")])
def test_a_backref_in_a_mixin_gives_one_for_each_subclass(fixed: dict[str, str], name: str, cls: str) -> None:
    assert (
        "foreign_keys=[cls.owner_id],\n            back_populates=cls.owned_name,\n"
        in fixed["mixin/mixin.py"]
    )
    expected = (
        f'{name} = relationship("{cls}", back_populates="owner", primaryjoin="{cls}.owner_id == User.id", '
        f'foreign_keys="[{cls}.owner_id]", order_by="{cls}.id")'
    )
    assert expected in flat(fixed["mixin/user.py"])


def test_what_a_star_imports_is_known(fixed: dict[str, str]) -> None:
    expected = (
        'bookings = relationship("Booking", back_populates="chef", '
        'primaryjoin="and_(Chef.id == Booking.chef_id, Booking.off.is_(False))", order_by="desc(Booking.id)")'
    )
    assert expected in flat(fixed["starred/models.py"])


def test_a_star_is_not_trusted_with_a_module(fixed: dict[str, str]) -> None:
    """``from sqlalchemy import *`` binds ``orm`` only in 2.x, and only once something imported that."""
    chef = fixed["starred_chef/chef.py"]
    assert "from sqlalchemy.orm import relationship\n" in chef
    assert '    bookings = relationship("Booking", back_populates="chef")\n' in chef


def test_imperative_mapping_gets_a_property(fixed: dict[str, str]) -> None:
    expected = 'properties={ "posts": relationship("Post", back_populates="user", primaryjoin='
    assert expected in flat(fixed["imperative/models.py"])


def test_flask_sqlalchemy_is_spelt_as_there(fixed: dict[str, str]) -> None:
    expected = 'posts = db.relationship("Post", back_populates="user", lazy=True, order_by="desc(Post.id)")'
    assert expected in flat(fixed["flask_app/user.py"])


def test_sqlmodel_is_spelt_as_there(fixed: dict[str, str]) -> None:
    after = fixed["sqlmodel_app/models.py"]
    assert '    heroes: list["Hero"] = Relationship(back_populates="team")\n' in after
    assert 'sa_relationship_kwargs={"back_populates": "heroes", "lazy": "joined"}' in after


# Files that are not like others


def only(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """One package of its own."""
    return write(root / "p", {"app/__init__.py": "", **{f"app/{name}": text for name, text in files.items()}})


def test_an_object_of_the_module_is_called_for_the_other_side_too(tmp_path: Path) -> None:
    # Flask-SQLAlchemy's own call gives a dynamic collection a query with paginate().
    source = """
        from flask_sqlalchemy import SQLAlchemy

        db = SQLAlchemy()


        class User(db.Model):
            id = db.Column(db.Integer, primary_key=True)


        class Post(db.Model):
            id = db.Column(db.Integer, primary_key=True)
            user_id = db.Column(db.ForeignKey("user.id"))
            user = db.relationship("User", backref=db.backref("posts", lazy="dynamic"))
        """
    root = only(tmp_path, {"models.py": source})
    fix(root)
    after = (root / "app/models.py").read_text("utf-8")
    assert 'posts = db.relationship("Post", back_populates="user", lazy="dynamic")' in after
    assert "import relationship" not in after


PLAIN = 'chef = relationship("Chef", backref="bookings")'


def test_tabs_crlf_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    target = b"\xef\xbb\xbf" + CHEF.replace("    ", "\t").replace("\n", "\r\n").encode()
    root = only(tmp_path, {**bookings(PLAIN), "chef.py": target})
    assert fix(root).status == 0
    added = b'\tbookings = relationship("Booking", back_populates="chef")\r\n'
    imported = b"String\r\nfrom sqlalchemy.orm import relationship\r\n"
    assert (root / "app/chef.py").read_bytes() == target.replace(b"String\r\n", imported, 1) + added


def test_another_encoding_stays(tmp_path: Path) -> None:
    target = ("# -*- coding: latin-1 -*-\n" + CHEF + '    motto = "á la carte"\n').encode("latin-1")
    root = only(tmp_path, {**bookings(PLAIN), "chef.py": target})
    assert fix(root).status == 0
    after = (root / "app/chef.py").read_bytes()
    assert '    motto = "á la carte"\n    bookings = relationship('.encode("latin-1") in after


def test_a_file_without_a_line_break_at_its_end(tmp_path: Path) -> None:
    root = only(tmp_path, {**bookings(PLAIN), "chef.py": CHEF.rstrip("\n")})
    assert fix(root).status == 0
    assert (root / "app/chef.py").read_text().endswith('back_populates="chef")')


# What is left


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (
            bookings('OPTIONS = {"backref": "bookings"}\nchef = relationship("Chef", **OPTIONS)'),
            "its backref is not a keyword argument of the call",
        ),
        (
            bookings(PLAIN, CHEF + "\n    def bookings(self):\n        return []\n"),
            "the body of Chef has another bookings already",
        ),
        (
            bookings('back = backref("bookings", lazy="joined")\nchef = relationship("Chef", backref=back)'),
            "its backref is not written out",
        ),
        (
            {
                "node.py": SELF.replace(
                    "{statement}",
                    'parent = relationship("Node", primaryjoin="remote(Node.id) == Node.parent_id", '
                    'backref="children")',
                )
            },
            "its primaryjoin says remote() between two columns of one table",
        ),
        (
            {**MIXIN, "things.py": MIXIN["things.py"].replace('"houses"', '"import"')},
            "'import' is no name that a class body can bind",
        ),
        (
            bookings(
                'chef = relationship("Chef", backref=backref("bookings", order_by=lambda: key(Booking)))'
            ),
            "uses key, which a string cannot name",
        ),
        (
            bookings('chef = relationship("Cook", backref="bookings")'),
            "the class Cook that Booking.chef points to is not in the project",
        ),
        (
            {
                **bookings("chef = relationship(User, backref='bookings')"),
                "booking.py": BOOKING.replace("from .chef import Chef", "from elsewhere import User").replace(
                    "{chef}", "chef = relationship(User, backref='bookings')"
                ),
            },
            "the class that Booking.chef points to is not in the project",
        ),
    ],
)
def test_what_is_not_certain_is_left_with_a_reason(
    tmp_path: Path, files: Mapping[str, str], why: str
) -> None:
    root = only(tmp_path, files)
    before = contents(root)
    ran = fix(root, "--select", "SQR001")
    assert ran.status == 1
    assert f": left: {why}" in ran.out or f" {why}" in ran.out
    assert contents(root) == before


def test_a_class_of_an_installed_package_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    write(site, {"vendored/__init__.py": "", "vendored/base.py": BASE, "vendored/user.py": CHEF})
    monkeypatch.syspath_prepend(str(site))
    booking = (
        BOOKING.replace("{chef}", PLAIN).replace(".base", "vendored.base").replace(".chef", "vendored.user")
    )
    root = only(tmp_path, {"booking.py": booking})
    before = contents(root)
    ran = fix(root, "--select", "SQR001")
    assert ran.status == 1
    assert re.search(
        "left: (Chef belongs to an installed package|the class Chef .* is not in the project)", ran.out
    )
    assert contents(root) == before


def test_a_class_that_may_not_be_imported_is_left_to_unsafe(tmp_path: Path) -> None:
    booking = BOOKING.replace("{chef}", 'chef = relationship(Chef, backref="bookings")')
    root = write(
        tmp_path / "p",
        {
            "core/__init__.py": "",
            "core/db/__init__.py": "",
            "core/db/chef.py": CHEF.replace("from .base", "from core.base"),
            "core/base.py": BASE,
            "addon/__init__.py": "",
            "addon/models/__init__.py": "",
            "addon/models/booking.py": booking.replace("from .base", "from core.base").replace(
                "from .chef", "from core.db.chef"
            ),
        },
    )
    before = contents(root)
    ran = fix(root, "--select", "SQR001")
    assert ran.status == 1
    why = "Chef would need Booking, and nothing that core.db.chef needs imports addon.models.booking"
    assert f"needs --unsafe-fixes: {why}" in ran.out
    assert contents(root) == before
    assert fix(root, "--select", "SQR001", "--unsafe-fixes").status == 0
    assert 'back_populates="bookings"' in (root / "addon/models/booking.py").read_text()
