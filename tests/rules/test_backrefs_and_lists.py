"""SQR001, SQR004 and SQR901: style; what the cures say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import UNKNOWN, Backref, Place, Target
from flake8_sqla_rel.rules import ALL_RULES
from tests.project.trees import index_of, write
from tests.rules.builder import Build
from tests.rules.findings import found, message, subjects


def kitchen(*flags: str, **changes: Any) -> Build:
    build = Build()
    build.cls("Chef", "chef.id*", **changes)
    build.cls("Booking", "booking.id*", f"booking.chef_id{''.join(flags)}>chef.id")
    return build


def test_a_backref_says_what_the_other_class_needs() -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef", backref="bookings")
    (finding,) = found("SQR001", build.model())
    assert finding.place.col == 14
    assert 'bookings = relationship("Booking", back_populates="chef")' in finding.message
    assert finding.message.endswith('say back_populates="bookings" here')
    assert finding.related[0].place == Place("module.py", 1, 0)


def test_a_backref_without_a_name() -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef", backref="")
    assert message("SQR001", build.model()).endswith(
        'with backref="", an attribute that no source can name; drop it, or declare the other side'
    )


def test_a_backref_in_the_style_of_the_other_class() -> None:
    build = kitchen(style="2.x")
    build.rel("Booking.chef", "Chef", backref="bookings")
    assert 'bookings: Mapped[list["Booking"]] = relationship(back_populates="chef")' in message(
        "SQR001", build.model()
    )


def test_a_backref_of_a_class_that_a_call_maps() -> None:
    build = kitchen(style="imperative")
    build.rel("Booking.chef", "Chef", backref="bookings")
    wanted = 'give its mapping the property "bookings": relationship(Booking, back_populates="chef") and say'
    assert wanted in message("SQR001", build.model())


def test_a_backref_in_the_style_of_sqlmodel() -> None:
    build = kitchen(style="sqlmodel")
    build.rel("Booking.chef", "Chef", backref="bookings")
    wanted = 'bookings: list["Booking"] = Relationship(back_populates="chef") and say'
    assert wanted in message("SQR001", build.model())
    build = kitchen(style="sqlmodel")
    build.rel("Booking.chef", "Chef", backref="bookings", post_update=True)
    wanted = 'Relationship(back_populates="chef", sa_relationship_kwargs={"post_update": ...})'
    assert wanted in message("SQR001", build.model())


DATACLASSES = """\
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship

class Base(MappedAsDataclass, DeclarativeBase):
    pass

class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)

class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped["Chef"] = relationship(backref="bookings", init=False)
"""


def test_a_backref_of_a_dataclass_is_no_field(tmp_path: Path) -> None:
    model = link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": DATACLASSES})))
    assert 'bookings = relationship("Booking", back_populates="chef") and say' in message("SQR001", model)


MIXED = """\
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()

class Cooked:
    @declared_attr
    def chef_id(cls):
        return Column(ForeignKey("chef.id"))

    @declared_attr
    def chef(cls):
        return relationship("Chef", backref={name})

class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)

class Soup(Cooked, Base):
    __tablename__ = "soup"
    id = Column(Integer, primary_key=True)

class Salad(Cooked, Base):
    __tablename__ = "salad"
    id = Column(Integer, primary_key=True)
"""


def test_a_backref_that_a_mixin_names_after_the_class(tmp_path: Path) -> None:
    text = MIXED.format(name="cls.__tablename__ + 's'")
    model = link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": text})))
    assert message("SQR001", model).endswith(
        'declare there soups = relationship("Soup", back_populates="chef") and the like for every other class '
        "with this attribute, and give that name as back_populates here"
    )


SQLMODEL = """\
from typing import Optional
from sqlalchemy.orm import relationship
from sqlmodel import Field, Relationship, SQLModel

