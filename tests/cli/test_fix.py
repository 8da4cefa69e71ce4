"""``sqla-rel fix`` as a command: what it changes, prints and returns."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fix.projects import BASE, contents, fix, write

FILES = {
    "app/__init__.py": "",
    "app/base.py": BASE,
    "app/user.py": """\
        from sqlalchemy import Column, Integer
        from app.base import Base


        class User(Base):
            __tablename__ = "user"
            id = Column(Integer, primary_key=True)
        """,
    "app/post.py": """\
        from sqlalchemy import Column, ForeignKey, Integer
        from sqlalchemy.orm import relationship
        from app.base import Base


        class Post(Base):
            __tablename__ = "post"
            id = Column(Integer, primary_key=True)
            user_id = Column(ForeignKey("user.id"))
            user = relationship("User", backref="posts")
        """,
}

SUMMARY = (
    "SQR001 Post.user: Declare User.posts and use back_populates on both sides [app/post.py, app/user.py]\n"
    "{} 1 finding (1 SQR001) in 2 files, 0 left\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", FILES)


def git(root: Path, *command: str, text: str | None = None) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *command],
        cwd=root,
        input=None if text is None else text.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def test_it_fixes_and_says_what(project: Path) -> None:
    ran = fix(project)
    assert (ran.status, ran.out, ran.err) == (0, SUMMARY.format("Fixed"), "")
    assert 'back_populates="posts"' in (project / "app/post.py").read_text()
    assert 'posts = relationship("Post", back_populates="user")' in (project / "app/user.py").read_text()
    assert fix(project).out == "Fixed 0 findings, 0 left\n"


def test_check_changes_nothing(project: Path) -> None:
    before = contents(project)
    ran = fix(project, "--check")
    assert (ran.status, ran.out, ran.err) == (1, "", SUMMARY.format("Would fix"))
    assert contents(project) == before
    fix(project)
    assert fix(project, "--check").status == 0


@needs_git
@pytest.mark.parametrize("below", ["", "services/api"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_diff_is_what_git_applies(tmp_path: Path, below: str, newline: str) -> None:
    top = tmp_path / "top"
    project = write(top / below, FILES)
    user = project / "app/user.py"
    user.write_bytes(user.read_bytes().rstrip(b"\n").replace(b"\n", newline.encode()))
    git(top, "init", "-q")
    git(top, "config", "core.autocrlf", "false")
    git(top, "add", ".")
    git(top, "commit", "-qm", "all")
    before = contents(project)
    ran = fix(project, "--diff")
    assert ran.status == 1
    assert ran.err == SUMMARY.format("Would fix")
    assert contents(project) == before
    git(top, "apply", text=ran.out)
    applied = contents(project)
    git(top, "checkout", "-q", ".")
    assert fix(project).status == 0
    assert contents(project) == applied != before


@needs_git
def test_uncommitted_changes_are_mentioned(project: Path) -> None:
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "all")
    assert fix(project).err == ""
    assert "uncommitted changes" not in fix(project).err
    (project / "app/post.py").write_bytes(
        (project / "app/post.py").read_bytes().replace(b"back_populates", b"backref")
    )
    user = (project / "app/user.py").read_text().splitlines(keepends=True)
    (project / "app/user.py").write_text("".join(line for line in user if "posts" not in line))
    ran = fix(project)
    assert ran.status == 0
    assert ran.err == f"note: {project} has uncommitted changes; what is fixed mixes with them\n"


def test_code_that_reads_a_backref_is_mentioned(project: Path) -> None:
    (project / "app/tools.py").write_text(
        "def names(relationships):\n    return [r.backref for r in relationships]\n"
    )
    place = os.path.join("app", "tools.py")
    expected = f"note: {place}:2 reads .backref, which is None where both sides are declared\n"
    assert fix(project, "--check").err.startswith(expected)


@pytest.mark.parametrize("options", [("--select", "SQR002"), ("--ignore", "SQR001"), ("app/base.py",)])
def test_what_is_not_asked_for_stays(project: Path, options: tuple[str, ...]) -> None:
    before = contents(project)
    ran = fix(project, *options)
    assert (ran.status, ran.out) == (0, "Fixed 0 findings, 0 left\n")
    assert contents(project) == before


@pytest.mark.parametrize("path", ["app/post.py", "app/user.py"])
def test_one_file_of_the_two_is_enough(project: Path, path: str) -> None:
    assert fix(project, path).out == SUMMARY.format("Fixed")


def test_noqa_counts(project: Path) -> None:
    post = project / "app/post.py"
    post.write_text(post.read_text().replace('backref="posts")', 'backref="posts")  # noqa: SQR001'))
    before = contents(project)
    assert fix(project).out == "Fixed 0 findings, 0 left\n"
    assert contents(project) == before
    assert fix(project, "--disable-noqa").status == 0
    assert contents(project) != before


def test_per_file_ignores_count(project: Path) -> None:
    before = contents(project)
    assert fix(project, "--per-file-ignores", "app/post.py:SQR001").out == "Fixed 0 findings, 0 left\n"
    assert contents(project) == before


def test_a_class_with_an_error_is_left_alone(project: Path) -> None:
    user = project / "app/user.py"
    user.write_text(
        user.read_text().replace(
            "import Column, Integer", "import Column, Integer\nfrom sqlalchemy.orm import relationship"
        )
        + '    chefs = relationship("Chef")\n'
    )
    before = contents(project)
    ran = fix(project, "--select", "SQR001")
    assert ran.status == 1
    assert "SQR001 Post.user: left: User has an unresolved error first: SQR101 at app/user.py:9" in ran.out
    assert contents(project) == before


@pytest.mark.parametrize("fails_at", [0, 1])
def test_all_files_are_written_or_none(project: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    before = contents(project)
    calls = iter(range(100))
    real = os.replace

    def failing(source: str, target: str) -> None:
        if next(calls) == fails_at:
            raise PermissionError(13, "Permission denied", target)
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)
    ran = fix(project)
    assert ran.status == 2
    assert ran.err.endswith(": Permission denied; nothing was changed\n")
    assert ran.err.count("\n") == 1
    assert contents(project) == before
    assert not list(project.rglob(".sqla-rel-*"))


def test_a_link_stays_a_link(project: Path, tmp_path: Path) -> None:
    post = project / "app/post.py"
    real = tmp_path / "elsewhere.py"
    post.rename(real)
    post.symlink_to(real)
    assert fix(project).status == 0
    assert post.is_symlink()
    assert 'back_populates="posts"' in real.read_text()


def test_permissions_stay(project: Path) -> None:
    (project / "app/post.py").chmod(0o640)
    fix(project)
    assert (project / "app/post.py").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["missing.py"], "no such file or folder: 'missing.py'"),
        (["--select", "XYZ1"], "--select: no rule 'XYZ1'"),
    ],
)
def test_bad_input_is_one_line(project: Path, options: list[str], said: str) -> None:
    ran = fix(project, *options)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"sqla-rel: error: {said}")
    assert ran.err.count("\n") == 1
