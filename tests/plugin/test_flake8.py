"""The plugin through the real flake8."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugin.flake8 import Outcome, flake8
from tests.project.trees import write

FAULT = ("app/user.py", 9, "SQR002")


def test_fault_across_files(project: Path) -> None:
    outcome = flake8(project, ".")
    assert outcome.places == [FAULT]
    assert outcome.status == 1
    assert outcome.rest == ""
    assert "app/booking.py" in outcome.shown[0].text
    # Columns count from 1, at the keyword that must change.
    line = (project / "app" / "user.py").read_text().splitlines()[8]
    assert line[outcome.shown[0].col - 1 :].startswith("back_populates=")


def test_seen_from_either_side(project: Path) -> None:
    assert flake8(project, "app/user.py").places == [FAULT]
    (seen,) = flake8(project, "app/booking.py").shown
    assert (seen.path, seen.code) == ("app/booking.py", "SQR002")
    assert seen.text.endswith(" (at app/user.py:9)")
    # Once when both are in the run, in whatever way they are named.
    assert flake8(project, "app/user.py", "app/booking.py").places == [FAULT]
    assert flake8(project, "app").places == [FAULT]
    absolute = str(project / "app" / "user.py")
    assert flake8(project, absolute, "app/booking.py").places == [(absolute, 9, "SQR002")]
    # Neither is in the run.
    assert flake8(project, "app/base.py", "app/service.py", "app/__init__.py").places == []
    # What is excluded is not in the run; that its classes are there is known all the same.
    excluded = flake8(project, ".", "--exclude=user.py", "--select=SQR0,SQR1", select=None)
    assert excluded.places == []


def test_from_a_folder_below_the_root(project: Path) -> None:
    outcome = flake8(project / "app", "user.py")
    assert outcome.places == [("user.py", 9, "SQR002")]
    assert "app/booking.py" in outcome.shown[0].text
    assert flake8(project / "app", "../app/user.py").places == [("../app/user.py", 9, "SQR002")]
    assert flake8(project.parent, "project").places == [("project/app/user.py", 9, "SQR002")]


def test_through_a_symbolic_link(project: Path) -> None:
    link = project.parent / "link"
    link.symlink_to(project)
    assert flake8(link, ".").places == [FAULT]
    assert flake8(project.parent, "link/app/user.py").places == [("link/app/user.py", 9, "SQR002")]
    (project / "alias.py").symlink_to("app/user.py")
    assert flake8(project, "alias.py").places == [("alias.py", 9, "SQR002")]
    assert flake8(project, ".").places == [FAULT]


def test_several_projects_in_one_run(project: Path) -> None:
    shutil.copytree(project, project.parent / "second")
    shutil.copytree(project / "app", project / "nested" / "app")
    write(project, {"nested/pyproject.toml": ""})
    assert flake8(project.parent, ".").places == [
        ("project/app/user.py", 9, "SQR002"),
        ("project/nested/app/user.py", 9, "SQR002"),
        ("second/app/user.py", 9, "SQR002"),
    ]


def test_package_of_models(project: Path) -> None:
    """What a package imports of its models is told there, linted by itself as well."""
    write(project, {"app/__init__.py": "from app.user import Usr  # noqa: F401\n"})
    for given in (".", "app/__init__.py"):
        outcome = flake8(project, given, select="SQR104")
        assert outcome.places == [("app/__init__.py", 1, "SQR104")]
    # Of no model is this the package.
    write(project, {"tools/__init__.py": "from app.user import Usr  # noqa: F401\n"})
    assert flake8(project, "tools/__init__.py", select="SQR104").places == []


def test_faults_in_files_without_models(project: Path) -> None:
    """One that makes columns is told what is wrong in it; of another that is told where it shows."""
    write(
        project,
        {
            "app/keys.py": """\
                from sqlalchemy import ForeignKey
                from sqlalchemy.orm import mapped_column


                def key_to(target):
                    return mapped_column(ForeignKey(target))


                def key_to_chef():
                    return key_to("chef.id")
                """,
            "app/links.py": """\
                from app.keys import key_to


                def key_to_guest():
                    return key_to("guest.id")
                """,
            "app/dish.py": """\
                from sqlalchemy.orm import Mapped, mapped_column

                from app.base import Base
                from app.keys import key_to_chef
                from app.links import key_to_guest


                class Dish(Base):
                    __tablename__ = "dish"
                    id: Mapped[int] = mapped_column(primary_key=True)
                    chef_id: Mapped[int] = key_to_chef()
                    guest_id: Mapped[int] = key_to_guest()
                """,
        },
    )
    for jobs in ("-j1", "-j2"):
        outcome = flake8(project, jobs, ".", select="SQR203")
        assert outcome.places == [("app/base.py", 1, "SQR203"), ("app/keys.py", 10, "SQR203")]
        assert outcome.shown[0].text.endswith("(at app/links.py:5)")


@pytest.mark.parametrize("cached", [False, True])
@pytest.mark.parametrize("given", ["shared/keys.py", "shared"])
def test_what_makes_columns_linted_without_the_models(project: Path, given: str, cached: bool) -> None:
    """Such a file shows the same whether it is linted with all files, by itself or with its folder."""
    write(
        project,
        {
            "shared/keys.py": """                from sqlalchemy import Column, ForeignKey


                def key_to_chef():
                    return Column(ForeignKey("chef.id"))
                """,
            "app/dish.py": """                from sqlalchemy.orm import Mapped, mapped_column

                from app.base import Base
                from shared.keys import key_to_chef


                class Dish(Base):
                    __tablename__ = "dish"
                    id: Mapped[int] = mapped_column(primary_key=True)
                    chef_id = key_to_chef()
                """,
        },
    )
    if cached:
        # What is remembered of it has no findings.
        assert flake8(project, "tools", select="SQR203").places == []
    for _ in range(2):
        assert flake8(project, given, select="SQR203").places == [("shared/keys.py", 5, "SQR203")]
    assert flake8(project, ".", select="SQR203").places == [("shared/keys.py", 5, "SQR203")]


class TestStdin:
    def buffer(self, project: Path, **changes: str) -> str:
        text = (project / "app" / "user.py").read_text()
        for old, new in changes.items():
            text = text.replace(old, new)
        return text

    def test_the_buffer_replaces_its_file(self, project: Path) -> None:
        outcome = flake8(project, "--stdin-display-name=app/user.py", "-", stdin=self.buffer(project))
        assert outcome.places == [FAULT]
        mended = self.buffer(project, guest="user")
        assert flake8(project, "--stdin-display-name=app/user.py", "-", stdin=mended).places == []
        # Nothing of the buffer stays behind.
        assert flake8(project, ".").places == [FAULT]

    def test_absolute_display_name(self, project: Path) -> None:
        path = str(project / "app" / "user.py")
        outcome = flake8(project, f"--stdin-display-name={path}", "-", stdin=self.buffer(project))
        assert outcome.places == [(path, 9, "SQR002")]
        elsewhere = flake8(project.parent, f"--stdin-display-name={path}", "-", stdin=self.buffer(project))
        assert elsewhere.places == [(path, 9, "SQR002")]
        mended = self.buffer(project, guest="user")
        assert flake8(project.parent, f"--stdin-display-name={path}", "-", stdin=mended).places == []

    def test_other_side_in_the_buffer(self, project: Path) -> None:
        text = (project / "app" / "booking.py").read_text()
        seen = flake8(project, "--stdin-display-name=app/booking.py", "-", stdin=text)
        assert [s.path for s in seen.shown] == ["app/booking.py"]
        mended = text.replace("user: Mapped", "guest: Mapped")
        assert flake8(project, "--stdin-display-name=app/booking.py", "-", stdin=mended).places == []

    def test_new_file(self, project: Path) -> None:
        (project / "app" / "booking.py").rename(project.parent / "booking.py")
        text = (project.parent / "booking.py").read_text()
        seen = flake8(project, "--stdin-display-name=app/booking.py", "-", stdin=text)
        assert [s.path for s in seen.shown] == ["app/booking.py"]

    def test_line_shift(self, project: Path) -> None:
        text = "import app.service  # noqa\n\n" + self.buffer(project)
        outcome = flake8(project, "--stdin-display-name=app/user.py", "-", stdin=text)
        assert outcome.places == [("app/user.py", 11, "SQR002")]

    def test_half_typed_buffer_does_not_flood(self, project: Path) -> None:
        broken = self.buffer(project) + "    other: Mapped[\n"
        outcome = flake8(project, "--stdin-display-name=app/user.py", "-", stdin=broken)
        assert [shown.code for shown in outcome.shown] == ["E999"]

    def test_without_a_name(self, project: Path) -> None:
        outcome = flake8(project, "-", stdin=self.buffer(project))
        assert outcome.shown == []
        assert outcome.rest == ""


def test_noqa(project: Path) -> None:
    path = project / "app" / "user.py"
    text = path.read_text()
    path.write_text(text.replace("# noqa: F821", "# noqa: F821, SQR002"))
    assert flake8(project, ".").places == []
    assert flake8(project, "--disable-noqa", "--select=SQR", ".").places == [FAULT]
    path.write_text("# flake8: noqa: SQR\n" + text)
    assert [code for _, _, code in flake8(project, "app").places if code.startswith("SQR")] == []


def test_select_and_ignore(project: Path) -> None:
    assert flake8(project, ".", select="SQR1").places == []
    assert flake8(project, ".", select="SQR002").places == [FAULT]
    assert flake8(project, ".", select=None).places == [FAULT]
    assert flake8(project, "--ignore=SQR", ".", select=None).places == []
    assert flake8(project, "--extend-ignore=SQR0", ".", select=None).places == []
    assert flake8(project, "--per-file-ignores=app/user.py:SQR002", ".").places == []
    (project / "setup.cfg").write_text("[flake8]\nselect = E9,W\n")
    assert flake8(project, ".", select=None).places == []
    assert flake8(project, "--extend-select=SQR", ".", select=None).places == [FAULT]


def one_sided_of(outcome: Outcome) -> list[tuple[str, int, str]]:
    """Where SQR901 was reported; other rules of its block may have found something as well."""
    return [place for place in outcome.places if place[2] == "SQR901"]


class TestOptIn:
    """Rules of the block SQR9 are silent unless a prefix that was selected reaches into it."""

    @pytest.fixture
    def one_sided(self, project: Path) -> Path:
        path = project / "app" / "user.py"
        lines = path.read_text().splitlines()
        path.write_text("\n".join([lines[0].replace(", relationship", ""), *lines[1:8], ""]))
        booking = project / "app" / "booking.py"
        booking.write_text(booking.read_text().replace('back_populates="bookings"', ""))
        return project

    @pytest.mark.parametrize("select", ["SQR9", "SQR90", "SQR901", "E,SQR901"])
    def test_on(self, one_sided: Path, select: str) -> None:
        assert one_sided_of(flake8(one_sided, ".", select=select)) == [("app/booking.py", 11, "SQR901")]

    def test_on_beside_the_default(self, one_sided: Path) -> None:
        outcome = flake8(one_sided, "--extend-select=SQR901", ".", select=None)
        assert one_sided_of(outcome) == [("app/booking.py", 11, "SQR901")]
        (one_sided / "setup.cfg").write_text("[flake8]\nextend-select = SQR9\nmax-line-length = 120\n")
        outcome = flake8(one_sided, ".", select=None)
        assert one_sided_of(outcome) == [("app/booking.py", 11, "SQR901")]

    @pytest.mark.parametrize(
        "arguments",
        [
            *(["--select=SQR"], ["--select=S"], ["--extend-select=SQR"], ["--ignore=E501"], []),
            *(["--extend-ignore=E501"], ["--select=SQR916"], ["--select=SQR0"], ["--ignore=SQR9"]),
        ],
    )
    def test_off(self, one_sided: Path, arguments: list[str]) -> None:
        assert flake8(one_sided, *arguments, ".", select=None).places == []


class TestBadInput:
    @pytest.mark.parametrize(
        "content",
        [
            b"class Booking(Base:\n    __tablename__ = 'booking'\n",
            b"# \xe9\n__tablename__ = '\xff'\n",
            # Before that, ast.parse() raises what flake8 does not expect of it.
            *([b"\x00"] if sys.version_info >= (3, 11, 4) else []),
            b"",
        ],
    )
    def test_unusable_file(self, project: Path, content: bytes) -> None:
        """Silence on what depended on the file, nothing of ours on the file itself."""
        (project / "app" / "booking.py").write_bytes(content)
        outcome = flake8(project, "--sqla-rel-no-cache", ".")
        assert outcome.rest == ""
        codes = {shown.code for shown in outcome.shown}
        if content:
            assert "SQR002" not in codes
        assert "SQR000" not in codes

    def test_folders_and_other_things_named_py(self, project: Path) -> None:
        (project / "app" / "x.py").mkdir()
        os.mkfifo(project / "app" / "pipe.py")
        (project / "app" / "dangling.py").symlink_to("nowhere")
        outcome = flake8(project, "app/user.py", "app/booking.py")
        assert outcome.places == [FAULT]
        assert outcome.rest == ""

    def test_file_that_is_not_there(self, project: Path) -> None:
        outcome = flake8(project, "app/nothing.py", select=None)
        assert [shown.code for shown in outcome.shown] == ["E902"]

    def test_control_characters_are_escaped(self, project: Path) -> None:
        path = project / "app" / "user.py"
        path.write_text(path.read_text().replace('"guest"', r'"gu\x1b[31m\n\u202eest"'))
        outcome = flake8(project, ".")
        assert outcome.places == [FAULT]
        assert outcome.rest == ""
        assert outcome.shown[0].text.isprintable()

    def test_column_in_characters(self, project: Path) -> None:
        path = project / "app" / "user.py"
        text = path.read_text().replace("relationship(back", 'relationship(info={"ééé": 1}, back')
        path.write_text(text, encoding="utf-8")
        (shown,) = (shown for shown in flake8(project, ".").shown if shown.code == "SQR002")
        assert path.read_text(encoding="utf-8").splitlines()[8][shown.col - 1 :].startswith("back_populates=")

    def test_latin_1(self, project: Path) -> None:
        path = project / "app" / "user.py"
        text = "# -*- coding: latin-1 -*-\n" + path.read_text().replace("guest", "gäst")
        path.write_text(text, encoding="latin-1")
        (shown,) = flake8(project, ".").shown
        assert "gäst" in shown.text
        (shown,) = flake8(project, "--stdin-display-name=app/user.py", "-", stdin=text).shown
        assert shown.path == "app/user.py"


class TestOptions:
    @pytest.mark.parametrize(
        ("option", "value"),
        [
            ("sqlalchemy", "3.0"),
            ("sqlalchemy", "latest\n"),
            ("root", "/no/such/folder"),
            ("cache-dir", "setup.cfg"),
            ("generic-names", "stuff,no-name"),
        ],
    )
    def test_value_that_cannot_be_used(self, project: Path, option: str, value: str) -> None:
        outcome = flake8(project, f"--sqla-rel-{option}={value}", ".")
        assert outcome.status == 2
        assert outcome.shown == []
        assert outcome.rest.startswith(f"flake8: error: --sqla-rel-{option}: ")
        assert len(outcome.rest.splitlines()) == 1

    def test_value_in_the_configuration_that_cannot_be_used(self, project: Path) -> None:
        (project / "setup.cfg").write_text("[flake8]\nsqla-rel-sqlalchemy = 7\n")
        outcome = flake8(project, ".")
        assert outcome.status == 2
        assert outcome.rest == "flake8: error: --sqla-rel-sqlalchemy: '7' is none of auto, 1.4, 2.0, 2.1"

    @pytest.mark.parametrize(
        ("names", "reported"), [("", ["items"]), ("Guests, _chefs", ["guests", "chefs_"]), ("x", [])]
    )
    def test_generic_names(self, tmp_path: Path, names: str, reported: list[str]) -> None:
        keys = ("items", "guests", "chefs_")
        lines = "".join(f"    {key} = relationship('Order')\n" for key in keys)
        write(
            tmp_path,
            {
                "models.py": "from sqlalchemy.orm import declarative_base, relationship\n"
                "Base = declarative_base()\nclass Order(Base):\n    __tablename__ = 'orders'\n" + lines,
                "setup.cfg": f"[flake8]\nsqla-rel-generic-names = {names}\n" if names else "[flake8]\n",
            },
        )
        shown = flake8(tmp_path, "--select=SQR906", ".").shown
        assert [keys[each.line - 5] for each in shown] == reported

    def test_root(self, project: Path) -> None:
        write(project, {"app/pyproject.toml": "", "other/x.py": ""})
        (project / "app" / "booking.py").rename(project / "other" / "booking.py")
        assert flake8(project, "app/user.py").places == [("app/user.py", 9, "SQR101")]
        assert flake8(project, "--sqla-rel-root=.", "app/user.py").places == [FAULT]
        (project / "setup.cfg").write_text("[flake8]\nsqla-rel-root = .\n")
        assert flake8(project / "app", "user.py").places == [("user.py", 9, "SQR002")]
        # A file outside of the root is part of no project.
        assert flake8(project, "--sqla-rel-root=other", "app/user.py").places == []

    def test_exclude(self, project: Path) -> None:
        assert flake8(project, "--sqla-rel-exclude=app/booking.py", "app/user.py").places == []
        (project / "setup.cfg").write_text("[flake8]\nsqla-rel-exclude =\n    booking.py\n    x\n")
        assert flake8(project, "app/user.py").places == []

    def test_filename_patterns(self, project: Path) -> None:
        assert flake8(project, "--filename=*user.py,*booking.py,*base.py", ".").places == [FAULT]
        assert flake8(project, "--filename=./app/*", ".").places == [FAULT]

    def test_cache_folder_and_none(self, project: Path) -> None:
        assert flake8(project, "--sqla-rel-no-cache", ".").places == [FAULT]
        assert not (project / ".sqla_rel_cache").exists()
        chosen = project.parent / "caches" / "here"
        assert flake8(project, f"--sqla-rel-cache-dir={chosen}", ".").places == [FAULT]
        assert not (project / ".sqla_rel_cache").exists()
        assert chosen.is_dir()
        assert flake8(project, f"--sqla-rel-cache-dir={chosen}", ".").places == [FAULT]

    def test_cache_that_cannot_be_written(self, project: Path) -> None:
        (project / ".sqla_rel_cache").write_text("in the way")
        outcome = flake8(project, ".")
        assert outcome.places == [FAULT]
        assert outcome.rest == ""
        told = flake8(project, "-v", ".")
        assert "cannot be written" in told.rest

    def test_verbose_tells_the_project(self, project: Path) -> None:
        told = flake8(project, "-v", ".").rest
        assert f"project {project}: 3 files with models, 3 of them in this run" in told
        assert "nothing is kept yet" in told
        assert "nothing is kept yet" not in flake8(project, "-v", ".").rest


class TestWarmCache:
    """After any change the next run says what a run without cache says."""

    def same(self, project: Path) -> Outcome:
        warm = flake8(project, ".")
        assert warm == flake8(project, "--sqla-rel-no-cache", ".")
        assert warm == flake8(project, ".")
        return warm

    def test_edit_add_rename_delete(self, project: Path) -> None:
        assert self.same(project).places == [FAULT]
        booking = project / "app" / "booking.py"
        text = booking.read_text()
        booking.write_text(text.replace("user: Mapped", "guest: Mapped"))
        assert self.same(project).places == []
        booking.write_text(text)
        assert self.same(project).places == [FAULT]
        booking.rename(project / "app" / "reservation.py")
        assert "app/reservation.py" in self.same(project).shown[0].text
        (project / "app" / "reservation.py").unlink()
        assert [shown.code for shown in self.same(project).shown] == ["SQR101"]
        write(project, {"app/late.py": text})
        assert self.same(project).places == [FAULT]

    def test_only_the_other_file_is_linted(self, project: Path) -> None:
        assert flake8(project, "app/user.py").places == [FAULT]
        booking = project / "app" / "booking.py"
        booking.write_text(booking.read_text().replace("user: Mapped", "guest: Mapped"))
        assert flake8(project, "app/user.py").places == []

    def test_class_that_is_mapped_by_its_base_alone(self, project: Path) -> None:
        """What a file without any telltale has to say hangs on the other files."""
        admin = """
            from app.user import User


            class Admin(User):
                pass
            """
        write(project, {"app/admin.py": admin})
        base = project / "app" / "booking.py"
        base.write_text(base.read_text().replace('["User"]', '["Admin"]'))
        assert flake8(project, "app/booking.py", select="SQR1").places == []
        assert flake8(project, "app/admin.py", select="SQR1").places == []

    def test_class_whose_base_maps_nothing(self, project: Path) -> None:
        """Its bases are traced, and the project is not looked at."""
        write(project, {"app/plain.py": "class Plain:\n    pass\n"})
        write(
            project, {"app/service.py": "from app.plain import Plain\n\n\nclass Service(Plain):\n    pass\n"}
        )
        assert flake8(project, "app/service.py").places == []
        assert not (project / ".sqla_rel_cache").exists()
        write(project, {"app/plain.py": "from app.user import User\n\n\nclass Plain(User):\n    pass\n"})
        assert flake8(project, "app/service.py").places == []
        assert (project / ".sqla_rel_cache").exists()

    def test_file_that_makes_a_column_for_others(self, project: Path) -> None:
        helper = "from sqlalchemy import ForeignKey\n\n\ndef key():\n    return ForeignKey('nowhere.id')\n"
        write(project, {"app/keys.py": helper})
        booking = project / "app" / "booking.py"
        text = booking.read_text().replace(
            "user_id:", "other: Mapped[int] = mapped_column(key())\n    user_id:"
        )
        booking.write_text("from app.keys import key\n" + text)
        seen = flake8(project, ".", select="SQR203").places
        assert [path for path, _, _ in seen] == ["app/keys.py"]
        assert flake8(project, "app/keys.py", select="SQR203").places == seen
        assert flake8(project, "app/keys.py", "--sqla-rel-no-cache", select="SQR203").places == seen

    def test_nothing_is_kept_of_a_run_without_models(self, project: Path) -> None:
        assert flake8(project, "app/service.py").places == []
        assert not (project / ".sqla_rel_cache").exists()


def test_start_up_imports_nothing_of_the_mapper(project: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "flake8", "app/service.py"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert run.returncode == 0
    assert "flake8_sqla_rel.run" in run.stderr
    for heavy in ("mapper", "rules", "source.reader", "project.index"):
        assert f"flake8_sqla_rel.{heavy}" not in run.stderr
    for foreign in ("astroid", "sqlalchemy"):
        assert f" {foreign}\n" not in run.stderr
