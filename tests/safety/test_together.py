"""Several runs at once on one project that changes meanwhile, and runs that are killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.plugin.conftest import BOOKINGS
from tests.project.trees import write
from tests.safety.linting import reports

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes cannot be killed so here")

REPOSITORY = Path(__file__).parent.parent.parent

#: Lints the working directory until there is a file named ``stop``, and prints every answer with
#: the states of the project that were there meanwhile.
WORKER = """
import json, pathlib
from tests.safety.linting import reports
root = pathlib.Path.cwd()
while True:
    last = (root.parent / "stop").exists()
    before = int((root.parent / "state").read_text() or 0)
    found = {path: [tuple(each) for each in seen] for path, seen in reports(root).items()}
    after = int((root.parent / "state").read_text() or 0)
    print(json.dumps([before, after, found]), flush=True)
    if last:
        break
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}


def worker(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER]
    return subprocess.Popen(command, cwd=root, env=environment(), stdout=subprocess.PIPE, text=True)


#: One file that changes: whichever moment a run looks at it, it sees one of these.
STATES = [
    BOOKINGS["app/user.py"],
    BOOKINGS["app/user.py"].replace("guest", "user"),
    BOOKINGS["app/user.py"].replace("guest", "none"),
    BOOKINGS["app/user.py"].replace('list["Booking"]', 'list["Bookings"]'),
    BOOKINGS["app/user.py"].replace('"user"', '"users"'),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    more = {
        f"app/m{n}.py": BOOKINGS["app/user.py"].replace("User", f"M{n}").replace('"user"', f'"m{n}"')
        for n in range(8)
    }
    (tmp_path / "state").write_text("0")
    return write(tmp_path / "project", {**BOOKINGS, **more})


def put(root: Path, number: int) -> None:
    """Bring the project into a state, at once."""
    beside = root.parent / "beside"
    write(root.parent, {"beside": STATES[number % len(STATES)]})
    os.replace(beside, root / "app" / "user.py")


def at_once(root: Path, processes: int, changes: int, pause: float) -> int:
    """Lint in so many processes while the project changes; gives how many answers there were."""
    expected = []
    for number in range(len(STATES)):
        put(root, number)
        found = reports(root, cache=False)
        expected.append({path: [list(each) for each in seen] for path, seen in found.items()})
    put(root, 0)
    workers = [worker(root) for _ in range(processes)]
    outputs = []
    try:
        for number in range(1, changes + 1):
            time.sleep(pause)
            # The number is raised before and after, so that a run knows all that it may have seen.
            note(root, 2 * number - 1)
            put(root, number)
            note(root, 2 * number)
        (root.parent / "stop").touch()
        for each in workers:
            outputs.append(each.communicate(timeout=120)[0])
            assert each.returncode == 0
    finally:
        for each in workers:
            each.kill()
    answers = [json.loads(line) for output in outputs for line in output.splitlines()]
    for before, after, found in answers:
        possible = range(before // 2, (after + 1) // 2 + 1)
        assert found in [expected[number % len(STATES)] for number in possible], (before, after)
    # What they left is whole, and not more than what one leaves and the youngest leftovers.
    assert answers[-1][2] == expected[changes % len(STATES)]
    assert reports(root) == reports(root, cache=False)
    assert len(list((root / ".sqla_rel_cache").rglob("*"))) < 60
    return len(answers)


def note(root: Path, number: int) -> None:
    write(root.parent, {"noted": str(number)})
    os.replace(root.parent / "noted", root.parent / "state")


def test_three_processes(project: Path) -> None:
    assert at_once(project, processes=3, changes=6, pause=0.15) >= 3


@pytest.mark.long
def test_eight_processes(project: Path) -> None:
    assert at_once(project, processes=8, changes=150, pause=0.1) > 100


def killed(root: Path, times: int, seed: int) -> None:
    """Kill a run at a random moment, again and again; after each, one that is not killed says what is so."""
    randomly = random.Random(seed)
    for number in range(times):
        put(root, randomly.randrange(len(STATES)))
        process = worker(root)
        assert process.stdout is not None
        time.sleep(randomly.uniform(0.05, 0.4))
        # From the first answer on it is in the midst of the next ones.
        if number % 2:
            process.stdout.readline()
            put(root, number)
            time.sleep(randomly.uniform(0, 0.03))
        process.kill()
        process.wait()
        process.stdout.close()
        assert reports(root) == reports(root, cache=False)
    left = list((root / ".sqla_rel_cache").rglob("*"))
    for path in left:
        os.utime(path, (1, 1), follow_symlinks=False)
    write(root, {"app/last.py": "class Last:\n    pass\n"})
    reports(root)
    # What was left half written goes when it is old.
    assert not [path for path in (root / ".sqla_rel_cache").rglob("*") if path.suffix == ".tmp"]


def test_killed(project: Path) -> None:
    killed(project, 4, random.randrange(10**6))


@pytest.mark.long
def test_killed_many_times(project: Path) -> None:
    killed(project, 80, 11)
