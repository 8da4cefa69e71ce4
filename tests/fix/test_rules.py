"""Every rule that can be mended: its bad cases, before and after."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flake8_sqla_rel.fix.fixers import FIXERS, UNSAFE
from tests.fix.projects import contents, fix, write
from tests.judge import judge

CASES = Path(__file__).resolve().parent.parent / "cases"
BAD = [path for path in sorted(CASES.glob("*_bad*")) if path.name[:6] in FIXERS]


def copy(case: Path, folder: Path) -> Path:
    """A case as a project of its own."""
    root = write(folder / case.stem, {})
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True)
    else:
        shutil.copy(case, root)
    return root


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_what_is_fixed_is_gone_and_what_is_left_is_untouched(case: Path, tmp_path: Path) -> None:
    code = case.name[:6]
    root = copy(case, tmp_path)
    before = contents(root)
    ran = fix(root, "--select", code, "--unsafe-fixes")
    assert ran.err == ""
    assert ran.status == (1 if f": {code} " in ran.out else 0)
    after = contents(root)
    assert (after != before) == (not ran.out.splitlines()[-1].startswith("Fixed 0 "))
    again = fix(root, "--select", code, "--unsafe-fixes")
    assert again.out.startswith("Fixed 0 ") or again.status == 1
    assert contents(root) == after
    if ran.status == 0:
        assert again.out == "Fixed 0 findings, 0 left\n"


@pytest.mark.parametrize(
    "case", [path for path in BAD if path.name[:6] in UNSAFE], ids=lambda case: case.stem
)
def test_what_is_unsafe_is_not_done_unasked(case: Path, tmp_path: Path) -> None:
    root = copy(case, tmp_path)
    before = contents(root)
    assert fix(root, "--select", case.name[:6]).status == 1
    assert contents(root) == before


@pytest.mark.long
@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_sqlalchemy_takes_what_was_fixed(case: Path, tmp_path: Path) -> None:
    root = copy(case, tmp_path)
    if fix(root, "--select", case.name[:6], "--unsafe-fixes").status == 0:
        assert judge(root).errors == ()


BASE = """\
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
    {chef}


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = Column(ForeignKey("chef.id"){unique})
    {booking}
