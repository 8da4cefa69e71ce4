#!/usr/bin/env python3
"""Install the linter into a virtual environment and run flake8 on examples/.

    python3 scripts/demo.py [--venv DIR]

Prints the findings; ends with 0 when flake8 ran, whatever it found.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import ROOT, prepare

RUNS = (
    ("the rules that are on by default", ["--select=SQR"]),
    ("an opt-in rule", ["--select=SQR901"]),
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="where to make the environment")
    python = prepare(parser.parse_args().venv.absolute(), ".")
    for title, options in RUNS:
        command = ["-m", "flake8", "--exit-zero", *options, "."]
        print(f"\n{title}:\n\nexamples$ python {' '.join(command)}", flush=True)
        # With --exit-zero only a crash is left as a reason for another status.
        status = subprocess.run([str(python), *command], cwd=ROOT / "examples", check=False).returncode
        if status:
            sys.exit(status)


if __name__ == "__main__":
    main()
