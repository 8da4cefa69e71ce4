"""What the mapper needs to know of a project's modules, whoever provides them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Protocol

from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.source.bindings import Bindings
from flake8_sqla_rel.source.facts import ModuleFacts
from flake8_sqla_rel.source.imports import Imported
from flake8_sqla_rel.source.makers import Maker


@record()
class ModuleRef:
    """A module of the project.

    ``name`` is its dotted name as the project imports it, ``path`` the file relative to the
    root with ``/`` between its parts (two files may claim one name; a path is unique),
    ``package`` tells an ``__init__`` module.
    """

    name: str
    path: str
    package: bool

    @property
    def installed(self) -> bool:
        """Whether it belongs to an installed package: its path is then absolute."""
        return self.path[:1] == "/" or (os.sep != "/" and os.path.isabs(self.path))


class Program(Protocol):
    """The modules of a project."""

    def models(self) -> Sequence[ModuleRef]:
        """Modules that may declare models, tables or their bases, sorted by path."""

    def resolve(self, name: str, importer: ModuleRef) -> ModuleRef | None:
        """The module of the project that ``import name`` in ``importer`` loads.

        ``name`` is absolute (leading dots already worked out). ``None`` when no file of the
        project has that name: it is then somebody else's package, or not there.
        """

    def installed(self, name: str) -> ModuleRef | None:
        """The module of that name in an installed package, ``None`` when there is none to read."""

    def facts(self, module: ModuleRef) -> ModuleFacts | None:
        """What the module says; ``None`` when its file cannot be read or parsed."""

    def bindings(self, module: ModuleRef) -> Bindings | None:
        """The names that the module may have; ``None`` when its file cannot be read or parsed."""

    def imports(self) -> Iterator[tuple[ModuleRef, Imported]]:
        """Every file of the project and what it may import; configuration at the root is among them."""

    def python(self) -> tuple[int, int]:
        """The Python that the project runs on, as (major, minor)."""

    def mentions(self, module: ModuleRef, name: str) -> bool:
        """Whether the text of the module has the name as a word anywhere; so it has if it cannot be read."""

    def words(self, module: ModuleRef) -> frozenset[str] | None:
        """The words of the text of the module, ``None`` if it cannot be read."""

    def may_set(self, module: ModuleRef, name: str) -> bool:
        """Whether the text of the module may give any object an attribute of that name.

        So it may if it cannot be read.
        """

    def may_set_on_class(self, name: str) -> bool:
        """Whether a file of the project may give a class an attribute of that name from outside of its body."""

    def may_set_unseen(self, owners: frozenset[str], name: str, *, columns: bool) -> bool:
        """Whether a file that is not among the models may give one of these classes an attribute of that name.

        So may a function of the models that such a file calls with the name. ``columns``: whether a
        column counts as well, not only what else is mapped.
        """

    def may_have_module(self, package: ModuleRef, name: str) -> bool:
        """Whether ``name`` in the folder of a package is, or may once be, a module of any kind.

        Of any kind are compiled ones, folders and what patterns leave out; to be once are those
        that are generated, as far as what builds the project or a ``.gitignore`` tells.
        """

    def is_set_from_outside(self, module: str, name: str | None) -> bool:
        """Whether a file may put the module of that dotted name, or ``name`` into it, in its place."""

    def classes_elsewhere(self, name: str) -> Sequence[ModuleRef] | None:
        """The modules outside :meth:`models` with a class statement of that name, once for each.

        ``None`` when a file that is not read as part of the project may have one.
        """

    def makers(self) -> Sequence[tuple[ModuleRef, Maker]]:
        """What in any file of the project may make tables, with the module that it is in."""

    def mentions_table(self, name: str) -> bool:
        """Whether a file that is not read as part of the project may define a table of that name."""
