"""The examples: exactly the planted faults are found, and SQLAlchemy agrees with each of them.

A planted fault is marked on its line with ``# planted: SQR123``. :data:`CURES` says how each
is mended. With all of them mended the models configure without a warning and the linter has
nothing to say; with one left in, SQLAlchemy says what :data:`COMPLAINTS` quotes of it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from flake8_sqla_rel.rules import ALL_RULES

EXAMPLES = Path(__file__).parent.parent / "examples"
PLANTED = re.compile(r"# planted: (SQR\d{3})$")
REPORT = re.compile(r"^(.*?):(\d+):\d+: (\w+) ")


class Cure(NamedTuple):
    """Text that stands once in a file of the examples, and what should stand there."""

    path: str
    fault: str
    mended: str


CURES = {
    "SQR001": [
        Cure("app/models/booking.py", 'backref="notes"', 'back_populates="notes"'),
        Cure(
            "app/models/booking.py",
            "    transfers: Mapped",
            '    notes: Mapped[list[BookingNote]] = relationship(back_populates="booking")\n'
            "    transfers: Mapped",
        ),
    ],
    "SQR002": [
        Cure(
            "app/models/venue.py",
            'bookings: Mapped[list[Booking]] = relationship(back_populates="rooms")',
            'bookings: Mapped[list[Booking]] = relationship(back_populates="room")',
        )
    ],
    "SQR003": [
        Cure(
            "app/models/booking.py",
            "payments: Mapped[list[Payment]] = relationship()",
            'payments: Mapped[list[Payment]] = relationship(back_populates="booking")',
        ),
        Cure(
            "app/models/billing.py",
            'booking = relationship("Booking")',
            'booking = relationship("Booking", back_populates="payments")',
        ),
    ],
    "SQR004": [
        Cure("app/models/booking.py", "invoice: Mapped[list[Invoice]]", "invoice: Mapped[Invoice | None]")
    ],
    "SQR101": [Cure("app/models/billing.py", 'relationship("Guests"', 'relationship("Guest"')],
    "SQR102": [Cure("app/models/people.py", '"Address",', '"app.models.people.Address",')],
    "SQR105": [Cure("app/reporting.py", '"room_amenities",', '"amenity_counts",')],
    "SQR201": [
        Cure(
            "app/models/people.py",
            "employee_id: Mapped[int]",
            'employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))',
        )
    ],
    "SQR202": [
        Cure(
            "app/models/booking.py",
            'guest: Mapped[Guest] = relationship(back_populates="bookings")',
            'guest: Mapped[Guest] = relationship(foreign_keys=[guest_id], back_populates="bookings")',
        )
    ],
    "SQR203": [Cure("app/models/supplier.py", '"supplier.id"', '"suppliers.id"')],
    "SQR302": [Cure("app/models/menu.py", '"all, delete-orphans"', '"all, delete-orphan"')],
    "SQR402": [Cure("app/models/review.py", 'lazy="joinedload"', 'lazy="joined"')],
    "SQR507": [Cure("app/models/venue.py", "on_delete=", "ondelete=")],
    "SQR601": [
        Cure(
            "app/models/voucher.py",
            "voucher_id: Mapped[int] = mapped_column(primary_key=True)",
            'voucher_id: Mapped[int] = mapped_column(ForeignKey("vouchers.id"), primary_key=True)',
        ),
        Cure("app/models/voucher.py", "import Numeric", "import ForeignKey, Numeric"),
    ],
    "SQR704": [Cure("app/models/review.py", 'UniqueConstraint("guest",', 'UniqueConstraint("guest_id",')],
    "SQR901": [
        Cure(
            "app/models/booking.py",
            "taken_by: Mapped[Employee | None] = relationship()",
            'taken_by: Mapped[Employee | None] = relationship(back_populates="bookings_taken")',
        ),
        Cure(
            "app/models/people.py",
            "    shifts: Mapped",
            '    bookings_taken: Mapped[List["Booking"]] = orm.relationship(back_populates="taken_by")\n'
            "    shifts: Mapped",
        ),
    ],
}

COMPLAINTS = {
    "SQR002": "has no property 'rooms'",
    "SQR003": "will copy column",
    "SQR101": "failed to locate a name",
    "SQR102": "Multiple classes found for path",
    "SQR105": "is already defined for this MetaData",
    "SQR201": "NoForeignKeysError",
    "SQR202": "AmbiguousForeignKeysError",
    "SQR203": "NoForeignKeysError",  # a key to nowhere joins nothing; that it does is only seen in the DDL
    "SQR302": "Invalid cascade option",
    "SQR402": "joinedload",
    "SQR507": "on_delete",
    "SQR601": "Can't determine the inherit condition",
    "SQR704": "no column named 'guest' is present",
}
NOTHING = "configured"

# What an application does at its start, with every warning an error.
START = f"""
import sys, warnings
import sqlalchemy
warnings.simplefilter("error", sqlalchemy.exc.SAWarning)
try:
    import app.models, app.reporting
    sqlalchemy.orm.configure_mappers()
    app.db.Base.metadata.create_all(sqlalchemy.create_engine("sqlite://"))
