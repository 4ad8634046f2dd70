"""Formats build servers read: GitHub's commands, GitLab's Code Quality, JUnit, CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

import jsonschema
import pytest
from tests.report.shown import NOTHING, PLACEHOLDER, REPORT, shown

from policykit.model.finding import Finding, Severity
from policykit.model.report import FindingsReport
from policykit.report.csv.findings import COLUMNS
from policykit.report.formats import Style, findings_format

DATA = Path(__file__).parent / "data"
COMMAND = re.compile(
    r"::(error|warning|notice) ((?:(?:file|line|endLine|col|endColumn|title)=[^:,\r\n]*,?)+)"
    r"::([^\r\n]*)"
)


def several(errors: int, warnings: int, notes: int) -> FindingsReport:
    """So many findings, the mildest first."""
    severities = [Severity.INFO] * notes + [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    findings = [
        replace(PLACEHOLDER, severity=severity, fingerprint=f"{number:016x}")
        for number, severity in enumerate(severities)
    ]
    return replace(REPORT, findings=tuple(findings))


def commands(report: FindingsReport) -> list[tuple[str, str]]:
    """The kinds and messages of GitHub's commands, each of which must be well formed."""
    found = []
    for line in shown("github", report).splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        found.append((match[1], match[3]))
    return found


@pytest.mark.parametrize(
    ("counts", "kinds", "more"),
    [
        ((0, 0, 0), {}, 0),
        ((2, 3, 4), {"error": 2, "warning": 3, "notice": 4}, 0),
        ((10, 10, 10), {"error": 10, "warning": 10, "notice": 10}, 0),
        ((11, 0, 0), {"error": 10, "notice": 1}, 1),
        ((0, 12, 10), {"warning": 10, "notice": 10}, 3),
        ((99, 99, 99), {"error": 10, "warning": 10, "notice": 10}, 268),
    ],
)
def test_github_shows_ten_of_a_kind_and_counts_the_others(
    counts: tuple[int, int, int], kinds: dict[str, int], more: int
) -> None:
    told = commands(several(*counts))
    assert Counter(kind for kind, _ in told) == kinds
    rank = ["error", "warning", "notice"].index
    assert [kind for kind, _ in told] == sorted((kind for kind, _ in told), key=rank)
    last = told[-1][1] if told else ""
    assert last.startswith(f"and {more} more finding") is bool(more)


def test_github_leaves_out_columns_where_there_are_several_lines() -> None:
    spanning = next(each for each in REPORT.findings if each.code == "STR001")
    (line,) = shown("github", replace(REPORT, findings=(spanning,))).splitlines()
    assert "line=10,endLine=13,title=" in line
    assert "col=" not in line


def test_github_finds_files_from_the_top_of_the_repository() -> None:
    text = shown("github", REPORT, Style(prefix="shop, one/"))
    assert "file=shop%2C one/policies/returns.yaml," in text


def test_github_messages_stay_one_command() -> None:
    odd = replace(
        PLACEHOLDER,
        message="100 % of,\n::error::that",
        name="a,b:c",
        location=replace(PLACEHOLDER.location, path="a,line=1::b\n.yaml"),
    )
    text = shown("github", replace(REPORT, findings=(odd,)))
    assert text == (
        "::error file=a%2Cline=1%3A%3Ab\\u000a.yaml,line=11,endLine=11,col=33,endColumn=44,"
        "title=REF001 a%2Cb%3Ac::100 %25 of, ::error::that%0ADo: Did you mean {refund-time}?\n"
    )


@pytest.mark.parametrize("report", [REPORT, NOTHING], ids=["findings", "nothing"])
def test_gitlab_follows_its_documentation(report: FindingsReport) -> None:
    schema: dict[str, Any] = json.loads(
        (DATA / "gitlab-code-quality.json").read_text(encoding="utf-8")
    )
    issues = json.loads(shown("gitlab", report, Style(prefix="shop/")))
    jsonschema.Draft202012Validator(schema).validate(issues)
    assert len(issues) == len(report.findings)
    assert all(issue["location"]["path"].startswith("shop/") for issue in issues)


def test_gitlab_tells_findings_apart_that_have_one_fingerprint() -> None:
    report = replace(REPORT, findings=(PLACEHOLDER, PLACEHOLDER, PLACEHOLDER))
    issues = json.loads(shown("gitlab", report))
    assert [issue["fingerprint"] for issue in issues] == [
        "a1a1a1a1a1a1a1a1",
        "a1a1a1a1a1a1a1a1-2",
        "a1a1a1a1a1a1a1a1-3",
    ]


