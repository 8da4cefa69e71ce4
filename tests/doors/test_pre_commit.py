"""The hooks, installed and run by pre-commit itself, from this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.trees import write

ROOT = Path(__file__).parents[2]

#: What pip says when it has no index to ask.
_NO_INDEX = (
    "No matching distribution found",
    "Could not find a version",
    "Failed to establish a new connection",
)

FLAKE8_WITH_PLUGIN = """\
    - repo: local
      hooks:
        - id: flake8
          name: flake8
          entry: flake8
          language: python
          types: [python]
          require_serial: true
          additional_dependencies: ["flake8", "{checkout}"]
"""

OUR_HOOK = """\
    - repo: {checkout}
      rev: {revision}
      hooks:
        - id: {hook}
"""


class Repository:
    """A git repository in a folder."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "HOME": str(home),
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "tests",
            "GIT_AUTHOR_EMAIL": "tests@localhost",
            "GIT_COMMITTER_NAME": "tests",
            "GIT_COMMITTER_EMAIL": "tests@localhost",
        }
        self.run("git", "init", "-q")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the folder; its output is text, both streams in one."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Commit all that there is."""
        self.run("git", "add", "-A")
        return self.run("git", "commit", "-q", "-m", "change")

    def head(self) -> str:
        """The id of the newest commit."""
        return self.run("git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pre-commit makes once and keeps."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def checkout(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """This checkout as it is now, committed."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("flake8_sqla_rel", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)
    repository = Repository(folder, home)
    assert repository.commit().returncode == 0
    return repository


def prepare(project: Path, home: Path, config: str) -> Repository:
    """The project, mended and committed, with the hooks installed."""
    user = project / "app" / "user.py"
    user.write_text(user.read_text().replace('"guest"', '"user"'))
    write(project, {".pre-commit-config.yaml": "    repos:\n" + config})
    repository = Repository(project, home)
    assert repository.run(sys.executable, "-m", "pre_commit", "install").returncode == 0
    made = repository.run(sys.executable, "-m", "pre_commit", "install-hooks")
    if made.returncode != 0 and any(reason in made.stdout for reason in _NO_INDEX):
        pytest.skip("the hooks' environment cannot be made: no package index")
    assert made.returncode == 0, made.stdout
    first = repository.commit()
    assert first.returncode == 0, first.stdout
    return repository


@pytest.mark.long
@pytest.mark.parametrize(
    ("config", "reported"),
    [
        # flake8 is handed the changed file only, and reports there what it did to the other one.
        pytest.param(FLAKE8_WITH_PLUGIN, "app/booking.py:", id="flake8 with additional_dependencies"),
        pytest.param(OUR_HOOK.replace("{hook}", "flake8-sqla-rel"), "app/booking.py:", id="flake8-sqla-rel"),
        pytest.param(OUR_HOOK.replace("{hook}", "sqla-rel-check"), "app/user.py:9:", id="sqla-rel-check"),
    ],
)
def test_a_commit_that_breaks_another_file_is_refused(
    config: str, reported: str, project: Path, home: Path, checkout: Repository
) -> None:
    filled = config.replace("{checkout}", str(checkout.folder)).replace("{revision}", checkout.head())
    repository = prepare(project, home, filled)
    before = repository.head()
    booking = project / "app" / "booking.py"
    booking.write_text(booking.read_text().replace("user: Mapped", "guest: Mapped"))
    refused = repository.commit()
    assert refused.returncode != 0
    (line,) = [line for line in refused.stdout.splitlines() if " SQR" in line]
    assert line.startswith(reported) and " SQR002 User.bookings says " in line
    assert repository.head() == before


@pytest.mark.long
def test_the_fixing_hook_mends_and_asks_to_look(project: Path, home: Path, checkout: Repository) -> None:
    config = OUR_HOOK.replace("{hook}", "sqla-rel-fix")
    filled = config.replace("{checkout}", str(checkout.folder)).replace("{revision}", checkout.head())
    repository = prepare(project, home, filled)
    booking, user = project / "app" / "booking.py", project / "app" / "user.py"
    booking.write_text(booking.read_text().replace("user: Mapped", "guest: Mapped"))
    refused = repository.commit()
    assert refused.returncode != 0
    assert "files were modified by this hook" in refused.stdout
    assert 'back_populates="guest"' in user.read_text()
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout
