"""The entity-relationship pictures: what is in them, in every form, and that odd names do no harm."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.output.clusters import WHOLE, clusters
from flake8_sqla_rel.output.dot import dot
from flake8_sqla_rel.output.mermaid import mermaid
from flake8_sqla_rel.output.pairs import End
from flake8_sqla_rel.output.picture import Picture, around, picture
from flake8_sqla_rel.output.svg import svg
from tests.output.shops import bookings, found_in
from tests.rules.builder import Build

SVG = "{http://www.w3.org/2000/svg}"
ODD = 'x"></text><script>\x1b[2J|`%%;~T~}{\\'


def shown(build: Build) -> Picture:
    model = build.model()
    return picture(model, found_in(model))


def large() -> Build:
    """A class that forty others point to, some of them linked with one another."""
    build = Build("app/models.py")
    build.cls("Hub", "hub.id*")
    for n in range(40):
        build.path = f"app/part{n % 5}/models.py"
        build.cls(f"Spoke{n}", f"s{n}.id*", f"s{n}.hub_id>hub.id", f"s{n}.next_id>s{max(n - 5, 0)}.id")
    for n in range(40):
        build.rel(f"Spoke{n}.hub", "Hub", backref=f"spokes{n}")
        build.rel(f"Spoke{n}.next", f"Spoke{max(n - 5, 0)}")
    return build


def odd() -> Build:
    """Names as only a hostile source has them."""
    build = Build("app/models.py")
    build.cls("Plain", "plain.id*")
    build.cls("Odd", "odd.id*", "odd.plain_id>plain.id", name=ODD, module=ODD)
    build.tables[-1] = replace(build.tables[-1], name=ODD, key=UNKNOWN)
    return build


def test_rows_and_lines_say_what_is_mapped() -> None:
    found = shown(bookings())
    rows = {
        entity.name: [(r.key, r.target_name, r.kind, r.made) for r in entity.rows]
        for entity in found.entities
    }
    assert rows == {
        "Booking": [
            ("chef", "Chef", "relationship", False),
            ("guest", "Guest", "relationship", False),
            ("tags", "Tag", "relationship", False),
        ],
        "Chef": [],
        "Guest": [("bookings", "Booking", "relationship", True)],
        "Invoice": [("booking_id", "Booking", "key", False)],
        "PaidInvoice": [],
        "Tag": [],
    }
    lines = {(line.kind, line.entity, line.end, line.other, line.other_end, line.via) for line in found.lines}
    assert lines == {
        ("relationship", "Booking", End.MANY, "Chef", End.OPTIONAL, ""),
        ("relationship", "Booking", End.MANY, "Guest", End.OPTIONAL, ""),
        ("relationship", "Booking", End.MANY, "Tag", End.MANY, "taggings"),
        ("key", "Invoice", End.MANY, "Booking", End.OPTIONAL, ""),
        ("inherits", "PaidInvoice", End.UNKNOWN, "Invoice", End.UNKNOWN, ""),
    }


def test_faults_are_marked_and_style_is_not() -> None:
    found = shown(bookings())
    booking = next(entity for entity in found.entities if entity.name == "Booking")
    assert {row.key: row.codes for row in booking.rows} == {"chef": ("SQR002",), "guest": (), "tags": ()}
    assert [line.codes for line in found.lines if line.label == "chef"] == [("SQR002",)]


def test_around_is_what_a_number_of_lines_leads_to() -> None:
    whole = shown(bookings())
    assert {e.id for e in around(whole, "Invoice", 1).entities} == {"Invoice", "Booking", "PaidInvoice"}
    two = around(whole, "Invoice", 2)
    assert {e.id for e in two.entities} == {"Invoice", "Booking", "PaidInvoice", "Chef", "Guest", "Tag"}
    near = around(whole, "Guest", 1)
    booking = next(e for e in near.entities if e.id == "Booking")
    assert [row.key for row in booking.rows] == ["guest"] and booking.more == 2
    assert [(line.entity, line.row, line.other, line.other_row) for line in near.lines] == [
        ("Booking", 0, "Guest", 0)
    ]


@pytest.mark.parametrize("build", [bookings, large, odd])
@pytest.mark.parametrize("form", [svg, mermaid, dot])
def test_equal_models_give_equal_text_without_control_characters(
    build: Callable[[], Build], form: Callable[[Picture, str], str]
) -> None:
    text = form(shown(build()), ODD)
    assert text == form(shown(build()), ODD)
    assert text.replace("\n", "").isprintable()


# SVG


def boxes_of(root: ET.Element) -> list[tuple[float, float, float, float]]:
    """Where the boxes are, with the shifts of the groups around them."""
    found = []

    def walk(element: ET.Element, x: float, y: float) -> None:
        shift = re.fullmatch(r"translate\((\d+),(\d+)\)", element.get("transform", ""))
        if shift:
            x, y = x + float(shift[1]), y + float(shift[2])
        if element.tag == f"{SVG}rect" and element.get("class") == "box":
            left, top, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append((x + left, y + top, width, height))
        for child in element:
            walk(child, x, y)

    walk(root, 0, 0)
    return found


@pytest.mark.parametrize("build", [bookings, large, odd])
def test_every_class_and_relationship_is_in_the_svg_and_no_boxes_overlap(build: Callable[[], Build]) -> None:
    found = shown(build())
    root = ET.fromstring(svg(found, "title"))
    boxes = boxes_of(root)
    assert len(boxes) == len(found.entities)
    for one, other in combinations(boxes, 2):
        assert (
            one[0] + one[2] <= other[0]
            or other[0] + other[2] <= one[0]
            or one[1] + one[3] <= other[1]
            or other[1] + other[3] <= one[1]
        )
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes)
    groups = [g for g in root.iter(f"{SVG}g") if g.get("class") == "entity"]
    texts = {g.attrib["id"]: [text.text for text in g.iter(f"{SVG}text")] for g in groups}
    for number, entity in enumerate(found.entities):
        said = texts[f"er{number}"]
        assert said[0] == entity.name and said[1] == entity.table
        for row in entity.rows:
            assert row.key in said
            assert any((text or "").endswith(row.target_name) for text in said)


def test_text_stays_inside_its_box() -> None:
    """By the width that a letter of a fixed-width font has: six tenths of its size."""
    root = ET.fromstring(svg(shown(large()), "title"))
    for group in (g for g in root.iter(f"{SVG}g") if g.get("class") == "entity"):
        box = next(r for r in group.iter(f"{SVG}rect") if r.get("class") == "box")
        left, right = float(box.attrib["x"]), float(box.attrib["x"]) + float(box.attrib["width"])
        by_line: dict[str, list[tuple[float, float]]] = {}
        for text in group.iter(f"{SVG}text"):
            size = {"name": 14, "table": 11}.get(text.get("class", ""), 12)
            start = float(text.attrib["x"])
            by_line.setdefault(text.attrib["y"], []).append(
                (start, start + len(text.text or "") * size * 0.603)
            )
        for spans in by_line.values():
            assert all(left < start and end < right for start, end in spans)
            assert all(one[1] <= other[0] or other[1] <= one[0] for one, other in combinations(spans, 2))


def test_a_fault_has_a_colour_and_a_form_in_the_svg() -> None:
    root = ET.fromstring(svg(shown(bookings()), "title"))
    group = next(
        g for g in root.iter(f"{SVG}g") if g.get("class") == "entity" and "SQR002" in "".join(g.itertext())
    )
    classes = {element.get("class") for element in group.iter()}
    assert {"bad", "sign", "code note"} <= classes
    (line,) = [
        p
        for p in root.iter(f"{SVG}path")
        if p.get("class") == "line relationship fault" and "L" in p.get("d", "")
    ]
    assert line is not None


def test_svg_refers_to_nothing_outside() -> None:
    text = svg(shown(large()), "title")
    assert (
        re.findall(r"""(?:href|src)=["'](?!#)""", text) == [] and "url(" not in text and "@import" not in text
    )
    assert re.findall(r"https?://[^\"' ]+", text) == ["http://www.w3.org/2000/svg"]