class Chef(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    bookings: list["Booking"] = Relationship(
        back_populates="chef", sa_relationship=relationship("Booking", lazy="selectin")
    )

class Booking(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    chef_id: Optional[int] = Field(default=None, foreign_key="chef.id")
    chef: Optional[Chef] = Relationship(back_populates="bookings")
"""


def test_what_stands_beside_sa_relationship_is_not_said(tmp_path: Path) -> None:
    model = link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": SQLMODEL})))
    text = message("SQR002", model)
    assert text.startswith("Chef.bookings passes over what stands beside sa_relationship= and does not say")
    assert text.endswith("move it into relationship()")


def test_a_backref_over_a_secondary_or_with_keys() -> None:
    build = Build()
    build.cls("Item", "item.id*")
    build.cls("Tag", "tag.id*")
    build.table("item_tag.item_id*>item.id", "item_tag.tag_id*>tag.id")
    build.rel("Item.tags", "Tag", secondary="item_tag", backref="items", post_update=True)
    assert 'back_populates="tags", secondary="item_tag", post_update=...)' in message("SQR001", build.model())


def test_a_backref_whose_name_or_target_is_unknown() -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef", backref="bookings")
    model = build.model()
    first = replace(model.relationships[0], backref=Backref(UNKNOWN, Place("module.py", 8, 14), {}))
    assert "backref=..." in message("SQR001", replace(model, relationships=(first, *model.relationships[1:])))
    build = kitchen()
    build.rel("Booking.chef", Target("unknown", None, None, Place("module.py", 8, 0)), backref="bookings")
    assert "use back_populates on both sides" in message("SQR001", build.model())


def test_a_backref_that_cannot_be_read() -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef")
    model = build.model()
    unread = replace(model.relationships[0], backref=UNKNOWN)
    assert found("SQR001", replace(model, relationships=(unread,))) == []


def test_a_list_over_a_unique_key() -> None:
    build = kitchen("!")
    build.rel("Chef.booking", "Booking", annotation="list")
    (finding,) = found("SQR004", build.model())
    assert finding.subject == "Chef.booking"
    assert "booking.chef_id (module.py:7) is unique" in finding.message
    assert finding.message.endswith('annotate Mapped[Optional["Booking"]]')
    assert message("SQR004", build.model(), (1, 4)).endswith("say uselist=False")


def test_a_list_over_the_childs_primary_key() -> None:
    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Cap", "cap.chef_id*>chef.id")
    build.rel("Chef.cap", "Cap")
    assert "cap.chef_id (module.py:6) is the primary key" in message("SQR004", build.model())


def test_a_list_made_by_a_backref() -> None:
    build = kitchen("!")
    build.rel("Booking.chef", "Chef", backref="booking")
    assert message("SQR004", build.model()).endswith('write backref=backref("booking", uselist=False)')


def test_a_list_made_by_a_backref_keeps_what_that_says() -> None:
    build = kitchen("!")
    build.rel("Booking.chef", "Chef", backref="booking")
    model = build.model()
    maker = model.relationships[0]
    assert isinstance(maker.backref, Backref)
    given = replace(maker, backref=replace(maker.backref, args={"cascade": maker.args["backref"]}))
    changed = replace(model, relationships=(given, *model.relationships[1:]))
    assert message("SQR004", changed).endswith('say uselist=False in backref("booking")')


@pytest.mark.parametrize(
    ("flags", "arguments"),
    [
        pytest.param("", {}, id="not unique"),
        pytest.param("!", {"uselist": False}, id="not a list"),
        pytest.param("!", {"annotation": ""}, id="annotated as one"),
    ],
)
def test_lists_that_are_right(flags: str, arguments: dict[str, Any]) -> None:
    build = kitchen(flags)
    build.rel("Chef.bookings", "Booking", **arguments)
    assert found("SQR004", build.model()) == []


def test_a_key_that_is_unique_only_with_another_column() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking")
    build.tables[1] = replace(build.tables[1], unique=(frozenset({"chef_id", "id"}),))
    assert found("SQR004", build.model()) == []


def test_a_mixins_list_is_right_when_one_of_its_classes_needs_it() -> None:
    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Guest", "guest.id*")
    build.cls("Note", "note.id*", "note.chef_id!>chef.id", "note.guest_id>guest.id")
    call = build.place()
    for owner in ("Chef", "Guest"):
        build.rel(f"{owner}.notes", "Note", at=call, declared_in="Noted")
    assert found("SQR004", build.model()) == []


def test_a_relationship_without_reverse() -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef")
    assert "nothing on Chef (module.py:1) leads back to Booking" in message("SQR901", build.model())


@pytest.mark.parametrize("arguments", [{"viewonly": True}, {"backref": "bookings"}, {"back_populates": "x"}])
def test_relationships_that_need_no_reverse_or_state_one(arguments: dict[str, Any]) -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef", **arguments)
    assert found("SQR901", build.model()) == []


def test_a_reverse_that_is_not_linked_is_a_reverse() -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef")
    build.rel("Chef.bookings", "Booking")
    assert found("SQR901", build.model()) == []


def test_a_relationship_over_another_key_is_no_reverse() -> None:
    build = Build()
    build.cls("User", "user.id*")
    build.cls("Letter", "letter.id*", "letter.author_id>user.id", "letter.reader_id>user.id")
    build.rel("User.written", "Letter", foreign_keys=["letter.author_id"], back_populates="author")
    build.rel("Letter.author", "User", foreign_keys=["letter.author_id"], back_populates="written")
    build.rel("Letter.reader", "User", foreign_keys=["letter.reader_id"])
    assert subjects("SQR901", build.model()) == ["Letter.reader"]


def test_a_right_model_gets_no_finding_at_all() -> None:
    build = kitchen()
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    model = build.model()
    for rule in ALL_RULES:
        if not rule.opt_in:
            assert found(rule.code, model) == []