@dataclass
class Element:
    """An element of XML."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    text: str = ""

    def every(self, tag: str) -> list[Element]:
        own = [self] if self.tag == tag else []
        return own + [found for each in self.inside for found in each.every(tag)]


def xml(text: str) -> Element:
    """The top element of a text, which must be well formed and hold no entities of its own."""
    top = Element("", {})
    path = [top]
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        path[-1].inside.append(element)
        path.append(element)

    def data(words: str) -> None:
        path[-1].text += words

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = data
    parser.Parse(text.encode(), True)
    (element,) = top.inside
    return element


def junit(report: FindingsReport = REPORT) -> Element:
    return xml(shown("junit", report))


def check_junit(element: Element, rules: dict[str, Any]) -> None:
    rule = rules[element.tag]
    given = set(element.attributes)
    assert set(rule["required"]) <= given <= {*rule["required"], *rule["optional"]}, element.tag
    assert rule["text"] or not element.text.strip(), element.tag
    for each in element.inside:
        assert each.tag in rule["inside"], f"{each.tag} in {element.tag}"
        check_junit(each, rules)


@pytest.mark.parametrize("report", [REPORT, NOTHING], ids=["findings", "nothing"])
def test_junit_is_what_jenkins_takes(report: FindingsReport) -> None:
    rules: dict[str, Any] = json.loads((DATA / "junit.json").read_text(encoding="utf-8"))
    top = junit(report)
    assert top.tag == "testsuites"
    check_junit(top, rules)


@pytest.mark.parametrize(
    ("level", "failures"), [("error", 2), ("warning", 4), ("info", 5)], ids=str
)
def test_junit_counts_what_it_holds(level: str, failures: int) -> None:
    top = junit(replace(REPORT, fail_level=level))
    assert len(top.every("failure")) == failures
    assert len(top.every("skipped")) == len(REPORT.findings) + 1 - failures
    assert top.attributes["tests"] == str(len(top.every("testcase")))
    assert top.attributes["failures"] == str(failures)
    for suite in top.inside:
        for attribute, tag in (
            ("tests", "testcase"),
            ("failures", "failure"),
            ("skipped", "skipped"),
        ):
            assert suite.attributes[attribute] == str(len(suite.every(tag)))


def test_junit_has_a_passing_case_where_nothing_is_found() -> None:
    (suite,) = junit(NOTHING).inside
    (case,) = suite.inside
    assert [each.tag for each in case.inside] == ["system-out"]
    assert case.inside[0].text == "2 policies in 4 files checked."


def test_junit_gives_each_case_a_name_of_its_own() -> None:
    cases = junit(replace(REPORT, findings=(PLACEHOLDER,) * 3)).every("testcase")
    names = [(case.attributes["classname"], case.attributes["name"]) for case in cases]
    assert len(set(names)) == len(names)


def rows(report: FindingsReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(shown("csv", report), newline=""), strict=True))


def test_csv_reads_back_as_it_was() -> None:
    back = rows(REPORT)
    assert tuple(back[0]) == COLUMNS
    every: tuple[Finding, ...] = (*REPORT.findings, *REPORT.suppressed)
    assert [
        (row["file"], row["code"], row["message"], row["taken_off_because"]) for row in back
    ] == [(each.location.path, each.code, each.message, each.reason) for each in every]
    assert [row["line"] for row in back] == ["3", "11", "13", "10", "", "7"]


def test_csv_lines_end_as_the_standard_says() -> None:
    text = shown("csv")
    assert text.count("\r\n") == text.count("\n") == len(REPORT.findings) + 2


@pytest.mark.parametrize("separator", ";|")
@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
def test_csv_holds_no_formula_where_cells_part_elsewhere(sign: str, separator: str) -> None:
    odd = replace(PLACEHOLDER, message=f"a{separator}{sign}1+1{separator} {sign}2 {separator}b")
    text = findings_format("csv")(replace(NOTHING, findings=(odd,)), Style())
    for line in text.splitlines():
        for cell in line.split(separator):
            assert cell.lstrip()[:1] != sign
    assert f"{separator}'{sign}1+1" in text


@pytest.mark.parametrize("sign", list("=+-@\t\r＝＋－＠"))
def test_csv_holds_no_formula(sign: str) -> None:
    text = f"{sign}HYPERLINK(1)"
    odd = replace(
        PLACEHOLDER,
        message=text,
        hint=text,
        mended=text,
        reason=text,
        location=replace(PLACEHOLDER.location, path=text),
    )
    (row,) = rows(replace(NOTHING, findings=(odd,)))
    for name in ("file", "message", "do", "write", "taken_off_because"):
        assert row[name][0] in "'H\\", name
