"""``sqla-rel report``: what audits written by hand say, said of a project like theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from flake8_sqla_rel import cli
from flake8_sqla_rel.output.report import to_html, to_markdown, to_text
from flake8_sqla_rel.output.report.document import Cell, Document, Section, Table, code, table

Rows = list[tuple[str, ...]]

BASE = """
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import backref, declarative_base, relationship
Base = declarative_base()
"""
USE = """
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import backref, relationship
from app.base import Base
"""

SOCIAL = (
    USE
    + """
class Client(Base):
    __tablename__ = "clients"
    id = Column(Integer, primary_key=True)
    posts = relationship("Post", back_populates="client", lazy="selectin", cascade="all, delete-orphan")
    features = relationship("Feature", secondary="client_features", back_populates="clients")

class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    client_id = Column(ForeignKey("clients.id", ondelete="CASCADE"), nullable=False)
    client = relationship("Client", back_populates="posts")

class Feature(Base):
    __tablename__ = "features"
    id = Column(Integer, primary_key=True)
    clients = relationship("Client", secondary="client_features", back_populates="features")

client_features = Table(
    "client_features",
    Base.metadata,
    Column("client_id", ForeignKey("clients.id"), primary_key=True),
    Column("feature_id", ForeignKey("features.id"), primary_key=True),
)

class SupportTicket(Base):
    __tablename__ = "support_tickets"
    id = Column(Integer, primary_key=True)
    client_id = Column(ForeignKey("clients.id", ondelete="SET NULL"))
    client = relationship("Client", foreign_keys=[client_id])

class Campaign(Base):
    __tablename__ = "campaigns"
    id = Column(Integer, primary_key=True)
    client_id = Column(ForeignKey("clients.id"), nullable=False)
    client = relationship("Client", backref="campaigns")
    posts = relationship("Post", backref="campaign")

class Token(Base):
    __tablename__ = "tokens"
    id = Column(Integer, primary_key=True)
"""
)
KITCHEN = (
    USE
    + """
class Chef(Base):
    __tablename__ = "chefs"
    id = Column(Integer, primary_key=True)

class Booking(Base):
    __tablename__ = "bookings"
    id = Column(Integer, primary_key=True)
    chef_id = Column(ForeignKey("chefs.id"))
    chef = relationship("Chef", back_populates="bookings")

class PurchaseOrder(Base):
    __tablename__ = "purchase_orders"
    id = Column(Integer, primary_key=True)
    batch_id = Column(ForeignKey("batches.id"))
    parent_id = Column(ForeignKey("purchase_orders.id"))

class Batch(Base):
    __tablename__ = "batches"
    id = Column(Integer, primary_key=True)
    source_po_id = Column(ForeignKey("purchase_orders.id"))
    samples = relationship(some_function())
"""
)
ARCHIVE = (
    USE
    + """
class Booking(Base):
    __tablename__ = "bookings"
    id = Column(Integer, primary_key=True)
"""
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("audited") / "shop"
    texts = {"base": BASE, "social": SOCIAL, "kitchen": KITCHEN, "archive": ARCHIVE, "__init__": ""}
    (root / "app").mkdir(parents=True)
    (root / "pyproject.toml").write_text("")
    for name, text in texts.items():
        (root / "app" / f"{name}.py").write_text(text)
    return root


def arguments_for(project: Path, form: str) -> list[str]:
    return ["report", "--isolated", "--no-cache", "--sqlalchemy", "2.0", "--format", form, str(project)]


@pytest.fixture(scope="module")
def written(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report in every form."""
    there = tmp_path_factory.mktemp("reports") / "report"
    found = {}
    for form in ("markdown", "html", "text"):
        assert cli.main([*arguments_for(project, form), "--output-file", str(there)]) == 0
        found[form] = there.read_text(encoding="utf-8")
    return found


def in_markdown(text: str) -> dict[str, list[Rows]]:
    """The tables below each heading."""
    found: dict[str, list[Rows]] = {}
    heading = ""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = _said(tokens[number + 1])
            found[heading] = []
        elif token.type == "table_open":
            found[heading].append([])
        elif token.type == "tr_open":
            end = next(n for n in range(number, len(tokens)) if tokens[n].type == "tr_close")
            found[heading][-1].append(tuple(_said(t) for t in tokens[number:end] if t.type == "inline"))
    return found


