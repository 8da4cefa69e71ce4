"""Imports by models of what is not there, and every way in which it may be there after all."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.imports import import_faults
from flake8_sqla_rel.mapper.model import ImportFault
from tests.project.trees import index_of, write

BASE = """\
    from sqlalchemy.orm import declarative_base

    Base = declarative_base()
    """
CHEF = """\
from app.models.base import Base


class Chef(Base):
    __tablename__ = "chefs"
"""


def tree(root: Path, importing: str, files: dict[str, str | bytes] | None = None) -> Path:
    """A package of models one of which, ``booking``, has the import."""
    model = "\n\n\nclass Booking(Base):\n    __tablename__ = 'bookings'\n"
    standard: dict[str, str | bytes] = {
        "pyproject.toml": "[project]\nname = 'app'\n",
        "app/__init__.py": "",
        "app/models/__init__.py": "",
        "app/models/base.py": BASE,
        "app/models/chef.py": CHEF,
        "app/models/booking.py": f"from app.models.base import Base\n{importing}{model}",
    }
    return write(root, {**standard, **(files or {})})


def faults(root: Path, **settings: object) -> list[ImportFault]:
    return list(import_faults(Evaluator(index_of(root, **settings))))


@pytest.mark.parametrize(
    ("importing", "kind", "module", "name"),
    [
        ("from app.models.chef import Cheff", "name", "app.models.chef", "Cheff"),
        ("from .chef import Cheff", "name", "app.models.chef", "Cheff"),
        ("from . import cheff", "name", "app.models", "cheff"),
        ("from app.models import cheff", "name", "app.models", "cheff"),
        ("from app.models.cheff import Chef", "module", "app.models", "cheff"),
        ("from .cheff import Chef", "module", "app.models", "cheff"),
        ("from .cheff import *", "module", "app.models", "cheff"),
        ("import app.models.cheff", "module", "app.models", "cheff"),
        ("import app.models.cheff as chef", "module", "app.models", "cheff"),
        ("from app.modls.chef import Chef", "module", "app", "modls"),
    ],
)
def test_what_is_not_there(tmp_path: Path, importing: str, kind: str, module: str, name: str) -> None:
    (fault,) = faults(tree(tmp_path, importing))
    assert (fault.kind, fault.module, fault.name) == (kind, module, name)
    assert (fault.place.path, fault.place.line) == ("app/models/booking.py", 2)


@pytest.mark.parametrize(
    "importing",
    [
        "from app.models.chef import Chef",
        "from app.models import chef",
        "from app.models.chef import *",
        "from app.models.chef import __doc__",
        "import app.models.chef",
        "import appp.models",
        "from chef import Chef",
        "from .... import chef",
        "if True:\n    from .cheff import Chef",
        "try:\n    from .cheff import Chef\nexcept ImportError:\n    Chef = None",
        "import contextlib\nwith contextlib.suppress(ImportError):\n    from .cheff import Chef",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .cheff import Chef",
        "def late():\n    from .cheff import Chef",
        "raise RuntimeError\nfrom .cheff import Chef",
        "import sys\nsys.modules['app.models.cheff'] = sys\nfrom .cheff import Chef",
    ],
)
def test_what_is_there_or_not_imported_for_certain(tmp_path: Path, importing: str) -> None:
    assert faults(tree(tmp_path, importing)) == []


@pytest.mark.parametrize(
    "text",
    [
        "if unsure:\n    Cook = 1",
        "try:\n    import Cook\nexcept ImportError:\n    pass",
        "try:\n    pass\nexcept OSError as Cook:\n    pass",
        "for Cook in range(3):\n    pass",
        "with open('x') as Cook:\n    pass",
        "match unsure:\n    case {'a': 1, **Cook}:\n        pass",
        "match unsure:\n    case [*Cook]:\n        pass",
        "while (Cook := unsure()):\n    pass",
        "print([Cook := x for x in range(3)])",
        "(a, [Cook, *b]) = unsure",
        "Cook: int",
        "def bind():\n    global Cook\n    Cook = 1",
        "def __getattr__(name):\n    return name",
        "from lazy import attach\n__getattr__, __dir__ = attach('x')",
        "globals()['Co' + 'ok'] = 1",
        "globals().update(unsure)",
        "vars()['C'] = 1",
        "exec('Co' 'ok = 1')",
        "import sys\nsetattr(sys.modules[__name__], unsure, 1)",
        "import sys\nsys.modules[__name__] = unsure",
        "from elsewhere import fill\nfill(__name__)",
        "from elsewhere import fill\nfill(module=f'{__name__}.x')",
        "from elsewhere import *",
        "from .more import *",
        "__all__ = ['Cook']",
        "from public import public\npublic(Cook=1)",
        "import enum\nenum.IntEnum._convert_('C', __name__, unsure)",
    ],
)
def test_a_name_that_may_be_bound(tmp_path: Path, text: str) -> None:
    more: dict[str, str | bytes] = {
        "app/models/chef.py": f"{CHEF}\n{text}\n",
        "app/models/more.py": "from .most import *",
        "app/models/most.py": "from .more import *\nCook = 1",
    }
    assert faults(tree(tmp_path, "from app.models.chef import Cook", more)) == []


@pytest.mark.parametrize(
    "text",
    [
        "import logging\nlog = logging.getLogger(__name__)",
        "class Chef:\n    Cook = 1",
        "def chef():\n    Cook = 1",
        "from .more import *",
        "if __name__ == '__main__':\n    print()",
        "name = lambda Cook: Cook",
        "class Chef:\n    '''A Cook'''\n    kind = relationship('Cook')",
    ],
)
def test_a_name_that_is_not_bound(tmp_path: Path, text: str) -> None:
    more: dict[str, str | bytes] = {
        "app/models/chef.py": f"{CHEF}\n{text}\n",
        "app/models/more.py": "from .chef import *",
    }
    (fault,) = faults(tree(tmp_path, "from app.models.chef import Cook", more))
    assert (fault.module, fault.name) == ("app.models.chef", "Cook")


@pytest.mark.parametrize(("text", "count"), [("OPEN = 1", 1), ("# no OPEN_CLOSED", 1), ("# CLOSED", 0)])
def test_a_module_without_models_that_does_not_even_have_the_word(
    tmp_path: Path, text: str, count: int
) -> None:
    root = tree(tmp_path, "from app.models.status import CLOSED", {"app/models/status.py": text})
    assert len(faults(root)) == count


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("app/models/cheff.cpython-311-x86_64-linux-gnu.so", b""),
        ("app/models/cheff.pyd", b""),
        ("app/models/cheff.pyx", b""),
        ("app/models/cheff.pyi", b""),
        ("app/models/cheff/chef.py", b""),
        ("app/models/cheff.py", b"not Python ("),
        (".gitignore", b"cheff.py\n"),
        ("app/.gitignore", b"models/cheff.py\n"),
        ("setup.py", b"Extension('app.models.cheff', [])"),
        ("app/models/meson.build", b"cheff"),
        ("app/hooks.py", b"import sys\nsys.modules['app.models.cheff'] = sys\n"),
        (
            "app/models/__init__.py",
            b"from pkgutil import extend_path\n__path__ = extend_path(__path__, 'x')\n",
        ),
        ("app/__init__.py", b"__path__ += ['elsewhere']\n"),
        ("app/__init__.py", b"__import__('pkg_resources').declare_namespace(__name__)\n"),
    ],
)
def test_a_module_that_may_be_there(tmp_path: Path, path: str, content: bytes) -> None:
    assert faults(tree(tmp_path, "from app.models.cheff import Chef", {path: content})) == []


@pytest.mark.parametrize("package", ["app", "app/models"])
def test_a_namespace_may_have_further_parts(tmp_path: Path, package: str) -> None:
    root = tree(tmp_path, "from app.models.cheff import Chef")
    assert len(faults(root)) == 1
    (root / package / "__init__.py").unlink()
    assert faults(root) == []


def test_a_package_that_is_part_of_a_namespace_is_not_the_one_of_its_name(tmp_path: Path) -> None:
    model = "from redis.exceptions import Gone\nfrom shop.redis.base import Base\n\n\nclass Chef(Base):\n    pass\n"
    files: dict[str, str | bytes] = {"shop/redis/__init__.py": "", "shop/redis/base.py": BASE}
    root = write(tmp_path, {**files, "shop/redis/chef.py": model, "run.py": "import shop.redis.chef"})
    assert faults(root) == []
    alone = {"shop/redis/chef.py": model.replace("shop.", ""), "run.py": "import redis.chef"}
    assert [fault.name for fault in faults(write(tmp_path, alone))] == ["exceptions"]


@pytest.mark.parametrize("name", ["_version", "version", "chef_pb2", "_generated_models"])
def test_names_of_generated_modules(tmp_path: Path, name: str) -> None:
    assert faults(tree(tmp_path, f"from app.models.{name} import x")) == []


def test_excluded_files_are_there(tmp_path: Path) -> None:
    root = tree(tmp_path, "from app.models.cheff import Chef", {"app/models/cheff.py": CHEF})
    assert faults(root, exclude=("cheff.py",)) == []


@pytest.mark.parametrize("text", ["chef.Cook = 1", "setattr(chef, 'Cook', 1)"])
def test_a_name_that_is_set_from_outside(tmp_path: Path, text: str) -> None:
    more: dict[str, str | bytes] = {"app/setup_models.py": f"from app.models import chef\n{text}\n"}
    assert faults(tree(tmp_path, "from app.models.chef import Cook", more)) == []


def test_the_buffer_of_an_editor_counts(tmp_path: Path) -> None:
    root = tree(tmp_path, "from app.models.chef import Cook")
    assert len(faults(root)) == 1
    edited = index_of(root, {"app/models/chef.py": b"Cook = 1\n"})
    assert import_faults(Evaluator(edited)) == ()


def test_a_package_is_asked_too_and_a_shadowed_module_is_named(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {
        "app/models.py": CHEF.replace("Chef", "Cook"),
        "app/models/__init__.py": "from app.models.chef import Chef\nfrom app.models.chef import Waiter\n",
    }
    found = faults(tree(tmp_path, "from app.models import Chef, Cook", more))
    assert [(each.place.path, each.name, each.shadowed) for each in found] == [
        ("app/models/__init__.py", "Waiter", None),
        ("app/models/booking.py", "Cook", "app/models.py"),
    ]


def test_an_installed_package_of_the_name_of_an_inner_one(tmp_path: Path) -> None:
    """Python does not look beside the importing module for ``import celery``."""
    more: dict[str, str | bytes] = {
        "app/celery/__init__.py": "",
        "app/celery/models.py": "from app.models.base import Base\nfrom celery import Celery\n"
        "class Task(Base):\n    __tablename__ = 'tasks'\n",
    }
    assert faults(tree(tmp_path, "", more)) == []


def test_the_template_of_a_project(tmp_path: Path) -> None:
    tree(tmp_path / "{{ name }}", "from .cheff import Chef")
    write(tmp_path, {"pyproject.toml": "[project]\nname = 'template'\n"})
    (tmp_path / "{{ name }}" / "pyproject.toml").unlink()
    assert faults(tmp_path) == []
    (tmp_path / "{{ name }}").rename(tmp_path / "name")
    assert len(faults(tmp_path)) == 1


def test_a_script_beside_the_package(tmp_path: Path) -> None:
    script = (
        "{}from app.models.base import Base\nfrom app.models.cheff import Chef\nclass Tmp(Base):\n  id = 1\n"
    )
    root = tree(tmp_path, "", {"script.py": script.format("")})
    assert [each.place.path for each in faults(root)] == ["script.py"]
    (root / "script.py").write_text(script.format("import sys\nsys.path.insert(0, '..')\n"))
    assert faults(root) == []
