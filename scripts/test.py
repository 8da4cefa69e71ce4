#!/usr/bin/env python3
"""Install the project with what its tests need into a virtual environment and run the tests.

    python3 scripts/test.py [--venv DIR] [pytest arguments]

Ends with pytest's status.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from environment import ROOT, prepare


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="where to make the environment")
    options, arguments = parser.parse_known_args()
    python = prepare(options.venv.absolute(), ".[test]")
    # More processes than this only start interpreters: the tests wait for flake8, not for each other.
    # A file is run by one of them, so that what its tests share is made once.
    processes = min(os.cpu_count() or 1, 8)
    command = [str(python), "-m", "pytest", "-n", str(processes), "--dist", "loadfile", *arguments]
    sys.exit(subprocess.run(command, cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main()
