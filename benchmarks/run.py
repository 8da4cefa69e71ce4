"""What the linter costs, in ratios that were measured side by side.

    python benchmarks/run.py                 the whole table (about an hour on two cores)
    python benchmarks/run.py --smoke         that it all works, in less than a minute
    python benchmarks/run.py --files 1000 10000 --only check one-file

The two sides of a ratio take turns; what counts is the least of several turns, in processor
time (user and system, of the process and its workers), beside it the ratio by the clock.
Monorepos are generated. Real projects are measured too where their sources lie at
``--corpus`` (default ``$SQLA_REL_CORPUS`` or ``~/.cache/sqla-rel-corpus``).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import monorepo

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.project.index import ProjectIndex

HERE = Path(__file__).resolve().parent
FLOORS = str(HERE / "floors.py")
CACHE = ".sqla_rel_cache"
PROJECTS = ("zenml", "indico")
PARTS = ("flake8", "one-file", "check", "scale", "edit", "large-file")

#: Flake8 without the plugin is the same flake8, which does not find it. It reads the entry points of
#: every distribution anyway; their whole metadata would cost as much as the plugin does on one file.
HIDING = """
import os
if os.environ.get("HIDE_SQLA_REL"):
    import importlib.metadata as metadata
    every = metadata.distributions
    metadata.distributions = lambda **how: (
        each for each in every(**how) if "flake8_sqla_rel" not in (each.read_text("entry_points.txt") or "")
    )
