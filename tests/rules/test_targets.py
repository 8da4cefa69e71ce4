"""SQR101, SQR102 and SQR105: names of classes and tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import UNKNOWN, OtherClass, Place, Target
from flake8_sqla_rel.project.index import ProjectIndex
from tests.rules.builder import Build
from tests.rules.findings import found, message, subjects

HERE = Place("module.py", 90, 8)


def missing(text: str, *candidates: str) -> Build:
    build = Build()
    build.cls("Chef", "chef.id*")
    build.cls("Booking", "booking.id*", "booking.chef_id>chef.id")
    build.cls("Elsewhere", "other.id*", metadata="other", name="Cheff", registry="another")
    build.rel("Booking.chef", Target("missing", None, text, HERE, candidates), back_populates="bookings")
    return build


def test_unknown_target_suggests() -> None:
    (finding,) = found("SQR101", missing("Cheef").model())
    assert finding.place == HERE
    assert 'did you mean "Chef" (module.py:1)?' in finding.message


def test_unknown_target_of_another_registry() -> None:
    text = message("SQR101", missing("Cheff", "Elsewhere").model())
    assert "Cheff (module.py:8) belongs to another one: pass the class instead of its name" in text


@pytest.mark.parametrize(("reason", "says"), [("abstract", "is abstract"), ("plain", "is not mapped")])
def test_unknown_target_that_is_no_mapped_class(reason: str, says: str) -> None:
    other = OtherClass("m.Cook", "Cook", "m", reason, Place("m.py", 3, 0))  # type: ignore[arg-type]
    model = replace(missing("Cook", "m.Cook").model(), others={"m.Cook": other})
    assert f"Cook (m.py:3) {says}" in message("SQR101", model)


def test_unknown_target_with_no_idea() -> None:
    assert "no class of that name" in message("SQR101", missing("Zebra").model())


@pytest.mark.parametrize(
    ("classes", "says"),
    [
        ({"WinterOlympicsJob": "chef.id"}, 'did you mean "WinterOlympicsJob" (module.py:4)?'),
        ({"JobForTheWinter": "chef.id"}, 'did you mean "JobForTheWinter" (module.py:4)?'),
        ({"WinterOlympicsJob": None}, "no class of that name is declared in this project"),
        ({"JobberOfTheWinter": "chef.id"}, "no class of that name is declared in this project"),
        (
            {"WinterOlympicsJob": "chef.id", "JobForTheWinter": "chef.id"},
            "no class of that name is declared in this project",
        ),
    ],
)
def test_unknown_target_of_fewer_words(classes: dict[str, str | None], says: str) -> None:
    """A class of more words is meant where it is the only one that a foreign key links."""
    build = Build()
    build.cls("Chef", "chef.id*")
    for name, key in classes.items():
        table = name.lower()
        build.cls(name, f"{table}.id*", f"{table}.chef_id" + (f">{key}" if key else ""))
    build.rel("Chef.jobs", Target("missing", None, "Job", HERE, ()))
    assert message("SQR101", build.model()).endswith(says)


def test_unknown_target_has_no_consequences() -> None:
    model = missing("Zebra").model()
    for code in ("SQR002", "SQR003", "SQR201", "SQR202", "SQR901"):
        assert found(code, model) == []


def test_control_characters_are_shown_escaped() -> None:
    assert r"Zebra\x1b[2J\n" in message("SQR101", missing("Zebra\x1b[2J\n").model())


def ambiguous(*modules: str, **arguments: Any) -> Build:
    build = Build()
    build.cls("Guest", "guest.id*")
    for number, module in enumerate(modules):
        cls = build.cls(f"b{number}", f"b{number}.id*", name="Booking", module=module)
        assert cls.name == "Booking"
    ids = tuple(f"b{number}" for number in range(len(modules)))
    target = Target("ambiguous", None, "Booking", HERE, ids)
    build.rel("Guest.bookings", target, **arguments)
    return build


def test_ambiguous_target_names_both_and_their_paths() -> None:
    modules = ("app.hotel.models", "app.flight.models")
    (finding,) = found("SQR102", ambiguous(*modules, argument="Booking").model())
    assert finding.place == HERE
    assert "Booking (module.py:4) and Booking (module.py:7)" in finding.message
    assert 'write "hotel.models.Booking" or "flight.models.Booking"' in finding.message
    assert len(finding.related) == 2


@pytest.mark.parametrize(("code", "argument"), [("SQR001", "backref"), ("SQR002", "back_populates")])
def test_what_to_declare_names_one_of_two_classes(code: str, argument: str) -> None:
    build = Build()
    build.cls("Guest", "guest.id*")
    for module in ("app.hotel", "app.flight"):
        table = module.rpartition(".")[2]
        build.cls(table, f"{table}.id*", f"{table}.guest_id>guest.id", name="Booking", module=module)
    given: Any = {argument: "stays"}
    build.rel("hotel.guest", "Guest", **given)
    assert 'relationship("hotel.Booking", back_populates="guest"' in message(code, build.model())


def test_ambiguous_target_of_an_annotation_asks_for_an_argument() -> None:
    build = ambiguous("app.hotel.models", "app.flight.models")
    assert 'write relationship("hotel.models.Booking") or relationship(' in message("SQR102", build.model())


def test_ambiguous_target_that_no_path_tells_apart() -> None:
    assert "rename one of them" in message("SQR102", ambiguous("app.models", "app.models").model())


def test_the_second_class_of_a_name_in_a_module() -> None:
    model = ambiguous("app.models", "app.models").model(duplicates=(("b0", "b1"),))
    (finding,) = found("SQR102", model)
    assert (finding.subject, finding.place.line) == ("Booking", 7), "the class, and not each reference to it"


def test_one_of_two_classes_may_never_be_made() -> None:
    model = ambiguous("app.models", "app.models").model(duplicates=(("b0", "b1"),))
    classes = {**model.classes, "b1": replace(model.classes["b1"], conditional=True)}
    assert [f.place for f in found("SQR102", replace(model, classes=classes))] == [HERE]


def test_a_class_pasted_with_its_table_is_said_as_a_table() -> None:
    build = Build()
    build.cls("a", "box.id*", name="Box")
    build.cls("b", "box.id*", name="Box")
    model = build.model(duplicates=(("a", "b"),))
    assert found("SQR102", model) == []
    assert subjects("SQR105", model) == ["table box"]


def test_mapped_twice() -> None:
    build = Build()
    build.cls("Box", "box.id*")
    (finding,) = found("SQR102", build.model(mapped_twice=(("Box", HERE),)))
    assert finding.place == HERE


def twice(first: dict[str, object], second: dict[str, object], path: str = "module.py") -> Build:
    build = Build()
    build.table("box.id*", **first)  # type: ignore[arg-type]
    build.path = path
    build.table("box.id*", **second)  # type: ignore[arg-type]
    return build


def test_table_twice() -> None:
    (finding,) = found("SQR105", twice({}, {}).model())
    assert finding.place.line == 3
    assert 'table "box" is defined already by a Table (module.py:1)' in finding.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {"metadata": "other"}, id="another MetaData"),
        pytest.param({}, {"metadata": UNKNOWN}, id="unknown MetaData"),
        pytest.param({}, {"key": UNKNOWN}, id="unknown name"),
        pytest.param({}, {"key": "s.box", "schema": "s"}, id="another schema"),
        pytest.param({}, {"redefinable": True}, id="extends the first"),
        pytest.param({}, {"redefinable": UNKNOWN}, id="may extend the first"),
        pytest.param({"conditional": True}, {}, id="the first may never be made"),
        pytest.param({}, {"conditional": True}, id="the second may never be made"),
        pytest.param({}, {"columns": (), "constraints": ()}, id="only fetched"),
    ],
)
def test_table_not_twice(first: dict[str, object], second: dict[str, object]) -> None:
    assert found("SQR105", twice(first, second).model()) == []


def test_extending_the_second_time_is_what_counts_in_one_file() -> None:
    assert subjects("SQR105", twice({"redefinable": True}, {}).model()) == ["table box"]
    assert found("SQR105", twice({"redefinable": True}, {}, path="later.py").model()) == []


@pytest.mark.parametrize(
    ("path", "together"),
    [("other.py", True), ("module/box.py", False), ("module/__init__.py", False), ("module_box.py", True)],
)
def test_a_module_beside_a_package_of_its_name(path: str, together: bool) -> None:
    assert len(found("SQR105", twice({}, {}, path=path).model())) == together


def test_files_of_one_module_name_are_never_both_imported() -> None:
    assert found("SQR105", twice({}, {"module": "module"}, path="src/module.py").model()) == []


def test_table_twice_is_said_in_the_module_that_comes_later() -> None:
    build = twice({}, {}, path="early.py")
    (finding,) = found("SQR105", build.model(module_order={"early": 0, "module": 1}))
    assert finding.place.path == "module.py"
    (finding,) = found("SQR105", build.model(module_order={"early": 1, "module": 0}))
    assert finding.place.path == "early.py"


def test_a_name_from_a_mixin_is_said_at_the_class() -> None:
    build = Build()
    build.cls("A", "box.id*")
    build.cls("B", "box.id*")
    shared = Place("mixins.py", 5, 4)
    build.tables = [replace(table, place=shared) for table in build.tables]
    (finding,) = found("SQR105", build.model())
    assert finding.place == build.classes["B"].place
    assert "class A (module.py:1)" in finding.message


@pytest.mark.parametrize(("base", "count"), [("Base", 0), ("object", 1), ("str", 1)])
def test_a_base_of_another_package_may_map_a_class_without_table_name(
    tmp_path: Path, base: str, count: int
) -> None:
    (tmp_path / "models.py").write_text(
        f"""\
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship
from elsewhere import Base


