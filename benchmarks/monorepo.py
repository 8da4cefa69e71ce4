"""A monorepo made to measure: services with models, and ten times as much code without.

    python benchmarks/monorepo.py FOLDER FILES

Every service has tables of its own that refer to one another, to those of the service before
it and to the shared ones; its models are declared in the style of 2.x, and one service in five
in that of 1.x. What is made depends on the number of files alone. All of it can be imported,
and SQLAlchemy configures it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

#: Files of a service, the ``__init__`` modules among them.
PER_SERVICE = 100
#: How many of them declare models.
MODELS = 10

_ENTITIES = (
    "account order invoice product shipment ticket review payment customer supplier contract"
    " campaign project document message"
).split()

_SHARED = {
    "pyproject.toml": '[project]\nname = "monorepo"\nversion = "1"\n',
    "setup.cfg": "[flake8]\nmax-line-length = 110\n",
    "shared/__init__.py": "",
    "shared/db.py": '''"""What all models are built on."""

from datetime import datetime

from sqlalchemy import DateTime, Integer, MetaData, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {"fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class HasId:
    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Timestamped:
    created_at: Mapped[datetime] = mapped_column(DateTime, server_default=func.now())
    updated_at: Mapped[datetime | None] = mapped_column(DateTime, onupdate=func.now())
''',
    "shared/users.py": '''"""Who uses it all."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.db import Base, HasId, Timestamped


class User(HasId, Timestamped, Base):
    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str | None] = mapped_column(String(200))
''',
    "shared/services.py": '''"""What all services are built on."""


class Service:
    """Has a session and does something with it."""

    def __init__(self, session, clock=None):
        self.session = session
        self.clock = clock

    def commit(self):
        self.session.commit()


class Failure(Exception):
    """Something did not work."""
''',
}


ONE = """\
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
"""


def files(count: int) -> Iterator[tuple[str, str]]:
    """Path and text of ``count`` Python files, the configuration beside them."""
    yield from _SHARED.items()
    made = sum(path.endswith(".py") for path in _SHARED)
    service = 0
    while made < count:
        for path, text in _service(service):
            if made == count:
                return
            yield path, text
            made += 1
        service += 1


def write(folder: Path, count: int) -> Path:
    """Write the monorepo below ``folder`` and return it."""
    for path, text in files(count):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def write_one(folder: Path, classes: int, *, faulty: bool = False) -> Path:
    """Write a project that is one file with so many classes, as generators of models make it.

    With ``faulty`` each class has a target, a table and a ``back_populates`` that are nearly right.
    """
    row = _faulty if faulty else _row
    folder.mkdir()
    (folder / "setup.cfg").touch()
    (folder / "models.py").write_text(ONE + "".join(row(at, classes) for at in range(classes)))
    return folder


def a_model(count: int) -> str:
    """The path of a file with models."""
    return _of(count, "/models/", f"{(count // PER_SERVICE) // 2:03}")


def a_file_without(count: int) -> str:
    """The path of a file without models, with a class in it."""
    return _of(count, "/logic/", f"{(count // PER_SERVICE) // 2:03}")


def _row(at: int, count: int) -> str:
    keys = "".join(
        f"""
    key{each} = Column(ForeignKey("t{(7 * at + 13 * each) % count}.id"))
    one{each} = relationship("T{(7 * at + 13 * each) % count}", foreign_keys=[key{each}], backref="all{at}_{each}")"""
        for each in (1, 2)
    )
    columns = "".join(f"\n    value{each} = Column(String(20))" for each in range(8))
    return f"""

class T{at}(Base):
    __tablename__ = "t{at}"
    id = Column(Integer, primary_key=True){columns}{keys}
"""


def _faulty(at: int, count: int) -> str:
    """A class whose relationships name what is called otherwise by a letter."""
    own, other, third = (_spelled((at + step) % count) for step in (0, 1, 2))
    return f"""

class {own.title()}(Base):
    __tablename__ = "{own}"
    id = Column(Integer, primary_key=True)
    other_id = Column(ForeignKey("{other}.id"))
    third_id = Column(ForeignKey("{third}s.id"))
    one = relationship("{other.title()}s", foreign_keys=[other_id])
    two = relationship("{other.title()}", foreign_keys=[other_id], back_populates="twos")
    three = relationship("{third.title()}", foreign_keys=[third_id], order_by="{third.title()}.idd")
"""


def _spelled(number: int) -> str:
    """A word of its own for each number, for names that are as much alike as those of a real project."""
    size = len(_ENTITIES)
    return _ENTITIES[number % size] + (_spelled(number // size - 1) if number >= size else "")


def _of(count: int, part: str, service: str) -> str:
    paths = [path for path, _ in files(count) if part in path and not path.endswith("__init__.py")]
    return next((path for path in paths if service in path), paths[0])


def _service(number: int) -> Iterator[tuple[str, str]]:
    pick = random.Random(number)
    name = f"services/s{number:03}"
    entities = [f"{_ENTITIES[(number + at) % len(_ENTITIES)]}_{number}" for at in range(MODELS)]
    yield f"{name}/__init__.py", ""
    yield (
        f"{name}/models/__init__.py",
        "".join(
            f"from services.s{number:03}.models.{each} import {_class(each)}  # noqa: F401\n"
            for each in entities
        ),
    )
    for at, entity in enumerate(entities):
        make = _old_model if number % 5 == 4 else _model
        yield f"{name}/models/{entity}.py", make(number, entities, at)
    folders = ("api", "logic", "tasks", "tests", "util")
    for folder in folders:
        yield f"{name}/{folder}/__init__.py", ""
    for at in range(PER_SERVICE - 2 - MODELS - len(folders)):
        folder = folders[at % len(folders)]
        entity = entities[at % MODELS]
        yield f"{name}/{folder}/{folder}_{at:02}.py", _plain(number, entity, at, pick)


def _class(entity: str) -> str:
    return "".join(part.title() for part in entity.split("_"))


def _columns(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def _model(service: int, entities: list[str], at: int) -> str:
    """Declared in the style of 2.x: a parent, children, an owner, and many-to-many once a service."""
    own, parent, child = entities[at], entities[at - 1], entities[(at + 1) % MODELS]
    cls = _class(own)
    table = f'''
{own}_tags = Table(
    "{own}_tags",
    Base.metadata,
    Column("{own}_id", ForeignKey("{own}s.id"), primary_key=True),
    Column("tag_id", ForeignKey("{own}_labels.id"), primary_key=True),
)


