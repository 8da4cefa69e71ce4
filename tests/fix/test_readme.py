"""What the README shows of fixing is what fixing does."""

from __future__ import annotations

import re
from pathlib import Path

from tests.fix.projects import BASE, fix, write

README = Path(__file__).resolve().parent.parent.parent / "README.md"

IMPORTS = {
    "booking": "from sqlalchemy import Column, DateTime, ForeignKey, Integer\n"
    "from sqlalchemy.orm import backref, relationship\nfrom app.base import Base\n\n\n",
    "chef": "from sqlalchemy import Column, Integer\nfrom app.base import Base\n\n\n",
}


def files(block: str) -> dict[str, str]:
    """The files of a block, by the name in the comment that each begins with."""
    parts = re.split(r"^# app/(\w+)\.py\n", block, flags=re.MULTILINE)
    return {name: text.rstrip("\n") + "\n" for name, text in zip(parts[1::2], parts[2::2])}


def test_the_example_of_fixing(tmp_path: Path) -> None:
    section = README.read_text(encoding="utf-8").partition("## Fixing\n")[2].partition("\n## ")[0]
    before, after = map(files, re.findall(r"^```python\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL))
    sources = {f"app/{name}.py": IMPORTS[name] + text for name, text in before.items()}
    root = write(tmp_path / "p", {"app/__init__.py": "", "app/base.py": BASE, **sources})
    assert fix(root, "--select", "SQR001").status == 0
    for name, text in after.items():
        assert (root / f"app/{name}.py").read_text().endswith(text)
