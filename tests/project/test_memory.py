"""What is remembered of earlier runs is exactly what a run without memory says."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flake8_sqla_rel import engine
from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.finding import INTERNAL, Finding, Kind, Place, Related
from flake8_sqla_rel.given import Places, RunFiles
from flake8_sqla_rel.project import memory as module
from flake8_sqla_rel.project.cache import Cache
from flake8_sqla_rel.run import Run, Sighting
from tests.project.trees import write

TREE = {
    "pyproject.toml": "[project]\nname = 'x'\ndependencies = ['sqlalchemy>=2']\n",
    "app/__init__.py": "",
    "app/base.py": "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): pass\n",
    "app/user.py": """
        from sqlalchemy.orm import Mapped, mapped_column, relationship
        from app.base import Base
        class User(Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)
            bookings: Mapped[list["Booking"]] = relationship(back_populates="guest")
        """,
    "app/booking.py": """
        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, mapped_column, relationship
        from app.base import Base
        class Booking(Base):
            __tablename__ = "bookings"
            id: Mapped[int] = mapped_column(primary_key=True)
            user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
            user: Mapped["User"] = relationship(back_populates="bookings")
        """,
    "app/service.py": "def work():\n    return 1\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write(tmp_path / "project", TREE).resolve()
    age()
    return root


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The roots of the projects that were linked."""
    done: list[str] = []
    real = engine.findings_for_project

    def spy(index: object, *rest: object) -> object:
        done.append(index.root)  # type: ignore[attr-defined]
        return real(index, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "findings_for_project", spy)
    return done


def age() -> None:
    """Wait until nothing in the tree is too young to be trusted."""
    time.sleep(0.06)


def seen(
    root: Path, overlay: dict[str, bytes] | None = None, **settings: object
) -> dict[str, list[Sighting]]:
    """What a run over the whole tree shows."""
    buffers = {str(root / path): data for path, data in (overlay or {}).items()}
    chosen = Settings(root=str(root), **settings)  # type: ignore[arg-type]
    run = Run(chosen, RunFiles([str(root)], (), ("*.py",), Places()), buffers).outcome()
    return {place: list(found) for place, found in run.sightings.items()}


def warm(root: Path) -> None:
    for _ in range(2):
        seen(root)
        age()


def test_nothing_is_linked_again(root: Path, linked: list[str]) -> None:
    first = seen(root)
    assert [each.report.code for found in first.values() for each in found] == ["SQR002"]
    assert seen(root) == first
    assert len(linked) == 1


def test_files_that_were_only_touched_are_not_linked_again(root: Path, linked: list[str]) -> None:
    warm(root)
    for path in root.rglob("*.py"):
        os.utime(path)
    (root / "app" / "__pycache__").mkdir()
    (root / "app" / ".editor.swp").touch()
    assert seen(root) == seen(root, cache=False)
    assert len(linked) == 2  # the first time, and without a cache


