"""A report as one HTML file that needs nothing else: no network, no script to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.output.markup import escaped
from flake8_sqla_rel.output.report.document import MARKS, Cell, Document, Figure, Section, Table

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

_STYLE: Final = """
:root { color-scheme: light dark; --text: #1f2328; --dim: #57606a; --back: #ffffff; --shade: #f3f5f8;
  --edge: #d0d7de; --good: #116329; --fair: #7d4e00; --bad: #a40e26; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --dim: #9aa4af; --back: #0d1117; --shade: #161b22; --edge: #3d444d;
    --good: #56d364; --fair: #e3b341; --bad: #ff9a8f; --link: #79c0ff; }
}
body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 100rem; color: var(--text);
  background: var(--back); font: 1rem/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.8rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--edge); }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.05rem; overflow-wrap: anywhere; }
p { max-width: 50rem; }
a { color: var(--link); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem .6rem; border: 1px solid var(--edge); text-align: left; vertical-align: top; }
thead th { background: var(--shade); }
td.number, th.number { text-align: right; }
code { font: .95em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: break-word; }
.good { color: var(--good); } .fair { color: var(--fair); } .bad { color: var(--bad); font-weight: 600; }
#in-numbers .scroll { display: inline-block; vertical-align: top; margin-right: 1.5rem; }
.figure { overflow: auto; max-height: 90vh; border: 1px solid var(--edge); }
#filter { position: sticky; top: 0; padding: .5rem 0; background: var(--back); }
#filter input { font: inherit; padding: .25rem .5rem; width: 20rem; max-width: 90vw; }
@media print {
  body { max-width: none; padding: 0; } #filter, nav { display: none; }
  .scroll, #in-numbers .scroll { display: inline-block; vertical-align: top; margin-right: 1.5rem; }
.figure { overflow: visible; max-height: none; border: 0; }
  .figure svg { max-width: 100%; height: auto; } tr { break-inside: avoid; } thead { display: table-header-group; }
}
"""

_SCRIPT: Final = """
const box = document.getElementById("filter"), input = box.querySelector("input"), said = box.querySelector("output");
const rows = [...document.querySelectorAll("tbody tr")].map(row => [row, row.textContent.toLowerCase()]);
box.hidden = false;
input.addEventListener("input", () => {
  const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every(word => text.includes(word));
    shown += !row.hidden;
  }
  for (const part of document.querySelectorAll("main section section")) {
    part.hidden = words.length > 0 && !part.querySelector("tbody tr:not([hidden])");
  }
  said.textContent = words.length ? shown + " rows" : "";
});
"""


def to_html(document: Document) -> str:
    """The whole document."""
    return "\n".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    title = escaped(document.title)
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escaped(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<header><h1>{title}</h1>"
    yield from (f"<p>{escaped(text)}</p>" for text in document.text)
    yield "</header>"
    yield '<nav aria-label="Contents"><ul>'
    for section in document.sections:
        yield f'<li><a href="#{_anchor(section)}">{escaped(section.title)}</a></li>'
    yield "</ul></nav>"
    yield '<div id="filter" role="search" hidden>'
    yield '<label>Show only rows with <input type="search"></label> <output aria-live="polite"></output></div>'
    yield "<main>"
    for section in document.sections:
        yield from _section(section, 2)
    yield "</main>"
    yield f"<script>{_SCRIPT}</script>"
    yield "</body>"
    yield "</html>"


def _anchor(section: Section) -> str:
    """Titles of the first depth are our own words."""
    return section.title.lower().replace(" ", "-")


def _section(section: Section, depth: int) -> Iterator[str]:
    identity = f' id="{_anchor(section)}"' if depth == 2 else ""
    yield f"<section{identity}>"
    yield f"<h{depth}>{escaped(section.title)}</h{depth}>"
    yield from (f"<p>{escaped(text)}</p>" for text in section.text)
    for part in section.parts:
        yield from _part(part, section.title)
    for inner in section.sections:
        yield from _section(inner, depth + 1)
    yield "</section>"


def _part(part: Table | Figure, title: str) -> Iterator[str]:
    if isinstance(part, Figure):
        yield f'<div class="figure" role="region" aria-label="{escaped(title)}" tabindex="0">{part.svg}</div>'
        return
    yield '<div class="scroll"><table>'
    heads = (
        f'<th scope="col"{_number(index, part)}>{escaped(head)}</th>'
        for index, head in enumerate(part.columns)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for row in part.rows:
        cells = (f"<td{_number(index, part)}>{_cell(cell)}</td>" for index, cell in enumerate(row))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _number(index: int, part: Table) -> str:
    return ' class="number"' if index in part.numeric else ""


def _cell(cell: Cell) -> str:
    if not cell.text:
        return ""
    text = f"{MARKS[cell.tone]}{escaped(cell.text)}"
    if cell.code:
        text = f"<code>{text.replace('/', '/<wbr>')}</code>"  # Long paths may break.
    if cell.tone:
        text = f'<span class="{cell.tone}">{text}</span>'
    return f'<a href="#{cell.link}">{text}</a>' if cell.link else text
