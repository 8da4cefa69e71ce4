"""What patterns leave out of a project, and may be there at run time nevertheless."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from flake8_sqla_rel.project.discover import modules_below
from flake8_sqla_rel.project.files import is_barred
from flake8_sqla_rel.project.names import packages_above
from flake8_sqla_rel.project.outline import outline
from flake8_sqla_rel.project.root import MARKERS
from flake8_sqla_rel.project.witness import Witness
from flake8_sqla_rel.source.derived import snake_case

#: How many files that are left out are looked through for a name.
_MOST = 20_000


class LeftOut:
    """The files and folders (absolute) that are left out of the project at ``root``.

    ``asked`` notes what of them the answers rest on.
    """

    def __init__(self, root: str, places: Sequence[str], asked: Witness) -> None:
        self.places = places
        self._root = root
        self._asked = asked
        self._classes: frozenset[str] | None = None

    def has_class(self, name: str) -> bool:
        """Whether a file that is left out has a class statement of that name; in doubt it has."""
        if self._classes is None:
            contents = self._contents()
            if contents is None:
                return True
            headers = (header for data in contents for header in outline(data).classes)
            self._classes = frozenset(header.name for header in headers)
        return name in self._classes

    def has_table(self, name: str, copies: Iterable[bytes]) -> bool:
        """Whether a file that is left out, or one of ``copies``, may define a table of that name.

        That is when it has the name as a text, or a class whose name gives that table name
        in Flask-SQLAlchemy. ``name`` is without schema. In doubt it may.
        """
        contents = self._contents()
        if contents is None:
            return True
        quoted = [f"{quote}{name}{quote}".encode("utf-8", "surrogatepass") for quote in "\"'"]
        return any(
            any(text in data for text in quoted)
            or any(snake_case(header.name) == name for header in outline(data).classes)
            for data in (*contents, *copies)
        )

    def _contents(self) -> Iterator[bytes] | None:
        """What the files hold; ``None`` when they are too many or cannot be read.

        So it is, too, where the root is a part of a package: there is more of it outside.
        """
        barred = [path for path in self.places if is_barred(path)]
        for path in barred:
            (self._asked.read if path.endswith(".py") else self._asked.folder)(path)
        if barred:
            return None
        markers = (os.path.join(self._root, marker) for marker in MARKERS)
        if packages_above(self._root) and not any(self._asked.exists(each) for each in markers):
            return None
        paths = modules_below(self.places, _MOST, self._asked)
        if paths is None:
            return None
        return (data for data in map(self._asked.read, paths) if data)
