"""The report against an audit that a team wrote by hand: the models that it describes, line by line.

The audit states of each relationship whether it is declared on both sides, by a backref or on one
side only, and ends with lists of what each model lacks. Models as described are built here, and
the report has to say the same of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from flake8_sqla_rel.output.pairs import State, pairs
from flake8_sqla_rel.output.report.lacks import lacks
from flake8_sqla_rel.rules.wording import snake
from tests.rules.builder import Build

AUDIT = Path(__file__).parent.parent.parent.parent / "shared" / "seeds" / "000_45928659704e96d8.txt"
LINE = re.compile(r"- (?:✅|❌) \*\*(\w+)(?:\.(\w+))?\*\*(?: [↔→] \*\*(\w+)\*\*)?: (.*)")
LIST = re.compile(r"Add missing relationships on (\w+) model\*\*.*?for:\n((?: +- \w+\n)+)")

pytestmark = pytest.mark.skipif(not AUDIT.is_file(), reason="no ../shared beside the repository")


@dataclass
class Described:
    """The models of the audit: columns by class, relationships, and what is said of each of them."""

    columns: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    relationships: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    said: dict[str, State] = field(default_factory=dict)

    def add(self, cls: str, key: str | None, target: str, what: str) -> None:
        """Take down one line of the audit."""
        self.columns[target] += []
        if "many-to-many" in what:
            self._pair(f"{cls}.links", f"{target}.links", secondary="links")
        elif "Properly" in what:
            self._pair(f"{target}.{snake(cls)}", f"{cls}.{snake(target)}s", column=self._key(target, cls))
        else:
            name = self._free(f"{cls}.{key or snake(target)}")
            options: dict[str, Any] = {"foreign_keys": self._key(cls, target)}
            if "backref" in what:
                given = re.search(r"backref='(\w+)'", what)
                options["backref"] = given[1] if given else "uses"
            self.relationships.append((name, target, options))
            self.said[name] = State.BACKREF if "backref" in what else State.ONE_SIDED

    def _pair(self, one: str, other: str, **options: str) -> None:
        column = options.pop("column", None)
        keys = {} if column is None else {"foreign_keys": column}
        (cls, key), (target, reverse) = one.split("."), other.split(".")
        self.relationships.append((one, target, {"back_populates": reverse, **options, **keys}))
        self.relationships.append((other, cls, {"back_populates": key, **options, **keys}))
        self.said[one] = self.said[other] = State.LINKED

    def _key(self, child: str, parent: str) -> str:
        column = f"{snake(child)}.key{len(self.columns[child])}_id"
        self.columns[child].append(f"{column}>{snake(parent)}.id")
        return column

    def _free(self, name: str) -> str:
        return self._free(f"{name}_") if name in self.said else name

    def build(self) -> Build:
        """The models as declared."""
        made = Build()
        for cls, columns in self.columns.items():
            made.cls(cls, f"{snake(cls)}.id*", *columns)
        made.table("links.client_id>client.id", "links.feature_id>feature.id")
        for name, target, options in self.relationships:
            keys = [options.pop("foreign_keys")] if "foreign_keys" in options else []
            made.rel(name, target, foreign_keys=keys, **options)
        return made


def described(text: str) -> Described:
    found = Described()
    for cls, key, target, what in LINE.findall(text):
        found.add(cls, key, target or key.capitalize(), what)
    return found


def test_the_report_says_what_was_written_by_hand() -> None:
    text = AUDIT.read_text(encoding="utf-8")
    found = described(text)
    assert len(LINE.findall(text)) == 59
    model = found.build().model()
    told = list(pairs(model, {}))
    states = {side.name: pair.state for pair in told for side in pair.sides}
    assert {name: states[name] for name in found.said} == found.said
    missing = lacks(model, told)
    listed = {cls: set(names.split()) - {"-"} for cls, names in LIST.findall(text)}
    assert {cls: len(names) for cls, names in listed.items()} == {
        "Client": 18,
        "User": 3,
        "Competitor": 6,
        "Post": 1,
    }
    for cls, names in listed.items():
        assert names <= {lack.key for lack in missing[cls]}
    most = sorted(missing, key=lambda cls: -len(missing[cls]))
    assert set(most[:3]) == {"Client", "Competitor", "User"}  # Its "priority issues".
