"""`--statistics`: how often, how long."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.support.program import ROOT, Program

from policykit.lint.statistics import statistics
from policykit.model.finding import Finding, Fix, Severity
from policykit.model.page import Page
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.formats import Style
from policykit.report.text.findings import render
from policykit.report.timed import statistics_data


def _page(code: str, name: str) -> Page:
    return Page(code, name, "words", Severity.INFO, "", "", "", "", "")


PAGES = {
    "WRD001": _page("WRD001", "vague-time"),
    "WRD002": _page("WRD002", "sentence-too-long"),
    "LAW001": _page("LAW001", "law-floor"),
}


def _finding(code: str, *, fixable: bool = False) -> Finding:
    fix = Fix("Mend it", (), safe=True) if fixable else None
    where = Location("policies/a.yaml", None, ())
    return Finding(code, PAGES[code].name, Severity.INFO, "Wrong.", where, fix=fix)


FINDINGS = (
    _finding("WRD001"),
    _finding("WRD002", fixable=True),
    _finding("WRD002"),
    _finding("LAW001"),
)
TIMES = {"LAW001": 0.0012, "WRD001": 0.125, "WRD002": 0.25}
COUNTED = statistics(FINDINGS, PAGES, TIMES, 0.5)


def test_the_most_frequent_and_the_slowest_come_first() -> None:
    assert [(each.code, each.count, each.fixable) for each in COUNTED.codes] == [
        ("WRD002", 2, 1),
        ("LAW001", 1, 0),
        ("WRD001", 1, 0),
    ]
    assert [(each.name, each.seconds) for each in COUNTED.rules] == [
        ("sentence-too-long", 0.25),
        ("vague-time", 0.125),
        ("law-floor", 0.0012),
    ]


def _tables(*, everything: bool) -> str:
    report = FindingsReport(findings=FINDINGS, statistics=COUNTED)
    text = render(report, Style(everything=everything))
    return text[text.index("\n  found") :]


CODES = """
  found  can be fixed  code
      2             1  WRD002 sentence-too-long
      1             -  LAW001 law-floor
      1             -  WRD001 vague-time

"""


def test_the_tables_for_people() -> None:
    assert _tables(everything=False) == CODES + (
        "   seconds  share  rule\n"
        "     0.250    50%  WRD002 sentence-too-long\n"
        "     0.125    25%  WRD001 vague-time\n"
        "     0.001     0%  1 other rule\n"
        "     0.124    25%  reading, schemas and all else\n"
        "     0.500   100%  the whole run\n"
    )


def test_everything_is_listed_for_those_who_ask() -> None:
    assert "     0.001     0%  LAW001 law-floor\n" in _tables(everything=True)


def test_without_findings_there_is_no_table_of_them() -> None:
    report = FindingsReport(findings=(), statistics=statistics((), PAGES, {}, 0.0))
    assert render(report, Style()) == (
        "All good: 0 policies in 0 files checked, nothing found.\n"
        "\n"
        "   seconds  share  rule\n"
        "     0.000     0%  reading, schemas and all else\n"
        "     0.000     0%  the whole run\n"
    )


def test_programs_get_the_same_as_data() -> None:
    told = statistics_data(FindingsReport(findings=(), statistics=COUNTED))
    assert told == {
        "statistics": {
            "seconds": 0.5,
            "codes": [
                {"code": "WRD002", "name": "sentence-too-long", "count": 2, "fixable": 1},
                {"code": "LAW001", "name": "law-floor", "count": 1, "fixable": 0},
                {"code": "WRD001", "name": "vague-time", "count": 1, "fixable": 0},
            ],
            "rules": [
                {"code": "WRD002", "name": "sentence-too-long", "seconds": 0.25, "share": 0.5},
                {"code": "WRD001", "name": "vague-time", "seconds": 0.125, "share": 0.25},
                {"code": "LAW001", "name": "law-floor", "seconds": 0.0012, "share": 0.0024},
            ],
        }
    }
    assert statistics_data(FindingsReport(findings=())) == {}


def test_the_command_times_every_rule_that_runs(in_small: Program) -> None:
    report = json.loads(in_small("lint", "--statistics", "--format", "json").stdout)
    schema = ROOT / "schemas" / "output" / "findings.schema.json"
    jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(report)
    counted = report["statistics"]
    assert counted["codes"] == []
    assert {"REF001", "WRD001", "PRO002"} <= {each["code"] for each in counted["rules"]}
    assert sum(each["seconds"] for each in counted["rules"]) < counted["seconds"]
    assert sum(each["share"] for each in counted["rules"]) < 1


@pytest.mark.parametrize("form", ["json", "sarif", "text", "concise"])
def test_without_it_two_runs_give_the_same_bytes(in_small: Program, small: Path, form: str) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}"))
    first, second = (in_small("lint", "--format", form).stdout for _ in range(2))
    assert first == second
    assert "statistics" not in first
    assert "the whole run" not in first
