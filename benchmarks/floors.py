"""The least that a program in Python can do about a tree: what the linter is measured against.

python benchmarks/floors.py walk FOLDER           find all modules and look at their times
python benchmarks/floors.py read FOLDER LIST      read all modules, parse those in the list
python benchmarks/floors.py configure FOLDER      import all models and configure the mappers
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
from pathlib import Path


def walk(folder: str) -> list[str]:
    """The modules below a folder, each looked at."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(".py"):
                path = os.path.join(place, name)
                os.stat(path)
                found.append(path)
    return found


def read(folder: str, models: str) -> None:
    """Read every module and parse those with models, whose paths are in a file."""
    wanted = set(Path(models).read_text(encoding="utf-8").splitlines())
    for path in walk(folder):
        data = Path(path).read_bytes()
        if path in wanted:
            ast.parse(data)


def configure(folder: str) -> None:
    """What the application does: import the models of a monorepo and configure their mappers."""
    from sqlalchemy.orm import configure_mappers

    sys.path.insert(0, folder)
    for path in sorted(Path(folder).glob("services/*/models/__init__.py")):
        importlib.import_module(".".join(path.parent.relative_to(folder).parts))
    configure_mappers()


if __name__ == "__main__":
    if sys.argv[1] == "walk":
        walk(sys.argv[2])
    elif sys.argv[1] == "read":
        read(*sys.argv[2:])
    else:
        configure(sys.argv[2])
