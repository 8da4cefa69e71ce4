"""Whatever is looked at for the findings is noted with them: nothing else may decide them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.project.trees import write

TREE = {
    "pyproject.toml": "[project]\nname = 'x'\ndependencies = ['sqlalchemy']\n",
    ".gitignore": "made.py\n",
    "setup.cfg": "",
    "app/__init__.py": "from app import missing\n",
    "app/base.py": """
        from sqlalchemy.orm import DeclarativeBase
        from kit.base import Mixin
        from app.gone import nothing
        class Base(DeclarativeBase): pass
        """,
    "app/user.py": """
        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, mapped_column, relationship
        from app.base import Base, Mixin, absent
        class User(Mixin, Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)
            other_id: Mapped[int] = mapped_column(ForeignKey("nowhere.id"))
            others: Mapped[list["Nobody"]] = relationship(back_populates="x")
            more = relationship("app.user.Other", primaryjoin="User.id == foreign(unknown.id)")
        """,
    "app/plain.py": "import sys\n",
    "left/out.py": "class Nobody: pass\n",
}
PACKAGE = {
    "kit/__init__.py": "",
    "kit/base.py": "from kit.more import Mixin\n",
    "kit/more.py": "class Mixin: pass\n",
}
PROGRAM = """
import json, os, sys
place, root = sys.argv[1:]
sys.path.append(place)
from flake8_sqla_rel import engine
from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules.base import Options
import astroid.modutils
index = ProjectIndex(root, Settings(exclude=("left",), cache=False))
index.models()
looked = []
def hook(event, details):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(details[0], str):
        looked.append(os.path.abspath(details[0]))
sys.addaudithook(hook)
index.installed("kit.nothing")
engine.findings_for_project(index, Options())
inside = [path for path in dict.fromkeys(looked) if path.startswith((root, place))]
print(json.dumps([inside, index.asked.noted(), index.paths, index.torn]))
"""


def test_every_file_and_folder_that_was_looked_at_is_noted(tmp_path: Path) -> None:
    root = write(tmp_path / "project", TREE).resolve()
    place = write(tmp_path / "site", PACKAGE).resolve()
    command = [sys.executable, "-c", PROGRAM, str(place), str(root)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    looked, noted, paths, torn = json.loads(run.stdout)
    known = {path for table in ("folders", "files") for path in noted[table][0].split("\0")}
    known |= {path.rstrip("/") for path in known} | {str(root / path) for path in paths}
    assert not torn
    assert {str(place / "kit" / "more.py"), str(root / "left"), str(root / "left" / "out.py")} <= {*looked}
    assert [path for path in looked if path not in known] == []
