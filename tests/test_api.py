"""What other programs may call."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flake8_sqla_rel import api
from flake8_sqla_rel.api import Kind, Selection, Settings, UsageError, Wanted, check, concerning
from flake8_sqla_rel.edits import Fix
from tests.plugin.conftest import BOOKINGS
from tests.project.trees import write

BACKREF = {
    "app/user.py": """\
        from sqlalchemy.orm import Mapped, mapped_column, relationship

        from app.base import Base


        class User(Base):
            __tablename__ = "user"
            id: Mapped[int] = mapped_column(primary_key=True)
            bookings: Mapped[list["Booking"]] = relationship("Booking", backref="user")  # noqa: F821
        """,
    "app/booking.py": """\
        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, mapped_column, relationship

        from app.base import Base


        class Booking(Base):
            __tablename__ = "booking"
            id: Mapped[int] = mapped_column(primary_key=True)
            user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
        """,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", BOOKINGS)


def test_findings_say_where_and_what(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked = check([str(project)])
    (found,) = checked.findings
    assert found.spot == (str(project / "app" / "user.py"), 9, 54)
    assert (found.code, found.kind, found.subject) == ("SQR002", Kind.ERROR, "User.bookings")
    assert [spot.path for spot, _ in found.related] == [str(project / "app" / "booking.py")] * len(
        found.related
    )
    assert found.related and found.fix is None
    assert checked.models == 3
    assert checked.notes[0].startswith(f"project {project}: 3 files with models")
    assert capsys.readouterr() == ("", "")


def test_the_other_side_is_shown_when_it_alone_is_looked_at(project: Path) -> None:
    (found,) = check([str(project / "app" / "booking.py")]).findings
    assert found.spot.path == str(project / "app" / "booking.py")
    assert found.message.endswith("(at app/user.py:9)")
    # What has to change is among the related ones then.
    assert (str(project / "app" / "user.py"), 9, 54) in [spot for spot, _ in found.related]


def test_what_is_wanted(project: Path) -> None:
    paths = [str(project)]
    assert check(paths, wanted=Wanted(Selection(select=("SQR1",)))).findings == ()
    assert check(paths, Settings(exclude=("user.py",))).findings == ()
    opted_in = check(paths, wanted=Wanted(Selection(extend_select=("SQR9",))))
    assert {found.code for found in opted_in.findings} > {"SQR002"}


def test_a_buffer_stands_in_place_of_a_file(project: Path) -> None:
    path = str(project / "app" / "user.py")
    mended = Path(path).read_bytes().replace(b'"guest"', b'"user"')
    assert check([path], buffers={path: mended}).findings == ()
    new = str(project / "app" / "new.py")
    assert check([new], buffers={new: b"x = 1\n"}).findings == ()
    with pytest.raises(UsageError, match="no such file or folder"):
        check([new])


def test_concerning_knows_both_sides(project: Path) -> None:
    findings = check([str(project)]).findings
    for name in ("user.py", "booking.py"):
        assert concerning(findings, [os.path.join(project, "app", name)]) == findings
    assert concerning(findings, [os.path.join(project, "app", "base.py"), "gone.py"]) == ()


def test_a_fix_mends_what_it_belongs_to(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, BACKREF)
    monkeypatch.chdir(project)
    (found,) = check(["."], fixes=True).findings
    assert found.code == "SQR001"
    assert found.fix is not None
    assert {edit.path for edit in found.fix.edits} == {"app/user.py", "app/booking.py"}
    apply(found.fix)
    assert check(["."], fixes=True).findings == ()


def test_a_fix_that_fails_costs_no_finding(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, BACKREF)

    def fail(*given: object) -> None:
        raise TypeError("broken")

    monkeypatch.setattr("flake8_sqla_rel.fix.fixers.plan_for", fail)
    (found,) = check([str(project)], fixes=True).findings
    assert (found.code, found.fix) == ("SQR001", None)


def apply(fix: Fix) -> None:
    for edit in reversed(fix.edits):
        lines = Path(edit.path).read_text().splitlines(keepends=True)
        before, after = lines[: edit.line - 1], lines[edit.end_line :]
        middle = lines[edit.line - 1][: edit.col] + edit.text + lines[edit.end_line - 1][edit.end_col :]
        Path(edit.path).write_text("".join([*before, middle, *after]))


def test_what_is_offered_is_there() -> None:
    assert all(hasattr(api, name) for name in api.__all__)
