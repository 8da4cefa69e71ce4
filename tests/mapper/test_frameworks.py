"""Bases of well-known packages, by their import paths: the packages need not be installed."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.project.index import ProjectIndex
from tests.rules.findings import RULES, of_folder

ADVANCED = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship
{imports}


class BlogAuthor({base}UUIDBase):
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book({base}BigIntAuditBase):
    author_id: Mapped[str] = mapped_column(ForeignKey("{key}.id"))
    author: Mapped[BlogAuthor] = relationship(back_populates="{reverse}")
"""


def codes(folder: Path, text: str) -> list[str]:
    (folder / "models.py").write_text(text, encoding="utf-8")
    rules = [RULES[code] for code in ("SQR002", "SQR101", "SQR107", "SQR203", "SQR204")]
    return [each.code for each in of_folder(folder, "2.0", rules)]


@pytest.mark.parametrize(
    ("imports", "base"),
    [
        ("from advanced_alchemy.base import BigIntAuditBase, UUIDBase", ""),
        ("from advanced_alchemy.extensions.litestar import base", "base."),
        ("from advanced_alchemy.extensions.fastapi import base", "base."),
        ("from litestar.plugins.sqlalchemy import base", "base."),
        ("from litestar.contrib.sqlalchemy.base import BigIntAuditBase, UUIDBase", ""),
    ],
)
def test_advanced_alchemy(imports: str, base: str, tmp_path: Path) -> None:
    given = {"imports": imports, "base": base, "key": "blog_author", "reverse": "books"}
    assert codes(tmp_path, ADVANCED.format(**given)) == []
    assert codes(tmp_path, ADVANCED.format(**{**given, "reverse": "book"})) == ["SQR002"]


UNMAPPED = """
from advanced_alchemy.base import UUIDBase
from sqlalchemy.orm import Mapped, mapped_column


class Book(UUIDBase):
    name: str = mapped_column()
    tags: Mapped[dict] = mapped_column(default=dict)
"""


def test_all_is_known_of_its_bases_but_their_types(tmp_path: Path) -> None:
    # JSON for a dict is in the type_annotation_map that they share.
    (tmp_path / "models.py").write_text(UNMAPPED, encoding="utf-8")
    assert [each.code for each in of_folder(tmp_path, "2.0")] == ["SQR513"]


USERS = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
{imports}


class Base(DeclarativeBase):
    pass


class User({base}, Base):
    posts: Mapped[list["Post"]] = relationship(back_populates="{reverse}")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("{key}.id"))
    author: Mapped[User] = relationship(back_populates="posts")
"""


@pytest.mark.parametrize(
    ("imports", "base"),
    [
        ("from fastapi_users.db import SQLAlchemyBaseUserTableUUID as Table", "Table"),
        ("from fastapi_users_db_sqlalchemy import SQLAlchemyBaseUserTableUUID as Table", "Table"),
        ("import fastapi_users_db_sqlalchemy as users", "users.SQLAlchemyBaseUserTableUUID"),
    ],
)
def test_fastapi_users(imports: str, base: str, tmp_path: Path) -> None:
    given = {"imports": imports, "base": base, "key": "user", "reverse": "author"}
    assert codes(tmp_path, USERS.format(**given)) == []
    assert codes(tmp_path, USERS.format(**{**given, "key": "users"})) == ["SQR203"]
    assert codes(tmp_path, USERS.format(**{**given, "reverse": "writer"})) == ["SQR002"]


def test_a_mixin_that_cannot_be_read_may_name_the_table(tmp_path: Path) -> None:
    given = {"imports": "from elsewhere import Table", "base": "Table", "key": "user", "reverse": "author"}
    assert codes(tmp_path, USERS.format(**given)) == []
    assert codes(tmp_path, USERS.format(**{**given, "key": "users"})) == []
    assert codes(tmp_path, USERS.format(**{**given, "reverse": "writer"})) == ["SQR002"]
    nothing = USERS.format(**{**given, "imports": "", "base": "object", "reverse": "writer"})
    assert codes(tmp_path, nothing.replace("(object, Base)", "(Base)")) == []


HIERARCHY = """
from elsewhere import Named
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base(cls=Named)