def test_a_large_picture_is_drawn_in_parts() -> None:
    found = clusters(shown(large()))
    assert sorted(e.id for cluster in found for e in cluster.entities) == sorted(
        e.id for e in shown(large()).entities
    )
    assert all(len(cluster.entities) <= WHOLE for cluster in found)
    assert len(found) > 2


def test_what_is_not_drawn_is_counted() -> None:
    found = shown(large())
    drawn = sum(len(cluster.lines) for cluster in clusters(found))
    assert 0 < drawn < len(found.lines)
    assert f"{len(found.lines) - drawn} lines are not drawn" in svg(found, "title")
    assert "not drawn" not in svg(shown(bookings()), "title")


def test_long_names_are_cut_where_they_tell_least() -> None:
    build = Build("app/models.py")
    build.cls(f"a.{'x' * 60}.Tail", "t.id*", name="Tail")
    build.cls("b.Tail", "u.id*", name="Tail")
    build.cls("Long" * 20, "v.id*")
    names = [e.text or "" for e in ET.fromstring(svg(shown(build), "title")).iter(f"{SVG}text")]
    assert [name for name in names if name.endswith("xxx.Tail") and name.startswith("…x")]
    assert [name for name in names if name.startswith("LongLong") and name.endswith("…")]
    assert max(map(len, names)) < 60


