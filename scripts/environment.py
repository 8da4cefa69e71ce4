"""A virtual environment with the project in it, for the two commands of the README.

Standard library only, and nothing newer than what Python 3.7 can parse, so that an old
interpreter gets a sentence instead of a traceback.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 10)


def prepare(folder: Path, requirement: str) -> Path:
    """Make ``folder`` a virtual environment unless it is one, install ``requirement`` into it.

    ``requirement`` is what pip installs from the repository, ``.`` or ``.[test]``; it is
    installed editable. Returns the environment's interpreter. Ends the program with one line
    when the environment cannot be made.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not _works(python):
        if folder.exists() and not (folder / "pyvenv.cfg").is_file() and any(folder.iterdir()):
            sys.exit(f"{folder} is not a virtual environment; name another folder with --venv")
        print(f"making a virtual environment in {folder}", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
    print(f"installing {requirement} into it", flush=True)
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", requirement])
    return python


def _works(python: Path) -> bool:
    """Whether an environment's interpreter runs, is new enough and has pip."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(python), "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _run(command: list[str]) -> None:
    # PYTHONHOME and the like of the calling interpreter are none of the environment's business.
    inherited = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH", "PIP_USER")}
    status = subprocess.run(command, cwd=ROOT, env=inherited, check=False).returncode
    if status:
        sys.exit(f"failed with status {status}: {' '.join(command)}")
