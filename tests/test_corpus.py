"""Real projects: the linter finishes on them, and its cache never changes what it says.

Needs ``../shared/corpus`` and the sources that ``../shared/tools/corpus.py get`` downloads.
What SQLAlchemy says of the findings is the business of ``corpus.py findings``, which
``.ci/run`` runs as well.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

INDEX = Path(__file__).parent.parent.parent / "shared" / "corpus" / "index.json"
SOURCES = Path(os.environ.get("SQLA_REL_CORPUS", Path.home() / ".cache" / "sqla-rel-corpus"))

pytestmark = pytest.mark.long


def names() -> list[str]:
    return [row["name"] for row in json.loads(INDEX.read_text(encoding="utf-8"))] if INDEX.is_file() else []


def findings(tree: Path, files: list[str], *options: str) -> list[str]:
    """What the linter says of ``files``, with the whole of ``tree`` as their project."""
    command = [sys.executable, "-m", "flake8", "--isolated", "--exit-zero", "--select=SQR", *options, *files]
    run = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert not run.stderr
    return sorted(run.stdout.splitlines())


@pytest.mark.skipif(not INDEX.is_file(), reason="no ../shared beside the repository")
@pytest.mark.parametrize("name", names() or ["none"])
def test_project(name: str, tmp_path: Path) -> None:
    tree = SOURCES / name / "src"
    if not tree.is_dir():
        pytest.skip(f"the sources of {name} are not here (../shared/tools/corpus.py get)")
    # flake8's own checks of all the other files would take minutes and show nothing of ours.
    texts = ((path, path.read_bytes()) for path in sorted(tree.rglob("*.py")))
    files = [str(path.relative_to(tree)) for path, text in texts if b"relationship" in text]
    assert files

    without = findings(tree, files, "--sqla-rel-no-cache")
    assert [line for line in without if " SQR000 " in line] == []
    cold = findings(tree, files, f"--sqla-rel-cache-dir={tmp_path}")
    assert any(tmp_path.iterdir())
    warm = findings(tree, files, f"--sqla-rel-cache-dir={tmp_path}")
    assert (cold, warm) == (without, without)
