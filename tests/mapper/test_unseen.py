"""Which tables may be there although the text does not show them, and which names are surely missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.cli.main import main
from flake8_sqla_rel.mapper.unseen import is_named_after
from flake8_sqla_rel.source.makers import Maker, read_makers
from tests.rules.findings import RULES, of_folder

MODELS = """
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

metadata = MetaData()
person = Table("person", metadata, Column("id", Integer, primary_key=True))
bill = Table("bill", metadata, Column("id", Integer, primary_key=True), Column("x", ForeignKey("people.id")))
"""

#: Models on a base that is not the project's, without a table name of their own.
UNKNOWN_BASE = """
from sqlalchemy.orm import declarative_base


def models(base):
    class {name}(base):
        pass

    return {name}
"""


def missing(folder: Path, **files: str) -> bool:
    """Whether the table that ``bill`` refers to is reported; ``files`` are beside the models."""
    (folder / "models.py").write_text(MODELS, encoding="utf-8")
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = of_folder(folder, "2.0", [RULES["SQR203"]])
    assert len(found) < 2
    return bool(found)


@pytest.mark.parametrize(
    ("table", "cls"),
    [
        ("person", "Person"),
        ("people", "Person"),
        ("tbl_person", "Person"),
        ("tblperson", "PersonModel"),
        ("user_accounts", "UserAccount"),
        ("useraccount", "UserAccount"),
        ("app_user_account", "DbUserAccountTable"),
        ("http_logs", "HTTPLog"),
        ("anything", "_"),
    ],
)
def test_a_table_that_may_be_named_after_a_class(table: str, cls: str) -> None:
    assert is_named_after(table, cls.removeprefix("Db"))


@pytest.mark.parametrize(
    ("table", "cls"),
    [("person_x", "ServiceStatus"), ("bill", "UserAccount"), ("account", "UserAccount"), ("tag", "Person")],
)
def test_a_table_that_is_not(table: str, cls: str) -> None:
    assert not is_named_after(table, cls)


def test_a_class_on_an_unknown_base_can_only_have_a_table_of_its_name(tmp_path: Path) -> None:
    assert missing(tmp_path, other=UNKNOWN_BASE.format(name="QueryStatus"))
    assert not missing(tmp_path, other=UNKNOWN_BASE.format(name="Person"))


def test_what_cannot_be_parsed_may_make_what_it_mentions(tmp_path: Path) -> None:
    broken = 'from sqlalchemy import Table\nprint "%s"\nthings = Table("{}", metadata)\n'
    assert missing(tmp_path, broken=broken.format("stone"))
    assert not missing(tmp_path, broken=broken.format("people"))
    assert not missing(tmp_path, broken="class Person(SQLModel, table=True) pass")


def test_a_package_that_adds_tables(tmp_path: Path) -> None:
    user = "from {} import make_versioned\nfrom sqlalchemy.orm import declarative_base\n"
    models = MODELS.replace("people.id", "person_version.id")
    for package, is_missing in (("sqlalchemy_other", True), ("sqlalchemy_continuum", False)):
        (tmp_path / "models.py").write_text(models, encoding="utf-8")
        (tmp_path / "use.py").write_text(user.format(package), encoding="utf-8")
        assert bool(of_folder(tmp_path, "2.0", [RULES["SQR203"]])) is is_missing


FACTORY = """
from sqlalchemy import Table


def load(name, metadata, connection):
    return Table(name, metadata, autoload_with=connection)
"""


def test_what_a_test_reflects_is_not_there_for_the_application(tmp_path: Path) -> None:
    assert not missing(tmp_path, tools=FACTORY)
    (tmp_path / "tools.py").unlink()
    assert missing(tmp_path, tests__tools=FACTORY)


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("db.reflect()", [Maker(1, 0, None, "db")]),
        ("def f(db): db.reflect()", [Maker(1, 11)]),
        ("def f(): m = MetaData(); m.reflect(e)", []),
        ("m = MetaData(); m.reflect(e)", [Maker(1, 16, None, "m")]),
        ("def f(m):\n m = MetaData()\n m.reflect(e)", [Maker(3, 1)]),
        ("import sqlalchemy\nt.to_metadata(base.metadata)", [Maker(2, 0, None, "base.metadata")]),
        ("evidence.to_metadata(x)", []),
        ("[Table(n, m, c) for n in names]", [Maker(1, 1, None, "m", "Table")]),
        ("lambda m: sa.Table('x', m, c)", [Maker(1, 10, "x", None, "sa.Table")]),
        ("from rich.table import Table\nTable(*columns)", [Maker(2, 0, None, None, None, "rich.table")]),
        (
            "from sqlalchemy import Table as new\nnew('x', m, c)",
            [Maker(2, 0, "x", "m", None, "sqlalchemy")],
        ),
        ("Table('x', m)", []),
        ("def f():\n m = MetaData()\n Table(n, m, c)", []),
        ("type(n, (Base,), ns)", [Maker(1, 0, bases=("Base",))]),
        ("type('X', (db.Base,), {'__tablename__': 'x'})", [Maker(1, 0, "x", bases=("db.Base",))]),
        ("def f(Base):\n type(n, (Base, *more), ns)", [Maker(2, 1, bases=(None, None))]),
        ("def f():\n from a import Base as B\n type(n, (B, Base), ns)", [Maker(3, 1, bases=(None, "Base"))]),
        ("type(n, bases('Base'), {'__tablename__': 'x'})", [Maker(1, 0, "x", bases=(None,))]),
        ("type('X', (Exception,), {'__table__': 1})", []),
        ("type('Form', (forms.Form,), {})", []),
        ("def f():\n class A(B):\n  __tablename__ = 'a'", [Maker(2, 1, "a")]),
        ("class A(B):\n __tablename__: str", []),
        (
            "if TYPE_CHECKING:\n class A(B):\n  __tablename__ = 'a'\nelse:\n Table('x', m, c)",
            [Maker(5, 1, "x", "m", "Table")],
        ),
        ("go.Table(header=a, cells=b, columnwidth=c)", []),
        ("Table(name='x', metadata=m, *parts)", [Maker(1, 0, None, "m", "Table")]),
        ("'for sqlalchemy'\ntype(n, (base,), {'a': f()})", []),
        ("import sqlalchemy\ntype(n, (base,), {'a': f()})", [Maker(2, 0, bases=("base",))]),
        ("Table(", []),
    ],
)
def test_what_may_make_tables(text: str, makers: list[Maker]) -> None:
    assert list(read_makers(text.encode())) == makers


FUNCTIONS = """
class Register(type):
    def __getattribute__(cls, name):
        return type.__getattribute__(cls, name)


