"""SQR006 to SQR012, SQR208: two relationships that should belong together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flake8_sqla_rel.finding import Kind
from flake8_sqla_rel.mapper.model import UNKNOWN, AttributeKind, Model, OtherClass, Place
from tests.rules.builder import Build
from tests.rules.findings import found, message, subjects

MIXIN = Place("mixins.py", 4, 4)


def pair() -> Build:
    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Booking", "booking.id*", "booking.chef_id>chef.id")
    return build


def test_backref_takes_a_column() -> None:
    build = pair()
    build.rel("Chef.bookings", "Booking", backref="chef_id")
    model = build.model()
    assert 'backref="chef_id", but Booking.chef_id (module.py:7) is a column already' in message(
        "SQR006", model
    )


def test_backref_takes_the_attribute_of_a_subclass() -> None:
    build = pair()
    build.cls("Late", base="Booking")
    build.attribute("Late", "chef", AttributeKind.PROPERTY)
    build.rel("Chef.bookings", "Booking", backref="chef")
    assert "Late.chef" in message("SQR006", build.model())


def test_concrete_subclasses_do_not_count() -> None:
    build = pair()
    build.cls("Late", "late.id*", base="Booking", inheritance="concrete")
    build.attribute("Late", "chef", AttributeKind.PROPERTY)
    build.rel("Chef.bookings", "Booking", backref="chef")
    assert found("SQR006", build.model()) == []


def test_backref_onto_a_relationship_suggests_to_link_the_two_and_has_no_consequence() -> None:
    build = pair()
    build.rel("Booking.chef", "Chef")
    build.rel("Chef.bookings", "Booking", backref="chef")
    model = build.model()
    assert 'back_populates="chef" here and back_populates="bookings" there' in message("SQR006", model)
    assert model.conflicts != ()
    assert found("SQR003", model) == []


def test_backref_names_in_a_free_place() -> None:
    build = pair()
    build.rel("Chef.bookings", "Booking", backref="chef")
    assert found("SQR006", build.model()) == []


def replaced(sqlalchemy: tuple[int, int]) -> list[str]:
    build = pair()
    build.rel("Chef.bookings", "Booking", backref="chef")
    model = build.model()
    (made,) = [relationship for relationship in model.relationships if relationship.made_by is not None]
    attribute = replace(model.classes["Booking"].attributes["chef_id"], kind=AttributeKind.PLAIN)
    return [
        each.message for each in found("SQR006", replace(model, replaced={made.id: attribute}), sqlalchemy)
    ]


def test_a_replaced_method_is_said_from_20_on() -> None:
    assert replaced((1, 4)) == []
    (text,) = replaced((2, 0))
    assert "replaces Booking.chef" in text


def test_both_names_the_reverse_that_is_there() -> None:
    build = pair()
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    build.rel("Chef.bookings", "Booking", backref="chef", back_populates="chef")
    assert "drop backref: Booking.chef (module.py:8) is declared" in message("SQR007", build.model())


def node(**parent: object) -> Model:
    build = Build()
    build.cls("Node", "node.id*", "node.parent_id>node.id")
    build.rel("Node.children", "Node", back_populates="parent", annotation="list")
    build.rel("Node.parent", "Node", back_populates="children", **parent)  # type: ignore[arg-type]
    return build.model()


@pytest.mark.parametrize("annotation", ["", "list", None])
def test_of_a_tree_the_many_to_one_is_blamed_and_only_for_the_direction(annotation: str | None) -> None:
    model = node(annotation=annotation)
    (finding,) = found("SQR008", model)
    assert finding.subject == "Node.parent"
    assert 'remote_side="Node.id"' in finding.message
    assert found("SQR208", model) == []


@pytest.mark.parametrize("naming", ["parent", "children"])
def test_a_tree_of_which_the_later_side_names_the_other(naming: str) -> None:
    build = Build()
    build.cls("Node", "node.id*", "node.parent_id>node.id")
    first = "children" if naming == "parent" else "parent"
    build.rel(f"Node.{first}", "Node")
    build.rel(f"Node.{naming}", "Node", back_populates=first)
    model = build.model()
    assert subjects("SQR008", model) == ["Node.parent"]
    for code in ("SQR002", "SQR208"):
        assert found(code, model) == []


def test_a_tree_of_which_the_earlier_side_names_the_other_is_a_bug() -> None:
    build = Build()
    build.cls("Node", "node.id*", "node.parent_id>node.id")
    build.rel("Node.children", "Node", back_populates="parent", annotation="list")
    build.rel("Node.parent", "Node", annotation="")
    model = build.model()
    (finding,) = found("SQR008", model)
    assert (finding.subject, finding.kind) == ("Node.parent", Kind.BUG)
    assert 'say remote_side="Node.id", back_populates="children"' in finding.message
    for code in ("SQR002", "SQR208"):
        assert found(code, model) == []


def test_a_tree_with_one_side_only() -> None:
    build = Build()
    build.cls("Node", "node.id*", "node.parent_id>node.id")
    build.rel("Node.parent", "Node", annotation="")
    model = build.model()
    assert subjects("SQR208", model) == ["Node.parent"]
    assert found("SQR008", model) == []


@pytest.mark.parametrize(("key", "column"), [("children", "parent_id"), ("parent_id_rows", "parent_id")])
def test_a_list_that_is_not_named_after_the_key_is_one_to_many(key: str, column: str) -> None:
    build = Build()
    build.cls("Node", "node.id*", f"node.{column}>node.id")
    build.rel(f"Node.{key}", "Node")
    assert found("SQR208", build.model()) == []


def test_viewonly_beside_the_real_pair() -> None:
    build = pair()
    build.rel("Chef.late_bookings", "Booking", viewonly=True, back_populates="chef")
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    model = build.model()
    (finding,) = found("SQR009", model)
    assert finding.subject == "Chef.late_bookings"
    assert "Booking.chef no longer updates Chef.bookings" in finding.message


@pytest.mark.parametrize("setting", [False, UNKNOWN])
def test_viewonly_with_a_setting_is_left_alone(setting: object) -> None:
    build = pair()
    build.rel("Chef.bookings", "Booking", viewonly=True, back_populates="chef")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    model = build.model()
    assert subjects("SQR009", model) == ["Chef.bookings"]
    changed = tuple(
        replace(each, sync_backref=setting) if each.viewonly is True else each  # type: ignore[arg-type]
        for each in model.relationships
    )
    assert found("SQR009", replace(model, relationships=changed)) == []


def many(first: str | None, second: str | None) -> Model:
    build = Build()
    build.cls("Film", "film.id*")
    build.cls("Genre", "genre.id*", "genre.film_id>film.id")
    build.table("one.film_id>film.id", "one.genre_id>genre.id")
    build.table("two.film_id>film.id", "two.genre_id>genre.id")
    build.rel("Film.genres", "Genre", back_populates="films", secondary=first)
    build.rel("Genre.films", "Film", back_populates="genres", secondary=second)
    return build.model()


@pytest.mark.parametrize(("first", "second"), [("one", "two"), ("one", None), (None, "two")])
def test_other_secondary_is_said_on_both(first: str | None, second: str | None) -> None:
    assert subjects("SQR010", many(first, second)) == ["Film.genres", "Genre.films"]


@pytest.mark.parametrize("secondary", ["one", None])
def test_same_secondary(secondary: str | None) -> None:
    assert found("SQR010", many(secondary, secondary)) == []


def owned(**arguments: str) -> Model:
    build = Build()
    build.cls("User", "user.id*")
    for name in ("Car", "House"):
        table = name.lower()
        build.cls(name, f"{table}.id*", f"{table}.owner_id>user.id")
        build.rel(f"{name}.owner", "User", at=MIXIN, declared_in="m.Owned", **arguments)
    build.rel("User.items", "Car", back_populates="owner") if "back_populates" in arguments else None
    return build.model(
        others={"m.Owned": OtherClass("m.Owned", "Owned", "m", "mixin", Place("mixins.py", 1, 0))}
    )


@pytest.mark.parametrize("keyword", ["back_populates", "backref"])
def test_one_name_for_all_classes_of_a_mixin_is_one_finding(keyword: str) -> None:
    model = owned(**{keyword: "items"})
    (finding,) = found("SQR011", model)
    assert finding.place.path == "mixins.py"
    assert "Owned (mixins.py:1)" in finding.message
    for code in ("SQR002", "SQR006"):
        assert found(code, model) == []


def overlapping(overlaps: str) -> Model:
    build = pair()
    build.rel("Chef.bookings", "Booking")
    build.rel("Booking.chef", "Chef", overlaps=overlaps)
    return build.model()


@pytest.mark.parametrize(
    ("overlaps", "says"),
    [
        ("bokings", 'did you mean "bookings"?'),
        ("Chef.bookings", 'write "bookings", bare names'),
        ("bookings chef", 'write "bookings,chef", bare names with commas between them'),
        ("zebra", "take it out"),
    ],
)
def test_names_in_overlaps(overlaps: str, says: str) -> None:
    assert says in message("SQR012", overlapping(overlaps))


@pytest.mark.parametrize("overlaps", ["bookings", "bookings,chef", "__*"])
def test_names_in_overlaps_that_are_there(overlaps: str) -> None:
    assert found("SQR012", overlapping(overlaps)) == []


def test_names_in_overlaps_of_an_open_class() -> None:
    model = overlapping("zebra")
    opened = {**model.classes, "Chef": replace(model.classes["Chef"], open=True)}
    assert found("SQR012", replace(model, classes=opened)) == []