def test_all_lines_of_the_centre_are_drawn() -> None:
    found = clusters(around(shown(large()), "Hub", 1))
    drawn = [line for cluster in found for line in cluster.lines if "Hub" in (line.entity, line.other)]
    assert len(drawn) == 40


def test_what_hangs_on_the_centre_is_on_both_of_its_sides() -> None:
    found = around(shown(large()), "Hub", 1)
    boxes = dict(
        zip(
            [e.id for cluster in clusters(found) for e in cluster.entities],
            boxes_of(ET.fromstring(svg(found, "t"))),
        )
    )
    hub = boxes.pop("Hub")
    left = [box for box in boxes.values() if box[0] < hub[0]]
    right = [box for box in boxes.values() if box[0] > hub[0]]
    assert (len(left), len(right)) == (20, 20)


def test_around_says_how_much_a_box_has_besides() -> None:
    found = around(shown(large()), "Hub", 1)
    assert svg(found, "t").count("… 1 more") == dot(found, "t").count("… 1 more") == 40


# Mermaid and DOT


def test_mermaid() -> None:
    lines = mermaid(shown(bookings()), "shop").splitlines()
    assert lines[:4] == [
        "%% shop",
        "erDiagram",
        "    direction LR",
        '    E1["Booking (bookings)"]:::faulty {',
    ]
    assert '        Chef chef "⚠ SQR002"' in lines
    assert '    E1 }o--o| E2 : "⚠ SQR002 chef"' in lines
    assert '    E1 }o--o{ E6 : "tags by taggings"' in lines
    assert '    E4 }o..o| E1 : "booking_id"' in lines
    assert '    E5 |o..|| E4 : "is a"' in lines


def test_mermaid_takes_no_odd_character_from_a_name() -> None:
    text = mermaid(shown(odd()), ODD)
    quoted = re.findall(r'"([^"\n]*)"', text)
    assert quoted and not [part for part in quoted if set(part) & set("%\\;#<>{}`")]
    assert all(line.count('"') % 2 == 0 for line in text.splitlines())


def test_mermaid_takes_no_name_for_a_mark_of_a_key() -> None:
    build = Build()
    build.cls("PK", "pk.id*")
    build.cls("Holder", "holder.id*", "holder.uk>pk.id")
    build.rel("Holder.uk", "PK")
    assert '        xPK xuk "uk"' in mermaid(shown(build), "keys").splitlines()


def test_dot() -> None:
    text = dot(shown(bookings()), 'a "shop" \\')
    assert text.startswith('digraph "a \\"shop\\" \\\\" {')
    assert 'E2:head -> E1:r0 [dir=both, arrowtail=teeodot, arrowhead=crow, tooltip="chef", ' in text
    assert 'label="SQR002"]' in text and "style=dashed" in text
    assert "E4:head -> E5:head [dir=back, arrowtail=empty]" in text


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz's dot")
@pytest.mark.parametrize("build", [bookings, large, odd])
def test_graphviz_takes_it(build: Callable[[], Build]) -> None:
    found = shown(build())
    done = subprocess.run(
        ["dot", "-Tsvg"],
        input=dot(found, ODD),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    root = ET.fromstring(done.stdout)
    nodes = [g for g in root.iter(f"{SVG}g") if g.get("class") == "node"]
    edges = [g for g in root.iter(f"{SVG}g") if g.get("class") == "edge"]
    assert (len(nodes), len(edges)) == (len(found.entities), len(found.lines))
