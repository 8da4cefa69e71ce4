"""File systems that are full, closed, odd or moving: no hang, no crash, no wrong finding."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flake8_sqla_rel.project import discover as discover_module
from tests.plugin.conftest import BOOKINGS
from tests.project.trees import write
from tests.safety.linting import faults, reports

pytestmark = pytest.mark.skipif(os.name != "posix", reason="about POSIX file systems")

REPOSITORY = Path(__file__).parent.parent.parent

#: Runs a command without the privilege to read and write whatever there is (capabilities 1 and 2).
OBEY = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
for capability in (1, 2):
    libc.prctl(24, capability, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
FAULT = {"app/user.py": [(9, "SQR002")]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one fault, that of ``FAULT``."""
    return write(tmp_path / "project", BOOKINGS)


def seen(root: Path, **how: object) -> dict[str, list[tuple[int, str]]]:
    found = reports(root, **{"select": ("SQR",), **how})  # type: ignore[arg-type]
    return {path: [(report.line, report.code) for report in each] for path, each in found.items()}


#: Lints the working directory and prints what is reported.
LINT = """
import json, pathlib
from tests.safety.linting import reports
found = reports(pathlib.Path.cwd(), select=("SQR",))
print(json.dumps({path: [(each.line, each.code) for each in found[path]] for path in found}))
"""