"""


@pytest.mark.parametrize(
    ("code", "chef", "booking", "expected"),
    [
        (
            "SQR002",
            'bookings = relationship("Booking", back_populates="cook")',
            'chef = relationship("Chef", back_populates="bookings")',
            'bookings = relationship("Booking", back_populates="chef")',
        ),
        (
            "SQR002",
            'bookings = relationship("Booking", back_populates="chef")',
            'chef = relationship("Chef")',
            'chef = relationship("Chef", back_populates="bookings")',
        ),
        (
            "SQR002",
            'bookings = relationship("Booking", back_populates="chef")',
            "rank = Column(Integer)",
            'chef = relationship("Chef", back_populates="bookings")',
        ),
        (
            "SQR003",
            'bookings = relationship("Booking")',
            'chef = relationship("Chef")',
            'chef = relationship("Chef", back_populates="bookings")',
        ),
        (
            "SQR212",
            'bookings = relationship("Booking", foreign_keys=["Booking.chef_id"])',
            "rank = Column(Integer)",
            'bookings = relationship("Booking", foreign_keys="[Booking.chef_id]")',
        ),
        (
            "SQR512",
            'bookings = relationship("Booking"),',
            "rank = Column(Integer)",
            'bookings = relationship("Booking")\n',
        ),
        (
            "SQR512",
            "rank = Column(Integer, nullable=False), ForeignKey('chef.id')",
            "seat = Column(Integer)",
            "rank = Column(Integer, ForeignKey('chef.id'), nullable=False)\n",
        ),
        (
            "SQR302",
            'bookings = relationship("Booking", cascade="al, delete_orphan")',
            "rank = Column(Integer)",
            'bookings = relationship("Booking", cascade="all, delete-orphan")',
        ),
        (
            "SQR402",
            'bookings = relationship("Booking", lazy="selectinn")',
            "rank = Column(Integer)",
            'bookings = relationship("Booking", lazy="selectin")',
        ),
        (
            "SQR402",
            'bookings = relationship("Booking", lazy="eager")',
            "rank = Column(Integer)",
            'bookings = relationship("Booking", lazy="joined")',
        ),
        (
            "SQR507",
            'bookings = relationship("Booking", orderby="Booking.id")',
            "rank = Column(Integer)",
            'bookings = relationship("Booking", order_by="Booking.id")',
        ),
        (
            "SQR901",
            "",
            'chef = relationship("Chef")',
            'bookings = relationship("Booking", back_populates="chef")',
        ),
    ],
)
def test_what_a_fix_writes(tmp_path: Path, code: str, chef: str, booking: str, expected: str) -> None:
    text = BASE.replace("{chef}", chef).replace("{booking}", booking).replace("{unique}", "")
    root = write(tmp_path / "p", {"models.py": text})
    before = contents(root)
    unsafe = fix(root, "--select", code)
    if code in UNSAFE:
        assert (unsafe.status, "needs --unsafe-fixes: " in unsafe.out) == (1, True)
        assert contents(root) == before
    assert fix(root, "--select", code, "--unsafe-fixes").status == 0
    assert expected in (root / "models.py").read_text()


@pytest.mark.parametrize(
    "value",
    [
        'backref=relationship("chef")',
        "cascade_backrefs=True",
    ],
)
def test_a_keyword_that_is_right_but_for_its_value_is_not_spelt_otherwise(tmp_path: Path, value: str) -> None:
    text = BASE.format(chef=f'bookings = relationship("Booking", {value})', unique="", booking="")
    root = write(tmp_path / "project", {"models.py": text})
    before = contents(root)
    ran = fix(root, "--select", "SQR507", "--unsafe-fixes", "--sqlalchemy", "2.0")
    assert (ran.status, "no argument is near to it" in ran.out) == (1, True)
    assert contents(root) == before


def test_two_fixes_do_not_give_one_argument_twice(tmp_path: Path) -> None:
    source = BASE.format(
        chef='bookings = relationship("Booking", back_populate="chef")',
        booking='chef = relationship("Chef", back_populates="booking")',
        unique="",
    )
    root = write(tmp_path, {"models.py": source})
    assert fix(root, "--select", "SQR002,SQR507", "--unsafe-fixes").status == 0
    fixed = (root / "models.py").read_text()
    assert 'bookings = relationship("Booking", back_populates="chef")' in fixed
    assert 'chef = relationship("Chef", back_populates="bookings")' in fixed
    assert judge(root).errors == ()


def test_what_is_said_beside_a_tuple_is_not_lost(tmp_path: Path) -> None:
    column = "rank = (\n        Column(Integer),  # of two\n        ForeignKey('chef.id'),\n    )"
    root = write(tmp_path / "project", {"models.py": BASE.format(chef=column, unique="", booking="")})
    before = contents(root)
    ran = fix(root, "--select", "SQR512", "--unsafe-fixes")
    assert ran.status == 1
    assert "what is in the tuple is not all that its text says" in ran.out
    assert contents(root) == before


OWNED = """
    from sqlalchemy import Column, ForeignKey, Integer
    from sqlalchemy.orm import declarative_base, declared_attr, relationship

    Base = declarative_base()

    class User(Base):
        __tablename__ = "users"
        id = Column(Integer, primary_key=True)
        cars = relationship("Car")
        houses = relationship("House")

    class Owned:
        @declared_attr
        def owner_id(cls):
            return Column(Integer, ForeignKey("users.id"))

        @declared_attr
        def owner(cls):
            return relationship("User")

    class Car(Owned, Base):
        __tablename__ = "cars"
        id = Column(Integer, primary_key=True)

    class House(Owned, Base):
        __tablename__ = "houses"
        id = Column(Integer, primary_key=True)
    """


def test_overlaps_of_a_mixin_are_those_of_all_its_classes(tmp_path: Path) -> None:
    root = write(tmp_path, {"models.py": OWNED})
    assert any("will copy column" in each for each in judge(root).events)
    assert fix(root, "--select", "SQR003", "--unsafe-fixes").status == 0
    assert 'relationship("User", overlaps="cars,houses")' in (root / "models.py").read_text()
    assert judge(root).events == ()


PAIR = """
    from sqlalchemy import Column, ForeignKey, Integer
    from sqlalchemy.orm import declarative_base, relationship

    Base = declarative_base()

    class Job(Base):
        __tablename__ = "jobs"
        id = Column(Integer, primary_key=True)
        changes = relationship("Change", back_populates="job")

    class Change(Base):
        __tablename__ = "changes"
        job_id = Column(Integer, ForeignKey("jobs.id"), primary_key=True)
        job = relationship("Job", back_populates="changes")
    """

#: What code elsewhere does with the attribute, and whether it can only be done with a list.
USES = {
    "for change in job.changes: print(change)": True,
    "texts = [str(change) for change in job.changes]": True,
    "job.changes.append(change)": True,
    "count = len(job.changes)": True,
    "first = job.changes[0]": True,
    "query.filter(Job.changes.any())": True,
    "found = change in job.changes": True,
    "job = Job(changes=[change])": True,
    "job.changes = [change]": True,
    "job.changes += [change]": True,
    "print(*job.changes)": True,
    "print(job.changes)": False,
    "job.changes = change": False,
    "job = Job(changes=change)": False,
    "query.join(Job.changes)": False,
    "for change in other.alterations: print(change.changes)": False,
    "for change in :": False,
}


@pytest.mark.parametrize("use", USES)
def test_a_list_that_is_used_as_one_is_made_no_object_unasked(use: str, tmp_path: Path) -> None:
    files = {"models.py": PAIR, "service.py": f"{use}\n"}
    root = write(tmp_path / "project", files)
    ran = fix(root, "--select", "SQR004")
    assert ("uselist=False" in (root / "models.py").read_text()) is not USES[use]
    if USES[use]:
        assert ran.status == 1
        assert "needs --unsafe-fixes: service.py:1 uses .changes as a list" in ran.out
        assert fix(root, "--select", "SQR004", "--unsafe-fixes").status == 0
        assert "uselist=False" in (root / "models.py").read_text()


COOKED = """
    from sqlalchemy import Column, ForeignKey, Integer
    from sqlalchemy.orm import declarative_base, declared_attr, relationship

    Base = declarative_base()

    class Chef(Base):
        __tablename__ = "chefs"
        id = Column(Integer, primary_key=True)

    class Cooked:
        @declared_attr
        def cook_id(cls):
            return Column(ForeignKey("chefs.id"))

        @declared_attr
        def cook({cls}):
            return relationship("Chef")

    class Dish(Cooked, Base):
        __tablename__ = "dishes"
        id = Column(Integer, primary_key=True)
        helper_id = Column(ForeignKey("chefs.id"))

    class Meal(Cooked, Base):
        __tablename__ = "meals"
        id = Column(Integer, primary_key=True)
    """


def test_the_function_of_a_mixin_names_the_key_of_its_class(tmp_path: Path) -> None:
    root = write(tmp_path / "project", {"models.py": COOKED.replace("{cls}", "cls")})
    assert fix(root, "--select", "SQR202", "--unsafe-fixes").status == 0
    assert 'return relationship("Chef", foreign_keys=[cls.cook_id])' in (root / "models.py").read_text()
    assert judge(root).errors == ()


def test_a_function_that_calls_its_class_otherwise_is_left(tmp_path: Path) -> None:
    root = write(tmp_path / "project", {"models.py": COOKED.replace("{cls}", "owner")})
    before = contents(root)
    assert fix(root, "--select", "SQR202", "--unsafe-fixes").status == 1
    assert contents(root) == before


MADE_ELSEWHERE = """
    from sqlalchemy import Column, ForeignKey, Integer
    from sqlalchemy.orm import declarative_base
    from reach import to_person

    Base = declarative_base()

    class Person(Base):
        __tablename__ = "people"
        id = Column(Integer, primary_key=True)

    class Booking(Base):
        __tablename__ = "bookings"
        id = Column(Integer, primary_key=True)
        guest_id = Column(ForeignKey("people.id"))
        chef_id = Column(ForeignKey("people.id"))
        chef = to_person()
"""
REACH = """
    from sqlalchemy.orm import relationship

    def to_person():
        return relationship("Person")
"""


def test_a_function_in_another_file_names_the_key_with_its_class(tmp_path: Path) -> None:
    root = write(tmp_path / "project", {"models.py": MADE_ELSEWHERE, "reach.py": REACH})
    assert fix(root, "--select", "SQR202", "--unsafe-fixes").status == 0
    assert 'return relationship("Person", foreign_keys="Booking.chef_id")' in (root / "reach.py").read_text()
    assert judge(root).errors == ()


def test_a_function_that_makes_two_relationships_is_left(tmp_path: Path) -> None:
    models = MADE_ELSEWHERE + "        guest = to_person()\n"
    root = write(tmp_path / "project", {"models.py": models, "reach.py": REACH})
    before = contents(root)
    assert fix(root, "--select", "SQR202", "--unsafe-fixes").status == 1
    assert contents(root) == before
