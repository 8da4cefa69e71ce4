"""Programs that nobody would write cost no internal error, whatever rule looks at them."""

from __future__ import annotations

import random
import sysconfig
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from flake8_sqla_rel.source import reader
from tests.beside import SHARED, SOURCES
from tests.safety.linting import faults, findings, reports
from tests.safety.mutation import mutate_bytes, mutate_tokens, mutate_tree

# What the grammar of Python allows, and its parser warns of, is what is wanted here.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import hypothesmith

OWN = Path(__file__).parent.parent / "cases"
LIBRARY = Path(sysconfig.get_path("stdlib"))
INSTALLED = Path(sysconfig.get_path("purelib"))
RELEASES = ((1, 4), (2, 0), (2, 1))

#: Makes any program one that is read as declaring models.
MAPPED = (
    b"\nfrom sqlalchemy.orm import DeclarativeBase, relationship\nclass Base(DeclarativeBase): pass\n"
    b"class A(Base):\n    __tablename__ = 'a'\n    b = relationship('B')\n"
)


def cases() -> list[dict[str, bytes]]:
    """The files of every case, by path."""
    entries = [
        entry for folder in (OWN, SHARED / "cases") if folder.is_dir() for entry in sorted(folder.iterdir())
    ]
    found = [
        {path.relative_to(entry.parent).as_posix(): path.read_bytes() for path in files_in(entry)}
        for entry in entries
    ]
    return [files for files in found if files]


def files_in(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place] if place.suffix == ".py" else []


def real_models() -> list[dict[str, bytes]]:
    """Files with models of real projects, each as a project of its own; none when they are not here."""
    texts = (path.read_bytes() for path in sorted(SOURCES.glob("*/src/**/*.py")) if path.is_file())
    return [{"models.py": text} for text in texts if b"relationship(" in text and len(text) < 60_000]


def library(number: int) -> list[dict[str, bytes]]:
    """Some files of the standard library, as if they declared models."""
    paths = sorted(LIBRARY.glob("*.py"))[:number]
    return [{"m.py": path.read_bytes() + MAPPED} for path in paths if path.stat().st_size < 40_000]


Change = Callable[[bytes, random.Random], bytes]


def mutants(
    projects: list[dict[str, bytes]], changes: Iterable[Change], number: int, seed: int
) -> Iterator[dict[str, bytes]]:
    """Projects with one file changed."""
    randomly = random.Random(seed)
    ways = list(changes)
    for _ in range(number):
        files = dict(randomly.choice(projects))
        path = randomly.choice(sorted(files))
        files[path] = randomly.choice(ways)(files[path], randomly)
        yield files


def assert_no_fault(root: Path, programs: Iterable[dict[str, bytes]], number: int) -> None:
    count = 0
    for count, files in enumerate(programs, 1):
        with faults() as tracebacks:
            findings(root, files, RELEASES[count % 3])
        assert tracebacks == [], "\n".join(f"{name}:\n{text!r}" for name, text in files.items())
    assert count == number


ANY = (mutate_tree, mutate_tree, mutate_tokens, mutate_bytes)


def test_mutants_of_cases(tmp_path: Path) -> None:
    number = 250
    assert_no_fault(tmp_path, mutants(cases(), ANY, number, 1), number)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_many_mutants_of_cases(tmp_path: Path, seed: int) -> None:
    assert_no_fault(tmp_path, mutants(cases(), [mutate_tree], 3_500, 100 + seed), 3_500)


@pytest.mark.long
@pytest.mark.parametrize("change", [mutate_tokens, mutate_bytes])
def test_many_broken_mutants_of_cases(tmp_path: Path, change: Change) -> None:
    assert_no_fault(tmp_path, mutants(cases(), [change], 2_500, 7), 2_500)


@pytest.mark.long
def test_mutants_of_the_standard_library(tmp_path: Path) -> None:
    assert_no_fault(tmp_path, mutants(library(150), ANY, 600, 3), 600)


@pytest.mark.long
def test_mutants_of_real_models(tmp_path: Path) -> None:
    projects = real_models()
    if not projects:
        pytest.skip("the sources of real projects are not here (../shared/tools/corpus.py get)")
    assert_no_fault(tmp_path, mutants(projects, ANY, 1_000, 5), 1_000)


def generated(root: Path, examples: int) -> None:
    """Programs made from Python's grammar, read alone and beside models."""
    tried = 0

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(hypothesmith.from_grammar())
    def program(source: str) -> None:
        nonlocal tried
        tried += 1
        data = source.encode("utf-8", "surrogatepass")
        with faults() as tracebacks:
            findings(root, {"m.py": data + MAPPED, "n.py": MAPPED + data})
        assert tracebacks == []

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program()
    assert tried >= examples


def test_generated_programs(tmp_path: Path) -> None:
    generated(tmp_path, 25)


@pytest.mark.long
def test_many_generated_programs(tmp_path: Path) -> None:
    generated(tmp_path, 1_000)


def read_all(files: Iterable[Path]) -> int:
    """Read every file; gives how many are Python."""
    count = 0
    for path in files:
        try:
            reader.read(path.read_bytes())
            count += 1
        except reader.Unreadable:
            continue
    return count


def linked(place: Path, scratch: Path) -> list[str]:
    """The tracebacks of linting a copy of everything below the place as one project."""
    root = scratch / "project"
    for path in files_in(place):
        inside = path.relative_to(place)
        if path.is_file() and not {"site-packages", "__pycache__"} & set(inside.parts):
            copy = root / inside
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    with faults() as tracebacks:
        found = reports(root, cache=False)
    assert [report for each in found.values() for report in each if report.code == "SQR000"] == []
    return tracebacks


@pytest.mark.long
@pytest.mark.parametrize("place", [LIBRARY, INSTALLED], ids=["standard library", "installed packages"])
def test_every_file_there_is(place: Path, tmp_path: Path) -> None:
    own = [path for path in files_in(place) if place == INSTALLED or "site-packages" not in path.parts]
    assert read_all(own) > 500
    assert linked(place, tmp_path) == []


TABLES_OF_A_LOOP = b"""
from elsewhere import maps
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship
Base = declarative_base()
for name in ["one", "two"]:
    toll = Table("toll", Base.metadata, Column("id", Integer, primary_key=True))
class Bridge(Base):
    __tablename__ = "bridge"
    id = Column(Integer, primary_key=True)
maps(None)(Bridge, {"tolls": relationship(Bridge, primaryjoin=Bridge.id == toll.c.bridge_id)})
"""

ARGUMENT_OF_UNKNOWN_VALUE = b"""
from dataclasses import dataclass, field
from elsewhere import SETTING
from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, registry
mapper_registry = registry()
@mapper_registry.mapped
@dataclass
class Bridge:
    __tablename__ = "bridge"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(metadata={"sa": Column(Integer, primary_key=True)})
class Base(MappedAsDataclass, DeclarativeBase):
    pass
class Toll(Base, init=SETTING):
    __tablename__ = "toll"
    id: Mapped[int] = mapped_column(primary_key=True)
class Fee(Toll):
    pass
"""


@pytest.mark.parametrize("source", [TABLES_OF_A_LOOP, ARGUMENT_OF_UNKNOWN_VALUE], ids=["tables", "argument"])
def test_what_mutants_have_found(source: bytes, tmp_path: Path) -> None:
    assert_no_fault(tmp_path, [{"m.py": source}], 1)
