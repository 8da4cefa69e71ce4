"""An edit that changes nothing of what is mapped relates nothing anew, and moves what was found."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flake8_sqla_rel.finding import MAX_MESSAGE, Finding, Place, Related
from flake8_sqla_rel.project.cache import Cache
from flake8_sqla_rel.project.carried import carried
from flake8_sqla_rel.source import reader
from flake8_sqla_rel.source.moves import Moves, moves
from tests.project.test_memory import TREE, age, append, kept, linked, root, seen, warm
from tests.project.trees import write

__all__ = ["linked", "root"]

SERVICE = "app/service.py"
USER = "app/user.py"


def insert(path: str, line: int, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        lines = (root / path).read_text().splitlines(keepends=True)
        lines.insert(line, text)
        (root / path).write_text("".join(lines))

    return change


def replace(path: str, one: str, other: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        before = (root / path).read_text()
        assert one in before
        (root / path).write_text(before.replace(one, other))

    return change


IDLE = [
    insert(USER, 0, "# What a guest is.\n"),
    insert("app/booking.py", 0, '"""What is booked."""\n\n'),
    insert("app/base.py", 1, "# All are built on it.\n"),
    replace("app/base.py", "pass", "'All are built on it.'"),
    replace(USER, "id: Mapped[int] = map", "id:  Mapped[int]  =  map"),
    replace(SERVICE, "return 1", "return 2"),
    append(SERVICE, "\n\ndef more():\n    return work()\n"),
    append(USER, "class Broken(:\n"),
]


@pytest.mark.parametrize("change", IDLE)
def test_nothing_is_related_anew(root: Path, linked: list[str], change: Callable[[Path], None]) -> None:
    warm(root)
    change(root)
    age()
    found = seen(root)
    assert found
    assert len(linked) == 1
    if "Broken" not in (root / USER).read_text():
        assert found == seen(root, cache=False)
    age()
    # What is kept now is that of the new state: the next edit goes on from there.
    insert(USER, 1, "# Once more.\n")(root)
    age()
    before = len(linked)
    again = seen(root)
    assert len(linked) == before
    if "Broken" not in (root / USER).read_text():
        assert again == seen(root, cache=False) != found


TELLING = [
    replace(USER, "guest", "user"),
    replace(USER, "guest", "visitor"),
    insert(USER, 3, "NAME = 1\n"),
    append(USER, "    nick: Mapped[str]\n"),
    replace(USER, "relationship(back", "relationship(\n        back"),
    append(SERVICE, "class Booking:\n    pass\n"),
    append(SERVICE, "from app.base import Base\nclass Bill(Base):\n    __tablename__ = 'bills'\n"),
    replace(USER, "\n    __tablename__", "\n    x = 1; __tablename__"),
    lambda root: (root / "app" / "more.py").write_text(""),
]


@pytest.mark.parametrize("change", TELLING)
def test_what_may_matter_is_related_anew(
    root: Path, linked: list[str], change: Callable[[Path], object]
) -> None:
    warm(root)
    change(root)
    age()
    found = seen(root)
    assert len(linked) == 2
    assert found == seen(root, cache=False)


def test_a_word_that_was_looked_for(root: Path, linked: list[str]) -> None:
    """Whether a module mentions a name decides on some findings; that it does now is seen."""
    replace(USER, "from app.base import Base", "from app.base import Base\nfrom app.service import helper")(
        root
    )
    warm(root)
    found = seen(root)
    append(SERVICE, "globals()['helper'] = work\n")(root)
    age()
    assert seen(root) == seen(root, cache=False) != found


def test_the_buffer_of_an_editor(root: Path, linked: list[str]) -> None:
    warm(root)
    lines = (root / USER).read_bytes()
    shifted = seen(root, {USER: b"# typed\n" + lines})
    assert len(linked) == 1
    assert shifted == seen(root, {USER: b"# typed\n" + lines}, cache=False)
    # Nothing of it is kept.
    assert seen(root) == seen(root, cache=False) != shifted


def test_back_and_forth(root: Path, linked: list[str]) -> None:
    warm(root)
    first = seen(root)
    append(USER, "    nick: Mapped[str]\n")(root)
    age()
    seen(root)
    (root / USER).write_text((root / USER).read_text().replace("    nick: Mapped[str]\n", ""))
    age()
    before = len(linked)
    assert seen(root) == first
    assert len(linked) == before


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [["a", "!!", ["b"]]]])
def test_wrong_types_change_nothing(root: Path, value: object) -> None:
    warm(root)
    text = (root / USER).read_text()
    for count, field in enumerate(("frame", "rests", "asked", "unparsed")):
        for path in kept(root):
            table = json.loads(path.read_bytes().partition(b"\n")[2])
            if path.name.startswith("findings-") and field in table:
                Cache(str(root / ".sqla_rel_cache")).save(path.name, {**table, field: value}, 9)
        (root / USER).write_text("#\n" * (count + 1) + text)
        age()
        assert seen(root) == seen(root, cache=False)


# What moves


def moved(before: str, after: str) -> Moves | None:
    return moves(reader.read(before.encode()), reader.read(after.encode()))


def test_moves_are_told() -> None:
    found = moved("class A(Base):\n    id = Column(x)\n", "# a\nclass A( Base):\n    id = Column( x)\n")
    assert found == Moves(
        {(1, 0): (2, 0), (1, 8): (2, 9), (2, 4): (3, 4), (2, 9): (3, 9), (2, 16): (3, 17)}, {1: 2, 2: 3}
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = Column(1)\n", "a = Column(True)\n"),
        ("a = Column(1)\n", "a = Column(1.0)\n"),
        ("a = Column(1)\n", "a = Column(1, 2)\n"),
        ("a = Column('x')\n", "b = Column('x')\n"),
        ("a = Column(1)\nb = Column(2)\n", "b = Column(2)\na = Column(1)\n"),
        ("a = Column(1)\nb = Column(2)\n", "a = Column(1); b = Column(2)\n"),
        ("a = Column(1); b = Column(2)\n", "a = Column(1)\nb = Column(2)\n"),
        ("a = Column(x)\n", "a = Column(\n    x)\n"),
        ("from __future__ import annotations\na: X = 1\n", "from __future__ import division\na: X = 1\n"),
    ],
)
def test_other_things_are_no_moves(before: str, after: str) -> None:
    assert moved(before, after) is None


def findings() -> Iterator[Finding]:
    yield Finding("SQR002", Place("a/b.py", 3, 4), "see (b.py:3) and a/b.py:3, a/b.py:30", "A.b", (), None)
    yield Finding(
        "SQR002", Place("b.py", 3, 4), "see a/b.py:3", "at b.py:3", (Related(Place("a/b.py", 3, 4), "x"),)
    )


def told(went: dict[str, Moves]) -> list[Finding]:
    found = carried(list(findings()), went)
    assert found is not None
    return found


def test_places_are_told_apart() -> None:
    went = Moves({(3, 4): (5, 6)}, {3: 5, 30: 32})
    one, other = told({"b.py": went})
    assert one == next(findings())._replace(message="see (b.py:5) and a/b.py:3, a/b.py:30")
    assert (other.place, other.message, other.subject) == (Place("b.py", 5, 6), "see a/b.py:3", "at b.py:5")
    one, other = told({"a/b.py": went})
    assert (one.place, one.message) == (Place("a/b.py", 5, 6), "see (b.py:3) and a/b.py:5, a/b.py:32")
    assert other.related == (Related(Place("a/b.py", 5, 6), "x"),)


@pytest.mark.parametrize("went", [Moves({}, {3: 5, 30: 32}), Moves({(3, 4): (5, 6)}, {3: 5})])
def test_a_place_that_is_nowhere_is_not_guessed(went: Moves) -> None:
    assert carried(list(findings()), {"a/b.py": went}) is None


def test_spaces_in_paths(root: Path, linked: list[str]) -> None:
    """``my user.py:3`` ends in ``user.py:3``."""
    (root / "app" / "my notes.py").write_text(TREE[SERVICE])
    warm(root)
    insert(USER, 0, "# moved\n")(root)
    age()
    assert seen(root) == seen(root, cache=False)
    assert len(linked) == 3


def test_random_edits(root: Path, linked: list[str]) -> None:
    pick = random.Random(5)
    warm(root)
    found = seen(root)
    for _ in range(12):
        path = pick.choice((USER, "app/booking.py", "app/base.py", SERVICE))
        count = len((root / path).read_text().splitlines())
        insert(path, pick.randint(0, count), pick.choice(("# a\n", "\n", "    # b\n")))(root)
        age()
        before, found = found, seen(root)
        assert found == seen(root, cache=False)
    assert found != before or path == SERVICE
    assert len(linked) == 1 + 12  # once, and each time without a cache


def test_what_is_in_one_place_is_sorted_by_its_text() -> None:
    """As a run without cache does: ``b.py:10`` comes before ``b.py:9``."""
    both = [Finding("SQR003", Place("a.py", 1, 0), f"see b.py:{line}", "A.b") for line in (8, 9)]
    found = carried(both, {"b.py": Moves({(8, 0): (9, 0)}, {8: 9, 9: 10})})
    assert found is not None
    assert [each.message for each in found] == ["see b.py:10", "see b.py:9"]


@pytest.mark.parametrize("message", ['no class "b.py:9"', "x" * (MAX_MESSAGE - 8) + " b.py:9)"])
def test_a_message_that_cannot_be_told_is_worked_out_anew(message: str) -> None:
    """A text of the project is no place, and a message that grows may have to be cut short."""
    finding = Finding("SQR003", Place("a.py", 1, 0), message, "A.b")
    assert carried([finding], {"b.py": Moves({(9, 0): (10, 0)}, {9: 10})}) is None


HEAD = """import sys

