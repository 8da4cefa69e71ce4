"""The files of a project as they are now, on disk or in an editor, and which of them may declare models."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from flake8_sqla_rel.project.cache import CANDIDATE, COPY, PLAIN, PROMOTED, Cache, Entry, digest
from flake8_sqla_rel.project.discover import FileStat
from flake8_sqla_rel.project.files import MAX_SOURCE, is_barred, read_regular
from flake8_sqla_rel.project.looking import Looked, look, look_at_all
from flake8_sqla_rel.project.names import Names
from flake8_sqla_rel.project.origins import read_sources
from flake8_sqla_rel.project.outline import Outline, outline
from flake8_sqla_rel.project.promotion import AllFiles, promoted
from flake8_sqla_rel.project.rests import Stand
from flake8_sqla_rel.project.witness import may_change_unseen


class Tree:
    """The ``files`` under ``root`` (absolute, without symbolic links), each looked at if it is new or changed.

    What was seen of them before is taken from ``cache``, and what is seen now is put there by
    :meth:`store`; ``started`` is when looking began, in nanoseconds. ``overlay`` gives the content of
    files by path, in place of what is on disk. ``meanwhile`` is called once while copies of this
    process help, if any do.

    ``entries`` has what was seen of every file that can be read, ``states`` what each file counts as:
    one that cannot be read, which is ``barred``, is a module of which nothing is known.
    """

    def __init__(
        self,
        root: str,
        files: Sequence[FileStat],
        nested_roots: Sequence[str],
        overlay: Mapping[str, bytes],
        cache: Cache,
        started: int,
        meanwhile: Callable[[], object],
    ) -> None:
        #: Whether a file changed while it was looked at, so that the answers are of two states.
        self.torn = False
        self.overlay = dict(overlay)
        self.barred: set[str] = set()
        self._root = root
        self._nested_roots = nested_roots
        self._cache = cache
        self._started = started
        self._known = cache.files()
        self._outlines: dict[str, Outline] | None = None
        #: What imports load, and over which files, some of them copies.
        self._names: tuple[tuple[frozenset[str], frozenset[str]], Names] | None = None
        self._stored_outlines: frozenset[str] = frozenset()
        self.entries = self._refresh(files, meanwhile)
        self.states = {**self._with_overlay(), **dict.fromkeys(self.barred, CANDIDATE)}

    def is_model(self, path: str) -> bool:
        """Whether the file may declare models, tables or their bases."""
        return self.states.get(path) in (CANDIDATE, PROMOTED)

    def is_copy(self, path: str) -> bool:
        """Whether the file is a backup of another one."""
        return self.states.get(path) == COPY

    def copies(self) -> frozenset[str]:
        """The files that are backups of others."""
        return frozenset(path for path, state in self.states.items() if state == COPY)

    def names(self) -> Names:
        """What imports in the files load."""
        return self._names_over(frozenset(self.states), self.copies())

    def content(self, path: str) -> bytes | None:
        """What a file of ``entries`` or ``overlay`` holds; ``None`` when it can be read no longer."""
        if path in self.overlay:
            return self.overlay[path]
        return self._content_on_disk(path, self.entries[path])

    def outline(self, path: str) -> Outline:
        """What a file of ``entries`` or ``overlay`` may map, and the classes that it states."""
        if path in self.overlay:
            return outline(self.overlay[path])
        return self._outline_on_disk(path, self.entries[path])

    def stand(self, path: str) -> Stand:
        """Which content the file has now, and which one its facts are taken from if that is no Python."""
        if path in self.overlay:
            return Stand(digest(self.overlay[path]), "")
        entry = self.entries.get(path)
        return Stand("", "") if entry is None else Stand(entry.digest, entry.good)

    def store(self, others: Collection[str]) -> None:
        """Write what was learnt to the cache, and keep the facts of the contents of ``others``' digests."""
        entries = {path: self._settled(path, entry) for path, entry in self.entries.items()}
        changed = entries != self._known
        if not changed and not self._cache.has_more:
            return
        wanted = _digests(entries.values()).union(others)
        outlines = None
        if self._outlines is not None:
            present = {entry.digest for entry in entries.values()}
            outlines = {key: shape for key, shape in self._outlines.items() if key in present}
            if outlines.keys() == self._stored_outlines:
                outlines = None
        dropped = _digests(self._known.values()) - wanted
        self._cache.store(entries if changed else None, outlines, wanted, dropped)

    def _refresh(self, files: Sequence[FileStat], meanwhile: Callable[[], object]) -> dict[str, Entry]:
        """The entries of all files; those whose stat did not change are taken as they were."""
        entries: dict[str, Entry] = {}
        changed = [file for file in files if not self._is_known(file)]
        looked = look_at_all(self._root, changed, self._known, self._cache, meanwhile)
        for file in files:
            old = self._known.get(file.path)
            if old is not None and self._is_known(file):
                entries[file.path] = old
                continue
            seen = looked.get(file.path) or look(self._root, file.path, old, self._cache)
            if seen is not None:
                entries[file.path] = self._entry(file, old, seen)
            elif is_barred(os.path.join(self._root, file.path)):
                self.barred.add(file.path)
        contents = {path: entry.digest for path, entry in entries.items()}
        if contents == {path: entry.digest for path, entry in self._known.items()}:
            return entries
        outlines = {path: self._outline_on_disk(path, entry) for path, entry in entries.items()}

        def on_disk(path: str) -> bytes | None:
            return self._content_on_disk(path, entries[path])

        states = self._classify(outlines, _copies(files, outlines), on_disk)
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
        states = {path: entry.state for path, entry in self.entries.items()}
        for path in list(self.overlay):
            # What is on disk but excluded does not join the project by being edited.
            if path not in states and os.path.lexists(os.path.join(self._root, path)):
                del self.overlay[path]
        if all(path in states and self._says_the_same(path, data) for path, data in self.overlay.items()):
            return states
        outlines = {path: self._outline_on_disk(path, entry) for path, entry in self.entries.items()}
        outlines.update({path: outline(data) for path, data in self.overlay.items()})
        copies = frozenset(path for path, state in states.items() if state == COPY)
        return self._classify(outlines, copies, self.content)

    def _says_the_same(self, path: str, edited: bytes) -> bool:
        """Whether nothing that files are classified by differs between a file on disk and its edited content."""
        # Reading one file again is cheaper than loading what is known of all.
        data = read_regular(os.path.join(self._root, path), MAX_SOURCE)
        return (
            data is not None
            and outline(data) == outline(edited)
            and read_sources(data) == read_sources(edited)
        )

    def _classify(
        self,
        outlines: Mapping[str, Outline],
        copies: Collection[str],
        content: Callable[[str], bytes | None],
    ) -> dict[str, int]:
        """The state of every file; ``content`` gives what it holds."""
        states = {path: COPY if path in copies else PLAIN for path in outlines}
        originals = {path: shape for path, shape in outlines.items() if path not in copies}
        seeds = [path for path, shape in originals.items() if shape.candidate]

        def files() -> AllFiles:
            names = self._names_over(frozenset(outlines).union(self.barred), frozenset(copies))
            return AllFiles(originals, names, content)

        states.update(dict.fromkeys(promoted(originals, seeds, files), PROMOTED))
        states.update(dict.fromkeys(seeds, CANDIDATE))
        return states

    def _names_over(self, paths: frozenset[str], copies: frozenset[str]) -> Names:
        """What imports load where those are the files, some of them copies of others."""
        if self._names is None or self._names[0] != (paths, copies):
            folders = [os.path.relpath(each, self._root).replace(os.sep, "/") for each in self._nested_roots]
            self._names = ((paths, copies), Names(sorted(paths), self._root, copies, folders))
        return self._names[1]

    def _content_on_disk(self, path: str, entry: Entry) -> bytes | None:
        """What a file holds, which is to be what it held when it was looked at first."""
        data = read_regular(os.path.join(self._root, path), MAX_SOURCE)
        self.torn = self.torn or data is None or digest(data) != entry.digest
        return data

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

    def _settled(self, path: str, entry: Entry) -> Entry:
        """The entry as it is to be stored."""
        if entry.good and self._cache.is_good(entry.digest):
            entry = entry._replace(good="")
        # A file may be so young that a later change leaves it the same times.
        young = may_change_unseen(entry.mtime_ns, entry.ctime_ns, self._started)
        if entry is not self._known.get(path) and young:
            entry = entry._replace(mtime_ns=-1)
        return entry


def _digests(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(key for entry in entries for key in (entry.digest, entry.good) if key)


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
