"""The gap report for programs: whole, by its schemas, and safe whatever the policies say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, get_args, get_type_hints
from xml.parsers import expat

import jsonschema
import pytest
from tests.report.gathered import ENDINGS, REPORTS, SNAPSHOTS, path, snapshot, text
from tests.report.test_injection import PAYLOADS, visible_length
from tests.report.test_sarif import DATA, GITHUB, SCHEMA as SARIF, at
from tests.support.program import ROOT

from policykit.gaps.catalogue import PAGES
from policykit.model import assessment, coverage
from policykit.model.coverage import CoverageReport, State
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.coverage_findings import codes, findings
from policykit.report.csv.coverage import COLUMNS
from policykit.report.formats import Style

SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "schemas/output/coverage.schema.json").read_text(encoding="utf-8")
)
GITLAB = json.loads((DATA / "gitlab-code-quality.json").read_text(encoding="utf-8"))
WHOLE = REPORTS["whole"]
CIRCLE = Finding(
    "FRM001",
    "framework-in-a-circle",
    Severity.ERROR,
    "havsby extends itself.",
    Location("schemas/frameworks/havsby.yaml"),
)
WITH_PROBLEM = replace(WHOLE, problems=FindingsReport(findings=(CIRCLE,)))
TEXTS = [name for name in ENDINGS if name != "xlsx"]
EACH_TEXT = pytest.mark.parametrize("name", TEXTS)
EACH_REPORT = pytest.mark.parametrize("of", REPORTS)
EACH_PAYLOAD = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)


def poisoned(value: Any, words: str) -> Any:  # noqa: ANN401 - any part of a report
    """The same with a text in place of every text, in every key and on every path."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return words
    if isinstance(value, tuple):
        return tuple(poisoned(each, words) for each in value)
    if isinstance(value, Mapping):
        return {
            each: poisoned(one, words) for each, one in zip([words], value.values(), strict=False)
        }
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: poisoned(getattr(value, each.name), words) for each in fields(value)}
        return replace(value, **changed)
    return value


def bad(words: str) -> CoverageReport:
    made = poisoned(WITH_PROBLEM, words)
    assert isinstance(made, CoverageReport)
    return made


@EACH_REPORT
@pytest.mark.parametrize("name", ENDINGS)
def test_a_format_says_this(name: str, of: str) -> None:
    assert snapshot(name, of) == path(name, of).read_text(encoding="utf-8")


def test_there_is_no_snapshot_of_nothing() -> None:
    assert {each.name for each in SNAPSHOTS.iterdir()} == {
        path(name, of).name for name in ENDINGS for of in REPORTS
    }


@EACH_REPORT
def test_json_keeps_to_its_schema(of: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text("json", REPORTS[of])))


def test_the_schema_would_tell_what_is_wrong() -> None:
    body = json.loads(text("json", WHOLE))
    body["coverage"][0]["regions"][0]["state"] = "half"
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(body)


def test_every_example_of_the_schema_keeps_to_it() -> None:
    count = 0
    for _, node in nodes(SCHEMA):
        for example in node.get("examples", ()):
            jsonschema.Draft202012Validator({**node, "$defs": SCHEMA["$defs"]}).validate(example)
            count += 1
    assert count > 150


def test_everything_in_the_schema_is_explained() -> None:
    for where, node in nodes(SCHEMA):
        if where.endswith(("/properties", "/$defs")) or "$ref" in node:
            continue
        if re.search(r"/(properties|\$defs)/[^/]+$", where):
            assert {"title", "description", "examples"} <= set(node), where


