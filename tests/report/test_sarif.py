"""SARIF against the published schema and what GitHub asks for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.report.shown import NOTHING, PLACEHOLDER, REPORT, shown

from policykit.model.report import FindingsReport
from policykit.report.formats import Style
from policykit.report.sarif import findings as sarif

DATA = Path(__file__).parent / "data"
SCHEMA: dict[str, Any] = json.loads((DATA / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
GITHUB: dict[str, Any] = json.loads(
    (DATA / "github-code-scanning.json").read_text(encoding="utf-8")
)


def log(report: FindingsReport = REPORT, prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown("sarif", report, Style(prefix=prefix)))
    return found


def at(holder: Any, path: str) -> Any:  # noqa: ANN401 - any node of JSON
    for key in re.split(r"(?<!\\)\.", path):
        holder = holder[key.replace("\\.", ".")]
    return holder


@pytest.mark.parametrize("report", [REPORT, NOTHING], ids=["findings", "nothing"])
def test_it_is_valid(report: FindingsReport) -> None:
    jsonschema.Draft4Validator(SCHEMA).validate(log(report))


def test_the_schema_would_tell_what_is_wrong() -> None:
    wrong = log()
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not jsonschema.Draft4Validator(SCHEMA).is_valid(wrong)


def test_every_field_github_asks_for_is_filled() -> None:
    whole = log()
    run = whole["runs"][0]
    results = run["results"]
    groups = {
        "log": [whole],
        "run": [run],
        "rule": run["tool"]["driver"]["rules"],
        "result": results,
        "location": [place for result in results for place in result["locations"]],
        "related": [place for result in results for place in result["relatedLocations"]],
    }
    for group, holders in groups.items():
        assert holders, group
        for holder in holders:
            for path in GITHUB[group]:
                assert at(holder, path) not in ("", None, []), path


def test_values_and_lengths_are_those_github_knows() -> None:
    run = log()["runs"][0]
    values, most = GITHUB["values"], GITHUB["most"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["defaultConfiguration"]["level"] in values["level"]
        assert rule["properties"]["precision"] in values["precision"]
        assert rule["properties"]["problem.severity"] in values["problem.severity"]
        assert len(rule["properties"]["tags"]) <= most["tags"]
        assert len(rule["name"]) <= most["name"]
    assert {result["level"] for result in run["results"]} == set(values["level"])


def test_descriptions_of_rules_are_cut_where_github_cuts_them() -> None:
    pages = {
        code: replace(page, summary="a" * 2_000, why="b" * 2_000)
        for code, page in REPORT.pages.items()
    }
    for rule in log(replace(REPORT, pages=pages))["runs"][0]["tool"]["driver"]["rules"]:
        assert len(rule["shortDescription"]["text"]) == GITHUB["most"]["description"]
        assert len(rule["fullDescription"]["text"]) == GITHUB["most"]["description"]


def test_results_point_at_their_rules() -> None:
    run = log()["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_what_comments_take_off_is_there_with_its_reason() -> None:
    suppressions = [result["suppressions"] for result in log()["runs"][0]["results"]]
    assert suppressions == [
        *([[]] * len(REPORT.findings)),
        [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": "until the new payment system is in place",
            }
        ],
    ]


def test_addresses_count_from_the_top_of_the_repository() -> None:
    odd = replace(PLACEHOLDER, location=replace(PLACEHOLDER.location, path="policies/å b#c.yaml"))
    result = log(replace(REPORT, findings=(odd,)), "handbook/")["runs"][0]["results"][0]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {
        "uri": "handbook/policies/%C3%A5%20b%23c.yaml",
        "uriBaseId": "POLICIES",
    }


def test_a_message_holds_no_link() -> None:
    text = "See [this](https://evil.example) and [that](1)."
    odd = replace(PLACEHOLDER, message=text)
    result = log(replace(REPORT, findings=(odd,)))["runs"][0]["results"][0]
    assert "](" not in result["message"]["text"]
    assert "[this] (https://evil.example)" in result["message"]["text"]


def test_too_many_results_keep_the_worst_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = log()["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("4 more findings are not in this file")
    jsonschema.Draft4Validator(SCHEMA).validate(log())


def test_the_limit_is_that_of_github() -> None:
    assert GITHUB["most"]["results"] == sarif.MOST_RESULTS