from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import relationship

from app.base import Base


"""


def test_how_long_a_statement_is_decides_nothing(root: Path, linked: list[str]) -> None:
    table = "Table('bills', Base.metadata, Column('id', Integer, primary_key=True))"
    lines = [HEAD, "if sys.argv:\n    TABLES = [\n", "        # more\n" * 985, f"        {table},\n    ]\n"]
    (root / "app" / "bill.py").write_text("".join([*lines, f"BILLS = {table}\n"]))
    warm(root)
    insert("app/bill.py", 500, "# more\n" * 100)(root)
    age()
    assert seen(root) == seen(root, cache=False)
    assert len(linked) == 2


def test_where_a_function_stands_decides_nothing(root: Path, linked: list[str]) -> None:
    path = f"app/{'long' * 40}.py"
    calls = "".join(f"def f{n}():\n    return {f'f{n - 1}()' if n else repr('nowhere')}\n" for n in range(11))
    text = "class Bill(Base):\n    __tablename__ = 'bills'\n    id = Column(Integer, primary_key=True)\n"
    text += "    shop = relationship(f10())\n"
    (root / path).write_text(HEAD + calls + text)
    warm(root)
    insert(path, 8, "# more\n" * 10_000)(root)
    age()
    found = seen(root)
    assert found == seen(root, cache=False)
    assert path in {str(Path(each).relative_to(root.resolve())) for each in found}
    assert len(linked) == 2


MISSING = """
    from sqlalchemy import ForeignKey
    from sqlalchemy.orm import Mapped, mapped_column
    from app.base import Base
    class Bill(Base):
        __tablename__ = "bills"
        id: Mapped[int] = mapped_column(primary_key=True)
        room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    """


def test_what_may_make_a_table_that_looks_missing(root: Path, linked: list[str]) -> None:
    """Every file is asked for that; one that says nothing else of it costs nothing."""
    write(root, {"app/bill.py": MISSING})
    warm(root)
    found = seen(root)
    assert [each.report.code for each in found[str(root / "app/bill.py")]] == ["SQR203"]
    append(SERVICE, "def further():\n    return 3\n")(root)
    age()
    assert seen(root) == found
    assert len(linked) == 1
    imports = "from sqlalchemy import Table\nfrom app.base import Base\n"
    append(SERVICE, f"{imports}make = [lambda: Table('rooms', Base.metadata, *x)]\n")(root)
    age()
    before = len(linked)
    assert seen(root) == seen(root, cache=False) != found
    assert len(linked) == before + 2