"""


class Cost(NamedTuple):
    """What a process cost: seconds of processor, seconds by the clock, most memory in MB."""

    cpu: float
    wall: float
    memory: float


class Turn(NamedTuple):
    """One side of a comparison: what is done before each time, then the command."""

    command: Sequence[str]
    prepare: Callable[[], object] = lambda: None
    environment: Mapping[str, str] = {}


class Bench:
    """Runs commands in a folder and prints rows."""

    def __init__(self, scratch: Path, repeat: int) -> None:
        self.scratch = scratch
        self.repeat = repeat
        (scratch / "site").mkdir()
        (scratch / "site" / "sitecustomize.py").write_text(HIDING)

    def cost(self, turn: Turn, folder: Path) -> Cost:
        """What one turn costs."""
        turn.prepare()
        paths = os.pathsep.join([str(self.scratch / "site"), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": paths.rstrip(os.pathsep), **turn.environment}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        begun = time.perf_counter()
        process = subprocess.Popen(
            turn.command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert process.stderr is not None
        errors = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1) or b"Traceback" in errors:
            sys.exit(f"{' '.join(turn.command)}: {process.returncode}\n{errors.decode(errors='replace')}")
        return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)

    def least(self, turns: Mapping[str, Turn], folder: Path, repeat: int | None = None) -> dict[str, Cost]:
        """The least that each of the turns costs, when they take turns."""
        seen: dict[str, list[Cost]] = {name: [] for name in turns}
        for _ in range(repeat or self.repeat):
            for name, turn in turns.items():
                seen[name].append(self.cost(turn, folder))
        return {name: Cost(*map(min, zip(*costs, strict=True))) for name, costs in seen.items()}

    def row(self, what: str, where: str, cost: Cost, against: Cost, most: float | None) -> None:
        """Print how much more one cost is than another."""
        limit = "" if most is None else f"{most:.2f}"
        ratio = cost.cpu / against.cpu
        verdict = "" if most is None else "ok" if ratio <= most else "MISSED"
        print(
            f"| {what} | {where} | {ratio:.2f} | {limit} | {verdict} | {cost.wall / against.wall:.2f} "
            f"| {cost.cpu:.3f} / {against.cpu:.3f} s |",
            flush=True,
        )


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def flake8(*arguments: str) -> list[str]:
    return python("-m", "flake8", *arguments)


CHECK = python("-m", "flake8_sqla_rel", "check", ".")
WITHOUT = {"HIDE_SQLA_REL": "1"}


def forget(folder: Path) -> Callable[[], object]:
    """Remove the cache of a project, and what an earlier floor left."""
    return lambda: shutil.rmtree(folder / CACHE, ignore_errors=True)


def whole_flake8(bench: Bench, name: str, folder: Path) -> None:
    """All of flake8 over a project."""
    turns = {
        "without": Turn(flake8("."), environment=WITHOUT),
        "cold": Turn(flake8("."), forget(folder)),
        "warm": Turn(flake8(".")),
    }
    least = bench.least(turns, folder)
    bench.row("`flake8`, cold", name, least["cold"], least["without"], 1.06)
    bench.row("`flake8`, warm", name, least["warm"], least["without"], 1.02)


def one_file(bench: Bench, count: int, folder: Path) -> None:
    """flake8 over single files, the cache warm."""
    model, plain = monorepo.a_model(count), monorepo.a_file_without(count)
    turns = {
        "model without": Turn(flake8(model), environment=WITHOUT),
        "model": Turn(flake8(model)),
        "plain without": Turn(flake8(plain), environment=WITHOUT),
        "plain": Turn(flake8(plain)),
    }
    for _ in range(2):
        bench.cost(Turn(CHECK), folder)
        bench.cost(turns["model"], folder)
    least = bench.least(turns, folder, 3 * bench.repeat)
    where = f"monorepo of {count:,} files"
    bench.row(
        "`flake8 one_model.py`, warm",
        where,
        least["model"],
        least["model without"],
        1.2 if count <= 1000 else 1.6,
    )
    bench.row("`flake8 without_models.py`, warm", where, least["plain"], least["plain without"], 1.3)


def check(bench: Bench, name: str, folder: Path, *, importable: bool) -> None:
    """``sqla-rel check`` against the floors, and against what it stands for."""
    index = ProjectIndex(str(folder.resolve()), Settings(cache=False))
    models = bench.scratch / "models"
    models.write_text("".join(f"{folder / each.path}\n" for each in index.models()), encoding="utf-8")
    turns = {
        "read": Turn(python(FLOORS, "read", str(folder), str(models))),
        "cold": Turn(CHECK, forget(folder)),
        "settle": Turn(CHECK),
        "warm": Turn(CHECK),
        "walk": Turn(python(FLOORS, "walk", str(folder))),
    }
    if importable:
        turns["configure"] = Turn(python(FLOORS, "configure", str(folder)))
    least = bench.least(turns, folder)
    bench.row(
        "`sqla-rel check .`, cold, against reading and parsing", name, least["cold"], least["read"], 2.5
    )
    bench.row("`sqla-rel check .`, warm, against walking", name, least["warm"], least["walk"], 4.0)
    if importable:
        configure = least["configure"]
        bench.row("`sqla-rel check .`, cold, against configuring", name, least["cold"], configure, 0.25)
        bench.row("`sqla-rel check .`, warm, against configuring", name, least["warm"], configure, 0.05)


def edits(bench: Bench, name: str, folder: Path, path: str) -> None:
    """``sqla-rel check`` after one file with models was edited, against cold."""
    file = folder / path
    before = file.read_bytes()
    number = iter(range(10**6))

    def say() -> None:
        file.write_bytes(before + f"\nEDITED = {next(number)}\n".encode())

    def remark() -> None:
        file.write_bytes(b"# " + str(next(number)).encode() + b"\n" + file.read_bytes())

    turns = {
        "cold": Turn(CHECK, forget(folder)),
        "a statement": Turn(CHECK, say),
        "a comment": Turn(CHECK, remark),
    }
    try:
        least = bench.least(turns, folder)
    finally:
        file.write_bytes(before)
    for what in ("a statement", "a comment"):
        title = f"`sqla-rel check .` after an edit of {what}, against cold"
        bench.row(title, name, least[what], least["cold"], None)


def scale(bench: Bench, small: tuple[int, Path], large: tuple[int, Path]) -> None:
    """Cold time per file in a large and in a small monorepo, and the memory of the large one."""
    costs = []
    for count, folder in (small, large):
        cost = bench.least({"cold": Turn(CHECK, forget(folder))}, folder)["cold"]
        costs.append(Cost(cost.cpu / count * 1000, cost.wall / count * 1000, cost.memory))
    one, other = costs
    where = f"{large[0]:,} files against {small[0]:,}"
    bench.row("`sqla-rel check .`, cold, per 1,000 files", where, other, one, 1.2)
    verdict = "ok" if other.memory <= 400 else "MISSED"
    print(f"| most memory, cold | {large[0]:,} files | {other.memory:.0f} MB | 400 MB | {verdict} | | |")


def large_file(bench: Bench, small: int, large: int) -> None:
    """Cold ``check`` and ``fix`` per class of one file with many classes, against one with fewer."""
    fix = python("-m", "flake8_sqla_rel", *"fix --select SQR001 --diff .".split())
    commands = (
        ("check", CHECK, False),
        ("fix --select SQR001 --diff", fix, False),
        ("check", CHECK, True),
    )
    for name, command, faulty in commands:
        costs = []
        for count in (small, large):
            folder = bench.scratch / f"one{count}{'faulty' if faulty else ''}"
            if not folder.exists():
                monorepo.write_one(folder, count, faulty=faulty)
            cost = bench.least({"cold": Turn(command, forget(folder))}, folder)["cold"]
            costs.append(Cost(cost.cpu / count, cost.wall / count, cost.memory))
        kind = ", each with faults" if faulty else ""
        where = f"one file, {large:,} classes against {small:,}{kind}"
        bench.row(f"`sqla-rel {name}`, cold, per class", where, costs[1], costs[0], 1.2)


def corpus(folder: Path, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Copies of the real projects whose sources are there."""
    for name in PROJECTS:
        if (folder / name / "src").is_dir():
            copy = scratch / name
            shutil.copytree(folder / name / "src", copy, ignore=shutil.ignore_patterns(CACHE), symlinks=True)
            (copy / "setup.cfg").touch()
            yield name, copy
        else:
            print(f"SKIPPED {name}: no sources in {folder}", file=sys.stderr)


