"""What is not in the tree because building the project makes it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from flake8_sqla_rel.project.outline import has_word
from flake8_sqla_rel.project.witness import Witness

#: Files that say how a project is built; what they name may be made by it.
_RECIPES = (
    "pyproject.toml setup.py setup.cfg MANIFEST.in Makefile makefile Justfile justfile noxfile.py tox.ini"
    " CMakeLists.txt meson.build SConstruct BUILD BUILD.bazel Cargo.toml hatch.toml hatch_build.py build.py"
    " pavement.py tasks.py Dockerfile"
).split()

#: Names of modules that are made by what counts versions or compiles interface definitions.
_MADE = re.compile(r"_*version_*|.*_(?:pb2|pb2_grpc|grpc|generated|gen)|_*generated.*")

_MOST = 1_000_000


def is_built(root: str, folder: str, name: str, witness: Witness) -> bool:
    """Whether a module of that name in the folder (relative to ``root``) may be made by a build."""
    if _MADE.fullmatch(name):
        return True
    return any(
        has_word(witness.read(os.path.join(root, above, recipe), _MOST) or b"", name)
        for above in _folders_above(folder)
        for recipe in _RECIPES
    )


def _folders_above(folder: str) -> Iterator[str]:
    yield ""
    parts = folder.split("/")
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[:count])