class Node(Base):
    id = Column(Integer, primary_key=True)


class Thing(Node):
    id = Column(Integer, ForeignKey("node.id"), primary_key=True)
"""


def test_what_names_the_table_of_a_parent_may_name_that_of_the_subclass(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(HIERARCHY, encoding="utf-8")
    assert of_folder(tmp_path, "2.0", list(RULES.values())) == []


ORCHARD = """
from uuid import UUID
from advanced_alchemy.base import UUIDBase, orm_registry
from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship
{imports}

picked = Table(
    "picked",
    {metadata},
    Column("tree_id", ForeignKey("tree.id"), primary_key=True),
    Column("picker_id", ForeignKey("picker.id"), primary_key=True),
)


class Tree(UUIDBase):
    pickers: Mapped[list["Picker"]] = relationship("{target}", secondary="picked", back_populates="trees")


class Picker({base}):
    trees: Mapped[list[Tree]] = relationship(secondary="picked", back_populates="pickers")
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("{table}.id"))


class Crew(UUIDBase):
    members: Mapped[list[Picker]] = relationship(viewonly=True)
"""
RIGHT = {
    "imports": "",
    "metadata": "orm_registry.metadata",
    "target": "Picker",
    "base": "UUIDBase",
    "table": "crew",
}


@pytest.mark.parametrize(
    "metadata", ["orm_registry.metadata", "UUIDBase.metadata", "UUIDBase.registry.metadata"]
)
def test_the_registry_of_advanced_alchemy_holds_what_the_project_has(tmp_path: Path, metadata: str) -> None:
    given = {**RIGHT, "metadata": metadata}
    assert codes(tmp_path, ORCHARD.format(**given)) == []
    assert codes(tmp_path, ORCHARD.format(**{**given, "target": "Pickers"})) == ["SQR101"]
    assert codes(tmp_path, ORCHARD.format(**{**given, "table": "crews"})) == ["SQR203"]


@pytest.mark.parametrize(
    "imports",
    [
        "from guild.models import Farm",
        "from guild import models",
        "if True:\n    import guild.models.farms",
    ],
)
def test_models_of_another_package_are_in_the_registry_of_advanced_alchemy(
    tmp_path: Path, imports: str
) -> None:
    given = {**RIGHT, "imports": imports}
    assert codes(tmp_path, ORCHARD.format(**{**given, "target": "Farmer"})) == []
    assert codes(tmp_path, ORCHARD.format(**{**given, "table": "farm"})) == []


def test_what_is_no_model_of_another_package_has_no_place_in_a_registry(tmp_path: Path) -> None:
    imports = "from guild.language.models import load, DEFAULTS"
    given = {**RIGHT, "imports": imports, "target": "Farmer"}
    assert codes(tmp_path, ORCHARD.format(**given)) == ["SQR101"]


def test_a_base_of_another_package_may_be_of_advanced_alchemy(tmp_path: Path) -> None:
    given = {**RIGHT, "imports": "from guild import Member", "base": "Member"}
    assert codes(tmp_path, ORCHARD.format(**given)) == []


SHIPS = """
from typing import Optional, TYPE_CHECKING
from sqlmodel import Field, Relationship, SQLModel
{imports}


