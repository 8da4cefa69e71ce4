from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.trees import write

BOOKINGS = {
    "setup.cfg": "[flake8]\nmax-line-length = 120\n",
    "app/__init__.py": "",
    "app/base.py": """\
        from sqlalchemy.orm import DeclarativeBase


        class Base(DeclarativeBase):
            pass
        """,
    "app/user.py": """\
        from sqlalchemy.orm import Mapped, mapped_column, relationship

        from app.base import Base


        class User(Base):
            __tablename__ = "user"
            id: Mapped[int] = mapped_column(primary_key=True)
            bookings: Mapped[list["Booking"]] = relationship(back_populates="guest")  # noqa: F821
        """,
    "app/booking.py": """\
        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, mapped_column, relationship

        from app.base import Base


        class Booking(Base):
            __tablename__ = "booking"
            id: Mapped[int] = mapped_column(primary_key=True)
            user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
            user: Mapped["User"] = relationship(back_populates="bookings")  # noqa: F821
        """,
    "app/service.py": "def total(bookings):\n    return len(bookings)\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one fault: ``User.bookings`` names ``guest``, which ``Booking`` calls ``user``."""
    return write(tmp_path / "project", BOOKINGS)
