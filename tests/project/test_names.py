from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.project.names import Names


def names(*paths: str, root: str = "/nowhere", **more: frozenset[str]) -> Names:
    return Names(sorted(paths), root, **more)


@pytest.mark.parametrize(
    ("paths", "path", "name"),
    [
        (["models.py"], "models.py", "models"),
        (["app/__init__.py", "app/models.py"], "app/models.py", "app.models"),
        (["app/__init__.py", "app/models.py"], "app/__init__.py", "app"),
        (["src/app/__init__.py", "src/app/models.py"], "src/app/models.py", "app.models"),
        (["src/models.py"], "src/models.py", "models"),
        (["backend/app/__init__.py", "backend/app/m.py"], "backend/app/m.py", "app.m"),
        (["backend/app/__init__.py", "backend/main.py"], "backend/main.py", "main"),
        # namespace folders
        (["app/models/user.py"], "app/models/user.py", "app.models.user"),
        (["app/__init__.py", "app/models/user.py"], "app/models/user.py", "app.models.user"),
        (["app/__init__.py", "app/x/y/__init__.py", "app/x/y/z.py"], "app/x/y/z.py", "app.x.y.z"),
        (["my-app/models/user.py"], "my-app/models/user.py", "models.user"),
        (
            ["shop/sqlalchemy/__init__.py", "shop/sqlalchemy/m.py"],
            "shop/sqlalchemy/m.py",
            "shop.sqlalchemy.m",
        ),
        (["lib/sqlalchemy/__init__.py", "lib/sqlalchemy/m.py"], "lib/sqlalchemy/m.py", "sqlalchemy.m"),
    ],
)
def test_name_of_a_file(paths: list[str], path: str, name: str) -> None:
    assert names(*paths).module(path) == (name, path.endswith("__init__.py"))


def test_project_folder_begins_a_path() -> None:
    tree = names("services/api/models/user.py", project_folders=frozenset({"services/api"}))
    assert tree.module("services/api/models/user.py") == ("models.user", False)


def test_root_that_is_a_package(tmp_path: Path) -> None:
    root = tmp_path / "outer" / "inner"
    root.mkdir(parents=True)
    (tmp_path / "outer" / "__init__.py").touch()
    (root / "__init__.py").touch()
    tree = names("__init__.py", "models.py", root=str(root))
    assert tree.module("models.py") == ("outer.inner.models", False)
    assert tree.module("__init__.py") == ("outer.inner", True)
    assert tree.resolve("outer.inner", "models.py") == "__init__.py"
    assert tree.resolve("models", "__init__.py") == "models.py"


def test_absolute_import_by_path_suffix() -> None:
    tree = names("src/app/__init__.py", "src/app/db.py", "src/app/api/__init__.py", "tests/test_db.py")
    for importer in ("src/app/api/__init__.py", "tests/test_db.py"):
        assert tree.resolve("app", importer) == "src/app/__init__.py"
        assert tree.resolve("app.db", importer) == "src/app/db.py"
        assert tree.resolve("app.api", importer) == "src/app/api/__init__.py"
        assert tree.resolve("app.nothing", importer) is None
        assert tree.resolve("pp.db", importer) is None


def test_own_source_root_first_then_the_nearest() -> None:
    tree = names(
        *(f"services/{s}/app/{m}.py" for s in "ab" for m in ("__init__", "models", "main")),
        "services/a/tests/test_models.py",
        "tools/run.py",
    )
    assert tree.resolve("app.models", "services/a/app/main.py") == "services/a/app/models.py"
    assert tree.resolve("app.models", "services/b/app/main.py") == "services/b/app/models.py"
    assert tree.resolve("app.models", "services/a/tests/test_models.py") == "services/a/app/models.py"
    # Nothing tells which of the two is meant.
    assert tree.resolve("app.models", "tools/run.py") is None


def test_package_wins_over_module_beside_it() -> None:
    tree = names("app/__init__.py", "app/models.py", "app/models/__init__.py", "app/models/user.py")
    assert tree.resolve("app.models", "app/__init__.py") == "app/models/__init__.py"