class Chef({base}):
    name = Column(Integer)


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = Column(ForeignKey("chef.id"))
    chef = relationship(Chef)
""",
        encoding="utf-8",
    )
    assert len(found("SQR103", link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)))) == count


@pytest.mark.parametrize(
    ("bases", "count"),
    [
        ("FromElsewhere", 0),
        ("MixinFromElsewhere, Base", 0),
        ("MixinFromElsewhere, FromElsewhere", 0),
        ("object", 1),
    ],
)
def test_what_another_package_may_map_is_no_mixin(tmp_path: Path, bases: str, count: int) -> None:
    (tmp_path / "models.py").write_text(
        f"""\
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship
from elsewhere import FromElsewhere, MixinFromElsewhere

Base = declarative_base()


class Resource({bases}):
    events = relationship("Event")


class Application(Resource{", Base" if bases == "object" else ""}):
    __tablename__ = "application"
    id = Column(Integer, ForeignKey("resource.id"), primary_key=True)
""",
        encoding="utf-8",
    )
    assert len(found("SQR504", link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)))) == count


def test_what_a_declared_attr_of_the_class_returns_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(
        """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Pier(Base):
    __tablename__ = "pier"
    id: Mapped[int] = mapped_column(primary_key=True)


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    pier_id: Mapped[int] = mapped_column(ForeignKey("pier.id"))

    @declared_attr
    def pier(cls) -> Mapped["Pier"]:
        return relationship()
""",
        encoding="utf-8",
    )
    (finding,) = found("SQR505", link(ProjectIndex(str(tmp_path), Settings(), {}), (2, 0)))
    assert "declared_attr of the class itself returns is not read" in finding.message
