"""Our reading of ``.gitignore`` against git's own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_sqla_rel.project.gitignore import GitIgnore
from tests.project.trees import listed, write

PATTERNS = (
    """
*.py|a|/a|a/|/a/b|a/b|**/b|a/**|a/**/c|**/a/**|*|!b.py|!a|?.py|[ab].py|[!a].py|a*|\\!x|# c|b.py |b\\ |a/*|/*
!/a|!a/b|[a-c].py|*.p[yz]|**|a**b|c/**/b/*.py|**c|a/**b|*.pyc|build|[[:alpha:]].py|[]a].py|a.py/|b*.py|**/|/**
a/[^b].py|[a/]b|a\\|*/b.py|*/*.py|c/*/a.py|!*.py|!*/|!c/**|[a|[a-]*|[!]a].py|a-b|.py|*y|\\a.py|!|/
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

PATHS = [
    "/".join([*folders, f"{stem}.py"])
    for folders in ([], ["a"], ["b"], ["a", "b"], ["c", "a"], ["a", "c", "b"], ["c", "a", "b"], ["build"])
    for stem in ("a", "b", "c", "!x", "ab", "a-b")
]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return write(root, dict.fromkeys(PATHS, ""))


@needs_git
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=6))
def test_same_as_git(repository: Path, lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    (repository / ".gitignore").write_text(text)
    command = ["git", "-c", "core.excludesFile=", "check-ignore", "--stdin", "-z"]
    run = subprocess.run(command, input="\0".join(PATHS), cwd=repository, capture_output=True, text=True)
    assert sorted(filter(None, run.stdout.split("\0"))) == sorted(filter(_ignores(GitIgnore(text)), PATHS))


def _ignores(ignore: GitIgnore):  # type: ignore[no-untyped-def]
    def ignored(path: str) -> bool:
        parts = path.split("/")
        above = ("/".join(parts[:end]) for end in range(1, len(parts)))
        return any(ignore.verdict(folder, True) for folder in above) or bool(ignore.verdict(path, False))

    return ignored


def test_in_the_tree(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "generated/\n*_local.py\n!keep_local.py\n",
            "a.py": "",
            "a_local.py": "",
            "keep_local.py": "",
            "generated/b.py": "",
            "app/.gitignore": "/c.py\n",
            "app/c.py": "",
            "app/sub/c.py": "",
        },
    )
    assert listed(tmp_path) == ["a.py", "app/sub/c.py", "keep_local.py"]


def test_of_the_repository_around_the_root(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".git/info/exclude": "secret.py\n",
            ".gitignore": "scratch/\nservices/api/old.py\n",
            "services/.gitignore": "tmp.py\n",
            "services/api/old.py": "",
            "services/api/new.py": "",
            "services/api/tmp.py": "",
            "services/api/secret.py": "",
            "scratch/x.py": "",
        },
    )
    assert listed(tmp_path / "services" / "api") == ["new.py"]
    # Whoever lints an ignored folder means it.
    assert listed(tmp_path / "scratch") == ["x.py"]
