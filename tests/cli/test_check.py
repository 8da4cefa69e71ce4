"""``sqla-rel check`` on small projects."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_sqla_rel import cli
from tests.project.trees import write

Captured = pytest.CaptureFixture[str]

FIRST = "app/user.py:9:54: SQR002 User.bookings says back_populates="

#: A second fault, in another file.
PET = """\
    from sqlalchemy.orm import Mapped, mapped_column, relationship

    from app.base import Base


    class Pet(Base):
        __tablename__ = "pet"
        id: Mapped[int] = mapped_column(primary_key=True)
        owners = relationship("Owner")
    """


def check(capsys: Captured, *arguments: str) -> tuple[int, list[str], str]:
    """Status, lines on stdout and what is on stderr."""
    capsys.readouterr()
    status = cli.main(["check", *arguments])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err


def mend(project: Path) -> None:
    booking = project / "app" / "booking.py"
    booking.write_text(booking.read_text().replace("user: Mapped", "guest: Mapped"))


def test_findings_are_lines_and_status_1(project: Path, capsys: Captured) -> None:
    status, (first, summary), errors = check(capsys)
    assert status == 1
    assert first.startswith(FIRST)
    assert summary == "Found 1 finding (1 error) in 1 file"
    assert errors == ""


def test_nothing_found_is_status_0(project: Path, capsys: Captured) -> None:
    mend(project)
    assert check(capsys) == (0, ["All clear: nothing found in 3 files with models"], "")


def test_a_tree_without_models_is_told(project: Path, capsys: Captured) -> None:
    nothing = (0, ["Nothing to check: no models found"], "")
    assert check(capsys, "app/service.py") == nothing
    write(project / "other", {"setup.cfg": "", "x.py": "a = 1\n"})
    assert check(capsys, "other") == nothing


def test_exit_zero(project: Path, capsys: Captured) -> None:
    status, (first, _), _ = check(capsys, "--exit-zero")
    assert status == 0
    assert first.startswith(FIRST)


def test_statistics(project: Path, capsys: Captured) -> None:
    assert check(capsys, "--statistics")[1][1] == "1  SQR002"
    status, lines, errors = check(capsys, "--statistics", "--format=json")
    assert status == 1
    assert errors == "1  SQR002\n"
    assert len(json.loads("".join(lines))["findings"]) == 1


def test_paths_are_shown_as_they_were_given(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def path(*arguments: str) -> str:
        return check(capsys, *arguments)[1][0].split(":")[0]

    assert path("./app/user.py") == "app/user.py"
    assert path(str(project)) == str(project / "app" / "user.py")
    link = project.parent / "link"
    link.symlink_to(project)
    assert path(str(link)) == str(link / "app" / "user.py")
    monkeypatch.chdir(project / "app")
    assert path() == "user.py"
    assert path("..") == "../app/user.py"


@pytest.mark.parametrize("form", ["json", "sarif", "github", "gitlab", "junit"])
def test_every_form_can_be_written_to_a_file(form: str, project: Path, capsys: Captured) -> None:
    status, lines, errors = check(capsys, f"--format={form}")
    assert (status, errors) == (1, "")
    said = check(capsys, f"--format={form}", "--output-file=out")
    assert said == (1, ["Found 1 finding (1 error) in 1 file, written to out"], "")
    assert (project / "out").read_text().splitlines() == lines
    assert any("SQR002" in line for line in lines)
    mend(project)
    status, lines, errors = check(capsys, f"--format={form}")
    assert (status, errors) == (0, "")
    assert not any("SQR002" in line for line in lines)


def test_text_in_a_file_has_no_colour(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = check(capsys)[1]
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = check(capsys)[1]
    assert coloured != plain
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in coloured] == plain
    check(capsys, "--output-file=out")
    assert (project / "out").read_text().splitlines() == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert check(capsys)[1] == plain


class TestChanged:
    @pytest.fixture(autouse=True)
    def second_fault(self, project: Path) -> None:
        write(project, {"app/pet.py": PET})

    @pytest.mark.parametrize("path", ["app/user.py", "./app/booking.py"])
    def test_either_side_of_a_fault(self, path: str, project: Path, capsys: Captured) -> None:
        status, (first, summary), _ = check(capsys, "--changed", path)
        assert status == 1
        assert first.startswith(FIRST)
        assert summary == "Found 1 finding (1 error) in 1 file"

    def test_several_in_either_spelling(self, project: Path, capsys: Captured) -> None:
        both = check(capsys, "--changed", "app/booking.py", str(project / "app/pet.py"))
        assert both == check(capsys)
        assert both == check(capsys, "--changed", "app/booking.py", "--changed", "app/pet.py")
        assert len(both[1]) == 3

    def test_what_concerns_no_finding(self, project: Path, capsys: Captured) -> None:
        clear = (0, ["All clear: nothing found in 4 files with models"], "")
        assert check(capsys, "--changed", "app/base.py", "README.md", "deleted.py") == clear
        assert check(capsys, "--changed") == clear


class TestBaseline:
    def test_what_is_known_is_not_shown(self, project: Path, capsys: Captured) -> None:
        written = check(capsys, "--write-baseline=known.json")
        assert written == (0, ["1 finding written to known.json"], "")
        assert json.loads((project / "known.json").read_text()) == {
            "form": 1,
            "findings": {"SQR002": {"User.bookings": 1}},
        }
        user = project / "app" / "user.py"
        user.write_text("# moved\n\n" + user.read_text())
        known = "All clear: nothing new found in 3 files with models (1 more in the baseline)"
        assert check(capsys, "--baseline=known.json") == (0, [known], "")
        write(project, {"app/pet.py": PET})
        status, (first, summary), _ = check(capsys, "--baseline=known.json")
        assert status == 1
        assert first.startswith("app/pet.py:")
        assert summary == "Found 1 finding (1 error) in 1 file (1 more in the baseline)"
        assert len(check(capsys)[1]) == 3

    def test_it_may_be_named_in_the_configuration(self, project: Path, capsys: Captured) -> None:
        write(project, {"pyproject.toml": '[tool.flake8-sqla-rel]\nbaseline = "known.json"\n'})
        assert check(capsys, "--write-baseline", "known.json")[0] == 0
        assert check(capsys)[0] == 0

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "'known.json': No such file or directory; --write-baseline makes it"),
            ("{", "'known.json' is no JSON"),
            ("[]", "'known.json' is no baseline"),
            ('{"form": 1}', "'known.json' is no baseline"),
            ('{"form": 2}', "'known.json' is of another release of this program"),
            ('{"form": 1, "findings": {"SQR002": {"a": "b"}}}', "'known.json' is no baseline"),
            ('{"form": 1, "findings": {"SQR002": []}}', "'known.json' is no baseline"),
        ],
    )
    def test_what_is_none(self, content: str | None, said: str, project: Path, capsys: Captured) -> None:
        if content is not None:
            write(project, {"known.json": content})
        assert check(capsys, "--baseline=known.json") == (2, [], f"sqla-rel: error: --baseline: {said}\n")


def test_the_command_line_counts_before_the_table_before_flake8s_file(
    project: Path, capsys: Captured
) -> None:
    write(project, {"setup.cfg": "[flake8]\nignore = SQR0\n"})
    assert check(capsys)[0] == 0
    write(project, {"pyproject.toml": '[tool.flake8-sqla-rel]\nignore = ["SQR1"]\n'})
    assert check(capsys)[0] == 1
    assert check(capsys, "--ignore=SQR002")[0] == 0
    assert check(capsys, "--isolated")[0] == 1
    assert check(capsys, "--config=setup.cfg")[0] == 0


def test_the_tables_options_of_the_project_count(project: Path, capsys: Captured) -> None:
    write(project, {"pyproject.toml": '[tool.flake8-sqla-rel]\ncache-dir = "kept"\nexclude = ["user.py"]\n'})
    assert check(capsys) == (0, ["All clear: nothing found in 2 files with models"], "")
    assert (project / "kept").is_dir()
    assert check(capsys, "--exclude=other.py")[0] == 1
    write(project, {"pyproject.toml": '[tool.flake8-sqla-rel]\nsqlalchemy = "3.0"\n'})
    said = "sqla-rel: error: pyproject.toml: sqlalchemy: '3.0' is none of auto, 1.4, 2.0, 2.1\n"
    assert check(capsys) == (2, [], said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.py"], "no such file or folder: 'nowhere.py'"),
        (["no\nsuch"], r"no such file or folder: 'no\nsuch'"),
        (["--select=SQR8"], "--select: no rule 'SQR8'"),
        (["--select=E501"], "--select: no rule 'E501'"),
        (["--ignore=SQR0021"], "--ignore: 'SQR0021' is no code"),
        (["--extend-select=SQR999"], "--extend-select: no rule 'SQR999', did you mean 'SQR9"),
        (["--format=sarfi"], "--format: no form 'sarfi', did you mean 'sarif'?"),
        (["--format=x"], "--format: no form 'x' (text, json, sarif, github, gitlab, junit)"),
        (["--output-file=no/such/folder"], "--output-file: cannot write 'no/such/folder': No such file"),
        (["--write-baseline=no/such"], "--write-baseline: cannot write 'no/such': No such file"),
        (["--write-baseline", "app/user.py"], "--write-baseline: 'app/user.py' is no JSON"),
        (["--write-baseline", "app"], "--write-baseline: 'app': Is a directory"),
        (["-"], "- needs --stdin-display-name, the file that the text is to be"),
        (["--config=gone.cfg"], "--config: no such file: 'gone.cfg'"),
        (["--root=gone"], "--root: "),
        (["--per-file-ignores=x"], "--per-file-ignores: not of the form"),
        (["--sqlalchemy=4"], "--sqlalchemy: '4' is none of auto, 1.4, 2.0, 2.1"),
        (["--slect=x"], "unrecognized arguments: --slect=x, did you mean '--select'?"),
        (["--sqla-rel-no-cache"], "unrecognized arguments: --sqla-rel-no-cache, did you mean '--no-cache'?"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    arguments: list[str], said: str, project: Path, capsys: Captured
) -> None:
    status, lines, errors = check(capsys, *arguments)
    assert (status, lines) == (2, [])
    assert errors.startswith(f"sqla-rel: error: {said}")
    assert errors.count("\n") == 1
    assert errors.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"pyproject.toml": "[tool.flake8-sqla-rel]\nslect = []\n"}, "no option 'slect' in"),
        ({"pyproject.toml": "[tool.flake8-sqla-rel\n"}, "pyproject.toml: "),
        ({"pyproject.toml": '[tool.flake8-sqla-rel]\nselect = ["SQR8"]\n'}, "select: no rule 'SQR8'"),
        ({"setup.cfg": "[flake8]\nsqla-rel-rot = x\n"}, "did you mean 'sqla-rel-root'?"),
        ({"setup.cfg": "[flake8]\n[flake8]\n"}, "setup.cfg: "),
    ],
)
def test_broken_configuration_is_one_line_and_status_2(
    files: dict[str, str], said: str, project: Path, capsys: Captured
) -> None:
    write(project, files)
    status, lines, errors = check(capsys)
    assert (status, lines) == (2, [])
    assert said in errors
    assert errors.count("\n") == 1


def test_no_rule_selected_is_told(project: Path, capsys: Captured) -> None:
    write(project, {"setup.cfg": "[flake8]\nselect = E,F\n"})
    status, _, errors = check(capsys)
    assert status == 0
    assert errors.startswith(
        "sqla-rel: warning: no rule is selected (select and ignore of the command line, "
    )
    assert errors.endswith("setup.cfg)\n")
    assert check(capsys, "--select=SQR")[2] == ""
    assert "no rule is selected" in check(capsys, "--isolated", "--ignore=SQR")[2]


def test_verbose_tells_what_was_read(project: Path, capsys: Captured) -> None:
    status, lines, errors = check(capsys, "-v")
    assert status == 1 and len(lines) == 2
    assert f"configuration {project / 'setup.cfg'}\n" in errors
    assert f"project {project}: 3 files with models, 3 of them in this run\n" in errors
    assert f"cache {project / '.sqla_rel_cache'}: " in errors
    assert "cache: none\n" in check(capsys, "-v", "--no-cache")[2]
    assert "configuration: none found\n" in check(capsys, "-v", "--isolated")[2]


def test_only_the_projects_inside_are_read(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder whose files all belong to projects inside of it is no project to be read as well."""
    outer = project.parent
    monkeypatch.chdir(outer)
    for _ in range(2):
        _, lines, errors = check(capsys, "-v")
        assert any("SQR002" in line for line in lines)
        assert f"project {outer}: nothing of it that could be reported on is in this run\n" in errors
        assert f"project {project}: 3 files with models, 3 of them in this run\n" in errors
        assert not (outer / ".sqla_rel_cache").exists()
    # With a file of its own it is.
    write(outer, {"other.py": (project / "app" / "user.py").read_text()})
    errors = check(capsys, "-v")[2]
    assert f"project {outer}: 4 files with models, 1 of them in this run\n" in errors


