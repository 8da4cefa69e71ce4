"""The modules of one project: what the mapper asks for, out of files, cache and editor."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.project.building import is_built
from flake8_sqla_rel.project.cache import Cache, Entry, cache_folder, digest
from flake8_sqla_rel.project.discover import Listing, Patterns, discover, is_ignored
from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.givers import Given, read_given
from flake8_sqla_rel.project.installed import locate
from flake8_sqla_rel.project.left_out import LeftOut
from flake8_sqla_rel.project.names import Names, packages_above
from flake8_sqla_rel.project.outline import has_word
from flake8_sqla_rel.project.rests import Rests, Stand, digest_of, digest_of_given, digest_of_makers
from flake8_sqla_rel.project.tree import Tree
from flake8_sqla_rel.project.versions import python
from flake8_sqla_rel.project.witness import Witness
from flake8_sqla_rel.source import reader
from flake8_sqla_rel.source.bindings import Bindings, read_bindings
from flake8_sqla_rel.source.facts import ModuleFacts
from flake8_sqla_rel.source.imports import Imported, Mentioned
from flake8_sqla_rel.source.makers import Maker, read_makers

#: How long a file of configuration may be that is looked through for names of modules.
_MOST_OF_A_TEXT = 1_000_000


class ProjectIndex:
    """The files under ``root`` (absolute, without symbolic links) as a program.

    ``overlay`` gives the content of files by path relative to the root: it stands in place
    of what is on disk. Making an index looks at the whole tree; files are parsed when their
    facts are asked for. Implements :class:`flake8_sqla_rel.mapper.program.Program`.

    ``nested_roots`` are folders inside in which a project of its own begins; ``failures`` are
    the files that the reader failed on, with what it raised. ``listing`` is what is in the
    tree, where that is known already. ``meanwhile`` is called once while copies of this process help it
    to look at files, if any do.

    ``asked`` notes on what of the file system beyond the project's files the answers given to
    the mapper rest. Findings are remembered as long as that holds, so whatever else an answer
    has to look at is to be looked at through it.
    """

    def __init__(
        self,
        root: str,
        settings: Settings,
        overlay: Mapping[str, bytes] | None = None,
        *,
        cache: Cache | None = None,
        listing: Listing | None = None,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        self.root = root
        self.failures: list[tuple[str, Exception]] = []
        self.unparsed: set[str] = set()
        self.asked = Witness()
        self._cache = cache or Cache(cache_folder(root, settings.cache_dir) if settings.cache else None)
        listing = listing or discover(root, Patterns(settings.exclude, settings.filename))
        self.nested_roots = listing.nested_roots
        self._left_out = LeftOut(root, listing.left_out, self.asked)
        self._torn = False
        self._tree = Tree(
            root,
            listing.files,
            listing.nested_roots,
            overlay or {},
            self._cache,
            self.asked.started,
            meanwhile,
        )
        self._names: Names | None = None
        self._refs: dict[str, ModuleRef] = {}
        self._facts: dict[str, ModuleFacts | None] = {}
        self._models: tuple[ModuleRef, ...] | None = None
        self._installed_digests: set[str] = set()
        # What the mapper was told of texts that it has no facts of.
        self._texts: set[str] = set()
        self._bindings: dict[str, Bindings | None] = {}
        self._mentions: dict[tuple[str, str], bool] = {}
        self._other_classes: Mapping[str, Sequence[str]] | None = None
        self._makers: dict[str, tuple[Maker, ...]] | None = None

    # What the mapper asks

    def models(self) -> Sequence[ModuleRef]:
        """Modules that may declare models, tables or their bases, sorted by path."""
        if self._models is None:
            paths = sorted(self._tree.states)
            self._models = tuple(self._ref(path) for path in paths if self.is_model(path))
        return self._models

    def is_model(self, path: str) -> bool:
        """Whether the file may declare models, tables or their bases."""
        return self._tree.is_model(path)

    def resolve(self, name: str, importer: ModuleRef) -> ModuleRef | None:
        """The module that ``import name`` in ``importer`` loads; ``None``: it is not the project's."""
        if importer.installed:
            same = name.split(".", 1)[0] == importer.name.split(".", 1)[0]
            return self.installed(name) if same else None
        path = self._by_name().resolve(name, importer.path)
        return None if path is None else self._ref(path)

    def installed(self, name: str) -> ModuleRef | None:
        """The module of that name in an installed package, ``None`` when there is none to read."""
        path = locate(name, self.asked)
        return None if path is None else ModuleRef(name, path, path.endswith("__init__.py"))

    def facts(self, module: ModuleRef) -> ModuleFacts | None:
        """What the module says; ``None`` when its file cannot be read or parsed.

        Of a file that cannot be parsed now, what it said when it last could.
        """
        path = module.path
        if path not in self._facts and module.installed:
            self._facts[path] = self._installed_facts(path)
        elif path not in self._facts:
            edited = self._tree.overlay.get(path)
            found = None if edited is None else self._parse(path, edited)
            if not isinstance(found, ModuleFacts):
                found = self._facts_on_disk(path) if path in self._tree.entries else None
                if edited is not None:
                    self.unparsed.add(path)
            self._facts[path] = found
        return self._facts[path]

    def bindings(self, module: ModuleRef) -> Bindings | None:
        """The names that the module may have; ``None`` when its file cannot be read or parsed."""
        if module.path not in self._bindings:
            self._bindings[module.path] = self.bindings_now(module.path)
        return self._bindings[module.path]

    def imports(self) -> Iterator[tuple[ModuleRef, Imported]]:
        """Every file of the project and what it may import; configuration at the root is among them."""
        for path in self._tree.states:
            if not self._tree.is_copy(path):
                yield self._ref(path), Imported(partial(self._readable, path))
        for name, entry in sorted(self.asked.entries(self.root).items()):
            data = None if name.endswith(".py") else self.asked.read(entry.path, _MOST_OF_A_TEXT)
            if data is not None:
                yield ModuleRef("", name, False), Mentioned(partial(bytes, data))

    def python(self) -> tuple[int, int]:
        return python(self.root, self.asked)

    def mentions(self, module: ModuleRef, name: str) -> bool:
        """Whether the text of the module has the name as a word anywhere; so it has if it cannot be read."""
        asked = (module.path, name)
        if asked not in self._mentions:
            self._mentions[asked] = self.mentions_now(*asked)
        return self._mentions[asked]

    def words(self, module: ModuleRef) -> frozenset[str] | None:
        """The words of the text of the module, ``None`` if it cannot be read."""
        data = self._text(module.path)
        return None if data is None else frozenset(re.findall(r"\w+", data.decode("utf-8", "replace")))

    def may_set(self, module: ModuleRef, name: str) -> bool:
        """Whether the text of the module may give any object an attribute of that name."""
        data = self._text(module.path)
        return data is None or _setting(name).search(data) is not None

    def may_set_on_class(self, name: str) -> bool:
        """Whether a file of the project may give a class an attribute of that name from outside of its body."""
        return self._gives_any or any(given.has_name(name) for given in self._given.values())

    def may_set_unseen(self, owners: frozenset[str], name: str, *, columns: bool) -> bool:
        """Whether a file that is not among the models may give one of these classes an attribute of that name.

        :param columns: whether a column counts as well, not only what else is mapped.
        """
        return (self._gives_any if columns else self._gives_others) or any(
            given.may_give(owners, name) for path, given in self._given.items() if not self.is_model(path)
        )

    @cached_property
    def _gives_any(self) -> bool:
        return self._may_give(columns=True)

    @cached_property
    def _gives_others(self) -> bool:
        return self._may_give(columns=False)

    def _may_give(self, *, columns: bool) -> bool:
        """Whether a file that is not among the models may give a class what is mapped under any name."""
        outside = [path for path in self._tree.states if not self.is_model(path)]
        givers = {
            path: [each.name for each in given.givers if columns or not each.columns]
            for path, given in self._given.items()
        }
        if any(None in givers[path] for path in outside):
            return True
        names = {name for each in givers.values() for name in each if name is not None}
        return any(self.mentions(self._ref(path), name) for path in outside for name in names)

    @cached_property
    def _given(self) -> Mapping[str, Given]:
        """What each file may give classes."""
        return {path: self.given_now(path) for path in self._tree.states}

    def may_have_module(self, package: ModuleRef, name: str) -> bool:
        """Whether ``name`` in the folder of a package is, or may once be, a module of any kind."""
        folder = package.path.rpartition("/")[0]
        self.asked.folder(os.path.join(self.root, folder))
        try:
            beside = os.listdir(os.path.join(self.root, folder))
        except OSError:
            return True
        edited = (path[len(folder) :].strip("/") for path in self._tree.overlay if path.startswith(folder))
        if any(re.split(r"[./]", entry, maxsplit=1)[0] == name for entry in (*beside, *edited)):
            return True
        path = f"{folder}/{name}.py".lstrip("/")
        return is_ignored(self.root, path, self.asked) or is_built(self.root, folder, name, self.asked)

    def is_set_from_outside(self, module: str, name: str | None) -> bool:
        """Whether a file may put the module of that dotted name, or ``name`` into it, in its place."""
        texts = [f"{quote}{module}{quote}".encode() for quote in "\"'"]
        setting = _setting(name or "")
        for path in self._tree.states:
            data = self._text(path) or b""
            if b"sys.modules" in data and any(text in data for text in texts):
                return True
            if name is not None and setting.search(data):
                return True
        return False

    def _text(self, path: str) -> bytes | None:
        """What the file holds, when an answer rests on all of it."""
        self._texts.add(path)
        return self._content(path)

    def _readable(self, path: str) -> bytes:
        """The same, nothing when it cannot be read."""
        return self._text(path) or b""

    def _content(self, path: str) -> bytes | None:
        """What the file holds, in the editor or on disk."""
        if path in self._tree.entries or path in self._tree.overlay:
            return self._tree.content(path)
        return self.asked.read(os.path.join(self.root, path))

    def classes_elsewhere(self, name: str) -> Sequence[ModuleRef] | None:
        """The modules outside :meth:`models` with a class statement of that name, once for each.

        ``None`` when a file that a pattern leaves out of the project may have one, which may be
        there at run time.
        """
        if self._other_classes is None:
            stated: dict[str, list[str]] = {}
            for path in sorted(self._tree.states):
                if not self.is_model(path):
                    for header in self._tree.outline(path).classes:
                        stated.setdefault(header.name, []).append(path)
            self._other_classes = stated
        if self._left_out.has_class(name):
            return None
        return [self._ref(path) for path in self._other_classes.get(name, ())]

    def makers(self) -> Sequence[tuple[ModuleRef, Maker]]:
        """What in any file of the project may make tables, with the module that it is in."""
        if self._makers is None:
            paths = (path for path in sorted(self._tree.states) if not self._tree.is_copy(path))
            found = {path: self.makers_now(path) for path in paths}
            self._makers = {path: makers for path, makers in found.items() if makers}
        return [(self._ref(path), maker) for path, makers in self._makers.items() for maker in makers]

    def mentions_table(self, name: str) -> bool:
        """Whether a file that is left out by a pattern, or a backup, may define a table of that name.

        ``name`` is without schema.
        """
        return self._left_out.has_table(name, (self._readable(path) for path in self._tree.copies()))

    # What its keeper asks

    @property
    def paths(self) -> Sequence[str]:
        """The files of the project, sorted."""
        return sorted(self._tree.states)

    def __contains__(self, path: str) -> bool:
        return path in self._tree.states

    @property
    def torn(self) -> bool:
        """Whether a file changed while it was looked at, so that the answers are of two states."""
        return self._torn or self._tree.torn

    @property
    def notes(self) -> Sequence[str]:
        """Why the cache was not used or written, a line each."""
        return self._cache.notes

    def digest(self) -> str:
        """What tells this state of the project from every other: the files, what they say, the overlay."""
        parts = self._surroundings()
        parts += [
            f"{path}\0{e.digest}{e.state}{e.good and self._good(path, e)}"
            for path, e in sorted(self._tree.entries.items())
        ]
        parts += [f"{path}\0{digest(data)}" for path, data in sorted(self._tree.overlay.items())]
        return digest("\0\0".join(parts).encode("utf-8", "surrogatepass"))

    def _surroundings(self) -> list[str]:
        """What tells the tree from others beside the files of the project and what they say."""
        inside = [os.path.relpath(each, self.root) for each in (*self.nested_roots, *self._left_out.places)]
        return [packages_above(self.root), str(len(self.nested_roots)), *inside, *sorted(self._tree.barred)]

    def _good(self, path: str, entry: Entry) -> str:
        """The content that the facts of a changed file are taken from, ``""`` when it is the present one."""
        if self.is_model(path) and path not in self._tree.overlay:
            self.facts(self._ref(path))
        return "" if self._cache.is_good(entry.digest) else entry.good

    def frame(self) -> str:
        """What tells this project from one with other modules, whatever is in the facts of these.

        A module is its path, whether it may map something, and the classes that it states if it may not.
        """
        parts = self._surroundings()
        for path in sorted(self._tree.states):
            model = self.is_model(path)
            others = () if model or path in self._tree.barred else self._tree.outline(path).classes
            kind = "copy" if self._tree.is_copy(path) else str(model)
            parts.append("\0".join([path, kind, *(header.name for header in others)]))
        return digest("\0\0".join(parts).encode("utf-8", "surrogatepass"))

    def rests(self) -> Rests:
        """What of the project's own files was asked for."""
        own = self._tree.states.keys()
        mentions = [(path, name, there) for (path, name), there in self._mentions.items() if path in own]
        asked = {*self._facts, *self._texts, *self._bindings, *(path for path, _, _ in mentions)} & own
        makers = None
        if self._makers is not None:
            # What a file may make that makes nothing now counts as well.
            asked.update(own)
            makers = {path: digest_of_makers(found) for path, found in self._makers.items()}
        given = None
        if "_given" in self.__dict__:
            asked.update(own)
            given = {path: text for path, found in self._given.items() if (text := digest_of_given(found))}
        return Rests(
            {path: self.stand(path) for path in sorted(asked)},
            sorted(self._facts.keys() & own),
            sorted(self._texts & own),
            {path: digest_of(found) for path, found in self._bindings.items() if path in own},
            mentions,
            makers,
            given,
            sorted(self._installed_digests),
        )

    def stand(self, path: str) -> Stand:
        """Which content the file has now, and which one its facts are taken from if that is no Python."""
        return self._tree.stand(path)

    def facts_at(self, stand: Stand) -> ModuleFacts | None:
        """The facts of a file as it stood earlier, ``None`` when they are not kept."""
        found = self._cache.facts(stand.content)
        if not isinstance(found, ModuleFacts) and stand.good:
            found = self._cache.facts(stand.good)
        return found if isinstance(found, ModuleFacts) else None

    def bindings_now(self, path: str) -> Bindings | None:
        """The names that the module of that path may have."""
        data = self._content(path)
        return None if data is None else read_bindings(data)

    def makers_now(self, path: str) -> tuple[Maker, ...]:
        """What in the file of that path may make tables."""
        return read_makers(self._content(path) or b"")

    def given_now(self, path: str) -> Given:
        """What the file of that path may give classes from outside of their bodies."""
        return read_given(self._content(path) or b"")

    def mentions_now(self, path: str, name: str) -> bool:
        """Whether the text of that path has the name as a word; so it has if it cannot be read."""
        data = self._content(path)
        return data is None or has_word(data, name)

    def keep_installed(self, digests: Iterable[str]) -> None:
        """Keep the facts of these contents of installed modules, although nobody asked for them."""
        self._installed_digests.update(digests)

    def module(self, path: str) -> ModuleRef:
        """The module that a file of the project is."""
        return self._ref(path)

    def store(self) -> None:
        """Write what was learnt to the cache. Never raises; see :attr:`notes`."""
        self._tree.store(self._installed_digests)

    # How it is done

    def _facts_on_disk(self, path: str) -> ModuleFacts | None:
        entry = self._tree.entries[path]
        found = self._cache.facts(entry.digest)
        if found is None:
            data = read_regular(os.path.join(self.root, path), MAX_SOURCE)
            if data is None:
                self._torn = True
                return None
            found = self._parse(path, data)
            if found is not None and digest(data) == entry.digest:
                self._cache.add(entry.digest, found)
            else:
                self._torn = True
        if isinstance(found, str):
            self.unparsed.add(path)
            found = self._cache.facts(entry.good) if entry.good else None
        return None if isinstance(found, str) else found

    def _installed_facts(self, path: str) -> ModuleFacts | None:
        data = self.asked.read(path)
        if data is None:
            return None
        key = digest(data)
        self._installed_digests.add(key)
        found = self._cache.facts(key)
        if found is None:
            found = self._parse(path, data)
            if found is not None:
                self._cache.add(key, found)
        return None if isinstance(found, str) else found

    def _parse(self, path: str, data: bytes) -> ModuleFacts | str | None:
        """The facts in the bytes, why they are no Python, or ``None`` when the reader failed."""
        try:
            return reader.read(data)
        except reader.Unreadable as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - one file must not cost the findings in all others
            self.failures.append((path, error))
            return None

    def _by_name(self) -> Names:
        if self._names is None:
            self._names = self._tree.names()
        return self._names

    def _ref(self, path: str) -> ModuleRef:
        if path not in self._refs:
            name, package = self._by_name().module(path)
            self._refs[path] = ModuleRef(name, path, package)
        return self._refs[path]


def _setting(name: str) -> re.Pattern[bytes]:
    """What in a text may give an object an attribute of that name."""
    attribute = re.escape(name).encode()
    return re.compile(rb"\.%b\s*(?:[:,][^=\n]*)?=(?!=)|setattr\([^\n]*[\"']%b[\"']" % (attribute, attribute))
