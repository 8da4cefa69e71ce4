"""Files without telltales whose classes are mapped because they inherit from mapped ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from flake8_sqla_rel.project.names import Names
from flake8_sqla_rel.project.outline import Header, Outline
from flake8_sqla_rel.project.promotion import AllFiles, promoted

from .trees import index_of, write

_MODELS = """
    from sqlalchemy import Column, Integer
    from sqlalchemy.orm import declarative_base
    Base = declarative_base()
    class Resource(Base):
        __tablename__ = "resource"
        id = Column(Integer, primary_key=True)
    """
_ENGINE = "class Resource:\n    pass\n"

#: What stands in ``app/user.py``, which is promoted, beside models in ``app/models.py`` and a class of
#: the same name in ``app/engine.py`` that is not mapped; and further files.
PROMOTED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "imported": ("from app.models import Resource\nclass Own(Resource): ...", {}),
    "by another name": ("from app.models import Resource as R\nclass Own(R): ...", {}),
    "of a module": ("from app import models\nclass Own(models.Resource): ...", {}),
    "of a renamed module": ("import app.models as m\nclass Own(m.Resource): ...", {}),
    "of a dotted module": ("import app.models\nclass Own(app.models.Resource): ...", {}),
    "relative": ("from .models import Resource\nclass Own(Resource): ...", {}),
    "relative package": ("from . import models\nclass Own(models.Resource): ...", {}),
    "in parentheses": ("from app.models import (\n    Base,  # a base\n    Resource,\n)\nclass Own(Resource): ...", {}),
    "continued": ("from app.models import Base, \\\n    Resource\nclass Own(Resource): ...", {}),
    "behind a semicolon": ("import os; from app.models import Resource\nclass Own(Resource): ...", {}),
    "in a function": ("def make():\n    from app.models import Resource\n    class Own(Resource): ...", {}),
    "handed on": (
        "from app import Resource\nclass Own(Resource): ...",
        {"app/__init__.py": "from app.models import Resource\n"},
    ),
    "handed on by a star": (
        "from app import Resource\nclass Own(Resource): ...",
        {"app/__init__.py": "from app.models import *\n"},
    ),
    "a star": ("from app.models import *\nclass Own(Resource): ...", {}),
    "two steps": (
        "from app.other import Other\nclass Own(Other): ...",
        {"app/other.py": "from app.models import Resource\nclass Other(Resource): ...\n"},
    ),
    "either": (
        "if a:\n  from app.models import Resource\nelse:\n    from app.engine import Resource\nclass B(Resource): ...",
        {},
    ),
    "one base of two": ("from app import engine, models\nclass Own(engine.Resource, models.Resource): ...", {}),
    "nowhere to be found": ("class Own(Resource): ...", {}),
    "assigned": ("import app.models\nResource = app.models.Resource\nclass Own(Resource): ...", {}),
    "of an object": ("from app.models import db\nclass Own(db.Resource): ...", {}),
    "a declarative base": ("from sqlalchemy.orm import DeclarativeBase\nclass Own(DeclarativeBase): ...", {}),
    "a circle": (
        "from app.other import Resource\nclass Own(Resource): ...",
        {"app/other.py": "from app.user import Resource\n"},
    ),
    "only speaks of mapping, but is decorated": (
        "from app.filters import Filter\nclass Own(Filter): ...",
        {"app/filters.py": "from pydantic import Base\n@mapped\nclass Filter(Base):\n    a = Column(Integer)\n"},
    ),
    "speaks of mapping and has no base": (
        "from app.filters import Filter\nclass Own(Filter): ...",
        {"app/filters.py": "class Filter:\n    a = Column(Integer)\n"},
    ),
    "speaks of mapping and is another package's": (
        "from app.filters import Filter\nclass Own(Filter): ...",
        {"app/filters.py": "from somewhere import Model\nclass Filter(Model):\n    a = Column(Integer)\n"},
    ),
}  # fmt: skip

#: The same where it is not promoted, although the names alone would have it so.
LEFT: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "imported": ("from app.engine import Resource\nclass Own(Resource): ...", {}),
    "of a module": ("from app import engine\nclass Own(engine.Resource): ...", {}),
    "relative": ("from .engine import Resource\nclass Own(Resource): ...", {}),
    "own class": ("class Resource: ...\nclass Own(Resource): ...", {}),
    "of the same name": ("from app import engine\nclass Resource(engine.Resource): ...", {}),
    "handed on": (
        "from app import Resource\nclass Own(Resource): ...",
        {"app/__init__.py": "from app.engine import Resource\n"},
    ),
    "installed": ("from plant import Resource\nclass Own(Resource): ...", {}),
    "of an installed module": ("import plant.works\nclass Own(plant.works.Resource): ...", {}),
    "standard library": ("from enum import Resource\nclass Own(Resource): ...", {}),
    "two steps": (
        "from app.other import Other\nclass Own(Other): ...",
        {"app/other.py": "from app.engine import Resource\nclass Other(Resource): ...\n"},
    ),
    "only speaks of mapping": (
        "from app.filters import Scoped\nclass Own(Scoped): ...",
        {"app/filters.py": (
            "from pydantic import BaseModel\n\nclass Filter(BaseModel):\n    a = Column(Integer)\n\n"
            "class Scoped(Filter):\n    b = Column(Integer)\n"
        )},
    ),
}  # fmt: skip


def _models(root: Path, text: str, beside: Mapping[str, str]) -> set[str]:
    files = {"app/__init__.py": "", "app/models.py": _MODELS, "app/engine.py": _ENGINE, **beside}
    write(root, {**files, "app/user.py": text})
    return {module.path for module in index_of(root, cache=False).models()}


@pytest.mark.parametrize("name", PROMOTED)
def test_promoted(name: str, tmp_path: Path) -> None:
    assert "app/user.py" in _models(tmp_path, *PROMOTED[name])


@pytest.mark.parametrize("name", LEFT)
def test_not_promoted(name: str, tmp_path: Path) -> None:
    assert "app/user.py" not in _models(tmp_path, *LEFT[name])


def test_through_a_class_of_a_candidate_that_does_not_look_mapped_itself(tmp_path: Path) -> None:
    files = {
        "app/other.py": "from app.models import Resource\nclass Other(Resource): ...\nx = declarative_base()\n"
    }
    assert "app/user.py" in _models(tmp_path, "from app.other import Other\nclass Own(Other): ...", files)


def test_what_is_imported_counts_in_an_editor_and_from_one_run_to_the_next(tmp_path: Path) -> None:
    """An edit of nothing but an import changes what a class is."""
    files = {"app/__init__.py": "", "app/models.py": _MODELS, "app/engine.py": _ENGINE}
    text = "from app.{} import Resource\nclass Own(Resource): ...\n"
    write(tmp_path, {**files, "app/user.py": text.format("engine")})

    def promoted(overlay: Mapping[str, bytes] | None = None) -> bool:
        index = index_of(tmp_path, overlay)
        index.store()
        return index.is_model("app/user.py")

    assert not promoted()
    assert promoted({"app/user.py": text.format("models").encode()})
    assert not promoted()
    write(tmp_path, {"app/user.py": text.format("models")})
    assert promoted()
    assert not promoted({"app/user.py": text.format("engine").encode()})
    write(
        tmp_path,
        {"app/__init__.py": "from app.engine import Resource\n", "app/user.py": text.replace(".{}", "")},
    )
    assert not promoted()
    write(tmp_path, {"app/__init__.py": "from app.models import Resource\n"})
    assert promoted()


def test_what_cannot_be_read_may_be_anything(tmp_path: Path) -> None:
    outlines = {
        "models.py": Outline(True, (Header("Resource", (), True),)),
        "user.py": Outline(False, (Header("Own", ("Resource",), False),)),
    }
    texts = {"models.py": b"", "user.py": b"from barred import Resource\nclass Own(Resource): ..."}
    names = Names(["barred.py", *outlines], str(tmp_path))
    files = AllFiles(outlines, names, texts.__getitem__)
    assert promoted(outlines, ["models.py"], lambda: files) == {"user.py"}
