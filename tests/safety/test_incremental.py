"""Whatever happens to a project between two runs, the cache changes nothing of what is said.

A machine does to a project on disk what people, editors and version control do, and lints it
after each step, with the cache that it keeps from the first step to the last and without any.
The two differ in one thing, by design: a file that does not parse keeps what it said when it
last did. So the run without cache is given those facts, and no more than those.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.project import index as index_module
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.source import reader
from flake8_sqla_rel.source.facts import ModuleFacts
from tests.project.trees import listed
from tests.safety.linting import Reports, reports

CLASSES = ("User", "Booking", "Room")
PATHS = (
    *("app/user.py", "app/booking.py", "app/room.py", "app/models.py", "app/models/__init__.py"),
    *("app/models/room.py", "app/base.py", "app/extra/thing.py", "app/user_backup.py", "service.py"),
)
BASE = "from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n"
BROKEN = (b"def (\n", b"\x00", b"class X(\n", b"# coding: nonsense\n", b"\xff\xfe = 1\n", b"x = '\n")

IDLE = (
    *(b"# a comment\n", b"\n", b"\n\n\n", b'"Text."\n', b"x = 1\n", b"import os\n", b"; x = 2\n"),
    *(b"    # a comment\n", b"    '''Text\n    of two lines.'''\n", b"    note = 1\n"),
    b"    def method(self):\n        return 1\n",
)
LAYOUTS = (
    *(
        (b" = ", b"  =  "),
        (b"(back_populates", b"(\n        back_populates"),
        (b"    ", b"  "),
        (b"\n\n", b"\n"),
    ),
    *(
        (b"\n    id:", b"\n    x = 1; id:"),
        (b"\n    id", b"\n    pass; id"),
        (b"; ", b"\n    "),
        (b"'", b'"'),
    ),
)

paths = st.sampled_from(PATHS)
classes = st.sampled_from(CLASSES)
attributes = st.sampled_from(("users", "bookings", "rooms_"))  # the last as long as the one before it


@st.composite
def models(draw: st.DrawFn) -> bytes:
    """A module: mostly one or two mapped classes with a relationship or two, right or wrong."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(st.sampled_from((b"", b"NAME = 'user'\n", b"class Helper:\n    pass\n", BASE.encode())))
    names = draw(st.lists(classes, min_size=1, max_size=2))
    base = draw(st.sampled_from(("Base", "Base", "Base", "User", "object")))
    origin = draw(st.sampled_from(("app.base", "app.base", "app.models", "app.user")))
    lines = [
        "from sqlalchemy import ForeignKey",
        "from sqlalchemy.orm import Mapped, mapped_column, relationship",
        f"from {origin} import {base if base != 'object' else 'Base'}",
    ]
    for name in names:
        other, third = draw(classes), draw(classes)
        lines += [
            "",
            f"class {name}({base}):",
            f"    __tablename__ = '{name.lower()}'",
            "    id: Mapped[int] = mapped_column(primary_key=True)",
            f"    {other.lower()}_id: Mapped[int] = mapped_column(ForeignKey('{third.lower()}.id'))",
        ]
        for _ in range(draw(st.integers(0, 2))):
            attribute, target, reverse = draw(attributes), draw(classes), draw(attributes)
            lines.append(f"    {attribute}: Mapped['{target}'] = relationship(back_populates='{reverse}')")
    return ("\n".join(lines) + "\n").encode()


def parses(data: bytes) -> bool:
    try:
        reader.read(data)
    except reader.Unreadable:
        return False
    return True


class Remembering(ProjectIndex):
    """An index without cache, to which the last good content of broken files is told.

    ``good`` is that content by path; ``wanted`` collects what the linter wanted to know the facts of.
    """

    good: Mapping[str, bytes] = {}
    wanted: set[str] = set()  # noqa: RUF012 - replaced for every run

    def facts(self, module: ModuleRef) -> ModuleFacts | None:
        self.wanted.add(module.path)
        found = super().facts(module)
        if found is None and module.path in self.good:
            return reader.read(self.good[module.path])
        return found


