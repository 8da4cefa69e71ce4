"""Real projects: without their backrefs they are mapped as before.

Needs ``../shared/corpus`` and the sources that ``../shared/tools/corpus.py get`` downloads; what
SQLAlchemy itself says needs also the environments that ``corpus.py oracle`` builds.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from flake8_sqla_rel.config import make_settings
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.project.index import ProjectIndex
from tests.beside import INDEX, SHARED, SOURCES
from tests.fix.projects import Ran, contents, fix

#: What has to be the same for every relationship.
FIELDS = (
    "target direction uselist pairs secondary cascade lazy viewonly passive_deletes order_by reverse".split()
)

#: Of the backrefs between classes of one tree, how many have to be gone.
SHARE = 0.95

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not INDEX.is_file(), reason="no ../shared beside the repository"),
]


def rows() -> list[dict[str, Any]]:
    """The projects that have backrefs."""
    if not INDEX.is_file():
        return []
    return [row for row in json.loads(INDEX.read_text(encoding="utf-8")) if row["backrefs"]]


def recorded(name: str) -> dict[str, Any]:
    """What SQLAlchemy said of a project as it is."""
    found: dict[str, Any] = json.loads((INDEX.parent / name / "oracle.json").read_text(encoding="utf-8"))
    return found


def copied(name: str, folder: Path) -> Path:
    """A copy of the sources of a project."""
    tree = SOURCES / name / "src"
    if not tree.is_dir():
        pytest.skip(f"the sources of {name} are not here (../shared/tools/corpus.py get)")
    shutil.copytree(tree, folder / name)
    return folder / name


def without_backrefs(name: str, root: Path) -> Ran:
    release = ".".join(recorded(name)["sqlalchemy"].split(".")[:2])
    return fix(root, "--select", "SQR001", "--sqlalchemy", release)


def between_own_classes(name: str) -> set[tuple[str, str]]:
    """The attributes that backrefs make, of classes whose two files are in the tree."""
    oracle = recorded(name)
    own = {each["class"] for each in oracle["classes"] if each["file"] and not each["file"].startswith("<")}
    return {
        (each["owner"], each["key"])
        for each in oracle["relationships"]
        if each["implicit"] and each["owner"] in own and each["target"] in own
    }


def test_nearly_all_backrefs_are_converted(tmp_path: Path) -> None:
    made, left = 0, []
    for row in rows():
        name = row["name"]
        root = copied(name, tmp_path)
        ran = without_backrefs(name, root)
        assert ran.status in (0, 1), ran.err
        model = link(ProjectIndex(str(root), make_settings(cache=False)))
        still = {(each.owner, each.key) for each in model.relationships if each.made_by is not None}
        wanted = between_own_classes(name)
        made += len(wanted)
        left += [f"{name}: {owner}.{key}" for owner, key in sorted(wanted & still)]
    print(f"{made - len(left)} of {made}; left: {left}")
    assert made > 500
    assert (made - len(left)) / made >= SHARE, left


def said_by_sqlalchemy(name: str, root: Path, folder: Path) -> dict[str, Any]:
    """What SQLAlchemy makes of a tree, in the environment of the project."""
    if not (SOURCES / name / "venv").is_dir():
        pytest.skip(f"the environment of {name} is not here (../shared/tools/corpus.py oracle {name})")
    path = folder / f"{name}.json"
    command = [sys.executable, str(SHARED / "tools" / "corpus.py"), "oracle", name, "--src", str(root)]
    subprocess.run([*command, "--out", str(path)], check=True, capture_output=True, timeout=1200)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def by_attribute(dump: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (each["owner"], each["key"]): {
            name: sorted(each[name]) if name == "pairs" else each[name] for name in FIELDS
        }
        for each in dump["relationships"]
    }


@pytest.mark.parametrize("name", [row["name"] for row in rows()] or ["none"])
def test_the_mapping_stays_as_it_is(name: str, tmp_path: Path) -> None:
    root = copied(name, tmp_path)
    before = said_by_sqlalchemy(name, root, tmp_path)
    if not before["configure_ok"] or len(before["relationships"]) < len(recorded(name)["relationships"]):
        pytest.skip(f"{name} cannot be imported whole: what it has beside Python files is not in the tree")
    without_backrefs(name, root)
    after = said_by_sqlalchemy(name, root, tmp_path)
    assert by_attribute(after) == by_attribute(before)
    count = sum(each["implicit"] for each in after["relationships"])
    assert count < sum(each["implicit"] for each in before["relationships"])


# The largest would take a minute each.
@pytest.mark.parametrize("name", [row["name"] for row in rows() if row["py_files"] < 700] or ["none"])
def test_a_second_run_changes_nothing_and_the_diff_applies(name: str, tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    root = copied(name, tmp_path)
    git = ["git", "-c", "core.autocrlf=false", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run([*git, *command], cwd=root, check=True, capture_output=True)
    release = ".".join(recorded(name)["sqlalchemy"].split(".")[:2])
    diff = fix(root, "--select", "SQR001", "--sqlalchemy", release, "--diff").out
    without_backrefs(name, root)
    fixed = contents(root)
    without_backrefs(name, root)
    assert contents(root) == fixed
    subprocess.run([*git, "checkout", "-q", "."], cwd=root, check=True)
    patch = diff.encode("utf-8", "surrogateescape")
    subprocess.run([*git, "apply"], cwd=root, input=patch, check=True, capture_output=True)
    assert contents(root) == fixed