def test_a_name_that_no_encoding_holds(project: Path, capsys: Captured) -> None:
    text = (project / "app" / "user.py").read_bytes()
    strange = os.fsencode(project) + b"/app/us\xe9\xff\n.py"
    try:
        with open(strange, "wb") as file:
            file.write(text)
    except OSError:
        pytest.skip("the file system takes no such name")
    (project / "app" / "user.py").unlink()
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0", "LC_ALL": "C"}
    for form in ("text", "json", "sarif", "github", "gitlab", "junit"):
        ran = subprocess.run(
            [sys.executable, "-m", "flake8_sqla_rel", "check", f"--format={form}"],
            cwd=project,
            env=environment,
            capture_output=True,
        )
        assert (ran.returncode, ran.stderr) == (1, b""), form
        assert b"SQR002" in ran.stdout
        ran.stdout.decode("utf-8")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full disk to write to")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_stdout_that_cannot_be_written(form: str, project: Path) -> None:
    command = [sys.executable, "-m", "flake8_sqla_rel", "check", f"--format={form}"]
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(command, cwd=project, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 2
    assert ran.stderr == "sqla-rel: error: cannot write to stdout: No space left on device\n"


@pytest.mark.parametrize(("closed", "status"), [(">&-", 1), ("2>&-", 1), ("- <&-", 2)])
@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no sh")
def test_streams_that_are_closed(closed: str, status: int, project: Path) -> None:
    command = f'"{sys.executable}" -m flake8_sqla_rel check --stdin-display-name app/user.py {closed}'
    ran = subprocess.run(["sh", "-c", command], cwd=project, capture_output=True, text=True)
    assert ran.returncode == status
    assert "Traceback" not in ran.stderr
