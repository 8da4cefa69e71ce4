"""The sections of a report, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flake8_sqla_rel.finding import Finding, Kind
from flake8_sqla_rel.mapper.model import UNKNOWN, ClassId, MappedClass, Model, Unresolved
from flake8_sqla_rel.output.graph import unknown_fields
from flake8_sqla_rel.output.mermaid import mermaid
from flake8_sqla_rel.output.pairs import Pair, State, faults, pairs
from flake8_sqla_rel.output.picture import picture
from flake8_sqla_rel.output.report.document import Cell, Document, Figure, Section, Table, code, table
from flake8_sqla_rel.output.report.lacks import Lack, lacks
from flake8_sqla_rel.output.report.lacks import section as lacks_section
from flake8_sqla_rel.output.report.numbers import KINDS, numbers, tone, worst
from flake8_sqla_rel.output.report.options import cascades, loading
from flake8_sqla_rel.output.report.tables import cycles, duplicates
from flake8_sqla_rel.output.svg import svg
from flake8_sqla_rel.rules.wording import table_text

_ABOUT = "What the source says, as far as it tells; nothing was imported or run."
_ABOUT_FINDINGS = (
    "What the rules that are on by default report, style left for later: what SQLAlchemy refuses, then "
    "what it warns of, then what it takes and does wrong. Silenced ones (noqa) are among them."
)
_DRAWABLE = 30  # Mermaid lays out more classes than these into a heap.


def report(model: Model, findings: Sequence[Finding], name: str, sqlalchemy: tuple[int, int]) -> Document:
    """The report on a project of that name; equal models and findings give equal documents."""
    found = tuple(pairs(model, faults(model, findings)))
    missing = lacks(model, found)
    unknown = list(dict.fromkeys((*model.unresolved, *unknown_fields(model.relationships))))
    return Document(
        f"SQLAlchemy relationships of {name}",
        (_ABOUT, f"Taken to run on SQLAlchemy {'.'.join(map(str, sqlalchemy))}."),
        (
            numbers(model, found, findings, len(unknown)),
            _faults(findings),
            _picture(model, findings, name),
            _models(model, found, missing),
            lacks_section(model, missing),
            _pairs(model, found),
            cascades(model),
            loading(model),
            cycles(model),
            duplicates(model),
            _style(findings),
            _unknown(unknown),
        ),
    )


def _faults(findings: Sequence[Finding]) -> Section:
    found = [finding for finding in findings if finding.kind is not Kind.STYLE]
    if not found:
        return Section("Findings", ("No error, no warning and no bug.",))
    return Section("Findings", (_ABOUT_FINDINGS,), (_finding_table(found),))


def _style(findings: Sequence[Finding]) -> Section:
    found = [finding for finding in findings if finding.kind is Kind.STYLE]
    if not found:
        return Section("Style", ("Nothing.",))
    return Section(
        "Style",
        ("What works, but SQLAlchemy itself calls legacy or advises against.",),
        (_finding_table(found),),
    )


def _finding_table(findings: Sequence[Finding]) -> Table:
    """The findings, the gravest first; of no kind are faults of this program."""
    gravity = {kind: number for number, kind in enumerate(KINDS, start=1)}
    order = sorted(findings, key=lambda each: (gravity[each.kind] if each.kind else 0, each.code, each.place))
    rows = [
        (
            code(finding.code),
            Cell(finding.kind.value if finding.kind else "internal"),
            code(str(finding.place)),
            Cell(finding.message),
        )
        for finding in order
    ]
    return table("Code|Kind|Where|What", rows)


def _picture(model: Model, findings: Sequence[Finding], name: str) -> Section:
    whole = picture(model, findings)
    title = f"Models of {name}"
    drawn = mermaid(whole, title) if len(whole.entities) <= _DRAWABLE else ""
    return Section("Picture", parts=(Figure(svg(whole, title, standalone=False), drawn),))


def box_ids(model: Model) -> dict[ClassId, str]:
    """The id of the box of each class in the picture."""
    return {cls: f"er{number}" for number, cls in enumerate(sorted(model.classes))}


def _models(model: Model, found: Sequence[Pair], missing: Mapping[ClassId, list[Lack]]) -> Section:
    of_class: dict[ClassId, list[Pair]] = {cls: [] for cls in model.classes}
    for pair in found:
        for side in pair.sides:
            of_class[side.owner].append(pair)
    boxes = box_ids(model)
    rows = [
        _model(model, cls, of_class[cls.id], len(missing.get(cls.id, ())), boxes[cls.id])
        for cls in sorted(model.classes.values(), key=lambda each: (each.place, each.id))
    ]
    return Section("Models", parts=(table("Model|Table|Relationships#|State|Lacks#|Where", rows),))


def _model(model: Model, cls: MappedClass, found: Sequence[Pair], lacking: int, box: str) -> tuple[Cell, ...]:
    own = model.table_of(cls.id)
    states = Counter(pair.state for pair in found)
    if not found:
        state = Cell("no relationships")
    elif set(states) == {State.LINKED}:
        state = Cell("all linked" if lacking else "complete", tone="good")
    else:
        said = ", ".join(f"{states[state]} {state.value}" for state in State if states[state])
        state = Cell(said, tone=worst(found))
    return (
        code(cls.name, link=box),
        code("?" if own is None or own.name is UNKNOWN else table_text(own)),
        Cell(str(len(model.by_owner.get(cls.id, ())))),
        state,
        Cell(str(lacking) if lacking else ""),
        code(str(cls.place)),
    )


def _pairs(model: Model, found: Sequence[Pair]) -> Section:
    by_file: dict[str, list[Pair]] = {}
    for pair in found:
        by_file.setdefault(pair.side.place.path, []).append(pair)
    sections = tuple(
        Section(
            path,
            parts=(
                table("State|Relationship|Reverse|Kind|Findings|Lines", _pair_rows(model, by_file[path])),
            ),
        )
        for path in sorted(by_file)
    )
    text = "Each relationship with its reverse, by the file of the first of the two."
    return Section("Pairs", (text if found else "There are no relationships.",), sections=sections)


def _pair_rows(model: Model, found: Sequence[Pair]) -> Sequence[tuple[Cell, ...]]:
    rows = []
    for pair in sorted(found, key=lambda each: (each.side.place, each.side.id)):
        rows.append(
            (
                Cell(pair.state.value, tone=tone(pair)),
                code(pair.side.name),
                code(_opposite(model, pair)),
                Cell(pair.kind),
                code(", ".join(pair.codes)),
                code(_lines(pair)),
            )
        )
    return rows


def _opposite(model: Model, pair: Pair) -> str:
    """The reverse; the class alone where there is none."""
    if pair.reverse is not None:
        return pair.reverse.name
    cls = pair.side.target.cls
    return (
        model.classes[cls].name if cls is not None and cls in model.classes else pair.side.target.text or "?"
    )


def _lines(pair: Pair) -> str:
    here = str(pair.side.place.line)
    if pair.reverse is None or pair.reverse.place == pair.side.place:
        return here
    there = pair.reverse.place
    return f"{here}, {there.line if there.path == pair.side.place.path else there}"


def _unknown(unknown: Sequence[Unresolved]) -> Section:
    if not unknown:
        return Section("Unknown", ("Everything could be worked out.",))
    counts = Counter(each.why for each in unknown)
    reasons = [(Cell(why), Cell(str(count))) for why, count in counts.most_common()]
    rows = [(code(each.what), code(str(each.place)), Cell(each.why)) for each in unknown]
    parts = (table("Why|Number#", reasons), table("What|Where|Why", rows))
    return Section(
        "Unknown", ("What could not be worked out; no rule reports anything that rests on it.",), parts
    )
