"""Random keyword arguments of one relationship: what SQLAlchemy takes, and what it refuses or warns of."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_HEAD = """\
from sqlalchemy import Column, ForeignKey, Integer, String, Table, func, text
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import backref, declarative_base, foreign, relationship, remote
from sqlalchemy.orm.collections import attribute_mapped_collection

Base = declarative_base()


class Many(list):
    pass


link = Table(
    "link",
    Base.metadata,
    Column("owner_id", ForeignKey("owner.id"), primary_key=True),
    Column("item_id", ForeignKey("item.id"), primary_key=True),
)


class Link(Base):
    __tablename__ = "linked"
    owner_id = Column(ForeignKey("owner.id"), primary_key=True)
    item_id = Column(ForeignKey("item.id"), primary_key=True)

"""

_COLUMNS = {
    "Owner": ("x = Column(String)",),
    "Item": ("x = Column(String)", 'owner_id = Column(ForeignKey("owner.id"))'),
    "Node": ("x = Column(String)", 'parent_id = Column(ForeignKey("node.id"))'),
}

_CASCADES = (
    *("all", "all, delete-orphan", "delete-orphan", "save-update", "merge, delete", "none", "", "bogus"),
    *("delete, delete-orphan", "all,delete-orphan", " save-update , merge ", "all delete", "ALL"),
    *("refresh-expire, expunge", "delete_orphan", "save-update, merge,", None, False),
)
_LOADERS = (
    *("select", "joined", "subquery", "selectin", "raise", "raise_on_sql", "noload", "dynamic"),
    *("write_only", "immediate", "eager", "Joined", True, False, None),
)

#: The values of each argument as source: TARGET is the other class, KEY the foreign key as Class.column.
_USUAL = {
    "uselist": ("True", "False", "None"),
    "lazy": tuple(map(repr, _LOADERS)),
    "cascade": (*map(repr, _CASCADES), '["all", "delete-orphan"]', '("save-update", "merge")'),
    "viewonly": ("True", "False"),
    "passive_deletes": ("True", "False", '"all"', '"bogus"'),
    "single_parent": ("True", "False"),
    "order_by": (
        *('"TARGET.id"', '"TARGET.nope"', '"desc(TARGET.id)"', "False", "None", "lambda: TARGET.id", '"id"'),
        *('"TARGET.id.desc()"', '["TARGET.id"]', '"TARGET.id, TARGET.x"', '"nothing"', 'text("x")', "1"),
        *("lambda: [TARGET.id, TARGET.x]", '"func.lower(TARGET.x)"', "\"text('x')\""),
    ),
    "innerjoin": ("True", "False", '"nested"', '"unnested"'),
    "collection_class": (
        *("list", "set", "dict", '"list"', "tuple", "list()", "Many", "frozenset", "None"),
        *('attribute_mapped_collection("x")', 'ordering_list("x")'),
    ),
    "sync_backref": ("True", "False", "None"),
    "overlaps": ('"a,b"', '"o"', '["o"]', "None", '""'),
    "foreign_keys": (
        *('"KEY"', '["KEY"]', '"[KEY]"', '"TARGET.nope"', '"Owner.id"', '"TARGET.id"', "lambda: TARGET.id"),
        *('"owner.id"', "[]"),
    ),
    "remote_side": ('"TARGET.id"', '"Owner.id"', '"KEY"', "[]", '"nope"', "lambda: TARGET.id"),
    "primaryjoin": (
        *('"Owner.id == Item.owner_id"', '"Item.owner_id == Owner.id"', '"Owner.id == Item.id"', '"True"'),
        *('"Owner.id == foreign(Item.id)"', '"and_(Owner.id == Item.owner_id, Item.x == 1)"', '""'),
        *('"Owner.id = Item.owner_id"', '"Owner.id == Item.nope"', '"Owner.id == remote(Item.owner_id)"'),
        *('"foreign(Owner.id) == remote(Item.id)"', "lambda: Owner.id == Item.owner_id"),
        *('"Owner.id > Item.owner_id"', '"foreign(Item.x) == 5"', 'text("owner.id = item.owner_id")'),
        *('"or_(Owner.id == Item.owner_id, Item.x == None)"',),
        *('"func.lower(Owner.x) == func.lower(foreign(Item.x))"',),
    ),
    "secondary": (
        *("link", '"link"', '"nolink"', "Link", '"Link"', "lambda: link", "Link.__table__"),
        *('"Link.__table__"', "None"),
    ),
    "back_populates": ('"o"', '"p"', '"nope"', "None", '""', '"x"', '["o"]'),
    "backref": (
        *('"b"', '"o"', '"x"', 'backref("b")', 'backref("b", uselist=False)', "None"),
        *('backref("b", cascade="all, delete-orphan")', 'backref("b", lazy="dynamic")'),
        *('backref("b", lazy="joind")', 'backref("b", bogus=1)', 'backref("b", viewonly=True)'),
        *('backref("b", passive_deletes=True)', 'backref("b", back_populates="r")'),
        *('backref("b", remote_side="Owner.id")', 'backref("b", single_parent=True)'),
    ),
}
_RARE = {
    "passive_updates": ("True", "False"),
    "post_update": ("True",),
    "join_depth": ("3",),
    "enable_typechecks": ("False",),
    "active_history": ("True",),
    "omit_join": ("True", "False", "None"),
    "bake_queries": ("True",),
    "distinct_target_key": ("True",),
    "load_on_pending": ("True",),
    "info": ('{"a": 1}', "None"),
    "doc": ('"d"',),
    "cascade_backrefs": ("False", "True"),
    "secondaryjoin": (
        *('"Item.id == link.c.item_id"', '"Item.id == link.c.nope"'),
        "lambda: Item.id == link.c.item_id",
    ),
    "query_class": ("None",),
    "bogus": ("1",),
    "init": ("False", "True"),
    "repr": ("False",),
    "default": ("None",),
    "default_factory": ("list",),
    "kw_only": ("True",),
    "compare": ("False",),
    "strategy_class": ("None",),
    "extension": ("None",),
    "comparator_factory": ("None",),
    "nullable": ("True",),
    "mapper": ("Item",),
}


@dataclass(frozen=True)
class _Kind:
    """Where the relationship ``r`` stands, where its ``o``, and the foreign key between them."""

    owner: str
    target: str
    key: str
    secondary: bool = False


_KINDS = (
    _Kind("Owner", "Item", "Item.owner_id"),
    _Kind("Item", "Owner", "Item.owner_id"),
    _Kind("Item", "Owner", "Item.owner_id"),
    _Kind("Node", "Node", "Node.parent_id"),
    _Kind("Owner", "Item", "link.c.item_id", secondary=True),
)

_REVERSES = (
    *("", ""),
    'o = relationship("{}", back_populates="r"{})',
    'o = relationship("{}"{})',
    'o = relationship("{}", viewonly=True{})',
)


def random_arguments(random: Random) -> str:
    """A module with a relationship ``r`` of a few random arguments, and perhaps one the other way, ``o``."""
    kind = random.choice(_KINDS)
    given = {"secondary": random.choice(("link", '"link"'))} if kind.secondary else {}
    for _ in range(random.choice((1, 1, 2, 2, 3, 4))):
        values = _USUAL if random.random() < 0.8 else _RARE
        name = random.choice(list(values))
        given.setdefault(
            name, random.choice(values[name]).replace("TARGET", kind.target).replace("KEY", kind.key)
        )
    arguments = "".join(f", {name}={value}" for name, value in given.items())
    lines: dict[str, list[str]] = {name: [*columns] for name, columns in _COLUMNS.items()}
    lines[kind.owner].append(f'r = relationship("{kind.target}"{arguments})')
    reverse = random.choice(_REVERSES).format(kind.owner, ", secondary=link" if kind.secondary else "")
    if reverse:
        lines[kind.target].append(reverse)
    return _HEAD + "".join(_class(name, body) for name, body in lines.items())


def _class(name: str, body: list[str]) -> str:
    head = [f'__tablename__ = "{name.lower()}"', "id = Column(Integer, primary_key=True)"]
    return f"\nclass {name}(Base):\n" + "".join(f"    {line}\n" for line in (*head, *body))
