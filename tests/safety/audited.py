"""A command that lints projects and tells what it did to the world while it did.

``python -m tests.safety.audited CACHE FOLDER...`` lints each folder twice, and prints a line for
everything that a linter has no business to do: import, run or compile what it lints, write outside
of the cache, start a process, use the network.
"""

from __future__ import annotations

import ast
import collections
import dataclasses
import os
import sys
import typing
from pathlib import Path
from typing import Final

#: Events that a linter never causes, by the beginnings of their names.
NEVER: Final = (
    *(
        "socket.",
        "subprocess.",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "pty.",
        "ctypes.",
    ),
    *(
        "pickle.",
        "shelve.",
        "urllib.",
        "http.",
        "ftplib.",
        "smtplib.",
        "webbrowser.",
        "sqlite3.",
        "os.startfile",
    ),
    *(
        "os.chmod",
        "os.chown",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.utime",
        "os.setxattr",
        "os.removexattr",
    ),
    *(
        "os.putenv",
        "os.unsetenv",
        "os.chdir",
        "os.kill",
        "code.__new__",
    ),
    *("builtins.input", "signal.", "mmap.", "tempfile.", "shutil."),
)
CHANGES: Final = frozenset({"os.mkdir", "os.remove", "os.rename", "os.rmdir"})
#: Modules of Python that make classes out of text of their own.
MAKERS: Final = (dataclasses.__file__, collections.__file__)
#: Modules of Python that compile annotations that are text (PEP 649).
FORWARD: Final = (typing.__file__, "annotationlib")
#: Events whose first argument is the code that runs, or of which a function is made.
RUNS: Final = frozenset({"exec", "function.__new__"})
WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """An audit hook; ``told`` is what it saw that is not to be."""

    def __init__(self, cache: Path) -> None:
        self.told: list[str] = []
        self.events: set[str] = set()
        self._cache = os.path.realpath(cache) + os.sep
        self._active = True
        self._in_copy = False

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if not self._active:
            return
        self.events.add(event)
        if event.startswith(NEVER):
            self._tell(event, args)
        elif event == "open":
            path, _, flags = args
            if isinstance(flags, int) and flags & WRITING and not self._in_cache(path):
                self._tell(event, args)
        elif event in CHANGES:
            if not all(self._in_cache(path) for path in args if isinstance(path, str | bytes)):
                self._tell(event, args)
        elif event == "compile" and not self._by(ast.__file__, *FORWARD, "importlib", *MAKERS):
            self._tell(event, args[1:])
        elif event in RUNS and not self._is_own(getattr(args[0], "co_filename", "")):
            self._tell(event, args)

    def stop(self) -> None:
        self._active = False

    def _in_cache(self, path: object) -> bool:
        return isinstance(path, str) and (os.path.realpath(path) + os.sep).startswith(self._cache)

    def _by(self, *places: str) -> bool:
        """Whether one of these asked for it: a file or the name of a package of Python's own."""
        # This method, the hook, and then whoever caused the event.
        frame = sys._getframe(2)
        return any(place in frame.f_code.co_filename for place in places)

    def _is_own(self, file: str) -> bool:
        """Whether code is of Python, an installed package or the linter, none of what is linted."""
        if file.startswith("<"):
            frame = sys._getframe(2)
            return any(
                name in frame.f_code.co_filename for name in ("dataclasses", "collections", "importlib")
            )
        return file in OWN or any(os.path.abspath(file).startswith(root) for root in ROOTS)

    def in_copy(self) -> None:
        """Tell at once what is told: a copy of this process ends without a word of what it saw."""
        self._in_copy = True

    def _tell(self, event: str, args: tuple[object, ...]) -> None:
        line = f"{event} {str(args)[:300]}"
        if self._in_copy:
            os.write(sys.stderr.fileno(), f"in a copy: {line}\n".encode())
        self.told.append(line)


REPOSITORY: Final = Path(__file__).parent.parent.parent
OWN: Final = (__file__,)
ROOTS: Final = (
    str(REPOSITORY / "flake8_sqla_rel") + os.sep,
    str(REPOSITORY / "tests" / "safety") + os.sep,
    *(os.path.realpath(each) + os.sep for each in (os.path.dirname(os.__file__),)),
    *(path + os.sep for path in sys.path if path.endswith(("site-packages", "lib-dynload"))),
)


def main(cache: Path, folders: list[str]) -> None:
    watch = Watch(cache)
    sys.addaudithook(watch)
    # A copy of this process may help to read files; it is watched like this one.
    os.register_at_fork(after_in_child=watch.in_copy)
    from flake8_sqla_rel.project import looking
    from tests.safety.linting import reports

    # However small the project.
    looking._WORTH_SHARING = 0
    count = 0
    for folder in folders:
        for _ in range(2):
            found = reports(Path(folder), cache_dir=str(cache))
        count += sum(map(len, found.values()))
    watch.stop()
    linted = tuple(os.path.realpath(folder) + os.sep for folder in folders)
    imported = [
        name
        for name, module in list(sys.modules.items())
        if os.path.realpath(getattr(module, "__file__", None) or "/").startswith(linted)
    ]
    for line in (*dict.fromkeys(watch.told), *(f"imported {name}" for name in imported)):
        print(line)
    # That it saw what it is to see: files read, files written, source parsed, modules run.
    assert {"open", "os.mkdir", "os.rename", "compile", "exec", "import"} <= watch.events, watch.events
    print(f"{count} reports")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