def _said(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def in_html(text: str) -> dict[str, list[Rows]]:
    """The tables below each heading; raises for HTML that is not well-formed."""
    found: dict[str, list[Rows]] = {}
    heading = ""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    for element in parser.parse(text).iter():
        if element.tag in ("h1", "h2", "h3"):
            heading = "".join(element.itertext())
            found[heading] = []
        elif element.tag == "table":
            rows = [tuple("".join(cell.itertext()) for cell in row) for row in element.iter("tr")]
            found[heading].append(rows)
    return found


@pytest.fixture(scope="module")
def sections(written: dict[str, str]) -> dict[str, list[Rows]]:
    return in_markdown(written["markdown"])


def numbered(rows: Rows) -> dict[str, str]:
    return {row[0]: row[1] for row in rows[1:]}


def test_numbers_come_first(sections: dict[str, list[Rows]]) -> None:
    assert list(sections)[:2] == ["SQLAlchemy relationships of shop", "In numbers"]
    totals, directions, styles, states, findings = sections["In numbers"]
    assert numbered(totals) == {
        "models (mapped classes)": "11",
        "files that declare them": "3",
        "tables of models": "11",
        "tables between two models (secondary)": "1",
        "other tables": "0",
        "relationships": "11",
        "of these made by a backref": "2",
        "findings": "6",
        "things that could not be worked out": "3",
    }
    assert numbered(directions) == {
        "one to many": "2",
        "many to one": "4",
        "many to many": "2",
        "unknown": "3",
    }
    assert numbered(styles) == {"back_populates": "5", "backref": "2", "neither": "2"}
    assert [row[:2] for row in states[1:]] == [
        ("✓ linked", "2"),
        ("○ backref", "1"),
        ("✗ asymmetric", "1"),
        ("○ one-sided", "1"),
        ("✗ refused", "1"),
        ("unknown", "1"),
    ]
    assert {(row[0], row[3]) for row in findings[1:]} == {
        ("SQR002", "1"),
        ("SQR105", "1"),
        ("SQR201", "1"),
        ("SQR207", "1"),
        ("SQR001", "2"),
    }


def test_findings_by_gravity_and_style_apart(sections: dict[str, list[Rows]]) -> None:
    ((_, *faults),) = sections["Findings"]
    assert [(row[0], row[1]) for row in faults] == [
        ("SQR002", "error"),
        ("SQR105", "error"),
        ("SQR201", "error"),
        ("SQR207", "warning"),
    ]
    ((_, *style),) = sections["Style"]
    assert [row[0] for row in style] == ["SQR001", "SQR001"]


def test_every_model_with_its_state(sections: dict[str, list[Rows]]) -> None:
    ((_, *models),) = sections["Models"]
    assert [(row[0], row[2], row[3], row[4]) for row in models] == [
        ("Booking", "0", "no relationships", ""),
        ("Chef", "0", "no relationships", "1"),
        ("Booking", "1", "✗ 1 asymmetric", ""),
        ("PurchaseOrder", "0", "no relationships", ""),
        ("Batch", "1", "1 unknown", ""),
        ("Client", "3", "○ 2 linked, 1 backref", "2"),
        ("Post", "2", "✗ 1 linked, 1 refused", ""),
        ("Feature", "1", "✓ complete", ""),
        ("SupportTicket", "1", "○ 1 one-sided", ""),
        ("Campaign", "2", "✗ 1 backref, 1 refused", ""),
        ("Token", "0", "no relationships", ""),
    ]


def test_one_list_of_what_is_missing_for_each_model(sections: dict[str, list[Rows]]) -> None:
    lists = {heading: parts for heading, parts in sections.items() if re.search(r"\.py:\d+\): \d+$", heading)}
    assert [heading.partition(" ")[0] for heading in lists] == ["Client", "Chef"]
    ((_, *client),), ((_, *chef),) = lists.values()
    assert [row[:4] for row in client] == [
        ("support_tickets", "SupportTicket", "client", "nothing leads back from SupportTicket.client"),
        ("campaigns", "Campaign", "client", "only made by the backref of Campaign.client"),
    ]
    assert [row[:3] for row in chef] == [("bookings", "Booking", "chef")]


def test_every_pair_by_file(sections: dict[str, list[Rows]]) -> None:
    ((_, *kitchen),), ((_, *social),) = sections["app/kitchen.py"], sections["app/social.py"]
    assert [row[:5] for row in kitchen] == [
        ("✗ asymmetric", "Booking.chef", "Chef", "many-to-one", "SQR002"),
        ("unknown", "Batch.samples", "?", "unknown", ""),
    ]
    assert [row[:5] for row in social] == [
        ("✓ linked", "Client.posts", "Post.client", "one-to-many", ""),
        ("✓ linked", "Client.features", "Feature.clients", "many-to-many", ""),
        ("○ one-sided", "SupportTicket.client", "Client", "many-to-one", ""),
        ("○ backref", "Campaign.client", "Client.campaigns", "many-to-one", "SQR001"),
        ("✗ refused", "Campaign.posts", "Post.campaign", "unknown", "SQR001, SQR201"),
    ]


def test_cascades_and_loading(sections: dict[str, list[Rows]]) -> None:
    ((_, *cascades),) = sections["Cascades"]
    assert [row[:5] for row in cascades] == [
        (
            "Client.posts",
            "Post",
            "all, delete-orphan",
            "CASCADE",
            "they are deleted, also when taken out of it",
        ),
        ("Client.features", "Feature", "default", "", "rows of client_features are deleted"),
        ("Feature.clients", "Client", "default", "", "rows of client_features are deleted"),
        (
            "Client.campaigns",
            "Campaign",
            "default",
            "none",
            "○ fails where there are any: campaigns.client_id is NOT NULL",
        ),
    ]
    (_, *counts), (_, *given) = sections["Loading"]
    assert counts == [("select (not given)", "10"), ("selectin", "1")]
    assert [row[:4] for row in given] == [("Client.posts", "Post", "a collection", "selectin")]


def test_cycles_and_duplicates(sections: dict[str, list[Rows]]) -> None:
    ((_, cycle),) = sections["Foreign-key cycles"]
    circle = "purchase_orders.batch_id → batches.source_po_id → purchase_orders"
    assert cycle[:3] == (circle, "2", "purchase_orders.batch_id")
    ((_, *duplicates),) = sections["Duplicates"]
    assert [row[:3] for row in duplicates] == [("class", "Booking", "2"), ("table", "bookings", "2")]
    assert all(row[4].startswith("✗ one ") for row in duplicates)


def test_what_was_unknown_and_why(sections: dict[str, list[Rows]]) -> None:
    (_, *reasons), (_, *unknown) = sections["Unknown"]
    assert sum(int(row[1]) for row in reasons) == len(unknown) == 3
    assert (
        "Batch.samples: direction, uselist, reverse, pairs",
        "its target cannot be told from the text",
    ) in [(row[0], row[2]) for row in unknown]


def test_all_forms_say_the_same(project: Path, written: dict[str, str]) -> None:
    tables = in_markdown(written["markdown"])
    assert in_html(written["html"]) == tables
    for row in (row for parts in tables.values() for rows in parts for row in rows):
        pattern = r"\s+".join(re.escape(cell) for cell in row if cell)
        assert re.search(pattern, written["text"]), row
    assert not [form for form, text in written.items() if str(project.parent) in text]


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_stdout_has_what_a_file_has(
    form: str, project: Path, written: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments_for(project, form)) == 0
    assert capsys.readouterr().out == written[form]


def test_the_page_needs_nothing_else(written: dict[str, str]) -> None:
    page = written["html"]
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    tree = parser.parse(page)
    for element in tree.iter():
        assert element.tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert all(element.get(name, "#").startswith("#") for name in ("href", "src", "srcset", "action"))
        assert not [name for name in element.attrib if str(name).startswith("on")]
    assert "url(" not in page and "@import" not in page
    assert [e.text for e in tree.iter("h1")] == ["SQLAlchemy relationships of shop"]
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = {element.get("href") for element in tree.iter() if element.get("href")}
    assert links <= {f"#{each}" for each in ids}
    assert all(th.get("scope") == "col" for th in tree.iter("th"))
    assert tree.get("lang") == "en"
    assert sum(1 for e in tree.iter() if str(e.tag).endswith("svg")) == 1


HOSTILE = [
    "</td></table><script>alert(1)</script>",
    "a\"b'c&amp;d<e>",
    "| a | b |",
    "``tick`` and `one`",
    "\x1b[2J\x00\r\n\u202e",
    "**bold** _em_ ~~no~~ [link](http://x.example) ![i](x) <b> &lt; # $x$ \\| \\",
    "  ",
    "__init__ snake_case _private",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [Cell, code])
def test_text_from_the_source_means_nothing(text: str, make: Callable[[str], Cell]) -> None:
    rows: Table = table("One|Two", [(make(text), Cell("end"))])
    document = Document(
        "Title", (text,), (Section("In numbers", (text,), (rows,), (Section(text, parts=(rows,)),)),)
    )
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    for parse, written_text in ((in_markdown, to_markdown(document)), (in_html, to_html(document))):
        assert written_text.replace("\n", "").isprintable()
        found = parse(written_text)
        assert [part.strip() for part in found] == ["Title", "In numbers", shown.strip()]
        for parts in list(found.values())[1:]:
            ((head, row),) = parts
            assert head == ("One", "Two") and (row[0].strip(), row[1]) == (shown.strip(), "end")
    plain = to_text(document)
    assert plain.replace("\n", "").isprintable() and shown.strip() in plain


TWICE = """
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, synonym

Base = declarative_base()

class Shelf(Base):
    __tablename__ = "shelves"
    id = Column(Integer, primary_key=True)
    width = Column(Integer)
    width = Column(Integer)

class Corner(Shelf):
    width = synonym("id")
"""


def test_findings_are_counted_by_their_own_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "models.py").write_text(TWICE)
    assert cli.main(arguments_for(tmp_path, "markdown")) == 0
    findings = in_markdown(capsys.readouterr().out)["In numbers"][-1]
    assert [(row[0], *row[2:]) for row in findings[1:]] == [("SQR511", "error", "1"), ("SQR511", "bug", "1")]


def test_what_cannot_be_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    for arguments, said in (
        (["nowhere"], "no such file or folder: 'nowhere'"),
        (["--format", "pdf"], "invalid choice: 'pdf'"),
        (["--no-cache", str(tmp_path)], "no mapped classes in"),
    ):
        assert cli.main(["report", *arguments]) == 2
        captured = capsys.readouterr()
        assert captured.out == "" and captured.err.count("\n") == 1 and said in captured.err