class {cls}Label(HasId, Base):
    __tablename__ = "{own}_labels"

    text: Mapped[str] = mapped_column(String(50))
    items: Mapped[list["{cls}"]] = relationship(secondary={own}_tags, back_populates="labels")

'''
    labels = f'    labels: Mapped[list["{cls}Label"]] = relationship(secondary={own}_tags, back_populates="items")\n'
    before = ""
    if service % 5 and service and at == 0:
        other = f"{_ENTITIES[(service - 1) % len(_ENTITIES)]}_{service - 1}"
        before = _columns(
            f'source_id: Mapped[int | None] = mapped_column(ForeignKey("{other}s.id"))\n'
            f'source: Mapped["{_class(other)} | None"] = relationship("{_class(other)}")'
        )
    parents = ""
    if at:
        parents = _columns(
            f'{parent}_id: Mapped[int] = mapped_column(ForeignKey("{parent}s.id"), index=True)\n'
            f'{parent}: Mapped["{_class(parent)}"] = relationship(back_populates="{own}s")'
        )
    children = ""
    if at < MODELS - 1:
        children = _columns(
            f'{child}s: Mapped[list["{_class(child)}"]] = relationship(\n'
            f'    back_populates="{own}", cascade="all, delete-orphan", order_by="{_class(child)}.id"\n'
            f")"
        )
    # Code that nobody looked at twice, for something to be found.
    backref = f'    audits = relationship("{cls}Audit", backref="{own}")\n' if at == 5 else ""
    return f'''"""{cls}: what it is and what belongs to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Numeric, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shared.db import Base, HasId, Timestamped
from shared.users import User

if TYPE_CHECKING:
    from services.s{service:03}.models.{parent} import {_class(parent)}
    from services.s{service:03}.models.{child} import {_class(child)}

{table if at % 3 == 0 else ""}
class {cls}(HasId, Timestamped, Base):
    """One {own}."""

    __tablename__ = "{own}s"
    __table_args__ = (UniqueConstraint("name", "owner_id"),)

    name: Mapped[str] = mapped_column(String(100), nullable=False)
    note: Mapped[str | None] = mapped_column(String(500))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    count: Mapped[int] = mapped_column(Integer, default=0)
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    owner: Mapped[User] = relationship(User, foreign_keys=[owner_id])
{before}{parents}{children}{labels if at % 3 == 0 else ""}{backref}
    def __repr__(self) -> str:
        return f"<{cls} {{self.id}}: {{self.name}}>"

    @property
    def label(self) -> str:
        """What to show of it."""
        if not self.is_open:
            return f"{{self.name}} (closed)"
        return self.name

    def total(self, rate: Decimal) -> Decimal:
        """The amount with a rate."""
        amount = self.amount or Decimal(0)
        for _ in range(self.count):
            amount *= rate
        return amount


class {cls}Audit(HasId, Timestamped, Base):
    """A change of one."""

    __tablename__ = "{own}_audits"

    {own}_id: Mapped[int] = mapped_column(ForeignKey("{own}s.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    what: Mapped[str] = mapped_column(String(1000))
'''


def _old_model(service: int, entities: list[str], at: int) -> str:
    """Declared in the style of 1.x."""
    own, parent, child = entities[at], entities[at - 1], entities[(at + 1) % MODELS]
    cls = _class(own)
    parents = ""
    if at:
        parents = _columns(
            f'{parent}_id = Column(Integer, ForeignKey("{parent}s.id"), nullable=False)\n'
            f'{parent} = relationship("{_class(parent)}", back_populates="{own}s")'
        )
    children = ""
    if at < MODELS - 1:
        children = _columns(f'{child}s = relationship("{_class(child)}", back_populates="{own}")')
    return f'''"""{cls}, as it was written years ago."""

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import relationship

from shared.db import Base


class {cls}(Base):
    __tablename__ = "{own}s"

    id = Column(Integer, primary_key=True)
    name = Column(String(100), nullable=False)
    code = Column(String(20), unique=True)
    amount = Column(sa.Numeric(10, 2))
    state = Column(sa.Enum("open", "closed", name="{own}_state"))
    owner_id = Column(Integer, ForeignKey("users.id"), nullable=False)
    owner = relationship("User", primaryjoin="User.id == {cls}.owner_id")
{parents}{children}
    def close(self):
        self.state = "closed"

    def as_dict(self):
        return {{"id": self.id, "name": self.name, "code": self.code, "owner": self.owner_id}}
'''


def _plain(service: int, entity: str, at: int, pick: random.Random) -> str:
    """Code that uses models and declares none."""
    cls = _class(entity)
    functions = "".join(_function(number, cls, pick) for number in range(pick.randint(2, 6)))
    return f'''"""Something about {entity}, number {at}."""

import datetime
import logging
from dataclasses import dataclass, field

from services.s{service:03}.models import {cls}
from shared.services import Failure, Service

log = logging.getLogger(__name__)
LIMITS = {{"soft": {at}, "hard": {at * 10}}}


class {cls}Failure{at}(Failure):
    """It did not work."""


@dataclass
class Parameters{at}:
    first: int = {at}
    last: int | None = None
    names: list[str] = field(default_factory=list)


class {cls}Service{at}(Service):
    """What can be done with it."""

    def find(self, number):
        found = self.session.get({cls}, number)
        if found is None:
            raise {cls}Failure{at}(number)
        return found

    def rename(self, number, name):
        self.find(number).name = name
        self.commit()

    def since(self, days):
        start = datetime.datetime.now() - datetime.timedelta(days=days)
        return self.session.query({cls}).filter({cls}.name > str(start)).all()

{functions}'''


def _function(number: int, cls: str, pick: random.Random) -> str:
    lines = [f"\ndef step_{number}(items, options=None):", f'    """Step {number}."""', "    found = []"]
    for line in range(pick.randint(2, 8)):
        lines.append(f"    for item in items[{line}:]:")
        lines.append(f"        if item.count > {pick.randint(1, 99)} and isinstance(item, {cls}):")
        lines.append(f'            log.info("%s: %s", item.name, {line})')
        lines.append("            found.append(item)")
    lines.append("    return found or options\n")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
