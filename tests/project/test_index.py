"""The index over trees that change, with the cache warm, against the same without a cache."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.project.files import read_regular
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.source import reader
from flake8_sqla_rel.source.facts import Class, ModuleFacts
from tests.project.trees import index_of, write

BASE = """
    from sqlalchemy.orm import DeclarativeBase
    class Base(DeclarativeBase): pass
"""
USER = """
    from app.base import Base
    class User(Base):
        __tablename__ = "user"
"""
TREE = {
    "app/__init__.py": "",
    "app/base.py": BASE,
    "app/user.py": USER,
    "app/admin.py": "from app.user import User\nclass Admin(User): pass\n",
    "app/tools.py": "class Helper: pass\n",
    "app/constants.py": "NAME = 'user'\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write(tmp_path, TREE)


def settle(root: Path) -> None:
    """Give the files times of long ago, so that they are believed."""
    for path in root.rglob("*.py"):
        os.utime(path, ns=(10**18 + 1, 10**18 + 1))


def classes(index: ProjectIndex, path: str) -> list[str] | None:
    facts = index.facts(ModuleRef("any", path, False))
    if facts is None:
        return None
    return [statement.name for statement in facts.body if isinstance(statement, Class)]


def seen(index: ProjectIndex) -> object:
    """Everything that the mapper can learn from an index."""
    program: Program = index
    models = program.models()
    names = ("User", "Admin", "Base", "Helper", "Renamed", "Extra", "Nobody")
    importer = ModuleRef("app.tools", "app/tools.py", False)
    imports = ("app", "app.user", "app.users", "app.base", "app.tools", "app.new", "sqlalchemy", "types")
    return (
        [(model, program.facts(model)) for model in models],
        {name: program.classes_elsewhere(name) for name in names},
        {name: program.resolve(name, importer) for name in imports},
        program.facts(ModuleRef("app.constants", "app/constants.py", False)),
        index.paths,
    )


def test_models_names_and_mentions(tree: Path) -> None:
    index = index_of(tree, cache=False)
    assert list(index.models()) == [
        ModuleRef("app.admin", "app/admin.py", False),
        ModuleRef("app.base", "app/base.py", False),
        ModuleRef("app.user", "app/user.py", False),
    ]
    assert index.classes_elsewhere("Helper") == [ModuleRef("app.tools", "app/tools.py", False)]
    assert index.classes_elsewhere("User") == []
    assert index.is_model("app/user.py")
    assert not index.is_model("app/tools.py")
    assert "app/tools.py" in index
    assert index.resolve("app", index.models()[0]) == ModuleRef("app", "app/__init__.py", True)
    assert not (tree / ".sqla_rel_cache").exists()


def test_what_is_no_model_is_read_on_demand(tree: Path) -> None:
    index = index_of(tree)
    facts = index.facts(ModuleRef("app.constants", "app/constants.py", False))
    assert facts == reader.read(b"NAME = 'user'\n")
    assert index.facts(ModuleRef("app.gone", "app/gone.py", False)) is None


def test_warm_equals_cold_and_parses_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tree)
    index = index_of(tree)
    cold = seen(index)
    index.store()
    monkeypatch.setattr(reader, "read", lambda data: pytest.fail("parsed although kept"))
    warm = index_of(tree)
    assert seen(warm) == cold
    assert warm.notes == []


def test_nothing_is_written_when_nothing_changed(tree: Path) -> None:
    settle(tree)
    # The change time cannot be set back; what is too young to be believed is read again, and settles.
    for _ in range(2):
        index = index_of(tree)
        seen(index)
        index.store()
        before = state_of_cache(tree)
    os.utime(tree / "app" / "user.py")
    index = index_of(tree)
    seen(index)
    index.store()
    after = state_of_cache(tree)
    assert {name for name in after if after[name] != before[name]} == {"files.json"}


def state_of_cache(tree: Path) -> dict[str, tuple[int, bytes]]:
    (folder,) = (path for path in (tree / ".sqla_rel_cache").iterdir() if path.is_dir())
    return {path.name: (path.stat().st_ino, path.read_bytes()) for path in folder.iterdir()}


def test_untouched_tree_leaves_the_cache_untouched(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tree)
    monkeypatch.setattr("flake8_sqla_rel.project.tree.may_change_unseen", lambda *times: False)
    for _ in range(2):
        index = index_of(tree)
        seen(index)
        index.store()
    before = state_of_cache(tree)
    index = index_of(tree)
    seen(index)
    index.store()
    assert state_of_cache(tree) == before


def edit(tree: Path) -> None:
    write(tree, {"app/user.py": USER.replace("User", "Renamed")})


def edit_same_size_and_time(tree: Path) -> None:
    path = tree / "app" / "user.py"
    times = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b"User", b"Xser"))
    os.utime(path, ns=(times, times))


def add(tree: Path) -> None:
    write(tree, {"app/new.py": "from app.admin import Admin\nclass Extra(Admin): pass\n"})


def rename(tree: Path) -> None:
    (tree / "app" / "user.py").rename(tree / "app" / "users.py")


def swap(tree: Path) -> None:
    one, other, aside = (tree / "app" / name for name in ("user.py", "tools.py", "aside"))
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def delete(tree: Path) -> None:
    (tree / "app" / "user.py").unlink()


def become_package(tree: Path) -> None:
    write(tree, {"app/user/__init__.py": USER})


def become_folder(tree: Path) -> None:
    (tree / "app" / "user.py").unlink()
    (tree / "app" / "user.py").mkdir()


def lose_base(tree: Path) -> None:
    write(tree, {"app/user.py": "class User: pass\n"})


def fresh_clone(tree: Path) -> None:
    for path in tree.rglob("*.py"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)


CHANGES = [
    *(edit, edit_same_size_and_time, add, rename, swap, delete, become_package, become_folder, lose_base),
    fresh_clone,
]


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_warm_equals_no_cache(tree: Path, change: object) -> None:
    settle(tree)
    for _ in range(2):
        index = index_of(tree)
        seen(index)
        index.store()
    change(tree)  # type: ignore[operator]
    warm = index_of(tree)
    assert seen(warm) == seen(index_of(tree, cache=False))
    warm.store()
    assert seen(index_of(tree)) == seen(index_of(tree, cache=False))


def test_fresh_clone_with_restored_cache_is_warm(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(tree)
    seen(index)
    index.store()
    fresh_clone(tree)
    monkeypatch.setattr(reader, "read", lambda data: pytest.fail("parsed although kept"))
    assert len(index_of(tree).models()) == 3
    seen(index_of(tree))


def test_what_vanished_is_dropped(tree: Path) -> None:
    index = index_of(tree)
    seen(index)
    index.store()
    shutil.rmtree(tree / "app")
    write(tree, {"one.py": BASE})
    index = index_of(tree)
    seen(index)
    index.store()
    kept = b"".join(content for _, content in state_of_cache(tree).values())
    assert b"User" not in kept
    assert b"Helper" not in kept
    assert b"DeclarativeBase" in kept


def test_half_typed_file_keeps_its_last_good_facts(tree: Path) -> None:
    index = index_of(tree)
    assert classes(index, "app/user.py") == ["User"]
    index.store()
    for broken in (
        "class User(Base:\n    __tablename__ = 'user'\n",
        "class User(Base)\n    __tablename__ = ''\n",
    ):
        write(tree, {"app/user.py": broken})
        index = index_of(tree)
        assert index.is_model("app/user.py")
        assert classes(index, "app/user.py") == ["User"]
        index.store()
        # ... for as many runs as it takes.
        assert classes(index_of(tree), "app/user.py") == ["User"]
    write(tree, {"app/user.py": USER.replace("User", "Renamed")})
    index = index_of(tree)
    assert classes(index, "app/user.py") == ["Renamed"]
    index.store()
    assert classes(index_of(tree), "app/user.py") == ["Renamed"]


@pytest.mark.parametrize(
    "content", [b"class User(Base:\n __tablename__", b"\xff__tablename__", b"__tablename__\x00"]
)
def test_file_that_never_parsed_has_no_facts(tree: Path, content: bytes) -> None:
    write(tree, {"app/user.py": content})
    for _ in range(2):
        index = index_of(tree)
        assert index.is_model("app/user.py")
        assert classes(index, "app/user.py") is None
        assert index.failures == []
        index.store()


def test_reader_that_fails_costs_only_that_file(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reader.read

    def failing(data: bytes) -> ModuleFacts:
        if b"User(" in data:
            raise KeyError("oops")
        return real(data)

    monkeypatch.setattr(reader, "read", failing)
    index = index_of(tree)
    assert classes(index, "app/user.py") is None
    assert classes(index, "app/base.py") == ["Base"]
    assert [path for path, _ in index.failures] == ["app/user.py"]
    index.store()
    monkeypatch.undo()
    assert classes(index_of(tree), "app/user.py") == ["User"]


def test_overlay_stands_in_place_of_its_file(tree: Path) -> None:
    index = index_of(tree)
    seen(index)
    index.store()
    before = state_of_cache(tree)
    edited = index_of(tree, {"app/user.py": USER.replace("User", "Renamed").encode()})
    assert [model.path for model in edited.models()] == ["app/base.py", "app/user.py"]  # no Admin any more
    assert edited.classes_elsewhere("Admin") == [ModuleRef("app.admin", "app/admin.py", False)]
    added = index_of(tree, {"app/new.py": b"from app.user import User\nclass Extra(User): pass\n"})
    assert "app/new.py" in [model.path for model in added.models()]
    assert added.resolve("app.new", added.models()[0]) is not None
    broken = index_of(tree, {"app/user.py": b"class User(Base:\n  __tablename__"})
    assert classes(broken, "app/user.py") == ["User"]
    same = index_of(tree, {"app/tools.py": b"class Helper: pass\nx = 1\n"})
    assert seen(same) == seen(index_of(tree, cache=False))
    same.store()
    assert state_of_cache(tree).keys() == before.keys()
    assert classes(index_of(tree), "app/user.py") == ["User"]


def test_overlay_does_not_bring_in_what_is_excluded(tree: Path) -> None:
    write(tree, {"venv/pyvenv.cfg": "", "venv/lib.py": ""})
    assert "venv/lib.py" not in index_of(tree, {"venv/lib.py": USER.encode()})


def test_classes_of_what_is_left_out_are_known_to_be_there(tree: Path) -> None:
    write(
        tree,
        {
            ".gitignore": "generated.py\n/local/\n",
            "app/generated.py": "class Generated(Base): ...\n",
            "local/x.py": "class Local: ...\n",
            "legacy/app/y.py": "class Legacy: ...\n",
            "venv/pyvenv.cfg": "",
            "venv/z.py": "class Library: ...\n",
        },
    )
    index = index_of(tree, exclude=("legacy", "venv"))
    assert [
        name for name in ("Generated", "Local", "Legacy", "Library") if index.classes_elsewhere(name) is None
    ] == [
        "Generated",
        "Local",
        "Legacy",
    ]
    assert "app/generated.py" not in index
    assert index.resolve("app.generated", index.models()[0]) is None


def test_tables_of_what_is_left_out_may_be_there(tree: Path) -> None:
    write(
        tree,
        {
            "legacy/a.py": "class Old(Base):\n    __tablename__ = 'old_user'\n",
            "legacy/b.py": 'class OAuthToken2Use(db.Model): ...\nt = Table("plain", metadata)\n',
            "app/user_old.py": USER.replace('"user"', '"user_v1"'),
        },
    )
    index = index_of(tree, exclude=("legacy",))
    names = ("old_user", "o_auth_token2_use", "plain", "user_v1", "user", "old", "nothing")
    assert [name for name in names if index.mentions_table(name)] == [
        "old_user",
        "o_auth_token2_use",
        "plain",
        "user_v1",
        "user",  # class User of the copy
        "old",
    ]
    assert not index_of(tree, exclude=()).mentions_table("old_user")


def test_too_much_left_out_is_not_looked_through(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flake8_sqla_rel.project import left_out as module

    write(tree, {f"legacy/m{number}.py": "" for number in range(5)})
    assert index_of(tree, exclude=("legacy",)).classes_elsewhere("Nobody") == []
    monkeypatch.setattr(module, "_MOST", 3)
    assert index_of(tree, exclude=("legacy",)).classes_elsewhere("Nobody") is None
    assert index_of(tree, exclude=("legacy",)).mentions_table("nobody")


def test_a_root_that_is_a_part_of_a_package_does_not_show_all_of_it(tree: Path) -> None:
    write(tree, {"app/__init__.py": "", "app/models/__init__.py": "", "app/models/user.py": USER})
    assert index_of(tree).classes_elsewhere("Job") == []
    part = index_of(tree / "app" / "models")
    assert [model.name for model in part.models()] == ["app.models.user"]
    assert part.classes_elsewhere("Job") is None
    assert part.mentions_table("job")
    write(tree, {"app/models/pyproject.toml": ""})
    whole = index_of(tree / "app" / "models")
    assert whole.classes_elsewhere("Job") == []
    assert not whole.mentions_table("job")


def test_copies_are_no_models(tree: Path) -> None:
    write(
        tree,
        {
            "app/user_old.py": USER,
            "app/user_backup.py": USER.replace("User", "UserBackup"),  # about backups, not one
            "app/user copy.py": USER,
            "app/extra.py": "from app.user_old import User\n",
        },
    )
    for _ in range(2):
        index = index_of(tree)
        models = [model.path for model in index.models()]
        assert "app/user_old.py" not in models
        assert "app/user copy.py" not in models
        assert "app/user_backup.py" in models
        # What imports it all the same finds it.
        assert index.resolve("app.user_old", index.models()[0]) is not None
        copies = [module.path for module in index.classes_elsewhere("User") or ()]
        assert copies == ["app/user copy.py", "app/user_old.py"]
        index.store()


def test_unreadable_and_vanishing_files(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: str, limit: int) -> bytes | None:
        return None if "user" in path else read_regular(path, limit)

    monkeypatch.setattr("flake8_sqla_rel.project.looking.read_regular", read)
    index = index_of(tree)
    assert "app/user.py" not in index
    assert [model.path for model in index.models()] == ["app/base.py"]
    index.store()
    monkeypatch.undo()
    assert [model.path for model in index_of(tree).models()] == ["app/admin.py", "app/base.py", "app/user.py"]


def test_a_file_that_is_handed_out_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system of a network may give less at once than is asked for."""
    (tmp_path / "a.py").write_bytes(b"x = 1\n" * 100)
    real = os.read
    monkeypatch.setattr("os.read", lambda number, count: real(number, min(count, 64)))
    assert read_regular(str(tmp_path / "a.py"), 1_000) == b"x = 1\n" * 100
    assert read_regular(str(tmp_path / "a.py"), 600) == b"x = 1\n" * 100
    assert read_regular(str(tmp_path / "a.py"), 599) is None