def main() -> None:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    default = os.environ.get("SQLA_REL_CORPUS", os.path.expanduser("~/.cache/sqla-rel-corpus"))
    parser.add_argument("--smoke", action="store_true", help="one turn of each with a small monorepo")
    parser.add_argument("--files", type=int, nargs="+", default=[500, 1_000, 10_000, 50_000])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--repeat", type=int, default=5, help="turns (default: 5)")
    parser.add_argument("--corpus", type=Path, default=Path(default))
    options = parser.parse_args()
    sizes = [200] if options.smoke else sorted(options.files)
    with tempfile.TemporaryDirectory(prefix="sqla-rel-benchmark-") as name:
        scratch = Path(name).resolve()
        bench = Bench(scratch, 1 if options.smoke else options.repeat)
        load = os.getloadavg()[0]
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {load:.1f} before\n")
        print(
            "| what | on | ratio | at most | | by the clock | processor time |\n|---|---|---|---|---|---|---|"
        )
        repos = {count: monorepo.write(scratch / f"mono{count}", count) for count in sizes}
        real = {} if options.smoke else dict(corpus(options.corpus, scratch))
        first = sizes[0]
        if "flake8" in options.only:
            for title, folder in {**real, f"monorepo of {first:,} files": repos[first]}.items():
                whole_flake8(bench, title, folder)
        for count, folder in repos.items():
            title = f"monorepo of {count:,} files"
            if "one-file" in options.only and count <= 10_000:
                one_file(bench, count, folder)
            if "check" in options.only and count <= 10_000:
                check(bench, title, folder, importable=True)
            if "edit" in options.only and count <= 10_000:
                edits(bench, title, folder, monorepo.a_model(count))
        for title, folder in real.items():
            if "check" in options.only:
                check(bench, title, folder, importable=False)
        if "scale" in options.only and len(sizes) > 1:
            base = 1_000 if 1_000 in repos else first
            scale(bench, (base, repos[base]), (sizes[-1], repos[sizes[-1]]))
        if "large-file" in options.only:
            large_file(bench, 100, 200 if options.smoke else 500)
        print(f"\nload {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
