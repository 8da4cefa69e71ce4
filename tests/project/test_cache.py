"""A cache that is damaged, hostile or cannot be written is as good as none."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from flake8_sqla_rel.project import cache as cache_module
from flake8_sqla_rel.project.cache import Cache, Entry, cache_folder, digest
from flake8_sqla_rel.source import reader
from tests.project.test_index import TREE, seen, settle
from tests.project.trees import index_of, write


@pytest.fixture
def warm(tmp_path: Path) -> Path:
    """A project whose cache is filled."""
    root = write(tmp_path / "project", TREE)
    settle(root)
    for _ in range(2):
        index = index_of(root)
        seen(index)
        index.store()
    return root


def kept(root: Path) -> list[Path]:
    return sorted(path for path in (root / ".sqla_rel_cache").rglob("*") if path.is_file())


def place(root: Path) -> Path:
    return next(path for path in (root / ".sqla_rel_cache").iterdir() if path.is_dir())


def assert_harmless(root: Path) -> None:
    """The damaged cache changes nothing, and is whole again, or at least harmless, after the next run."""
    expected = seen(index_of(root, cache=False))
    index = index_of(root)
    assert seen(index) == expected
    index.store()
    assert seen(index_of(root)) == expected


def test_what_is_in_it(warm: Path) -> None:
    folder = warm / ".sqla_rel_cache"
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert not [path for path in folder.rglob("*") if path.suffix == ".tmp"]
    for path in kept(warm):
        if path.name in ("CACHEDIR.TAG", ".gitignore"):
            continue
        head, *rest = path.read_bytes().split(b"\n")
        assert head.startswith(b"sqla-rel-cache ")
        for line in rest:
            json.loads(line[50:] if path.name.startswith("facts-") else line)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def junk(path: Path) -> None:
    path.write_bytes(os.urandom(100_000))


def other_version(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"sqla-rel-cache ", b"sqla-rel-cache 9", 1))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").touch()


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_outside(path: Path) -> None:
    outside = path.parents[3] / f"outside-{path.name}"
    path.rename(outside)
    path.symlink_to(outside)


def unreadable(path: Path) -> None:
    path.chmod(0)


def nested(path: Path) -> None:
    seal(path, b"[" * 200_000)


def wrong_types(path: Path) -> None:
    seal(
        path,
        b'{"app/user.py": [[], {}, null], "x": 3, "y": [1, 2, 3, "0123456789abcdef0123456789abcdef", 9, ""]}',
    )


def no_table(path: Path) -> None:
    seal(path, b"[1, 2]")


def seal(path: Path, body: bytes) -> None:
    """Write the body with a header that fits."""
    if path.name.startswith("facts-"):
        lines = path.read_bytes().split(b"\n")
        sealed = (
            line[:33] + cache_module._checksum(line[:32].decode("latin-1"), body) + b" " + body
            for line in lines[1:]
            if line
        )
        path.write_bytes(b"\n".join([lines[0], *sealed]))
    else:
        path.write_bytes(cache_module._MAGIC + cache_module._checksum(path.name, body) + b"\n" + body)


DAMAGES = [
    *(truncate, empty, junk, other_version, folder, fifo, link_outside, unreadable, nested, wrong_types),
    no_table,
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["files.json", "classes.json", "facts-"])
def test_damaged_file(warm: Path, damage: Callable[[Path], None], name: str) -> None:
    for path in kept(warm):
        if path.name.startswith(name):
            damage(path)
    write(warm, {"app/user.py": (warm / "app" / "user.py").read_bytes() + b"\nclass More(Base): pass\n"})
    assert_harmless(warm)


def test_reason_is_told(warm: Path) -> None:
    truncate(place(warm) / "files.json")
    assert [note for note in index_of(warm).notes if "files.json" in note] == [
        "cache: files.json: checksum differs"
    ]


def test_random_damage(warm: Path) -> None:
    pristine = warm.parent / "pristine"
    shutil.copytree(warm, pristine)
    randomly = random.Random(7)
    expected = seen(index_of(warm, cache=False))
    for _ in range(60):
        for path in randomly.sample(kept(warm), 3):
            data = bytearray(path.read_bytes())
            for _ in range(randomly.choice((1, 3, 50))):
                data[randomly.randrange(len(data))] = randomly.randrange(256)
            path.write_bytes(data[: randomly.choice((len(data), len(data) // 2))])
        assert seen(index_of(warm)) == expected
        shutil.rmtree(warm / ".sqla_rel_cache")
        shutil.copytree(pristine / ".sqla_rel_cache", warm / ".sqla_rel_cache")


def test_folder_that_is_a_link_is_not_used(warm: Path) -> None:
    elsewhere = warm.parent / "elsewhere"
    (warm / ".sqla_rel_cache").rename(elsewhere)
    (warm / ".sqla_rel_cache").symlink_to(elsewhere)
    before = {path: path.stat().st_mtime_ns for path in elsewhere.rglob("*")}
    write(warm, {"app/new.py": "class New(User): pass\n"})
    assert_harmless(warm)
    assert {path: path.stat().st_mtime_ns for path in elsewhere.rglob("*")} == before


def test_version_folder_that_is_a_link_is_not_written_through(warm: Path) -> None:
    real, elsewhere = place(warm), warm.parent / "elsewhere"
    real.rename(elsewhere)
    real.symlink_to(elsewhere)
    before = {path: path.stat().st_mtime_ns for path in elsewhere.rglob("*")}
    write(warm, {"app/new.py": "class New(User): pass\n"})
    assert_harmless(warm)
    assert {path: path.stat().st_mtime_ns for path in elsewhere.rglob("*")} == before


@pytest.mark.parametrize("name", [".sqla_rel_cache", "1"])
def test_file_in_the_place_of_a_folder(warm: Path, name: str) -> None:
    path = warm / ".sqla_rel_cache" if name != "1" else place(warm)
    shutil.rmtree(path)
    path.write_text("not a folder")
    assert_harmless(warm)
    assert path.read_text() == "not a folder"


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    root = write(tmp_path / "project", TREE)
    index = index_of(root, cache_dir="/proc/nowhere" if os.path.isdir("/proc") else "/nowhere/at/all")
    seen(index)
    index.store()
    assert any("cannot be written" in note for note in index.notes)


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "project", TREE)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("flake8_sqla_rel.project.cache.os.replace", full)
    index = index_of(root)
    expected = seen(index)
    index.store()
    assert any("No space left on device" in note for note in index.notes)
    assert not [path for path in kept(root) if path.suffix == ".tmp"]
    monkeypatch.undo()
    assert seen(index_of(root)) == expected


def test_other_version_reads_anew_and_tidies(warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = place(warm)
    leftover = old / ".files.json.1.abcd.tmp"
    leftover.write_text("x")
    python = old.name.partition("-")[2]
    monkeypatch.setattr(cache_module, "_TAG", f"99.1.1-{python}")
    monkeypatch.setattr(cache_module, "_MAGIC", f"sqla-rel-cache 99.1.1-{python} ".encode())
    foreign = warm / ".sqla_rel_cache" / "1.1.1-py2.7"
    foreign.mkdir()
    index = index_of(warm)
    seen(index)
    index.store()
    assert foreign.is_dir()  # another Python's
    assert place_names(warm) == {foreign.name, f"99.1.1-{python}"} | (
        {old.name} if leftover.exists() else set()
    )


def place_names(root: Path) -> set[str]:
    return {path.name for path in (root / ".sqla_rel_cache").iterdir() if path.is_dir()}


def test_left_over_of_a_killed_run_is_removed_in_time(warm: Path) -> None:
    young, old = (place(warm) / f".files.json.{number}.abcd.tmp" for number in (1, 2))
    young.touch()
    old.touch()
    os.utime(old, (1, 1))
    write(warm, {"app/new.py": "x = 1\n"})
    index_of(warm).store()
    assert young.exists()
    assert not old.exists()


def test_chosen_folder_serves_several_projects(tmp_path: Path) -> None:
    chosen = tmp_path / "caches"
    for name in ("one", "two"):
        root = write(tmp_path / name, TREE)
        index = index_of(root, cache_dir=str(chosen))
        seen(index)
        index.store()
        assert not (root / ".sqla_rel_cache").exists()
        assert index_of(root, cache_dir=str(chosen)).notes == []
    assert len(list(chosen.iterdir())) == 2
    assert cache_folder("/a", None) == os.path.join("/a", ".sqla_rel_cache")


def test_cache_knows_contents_not_names(tmp_path: Path) -> None:
    content = b"x = 1\n"
    facts = reader.read(content)
    cache = Cache(str(tmp_path / "c"))
    assert cache.facts(digest(content)) is None
    cache.add(digest(content), facts)
    cache.add("f" * 32, "line 1: invalid syntax")
    assert cache.has_more
    entry = Entry(1, 2, 3, digest(content), 1)
    cache.store({"m\udcff.py": entry}, None, {digest(content), "f" * 32}, ())
    again = Cache(str(tmp_path / "c"))
    assert again.files() == {"m\udcff.py": entry}
    assert again.facts(digest(content)) == facts
    assert again.facts("f" * 32) == "line 1: invalid syntax"
    assert again.is_good(digest(content))
    assert not again.is_good("f" * 32)
    assert not again.is_good("e" * 32)


def test_no_cache_at_all() -> None:
    cache = Cache(None)
    cache.add("f" * 32, "reason")
    cache.store({}, {}, {"f" * 32}, ())
    assert cache.files() == {}
    assert cache.outlines() == {}
    assert cache.facts("f" * 32) == "reason"
    assert cache.notes == []


def test_files_are_not_executable(warm: Path) -> None:
    assert not [path for path in kept(warm) if path.stat().st_mode & stat.S_IXUSR]