class Port({base}, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    ships: list["Ship"] = Relationship(back_populates="{reverse}")


class Ship(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    port_id: int = Field(foreign_key="port.id")
    port: "Port" = Relationship(back_populates="ships")
    owner_id: int = Field(foreign_key="{owner}.id")
    owner: "{cls}" = Relationship()
"""
OWNED = {"imports": "", "base": "SQLModel", "reverse": "port", "owner": "port", "cls": "Port"}


def test_a_table_model_on_a_base_of_another_package_is_mapped(tmp_path: Path) -> None:
    given = {**OWNED, "imports": "from fleet import Stamped", "base": "Stamped"}
    assert codes(tmp_path, SHIPS.format(**given)) == []
    assert codes(tmp_path, SHIPS.format(**{**given, "reverse": "ports", "base": "SQLModel"})) == ["SQR002"]


@pytest.mark.parametrize(
    "imports",
    [
        "from fleet.models import Owner",
        "from fleet import models",
        "if TYPE_CHECKING:\n    from fleet import Owner",
    ],
)
def test_models_of_another_package_are_in_the_registry_of_sqlmodel(tmp_path: Path, imports: str) -> None:
    given = {**OWNED, "owner": "owner", "cls": "Owner"}
    assert codes(tmp_path, SHIPS.format(**given)) == ["SQR203", "SQR101"]
    assert codes(tmp_path, SHIPS.format(**{**given, "imports": imports})) == []
    assert codes(tmp_path, SHIPS.format(**{**given, "imports": "from fleet import Size"})) == [
        "SQR203",
        "SQR101",
    ]


def test_a_module_that_the_project_lacks_is_no_other_package(tmp_path: Path) -> None:
    given = {**OWNED, "owner": "owner", "cls": "Owner"}
    package = tmp_path / "harbour"
    package.mkdir()
    (package / "__init__.py").touch()
    text = SHIPS.format(**{**given, "imports": "if TYPE_CHECKING:\n    from harbour.owner import Owner"})
    (package / "ships.py").write_text(text, encoding="utf-8")
    assert codes(tmp_path, "") == ["SQR203", "SQR101"]
    (tmp_path / ".gitignore").write_text("harbour/owner.py\n", encoding="utf-8")
    assert codes(tmp_path, "") == []


def test_a_package_named_like_a_folder_of_the_project_is_another_one(tmp_path: Path) -> None:
    given = {**OWNED, "owner": "owner", "cls": "Owner"}
    package = tmp_path / "integrations" / "harbour"
    package.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    text = SHIPS.format(**{**given, "imports": "if TYPE_CHECKING:\n    from harbour.owner import Owner"})
    (package / "ships.py").write_text(text, encoding="utf-8")
    assert codes(tmp_path, "") == []


MADE = """
from elsewhere import base_for, with_keys
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Text(Base):
    __tablename__ = "text"
    id = Column(Integer, primary_key=True)
    words = relationship("{target}", viewonly=True)
    notes = relationship("Note", viewonly=True)


class Word(base_for(Text)):
    __tablename__ = "word"
    text = Column(Integer)


class Note(with_keys("text"), Base):
    __tablename__ = "note"
"""


def test_a_base_that_a_call_of_another_package_makes_may_map_the_class(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(MADE.format(target="Word"), encoding="utf-8")
    assert [each.code for each in of_folder(tmp_path, "2.0") if each.code < "SQR9"] == []
    assert codes(tmp_path, MADE.format(target="Wort")) == ["SQR101"]


ALONE = """
from advanced_alchemy.base import AdvancedDeclarativeBase, UUIDBase
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship


class Leaf(UUIDBase):
    twigs: Mapped[list["Twig"]] = relationship(back_populates="{reverse}")


class Twig(AdvancedDeclarativeBase):
    __tablename__ = "twig"
    id: Mapped[int] = mapped_column(primary_key=True)
    leaf_id: Mapped[str] = mapped_column(ForeignKey("leaf.id"))
    leaf: Mapped["Leaf"] = relationship(back_populates="twigs")
"""


def test_all_bases_of_advanced_alchemy_share_one_registry(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(ALONE.format(reverse="leaf"), encoding="utf-8")
    assert [each.code for each in of_folder(tmp_path, "2.0") if each.code < "SQR9"] == []
    assert codes(tmp_path, ALONE.format(reverse="leave")) == ["SQR002"]


UNIQUE = """
from advanced_alchemy.base import BigIntBase
from advanced_alchemy.mixins import SlugKey
from fastapi_users.db import SQLAlchemyBaseUserTableUUID
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(SQLAlchemyBaseUserTableUUID, Base):
    pass


class Letter(Base):
    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(ForeignKey("user.email"))


class Street(BigIntBase, SlugKey):
    houses: Mapped[list["House"]] = relationship(back_populates="{reverse}")


class House(BigIntBase):
    street_slug: Mapped[str] = mapped_column(ForeignKey("street.slug"))
    street: Mapped[Street] = relationship(back_populates="houses")
"""


def test_columns_that_a_known_base_adds_may_be_unique(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(UNIQUE.format(reverse="street"), encoding="utf-8")
    assert [each.code for each in of_folder(tmp_path, "2.0") if each.code < "SQR9"] == []
    assert codes(tmp_path, UNIQUE.format(reverse="road")) == ["SQR002"]


METHODS = """
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship
from {package} import {mixin}
from sqlalchemy_mixins.timestamp import TimestampsMixin

Base = declarative_base()


class Model(Base, {mixin}):
    __abstract__ = True


class Park(Model, TimestampsMixin):
    __tablename__ = "park"
    id = Column(Integer, primary_key=True)
    trees = relationship("Tree", back_populates="{reverse}", order_by="Tree.created_at")


class Tree(Model, TimestampsMixin):
    __tablename__ = "tree"
    id = Column(Integer, primary_key=True)
    park_id = Column(ForeignKey("park.{column}"))
    park = relationship("Park", back_populates="trees")
"""


@pytest.mark.parametrize(
    ("package", "mixin"),
    [
        ("dataclasses_json", "DataClassJsonMixin"),
        ("flask_login.mixins", "UserMixin"),
        ("flask_security", "RoleMixin"),
        ("flask_user", "UserMixin"),
        ("sqlalchemy_mixins", "AllFeaturesMixin"),
        ("sqlalchemy_mixins.serialize", "SerializeMixin"),
        ("sqlalchemy_repr", "RepresentableBase"),
        ("sqlalchemy_serializer", "SerializerMixin"),
    ],
)
def test_mixins_with_methods_alone_add_nothing(tmp_path: Path, package: str, mixin: str) -> None:
    text = functools.partial(METHODS.format, package=package, mixin=mixin)
    assert codes(tmp_path, text(reverse="park", column="id")) == []
    assert codes(tmp_path, text(reverse="parks", column="id")) == ["SQR002"]
    assert codes(tmp_path, text(reverse="park", column="key")) == ["SQR203"]


PROXY = """
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import declarative_base, relationship
from {package} import {mixin}

Base = declarative_base()


class Park(Base, {mixin}):
    __tablename__ = "park"
    id = Column(Integer, primary_key=True)
    trees = relationship("Tree", back_populates="park")
    keepers = association_proxy("{through}", "keeper")


class Tree(Base, {mixin}):
    __tablename__ = "tree"
    id = Column(Integer, primary_key=True)
    park_id = Column(ForeignKey("park.id"))
    park = relationship("Park", back_populates="trees")
    keeper = association_proxy("park", "{value}")
"""


@pytest.mark.parametrize(
    ("package", "mixin", "known"),
    [
        ("flask_login", "UserMixin", True),
        ("sqlalchemy_repr", "RepresentableBase", True),
        ("sqlalchemy_serializer", "SerializerMixin", True),
        ("orchard", "TreeMixin", False),
    ],
)
def test_the_attributes_of_common_mixins_are_known(
    tmp_path: Path, package: str, mixin: str, known: bool
) -> None:
    text = functools.partial(PROXY.format, package=package, mixin=mixin)
    assert codes(tmp_path, text(through="trees", value="id")) == []
    assert codes(tmp_path, text(through="tree", value="key")) == (["SQR107", "SQR107"] if known else [])


@pytest.mark.parametrize(
    ("package", "mixin", "value"),
    [
        ("flask_login", "UserMixin", "is_active"),
        ("sqlalchemy_serializer", "SerializerMixin", "date_format"),
    ],
)
def test_what_a_mixin_brings_is_not_missing(tmp_path: Path, package: str, mixin: str, value: str) -> None:
    assert codes(tmp_path, PROXY.format(package=package, mixin=mixin, through="trees", value=value)) == []


def test_a_base_that_leaves_columns_open_is_named(tmp_path: Path) -> None:
    text = PROXY.format(package="orchard", mixin="TreeMixin", through="trees", value="id")
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    index = ProjectIndex(str(tmp_path.resolve()), Settings(cache=False))
    assert {(each.what, each.why) for each in link(index).unresolved} == {
        (table, "its base orchard.TreeMixin may add columns: the package is not installed where this runs")
        for table in ("table park", "table tree")
    }
