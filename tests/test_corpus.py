"""Real projects: the linter finishes on them, and its cache never changes what it says.

Needs ``../shared/corpus`` and the sources that ``../shared/tools/corpus.py get`` downloads.
``corpus.py findings`` asks the same of the linter through flake8, whose own checks of all files
take most of its time; ``.ci/run`` runs it on a few projects.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_sqla_rel.config import make_settings
from flake8_sqla_rel.engine import findings_for_project
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Options
from tests.beside import INDEX, SHARED, SOURCES

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


def raising_rules() -> frozenset[str]:
    """The codes that ``corpus.py`` holds against SQLAlchemy: what they report makes it raise."""
    spec = importlib.util.spec_from_file_location("corpus", SHARED / "tools" / "corpus.py")
    assert spec is not None and spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    return frozenset(corpus.RAISES)


@pytest.mark.skipif(not INDEX.is_file(), reason="no ../shared beside the repository")
@pytest.mark.parametrize("name", names() or ["none"])
def test_nothing_is_reported_that_sqlalchemy_contradicts(name: str) -> None:
    tree = SOURCES / name / "src"
    if not tree.is_dir():
        pytest.skip(f"the sources of {name} are not here (../shared/tools/corpus.py get)")
    oracle = json.loads((INDEX.parent / name / "oracle.json").read_text(encoding="utf-8"))
    release = tuple(int(part) for part in oracle["sqlalchemy"].split(".")[:2])
    configured = {mapped["file"] for mapped in oracle["classes"]} if oracle["configure_ok"] else set()
    options = Options(sqlalchemy=(release[0], release[1]))
    index = ProjectIndex(str(tree.resolve()), make_settings(cache=False))
    found = findings_for_project(index, options, [rule for rule in ALL_RULES if not rule.opt_in])
    raising = raising_rules()
    assert raising & {rule.code for rule in ALL_RULES}
    contradicted = [
        finding
        for findings in found.values()
        for finding in findings
        if finding.code == "SQR000" or (finding.code in raising and finding.place.path in configured)
    ]
    assert contradicted == []