@pytest.mark.parametrize("name", ["types", "calendar", "sqlalchemy", "sqlalchemy.orm", "flask_sqlalchemy"])
def test_installed_modules_are_not_found_in_packages(name: str) -> None:
    inner = name.replace(".", "/")
    tree = names("app/__init__.py", f"app/{inner}.py", "app/x.py", "tests/y.py")
    assert tree.resolve(name, "app/x.py") is None
    assert tree.resolve(name, "tests/y.py") is None
    assert tree.resolve(f"app.{name}", "app/x.py") == f"app/{inner}.py"


def test_program_folder_shadows_the_standard_library() -> None:
    tree = names("app/types.py", "app/main.py")
    assert tree.resolve("calendar", "app/main.py") is None
    tree = names("my-app/calendar.py", "my-app/main.py")
    assert tree.resolve("calendar", "my-app/main.py") == "my-app/calendar.py"


def test_namespace_folder_does_not_shadow_an_installed_package() -> None:
    tree = names("sqlalchemy/models.py", "main.py")
    assert tree.resolve("sqlalchemy.models", "main.py") is None


def test_package_in_a_namespace_may_be_called_like_a_library() -> None:
    tree = names("tiles/sqlalchemy/__init__.py", "tiles/sqlalchemy/models.py", "tests/test_tiles.py")
    assert tree.resolve("sqlalchemy", "tiles/sqlalchemy/models.py") is None
    assert tree.resolve("sqlalchemy.orm", "tiles/sqlalchemy/models.py") is None
    assert tree.module("tiles/sqlalchemy/models.py") == ("tiles.sqlalchemy.models", False)
    for importer in ("tiles/sqlalchemy/__init__.py", "tests/test_tiles.py"):
        found = tree.resolve("tiles.sqlalchemy.models", importer)
        assert found == "tiles/sqlalchemy/models.py"
    tree = names("site/alembic/__init__.py", "site/app/__init__.py", "site/app/models.py")
    assert tree.module("site/app/models.py") == ("app.models", False)
    tree = names("lib/sqlalchemy/__init__.py", "lib/sqlalchemy/orm.py")
    assert tree.resolve("sqlalchemy.orm", "lib/sqlalchemy/__init__.py") == "lib/sqlalchemy/orm.py"


def test_namespace_with_a_part_that_is_named_like_an_installed_package() -> None:
    tree = names(
        "shop/sqlalchemy/__init__.py", "shop/sqlalchemy/orm.py", "shop/sqlalchemy/m.py", "tests/y.py"
    )
    for importer in ("shop/sqlalchemy/m.py", "tests/y.py"):
        assert tree.resolve("sqlalchemy.orm", importer) is None
        assert tree.resolve("shop.sqlalchemy.orm", importer) == "shop/sqlalchemy/orm.py"
    # A folder that holds more than that is where programs start.
    tree = names("backend/alembic/__init__.py", "backend/app/__init__.py", "backend/app/m.py")
    assert tree.resolve("alembic", "backend/app/m.py") == "backend/alembic/__init__.py"


def test_module_imported_beside_the_importer_in_a_package() -> None:
    tree = names("app/__init__.py", "app/models.py", "app/main.py", "examples/one/models.py")
    assert tree.resolve("models", "app/main.py") == "app/models.py"


def test_top_level_module_is_not_looked_for_in_far_folders() -> None:
    tree = names("docker/redis.py", "app/__init__.py", "app/main.py")
    assert tree.resolve("redis", "app/main.py") is None
    tree = names("src/db.py", "tests/test_db.py")
    assert tree.resolve("db", "tests/test_db.py") == "src/db.py"


@pytest.mark.parametrize("likeness", ["stubs", "tests/fixtures", "examples", "backup", "app-stubs"])
def test_likenesses_do_not_win(likeness: str) -> None:
    tree = names(
        *(f"{place}/app/{m}.py" for place in ("libs/core", likeness) for m in ("__init__", "models")),
        "scripts/run.py",
    )
    assert tree.resolve("app.models", "scripts/run.py") == "libs/core/app/models.py"
    assert tree.resolve("app.models", f"{likeness}/app/__init__.py") == f"{likeness}/app/models.py"


def test_copies_do_not_win() -> None:
    paths = ["a/app/__init__.py", "b/app/__init__.py", "b/run.py"]
    tree = names(*paths, copies=frozenset({"b/app/__init__.py"}))
    assert tree.resolve("app", "b/run.py") == "a/app/__init__.py"
