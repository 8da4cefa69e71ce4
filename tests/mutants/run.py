"""Ask both: what SQLAlchemy makes of a mutant, and what the linter says of it."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.engine import selected_rules
from flake8_sqla_rel.rules.base import Finding, Kind
from tests.judge import Judge
from tests.mutants.bases import Base
from tests.mutants.edits import Mutant, mutants
from tests.mutants.expected import Demand, demand, is_sqlalchemys
from tests.mutants.slips import Files
from tests.rules.findings import of_folder

DEFAULT = selected_rules(Settings())

#: Raised where it is asked whether a statement is run.
STOPPED = "this statement is run"


@dataclass
class Outcome:
    """What came of one mutant.

    ``events`` is what SQLAlchemy said, ``missed`` what of that the linter did not report where it
    should, ``contradicted`` what the linter says that SQLAlchemy does and that it did not do.
    """

    mutant: Mutant
    base: str
    events: Sequence[str]
    missed: Sequence[Demand]
    contradicted: Sequence[Finding]
    findings: Sequence[Finding]


@dataclass
class Tally:
    """Outcomes counted, by kind of edit."""

    said: dict[str, int] = field(default_factory=dict)
    reported: dict[str, int] = field(default_factory=dict)
    silent: dict[str, int] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        kind = outcome.mutant.kind
        if outcome.events:
            self.said[kind] = self.said.get(kind, 0) + 1
            self.reported[kind] = self.reported.get(kind, 0) + (not outcome.missed)
        else:
            self.silent[kind] = self.silent.get(kind, 0) + 1
        if outcome.missed or outcome.contradicted:
            self.outcomes.append(outcome)

    @property
    def share(self) -> float:
        """Of the mutants that SQLAlchemy speaks about, how many the linter reports."""
        return sum(self.reported.values()) / max(1, sum(self.said.values()))

    @property
    def contradicted(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.contradicted]

    @property
    def missed(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.missed]

    def rows(self) -> Iterator[str]:
        """The figures by kind of edit."""
        yield f"{'edit':32}{'said':>6}{'found':>7}{'silent':>8}"
        for kind in sorted({*self.said, *self.silent}):
            said, reported = self.said.get(kind, 0), self.reported.get(kind, 0)
            yield f"{kind:32}{said:6}{reported:7}{self.silent.get(kind, 0):8}"
        said, reported = sum(self.said.values()), sum(self.reported.values())
        yield f"{'all':32}{said:6}{reported:7}{sum(self.silent.values()):8}  {100 * self.share:.2f} %"


def told(outcome: Outcome) -> Iterator[str]:
    """A miss or a contradiction, for a reader."""
    mutant = outcome.mutant
    for finding in outcome.contradicted:
        yield f"CONTRADICTED {outcome.base} [{mutant.kind}] {mutant.what} ({mutant.path}:{mutant.line})"
        yield f"    {finding.code} {finding.place}: {finding.message}"
        for event in outcome.events:
            yield f"    SQLAlchemy: {event[:300]}"
    for missed in outcome.missed:
        yield f"MISSED {outcome.base} [{mutant.kind}] {mutant.what} ({mutant.path}:{mutant.line})"
        yield f"    SQLAlchemy: {missed.event[:300]}"
        yield f"    wanted {' '.join(sorted(missed.codes))}"
        for finding in outcome.findings:
            yield f"    got {finding.code} {finding.place}: {finding.message[:160]}"


class Bench:
    """Where mutants are written down and asked about.

    ``root`` is an empty folder, ``modules`` what to import of each base, all when it is ``None``.
    """

    def __init__(self, root: Path, release: str, judge: Judge, modules: Sequence[str] | None = None) -> None:
        self._modules = modules
        self._root = root
        self._release = release
        self._judge = judge
        self._count = 0

    def try_base(
        self, base: Base, count: int | None = None, seed: int = 0, kinds: Iterable[str] | None = None
    ) -> Iterator[Outcome]:
        """What becomes of a base as it is, and of its mutants, of ``count`` of them if given.

        With ``kinds`` of the mutants that these edits make.

        Nothing when SQLAlchemy does not take the base itself. What it warns of in that, it says
        of every mutant.
        """
        usual, before = self._ask(base.files, base.calls)
        if usual is None or any(event.startswith("error/") for event in usual):
            return
        unedited = Mutant("none", "", "as it is", base.files, None, frozenset())
        wrong = [each for each in before if claims(each)] if not usual else []
        yield Outcome(unedited, base.name, (), (), wrong, before)
        chosen = list(mutants(base.files, kinds))
        if count is not None and len(chosen) > count:
            chosen = Random(f"{base.name} {seed}").sample(chosen, count)
        for mutant in chosen:
            outcome = self._outcome(base, mutant, before, usual)
            if outcome is not None:
                yield outcome

    def events(self, files: Files) -> Sequence[str]:
        """What SQLAlchemy says of models."""
        return self._ask(files, ())[0] or ()

    def _outcome(
        self, base: Base, mutant: Mutant, before: Sequence[Finding], usual: Sequence[str]
    ) -> Outcome | None:
        said, found = self._ask(mutant.files, base.calls)
        if said is None:
            return None
        events = tuple(event for event in said if event not in usual)
        if not all(map(is_sqlalchemys, events)):
            return None
        demands = [demand(mutant, event) for event in events]
        # What it says of the base it may say again, in the same words, of a copy or under another name.
        again = [demand(mutant, event) for event in said if event in usual]
        missed = [each for each in demands if not any(meets(finding, each) for finding in found)]
        contradicted: list[Finding] = []
        if not any(event.startswith("error/") for event in events):
            known = {finding.subject for finding in before if claims(finding)}
            contradicted = [
                finding
                for finding in found
                if claims(finding)
                and finding.subject not in known
                and not any(finding.code in each.codes for each in (*demands, *again))
                and self._is_run(mutant.files, finding, base.calls)
            ]
        return Outcome(mutant, base.name, events, missed, contradicted, found)

    def _is_run(self, files: Files, finding: Finding, calls: Iterable[str]) -> bool:
        """Whether what a finding is about is run: of an arm that is not taken, SQLAlchemy says nothing."""
        path = finding.place.path
        stopped = stopping(files[path], finding.place.line)
        said = self._ask({**files, path: stopped}, calls)[0] or ()
        return any(STOPPED in event or "SyntaxError" in event for event in said)

    def _ask(self, files: Files, calls: Iterable[str]) -> tuple[tuple[str, ...] | None, list[Finding]]:
        """What SQLAlchemy says, ``None`` when something is not installed; and the findings."""
        self._count += 1
        root = self._root / f"m{self._count}"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        verdict = self._judge.ask(root, _probe(calls), self._modules)
        found = of_folder(root, self._release, DEFAULT) if not verdict.missing else []
        shutil.rmtree(root)
        return (None if verdict.missing else verdict.events), found


def _probe(calls: Iterable[str]) -> str | None:
    """What calls the functions and configures the mappers that they make."""
    lines = [f"import {m}; {m}.{f}()" for m, _, f in (each.partition(":") for each in calls)]
    return "\n".join([*lines, "import sqlalchemy.orm; sqlalchemy.orm.configure_mappers()"]) if lines else None


def stopping(text: str, line: int) -> str:
    """The text of a module with an exception raised before the innermost statement that holds a line."""
    holding = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    statement = max(holding, key=lambda node: node.lineno)
    first = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", ()))])
    lines = text.splitlines()
    lines.insert(first - 1, f"{' ' * statement.col_offset}raise RuntimeError({STOPPED!r})")
    return "\n".join(lines)


def meets(finding: Finding, wanted: Demand) -> bool:
    """Whether a finding is of a right rule, on a right statement."""
    return finding.code in wanted.codes and (finding.place.path, finding.place.line) in wanted.lines


def claims(finding: Finding) -> bool:
    """Whether a finding says that SQLAlchemy raises or warns, or is a fault of the linter."""
    return finding.kind in (None, Kind.ERROR, Kind.WARNING)
