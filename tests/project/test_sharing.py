"""Work that is shared out to copies of a process.

Each test is a program of its own: what runs tests has threads, and is not copied.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flake8_sqla_rel.project.sharing import processors

REPOSITORY = Path(__file__).parent.parent.parent
CASES = REPOSITORY / "tests" / "cases"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are there copies")

HEAD = """
import os, sys, time
from flake8_sqla_rel.project import looking, sharing
sharing.processors = looking.processors = lambda: 4
def encode(text): return text.encode()
def decode(data): return data.decode()
parent = os.getpid()
def numbered(piece):
    time.sleep(0.02)
    return f"{piece} {os.getpid() == parent}"
"""


def output(program: str) -> list[str]:
    """What a program prints, a warning being an error."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", HEAD + program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=REPOSITORY,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.splitlines()


def test_each_piece_is_done_once_by_whoever_is_free() -> None:
    found = output("print(*sharing.shared(numbered, 40, encode, decode, lambda: None), sep='\\n')")
    assert sorted(int(line.split()[0]) for line in found) == list(range(40))
    assert {line.split()[1] for line in found} == {"True", "False"}


def test_meanwhile_the_others_work() -> None:
    found = output("print(*sharing.shared(numbered, 8, encode, decode, lambda: time.sleep(2)), sep='\\n')")
    assert len(found) == 8
    assert {line.split()[1] for line in found} == {"False"}


def test_a_copy_that_is_killed_loses_what_it_did() -> None:
    found = output("""
def do(piece):
    if os.getpid() != parent:
        os.kill(os.getpid(), 9)
    time.sleep(0.02)
    return str(piece)
print(*sharing.shared(do, 20, encode, decode, lambda: time.sleep(0.5)), sep='\\n')
""")
    # Each of the three copies took one of them.
    assert len(found) == len(set(found)) == 17


def test_a_copy_that_fails_says_nothing() -> None:
    found = output("""
def do(piece):
    if os.getpid() != parent:
        raise ValueError("in a copy")
    return str(piece)
print(*sharing.shared(do, 20, encode, decode, lambda: time.sleep(0.5)), sep='\\n')
""")
    assert len(found) == 17


def test_what_is_large_is_handed_over_whole() -> None:
    found = output("""
found = sharing.shared(lambda piece: "x" * 3_000_000, 6, encode, decode, lambda: time.sleep(0.5))
print(len(found), {len(each) for each in found})
""")
    assert found == ["6 {3000000}"]


def test_a_failure_leaves_nothing_behind() -> None:
    found = output("""
def do(piece):
    if os.getpid() == parent:
        raise ValueError("here")
    return "x" * 1_000_000
before = len(os.listdir("/proc/self/fd"))
try:
    sharing.shared(do, 250, encode, decode, lambda: None)
except ValueError as error:
    print(error)
print(len(os.listdir("/proc/self/fd")) - before)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("no process")
""")
    assert found == ["here", "0", "no process"]


def test_where_there_can_be_no_copy_it_is_done_here() -> None:
    found = output("""
def fork():
    raise BlockingIOError("no more processes")
os.fork = fork
print(*sharing.shared(numbered, 5, encode, decode, lambda: None), sep='\\n')
""")
    assert found == [f"{piece} True" for piece in range(5)]


def test_what_is_done_aside_is_there_for_later_copies_too() -> None:
    found = output("""
begun = time.monotonic()
aside = sharing.aside(lambda: time.sleep(1) or b"x" * 3_000_000)
print(time.monotonic() - begun < 0.5)
copy = os.fork()
if copy == 0:
    os.write(1, b"%d\\n" % len(aside.outcome()))
    os._exit(0)
os.waitpid(copy, 0)
print(len(aside.outcome()))
""")
    assert sorted(found) == ["3000000", "3000000", "True"]


@pytest.mark.parametrize("work", ["os.kill(os.getpid(), 9)", "1 / 0", "os._exit(0)"])
def test_what_fails_aside_has_no_outcome(work: str) -> None:
    found = output(f"""
before = len(os.listdir("/proc/self/fd"))
print(sharing.aside(lambda: {work}).outcome())
print(len(os.listdir("/proc/self/fd")) - before)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("no process")
""")
    assert found == ["None", "0", "no process"]


@pytest.mark.parametrize("end", ["aside.end()", "sys.exit()"])
def test_what_nobody_asks_for_is_ended(end: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    begun = time.monotonic()
    output(f"""
def work():
    with open({str(log)!r}, "w") as stream:
        stream.write(str(os.getpid()))
    time.sleep(60)
aside = sharing.aside(work)
while not os.path.exists({str(log)!r}) or not os.path.getsize({str(log)!r}):
    time.sleep(0.01)
{end}
""")
    assert time.monotonic() - begun < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(log.read_text()), 0)


def test_where_there_can_be_no_copy_nothing_is_done_aside() -> None:
    found = output("""
before = len(os.listdir("/proc/self/fd"))
def fork():
    raise BlockingIOError("no more processes")
os.fork = fork
print(sharing.aside(lambda: b""))
sharing.processors = lambda: 1
print(sharing.aside(lambda: b""))
print(len(os.listdir("/proc/self/fd")) - before)
""")
    assert found == ["None", "None", "0"]


def test_copies_of_a_process_that_is_killed_end() -> None:
    program = """
def do(piece):
    if os.getpid() != parent:
        os.write(1, b"%d\\n" % os.getpid())
    time.sleep(0.05)
    return "x" * 100_000
sharing.shared(do, 250, encode, decode, lambda: time.sleep(60))
"""
    process = subprocess.Popen(
        [sys.executable, "-c", HEAD + program], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    )
    assert process.stdout is not None
    copies = {int(process.stdout.readline()) for _ in range(6)}
    process.kill()
    process.wait()
    # Nobody else holds the other end.
    process.stdout.read()
    process.stdout.close()
    deadline = time.monotonic() + 30
    while any(map(_is_alive, copies)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_alive, copies))


def _is_alive(process: int) -> bool:
    """Whether there is such a process, other than one that has ended and waits to be asked how."""
    try:
        about = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return about.rpartition(")")[2].split()[0] != "Z"


def test_with_threads_there_are_no_copies() -> None:
    found = output("""
import importlib, threading
importlib.reload(sharing)
done = threading.Event()
print(sharing.processors() == len(os.sched_getaffinity(0)) or sharing.processors() == 8)
thread = threading.Thread(target=done.wait)
thread.start()
print(sharing.processors())
done.set()
thread.join()
""")
    assert found == ["True", "1"]


def test_what_is_seen_is_the_same_whoever_looks() -> None:
    found = output(f"""
from flake8_sqla_rel.project.cache import Cache
from flake8_sqla_rel.project.discover import Patterns, discover
looking._WORTH_SHARING = 0
root = {str(CASES)!r}
files = discover(root, Patterns((), ("*.py",))).files
cache = Cache(None)
alone = {{file.path: looking.look(root, file.path, None, cache) for file in files}}
taken = []
together = looking.look_at_all(root, files, {{}}, cache, lambda: time.sleep(0.3))
kept = Cache(None)
encoded = 0
for path, seen in together.items():
    if isinstance(seen.facts, bytes):
        encoded += 1
        kept.add(seen.digest, seen.facts)
        seen = seen._replace(facts=kept.facts(seen.digest))
    assert seen == alone[path], path
print(len(alone) == len(together) > 500, encoded > 100)
""")
    assert found == ["True True"]


def test_processors() -> None:
    assert 1 <= processors() <= max(1, os.cpu_count() or 1)