def append(path: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        with open(root / path, "a", encoding="utf-8") as stream:
            stream.write(text)

    return change


def mend(root: Path) -> None:
    path = root / "app" / "user.py"
    path.write_text(path.read_text().replace("guest", "user"))


def mend_with_old_times(root: Path) -> None:
    """Same size and modification time: only the change of the inode tells."""
    path = root / "app" / "user.py"
    before = path.stat()
    path.write_text(path.read_text().replace('"guest"', '"user" '))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def rename(root: Path) -> None:
    (root / "app" / "user.py").rename(root / "app" / "users.py")


def swap(root: Path) -> None:
    one, other = root / "app" / "user.py", root / "app" / "booking.py"
    text = one.read_text()
    one.write_text(other.read_text())
    other.write_text(text)


CHANGES: list[Callable[[Path], object]] = [
    mend,
    mend_with_old_times,
    rename,
    swap,
    append("app/user.py", "x = 1\n"),
    append("app/service.py", "from app.base import Base\nclass User(Base):\n    __tablename__ = 'u'\n"),
    lambda root: (root / "app" / "user.py").unlink(),
    lambda root: (root / ".gitignore").write_text("booking.py\n"),
    lambda root: (root / "app" / "booking.py").chmod(0),
    lambda root: write(root, {"app/more/__init__.py": "", "app/more/user.py": TREE["app/user.py"]}),
    lambda root: write(root, {"app/pyproject.toml": ""}),
    lambda root: write(root, {"requirements.txt": "sqlalchemy==1.4.0\n"}),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(root: Path, change: Callable[[Path], object]) -> None:
    warm(root)
    change(root)
    assert seen(root) == seen(root, cache=False)
    age()
    assert seen(root) == seen(root, cache=False)


def test_half_typed_file_is_remembered_by_what_it_last_said(root: Path, linked: list[str]) -> None:
    warm(root)
    expected = seen(root)
    append("app/user.py", "class Broken(:\n")(root)
    assert seen(root) == expected
    assert seen(root) == expected
    assert len(linked) == 1
    mend(root)
    assert seen(root) == expected


def test_what_a_gitignore_says_is_seen(root: Path) -> None:
    write(root, {".gitignore": "nothing.py\n"})
    warm(root)
    (root / ".gitignore").write_text("booking.py\n")
    assert seen(root) == seen(root, cache=False)


def test_an_option_is_another_memory(root: Path, linked: list[str]) -> None:
    warm(root)
    assert seen(root, sqlalchemy="1.4") == seen(root, sqlalchemy="1.4", cache=False)
    assert seen(root, select=("SQR9",)) == seen(root, select=("SQR9",), cache=False)
    assert seen(root, exclude=("booking.py",)) == seen(root, exclude=("booking.py",), cache=False)
    before = len(linked)
    seen(root)
    assert len(linked) == before


def test_another_linter_is_another_memory(
    root: Path, linked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(root)
    monkeypatch.setattr(module, "_linter", lambda: "another")
    seen(root)
    assert len(linked) == 2


def test_the_same_linter_installed_again_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = write(tmp_path, {"flake8_sqla_rel/project/memory.py": "x = 1\n", "flake8_sqla_rel/run.py": ""})
    monkeypatch.setattr(module, "__file__", str(package / "flake8_sqla_rel" / "project" / "memory.py"))
    without = module._linter()
    os.utime(package / "flake8_sqla_rel" / "run.py", ns=(5, 5))
    assert module._linter() != without
    record = "flake8_sqla_rel/run.py,sha256=%s,0\nflake8_sqla_rel-1.dist-info/INSTALLER,sha256=%s,4\n"
    place = "flake8_sqla_rel-1.dist-info/RECORD"
    write(package, {place: record % ("abc", "pip")})
    installed = module._linter()
    os.utime(package / "flake8_sqla_rel" / "run.py", ns=(7, 7))
    write(package, {place: "\n".join(reversed((record % ("abc", "uv")).splitlines()))})
    assert module._linter() == installed
    write(package, {place: record % ("abd", "pip")})
    assert module._linter() != installed
    write(package, {place: record % ("abc", "pip"), "flake8_sqla_rel/run.py": "edited = 1\n"})
    assert module._linter() != installed


def test_packages_that_may_be_found_are_part_of_it(
    root: Path, linked: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What an installed base brings counts, and so does that it changed."""
    place = write(tmp_path / "site", {"kit/__init__.py": "", "kit/base.py": "class Root: pass\n"})
    write(
        root,
        {
            "app/kit.py": """
                from kit.base import Root
                class Thing(Root):
                    __tablename__ = "things"
                    other = relationship("Nobody")
                """
        },
    )
    monkeypatch.syspath_prepend(str(place))
    age()
    warm(root)
    before = len(linked)
    assert seen(root) == seen(root, cache=False)
    assert len(linked) == before + 1
    base = "from sqlalchemy.orm import DeclarativeBase\nclass Root(DeclarativeBase): pass\n"
    write(place, {"kit/base.py": base})
    assert seen(root) == seen(root, cache=False)


def test_the_buffer_of_an_editor(root: Path, linked: list[str]) -> None:
    warm(root)
    before = len(linked)
    text = (root / "app" / "user.py").read_bytes()
    assert seen(root, {"app/user.py": text}) == seen(root)
    assert len(linked) == before
    mended = text.replace(b"guest", b"user")
    assert seen(root, {"app/user.py": mended}) == {}
    assert seen(root, {"app/new.py": text}) == seen(root, {"app/new.py": text}, cache=False)
    before = len(linked)
    assert [each.report.code for found in seen(root).values() for each in found] == ["SQR002"]
    assert len(linked) == before


def test_faults_of_this_program_are_not_remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr(engine, "link", fail)
    first = [each.report.code for found in seen(root).values() for each in found]
    monkeypatch.undo()
    assert first == [INTERNAL]
    assert seen(root) == seen(root, cache=False) != {}


def test_a_file_that_changes_meanwhile_is_not_remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flake8_sqla_rel.project import index, looking

    # So it is for files that are found to matter only later.
    monkeypatch.setattr(looking, "_facts", lambda data: None)
    real = index.ProjectIndex.models

    def models(self: index.ProjectIndex) -> object:
        mend(root)
        return real(self)

    monkeypatch.setattr(index.ProjectIndex, "models", models)
    before = (root / "app" / "user.py").read_text()
    seen(root)
    monkeypatch.undo()
    (root / "app" / "user.py").write_text(before)
    assert seen(root) == seen(root, cache=False) != {}


def kept(root: Path) -> list[Path]:
    return sorted(
        path for path in (root / ".sqla_rel_cache").rglob("*") if path.name.startswith(("tree-", "findings-"))
    )


def test_only_the_last_few_are_kept(root: Path) -> None:
    for number in range(12):
        append("app/service.py", f"x = {number}\n")(root)
        seen(root, exclude=(f"nothing{number}",))
    names = [path.name.partition("-")[0] for path in kept(root)]
    assert names.count("tree") == module._TREES
    assert names.count("findings") == module._FINDINGS


def test_damage_changes_nothing(root: Path) -> None:
    warm(root)
    expected = seen(root, cache=False)
    pick = random.Random(3)
    for path in kept(root):
        pristine = path.read_bytes()
        for _ in range(15):
            data = bytearray(pristine)
            for _ in range(pick.choice((1, 40))):
                data[pick.randrange(len(data))] = pick.randrange(256)
            path.write_bytes(data[: pick.choice((len(data), len(data) // 2))])
            assert seen(root) == expected


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [["a", "!!", ["b"]]]])
def test_wrong_types_change_nothing(root: Path, value: object) -> None:
    warm(root)
    expected = seen(root, cache=False)
    for path in kept(root):
        table = json.loads(path.read_bytes().partition(b"\n")[2])
        for field in table:
            cache = Cache(str(root / ".sqla_rel_cache"))
            if (field, value) != ("findings", []):  # That is no damage: a project without findings.
                cache.save(path.name, {**table, field: value}, 9)
                assert seen(root) == expected
            cache.save(path.name, {key: kept for key, kept in table.items() if key != field}, 9)
            assert seen(root) == expected
        cache.save(path.name, value, 9)
        assert seen(root) == expected


def test_findings_survive() -> None:
    finding = Finding(
        "SQR002", Place("a.py", 1, 0), "é", "A.b", (Related(Place("b.py", 2, 3), "c"),), Kind.ERROR
    )
    assert module._checked(json.loads(json.dumps(module._kept(finding)))) == finding
    assert len(module._kept(finding)) == len(Finding._fields)


@pytest.mark.parametrize("place", [["a.py", 0, 0], ["a.py", 1, -1], [1, 1, 1], ["a.py", "1", 0], ["a.py", 1]])
def test_places_are_checked(place: list[object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        module._checked(["SQR002", place, "text", "A.b", [], None])


def test_text_is_checked() -> None:
    with pytest.raises(ValueError, match="no line"):
        module._checked(["SQR002", ["a.py", 1, 0], "\x1b[31mred", "A.b", [], None])
