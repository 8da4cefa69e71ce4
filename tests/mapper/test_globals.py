"""Global names that are ``None`` until a function binds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import UNKNOWN
from tests.project.trees import index_of, write

MODELS = """\
from sqlalchemy import Column, Integer
from config import Base

class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
"""

MAKES = "    global Base\n    Base = declarative_base()\n"


def registries(root: Path, functions: str) -> list[object]:
    """The registries of the classes on a base that functions make."""
    config = f"from sqlalchemy.orm import declarative_base\n\nBase = None\n\n\n{functions}"
    model = link(index_of(write(root, {"setup.cfg": "", "config.py": config, "models.py": MODELS})))
    return [cls.registry for cls in model.classes.values() if cls.name == "Order"]


@pytest.mark.parametrize(
    "functions",
    [
        f"def make():\n{MAKES}",
        f"def make(app):\n{MAKES}\n\ndef drop():\n    global Base\n    Base = None\n",
        "def make():\n    global app, Base\n    if Base is None:\n        Base = declarative_base()\n",
        "class Database:\n    def make(self):\n        global Base\n"
        + "        self.x = 1\n" * 20
        + "        Base = declarative_base()\n",
    ],
)
def test_one_function_makes_it(tmp_path: Path, functions: str) -> None:
    (registry,) = registries(tmp_path, functions)
    assert registry is not UNKNOWN


@pytest.mark.parametrize(
    "functions",
    [
        "def make():\n    Base = declarative_base()\n",
        f"def make():\n{MAKES}\n\ndef other():\n{MAKES}",
        "def make():\n    global Base\n    from elsewhere import Base\n",
        "def make(base):\n    global Base\n    Base = base\n",
    ],
)
def test_it_may_be_anything(tmp_path: Path, functions: str) -> None:
    assert all(registry is UNKNOWN for registry in registries(tmp_path, functions))