def lint(root: Path, *, barred: bool = False, **environment: str | None) -> dict[str, list[tuple[int, str]]]:
    """What a process reports of the project, and nothing else.

    With ``barred`` permissions hold for root too; a variable of the environment that is ``None``
    is taken away.
    """
    command = [sys.executable, "-c", LINT]
    if barred and os.geteuid() == 0:
        command = [sys.executable, "-c", OBEY, *command]
    given = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
    run = subprocess.run(
        command,
        cwd=root,
        env={key: value for key, value in given.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return {path: [(line, code) for line, code in each] for path, each in json.loads(run.stdout).items()}


@pytest.fixture
def obedient(project: Path) -> Path:
    """The project, after it was seen that permissions can be made to hold."""
    probe = project / "probe"
    probe.touch(mode=0)
    command = [sys.executable, "-c", f"open({str(probe)!r})"]
    if os.geteuid() == 0:
        command = [sys.executable, "-c", OBEY, *command]
    if subprocess.run(command, capture_output=True).returncode == 0:
        pytest.skip("permissions do not hold for this user")
    probe.unlink()
    return project


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail rather than wait for ever."""

    def fail(*given: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_read_only_tree(obedient: Path) -> None:
    for place in (obedient, obedient / "app"):
        place.chmod(0o555)
    assert lint(obedient, barred=True) == FAULT
    assert not (obedient / ".sqla_rel_cache").exists()


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_unreadable_folder(obedient: Path, mode: int) -> None:
    """What it holds may well be what is not found elsewhere."""
    write(
        obedient,
        {"app/people/__init__.py": "", "app/people/user.py": (obedient / "app/user.py").read_bytes()},
    )
    (obedient / "app/user.py").unlink()
    expected = {"app/people/user.py": [(9, "SQR002")]}
    assert lint(obedient, barred=True) == expected
    (obedient / "app" / "people").chmod(mode)
    for _ in range(2):
        assert lint(obedient, barred=True) == {}
    (obedient / "app" / "people").chmod(0o777)
    assert lint(obedient, barred=True) == expected


@pytest.mark.parametrize("warm", [False, True])
def test_unreadable_file(obedient: Path, warm: bool) -> None:
    if warm:
        assert seen(obedient) == FAULT
    (obedient / "app" / "user.py").chmod(0)
    for _ in range(2):
        assert lint(obedient, barred=True) == {}
    (obedient / "app" / "user.py").chmod(0o666)
    assert lint(obedient, barred=True) == FAULT


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_cache_of_somebody_else(obedient: Path) -> None:
    seen(obedient)
    for place in (obedient / ".sqla_rel_cache", *(obedient / ".sqla_rel_cache").rglob("*")):
        place.chmod(0o700)
        os.chown(place, 12345, 12345)
    write(obedient, {"app/user.py": (obedient / "app/user.py").read_bytes().replace(b"guest", b"users")})
    for _ in range(2):
        assert lint(obedient, barred=True) == FAULT


@pytest.mark.parametrize("home", [None, "/nowhere/at/all", ""])
def test_no_home(project: Path, home: str | None) -> None:
    assert lint(project, HOME=home, XDG_CACHE_HOME=home) == FAULT


def test_user_whom_the_system_does_not_know(project: Path) -> None:
    """As in many containers."""
    program = """
import pwd
from flake8.main.cli import main

def unknown(number):
    raise KeyError(f"getpwuid(): uid not found: {number}")

pwd.getpwuid = unknown
main()
"""
    command = [sys.executable, "-c", program, "--select=SQR", "-j1", "app"]
    environment = {key: value for key, value in os.environ.items() if key not in ("HOME", "USER", "LOGNAME")}
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=60)
    assert "app/user.py:9" in run.stdout
    assert run.stderr == ""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 KB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_full_disk(project: Path, small_disk: Path) -> None:
    """With no room at all, with too little, and with enough again."""
    files = {
        f"app/part{number}.py": BOOKINGS["app/user.py"].replace("User", f"U{number}") for number in range(60)
    }
    write(project, files)
    expected = seen(project, cache=False)
    filler = small_disk / "filler"
    for room in (0, 4_096, 20_000, 60_000):
        filler.write_bytes(b"")
        with filler.open("wb", buffering=0) as stream:
            size = 204_800 - room
            while size > 0 and (wrote := _write(stream, bytes(min(size, 4_096)))):
                size -= wrote
        for _ in range(2):
            assert seen(project, cache_dir=str(small_disk)) == expected
        assert not list(small_disk.rglob("*.tmp"))
    filler.unlink()
    for _ in range(2):
        assert seen(project, cache_dir=str(small_disk)) == expected


def _write(stream: object, data: bytes) -> int:
    try:
        return stream.write(data)  # type: ignore[attr-defined,no-any-return]
    except OSError:
        return 0


def test_full_disk_from_the_start(project: Path, small_disk: Path) -> None:
    root = small_disk / "project"
    shutil.copytree(project, root)
    with (small_disk / "filler").open("wb", buffering=0) as stream:
        while _write(stream, bytes(512)):
            pass
    assert seen(root) == FAULT
    assert seen(root) == FAULT


def test_loops_and_things_that_are_no_files(project: Path) -> None:
    app = project / "app"
    (app / "loop").symlink_to(app)
    (app / "up").symlink_to(project)
    (app / "self.py").symlink_to("self.py")
    (app / "nowhere.py").symlink_to("/nowhere/at/all.py")
    (app / "folder.py").mkdir()
    os.mkfifo(app / "pipe.py")
    os.mkfifo(project / ".gitignore")
    (project / "requirements.txt").symlink_to("/dev/zero")
    os.mkfifo(project / "poetry.lock")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.getcwd()
        os.chdir(app)  # the name of a socket may not be long
        try:
            listening.bind("socket.py")
        finally:
            os.chdir(here)
        # flake8 itself waits for pipes.
        for _ in range(2):
            with within(30):
                assert seen(project) == FAULT


def test_pipes_in_place_of_the_cache(project: Path) -> None:
    seen(project)
    for path in sorted((project / ".sqla_rel_cache").rglob("*")):
        if path.is_file():
            path.unlink()
            os.mkfifo(path)
    with within(30):
        assert seen(project) == FAULT


NAMES = (
    b"m\xff.py",
    b"\xed\xa0\x80.py",
    b"a\nb.py",
    b"\x1b[31m.py",
    b"x y.py",
    b"-r.py",
    b"'\".py",
    b"\xe2\x80\xae.py",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_no_text(project: Path, name: bytes) -> None:
    path = os.fsencode(project / "app") + b"/" + name
    os.rename(project / "app" / "user.py", path)
    folder = os.fsencode(project) + b"/d\xff"
    os.mkdir(folder)
    with open(folder + b"/m.py", "wb") as stream:
        stream.write(BOOKINGS["app/booking.py"].encode().replace(b"Booking(", b"Other("))
    expected = {f"app/{os.fsdecode(name)}": [(9, "SQR002")]}
    with faults() as tracebacks:
        for cache in (False, True, True):
            found = reports(project, select=("SQR0", "SQR1"), cache=cache)
            assert {
                p: [(r.line, r.code) for r in each] for p, each in found.items() if "app" in p
            } == expected
            assert all(report.text.isprintable() for each in found.values() for report in each)
    assert tracebacks == []


def test_files_that_vanish_between_listing_and_reading(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, {"app/gone.py": BOOKINGS["app/user.py"].replace("User", "Gone")})
    listed = discover_module.discover

    def discover(*given: object) -> object:
        found = listed(*given)  # type: ignore[arg-type]
        (project / "app" / "gone.py").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(discover_module, "discover", discover)
    assert seen(project) == FAULT
    assert seen(project) == FAULT


def test_files_that_come_and_go_all_the_time(project: Path) -> None:
    """Of what stays as it is, what is said stays as it is."""
    stop = threading.Event()

    def change() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            path = project / "app" / f"passing{number % 5}.py"
            path.write_text(f"class Passing{number}:\n    pass\n")
            (project / "app" / "folder").mkdir(exist_ok=True)
            (project / "app" / "folder" / "x.py").touch()
            path.unlink()
            shutil.rmtree(project / "app" / "folder")

    thread = threading.Thread(target=change)
    thread.start()
    try:
        with faults() as tracebacks:
            for _ in range(30):
                assert seen(project) == FAULT
    finally:
        stop.set()
        thread.join()
    assert tracebacks == []


def test_unreadable_file_that_is_excluded(obedient: Path) -> None:
    """It may define what is not found elsewhere, and once it can be read it shows that it does not."""
    write(
        obedient, {"setup.cfg": "", "app/user.py": BOOKINGS["app/user.py"].replace('"Booking"', '"Nobody"')}
    )
    write(obedient, {".gitignore": "left.py\n", "app/left.py": "class Other:\n    pass\n"})
    expected = {"app/user.py": [(9, "SQR101")]}
    for mode, found in ((0o666, expected), (0, {}), (0o666, expected)):
        (obedient / "app" / "left.py").chmod(mode)
        for _ in range(2):
            assert {
                path: each for path, each in lint(obedient, barred=True).items() if "user" in path
            } == found
