"""Which modules with models nothing leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.reach import unreached_modules
from tests.project.trees import index_of, write

CHEF = "from app.models.base import Base\n\n\nclass Chef(Base):\n    __tablename__ = 'chefs'\n"


def unreached(root: Path, files: dict[str, str | bytes]) -> list[str]:
    """Of an application with a module that nothing leads to, and what the files make of it."""
    standard: dict[str, str | bytes] = {
        "pyproject.toml": "[project]\nname = 'app'\n",
        "app/__init__.py": "",
        "app/models/__init__.py": "from app.models import booking\n",
        "app/models/base.py": "from sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n",
        "app/models/booking.py": CHEF.replace("Chef", "Booking"),
        "app/models/chef.py": CHEF,
    }
    return sorted(unreached_modules(index_of(write(root, {**standard, **files}))))


@pytest.mark.parametrize(
    "files",
    [
        {},
        {
            "app/models/cook.py": "class Cook(Base):\n    __tablename__ = 'cooks'\n    chef = relationship('Chef')\n"
        },
        {"tests/test_chef.py": "from app.models.chef import Chef\n"},
        {"app/test_chef.py": "from app.models.chef import Chef\n"},
        {"conftest.py": "from importlib import import_module\nimport_module(name)\n"},
        {"app/kitchen.py": "ForeignKey('chef.id')\nimport chef\n"},
        {"app/kitchen.py": "# from app.models import chef\n"},
        {
            "app/kitchen.py": "if TYPE_CHECKING:\n    import os\n\n    from app.models import (\n        chef,\n    )\n"
        },
        {"app/kitchen.py": "if t.TYPE_CHECKING: from app.models import chef\n"},
        {"app/kitchen.py": "try:\n\tif TYPE_CHECKING:\r\n\t\timport app.models.chef"},
    ],
)
def test_nothing_leads_to_it(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert "app/models/chef.py" in unreached(tmp_path, files)


@pytest.mark.parametrize(
    "files",
    [
        {"app/kitchen.py": "from app.models.chef import Chef\n"},
        {"app/kitchen.py": "import app.models.chef as c\n"},
        {"app/kitchen.py": "import os, app.models.chef\n"},
        {"app/kitchen.py": "def late():\n  from .models import (\n    booking,  # first\n    chef,\n  )\n"},
        {"app/kitchen.py": "from .models import booking, \\\n    chef\n"},
        {"app/kitchen.py": "if True: import app.models.chef\n"},
        {"app/kitchen.py": "try: from app.models import chef\nexcept ImportError: pass\n"},
        {"app/kitchen.py": "import os; from app.models import chef\n"},
        {"app/kitchen.py": "if TYPE_CHECKING:\n    import os\nfrom app.models import chef\n"},
        {"app/kitchen.py": "if TYPE_CHECKING:\n    import os\nelse:\n    from app.models import chef\n"},
        {"app/kitchen.py": "if not TYPE_CHECKING:\n    from app.models import chef\n"},
        {
            "app/kitchen.py": "def late():\n    if TYPE_CHECKING:\n        import os\n    import app.models.chef\n"
        },
        {"app/models/__init__.py": "from . import chef\n"},
        {"app/models/__init__.py": "from .chef import *\n"},
        {"app/models/booking.py": CHEF.replace("Chef", "Booking") + "    from app.models.chef import Chef\n"},
        {"app/kitchen.py": "import_module('app.models.chef')\n"},
        {"app/models/__init__.py": "import_module('.chef', __name__)\nfrom . import booking"},
        {"app/kitchen.py": "MODELS = ['app.models.chef:Chef']\n"},
        {"app/kitchen.py": "MODELS = ['app.models.chef.Chef']\n"},
        {"app/kitchen.py": "import pkgutil\npkgutil.walk_packages(x)\n"},
        {"app/kitchen.py": "import_module(name)\n"},
        {"app/kitchen.py": "load = import_module\n"},
        {"pyproject.toml": "[project.scripts]\nchef = 'app.models.chef:main'\n"},
        {"alembic.ini": "models = app.models.chef\n"},
        {"migrations/env.py": "from app.models import chef\n"},
        {"app/models/chef.py": CHEF + "\nif __name__ == '__main__':\n    print()\n"},
        {"app/models/chef.py": CHEF + "\ndown_revision = None\n"},
    ],
)
def test_something_leads_to_it_or_may(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert "app/models/chef.py" not in unreached(tmp_path, files)


def test_packages_in_a_folder_that_is_none_are_imported_by_its_name(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "services/diner/__init__.py": "",
        "services/diner/models/__init__.py": "from services.diner.models.menu import Menu\nfrom . import dish\n",
        "services/diner/models/menu.py": CHEF.replace("Chef", "Menu"),
        "services/diner/models/dish.py": CHEF.replace("Chef", "Dish"),
        "services/diner/models/cook.py": CHEF.replace("Chef", "Cook"),
    }
    assert unreached(tmp_path, files) == ["app/models/chef.py", "services/diner/models/cook.py"]


def test_two_that_only_lead_to_each_other(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "app/models/chef.py": CHEF + "    import app.models.cook\n",
        "app/models/cook.py": CHEF + "    import app.models.chef\n",
    }
    assert unreached(tmp_path, files) == ["app/models/chef.py", "app/models/cook.py"]


def test_a_program_or_a_module_outside_of_packages_is_a_start(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"app/worker.py": CHEF, "chef_models.py": CHEF}
    assert unreached(tmp_path, files) == ["app/models/chef.py"]
