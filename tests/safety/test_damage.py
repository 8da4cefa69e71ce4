"""Whatever is in the cache folder, the findings are those of a run without one.

And nothing outside of it is written. What is tried here at random is tried by name in
``tests/project/test_cache.py``.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flake8_sqla_rel.project import cache as cache_module
from tests.plugin.conftest import BOOKINGS
from tests.project.trees import write
from tests.safety.linting import Reports, faults, reports

Random = random.Random
FOLDER = ".sqla_rel_cache"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with findings and a cache that is filled, its times such that they are believed."""
    root = write(tmp_path / "project", BOOKINGS)
    time.sleep(0.06)
    for _ in range(2):
        reports(root)
    return root


def kept(root: Path) -> list[Path]:
    return sorted(path for path in (root / FOLDER).rglob("*") if path.is_file() and not path.is_symlink())


# Ways to damage a file


def flip(path: Path, randomly: Random) -> None:
    data = bytearray(path.read_bytes() or b"x")
    for _ in range(randomly.choice((1, 1, 2, 30))):
        data[randomly.randrange(len(data))] ^= 1 << randomly.randrange(8)
    path.write_bytes(data)


def truncate(path: Path, randomly: Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: randomly.randrange(len(data) + 1)])


def double(path: Path, randomly: Random) -> None:
    path.write_bytes(path.read_bytes() * 2)


def junk(path: Path, randomly: Random) -> None:
    path.write_bytes(randomly.randbytes(randomly.choice((0, 1, 100, 100_000))))


def other_version(path: Path, randomly: Random) -> None:
    path.write_bytes(path.read_bytes().replace(b"sqla-rel-cache ", b"sqla-rel-cache 9", 1))


def other_file(path: Path, randomly: Random) -> None:
    others = [other for other in path.parent.iterdir() if other.is_file()]
    path.write_bytes(randomly.choice(others).read_bytes())


def folder(path: Path, randomly: Random) -> None:
    path.unlink()
    (path / "x").mkdir(parents=True)


def link_out(path: Path, randomly: Random) -> None:
    outside = path.parents[3] / f"outside-{randomly.randrange(10**6)}"
    path.rename(outside)
    path.symlink_to(outside)


def link_in(path: Path, randomly: Random) -> None:
    path.unlink()
    path.symlink_to(randomly.choice(("files.json", "../CACHEDIR.TAG", "../../setup.cfg", ".", "/dev/zero")))


def hostile(path: Path, randomly: Random) -> None:
    """Content with a header that fits, so that it is read for what it is."""
    # In place of facts, a text is no nonsense: it is the reason why a content cannot be read.
    texts = path.name.startswith("facts-")
    seal(path, randomly.choice([body for body in HOSTILE if not (texts and body.startswith(b'"'))]))


def changed(path: Path, randomly: Random) -> None:
    """The content with one value exchanged, with a header that fits."""
    body = path.read_bytes().partition(b"\n")[2]
    try:
        table = json.loads(body.split(b"\n")[0][50 if path.name.startswith("facts-") else 0 :])
    except ValueError:
        return
    seal(path, json.dumps(exchanged(table, randomly)).encode())


WRONG: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1e308,
    2**70,
    "",
    "x",
    "\ud800",
    "../../x",
    "/etc/passwd",
    [],
    {},
    [[]],
    ["x"],
    {"x": 1},
)
HOSTILE = (
    *(
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"NaN",
        b"Infinity",
        b"-" + b"9" * 10_000,
        b"1e999999",
        b'"' + b"x" * 10**6,
    ),
    *(
        b'"\\ud800"',
        b"null",
        b"[]",
        b"{}",
        b"0",
        b'""',
        b"true",
        b"\xff\xfe",
        b"",
        b"\n\n\n",
        b'{"__proto__": {"x": 1}}',
    ),
    *(
        b'{"__class__": "os.system", "py/object": "os.system"}',
        b'{"constructor": 1, "__init__": []}',
        b"[null, [null]]",
    ),
    json.dumps({"x" * 100_000: ["y" * 100_000]}).encode(),
    json.dumps({f"app/m{n}.py": [n, n, n, f"{n:032}", 1, ""] for n in range(3_000)}).encode(),
    json.dumps({path: [1, 2, 3, "0" * 32, 1, "f" * 32] for path in BOOKINGS}).encode(),
    json.dumps(
        {"../../../etc/passwd": [1, 2, 3, "0" * 32, 1, ""], "\x00": [1, 2, 3, "0" * 32, 1, ""]}
    ).encode(),
)


def exchanged(value: object, randomly: Random) -> object:
    """A value in which something, at any depth, is something else; deeper things more often."""
    if isinstance(value, list) and value and randomly.random() < 0.9:
        at = randomly.randrange(len(value))
        return [*value[:at], exchanged(value[at], randomly), *value[at + 1 :]]
    if isinstance(value, dict) and value and randomly.random() < 0.9:
        key = randomly.choice(sorted(value))
        return {**value, key: exchanged(value[key], randomly)}
    return randomly.choice(WRONG)


