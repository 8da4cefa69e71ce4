"""The modules of one project: what the mapper asks for, out of files, cache and editor."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.project.building import is_built
from flake8_sqla_rel.project.cache import (
    CANDIDATE,
    COPY,
    PLAIN,
    PROMOTED,
    Cache,
    Entry,
    cache_folder,
    digest,
)
from flake8_sqla_rel.project.discover import (
    FileStat,
    Listing,
    Patterns,
    discover,
    is_ignored,
    modules_below,
)
from flake8_sqla_rel.project.files import MAX_SOURCE, is_barred, read_regular
from flake8_sqla_rel.project.installed import locate
from flake8_sqla_rel.project.looking import Looked, look, look_at_all
from flake8_sqla_rel.project.names import Names, packages_above
from flake8_sqla_rel.project.outline import Outline, has_word, outline, promoted
from flake8_sqla_rel.project.rests import Rests, Stand, digest_of, digest_of_makers
from flake8_sqla_rel.project.root import MARKERS
from flake8_sqla_rel.project.witness import Witness, may_change_unseen
from flake8_sqla_rel.source import reader
from flake8_sqla_rel.source.bindings import Bindings, read_bindings
from flake8_sqla_rel.source.derived import snake_case
from flake8_sqla_rel.source.facts import ModuleFacts
from flake8_sqla_rel.source.imports import Imported, Mentioned
from flake8_sqla_rel.source.makers import Maker, read_makers

#: How long a file of configuration may be that is looked through for names of modules.
_MOST_OF_A_TEXT = 1_000_000

#: How many files that are left out are looked through for the name of a class.
_MOST_LEFT_OUT = 20_000


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
        #: Whether a file changed while it was looked at, so that the answers are of two states.
        self.torn = False
        self._cache = cache or Cache(cache_folder(root, settings.cache_dir) if settings.cache else None)
        self._overlay = dict(overlay or {})
        self._outlines: dict[str, Outline] | None = None
        self._stored_outlines: frozenset[str] = frozenset()
        self._known = self._cache.files()
        self._started = self.asked.started
        listing = listing or discover(root, Patterns(settings.exclude, settings.filename))
        self.nested_roots = listing.nested_roots
        self._left_out = listing.left_out
        # Files that cannot be read: each is a module of which nothing is known.
        self._barred: set[str] = set()
        self._entries = self._refresh(listing.files, meanwhile)
        self._states = {**self._with_overlay(), **dict.fromkeys(self._barred, CANDIDATE)}
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
        self._left_out_classes: frozenset[str] | None = None
        self._makers: dict[str, tuple[Maker, ...]] | None = None

    # What the mapper asks

    def models(self) -> Sequence[ModuleRef]:
        """Modules that may declare models, tables or their bases, sorted by path."""
        if self._models is None:
            states = self._states
            self._models = tuple(self._ref(path) for path in sorted(states) if self.is_model(path))
        return self._models

    def is_model(self, path: str) -> bool:
        """Whether the file may declare models, tables or their bases."""
        return self._states.get(path) in (CANDIDATE, PROMOTED)

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
            found = self._parse(path, self._overlay[path]) if path in self._overlay else None
            if not isinstance(found, ModuleFacts):
                found = self._facts_on_disk(path) if path in self._entries else None
                if path in self._overlay:
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
        for path, state in self._states.items():
            if state != COPY:
                yield self._ref(path), Imported(partial(self._readable, path))
        for name, entry in sorted(self.asked.entries(self.root).items()):
            data = None if name.endswith(".py") else self.asked.read(entry.path, _MOST_OF_A_TEXT)
            if data is not None:
                yield ModuleRef("", name, False), Mentioned(partial(bytes, data))

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

    def may_have_module(self, package: ModuleRef, name: str) -> bool:
        """Whether ``name`` in the folder of a package is, or may once be, a module of any kind."""
        folder = package.path.rpartition("/")[0]
        self.asked.folder(os.path.join(self.root, folder))
        try:
            beside = os.listdir(os.path.join(self.root, folder))
        except OSError:
            return True
        edited = (path[len(folder) :].strip("/") for path in self._overlay if path.startswith(folder))
        if any(re.split(r"[./]", entry, maxsplit=1)[0] == name for entry in (*beside, *edited)):
            return True
        path = f"{folder}/{name}.py".lstrip("/")
        return is_ignored(self.root, path, self.asked) or is_built(self.root, folder, name, self.asked)

    def is_set_from_outside(self, module: str, name: str | None) -> bool:
        """Whether a file may put the module of that dotted name, or ``name`` into it, in its place."""
        texts = [f"{quote}{module}{quote}".encode() for quote in "\"'"]
        attribute = re.escape(name or "").encode()
        setting = re.compile(
            rb"\.%b\s*(?::[^=\n]*)?=(?!=)|setattr\([^\n]*[\"']%b[\"']" % (attribute, attribute)
        )
        for path in self._states:
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
        if path in self._overlay:
            return self._overlay[path]
        if path not in self._entries:
            return self.asked.read(os.path.join(self.root, path))
        return self._content_on_disk(path, self._entries[path])

    def _content_on_disk(self, path: str, entry: Entry) -> bytes | None:
        """What a file of the project holds, which is to be what it held when it was looked at first."""
        data = read_regular(os.path.join(self.root, path), MAX_SOURCE)
        self.torn = self.torn or data is None or digest(data) != entry.digest
        return data

    def classes_elsewhere(self, name: str) -> Sequence[ModuleRef] | None:
        """The modules outside :meth:`models` with a class statement of that name, once for each.

        ``None`` when a file that a pattern leaves out of the project may have one, which may be
        there at run time.
        """
        if self._other_classes is None:
            stated: dict[str, list[str]] = {}
            for path in sorted(self._states):
                if not self.is_model(path):
                    for header in self._outline_of(path).classes:
                        stated.setdefault(header.name, []).append(path)
            self._other_classes = stated
        if self._is_left_out(name):
            return None
        return [self._ref(path) for path in self._other_classes.get(name, ())]

    def makers(self) -> Sequence[tuple[ModuleRef, Maker]]:
        """What in any file of the project may make tables, with the module that it is in."""
        if self._makers is None:
            paths = (path for path, state in sorted(self._states.items()) if state != COPY)
            found = {path: self.makers_now(path) for path in paths}
            self._makers = {path: makers for path, makers in found.items() if makers}
        return [(self._ref(path), maker) for path, makers in self._makers.items() for maker in makers]

    def mentions_table(self, name: str) -> bool:
        """Whether a file that is left out by a pattern, or a backup, may define a table of that name.

        That is when it has the name as a text, or a class whose name gives that table name
        in Flask-SQLAlchemy. ``name`` is without schema.
        """
        left_out = self._left_out_content()
        if left_out is None:
            return True
        copies = (path for path, state in self._states.items() if state == COPY)
        texts = [*left_out, *filter(None, map(self._text, copies))]
        quoted = [f"{quote}{name}{quote}".encode("utf-8", "surrogatepass") for quote in "\"'"]
        return any(
            any(text in data for text in quoted)
            or any(snake_case(header.name) == name for header in outline(data).classes)
            for data in texts
        )

    def _is_left_out(self, name: str) -> bool:
        """Whether a file that is left out has a class statement of that name; in doubt it has."""
        if self._left_out_classes is None:
            contents = self._left_out_content()
            if contents is None:
                return True
            headers = (header for data in contents for header in outline(data).classes)
            self._left_out_classes = frozenset(header.name for header in headers)
        return name in self._left_out_classes

    def _left_out_content(self) -> Iterator[bytes] | None:
        """What the files hold that patterns leave out; ``None`` when they are too many or cannot be read.

        So it is, too, where the root is a part of a package: there is more of it outside.
        """
        barred = [path for path in self._left_out if is_barred(path)]
        for path in barred:
            (self.asked.read if path.endswith(".py") else self.asked.folder)(path)
        if barred:
            return None
        if packages_above(self.root) and not any(self.asked.exists(each) for each in self._markers()):
            return None
        paths = modules_below(self._left_out, _MOST_LEFT_OUT, self.asked)
        if paths is None:
            return None
        return (data for data in map(self.asked.read, paths) if data)

    def _markers(self) -> Iterator[str]:
        return (os.path.join(self.root, marker) for marker in MARKERS)

    # What its keeper asks

    @property
    def paths(self) -> Sequence[str]:
        """The files of the project, sorted."""
        return sorted(self._states)

    def __contains__(self, path: str) -> bool:
        return path in self._states

    @property
    def notes(self) -> Sequence[str]:
        """Why the cache was not used or written, a line each."""
        return self._cache.notes

    def digest(self) -> str:
        """What tells this state of the project from every other: the files, what they say, the overlay."""
        parts = self._surroundings()
        parts += [
            f"{path}\0{e.digest}{e.state}{e.good and self._good(path, e)}"
            for path, e in sorted(self._entries.items())
        ]
        parts += [f"{path}\0{digest(data)}" for path, data in sorted(self._overlay.items())]
        return digest("\0\0".join(parts).encode("utf-8", "surrogatepass"))

    def _surroundings(self) -> list[str]:
        """What tells the tree from others beside the files of the project and what they say."""
        inside = [os.path.relpath(each, self.root) for each in (*self.nested_roots, *self._left_out)]
        return [packages_above(self.root), str(len(self.nested_roots)), *inside, *sorted(self._barred)]

    def _good(self, path: str, entry: Entry) -> str:
        """The content that the facts of a changed file are taken from, ``""`` when it is the present one."""
        if self.is_model(path) and path not in self._overlay:
            self.facts(self._ref(path))
        return "" if self._cache.is_good(entry.digest) else entry.good

    def frame(self) -> str:
        """What tells this project from one with other modules, whatever is in the facts of these.

        A module is its path, whether it may map something, and the classes that it states if it may not.
        """
        parts = self._surroundings()
        for path, state in sorted(self._states.items()):
            model = self.is_model(path)
            others = () if model or path in self._barred else self._outline_of(path).classes
            parts.append("\0".join([path, str(COPY if state == COPY else model), *(h.name for h in others)]))
        return digest("\0\0".join(parts).encode("utf-8", "surrogatepass"))

    def rests(self) -> Rests:
        """What of the project's own files was asked for."""
        own = self._states.keys()
        mentions = [(path, name, there) for (path, name), there in self._mentions.items() if path in own]
        asked = {*self._facts, *self._texts, *self._bindings, *(path for path, _, _ in mentions)} & own
        makers = None
        if self._makers is not None:
            # What a file may make that makes nothing now counts as well.
            asked.update(own)
            makers = {path: digest_of_makers(found) for path, found in self._makers.items()}
        return Rests(
            {path: self.stand(path) for path in sorted(asked)},
            sorted(self._facts.keys() & own),
            sorted(self._texts & own),
            {path: digest_of(found) for path, found in self._bindings.items() if path in own},
            mentions,
            makers,
            sorted(self._installed_digests),
        )

    def stand(self, path: str) -> Stand:
        """Which content the file has now, and which one its facts are taken from if that is no Python."""
        if path in self._overlay:
            return Stand(digest(self._overlay[path]), "")
        entry = self._entries.get(path)
        return Stand("", "") if entry is None else Stand(entry.digest, entry.good)

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
        entries = {path: self._settled(path, entry) for path, entry in self._entries.items()}
        changed = entries != self._known
        if not changed and not self._cache.has_more:
            return
        wanted = _digests(entries) | self._installed_digests
        outlines = None
        if self._outlines is not None:
            present = {entry.digest for entry in entries.values()}
            outlines = {key: shape for key, shape in self._outlines.items() if key in present}
            if outlines.keys() == self._stored_outlines:
                outlines = None
        self._cache.store(entries if changed else None, outlines, wanted, _digests(self._known) - wanted)

    # How it is done

    def _refresh(self, files: Sequence[FileStat], meanwhile: Callable[[], object]) -> dict[str, Entry]:
        """The entries of all files; those whose stat did not change are taken as they were."""
        entries: dict[str, Entry] = {}
        changed = [file for file in files if not self._is_known(file)]
        looked = look_at_all(self.root, changed, self._known, self._cache, meanwhile)
        for file in files:
            old = self._known.get(file.path)
            if old is not None and self._is_known(file):
                entries[file.path] = old
                continue
            seen = looked.get(file.path) or look(self.root, file.path, old, self._cache)
            if seen is not None:
                entries[file.path] = self._entry(file, old, seen)
            elif is_barred(os.path.join(self.root, file.path)):
                self._barred.add(file.path)
        contents = {path: entry.digest for path, entry in entries.items()}
        if contents == {path: entry.digest for path, entry in self._known.items()}:
            return entries
        outlines = {path: self._outline_on_disk(path, entry) for path, entry in entries.items()}
        states = _classify(outlines, _copies(files, outlines))
        return {path: entry._replace(state=states[path]) for path, entry in entries.items()}

    def _is_known(self, file: FileStat) -> bool:
        old = self._known.get(file.path)
        return old is not None and old[:3] == file[1:4]

    def _entry(self, file: FileStat, old: Entry | None, seen: Looked) -> Entry:
        """The entry of a file that is new or whose stat changed."""
        key = seen.digest
        if old is not None and old.digest == key:
            return Entry(seen.size, file.mtime_ns, file.ctime_ns, key, old.state, old.good)
        good = ""
        if old is not None:
            good = old.digest if self._cache.is_good(old.digest) else old.good
        if seen.outline is not None:
            self._all_outlines()[key] = seen.outline
        if seen.facts is not None:
            self._cache.add(key, seen.facts)
        return Entry(seen.size, file.mtime_ns, file.ctime_ns, key, PLAIN, good)

    def _with_overlay(self) -> dict[str, int]:
        """The states of all files once the overlay stands in place of what is on disk."""
        states = {path: entry.state for path, entry in self._entries.items()}
        for path in list(self._overlay):
            # What is on disk but excluded does not join the project by being edited.
            if path not in states and os.path.lexists(os.path.join(self.root, path)):
                del self._overlay[path]
        edited = {path: outline(data) for path, data in self._overlay.items()}
        if all(path in states and shape == self._fresh_outline(path) for path, shape in edited.items()):
            return states
        outlines = {path: self._outline_on_disk(path, entry) for path, entry in self._entries.items()}
        outlines.update(edited)
        copies = frozenset(path for path, state in states.items() if state == COPY)
        return _classify(outlines, copies)

    def _fresh_outline(self, path: str) -> Outline | None:
        # Reading one file again is cheaper than loading what is known of all.
        data = read_regular(os.path.join(self.root, path), MAX_SOURCE)
        return None if data is None else outline(data)

    def _outline_of(self, path: str) -> Outline:
        if path in self._overlay:
            return outline(self._overlay[path])
        return self._outline_on_disk(path, self._entries[path])

    def _outline_on_disk(self, path: str, entry: Entry) -> Outline:
        outlines = self._all_outlines()
        found = outlines.get(entry.digest)
        if found is None:
            data = self._content_on_disk(path, entry)
            found = outlines[entry.digest] = Outline(False, ()) if data is None else outline(data)
        return found

    def _all_outlines(self) -> dict[str, Outline]:
        """The outlines by digest; loaded when first needed."""
        if self._outlines is None:
            self._outlines = self._cache.outlines()
            self._stored_outlines = frozenset(self._outlines)
        return self._outlines

    def _facts_on_disk(self, path: str) -> ModuleFacts | None:
        entry = self._entries[path]
        found = self._cache.facts(entry.digest)
        if found is None:
            data = read_regular(os.path.join(self.root, path), MAX_SOURCE)
            if data is None:
                self.torn = True
                return None
            found = self._parse(path, data)
            if found is not None and digest(data) == entry.digest:
                self._cache.add(entry.digest, found)
            else:
                self.torn = True
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

    def _settled(self, path: str, entry: Entry) -> Entry:
        """The entry as it is to be stored."""
        if entry.good and self._cache.is_good(entry.digest):
            entry = entry._replace(good="")
        if entry is not self._known.get(path) and self._may_change_unseen(entry):
            entry = entry._replace(mtime_ns=-1)
        return entry

    def _may_change_unseen(self, entry: Entry) -> bool:
        """Whether the file is so young that a later change may leave it the same times."""
        return may_change_unseen(entry.mtime_ns, entry.ctime_ns, self._started)

    def _by_name(self) -> Names:
        if self._names is None:
            copies = frozenset(path for path, state in self._states.items() if state == COPY)
            folders = [os.path.relpath(each, self.root).replace(os.sep, "/") for each in self.nested_roots]
            self._names = Names(sorted(self._states), self.root, copies, folders)
        return self._names

    def _ref(self, path: str) -> ModuleRef:
        if path not in self._refs:
            name, package = self._by_name().module(path)
            self._refs[path] = ModuleRef(name, path, package)
        return self._refs[path]


