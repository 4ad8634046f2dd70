"""Custom rules: each check over its cases, and what becomes of a rule that cannot be used.

A case file, tests/lint/own/<check>.yaml, is a mapping of `bad` and `good` to cases. A case has
`rules`, which stands under lint.custom_rules, `files` (see examples.py), and where it is bad
what is `found` in order: each `at` path:line:column-column, and `fix` where there is one.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.lint.examples import rules
from tests.lint.own_rules import lint_own
from tests.support.cases import cases as read

from policykit import resources
from policykit.lint.engine import LintResult
from policykit.lint.joined import joined
from policykit.lint.own.reading import CHECKS, OwnRules, demand_told, own_rules
from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.finding import Finding, Severity
from policykit.model.policy_shape import POLICY
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.model.shape import Items, Named, Rows, Section, Shape, Text, Texts
from policykit.report.formats import Style, findings_format

CASES = Path(__file__).parent / "own"
KEYS = [each.KEY for each in CHECKS]


def cases() -> Iterator[Any]:
    for key in KEYS:
        for kind, listed in read(CASES / f"{key}.yaml").items():
            for case in listed:
                name = f"{key}-{kind}-{case['case'].replace(' ', '_')}"
                yield pytest.param(kind, case, id=name)


def place(location: Location) -> str:
    if location.span is None:
        return location.path
    start, end = location.span.start, location.span.end
    return f"{location.path}:{start.line}:{start.column}-{end.column}"


def told(finding: Finding) -> dict[str, Any]:
    form: dict[str, Any] = {
        "at": place(finding.location),
        "message": finding.message,
        "hint": finding.hint,
    }
    if finding.severity is not Severity.WARNING:
        form["severity"] = finding.severity.value
    if finding.related:
        form["related"] = [f"{place(each.location)} {each.message}" for each in finding.related]
    if finding.fix is not None:
        assert not finding.fix.safe
        form["fix"] = finding.fix.edits[0].text
    return form


def own(result: LintResult) -> list[Finding]:
    broken = [each for each in result.findings if each.code.startswith(("BUG", "SCH", "YML"))]
    assert not broken
    return [each for each in result.findings if each.code.startswith("OWN")]


@pytest.mark.parametrize(("kind", "case"), tuple(cases()))
def test_case(kind: str, case: dict[str, Any]) -> None:
    found = [told(each) for each in own(lint_own(case["files"], custom=case["rules"]))]
    assert found == (case["found"] if kind == "bad" else [])


def test_every_check_has_cases_of_both_kinds_and_a_place_in_the_schema() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == sorted(KEYS)
    for key in KEYS:
        assert set(read(CASES / f"{key}.yaml")) == {"bad", "good"}
    assert custom_rule_schema()["x-exactly-one"] == KEYS


def custom_rule_schema() -> dict[str, Any]:
    schema = json.loads(resources.read_text("schemas", "settings.schema.json"))
    lint = schema["properties"]["lint"]["properties"]
    found: dict[str, Any] = lint["custom_rules"]["additionalProperties"]
    return found


def kinds_of_items(fields: Mapping[str, Shape]) -> Iterator[str]:
    for shape in fields.values():
        if isinstance(shape, Items | Named):
            yield shape.kind
        if isinstance(shape, Items | Named | Section | Rows):
            yield from kinds_of_items(shape.fields)


def has_text(shape: Shape) -> bool:
    match shape:
        case Text() | Texts():
            return True
        case Section() | Rows():
            return any(map(has_text, shape.fields.values()))
        case _:
            return False


def test_the_kinds_of_the_schema_are_those_of_a_policy() -> None:
    where = custom_rule_schema()["properties"]["where"]["properties"]
    parts = {key for key, shape in POLICY.items() if has_text(shape)}
    assert set(where["kinds"]["items"]["enum"]) == {*kinds_of_items(POLICY), *parts}


RULE: dict[str, Json] = {"code": "OWN101", "message": "No.", "forbid": ["greet"]}


@pytest.mark.parametrize(
    "change",
    [
        {"forbid": []},
        {"forbid": "greet"},
        {"forbid": [3]},
        {"forbid": None},
        {"requires": {"words": ["greet"]}},
        {"require": {"words": ["greet"]}},
        {"where": {"kind": ["script"]}},
        {"where": {"kinds": "script"}},
        {"where": {"levels": ["shall"]}},
        {"match_case": "yes"},
        {"forbid": None, "require": {"words": ["x"], "within": "book"}},
        {"forbid": None, "require": {"word": ["x"]}},
        {"forbid": None, "substitute": {"a": 3}},
        {"forbid": None, "substitute": {}},
        {"forbid": None, "occurrence": {"words": ["x"]}},
        {"forbid": None, "occurrence": {"words": ["x"], "at_most": 0}},
        {"forbid": None, "occurrence": {"words": ["x"], "at_most": True}},
        {"forbid": None, "consistency": {"either": ["x"]}},
        {"forbid": None, "consistency": {"either": ["x"], "or": ["y"], "within": "item"}},
        {"forbid": None, "conditional": {"if": ["x"]}},
        {"forbid": None, "readability": {"from_words": 30}},
        {"forbid": None, "required": {"when_filled": ["x"]}},
        {"forbid": None, "required": {"keys": ["x"], "when_is": {"y": []}}},
        {"forbid": None, "required": {"keys": ["x"], "when_is": ["y"]}},
        {"code": "OWN1"},
        {"code": "REF001"},
        {"message": None},
        {"severity": "fatal"},
        {"why": 3},
    ],
    ids=str,
)
def test_what_cannot_be_used_is_told_by_the_schema_and_does_not_run(change: dict[str, Any]) -> None:
    said = {key: value for key, value in (RULE | change).items() if value is not None}
    found = own_rules({"no-greeting": said})
    assert found.unusable == ("no-greeting",)
    custom = "no-greeting: " + json.dumps(said)
    result = lint_own("", custom=custom)
    assert not [each for each in result.findings if each.code == "OWN101"]
    broken = [each for each in result.findings if each.code.startswith("SCH")]
    assert broken
    assert all(each.location.path == "policykit.yaml" for each in broken)
    demand_told(found, result.findings)
    with pytest.raises(SettingsError, match="cannot be used"):
        demand_told(found, ())


def test_a_mistyped_check_is_told_with_the_one_that_is_meant() -> None:
    result = lint_own(
        "", custom="no-greeting:\n  code: OWN101\n  message: No.\n  forbit: [greet]\n"
    )
    found = [each for each in result.findings if "forbit" in each.message]
    assert [place(each.location) for each in found] == ["policykit.yaml:10:7-13"]
    assert "forbid" in found[0].hint + found[0].mended


def test_codes_and_names_are_there_once() -> None:
    with pytest.raises(SettingsError, match="OWN101"):
        own_rules({"one": RULE, "two": RULE})
    for name in ("sentence-too-long", "law", "own"):
        with pytest.raises(SettingsError, match="called as another"):
            joined(rules(), own_rules({name: RULE}))


def test_a_comment_takes_a_finding_off_by_code_or_name() -> None:
    for written in ("OWN101", "no-greeting"):
        example = f"summary: We greet. # policykit: ignore[{written}] we do\n"
        result = lint_own(example, custom="no-greeting: " + json.dumps(RULE))
        assert [each.location.pointer[0] for each in result.taken_off] == ["summary"]
        assert [each.location.pointer[0] for each in own(result)] == ["statements"]


def test_settings_speak_of_a_custom_rule_as_of_any_other() -> None:
    example = (
        "---\n# policykit.yaml\nlint:\n  extends: minimal\n  custom_rules:\n"
        f"    no-greeting: {json.dumps(RULE)}\n  rules: {{no-greeting: LEVEL}}\n"
    )
    on = own(lint_own(example.replace("LEVEL", "error")))
    assert [each.severity for each in on] == [Severity.ERROR]
    assert own(lint_own(example.replace("LEVEL", "off"))) == []
    without = example.replace("  rules: {no-greeting: LEVEL}\n", "")
    assert [each.severity for each in own(lint_own(without))] == [Severity.WARNING]


def test_a_finding_keeps_its_fingerprint_when_lines_move_and_rules_come() -> None:
    first = own(lint_own("summary: We greet.\n", custom="no-greeting: " + json.dumps(RULE)))
    more = RULE | {"code": "OWN001", "forbid": ["nothing"]}
    custom = f"another: {json.dumps(more)}\nno-greeting: {json.dumps(RULE)}"
    later = own(lint_own("# A remark\n\nsummary: We greet.\n", custom=custom))
    assert [each.fingerprint for each in first] == [each.fingerprint for each in later]


def test_no_rules_are_no_trouble() -> None:
    assert own_rules({}) == OwnRules()


DOCUMENT = Path(__file__).parents[2] / "docs" / "custom-rules.md"


def shown() -> Iterator[Any]:
    """The examples of the document: a check, its rule, the files, and what is found there."""
    for part in DOCUMENT.read_text(encoding="utf-8").split("\n### ")[1:]:
        key = part.partition("\n")[0]
        blocks = re.findall(r"```(?:yaml|text)\n(.*?)```", part.partition("\n## ")[0], re.DOTALL)
        yield pytest.param(key, *blocks, id=key)


@pytest.mark.parametrize(("key", "rule", "example", "found"), tuple(shown()))
def test_the_document_shows_what_a_check_finds(
    key: str, rule: str, example: str, found: str
) -> None:
    (said,) = yaml.safe_load(rule).values()
    assert key in said
    findings = tuple(own(lint_own(example, custom=rule)))
    concise = findings_format("concise")(FindingsReport(findings=findings), Style())
    assert concise == found


def test_the_document_shows_every_check() -> None:
    assert [each.values[0] for each in shown()] == KEYS


def test_the_first_rule_of_the_document_shows_all_that_can_be_said() -> None:
    block = DOCUMENT.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    found = own_rules(yaml.safe_load(block)["lint"]["custom_rules"])
    assert not found.unusable
    example = """\
scripts:
  - id: late
    title: A parcel is late
    channels: [email]
    text: We guarantee it in 24 hours, with no further questions.
"""
    told = own(lint_own(f"{example}---\n{block}"))
    assert [each.message for each in told] == [
        'We cannot hold "guarantee".',
        'We cannot hold "in 24 hours".',
        'We cannot hold "no further questions".',
    ]
    assert {each.severity for each in told} == {Severity.ERROR}


@pytest.mark.parametrize(("key", "rule", "example", "found"), tuple(shown()))
def test_a_rule_can_be_handed_to_another_process(
    key: str, rule: str, example: str, found: str
) -> None:
    (made,) = own_rules(yaml.safe_load(rule)).rules
    assert pickle.loads(pickle.dumps(made)) == made, (key, example, found)  # noqa: S301 - what was made on the line itself
