"""The order of classes where a package imports its modules in an order of its own."""

from __future__ import annotations

from pathlib import Path

from flake8_sqla_rel.mapper.link import link
from tests.project.trees import index_of, write

MODEL = """\
from marina import Base
from sqlalchemy import Column, Integer


class {name}(Base):
    __tablename__ = "{name}"
    id = Column(Integer, primary_key=True)
"""


def test_a_package_is_loaded_before_a_module_of_it(tmp_path: Path) -> None:
    """Whichever module is asked for first, the classes are made in the order of the package's imports."""
    files: dict[str, str | bytes] = {
        "marina.py": "from sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n",
        "port/__init__.py": "from .pier import Pier\nfrom .boat import Boat\nfrom .lamp import Lamp\n",
        **{f"port/{name.lower()}.py": MODEL.format(name=name) for name in ("Boat", "Lamp", "Pier")},
    }
    model = link(index_of(write(tmp_path, files)), (2, 0))
    assert [cls.name for cls in model.classes.values()] == ["Pier", "Boat", "Lamp"]