except Exception as fault:
    sys.exit(f"{{type(fault).__name__}}: {{fault}}")
print("{NOTHING}")
"""


def planted(root: Path) -> set[tuple[str, int, str]]:
    """The marked lines: path from ``root``, line number and code."""
    return {
        (path.relative_to(root).as_posix(), number, marked[1])
        for path in root.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (marked := PLANTED.search(line))
    }


def found(root: Path, *options: str) -> set[tuple[str, int, str]]:
    """What flake8 reports in ``root``, as :func:`planted` would mark it."""
    command = [sys.executable, "-m", "flake8", "--sqla-rel-no-cache", *options, "."]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert not run.stderr
    reports = [REPORT.match(line) for line in run.stdout.splitlines()]
    assert all(reports), run.stdout
    return {(Path(report[1]).as_posix(), int(report[2]), report[3]) for report in reports if report}


def checked(root: Path, *options: str) -> set[tuple[str, int, str]]:
    """The same of ``sqla-rel check``, which starts in half the time."""
    command = [sys.executable, "-m", "flake8_sqla_rel", "check", "--no-cache", "--format=json", *options]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert not run.stderr
    return {(each["path"], each["line"], each["code"]) for each in json.loads(run.stdout)["findings"]}


def mend(root: Path, codes: Iterable[str]) -> None:
    for code in codes:
        for path, fault, mended in CURES[code]:
            text = (root / path).read_text(encoding="utf-8")
            assert text.count(fault) == 1, (path, fault)
            (root / path).write_text(text.replace(fault, mended), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    unwanted = shutil.ignore_patterns(".*", "__pycache__")
    return Path(shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=unwanted))


WITH_PLANTED_OPT_INS = [f"--extend-select={code}" for code in CURES if code.startswith("SQR9")]


def start(root: Path) -> str:
    """What SQLAlchemy says when the application in ``root`` starts."""
    run = subprocess.run(
        [sys.executable, "-B", "-c", START], cwd=root, capture_output=True, text=True, check=False
    )
    return (run.stdout or run.stderr).strip()


def test_every_planted_fault_is_of_a_rule_and_can_be_mended() -> None:
    assert sorted({code for _, _, code in planted(EXAMPLES)}) == sorted(CURES)
    assert set(CURES) <= {rule.code for rule in ALL_RULES}


def test_flake8_finds_what_is_planted_on_by_default_and_nothing_else(copy: Path) -> None:
    opt_in = {rule.code for rule in ALL_RULES if rule.opt_in}
    assert found(copy) == {fault for fault in planted(copy) if fault[2] not in opt_in}


def test_the_readme_shows_what_flake8_prints(copy: Path) -> None:
    text = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\S+:\d+:\d+: SQR\d{3} .*$", text, re.MULTILINE)
    assert shown
    command = [sys.executable, "-m", "flake8", "--select=SQR", "."]
    run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    printed = run.stdout.splitlines()
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize("code", sorted(CURES))
def test_each_rule_alone_finds_its_own(copy: Path, code: str) -> None:
    assert checked(copy, f"--select={code}") == {fault for fault in planted(copy) if fault[2] == code}


def test_mended_examples_are_clean(copy: Path) -> None:
    mend(copy, CURES)
    assert found(copy, *WITH_PLANTED_OPT_INS) == set()


@pytest.mark.parametrize("code", sorted(CURES))
def test_sqlalchemy_complains_of_the_one_fault_left_in(copy: Path, code: str) -> None:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    if sqlalchemy.__version__.startswith("1."):
        pytest.skip("the examples are written for SQLAlchemy 2.0 and newer")
    mend(copy, [other for other in CURES if other != code])
    assert COMPLAINTS.get(code, NOTHING) in start(copy)


@pytest.mark.parametrize("code", sorted(CURES))
def test_the_one_fault_left_in_is_found_alone(copy: Path, code: str) -> None:
    mend(copy, [other for other in CURES if other != code])
    assert {fault[2] for fault in checked(copy, *WITH_PLANTED_OPT_INS)} == {code}
