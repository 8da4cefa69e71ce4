"""Where what a helper function makes is looked for."""

from __future__ import annotations

from pathlib import Path

from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import Model
from tests.project.trees import index_of

MODELS = """
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
def key_to(target, **options): return Column(Integer, ForeignKey(target), **options)
def key_to_chef(): return key_to("chef.id")
def number(): return Column(Integer, primary_key=True)
def many_to_one(target, **options): return relationship(target, **options)
def pairs(name, *columns): return Table(name, Base.metadata, *columns)
def column_to(target):
    key = ForeignKey(f"{target}.id")
    column = Column(Integer, key)
    return column
to_one = lambda target: relationship(target, uselist=False)
class Chef(Base):
    __tablename__ = "chef"
    id = number()
class Booking(Base):
    __tablename__ = "booking"
    id = number()
    chef_id = key_to("chef.id")
    deputy_id = key_to_chef()
    waiter_id = column_to("chef")
    chef = many_to_one("Chef", foreign_keys=[chef_id], back_populates="bookings")
    deputy = to_one("Chef")
first = pairs("first", key_to("chef.id"))
"""


def lines(model: Model) -> dict[str, int]:
    """The line of each column, key, relationship and table."""
    found = {f"{r.key} relationship": r.call.line for r in model.relationships}
    for table in model.tables:
        found[str(table.name)] = table.place.line
        for column in table.columns:
            found[f"{table.name}.{column.name}"] = column.place.line
        for constraint in table.constraints:
            for element in constraint.elements:
                found[f"{table.name}.{element.column} key"] = element.place.line
    return found


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(MODELS.splitlines(), 1) if line.strip().startswith(text))


def test_what_a_helper_is_given_is_where_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(MODELS)
    found = lines(link(index_of(tmp_path)))
    assert found["booking.chef_id"] == found["booking.chef_id key"] == line_of("chef_id")
    assert found["booking.waiter_id"] == line_of("waiter_id")
    assert found["chef relationship"] == line_of("chef =")
    assert found["deputy relationship"] == line_of("deputy =")
    assert found["first"] == line_of("first")


def test_what_a_helper_says_by_itself_is_in_the_helper(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(MODELS)
    found = lines(link(index_of(tmp_path)))
    assert found["chef.id"] == found["booking.id"] == line_of("def number")
    assert found["booking.deputy_id"] == found["booking.deputy_id key"] == line_of("def key_to_chef")


def test_the_arguments_of_a_relationship_made_by_a_helper_are_where_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(MODELS)
    (chef,) = (r for r in link(index_of(tmp_path)).relationships if r.key == "chef")
    assert chef.call.line == chef.args["back_populates"].place.line == line_of("chef =")
    assert chef.args["back_populates"].value == "bookings"
    assert chef.target.place.line == line_of("chef =")


IMPERATIVE = """
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mappers = registry()
chefs = Table("chef", mappers.metadata, Column("id", Integer, primary_key=True))
class Chef: pass
def start_mappers():
    deputy = Column("deputy_id", ForeignKey("chef.id"))
    chefs.append_column(deputy)
    options = {"remote_side": chefs.c.id}
    mappers.map_imperatively(Chef, chefs, properties={
        "deputy": relationship(Chef, foreign_keys=[deputy], **options),
    })
start_mappers()
"""


def test_a_function_that_is_given_nothing_says_all_by_itself(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(IMPERATIVE)
    (deputy,) = link(index_of(tmp_path)).relationships
    assert "relationship(Chef" in IMPERATIVE.splitlines()[deputy.call.line - 1]
    assert deputy.args["foreign_keys"].place.line == deputy.call.line


TABLES = """
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
def define_tables(metadata):
    Table("chef", metadata, Column("id", Integer, primary_key=True))
    Table("booking", metadata, Column("id", Integer, primary_key=True), Column("chef_id", ForeignKey("chef.id")))
metadata = MetaData()
define_tables(metadata)
"""


def test_what_a_function_does_not_return_is_where_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(TABLES)
    assert {table.name: table.place.line for table in link(index_of(tmp_path)).tables} == {
        "chef": 4,
        "booking": 5,
    }
