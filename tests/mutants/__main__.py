"""Figures by kind of edit: ``python -m tests.mutants [--bases NAMES] [--kinds NAMES] [--count N]``.

The names are ``declared``, ``cases``, ``generated``, and those of real projects. Any other project is
``FOLDER:PYTHON:MODULE[:MODULE]...``: its sources, an interpreter that can run them, and what to import.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.judge import own_judge
from tests.mutants.bases import Base, declared, generated, good_cases
from tests.mutants.real import project, project_in
from tests.mutants.run import Bench, Tally, told


def benches(folder: Path, sources: Sequence[str], seeds: int) -> Iterator[tuple[Bench, Base]]:
    """The bases of some sources, or of real projects by their names, and where to try them."""
    release = ".".join(version("SQLAlchemy").split(".")[:2])
    bench = Bench(folder, release, own_judge())
    for source in sources:
        if source == "declared":
            yield from ((bench, base) for base in declared(release))
        elif source == "cases":
            yield from ((bench, base) for base in good_cases(release))
        elif source == "generated":
            yield from ((bench, base) for base in generated(release, range(seeds), bench.events))
        else:
            folder_of, *how = source.split(":")
            real = (
                project_in(Path(folder_of), how[0], tuple(how[1:]), Path(folder_of).name)
                if how
                else project(source)
            )
            yield Bench(folder, real.release, real.judge, real.modules), real.base


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bases", default="declared,cases,generated")
    parser.add_argument("--count", type=int, help="mutants of each base (all)")
    parser.add_argument("--seeds", type=int, default=100, help="generated bases")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", type=lambda text: text.split(","), help="edits to make (all)")
    parser.add_argument("--only", default="", help="bases whose name holds this")
    args = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for bench, base in benches(Path(folder), args.bases.split(","), args.seeds):
            if args.only in base.name:
                for outcome in bench.try_base(base, args.count, args.seed, args.kinds):
                    tally.add(outcome)
                    for line in told(outcome):
                        print(line, flush=True)
    print("\n".join(tally.rows()))


if __name__ == "__main__":
    main()