class Function(metaclass=Register):
    __tablename__ = None


def runtime(name):
    return type(name, (Function,), {"run": staticmethod(lambda: name)})
"""


def test_a_class_that_a_call_makes_has_a_table_only_if_a_base_maps_it(tmp_path: Path) -> None:
    assert missing(tmp_path, functions=FUNCTIONS)
    given = FUNCTIONS.replace("(name):", "(name, Function):")
    assert not missing(tmp_path, functions=given)
    made = FUNCTIONS.replace("__getattribute__(cls, name)", "__init__(cls, name, bases, body)")
    assert not missing(tmp_path, functions=made)


def test_an_edit_that_makes_the_table_is_seen_at_once(tmp_path: Path) -> None:
    """Whatever a remembered finding rests on, a file without models is part of it."""
    (tmp_path / "models.py").write_text(MODELS, encoding="utf-8")
    (tmp_path / "start.py").write_text("def start(db):\n    pass\n", encoding="utf-8")
    command = ["check", "--isolated", "--select=SQR203", "--root", str(tmp_path), str(tmp_path)]
    found = []
    for text in (
        "def start(db):\n    pass\n",
        "def start(db):\n    db.reflect()\n",
        "def start(db):\n    pass\n",
    ):
        (tmp_path / "start.py").write_text(text, encoding="utf-8")
        found.append(main(command))
    assert found == [1, 0, 1]


ON_A_BASE = """
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import {maker}, relationship
from harbour_tools import describe, make_berth_class

{base}
class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    berth_id = Column(ForeignKey("berth.id"))
    berth = relationship("Berth")

{call}
"""


@pytest.mark.parametrize(
    ("maker", "base"),
    [
        ("declarative_base", "Base = declarative_base()\n"),
        ("DeclarativeBase", "class Base(DeclarativeBase):\n    pass\n"),
    ],
)
@pytest.mark.parametrize(
    ("call", "codes"),
    [
        ("Berth = make_berth_class(Base)", []),
        ("def models():\n    Berth = make_berth_class(base=Base)\n    return Berth, 1\na, b = models()", []),
        ("describe(Base)", ["SQR101", "SQR203"]),
        ("describe(registry=Base.registry)", []),
        ("print(Base.registry)", ["SQR101", "SQR203"]),
        ("make_berth_class(Ship)", ["SQR101", "SQR203"]),
    ],
)
def test_classes_that_another_package_makes(
    tmp_path: Path, maker: str, base: str, call: str, codes: list[str]
) -> None:
    """A call that is given the registry, or the base and is named after classes, may make any."""
    text = ON_A_BASE.format(maker=maker, base=base, call=call)
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    rules = [RULES["SQR101"], RULES["SQR203"]]
    assert sorted(each.code for each in of_folder(tmp_path, "2.0", rules)) == codes


@pytest.mark.parametrize(
    ("imported", "codes"),
    [
        ("from harbour_tools import Berth", []),
        ("from harbour_tools import Berth as Place", ["SQR101"]),
        ("from harbour_tools import Pier", ["SQR101"]),
        ("from typing import Berth", ["SQR101"]),
    ],
)
def test_a_class_of_another_package_that_is_imported(tmp_path: Path, imported: str, codes: list[str]) -> None:
    """It may be mapped into the registry: what gives it to that package need be no module with models."""
    base = "class Base(DeclarativeBase):\n    pass\n"
    text = ON_A_BASE.format(maker="DeclarativeBase", base=base, call="")
    text = text.replace('ForeignKey("berth.id")', 'ForeignKey("ship.id")')
    (tmp_path / "models.py").write_text(f"{imported}\n{text}", encoding="utf-8")
    assert [each.code for each in of_folder(tmp_path, "2.0", [RULES["SQR101"]])] == codes


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ('"pe" + key + "le"', False),
        ('"pe" + key + "son"', True),
        ('"app.pe" + key', False),
        ('"app" + key + "people"', False),
        ('"web" + key + "people"', True),
        ('f"{key}.people"', False),
        ('f"{key}.person"', True),
    ],
)
def test_a_name_known_in_part_may_have_the_schema_in_it(tmp_path: Path, name: str, found: bool) -> None:
    more = f"""

def labels(key):
    return Table({name}, metadata, Column("id", Integer, primary_key=True))


for line in open("keys"):
    labels(line)
"""
    models = MODELS.replace('"people.id"', '"app.people.id"') + more
    (tmp_path / "models.py").write_text(models, encoding="utf-8")
    assert bool(of_folder(tmp_path, "2.0", [RULES["SQR203"]])) is found
