"""An import goes with its last use, and nothing else does."""

from __future__ import annotations

import pytest

from flake8_sqla_rel.fix.tidy import without_leftovers

USE = "x = backref('y')\n"


@pytest.mark.parametrize(
    ("imported", "then"),
    [
        ("from sqlalchemy.orm import backref\n", ""),
        ("from sqlalchemy.orm import backref, relationship\n", "from sqlalchemy.orm import relationship\n"),
        ("from sqlalchemy.orm import relationship, backref\n", "from sqlalchemy.orm import relationship\n"),
        ("from sqlalchemy.orm import a, backref, b\r\n", "from sqlalchemy.orm import a, b\r\n"),
        (
            "from sqlalchemy.orm import (\n    a,\n    backref,\n    b,\n)\n",
            "from sqlalchemy.orm import (\n    a,\n    b,\n)\n",
        ),
        (
            "from sqlalchemy.orm import (\n    a,\n    backref\n)\n",
            "from sqlalchemy.orm import (\n    a\n)\n",
        ),
        ("from sqlalchemy.orm import a, \\\n    backref\n", "from sqlalchemy.orm import a\n"),
        ("from sqlalchemy.orm import backref, a, \\\n    b\n", "from sqlalchemy.orm import a, \\\n    b\n"),
        ("from sqlalchemy.orm import backref  # noqa: F401\n", None),
        ("import os; from sqlalchemy.orm import backref\n", None),
        ("try:\n    from sqlalchemy.orm import backref\nexcept ImportError:\n    backref = None\n", None),
        ("from sqlalchemy.orm import backref\n__all__ = ['backref']\n", None),
        ("from elsewhere import backref\n", None),
    ],
)
def test_the_import_of_what_is_not_used_any_more(imported: str, then: str | None) -> None:
    expected = imported if then is None else then
    found = without_leftovers("a.py", (imported + USE).encode(), imported.encode())
    assert found.decode() == expected


def test_what_is_used_still_or_was_never_used_stays() -> None:
    text = b"from sqlalchemy.orm import backref\n"
    assert without_leftovers("a.py", text + USE.encode(), text + USE.encode()) == text + USE.encode()
    assert without_leftovers("a.py", text, text) == text
    assert without_leftovers("a/__init__.py", text + USE.encode(), text) == text