def nodes(node: Any, where: str = "") -> list[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any node
    """Every object of a schema with the way to it; what is inside of examples is none."""
    if not isinstance(node, dict):
        return []
    inner = [(f"{where}/{key}", value) for key, value in node.items() if key != "examples"]
    named = where.endswith(("/properties", "/$defs"))
    return [
        *([] if named else [(where, node)]),
        *(found for way, value in inner for found in nodes(value, way)),
    ]


OWN_NAMES = {
    (coverage.CoverageReport, "problems"): "findings",
    (coverage.FrameworkCoverage, "requirements"): "requirements",
    (coverage.TrendPoint, "tally"): "summary",
    (coverage.Coverage, "requirement"): None,  # the object it stands in is the requirement
    (assessment.Assessment, "area"): None,  # the same
    (coverage.Tally, "not_applicable"): "not_applicable",
}
DEFINED = {
    coverage.CoverageReport: "",
    coverage.RequirementCoverage: "requirement",
    coverage.Coverage: "region_coverage",
    coverage.Evidence: "evidence",
    coverage.Reason: "reason",
    coverage.Waiver: "waiver",
    coverage.FrameworkCoverage: "framework",
    coverage.Tally: "tally",
    coverage.Matrix: "matrix",
    coverage.MatrixCell: "cell",
    coverage.Answer: "answer",
    coverage.HeatCell: "heat",
    coverage.TrendPoint: "point",
    coverage.Turned: "turned",
    coverage.Against: "against",
    coverage.Gate: "gate",
    coverage.Task: "task",
    coverage.MissingArea: "missing_area",
    assessment.Practice: "practice",
    assessment.Assessment: "assessment",
    assessment.Answered: "answered",
}


@pytest.mark.parametrize(("kind", "name"), DEFINED.items(), ids=str)
def test_every_field_there_is_is_told(kind: type[Any], name: str) -> None:
    properties = (SCHEMA["$defs"][name] if name else SCHEMA)["properties"]
    wanted = {OWN_NAMES.get((kind, each.name), each.name) for each in fields(kind)}
    assert wanted - {None} <= set(properties)


def test_every_type_of_a_report_is_among_them() -> None:
    elsewhere = {Location, FindingsReport}
    assert set(types_within(coverage.CoverageReport, elsewhere)) == set(DEFINED)


def types_within(kind: Any, apart: set[type[Any]]) -> dict[type[Any], None]:  # noqa: ANN401 - any hint
    """The dataclasses a type is made of, itself among them, without those apart."""
    if not is_dataclass(kind):
        return {one: None for each in get_args(kind) for one in types_within(each, apart)}
    assert isinstance(kind, type)
    if kind in apart:
        return {}
    found: dict[type[Any], None] = {kind: None}
    for hint in get_type_hints(kind).values():
        found |= types_within(hint, apart)
    return found


def test_lines_and_columns_count_from_one() -> None:
    body = json.loads(text("json", WHOLE))
    first = body["coverage"][0]
    assert first["location"]["start"] == {"line": 13, "column": 5}
    assert body["summary"]["percent"] == 20
    assert body["summary"]["below_the_law"] == 1


def test_problems_of_frameworks_stand_in_every_format() -> None:
    for name in ("json", "sarif", "junit", "gitlab"):
        assert "havsby extends itself." in text(name, WITH_PROBLEM), name


@EACH_REPORT
def test_sarif_is_valid_and_has_what_github_asks_for(of: str) -> None:
    log = json.loads(text("sarif", REPORTS[of], Style(prefix="shop/")))
    jsonschema.Draft4Validator(SARIF).validate(log)
    run = log["runs"][0]
    groups = {
        "log": [log],
        "run": [run],
        "rule": run["tool"]["driver"]["rules"],
        "result": run["results"],
        "location": [place for result in run["results"] for place in result["locations"]],
        "related": [place for result in run["results"] for place in result["relatedLocations"]],
    }
    for group, holders in groups.items():
        for holder in holders:
            for way in GITHUB[group]:
                assert at(holder, way) not in ("", None, []), way
    assert run["automationDetails"]["id"] == "policykit/gaps/"
    assert [rule["id"] for rule in groups["rule"]] == [page.code for page in PAGES]
    assert {result["ruleId"] for result in run["results"]} <= {page.code for page in PAGES}


def test_what_is_waived_is_suppressed_with_its_reason() -> None:
    results = json.loads(text("sarif", WHOLE))["runs"][0]["results"]
    assert [one["justification"] for each in results for one in each["suppressions"]] == [
        "The survey starts with the new till system in the spring.",
        "The phone line moves to the new office.",
    ]
    assert {one["kind"] for each in results for one in each["suppressions"]} == {"external"}


def test_gitlab_is_told_what_it_asks_for() -> None:
    issues = json.loads(text("gitlab", WHOLE, Style(prefix="shop/")))
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    assert all(each["location"]["path"].startswith("shop/") for each in issues)


@pytest.mark.parametrize(
    ("requirement", "region", "told"),
    [
        ("eu-consumer.withdrawal", "SE", ()),
        ("eu-consumer.withdrawal-button", "SE", ("GAP001",)),
        ("eu-consumer.refund", "SE", ("GAP004",)),
        ("eu-consumer.refund", "DE", ()),
        ("eu-consumer.delivery", "DE", ("GAP002",)),
        ("core-service.live-chat", "SE", ("GAP003",)),
        ("core-service.loyalty-measured", "SE", ("GAP001",)),
        ("core-service.home-visits", "SE", ()),
    ],
)
def test_every_gap_has_its_code(requirement: str, region: str, told: tuple[str, ...]) -> None:
    (found,) = (each for each in WHOLE.requirements if each.name == requirement)
    (here,) = (each for each in found.regions if each.region == region)
    assert codes(here) == told


def test_a_broken_law_beside_another_gap_is_told_beside_it() -> None:
    refund = next(each for each in WHOLE.requirements if each.name == "eu-consumer.refund")
    law = refund.regions[0]
    both = replace(law, reasons=(*law.reasons, replace(law.reasons[0], is_error=False)))
    assert codes(both) == ("GAP004", "GAP002")


def test_a_gap_that_spreads_is_still_the_same_one() -> None:
    def prints(of: CoverageReport) -> set[str]:
        return {each.fingerprint for each in findings(of).findings}

    assert prints(REPORTS["one-region"]) < prints(WHOLE)


def test_every_fingerprint_is_its_own() -> None:
    told = findings(bad("x"))
    prints = [
        each.fingerprint for each in (*told.findings, *told.suppressed) if each.code[:3] == "GAP"
    ]
    assert len(set(prints)) == len(prints) > 10


def test_what_came_with_the_program_is_no_place_to_go_to() -> None:
    shipped = replace(
        WHOLE,
        frameworks=poisoned_paths(WHOLE),
    )
    places = [each.location.path for each in findings(shipped).findings]
    related = [one.location.path for each in findings(shipped).findings for one in each.related]
    assert not [each for each in (*places, *related) if "(shipped)" in each]
    assert "policykit.yaml" in places


def poisoned_paths(of: CoverageReport) -> tuple[coverage.FrameworkCoverage, ...]:
    """Its frameworks, those of the repository as if they had come with the program."""

    def moved(value: Any) -> Any:  # noqa: ANN401 - any part of a report
        if isinstance(value, Location) and "frameworks/" in value.path:
            return replace(value, path=f"{value.path} (shipped)")
        if isinstance(value, tuple):
            return tuple(moved(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{one.name: moved(getattr(value, one.name)) for one in fields(value)}
            )
        return value

    found = moved(of.frameworks)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    "of", [*REPORTS.values(), WITH_PROBLEM, bad("x")], ids=[*REPORTS, "problem", "x"]
)
def test_xml_is_well_formed_and_counts_right(of: CoverageReport) -> None:
    rules = json.loads((DATA / "junit.json").read_text(encoding="utf-8"))
    stack: list[str] = []
    totals: list[dict[str, int]] = []
    names: list[tuple[int, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        assert not stack or tag in rules[stack[-1]]["inside"]
        assert set(rules[tag]["required"]) <= set(attributes)
        assert set(attributes) <= {*rules[tag]["required"], *rules[tag]["optional"]}
        stack.append(tag)
        if tag in {"testsuites", "testsuite"}:
            totals.append(
                {each: int(attributes.get(each, -1)) for each in ("tests", "failures", "skipped")}
            )
        elif tag == "testcase":
            totals[0]["tests"] -= 1
            totals[-1]["tests"] -= 1
            names.append((len(totals), attributes["name"]))
        elif tag == "failure":
            totals[0]["failures"] -= 1
            totals[-1]["failures"] -= 1
        elif tag == "skipped":
            totals[-1]["skipped"] -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.Parse(text("junit", of).encode(), True)
    assert totals[0] == {"tests": 0, "failures": 0, "skipped": -1}
    assert all(set(each.values()) == {0} for each in totals[1:])
    assert len(set(names)) == len(names)


def test_a_shut_gate_fails_and_a_mild_gap_does_not() -> None:
    told = text("junit", WHOLE)
    assert told.count("The gate fail-under is shut") == 2
    mild = told[told.index('name="core-service.crisis-plan') :]
    assert mild.index("<skipped") < mild.index("</testcase>")


def test_a_broken_law_fails_however_mild_its_requirement() -> None:
    refund = next(each for each in WHOLE.requirements if each.name == "eu-consumer.refund")
    framework = replace(
        WHOLE.frameworks[0], requirements=(replace(refund, severity=Severity.INFO),)
    )
    told = text("junit", replace(WHOLE, frameworks=(framework,)))
    assert '<failure type="error" message="below the law in Sweden: ' in told
    (found,) = (
        each
        for each in findings(replace(WHOLE, frameworks=(framework,))).findings
        if each.code == "GAP004"
    )
    assert found.severity is Severity.ERROR


def test_rows_are_as_many_as_requirements_and_regions() -> None:
    found = list(csv.DictReader(io.StringIO(text("csv", WHOLE), newline="")))
    regions = sum(len(each.regions) for each in WHOLE.requirements)
    assert len(found) == regions + 1
    assert text("csv", WHOLE).count("\r\n") == text("csv", WHOLE).count("\n") == regions + 2
    assert tuple(found[0]) == COLUMNS
    law = next(each for each in found if each["codes"] == "GAP004")
    assert law["found_places"] == "policies/returns.yaml:58"
    assert (found[-1]["framework"], found[-1]["state"]) == ("uk-consumer", "not-applicable")
    assert {each["state"] for each in found} == {state.value for state in State}


@EACH_PAYLOAD
def test_no_cell_is_a_formula(payload: str) -> None:
    for row in csv.reader(io.StringIO(text("csv", bad(payload)), newline="")):
        assert len(row) == len(COLUMNS)
        assert not [each for each in row if each[:1] in set("=+-@\t\r＝＋－＠")]  # fmt: skip


@EACH_PAYLOAD
@EACH_TEXT
def test_nothing_in_a_report_acts_on_a_terminal_or_a_server(name: str, payload: str) -> None:
    told = text(name, bad(payload))
    told.encode()
    assert visible_length(told.replace("\r\n", "\n")) == ""
    assert not re.search(r"##\w*\[", told)
    assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]


@EACH_PAYLOAD
def test_json_of_every_kind_stays_what_it_is(payload: str) -> None:
    whole = bad(payload)
    body = json.loads(text("json", whole))
    if "\ud800" not in payload:
        assert body["coverage"][0]["requirement"] == payload
    jsonschema.Draft4Validator(SARIF).validate(json.loads(text("sarif", whole)))
    jsonschema.Draft202012Validator(GITLAB).validate(json.loads(text("gitlab", whole)))


def test_a_gap_that_nothing_is_near_to_is_shown_where_the_repository_asks_for_it() -> None:
    own = next(each for each in WHOLE.frameworks if each.id == "havsby")
    (hostile,) = own.requirements
    bare = [
        replace(each, reasons=tuple(replace(one, found=()) for one in each.reasons))
        for each in hostile.regions
    ]
    alone = replace(own, requirements=(replace(hostile, regions=tuple(bare)),))
    told = replace(WHOLE, frameworks=(alone,), waivers=(), unread=(), warnings=())
    (found,) = findings(told).findings
    assert found.location == hostile.location