def _digests(entries: Mapping[str, Entry]) -> frozenset[str]:
    return frozenset(key for entry in entries.values() for key in (entry.digest, entry.good) if key)


def _copies(files: Sequence[FileStat], outlines: Mapping[str, Outline]) -> frozenset[str]:
    """Which of the files that look like backups by their names are some.

    ``share_backup.py`` beside ``share.py`` may well be about backups of shares; a copy states
    a class that its original states too.
    """
    found = set()
    for file in files:
        if not file.original or file.path not in outlines:
            continue
        original = outlines.get(file.original)
        importable = file.path.rpartition("/")[2][:-3].isidentifier()
        if importable and original is not None:
            stated = {header.name for header in original.classes}
            if all(header.name not in stated for header in outlines[file.path].classes):
                continue
        found.add(file.path)
    return frozenset(found)


def _classify(outlines: Mapping[str, Outline], copies: Collection[str]) -> dict[str, int]:
    """The state of every file."""
    states = {path: COPY if path in copies else PLAIN for path in outlines}
    originals = {path: shape for path, shape in outlines.items() if path not in copies}
    seeds = [path for path, shape in originals.items() if shape.candidate]
    states.update(dict.fromkeys(promoted(originals, seeds), PROMOTED))
    states.update(dict.fromkeys(seeds, CANDIDATE))
    return states
