"""Single conditions of rules: what one of them holds back, and what one of them says.

Each row is a rule, small models, and what the rule says of them: a part of each of its messages,
in order of their lines. Nothing at all is right for models that SQLAlchemy takes without a word.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.rules.findings import RULES, of_folder

HEAD = """\
import os

from sqlalchemy import Boolean, Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import DynamicMapped, Mapped, backref, declarative_base, mapped_column, relationship

Base = declarative_base(metadata=MetaData({metadata}))

"""

PARENT = """
class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
"""
CHILD = """
class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
"""
KEYED = (
    CHILD
    + """\
    parent_id = Column(ForeignKey("parent.id"))
"""
)
MODERN = """
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass


class Base(MappedAsDataclass, DeclarativeBase):
    pass

"""
NEUTRON = "from neutron_lib.db import model_base\n\n"
KINDS = """
class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    kind = Column(String(9))
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "parent"}


class Single(Parent):
    __mapper_args__ = {"polymorphic_identity": "single"}


class Joined(Parent):
    __tablename__ = "joined"
    id = Column(ForeignKey("parent.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "joined"}
"""
PAIR = """
class Left(Base):
    __tablename__ = "left"
    id = Column(Integer, primary_key=True)
    rights = relationship("Right", secondary="link"{more})


class Right(Base):
    __tablename__ = "right"
    id = Column(Integer, primary_key=True)


link = Table(
    "link",
    Base.metadata,
    Column("left_id", ForeignKey("left.id"){key}),
    Column("right_id", ForeignKey("right.id"){key}),
    {column}
)
"""


class Row(NamedTuple):
    """The code of a rule, what it says and the models, for a release and with a MetaData.

    ``other`` is a second module, in a package.
    """

    code: str
    says: tuple[str, ...]
    models: str
    release: str = "2.0"
    metadata: str = ""
    other: str = ""


def pair(column: str = "", more: str = "", key: str = "") -> str:
    return PAIR.format(column=column, more=more, key=key)


ROWS = {
    "an argument of the backref itself is written once": Row(
        "SQR001",
        (
            'declare there parent = relationship("Parent", back_populates="children", passive_updates=True) and',
        ),
        PARENT
        + '    children = relationship("Child", passive_updates=False,'
        + ' backref=backref("parent", passive_updates=True))\n'
        + KEYED,
    ),
    "a key that only the database may have": Row(
        "SQR201",
        (),
        "\nfrom sqlalchemy.ext.automap import automap_base\n\nFound = automap_base()\n\n\n"
        + PARENT.replace("Base", "Found")
        + '    children = relationship("Child")\n'
        + CHILD.replace("Base", "Found"),
    ),
    "a method of a column that is not called": Row(
        "SQR205",
        ("order_by of Parent.children names the method desc of a column without calling it; write desc()",),
        PARENT + '    children = relationship("Child", order_by="Child.id.desc")\n' + KEYED,
    ),
    "a column of the class itself, without its class": Row(
        "SQR205",
        ('names "parent_id", which is no mapped class and no table; did you mean "Child.parent_id"?',),
        PARENT + KEYED + '    parent = relationship("Parent", foreign_keys="parent_id")\n',
    ),
    "an order as in SQL by a column of the target": Row(
        "SQR205",
        ('is no expression: "id desc"; write one of Python, such as "Child.id.desc()"',),
        PARENT + '    children = relationship("Child", order_by="id desc")\n' + KEYED,
    ),
    "a builtin for a primary key of another name": Row(
        "SQR211",
        ('not a column; Node has no id, and its primary key is "Node.node_id"',),
        """
class Node(Base):
    __tablename__ = "node"
    node_id = Column(Integer, primary_key=True)
    above_id = Column(ForeignKey("node.node_id"))
    above = relationship("Node", remote_side=[id])
""",
    ),
    "a backref of the relationship's own name": Row(
        "SQR006",
        ('Node.near says backref="near", which is its own name; give its reverse another one',),
        """
class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    above_id = Column(ForeignKey("node.id"))
    near = relationship("Node", backref="near")
""",
    ),
    "a column of the foreign key's name, where the primary key has another": Row(
        "SQR203",
        ('table "parent" (models.py:11) has no column "code"; its primary key is "parent.id"',),
        PARENT + KEYED.replace("parent.id", "parent.code"),
    ),
    "a foreign key that names no more than a table nearly": Row(
        "SQR203",
        ('names "parents", but there is no table "parents"; did you mean "parent.id" (models.py:11)?',),
        PARENT + KEYED.replace("parent.id", "parents"),
    ),
    "a key of a column that the body of the class does not bind before it": Row(
        "SQR202",
        (
            'by its name it means foreign_keys="Letter.sender_id"|',
            'by its name it means foreign_keys="Card.sender_id"|',
            'by its name it means foreign_keys="Note.sender_id"|',
            'by its name it means foreign_keys="Parcel.sender_id"|',
        ),
        PARENT
        + """
class Sent:
    sender_id = Column(Integer)
    reader_id = Column(Integer)
    __table_args__ = (
        ForeignKeyConstraint(["sender_id"], ["parent.id"]),
        ForeignKeyConstraint(["reader_id"], ["parent.id"]),
    )


class Letter(Sent, Base):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
    sender = relationship("Parent")


class Card(Base):
    __tablename__ = "card"
    id = Column(Integer, primary_key=True)
    sender = relationship("Parent")
    sender_id = Column(ForeignKey("parent.id"))
    reader_id = Column(ForeignKey("parent.id"))


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    sender_id = Column(ForeignKey("parent.id"))
    reader_id = Column(ForeignKey("parent.id"))


Note.sender = relationship("Parent")


class Parcel:
    pass


parcel = Table(
    "parcel",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("sender_id", ForeignKey("parent.id")),
    Column("reader_id", ForeignKey("parent.id")),
)
Base.registry.map_imperatively(Parcel, parcel, properties={"sender": relationship(Parent)})
""",
    ),
    "a key of a column that an annotation alone declares": Row(
        "SQR202",
        ('by its name it means foreign_keys="Letter.sender_id"|',),
        PARENT
        + """
from typing import Annotated

parent_key = Annotated[int, mapped_column(ForeignKey("parent.id"))]


class Letter(Base):
    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    sender_id: Mapped[parent_key]
    reader_id: Mapped[parent_key]
    sender: Mapped[Parent] = relationship()
""",
    ),
    "a foreign key that leads where its name says": Row(
        "SQR201",
        ('table "child" needs a column such as toy_id with ForeignKey("toy.id")|',),
        PARENT
        + KEYED
        + """
    parent = relationship("Parent")


class Toy(Base):
    __tablename__ = "toy"
    id = Column(Integer, primary_key=True)
    children = relationship("Child", back_populates="parent")
""",
    ),
    "a class that is none, near to one that is not joined": Row(
        "SQR205",
        ('"CraneRole", which is no mapped class and no table; did you mean CrewRole (models.py:10)?',),
        """
class CrewRole(Base):
    __tablename__ = "crew_role"
    id = Column(Integer, primary_key=True)
    above_id = Column(ForeignKey("crew_role.id"))
    above = relationship("CrewRole", remote_side="CraneRole.id")


class CraneRoles(Base):
    __tablename__ = "crane_roles"
    id = Column(Integer, primary_key=True)
""",
    ),
    "a key that a declared_attr has to name": Row(
        "SQR202",
        ("by its name it means foreign_keys=[cls.made_by_id]",),
        PARENT
        + """
from sqlalchemy.orm import declared_attr


class Kept:
    @declared_attr
    def made_by_id(cls):
        return Column(ForeignKey("parent.id"))

    @declared_attr
    def kept_by_id(cls):
        return Column(ForeignKey("parent.id"))

    @declared_attr
    def made_by(cls):
        return relationship("Parent")


class Thing(Kept, Base):
    __tablename__ = "thing"
    id = Column(Integer, primary_key=True)
""",
    ),
    "a class of another name that leads back": Row(
        "SQR103",
        ("Parent.children points to Child (models.py:10), which is not mapped; did you mean ChildRow",),
        """
class Child:
    pass

"""
        + PARENT
        + '    children = relationship(Child, back_populates="parent")\n'
        + KEYED.replace("class Child", "class ChildRow")
        + '    parent = relationship("Parent", back_populates="children")\n',
    ),
    "a class of SQLModel that has no table": Row(
        "SQR103",
        ("User.notes points to NoteRead (models.py:15), which has no table=True; give NoteRead table=True",),
        """
from typing import List

from sqlmodel import Field, Relationship, SQLModel


class NoteRead(SQLModel):
    id: int


class User(SQLModel, table=True):
    id: int = Field(primary_key=True)
    notes: List[NoteRead] = Relationship()
""",
    ),
    "the reverse in the place of the secondary": Row(
        "SQR204",
        (
            'Parent.children has "parent" in the second place, which is that of secondary; write back_populates',
            'Child.parent has "children" in the second place',
        ),
        PARENT
        + '    children = relationship("Child", "parent")\n'
        + KEYED
        + '    parent = relationship("Parent", "children")\n',
    ),
    "the reverse in the place of the class that the annotation says, called like a table": Row(
        "SQR103",
        ('no mapped class; the annotation says Child (models.py:15) already; write back_populates="parent"',),
        PARENT
        + '    children: Mapped[list["Child"]] = relationship("parent")\n'
        + KEYED
        + '    parent: Mapped["Parent"] = relationship("children")\n',
    ),
    "the reverse in the place of the class that the annotation says": Row(
        "SQR101",
        (
            'the annotation says Parent (models.py:10) already; write back_populates="children" for its reverse',
        ),
        PARENT
        + '    children: Mapped[list["Child"]] = relationship("parent")\n'
        + KEYED
        + '    parent: Mapped["Parent"] = relationship("children")\n',
    ),
    "a pair with a key on either side": Row(
        "SQR202",
        (
            "it and Child.parent (models.py:20) are one pair and need one key; remove the other, or name one",
            "it and Parent.child (models.py:14) are one pair and need one key",
        ),
        PARENT
        + '    child_id = Column(ForeignKey("child.id"))\n'
        + '    child = relationship("Child", back_populates="parent")\n'
        + KEYED
        + '    parent = relationship("Parent", back_populates="child")\n',
    ),
    "a constraint that belongs to no table": Row(
        "SQR201",
        (),
        PARENT
        + CHILD
        + "    parent_id = Column(Integer)\n"
        + '    ForeignKeyConstraint(["parent_id"], ["parent.id"])\n'
        + '    parent = relationship("Parent")\n',
    ),
    "a join by a column that is no foreign key, to a primary key": Row(
        "SQR216",
        ('give child.parent_id a ForeignKey("parent.id"), or put foreign() around it',),
        PARENT
        + '    children = relationship("Child", primaryjoin="Parent.id == Child.parent_id")\n'
        + CHILD
        + "    parent_id = Column(Integer)\n",
    ),
    "a column of the other class": Row(
        "SQR205",
        ('names "parent_id", which Parent (models.py:10) does not have; did you mean "Child.parent_id"?',),
        PARENT + '    children = relationship("Child", foreign_keys="Parent.parent_id")\n' + KEYED,
    ),
    "a list of strings without their class": Row(
        "SQR212",
        ('make the whole argument one string: foreign_keys="[Child.parent_id]"',),
        PARENT + '    children = relationship("Child", foreign_keys=["parent_id"])\n' + KEYED,
    ),
    "two columns to refer to": Row(
        "SQR707",
        ("ForeignKey() takes one argument by position; give each a column and a key of its own",),
        PARENT + CHILD + '    parent_id = Column(Integer, ForeignKey("parent.id", "child.id"))\n',
    ),
    "a backref beside the side that names it": Row(
        "SQR003",
        ('is the reverse of Child.parent: write back_populates="children" there in place of backref',),
        PARENT
        + '    children = relationship("Child", back_populates="parent")\n'
        + KEYED
        + '    parent = relationship("Parent", backref="child")\n',
    ),
    "a backref that writes what two others write": Row(
        "SQR003",
        (
            'add overlaps="children,parent"',
            'say overlaps="children,parent" in its backref(...)',
        ),
        PARENT
        + '    number = Column(Integer)\n    children = relationship("Child", back_populates="parent")\n'
        + KEYED
        + '    parent = relationship("Parent", back_populates="children")\n'
        + '    twin = relationship("Parent", backref="twins",'
        + ' primaryjoin="Parent.number == foreign(Child.parent_id)")\n',
    ),
    "two pairs over two keys of one table": Row(
        "SQR202",
        (
            'by its name it means foreign_keys="Child.parent_id"|',
            "it means foreign_keys=[parent_id]",
        ),
        PARENT
        + '    children = relationship("Child", back_populates="parent")\n'
        + KEYED
        + '    child_of_id = Column(ForeignKey("parent.id"))\n'
        + '    parent = relationship("Parent", back_populates="children")\n',
    ),
    "a table between two that nothing else links": Row(
        "SQR201",
        ('; to read through child say secondary="child", viewonly=True',),
        PARENT
        + '    toys = relationship("Toy")\n'
        + KEYED
        + """

class Toy(Base):
    __tablename__ = "toy"
    id = Column(Integer, primary_key=True)
    child_id = Column(ForeignKey("child.id"))
""",
    ),
    "a join with a value beside it": Row(
        "SQR216",
        ('give child.owner_id a ForeignKey("parent.id"), or put foreign() around it',),
        PARENT
        + '    children = relationship("Child", primaryjoin="and_(Parent.id == Child.owner_id, Child.kind == 1)")\n'
        + CHILD
        + "    owner_id = Column(Integer)\n    kind = Column(Integer)\n",
    ),
    "a table to refer to": Row(
        "SQR707",
        ("ForeignKey() takes a column and Parent.__table__ is a table; say Parent.id",),
        PARENT + CHILD + "    parent_id = Column(ForeignKey(Parent.__table__))\n",
    ),
    "a foreign key for a keyword": Row(
        "SQR507",
        ("Column() takes no argument ForeignKey; write ForeignKey(...) as an argument of its own",),
        PARENT
        + CHILD
        + '    parent_id = Column(Integer, ForeignKey="parent.id")\n'
        + '    parent = relationship("Parent")\n',
    ),
    "a foreign key that another statement puts into a column": Row(
        "SQR711",
        (),
        PARENT + CHILD + '    key = ForeignKey("parent.id")\n    parent_id = Column(Integer, key)\n',
    ),
    "a relationship for an annotation": Row(
        "SQR513",
        (
            "Owned.parent is annotated with relationship(), which makes nothing; write parent = relationship(...)",
        ),
        PARENT
        + "\n\nclass Owned(Base):\n    __tablename__ = 'owned'\n    id = Column(Integer, primary_key=True)\n"
        + "    parent_id = Column(ForeignKey('parent.id'))\n    parent: relationship('Parent')\n",
    ),
    "a backref that may be a list or not": Row(
        "SQR001",
        ('declare there parent = relationship("Parent", back_populates="children", uselist=...) and',),
        PARENT
        + '    children = relationship("Child",'
        + ' backref=backref("parent", uselist="LIST" in os.environ))\n'
        + KEYED.replace(
            "id = Column(Integer, primary_key=True)", "id: Mapped[int] = mapped_column(primary_key=True)"
        ),
    ),
    "a side in 2.0 style that may be a list or not": Row(
        "SQR001",
        ('declare there parent = relationship("Parent", back_populates="children", uselist=...) and',),
        "from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n\n"
        + PARENT
        + '    children = relationship("Child",'
        + ' backref=backref("parent", uselist="LIST" in os.environ))\n'
        + KEYED,
    ),
    "the reverse of a filtered list names none": Row(
        "SQR002",
        (),
        PARENT
        + '    first = relationship("Child", back_populates="parent",'
        + ' primaryjoin="and_(Parent.id == Child.parent_id, Child.id == 1)")\n'
        + KEYED
        + '    parent = relationship("Parent")\n',
    ),
    "two pairs whose names are crossed": Row(
        "SQR002",
        (
            '(models.py:21) names Edge.sink (models.py:15); did you mean "outgoing" (models.py:22)?',
            '(models.py:22) names Edge.source (models.py:14); did you mean "incoming" (models.py:21)?',
        ),
        """
class Edge(Base):
    __tablename__ = "edge"
    source_id = Column(ForeignKey("node.id"), primary_key=True)
    sink_id = Column(ForeignKey("node.id"), primary_key=True)
    source = relationship("Node", foreign_keys=[source_id], back_populates="incoming")
    sink = relationship("Node", foreign_keys=[sink_id], back_populates="outgoing")


class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    incoming = relationship("Edge", foreign_keys=[Edge.sink_id], back_populates="sink")
    outgoing = relationship("Edge", foreign_keys=[Edge.source_id], back_populates="source")
""",
    ),
    "lists of two hierarchies that write one column": Row(
        "SQR003",
        ('nothing says that they belong together; add overlaps="notes"',),
        PARENT
        + '    notes = relationship("Note", primaryjoin="Parent.id == foreign(Note.owner)")\n'
        + CHILD
        + '    remarks = relationship("Note", primaryjoin="Child.id == foreign(Note.owner)")\n'
        + """
class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    owner = Column(Integer)
""",
    ),
    "columns that are unique together": Row(
        "SQR004",
        ("visit.country and visit.number (models.py:20) are together unique",),
        """
class Site(Base):
    __tablename__ = "site"
    country = Column(Integer, primary_key=True)
    number = Column(Integer, primary_key=True)
    visits = relationship("Visit")


class Visit(Base):
    __tablename__ = "visit"
    id = Column(Integer, primary_key=True)
    country = Column(Integer)
    number = Column(Integer)
    __table_args__ = (
        UniqueConstraint("country", "number"),
        ForeignKeyConstraint(["country", "number"], ["site.country", "site.number"]),
    )
""",
    ),
    "a viewonly list that names no reverse": Row(
        "SQR009",
        ("Child.parent names Parent.children, which is viewonly, so that it and Parent.children",),
        PARENT
        + '    children = relationship("Child", viewonly=True)\n'
        + KEYED
        + '    parent = relationship("Parent", back_populates="children")\n',
    ),
    "a class without a table beside the one that is meant": Row(
        "SQR103",
        (
            "Parent.children points to Childs (models.py:10), which is not mapped; did you mean Child (models.py:19)?",
        ),
        """
class Childs:
    size = Column(Integer)

"""
        + PARENT
        + "    children = relationship(Childs)\n"
        + KEYED.replace("Child(Base)", "Child(Childs, Base)"),
    ),
    "an import of what resembles nothing": Row(
        "SQR104",
        ("shop.other (shop/other.py) has no zebra; the import fails whenever this module is loaded",),
        "from shop.other import zebra\n" + PARENT,
        other=HEAD.format(metadata="") + CHILD,
    ),
    "the column that is named after the reverse": Row(
        "SQR201",
        (2 * ('table "child" needs a column such as mother_id with ForeignKey("parent.id")',)),
        PARENT
        + '    children = relationship("Child", back_populates="mother")\n'
        + CHILD
        + '    mother = relationship("Parent", back_populates="children")\n',
    ),
    "the primary key of the other class": Row(
        "SQR201",
        ('table "child" needs a column such as mother_id with ForeignKey("mother.number")',),
        CHILD
        + '    mother = relationship("Mother")\n'
        + """
class Mother(Base):
    __tablename__ = "mother"
    number = Column(Integer, primary_key=True)
""",
    ),
    "a field that SQLModel takes for one object": Row(
        "SQR201",
        ('table "pet" needs a column such as owners_id with Field(foreign_key="owner.id")',),
        """
from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Pet(SQLModel, table=True):
    id: int = Field(primary_key=True)
    owners: Optional["Owner"] = Relationship()


class Owner(SQLModel, table=True):
    id: int = Field(primary_key=True)
""",
    ),
    "the column of the other table, of a one-to-one": Row(
        "SQR201",
        (*2 * ('child.parent_id (models.py:18) lacks ForeignKey("parent.id")',),),
        PARENT
        + '    child: Mapped["Child"] = relationship(back_populates="parent")\n'
        + CHILD
        + "    parent_id = Column(Integer)\n"
        + '    parent: Mapped[Parent] = relationship(back_populates="child")\n',
    ),
    "the secondary that the other side has": Row(
        "SQR201",
        ("; give secondary here too, as Parent.children (models.py:13) does",),
        PARENT
        + '    children = relationship("Child", secondary="link", back_populates="parents")\n'
        + CHILD
        + '    parents = relationship("Parent", back_populates="children")\n'
        + """
Table("link", Base.metadata, Column("p", ForeignKey("parent.id")), Column("c", ForeignKey("child.id")))
""",
    ),
    "the primary key of the parent's table, whatever its name": Row(
        "SQR601",
        (
            'give sprig a primary key that is a ForeignKey("parent._id")',
            'give twig a primary key that is a ForeignKeyConstraint to "pair.a" and "pair.b"',
        ),
        """
class Parent(Base):
    __tablename__ = "parent"
    _id = Column(Integer, primary_key=True)


class Sprig(Parent):
    __tablename__ = "sprig"
    size = Column(Integer)


class Pair(Base):
    __tablename__ = "pair"
    a = Column(Integer, primary_key=True)
    b = Column(Integer, primary_key=True)


class Twig(Pair):
    __tablename__ = "twig"
    size = Column(Integer)
""",
    ),
    "a target that what a declared_attr of a mixin returns names, and nobody is": Row(
        "SQR505",
        (),
        """
from sqlalchemy.orm import declared_attr


class Owned:
    @declared_attr
    def parents(cls) -> Mapped[list["Parents"]]:
        return relationship(secondary="link")


class Child(Owned, Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
""",
    ),
    "remote_side that names the foreign key itself, as none at all would": Row(
        "SQR208",
        ("Child.mother leads to the rows that refer to this one by child.mother_id",),
        CHILD
        + """\
    mother_id = Column(ForeignKey("child.id"))
    mother = relationship("Child", remote_side=[mother_id])
    babies = relationship("Child", remote_side="Child.mother_id", viewonly=True)
""",
    ),
    "the other end of a tree by text where the class body has no such name above it": Row(
        "SQR208",
        (
            'say remote_side="Sprig.id"',
            'say remote_side="Bough.id"',
        ),
        """
class Keyed:
    id = Column(Integer, primary_key=True)


class Sprig(Keyed, Base):
    __tablename__ = "sprig"
    parent_id = Column(ForeignKey("sprig.id"))
    parent = relationship("Sprig")


class Bough(Base):
    __tablename__ = "bough"
    parent_id = Column(ForeignKey("bough.id"))
    parent = relationship("Bough")
    id = Column(Integer, primary_key=True)
""",
    ),
    "overlaps and not viewonly where a proxy adds to the relationship": Row(
        "SQR003",
        ('add overlaps="children"|', 'add overlaps="children"|', 'add overlaps="children"|'),
        "from sqlalchemy.ext.associationproxy import association_proxy"
        + PARENT
        + """\
    children = relationship("Child", secondary="link")
    names = association_proxy("children", "name")
"""
        + CHILD
        + """\
    name = Column(Integer)
    links = relationship("Link", back_populates="child")


class Link(Base):
    __tablename__ = "link"
    parent_id = Column(ForeignKey("parent.id"), primary_key=True)
    child_id = Column(ForeignKey("child.id"), primary_key=True)
    parent = relationship("Parent")
    child = relationship("Child", back_populates="links")
""",
    ),
    "the same way only from a class to itself, since of two classes one is the wrong way round": Row(
        "SQR010",
        (),
        PARENT
        + """\
    children = relationship("Child", secondary="link", primaryjoin="Child.id == link.c.c",
        secondaryjoin="Parent.id == link.c.p", back_populates="parents")
"""
        + CHILD
        + """\
    parents = relationship("Parent", secondary="link", primaryjoin="Child.id == link.c.c",
        secondaryjoin="Parent.id == link.c.p", back_populates="children")


Table("link", Base.metadata, Column("p", ForeignKey("parent.id")), Column("c", ForeignKey("child.id")))
""",
    ),
    "the columns of a table though another function makes one of its name": Row(
        "SQR707",
        ("Child.name has no type",),
        """
def one():
    class Child(Base):
        __tablename__ = "child"
        id = Column(Integer, primary_key=True)
        name = Column("name")


def two():
    class Child(Base):
        __tablename__ = "child"
        id = Column(Integer, primary_key=True)
        name = Column(Integer)
""",
    ),
    "the relationship that names this one is the reverse beside a viewonly one": Row(
        "SQR009",
        (
            'drop back_populates here and say back_populates="child" on Child.parent',
            'say back_populates="first" instead|',
        ),
        PARENT
        + """\
    child = relationship("Child", back_populates="parent", uselist=False)
    shown = relationship("Child", back_populates="parent", uselist=False, viewonly=True)
    first = relationship("Other", back_populates="parent", uselist=False)
    other = relationship("Other", uselist=False, viewonly=True)
"""
        + CHILD
        + """\
    parent_id = Column(ForeignKey("parent.id"), unique=True)
    parent = relationship("Parent", back_populates="shown")


class Other(Base):
    __tablename__ = "other"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"), unique=True)
    parent = relationship("Parent", back_populates="other")
""",
    ),
    "remote_side that is wrong, and on the wrong side": Row(
        "SQR008",
        (
            "by child.mother_id; remote_side belongs on the many-to-one side alone: leave it out of Child.babies",
            "by parent.key_id; remote_side belongs on the many-to-one side alone: leave it out of the other",
            "by parent.key_id; remote_side belongs on the many-to-one side alone: leave it out of the other",
            "because remote_side names the foreign key tree.root_id itself; say remote_side=[id]",
        ),
        CHILD
        + """\
    mother_id = Column(ForeignKey("child.id"))
    babies = relationship("Child", back_populates="mother", remote_side=[id])
    mother = relationship("Child", back_populates="babies", remote_side=[id])
"""
        + PARENT
        + """\
    key_id = Column(ForeignKey("parent.id"))
    one = relationship("Parent", back_populates="two", remote_side=[id])
    two = relationship("Parent", back_populates="one", remote_side=[id])


class Tree(Base):
    __tablename__ = "tree"
    id = Column(Integer, primary_key=True)
    root_id = Column(ForeignKey("tree.id"))
    root = relationship("Tree", remote_side=root_id, back_populates="twigs")
    twigs = relationship("Tree", remote_side=root_id, back_populates="root")
""",
    ),
    "a list is said of what is one object in no case, where its direction is what is wrong": Row(
        "SQR502",
        (),
        CHILD
        + """\
    mother_id = Column(ForeignKey("child.id"))
    babies: Mapped[list["Child"]] = relationship(back_populates="mother", remote_side=[id])
    mother: Mapped["Child"] = relationship(back_populates="babies", remote_side=[id])
""",
    ),
    "a column of the primary key that lacks its key": Row(
        "SQR201",
        ('child.parent_id (models.py:16) lacks ForeignKey("parent.id")',),
        PARENT + CHILD.replace("    id =", "    parent_id =") + '    parent = relationship("Parent")\n',
    ),
    "the primary key itself refers to no row of its own table": Row(
        "SQR201",
        ('table "node" needs a column such as above_id with ForeignKey("node.node_id")',),
        """
class Node(Base):
    __tablename__ = "node"
    node_id = Column(Integer, primary_key=True)
    above = relationship("Node")
""",
    ),
    "a table that is only asked, as migrations do: create_all() would refuse it, but nobody calls that": Row(
        "SQR707",
        (),
        'boxes = Table("boxes", MetaData(), Column("id", primary_key=True), Column("name"))\n',
    ),
    "a side without the join that the other one gives": Row(
        "SQR201",
        ("give primaryjoin here too, as Child.parent (models.py:20) does",),
        PARENT
        + '    size = Column(Integer)\n    children = relationship("Child", back_populates="parent")\n'
        + CHILD
        + "    size = Column(Integer)\n"
        + '    parent = relationship("Parent", primaryjoin="foreign(Child.size) == Parent.size", '
        + 'back_populates="children")\n',
    ),
    "the table alone, whose primary key is meant": Row(
        "SQR203",
        ('table "parent" (models.py:11) has no column "parent_id"; did you mean "parent.id"?',),
        PARENT + KEYED.replace("parent.id", "parent"),
    ),
    "a secondary that is the table of the target": Row(
        "SQR204",
        ("through the table of Child (models.py:15), one of the two that it relates, and not through one",),
        PARENT + '    children = relationship("Child", secondary="child")\n' + KEYED,
    ),
    "a pair of which neither side may be written": Row(
        "SQR223",
        ("or map link as a class and make this and Right.lefts (models.py:19) viewonly",),
        pair(more=', back_populates="lefts"', column='Column("note", String(9), nullable=False),').replace(
            "\n\nlink =",
            '    lefts = relationship("Left", secondary="link", back_populates="rights")\n\nlink =',
        ),
    ),
    "a key to the like of the table in a schema that may have one": Row(
        "SQR201",
        ('names "old.parent.id", where ForeignKey("parent.id") is needed',),
        "from elsewhere import metadata\n\nBase = declarative_base(metadata=metadata)\n"
        + PARENT
        + CHILD
        + '    parent_id = Column(ForeignKey("old.parent.id"))\n    parent = relationship("Parent")\n',
    ),
    "the only key that makes a list": Row(
        "SQR202",
        ('as a collection it means foreign_keys="Hero.player_id"',),
        """
class Player(Base):
    __tablename__ = "player"
    id = Column(Integer, primary_key=True)
    active_id = Column(ForeignKey("hero.id", use_alter=True, name="active"))
    heroes = relationship("Hero", collection_class=set)


class Hero(Base):
    __tablename__ = "hero"
    id = Column(Integer, primary_key=True)
    player_id = Column(ForeignKey("player.id"))
""",
    ),
    "a many-to-one that a backref makes": Row(
        "SQR008",
        ('on the many-to-one side write backref=backref("parent", remote_side="Node.id")',),
        """
class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("node.id"))
    children = relationship("Node", backref="parent")
""",
    ),
    "keys by the names of their attributes": Row(
        "SQR202",
        (
            "by its name it means foreign_keys=[sender_id]",
            'by its name it means foreign_keys="Mail.sender_id"',
        ),
        """
class Mail(Base):
    __tablename__ = "mail"
    id = Column(Integer, primary_key=True)
    sender_id = Column("from_id", ForeignKey("user.id"))
    reader_id = Column("to_id", ForeignKey("user.id"))
    from_user = relationship("User")


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    from_mails = relationship("Mail")
""",
    ),
    "a secondary that refers to nothing": Row(
        "SQR204",
        ('no foreign key to Right (models.py:16); add a column with ForeignKey("right.id")',),
        pair().replace('ForeignKey("right.id")', "Integer"),
    ),
    "a secondary that refers to nothing with one key": Row(
        "SQR204",
        ("no foreign key to Right (models.py:16); add one",),
        pair()
        .replace('ForeignKey("right.id")', "Integer")
        .replace(
            '__tablename__ = "right"', '__tablename__ = "right"\n    kind = Column(Integer, primary_key=True)'
        ),
    ),
    "a secondary that names none of its columns rightly": Row(
        "SQR204",
        ('Left.rights says secondary="links", which names no table of its MetaData; did you mean',),
        pair().replace('secondary="link"', 'secondary="links"'),
    ),
    "a secondary that has another name, near to that of one of the sides": Row(
        "SQR204",
        ('says secondary="left_of", which names no table of its MetaData; did you mean "link" (models.py:',),
        pair().replace('secondary="link"', 'secondary="left_of"'),
    ),
    "a secondary that is nowhere near, and no table joins the two": Row(
        "SQR204",
        ('says secondary="zebra", which names no table of its MetaData; name the table that joins',),
        pair().replace('secondary="link"', 'secondary="zebra"').replace('ForeignKey("right.id")', "Integer"),
    ),
    "a class that has another name, known by the reverse that it declares": Row(
        "SQR101",
        ('which is no mapped class of its registry; did you mean "Offspring" (models.py:',),
        PARENT
        + """
    children = relationship("Child", back_populates="parent")


class Offspring(Base):
    __tablename__ = "offspring"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"))
    parent = relationship("Parent", back_populates="children")


class Childs(Base):
    __tablename__ = "childs"
    id = Column(Integer, primary_key=True)
""",
    ),
    "a reverse that is missing, of a class that a call maps": Row(
        "SQR002",
        (
            '; give the mapping of Letter the property "reader": relationship(Parent, back_populates="letters") or',
        ),
        PARENT
        + """
    letters = relationship("Letter", back_populates="reader")


class Letter:
    pass


letter = Table(
    "letter",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("reader_id", ForeignKey("parent.id")),
)
Base.registry.map_imperatively(Letter, letter)
""",
    ),
    "a reverse that is missing, through a secondary": Row(
        "SQR002",
        ('; declare Right.lefts = relationship("Left", back_populates="rights", secondary="link") or drop',),
        pair(more=', back_populates="lefts"'),
    ),
    "a reverse that is missing, of a class of SQLModel": Row(
        "SQR002",
        (
            '; declare Hero.team: "Team" = Relationship(back_populates="heroes") or drop',
            '; declare Power.heroes: list["Hero"] = Relationship(back_populates="powers", link_model=Link) or drop',
        ),
        """
from typing import List

from sqlmodel import Field, Relationship, SQLModel


class Link(SQLModel, table=True):
    hero_id: int = Field(foreign_key="hero.id", primary_key=True)
    power_id: int = Field(foreign_key="power.id", primary_key=True)


class Team(SQLModel, table=True):
    id: int = Field(primary_key=True)
    heroes: List["Hero"] = Relationship(back_populates="team")


class Hero(SQLModel, table=True):
    id: int = Field(primary_key=True)
    team_id: int = Field(foreign_key="team.id")
    powers: List["Power"] = Relationship(back_populates="heroes", link_model=Link)


class Power(SQLModel, table=True):
    id: int = Field(primary_key=True)
""",
    ),
    "a class of SQLModel for a secondary": Row(
        "SQR204",
        ("Link (models.py:15) is a mapped class and no table; say link_model=Link",),
        """
from typing import List

from sqlmodel import Field, Relationship, SQLModel


class Link(SQLModel, table=True):
    left_id: int = Field(foreign_key="left.id", primary_key=True)
    right_id: int = Field(foreign_key="right.id", primary_key=True)


class Left(SQLModel, table=True):
    id: int = Field(primary_key=True)
    rights: List["Right"] = Relationship(sa_relationship_kwargs={"secondary": "Link"})


class Right(SQLModel, table=True):
    id: int = Field(primary_key=True)
""",
    ),
    "None is no default": Row(
        "SQR521",
        (
            "A.b has no default, but stands behind A.a (models.py:20), which has; say mapped_column(default=None)",
        ),
        MODERN
        + """
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(default=0)
    b: Mapped[int | None] = None
""",
    ),
    "a name such as __tablename__ is a field in 2.1": Row(
        "SQR521",
        (
            "A.id has no default, but stands behind A.__tablename__ (models.py:18), which has; annotate __tablename__",
        ),
        MODERN
        + """
class A(Base):
    __tablename__: str = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
""",
        release="2.1",
    ),
    "a primary key whose constraint names no column": Row(
        "SQR004",
        (),
        PARENT
        + '    children = relationship("Child", cascade="all, delete-orphan")\n'
        + """
class Child(Base):
    __tablename__ = "child"
    parent_id = Column(ForeignKey("parent.id"), nullable=False)
    place = Column(Integer)
    __table_args__ = (PrimaryKeyConstraint("parent_id", "palce"),)
""",
    ),
    "one row of a many-to-many": Row(
        "SQR502",
        (
            'is a many-to-many, of which the annotation loads one row, any of them; annotate Mapped[list["Right"]]',
        ),
        pair().replace("rights =", 'rights: Mapped["Right"] ='),
    ),
    "a key to somewhere else beside the column that has none": Row(
        "SQR206",
        ("child.parent_id",),
        PARENT
        + CHILD
        + "    parent_id = Column(Integer)\n"
        + '    linked_id = Column(ForeignKey("parent.id"))\n'
        + '    other_id = Column(ForeignKey(os.environ["KEY"]))\n'
        + '    parent = relationship("Parent", foreign_keys=[parent_id])\n',
    ),
    "a number beside the keys that asks to be counted": Row(
        "SQR223",
        (),
        """
class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
    shows = relationship("Show", secondary="ticket")


class Show(Base):
    __tablename__ = "show"
    id = Column(Integer, primary_key=True)


ticket = Table(
    "ticket",
    Base.metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("guest_id", ForeignKey("guest.id"), primary_key=True),
    Column("show_id", ForeignKey("show.id"), primary_key=True),
)
""",
    ),
    "a relationship in a function that nothing marks": Row(
        "SQR002",
        ("is a method, which SQLAlchemy does not call; mark it as a declared_attr", "is a plain attribute"),
        PARENT
        + """\
    children = relationship("Child", back_populates="parent")
    orders = relationship("Order", back_populates="parent")


class Owned:
    def parent(cls):
        return relationship("Parent", back_populates="children")


class Child(Owned, Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"))


class Order(Base):
    __tablename__ = "order"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"))

    def parent(self):
        return self.parent_id
""",
    ),
    "a foreign key in a function that nothing marks": Row(
        "SQR201",
        ("; Owned.parent_id (", "is a method, which SQLAlchemy does not call; mark it as a declared_attr"),
        PARENT
        + """\
    children = relationship("Child", back_populates="parent")


class Owned:
    def parent_id(cls):
        return Column(ForeignKey("parent.id"))


class Child(Owned, Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent = relationship("Parent", back_populates="children")
""",
    ),
    "a text whose generic is there for type checkers alone": Row(
        "SQR515",
        (
            "Parent.eldest is annotated Set['Child'], but Set (models.py:",
            "is not there when the class is made; import Set at run time too",
        ),
        """
from typing import TYPE_CHECKING

from sqlalchemy.orm import DeclarativeBase

if TYPE_CHECKING:
    from typing import Set


class Base(DeclarativeBase):
    __allow_unmapped__ = True


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    eldest: "Set['Child']" = relationship()
    children: "Set[Child]" = relationship("Child")
"""
        + KEYED,
    ),
    "a view of what another view names": Row(
        "SQR002",
        ('; did you mean "shows" (',),
        """
class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
    shows = relationship("Show", secondary="seat", viewonly=True, back_populates="guests")
    seats = relationship("Seat", back_populates="guest")


class Show(Base):
    __tablename__ = "show"
    id = Column(Integer, primary_key=True)
    guests = relationship("Guest", secondary="seat", viewonly=True, back_populates="plays")


class Seat(Base):
    __tablename__ = "seat"
    id = Column(Integer, primary_key=True)
    guest_id = Column(ForeignKey("guest.id"))
    show_id = Column(ForeignKey("show.id"))
    guest = relationship("Guest", back_populates="seats")
""",
    ),
    "a field of a dataclass beside what is none": Row(
        "SQR001",
        ('; declare there boats = relationship("Boat", back_populates="owner") and',),
        """
from dataclasses import dataclass


@dataclass
class Owner(Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True)


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owner.id"))
    owner: Mapped[Owner] = relationship(backref="boats")
""",
    ),
    "joins by another table than the secondary": Row(
        "SQR216",
        ("goes by follow (", "goes by follow ("),
        """
class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    friends = relationship(
        "User",
        secondary="friend",
        primaryjoin="User.id == follow.c.one_id",
        secondaryjoin="User.id == follow.c.other_id",
    )
    others = relationship(
        "User",
        secondary="friend",
        primaryjoin="User.id == friend.c.one_id",
        secondaryjoin="User.id == follow.c.other_id",
    )


friend = Table(
    "friend",
    Base.metadata,
    Column("one_id", ForeignKey("user.id"), primary_key=True),
    Column("other_id", ForeignKey("user.id"), primary_key=True),
)
follow = Table(
    "follow",
    Base.metadata,
    Column("one_id", ForeignKey("user.id"), primary_key=True),
    Column("other_id", ForeignKey("user.id"), primary_key=True),
)
""",
    ),
    "a key to somewhere else in the secondary table": Row(
        "SQR206",
        ("; list Seat.guest_id, Seat.show_id, as Show.guests (",),
        """
class Seat(Base):
    __tablename__ = "seat"
    id = Column(Integer, primary_key=True)
    guest_id = Column(ForeignKey("guest.id"))
    show_id = Column(ForeignKey("show.id"))


class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
    shows = relationship(
        "Show", secondary="seat", foreign_keys="Seat.guest_id", back_populates="guests", viewonly=True
    )


class Show(Base):
    __tablename__ = "show"
    id = Column(Integer, primary_key=True)
    guests = relationship(
        "Guest",
        secondary="seat",
        foreign_keys="[Seat.guest_id, Seat.show_id]",
        back_populates="shows",
        viewonly=True,
    )
""",
    ),
    "part of a key to a table whose primary key cannot be told": Row(
        "SQR206",
        (),
        """
class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key="ID" in os.environ)
    tenant = Column(Integer, primary_key="TENANT" in os.environ)


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    tenant = Column(Integer)
    user_id = Column(Integer)
    other_id = Column(ForeignKey(os.environ["KEY"]))
    user = relationship("User", foreign_keys=[user_id])
    __table_args__ = (ForeignKeyConstraint(["tenant", "user_id"], ["user.tenant", "user.id"]),)
""",
    ),
    "a circle of keys without names": Row(
        "SQR207",
        ('add use_alter=True, name="..." to this foreign key',),
        PARENT + '    first = Column(ForeignKey("child.id"))\n' + KEYED,
    ),
    "a circle of keys with names": Row(
        "SQR207",
        ("add use_alter=True to this foreign key",),
        PARENT
        + '    first = Column(ForeignKey("child.id", name="a"))\n'
        + CHILD
        + '    parent_id = Column(ForeignKey("parent.id", name="b"))\n',
    ),
    "a circle of keys that a convention names": Row(
        "SQR207",
        ("add use_alter=True to this foreign key",),
        PARENT + '    first = Column(ForeignKey("child.id"))\n' + KEYED,
        metadata='naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s"}',
    ),
    "a row that refers to itself by its primary key": Row(
        "SQR208",
        (),
        """
class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, ForeignKey("node.id"), primary_key=True)
    twin = relationship("Node", uselist=False)
""",
    ),
    "a column and what is made of it, nothing of the primary key": Row(
        "SQR209",
        ("; put remote() around the columns of the join that the other row has",),
        """
from sqlalchemy import func
from sqlalchemy.orm import foreign


class Folder(Base):
    __tablename__ = "folder"
    id = Column(Integer, primary_key=True)
    path = Column(String)
    parent = relationship("Folder", primaryjoin=path == foreign(func.subpath(path, 0, -1)), viewonly=True)
""",
    ),
    "a value in the join to a secondary": Row(
        "SQR209",
        (),
        """
class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    followers = relationship(
        "User",
        secondary="follow",
        primaryjoin="and_(User.id == follow.c.followed_id, follow.c.approved == True)",
        secondaryjoin="User.id == follow.c.follower_id",
    )


follow = Table(
    "follow",
    Base.metadata,
    Column("follower_id", ForeignKey("user.id"), primary_key=True),
    Column("followed_id", ForeignKey("user.id"), primary_key=True),
    Column("approved", Boolean, default=True),
)
""",
    ),
    "a join of a tree that only compares columns": Row(
        "SQR209",
        (),
        """
class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("node.id"))
    children = relationship("Node", primaryjoin="Node.id == Node.parent_id")
""",
    ),
    "lists that are given by name": Row(
        "SQR219",
        (),
        PARENT
        + CHILD
        + "    parent_id = Column(Integer)\n"
        + '    __table_args__ = (ForeignKeyConstraint(columns=["parent_id"], refcolumns=["parent.id"]),)\n',
    ),
    "a reverse that cannot be told": Row(
        "SQR223",
        ("the rows that Left.rights adds to link leave link.kind",),
        pair('Column("kind", Integer, nullable=False),', ', back_populates=os.environ["REVERSE"]'),
    ),
    "a table between that is not written": Row(
        "SQR223",
        (),
        """
class Shot(Base):
    __tablename__ = "shot"
    id = Column(Integer, primary_key=True)
    group_id = Column(ForeignKey("group.id"))
    grids = relationship(
        "Grid",
        secondary="group",
        primaryjoin="Shot.group_id == Group.id",
        secondaryjoin="Group.id == Grid.group_id",
    )


class Group(Base):
    __tablename__ = "group"
    id = Column(Integer, primary_key=True)
    session = Column(Integer, nullable=False)


class Grid(Base):
    __tablename__ = "grid"
    id = Column(Integer, primary_key=True)
    group_id = Column(ForeignKey("group.id"))
""",
    ),
    "text in the primary key is not counted up": Row(
        "SQR223",
        ("has no default; give it one, or map link as a class and make this viewonly",),
        pair('Column("kind", String(20), primary_key=True),', key=", primary_key=True"),
    ),
    "a class of the table between": Row(
        "SQR223",
        ("make this viewonly=True and write through Link (models.py:30)",),
        pair('Column("kind", String(20), primary_key=True),', key=", primary_key=True")
        + "\n\nclass Link(Base):\n    __table__ = link\n",
    ),
    "a cascade that 1.4 refuses": Row(
        "SQR304",
        ("cascades delete: SQLAlchemy refuses it;",),
        PARENT + '    children = relationship("Child", viewonly=True, cascade="delete")\n' + KEYED,
        release="1.4",
    ),
    "a cascade that 2.0 ignores": Row(
        "SQR304",
        ("cascades delete: SQLAlchemy ignores it;",),
        PARENT + '    children = relationship("Child", viewonly=True, cascade="delete")\n' + KEYED,
    ),
    "children that are not deleted": Row(
        "SQR307",
        ('give it ondelete="SET NULL"',),
        PARENT + '    children = relationship("Child", passive_deletes=True)\n' + KEYED,
    ),
    "children that are deleted": Row(
        "SQR307",
        ('give it ondelete="CASCADE"',),
        PARENT + '    children = relationship("Child", cascade="all", passive_deletes=True)\n' + KEYED,
    ),
    "children that cannot be without a parent": Row(
        "SQR307",
        ('give it ondelete="CASCADE"',),
        PARENT
        + '    children = relationship("Child", passive_deletes=True)\n'
        + KEYED.replace('"))', '"), nullable=False)'),
    ),
    "a table whose constraints cannot be told": Row(
        "SQR311",
        (),
        PARENT
        + KEYED
        + '    parent = relationship("Parent", cascade="all")\n'
        + '    __table_args__ = (UniqueConstraint(*os.environ.get("NAMES", "").split()),)\n',
    ),
    "a second list beside a pair": Row(
        "SQR003",
        (
            "as does Child.parent (models.py:14), and nothing says that they belong together; add viewonly=True|",
            "nothing says that they belong together; add viewonly=True to Parent.others (models.py:20)|",
        ),
        KEYED
        + """\
    parent = relationship("Parent", back_populates="children")

"""
        + PARENT
        + """\
    others = relationship("Child")


Parent.children = relationship("Child", back_populates="parent")
""",
    ),
    "a backref that is viewonly": Row(
        "SQR009",
        ("are not kept in step; leave viewonly out of its backref(...), or say sync_backref=False|",),
        PARENT + '    children = relationship("Child", backref=backref("parent", viewonly=True))\n' + KEYED,
    ),
    "an inner join that only a query asks for": Row(
        "SQR405",
        (
            "may be NULL: joinedload() of it leaves out every Child without Parent",
            "may be NULL: loading leaves out every Child without Parent",
        ),
        PARENT
        + KEYED
        + '    parent = relationship("Parent", innerjoin=True, viewonly=True)\n'
        + '    joined = relationship("Parent", innerjoin=True, lazy="joined")\n',
    ),
    "an inner join that may be asked for": Row(
        "SQR405",
        (),
        PARENT + '    children = relationship("Child", innerjoin="INNER" in os.environ)\n' + KEYED,
    ),
    "an inner join of one to one": Row(
        "SQR405",
        (),
        PARENT + '    child = relationship("Child", uselist=False, innerjoin=True)\n' + KEYED,
    ),
    "one object that is not loaded": Row(
        "SQR406",
        ('where the query does not load it; use lazy="raise"|',),
        PARENT + KEYED + '    parent = relationship("Parent", lazy="noload")\n',
    ),
    "a list that is not loaded": Row(
        "SQR406",
        ('where the query does not load it; use lazy="raise" or "write_only"|',),
        PARENT + '    children = relationship("Child", lazy="noload", viewonly=True)\n' + KEYED,
    ),
    "a list that is not loaded, of an object that may be deleted": Row(
        "SQR406",
        ('where the query does not load it; use lazy="raise"|',),
        PARENT + '    children = relationship("Child", lazy="noload")\n' + KEYED,
    ),
    "a base that adds to the table of the class above": Row(
        "SQR601",
        (),
        NEUTRON
        + """
class Policy(model_base.BASEV2):
    id = Column(Integer, primary_key=True)


class PolicyMapping(Policy):
    __table_args__ = {"extend_existing": True}
    network = Column(Integer)
""",
    ),
    "a base that makes the primary key of what extends": Row(
        "SQR701",
        (),
        NEUTRON
        + """
class Policy(model_base.BASEV2):
    id = Column(Integer, primary_key=True)


class PolicyMapping(Policy):
    __table_args__ = {"extend_existing": True}
    network = Column(Integer)
""",
    ),
    "an annotation by a name that is not imported": Row(
        "SQR501",
        ("Parent.first loads Child (models.py:15), but is annotated Friend (shop/other.py:5)",),
        PARENT + '    first: Mapped["Friend"] = relationship("Child", viewonly=True)\n' + KEYED,
        other="""\
from models import Base
from sqlalchemy import Column, Integer


class Friend(Base):
    __tablename__ = "friend"
    id = Column(Integer, primary_key=True)
""",
    ),
    "what the target has leads elsewhere": Row(
        "SQR901",
        ("Parent.owner has no reverse", "Parent.notes has no reverse", "Child.parent has no reverse"),
        PARENT
        + '    owner_id = Column(ForeignKey("owner.id"))\n    owner = relationship("Owner")\n'
        + '    notes = relationship("Note")\n'
        + KEYED.replace("Child", "Note").replace("child", "note").replace('"parent.id"', 'os.environ["KEY"]')
        + KEYED
        + '    parent = relationship("Parent")\n'
        + PARENT.replace("Parent", "Owner").replace("parent", "owner"),
    ),
    "a joined list whose reverse cannot be told": Row(
        "SQR903",
        (),
        PARENT
        + '    children = relationship("Child", lazy="joined", back_populates=os.environ["REVERSE"])\n'
        + KEYED,
    ),
    "a key to what may be another class": Row(
        "SQR904",
        (),
        KINDS
        + CHILD
        + """\
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    single: Mapped["Single | None"] = relationship("Single")
    joined: Mapped["Joined | None"] = relationship("Joined", viewonly=True)
""",
    ),
    "a key to the table of the class itself": Row(
        "SQR904",
        ("Child.parent is annotated as optional", "Child.joined is annotated as optional"),
        KINDS
        + CHILD
        + """\
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    joined_id: Mapped[int] = mapped_column(ForeignKey("joined.id"))
    parent: Mapped["Parent | None"] = relationship("Parent", foreign_keys=parent_id)
    joined: Mapped["Joined | None"] = relationship("Joined", foreign_keys=joined_id)
""",
    ),
    "a mixin whose relationship has no reverse": Row(
        "SQR901",
        (
            (
                "; declare one for each of the 2 classes that have it, under a name made of theirs, and give that"
                " name here|"
            ),
        ),
        PARENT
        + """
from sqlalchemy.orm import declared_attr


class Owned:
    @declared_attr
    def parent_id(cls):
        return Column(ForeignKey("parent.id"))

    @declared_attr
    def parent(cls):
        return relationship("Parent")


class Child(Owned, Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)


class Other(Owned, Base):
    __tablename__ = "other"
    id = Column(Integer, primary_key=True)
""",
    ),
    "keys without an index, on the column and beside it": Row(
        "SQR907",
        (
            "; give the column index=True|",
            "; give the column (models.py:19) index=True|",
            '; add an Index over "third_id" and "fourth_id"|',
        ),
        PARENT.replace(
            "primary_key=True)", "primary_key=True)\n    name = Column(String(9), primary_key=True)"
        )
        + KEYED
        + """\
    other_id = Column(Integer)
    third_id = Column(Integer)
    fourth_id = Column(String(9))
    __table_args__ = (
        ForeignKeyConstraint(["other_id"], ["parent.id"]),
        ForeignKeyConstraint(["third_id", "fourth_id"], ["parent.id", "parent.name"]),
    )
""",
    ),
    "a pair beside a primary key": Row(
        "SQR912",
        ("over left_id and right_id; add a UniqueConstraint over them|",),
        pair('Column("id", Integer, primary_key=True)'),
    ),
    "a key to what repeats, beside a primary key of two columns": Row(
        "SQR218",
        ("; make code unique, or refer to all of the primary key (id, name)|",),
        PARENT.replace(
            "primary_key=True)", "primary_key=True)\n    name = Column(String(9), primary_key=True)"
        )
        + "    code = Column(String(9))\n"
        + KEYED.replace("parent.id", "parent.code"),
    ),
    "a list over a nullable key": Row(
        "SQR904",
        (),
        PARENT + KEYED + "    parents: Mapped[list[Parent]] = relationship(viewonly=True, uselist=True)\n",
    ),
    "a list over a key of two columns, of which or_() picks some": Row(
        "SQR502",
        ("gives one object and no collection; annotate Mapped[",),
        PARENT.replace(
            "primary_key=True)",
            "primary_key=True)\n    row = Column(Integer, primary_key=True)\n    kind = Column(Integer)",
        )
        + """
from sqlalchemy import ForeignKeyConstraint, and_, or_


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    one = Column(Integer)
    two = Column(Integer)
    __table_args__ = (ForeignKeyConstraint(["one", "two"], ["parent.id", "parent.row"]),)
    parents: Mapped[list[Parent]] = relationship(
        primaryjoin=lambda: and_(
            Child.one == Parent.id, Child.two == Parent.row, or_(Parent.kind == 1, Parent.kind == 2)
        )
    )
""",
    ),
    "a secondary beside two keys": Row(
        "SQR909",
        (),
        """
class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    made_by_id = Column(ForeignKey("room.id"))


class Room(Base):
    __tablename__ = "room"
    id = Column(Integer, primary_key=True)
    maker_id = Column(ForeignKey("user.id"))
    owner_id = Column(ForeignKey("user.id"))
    guests = relationship("User", secondary="guest")


guest = Table(
    "guest",
    Base.metadata,
    Column("room_id", ForeignKey("room.id"), primary_key=True),
    Column("user_id", ForeignKey("user.id"), primary_key=True),
)
""",
    ),
    "keys to three tables of a hierarchy": Row(
        "SQR909",
        ("leaf_id (models.py:30), up_id (models.py:31) and page_id (models.py:34) all lead",),
        PARENT
        + "".join(
            f"""
class {name}(Parent):
    __tablename__ = "{name.lower()}"
    id = Column(ForeignKey("parent.id"), primary_key=True)
"""
            for name in ("File", "Leaf", "Page")
        )
        + CHILD
        + """\
    file_id = Column(ForeignKey("file.id"))
    leaf_id = Column(ForeignKey("leaf.id"))
    up_id = Column(ForeignKey("parent.id"))
    other_id = Column(ForeignKey("nowhere.id"))
    up = relationship("Parent")
    page_id = Column(ForeignKey("page.id"))
    page = relationship("Page", foreign_keys=page_id)
""",
    ),
    "sessions of another package": Row(
        "SQR911",
        (),
        "from neo4j import AsyncSession\n" + PARENT + '    children = relationship("Child")\n' + KEYED,
    ),
    "loaders that are not annotated": Row(
        "SQR911",
        ("Parent.children is loaded when it is first read", "Thing.children"),
        "from sqlalchemy.ext.asyncio import AsyncSession\n"
        + PARENT
        + '    children = relationship("Child")\n'
        + '    pupils: DynamicMapped["Child"] = relationship(viewonly=True)\n'
        + KEYED
        + """

class Thing:
    pass


Base.registry.map_imperatively(
    Thing, Parent.__table__, properties={"children": relationship(Child, viewonly=True)}
)
""",
    ),
    "a pair in a primary key over more": Row(
        "SQR912",
        (),
        pair('Column("kind", String(20), primary_key=True, default=""),', key=", primary_key=True"),
    ),
    "two keys of which one may be NULL": Row(
        "SQR914",
        (
            (
                "rows linked by Child.parent and by Parent.first (models.py:14) can refer to each other, and then"
                " cannot be written in any order; add post_update=True to this one|"
            ),
        ),
        PARENT
        + '    first_id = Column(ForeignKey("child.id"), nullable=False)\n'
        + '    first = relationship("Child", foreign_keys=[first_id])\n'
        + KEYED
        + '    parent = relationship("Parent", foreign_keys=[parent_id])\n',
    ),
    "two keys of which none may be NULL, and a reverse": Row(
        "SQR914",
        (
            (
                "; make child.parent_id nullable and add post_update=True to this one and to its reverse"
                " Parent.kids (models.py:13)|"
            ),
        ),
        PARENT
        + '    kids = relationship("Child", foreign_keys="Child.parent_id", back_populates="parent")\n'
        + '    first_id = Column(ForeignKey("child.id"), nullable=False)\n'
        + '    first = relationship("Child", foreign_keys=[first_id], back_populates="leads")\n'
        + KEYED.replace('"))', '"), nullable=False)')
        + '    parent = relationship("Parent", foreign_keys=[parent_id], back_populates="kids")\n'
        + '    leads = relationship("Parent", foreign_keys="Parent.first_id", back_populates="first")\n',
    ),
    "a reverse that a backref makes": Row(
        "SQR914",
        (),
        PARENT
        + '    first_id = Column(ForeignKey("child.id"))\n'
        + '    first = relationship("Child", foreign_keys=[first_id], post_update=True, backref="leads")\n'
        + KEYED
        + '    parent = relationship("Parent", foreign_keys=[parent_id])\n',
    ),
    "overlaps of what writes nothing": Row(
        "SQR915",
        ('"parent" in overlaps conflicts with nothing (Parent.children is viewonly and writes nothing)',),
        PARENT
        + '    children = relationship("Child", viewonly=True, overlaps="parent")\n'
        + KEYED
        + '    parent = relationship("Parent")\n',
    ),
    "a secondary whose key cannot be told": Row(
        "SQR916",
        ("Left.rights is many-to-many and cascades delete",),
        pair(more=', cascade="all"').replace('"right.id"', 'os.environ["KEY"]'),
    ),
    "a cascade to what is loaded": Row(
        "SQR916",
        ("deleting one Left deletes each Right (models.py:16) it has loaded, though",),
        pair(more=', cascade="all", passive_deletes=True'),
    ),
    "a cascade to what is never loaded": Row(
        "SQR916",
        (),
        pair(more=', cascade="all", passive_deletes=True, lazy="dynamic"'),
    ),
    "a cascade that cannot be told": Row(
        "SQR916",
        (),
        pair(more=', cascade=os.environ.get("CASCADE", "all")'),
    ),
    "a secondary of which little can be told": Row(
        "SQR916",
        ("Left.rights is many-to-many and cascades delete",),
        pair(more=', cascade="all"', column='*os.environ.get("COLUMNS", ())'),
    ),
    "a secondary without a primary key": Row(
        "SQR916",
        ("Left.rights is many-to-many and cascades delete",),
        pair(more=', cascade="all"'),
    ),
    "a counter beside the key": Row(
        "SQR712",
        (
            "child.number says autoincrement=True and is not in the primary key: it is ignored, and NULL is stored;",
        ),
        CHILD + "    number = Column(Integer, autoincrement=True)\n",
    ),
    "a counter in a constraint, with a default, of no class and of a column that is hidden": Row(
        "SQR712",
        (),
        "\nclass Child(Base):\n    __tablename__ = 'child'\n"
        "    id = Column(Integer, autoincrement=True)\n"
        "    number = Column(Integer, autoincrement=True, default=1)\n"
        "    other = Column(Integer, autoincrement=bool(os.environ))\n"
        "    auto = Column(Integer, autoincrement='auto')\n"
        "    __table_args__ = (PrimaryKeyConstraint('id'),)\n"
        "\nTable('rows', Base.metadata, Column('number', Integer, autoincrement=True))\n",
    ),
    "a text for autoincrement": Row(
        "SQR712",
        ('autoincrement= of child.number is True, False, "auto" or "ignore_fk", not "yes"',),
        CHILD + "    number = Column(Integer, autoincrement='yes')\n",
    ),
    "what mapper() takes behind the properties": Row(
        "SQR701",
        (),
        "from sqlalchemy.orm import mapper\n\n\nclass Plain:\n    pass\n\n\n"
        "plain = Table('plain', Base.metadata, Column('id', Integer), Column('type', String))\n"
        "mapper(Plain, plain, {'kind': plain.c.type}, [plain.c.id])\n",
        release="1.4",
    ),
    "text in a class of mapper(), whose registry knows no table": Row(
        "SQR204",
        ("in the MetaData of the registry alone, and rows (models.py:",),
        "from sqlalchemy.orm import mapper\n\n\nclass Plain:\n    pass\n\n\n"
        "plain = Table('plain', Base.metadata, Column('id', Integer, primary_key=True))\n"
        "rows = Table('rows', Base.metadata, Column('one', ForeignKey('plain.id'), primary_key=True),\n"
        "    Column('other', ForeignKey('plain.id'), primary_key=True))\n"
        "mapper(Plain, plain, {\n    'others': relationship(Plain, secondary='rows',\n"
        "        primaryjoin=plain.c.id == rows.c.one, secondaryjoin=plain.c.id == rows.c.other),\n})\n",
        release="1.4",
    ),
    "a reverse that a sibling below an AbstractConcreteBase has, which is of one hierarchy with it": Row(
        "SQR002",
        (),
        "from sqlalchemy.ext.declarative import AbstractConcreteBase\n\n\n"
        "class Meal(AbstractConcreteBase, Base):\n    id = Column(Integer, primary_key=True)\n\n\n"
        + "".join(
            f"class {name}(Meal):\n    __tablename__ = '{name}'\n"
            f"    __mapper_args__ = {{'polymorphic_identity': '{name}', 'concrete': True}}\n"
            "    chef_id = Column(ForeignKey('chef.id'))\n"
            "    chef = relationship('Chef', back_populates='meals')\n\n\n"
            for name in ("Lunch", "Supper")
        )
        + "class Chef(Base):\n    __tablename__ = 'chef'\n    id = Column(Integer, primary_key=True)\n"
        "    meals = relationship('Lunch', back_populates='chef')\n",
    ),
    "a synonym of a field that is not mapped": Row(
        "SQR524",
        ('Plain.other is a synonym of "nme"',),
        "from dataclasses import dataclass\nfrom sqlalchemy.orm import synonym\n\n\n"
        "@dataclass\nclass Plain:\n    id: int\n    title: str\n\n\n"
        "plain = Table('plain', Base.metadata, Column('id', Integer, primary_key=True))\n"
        "Base.registry.map_imperatively(\n    Plain, plain, properties={\n"
        "        'heading': synonym('title'),\n        'other': synonym('nme'),\n    }\n)\n",
    ),
    "a union of one class": Row(
        "SQR505",
        ("Parent.twins points to Union[Child, None], which is no class",),
        "from typing import List, Union\n"
        + KEYED
        + PARENT
        + "    children: Mapped[List[Union[Child]]] = relationship()\n"
        + "    twins: Mapped[List[Union[Child, None]]] = relationship(viewonly=True)\n",
    ),
    "a container that loads": Row(
        "SQR505",
        ('Parent.children points to int, which is not mapped: name the class, as in DynamicMapped["Child"]',),
        KEYED + PARENT + "    children: DynamicMapped[int] = relationship()\n",
    ),
    "a query in quotes": Row(
        "SQR515",
        (
            'takes "Query[Child]" for the name of a class; write DynamicMapped["Child"]',
            'and is scalar; write WriteOnlyMapped["Child"]',
            'and is scalar; write Mapped[ChildList["Child"]]',
        ),
        KEYED
        + PARENT
        + '    one: Mapped["Query[Child]"] = relationship(lazy="dynamic")\n'
        + '    two: Mapped["list[Child]"] = relationship("Child", lazy="write_only")\n'
        + '    three: Mapped["ChildList[Child]"] = relationship("Child")\n',
    ),
    "a query outside of quotes": Row(
        "SQR403",
        ('take another loader, or make it a collection, as DynamicMapped["Child"] is',),
        "from sqlalchemy.orm import Query\n"
        + KEYED
        + PARENT
        + '    children: Mapped[Query["Child"]] = relationship("Child", lazy="dynamic")\n',
    ),
    "a base that has a type for an Annotated": Row(
        "SQR523",
        (
            "Parent.tags has its type from its annotation, which is a List",
            "Parent.other_id has its type from its annotation, which is ForeignKey(...)",
        ),
        "from typing import Annotated, List\nfrom sqlalchemy.orm import DeclarativeBase\n\n"
        "Short = Annotated[str, 20]\n\n\n"
        "class Base(DeclarativeBase):\n    type_annotation_map = {Short: String(20)}\n\n"
        + PARENT
        + '    name: Mapped[Short]\n    tags: Mapped[List[str]]\n    other_id: Mapped[ForeignKey("parent.id")]\n',
    ),
    "a call whatever types the base has": Row(
        "SQR523",
        ("Parent.other_id has its type from its annotation, which is ForeignKey(...)",),
        "from typing import List\nfrom sqlalchemy.orm import DeclarativeBase\nfrom somewhere import TYPES\n\n\n"
        "class Base(DeclarativeBase):\n    type_annotation_map = TYPES\n\n"
        + PARENT
        + '    tags: Mapped[List[str]]\n    other_id: Mapped[ForeignKey("parent.id")]\n',
    ),
    "a list that SQLModel looks into": Row(
        "SQR505",
        ('Team.heroes points to int, which is not mapped: name the class, as in list["Child"]',),
        "from typing import List, Optional\nfrom sqlmodel import Field, Relationship, SQLModel\n\n\n"
        "class Team(SQLModel, table=True):\n    id: Optional[int] = Field(default=None, primary_key=True)\n"
        "    heroes: List[int] = Relationship()\n",
    ),
    "properties by position": Row(
        "SQR603",
        (),
        "from sqlalchemy.orm import mapper\n\n\nclass Plain:\n    pass\n\n\n"
        "plain = Table('plain', Base.metadata, Column('id', Integer, primary_key=True), Column('type', String))\n"
        "mapper(Plain, plain, {'kind': plain.c.type}, polymorphic_on='kind', polymorphic_identity='plain')\n",
        release="1.4",
    ),
    "a mapper of an object that nobody knows": Row(
        "SQR603",
        (),
        "from somewhere import Tool\n\n\nclass Plain:\n    pass\n\n\n"
        "plain = Table('plain', Base.metadata, Column('id', Integer, primary_key=True))\n"
        "tool = Tool().own\ntool.mapper(Plain, plain, polymorphic_onn='kind')\n",
    ),
    "a version column by its name": Row(
        "SQR603",
        (
            "no text; write version without quotes|",
            "no text; write version without quotes, and = mapped_column() behind its annotation|",
            "no text; give the column itself|",
        ),
        CHILD
        + "    version = Column(Integer)\n    __mapper_args__ = {'version_id_col': 'version'}\n\n\n"
        + CHILD.replace("hild", "hapter")
        + "    version: Mapped[int]\n    __mapper_args__ = {'version_id_col': 'version'}\n\n\n"
        + CHILD.replace("hild", "ourse")
        + "    __mapper_args__ = {'version_id_col': 'version'}\n",
    ),
    "two counters in one key": Row(
        "SQR712",
        ("rows.b says autoincrement=True, as rows.a (models.py:10) does",),
        "Table('rows', Base.metadata,\n"
        "    Column('a', Integer, primary_key=True, autoincrement=True),\n"
        "    Column('b', Integer, primary_key=True, autoincrement=True))\n",
    ),
    "a counter of text": Row(
        "SQR712",
        ("child.key says autoincrement=True and is a String, which cannot count up",),
        CHILD + "    key = Column(String, primary_key=True, autoincrement=True)\n",
    ),
    "a counter of fractions": Row(
        "SQR712",
        (),
        "import sqlalchemy as sa\n"
        + CHILD
        + "    key = Column(sa.Float, primary_key=True, autoincrement=True)\n",
    ),
    "a counter of fractions in the newest release": Row(
        "SQR712",
        ("child.key says autoincrement=True and is a Float",),
        "import sqlalchemy as sa\n"
        + CHILD
        + "    key = Column(sa.Float, primary_key=True, autoincrement=True)\n",
        release="2.1",
    ),
    "values that the database makes, twice": Row(
        "SQR707",
        (
            "Column() takes no server_default= beside Computed(); leave it out",
            "Column() takes either Identity() or Sequence(), not both",
            "Column() takes either Identity() or Computed(), not both",
            "default= is a value, not Identity(); write Identity() as an argument of its own",
        ),
        "from sqlalchemy import Computed, Identity, Sequence\n"
        + CHILD
        + "    a = Column(Integer, Computed('1'), server_default='1')\n"
        "    b = Column(Integer, Identity(), Sequence('s'))\n"
        "    c = Column(Integer, Identity(), Computed('1'))\n"
        "    d = Column(Integer, default=Identity())\n"
        "    e = Column(Integer, Identity(), server_default=None, default=1)\n"
        "    f = Column(Integer, Sequence('s'), server_default='1')\n"
        "    g = Column(Integer, server_default=Identity())\n"
        "    h = Column(Integer, Identity(), Identity())\n"
        "    i = Column(Integer, Computed('1'), Sequence('s'))\n",
    ),
    "constraints without the names that their MetaData asks for, of each kind": Row(
        "SQR713",
        tuple(
            f"{kind}() of child has no name, and the naming_convention of its MetaData asks for one by"
            ' %(constraint_name)s; say name="..."'
            for kind in ("PrimaryKeyConstraint", "ForeignKeyConstraint", "UniqueConstraint")
        ),
        PARENT + "\nclass Child(Base):\n    __tablename__ = 'child'\n    id = Column(Integer)\n"
        "    __table_args__ = (PrimaryKeyConstraint('id'),\n"
        "        ForeignKeyConstraint(['id'], ['parent.id'], None),\n"
        "        ForeignKeyConstraint(['id'], ['parent.id'], 'other'),\n"
        "        UniqueConstraint('id'), UniqueConstraint('id', name='numbered'))\n",
        metadata='naming_convention={key: key + "_%(constraint_name)s" for key in ("fk", "pk", "uq")}',
    ),
    "constraints that are named afterwards, or perhaps, or by a convention for their class that gives way": Row(
        "SQR713",
        (),
        "from sqlalchemy import CheckConstraint\n"
        "late = CheckConstraint('id > 0')\nlate.name = 'late'\n"
        "Table('child', Base.metadata, Column('id', Integer), late, CheckConstraint('id > 1', **dict(os.environ)),\n"
        "    UniqueConstraint('id'))\n",
        metadata='naming_convention={"ck": "%(constraint_name)s", UniqueConstraint: "%(constraint_name)s", "uq": "u"}',
    ),
    "a convention that is set on a MetaData that is there already": Row(
        "SQR713",
        (),
        "from sqlalchemy import CheckConstraint\n"
        "Base.metadata.naming_convention = {'ck': 'ck_%(table_name)s'}\n"
        "Table('child', Base.metadata, Column('id', Integer), CheckConstraint('id > 0'))\n",
        metadata='naming_convention={"ck": "%(constraint_name)s"}',
    ),
}


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS.items()])
def test_what_it_says(row: Row, tmp_path: Path) -> None:
    source = HEAD.format(metadata=row.metadata) + row.models
    (tmp_path / "models.py").write_text(source, encoding="utf-8")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "shop" / "other.py").write_text(row.other, encoding="utf-8")
    said = sorted(of_folder(tmp_path, row.release, [RULES[row.code]]), key=lambda found: found.place)
    messages = [f"{found.message}|" for found in said]
    assert len(messages) == len(row.says)
    assert all(part in message for part, message in zip(row.says, messages))