def seal(path: Path, body: bytes) -> None:
    if path.name.startswith("facts-"):
        first, *lines = path.read_bytes().split(b"\n")
        body = body.replace(b"\n", b" ")
        sealed = (
            line[:33] + cache_module._checksum(line[:32].decode("latin-1"), body) + b" " + body
            for line in lines
            if line
        )
        path.write_bytes(b"\n".join([first, *sealed]))
    else:
        path.write_bytes(cache_module._MAGIC + cache_module._checksum(path.name, body) + b"\n" + body)


DAMAGES: tuple[Callable[[Path, Random], None], ...] = (
    *(
        flip,
        flip,
        truncate,
        double,
        junk,
        other_version,
        other_file,
        folder,
        link_out,
        link_in,
        hostile,
        hostile,
    ),
)


def outside(root: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of everything that is not in the cache folder."""
    paths = (path for path in root.parent.rglob("*") if FOLDER not in path.relative_to(root.parent).parts)
    found = (path for path in paths if path.is_file() and not path.is_symlink())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def assert_harmless(root: Path, expected: Reports) -> None:
    before = outside(root)
    with faults() as tracebacks:
        assert reports(root) == expected
        assert reports(root) == expected
        assert reports(root, ["app/booking.py"]) == reports(root, ["app/booking.py"], cache=False)
    assert tracebacks == []
    assert outside(root) == before


def try_at_random(root: Path, rounds: int, seed: int) -> None:
    randomly = Random(seed)
    shutil.copytree(root / FOLDER, root.parent / "pristine", symlinks=True)
    texts = [root / "app" / name for name in ("user.py", "booking.py")]
    for _ in range(rounds):
        if randomly.random() < 0.5:
            # The files that were believed are to be read again.
            text = randomly.choice(texts)
            text.write_bytes(text.read_bytes().replace(b"guest", b"gu_st") + b"\n")
        expected = reports(root, cache=False)
        for path in randomly.sample(kept(root), randomly.choice((1, 2, 5))):
            if path.is_file():
                randomly.choice(DAMAGES)(path, randomly)
        assert_harmless(root, expected)
        shutil.rmtree(root / FOLDER)
        shutil.copytree(root.parent / "pristine", root / FOLDER, symlinks=True)


def test_damaged_at_random(project: Path) -> None:
    try_at_random(project, 25, random.randrange(10**6) if not os.environ.get("CI") else 1)


@pytest.mark.long
def test_damaged_at_random_many_times(project: Path) -> None:
    try_at_random(project, 700, 42)


def test_values_of_the_wrong_kind(project: Path) -> None:
    """Content that fits its checksum, of which one value is not what it is to be, is no reason to fail.

    Who writes such content can make the cache say what it likes; it is only not to do harm.
    """
    wrong(project, 60, random.randrange(10**6) if not os.environ.get("CI") else 1)


@pytest.mark.long
def test_many_values_of_the_wrong_kind(project: Path) -> None:
    wrong(project, 1_500, 43)


def wrong(root: Path, rounds: int, seed: int) -> None:
    randomly = Random(seed)
    shutil.copytree(root / FOLDER, root.parent / "pristine")
    before = outside(root)
    for _ in range(rounds):
        changed(randomly.choice(kept(root)), randomly)
        with faults() as tracebacks:
            for given in (".", "app/booking.py"):
                for found in reports(root, [given]).values():
                    assert all(each.text.isprintable() and each.code != "SQR000" for each in found)
        assert tracebacks == []
        shutil.rmtree(root / FOLDER)
        shutil.copytree(root.parent / "pristine", root / FOLDER)
    assert outside(root) == before


@pytest.mark.long
def test_a_hundred_megabytes_of_junk(project: Path) -> None:
    expected = reports(project, cache=False)
    megabyte = os.urandom(2**20)
    for path in [path for path in kept(project) if path.name not in ("CACHEDIR.TAG", ".gitignore")]:
        saved = path.read_bytes()
        for head in (b"", cache_module._MAGIC + b"\n", cache_module._MAGIC + b"0" * 16 + b"\n"):
            with path.open("wb") as stream:
                stream.write(head)
                for _ in range(100):
                    stream.write(megabyte)
            begun = time.process_time()
            assert reports(project) == expected
            assert time.process_time() - begun < 20
        path.write_bytes(saved)
    for number in range(2_000):
        (project / FOLDER / f"junk{number}").write_bytes(megabyte[:50_000])
    assert_harmless(project, expected)


@pytest.mark.parametrize("place", [FOLDER, "version"])
def test_link_out_of_the_tree_in_place_of_a_folder(project: Path, place: str) -> None:
    path = project / FOLDER
    if place == "version":
        path = next(entry for entry in path.iterdir() if entry.is_dir())
    elsewhere = project.parent / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    write(project, {"app/more.py": BOOKINGS["app/user.py"].replace("User", "More")})
    assert_harmless(project, reports(project, cache=False))
