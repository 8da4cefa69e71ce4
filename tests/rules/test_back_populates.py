"""SQR002: which side is reported, and which pairs are left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flake8_sqla_rel.mapper.model import UNKNOWN, AttributeKind, Place, Target
from flake8_sqla_rel.rules.base import Kind
from tests.rules.builder import Build
from tests.rules.findings import found, message, subjects


def kitchen() -> Build:
    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Booking", "booking.id*", "booking.chef_id>chef.id")
    return build


def mail() -> Build:
    build = Build()
    build.cls("User", "user.id*")
    build.cls("Message", "message.id*", "message.sender_id>user.id", "message.recipient_id>user.id")
    return build


def test_a_pair_that_names_each_other_is_right() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    assert found("SQR002", build.model()) == []


def test_names_nothing() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chief")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    (finding,) = found("SQR002", build.model())
    assert finding.subject == "Chef.bookings"
    assert finding.place.col == 14, "at the keyword, not at the call"
    assert 'did you mean "chef" (module.py:9)?' in finding.message
    assert "Booking (module.py:4) has no such attribute" in finding.message
    assert finding.related[0].place == Place("module.py", 4, 0)


def test_names_nothing_and_there_is_nothing_to_name() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    text = message("SQR002", build.model())
    assert 'declare Booking.chef = relationship("Chef", back_populates="bookings")' in text


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"open": True}, id="the target may have more attributes"),
        pytest.param({"attributes": {}}, id="not open"),
    ],
)
def test_only_a_closed_class_can_lack_an_attribute(change: dict[str, object]) -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    model = build.model()
    booking = replace(model.classes["Booking"], **change)  # type: ignore[arg-type]
    classes = {**model.classes, "Booking": booking}
    assert subjects("SQR002", replace(model, classes=classes)) == (
        [] if "open" in change else ["Chef.bookings"]
    )


@pytest.mark.parametrize(
    ("answer", "reported"),
    [
        pytest.param({"back_populates": "bookings"}, True, id="it names the relationship"),
        pytest.param({"back_populates": "meals"}, False, id="it names another"),
        pytest.param({}, False, id="it names nothing"),
        pytest.param({"back_populates": "bookings", "viewonly": True}, False, id="it writes nothing"),
    ],
)
def test_what_an_open_class_shows_is_not_named_back(answer: dict[str, Any], reported: bool) -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chiefs")
    build.rel("Booking.chef", "Chef", **answer)
    build.classes["Booking"] = replace(build.classes["Booking"], open=True)
    findings = [each for each in found("SQR002", build.model()) if each.subject == "Chef.bookings"]
    assert [each.kind for each in findings] == ([Kind.BUG] if reported else [])
    assert all("shows no such attribute, and Booking.chef" in each.message for each in findings)


def test_an_unknown_backref_may_make_the_attribute() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="cook")
    build.rel("Chef.archive", "Booking", viewonly=True)
    model = build.model()
    first, second = model.relationships
    assert subjects("SQR002", model) == ["Chef.bookings"]
    assert found("SQR002", replace(model, relationships=(first, replace(second, backref=UNKNOWN)))) == []
    elsewhere = replace(second, backref=UNKNOWN, target=replace(second.target, cls="Chef"))
    assert subjects("SQR002", replace(model, relationships=(first, elsewhere))) == ["Chef.bookings"]


@pytest.mark.parametrize("state", ["missing", "ambiguous", "unmapped", "unknown"])
def test_a_target_at_fault_or_unknown_is_not_asked(state: str) -> None:
    build = kitchen()
    target = Target(state, None, "Bokking", Place("module.py", 1, 0))  # type: ignore[arg-type]
    build.rel("Chef.bookings", target, back_populates="chief")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    assert found("SQR002", build.model()) == []


@pytest.mark.parametrize("kind", [AttributeKind.PLAIN, AttributeKind.PROPERTY, AttributeKind.COLUMN])
def test_names_something_that_is_no_relationship(kind: AttributeKind) -> None:
    build = kitchen()
    build.attribute("Booking", "cook", kind)
    build.rel("Chef.bookings", "Booking", back_populates="cook")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    assert 'did you mean "chef"' in message("SQR002", build.model())


def test_an_attribute_of_unknown_kind_may_be_a_relationship() -> None:
    build = kitchen()
    build.attribute("Booking", "cook", AttributeKind.UNKNOWN)
    build.rel("Chef.bookings", "Booking", back_populates="cook")
    assert found("SQR002", build.model()) == []


def test_points_to_another_hierarchy() -> None:
    build = kitchen()
    build.cls("Guest", "guest.id*")
    build.cls("Stay", "stay.id*", "stay.guest_id>guest.id", "stay.chef_id>chef.id")
    build.rel("Chef.stays", "Stay", back_populates="guest")
    build.rel("Guest.stays", "Stay", back_populates="guest")
    build.rel("Stay.guest", "Guest", back_populates="stays")
    build.rel("Stay.chef", "Chef")
    (finding,) = found("SQR002", build.model())
    assert finding.subject == "Chef.stays"
    assert "Stay.guest (module.py:18) points to Guest" in finding.message
    assert 'did you mean "chef"' in finding.message


def test_a_reverse_with_the_wrong_target_is_reported_alone() -> None:
    build = kitchen()
    build.cls("Guest", "guest.id*")
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Booking.chef", "Guest", back_populates="bookings")
    (finding,) = found("SQR002", build.model())
    assert finding.subject == "Booking.chef"
    assert "is the target meant to be Chef?" in finding.message


def test_names_itself() -> None:
    build = Build()
    build.cls("Node", "node.id*", "node.parent_id>node.id")
    build.rel("Node.children", "Node", back_populates="children")
    assert "is the relationship itself" in message("SQR002", build.model())


@pytest.mark.parametrize("value", [True, 5, 1.5])
def test_a_value_that_is_no_name(value: object) -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates=value)
    assert f"back_populates={value!r} is not the name" in message("SQR002", build.model())


@pytest.mark.parametrize("value", [None, "", False, 0, UNKNOWN])
def test_a_value_that_says_nothing(value: object) -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates=value)
    assert found("SQR002", build.model()) == []


def test_a_list_is_no_name() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates=["chef"])
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    text = message("SQR002", build.model(), (2, 1))
    assert "takes the name of one attribute, not several" in text
    assert 'did you mean "chef"' in text


@pytest.mark.parametrize(("sqlalchemy", "taken"), [((1, 4), False), ((2, 0), False), ((2, 1), True)])
def test_a_function_is_taken_from_21_on(sqlalchemy: tuple[int, int], taken: bool) -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates=lambda: None)
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    assert subjects("SQR002", build.model(), sqlalchemy) == ([] if taken else ["Chef.bookings"])


def test_the_reverse_that_states_none_is_reported() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    (finding,) = found("SQR002", build.model())
    assert (finding.subject, finding.place.line) == ("Chef.bookings", 8)
    assert 'Booking.chef (module.py:9) says back_populates="bookings"' in finding.message


def test_a_viewonly_side_is_not_synchronised_anyway() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", viewonly=True)
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    assert found("SQR002", build.model()) == []


def test_of_three_the_one_outside_the_pair_must_change() -> None:
    build = mail()
    build.rel("User.sent", "Message", foreign_keys=["message.sender_id"], back_populates="sender")
    build.rel("User.received", "Message", foreign_keys=["message.recipient_id"], back_populates="recipient")
    build.rel("Message.sender", "User", foreign_keys=["message.sender_id"], back_populates="sent")
    build.rel("Message.recipient", "User", foreign_keys=["message.recipient_id"], back_populates="sent")
    (finding,) = found("SQR002", build.model())
    assert finding.subject == "Message.recipient"
    assert '"received"' in finding.message


def test_two_names_swapped_are_told_by_their_columns() -> None:
    build = mail()
    build.rel("User.sent", "Message", foreign_keys=["message.sender_id"], back_populates="sender")
    build.rel("User.received", "Message", foreign_keys=["message.recipient_id"], back_populates="recipient")
    build.rel("Message.sender", "User", foreign_keys=["message.sender_id"], back_populates="received")
    build.rel("Message.recipient", "User", foreign_keys=["message.recipient_id"], back_populates="sent")
    assert subjects("SQR002", build.model()) == ["Message.recipient", "Message.sender"]


def test_two_of_one_column_are_left_to_the_warning() -> None:
    build = kitchen()
    build.rel("Chef.bookings", "Booking", back_populates="chef")
    build.rel("Chef.recent", "Booking", back_populates="chef")
    build.rel("Booking.chef", "Chef", back_populates="bookings")
    model = build.model()
    assert found("SQR002", model) == []
    assert subjects("SQR003", model) == ["Chef.recent"]
    assert "Chef.bookings" in message("SQR003", model)
    (alone,) = found("SQR002", replace(model, conflicts=()))
    assert alone.subject == "Chef.recent"
    assert "name each other" in alone.message


def test_a_reverse_that_belongs_to_a_backref() -> None:
    build = mail()
    build.rel("Message.sender", "User", foreign_keys=["message.sender_id"], backref="sent")
    build.rel("Message.recipient", "User", foreign_keys=["message.recipient_id"], back_populates="sent")
    assert subjects("SQR002", build.model()) == ["Message.recipient"]


def test_an_attribute_of_the_targets_base_is_the_targets() -> None:
    build = Build()
    build.cls("Company", "company.id*")
    build.cls("Employee", "employee.id*", "employee.company_id>company.id")
    build.cls("Manager", base="Employee")
    build.rel("Company.managers", "Manager", back_populates="company")
    build.rel("Employee.company", "Company", back_populates="managers")
    assert found("SQR002", build.model()) == []


def test_an_attribute_of_a_subclass_is_not() -> None:
    build = Build()
    build.cls("Company", "company.id*")
    build.cls("Employee", "employee.id*", "employee.company_id>company.id")
    build.cls("Manager", base="Employee")
    build.rel("Company.staff", "Employee", back_populates="company")
    build.rel("Manager.company", "Company", back_populates="staff")
    assert "only its subclass Manager" in message("SQR002", build.model())


def owned(build: Build, **arguments: Any) -> None:
    """What a mixin declares for two classes."""
    call = build.place()
    for name in ("Car", "House"):
        build.rel(f"{name}.owner", "User", at=call, declared_in="Owned", **arguments)


def property_of_users() -> Build:
    build = Build()
    build.cls("User", "user.id*")
    build.cls("Car", "car.id*", "car.owner_id>user.id")
    build.cls("House", "house.id*", "house.owner_id>user.id")
    return build


def test_a_mixins_fault_for_all_its_classes_is_said_once() -> None:
    build = property_of_users()
    owned(build, back_populates="things")
    assert len(found("SQR002", build.model())) == 1


def test_a_mixins_fault_for_one_of_its_classes_is_not_said() -> None:
    build = property_of_users()
    owned(build, back_populates="cars")
    build.rel("User.cars", "Car", back_populates="owner")
    assert found("SQR002", build.model()) == []


def test_a_mixin_is_not_told_to_give_all_its_classes_the_name_that_fits_one() -> None:
    build = property_of_users()
    owned(build)
    for name, table in (("cars", "Car"), ("houses", "House")):
        build.rel(f"User.{name}", table, back_populates="owner")
    (finding,) = found("SQR002", build.model())
    assert finding.subject == "Car.owner"
    alone = "add it for Car alone: House.owner is declared here too, and needs another name or none"
    assert finding.message.endswith(alone)


def test_a_mixins_name_made_for_each_class_is_a_name_of_its_own() -> None:
    build = property_of_users()
    call = build.place()
    build.rel("Car.owner", "User", at=call, declared_in="Owned", back_populates="cars")
    build.rel("House.owner", "User", at=call, declared_in="Owned", back_populates="homes")
    build.rel("User.cars", "Car", back_populates="owner")
    assert subjects("SQR002", build.model()) == ["House.owner"]


def test_a_relationship_that_cannot_be_joined_gets_no_more_than_that() -> None:
    build = mail()
    build.rel("User.sent", "Message")
    build.rel("Message.sender", "User", foreign_keys=["message.sender_id"], back_populates="sent")
    model = build.model()
    assert found("SQR002", model) == []
    assert subjects("SQR202", model) == ["User.sent"]