class Project(RuleBasedStateMachine):
    """A project and its cache."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sqla-rel-"))
        self.root = self.folder / "project"
        self.root.mkdir()
        self.release = "2.0"
        self.select: tuple[str, ...] = ("SQR",)
        self.exclude: tuple[str, ...] = ()
        self.good: dict[str, bytes] = {}
        #: What was good of files that were no part of the project since, the last of them first.
        self.faded: list[dict[str, bytes]] = []
        self.branches: list[dict[str, bytes]] = []
        self.buffers: dict[str, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # What is there

    def contents(self) -> dict[str, bytes]:
        found = (path for path in self.root.rglob("*.py") if ".sqla_rel_cache" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found if path.is_file()}

    def some(self, data: st.DataObject) -> Path:
        """One of the files that are there."""
        there = sorted(self.contents())
        if not there:
            self.write(self.root / "app/user.py", b"x = 1\n")
        return self.root / data.draw(st.sampled_from(there or ["app/user.py"]), label="file")

    def write(self, path: Path, content: bytes) -> None:
        for above in path.relative_to(self.root).parents:
            if (self.root / above).is_file():
                (self.root / above).unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    # Steps

    @initialize(one=models(), two=models(), select=st.sampled_from((("SQR",), ("SQR", "SQR9"))))
    def begin(self, one: bytes, two: bytes, select: tuple[str, ...]) -> None:
        self.select = select
        self.write(self.root / "setup.cfg", b"")
        self.write(self.root / "app/__init__.py", b"")
        self.write(self.root / "app/base.py", BASE.encode())
        self.write(self.root / "app/user.py", one)
        self.write(self.root / "app/booking.py", two)

    @rule(path=paths, content=models())
    def save(self, path: str, content: bytes) -> None:
        self.write(self.root / path, content)

    @rule(data=st.data(), old=attributes, new=attributes)
    def edit(self, data: st.DataObject, old: str, new: str) -> None:
        path = self.some(data)
        path.write_bytes(path.read_bytes().replace(f"'{old}'".encode(), f"'{new}'".encode()))

    @rule(data=st.data(), old=classes, new=classes)
    def rename_class(self, data: st.DataObject, old: str, new: str) -> None:
        path = self.some(data)
        path.write_bytes(path.read_bytes().replace(f"class {old}(".encode(), f"class {new}(".encode()))

    @rule(data=st.data(), text=st.sampled_from(IDLE))
    def insert_what_maps_nothing(self, data: st.DataObject, text: bytes) -> None:
        """What is below moves, and is what it was, unless it stood inside of something."""
        path = self.some(data)
        lines = path.read_bytes().splitlines(keepends=True)
        lines.insert(data.draw(st.integers(0, len(lines)), label="line"), text)
        path.write_bytes(b"".join(lines))

    @rule(data=st.data(), how=st.sampled_from(LAYOUTS))
    def lay_out_anew(self, data: st.DataObject, how: tuple[bytes, bytes]) -> None:
        path = self.some(data)
        path.write_bytes(path.read_bytes().replace(*how))

    @rule(data=st.data())
    def edit_that_leaves_size_and_time(self, data: st.DataObject) -> None:
        path = self.some(data)
        before = path.stat()
        content = path.read_bytes()
        path.write_bytes(content.replace(b"'bookings'", b"'rooms_'  ").replace(b"'users'", b"'usors'"))
        assert path.stat().st_size == before.st_size
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(data=st.data(), how=st.sampled_from(BROKEN), whole=st.booleans())
    def break_it(self, data: st.DataObject, how: bytes, whole: bool) -> None:
        path = self.some(data)
        path.write_bytes(how if whole else how + path.read_bytes() + how)

    @rule(data=st.data())
    def mend(self, data: st.DataObject) -> None:
        broken = sorted(name for name, content in self.contents().items() if not parses(content))
        if broken:
            name = data.draw(st.sampled_from(broken), label="broken file")
            (self.root / name).write_bytes(self.good.get(name, b"x = 1\n"))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.some(data).unlink()

    @rule(data=st.data(), path=paths)
    def move(self, data: st.DataObject, path: str) -> None:
        source = self.some(data)
        content = source.read_bytes()
        source.unlink()
        self.write(self.root / path, content)

    @rule(data=st.data())
    def exchange(self, data: st.DataObject) -> None:
        """Two files change names: both keep size and time."""
        one, other = self.some(data), self.some(data)
        if one != other:
            aside = one.with_suffix(".aside")
            one.rename(aside)
            other.rename(one)
            aside.rename(other)

    @rule(data=st.data(), when=st.sampled_from((0, 1_000_000_000, 1_700_000_000_123_456_789, None)))
    def touch(self, data: st.DataObject, when: int | None) -> None:
        path = self.some(data)
        if when is None:
            path.touch()
        else:
            os.utime(path, ns=(when, when))

    @rule()
    def settle(self) -> None:
        """Time passes, so that sizes and times are believed from the next run on."""
        time.sleep(0.06)
        self.compare()

    @rule(files=st.dictionaries(paths, models(), max_size=4))
    def switch_to_new_branch(self, files: dict[str, bytes]) -> None:
        self.branches.append(self.contents())
        self.check_out({"app/__init__.py": b"", "app/base.py": BASE.encode(), **files})

    @precondition(lambda self: self.branches)
    @rule(data=st.data(), old_times=st.booleans())
    def switch_back(self, data: st.DataObject, old_times: bool) -> None:
        files = data.draw(st.sampled_from(self.branches), label="branch")
        self.branches.append(self.contents())
        self.check_out(files)
        if old_times:
            for path in self.root.rglob("*.py"):
                os.utime(path, ns=(10**18, 10**18))

    def check_out(self, files: Mapping[str, bytes]) -> None:
        for entry in self.root.iterdir():
            if entry.is_dir() and entry.name != ".sqla_rel_cache":
                shutil.rmtree(entry)
            elif entry.suffix == ".py":
                entry.unlink()
        for name, content in sorted(files.items()):
            self.write(self.root / name, content)

    @rule(
        patterns=st.sampled_from((b"", b"user.py\n", b"app/extra/\n", b"*\n!room.py\n!app/\n", b"booking*\n"))
    )
    def ignore(self, patterns: bytes) -> None:
        self.write(self.root / ".gitignore", patterns)

    @rule(exclude=st.sampled_from(((), ("booking.py",), ("extra", "room.py"), ("app",))))
    def set_exclude(self, exclude: tuple[str, ...]) -> None:
        self.exclude = exclude

    @rule(release=st.sampled_from(("1.4", "2.0", "2.1", "auto")))
    def set_release(self, release: str) -> None:
        self.release = release

    @rule(pin=st.sampled_from((b"", b"sqlalchemy==1.4.50\n", b"sqlalchemy==2.1.0\n")))
    def pin_release(self, pin: bytes) -> None:
        self.write(self.root / "requirements.txt", pin)

    @rule(select=st.sampled_from((("SQR",), ("SQR", "SQR9"), ("SQR901",))))
    def set_select(self, select: tuple[str, ...]) -> None:
        self.select = select

    @rule(name=st.sampled_from(("app/user", "app/room", "app/models")))
    def module_becomes_package(self, name: str) -> None:
        """And back again."""
        module, package = self.root / f"{name}.py", self.root / name / "__init__.py"
        if module.exists():
            content = module.read_bytes()
            module.unlink()
            self.write(package, content)
        elif package.exists():
            content = package.read_bytes()
            shutil.rmtree(package.parent)
            self.write(module, content)

    @rule(name=st.sampled_from(("app/__init__.py", "app/extra/__init__.py", "app/extra/setup.cfg")))
    def marker_comes_or_goes(self, name: str) -> None:
        path = self.root / name
        if path.exists():
            path.unlink()
        else:
            self.write(path, b"")

    @rule(content=models())
    def link(self, content: bytes) -> None:
        """A file of another place is linked into the project."""
        outside, inside = self.folder / "outside.py", self.root / "app" / "linked.py"
        outside.write_bytes(content)
        inside.parent.mkdir(parents=True, exist_ok=True)
        inside.unlink(missing_ok=True)
        inside.symlink_to(outside)

    @rule(path=paths, content=st.one_of(models(), st.sampled_from(BROKEN)))
    def type_in_editor(self, path: str, content: bytes) -> None:
        """A buffer that is not saved; it is gone after the next comparison."""
        self.buffers = {path: content}

    @rule()
    def lose_cache(self) -> None:
        shutil.rmtree(self.root / ".sqla_rel_cache", ignore_errors=True)
        self.good.clear()
        self.faded.clear()

    # What must hold

    @invariant()
    def compare(self) -> None:
        contents = self.contents()
        # What is no part of the project for one run is forgotten, unless that run only recalled another.
        there = listed(self.root, self.exclude)
        gone = {name: content for name, content in self.good.items() if name not in there}
        self.good = {name: content for name, content in self.good.items() if name in there}
        if gone:
            self.faded.insert(0, gone)
        buffers, self.buffers = self.buffers, {}
        if buffers:
            self.same(buffers, ".")
            self.same(buffers, *buffers)
        wanted = self.same({}, ".")
        self.good.update((name, contents[name]) for name in wanted if parses(contents.get(name, b"\x00")))
        names = [name for name in contents if parses(contents[name])][:1]
        if names:
            self.same({}, *names)

    def same(self, buffers: Mapping[str, bytes], *given: str) -> set[str]:
        """Lint with and without the cache; gives the files that facts were wanted of."""
        warm = self.lint(buffers, given, cache=True)
        scratch, wanted = self.from_scratch(self.good, buffers, given)
        good = dict(self.good)
        for faded in self.faded:
            if warm == scratch:
                break
            good = {**faded, **good}
            again, wanted = self.from_scratch(good, buffers, given)
            if warm == again:
                there = listed(self.root, self.exclude)
                self.good = {name: content for name, content in good.items() if name in there}
                return wanted
        assert warm == scratch
        return wanted

    def from_scratch(
        self, good: Mapping[str, bytes], buffers: Mapping[str, bytes], given: tuple[str, ...]
    ) -> tuple[Reports, set[str]]:
        """What is found without the cache, told the last good contents, and whose facts were wanted for it."""
        wanted: set[str] = set()
        remembering = type("Index", (Remembering,), {"good": dict(good), "wanted": wanted})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index_module, "ProjectIndex", remembering)
            return self.lint(buffers, given, cache=False), wanted

    def lint(self, buffers: Mapping[str, bytes], given: tuple[str, ...], *, cache: bool) -> Reports:
        return reports(
            self.root,
            given,
            buffers,
            exclude=self.exclude,
            cache=cache,
            sqlalchemy=self.release,
            select=self.select,
        )


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Project,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            deadline=None,
        ),
    )


def test_incremental_equals_from_scratch() -> None:
    run(6, 15)


@pytest.mark.long
def test_incremental_equals_from_scratch_for_thousands_of_steps() -> None:
    run(40, 50)
