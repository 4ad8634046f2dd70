"""Policy text stays text in every format: no markup, command, formula or terminal code."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

import jsonschema
import pytest
from jsonschema.protocols import Validator
from markdown_it import MarkdownIt
from tests.handbook.pages import Page
from tests.report.shown import ENDINGS, PLACEHOLDER, REPORT, shown, span
from tests.support.program import ROOT

from policykit.model.finding import Edit, Fix, Related
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.formats import Style

DATA = Path(__file__).parent / "data"

PAYLOADS = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover=alert(1) x=\'" autofocus',
    "comment": "--> <!-- ]]> </pre></code></details></textarea></style></script>",
    "entity": "&lt;b&gt; &#60;b&#62; &colon; %3Cb%3E",
    "command": "::error file=a::b\n::stop-commands::token\r\n::add-mask::x",
    "middle": "before ##[error]after ##vso[task.complete] ##teamcity[x]",
    "percent": "%0A::error::x%0D%25",
    "formula": '=HYPERLINK("http://evil.example";"x")',
    "sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "terminal": "\x1b[31mred\x1b]8;;http://evil.example\x07link\x9b2J\x08\x7f",
    "bidi": "\u202eright\u2066to left\u2069 \u2028line \ufeff\U000e0041",
    "surrogate": "lone \ud800 and \ufffe",
    "link": "[click](https://evil.example) ![x](//evil.example/x.png) <https://evil.example>",
    "table": "a | b\n| --- | --- |\n| c |",
    "fence": "```\n~~~\n    code\n# head\n- item\n> quote\n***",
    "mention": "@all #1 !2 owner/shop#3 https://evil.example www.evil.example a@evil.example",
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7}",
}

MARKDOWN_TAGS = re.compile(r"</?(?:details(?: open)?|summary|code)>|<!-- policykit lint -->|\n")
DANGEROUS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def poisoned(text: str) -> FindingsReport:
    """A report with a text everywhere a policy, a path or a comment can put one."""
    place = Location(f"policies/{text}.yaml", span(1, 3, 4), ("statements", text))
    finding = replace(
        PLACEHOLDER,
        name=text,
        message=text,
        hint=text,
        mended=text,
        location=place,
        related=(Related(text, place),),
        fix=Fix(text, (Edit(place.path, span(1, 1, 1), text),), safe=True),
    )
    pages = {
        code: replace(page, summary=text, why=text, how=text, bad=text, good=text)
        for code, page in REPORT.pages.items()
    }
    return replace(
        REPORT,
        findings=(finding, replace(finding, location=Location(text))),
        suppressed=(replace(finding, reason=text),),
        texts={place.path: text, text: text},
        pages=pages,
        name=text,
    )


def visible_length(text: str) -> str:
    """What of a text a terminal could take for more than text."""
    return "".join(
        each for each in text if unicodedata.category(each) in DANGEROUS and each not in "\n\u200b"
    )


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("name", ENDINGS)
def test_nothing_in_a_report_acts_on_a_terminal_or_a_server(name: str, payload: str) -> None:
    text = shown(name, poisoned(payload))
    text.encode()
    assert visible_length(text.replace("\r\n", "\n")) == ""
    assert not re.search(r"##\w*\[", text)
    own = re.compile(r"::(error|warning|notice) [^:]*::") if name == "github" else None
    for line in text.splitlines():
        assert not line.lstrip().startswith("::") or (own and own.match(line)), line


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_commands_are_as_many_as_findings(payload: str) -> None:
    assert len(shown("github", poisoned(payload)).splitlines()) == 2


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_page_has_the_elements_it_has_with_harmless_text(payload: str) -> None:
    def elements(text: str) -> list[str]:
        return re.findall(r"<(/?\w+)", text)

    text = shown("html", poisoned(payload))
    page = Page(text)
    assert elements(text) == elements(shown("html", poisoned("harmless")))
    assert (page.problems, page.handlers, page.loads) == ([], [], ["data:,"])
    assert all(link.startswith("#") for link in page.links)
    assert "49" not in page.said


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_comment_holds_no_markup_but_ours(payload: str) -> None:
    text = shown("markdown", poisoned(payload))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or []]
    every = [*tokens, *inline]
    assert not [each.type for each in every if each.type in {"link_open", "image", "hr"}]
    assert sum(each.type == "heading_open" for each in every) == 1
    assert not [
        left
        for each in every
        if each.type == "html_inline"
        for left in [MARKDOWN_TAGS.sub("", each.content)]
        if left
    ]
    for each in every:
        if each.type == "html_block":
            assert "<" not in re.sub(
                r"</?(?:details(?: open)?|summary|code)>|<!-- policykit lint -->", "", each.content
            )
    outside = "\n".join(each.content for each in inline if each.type == "text")
    assert not re.search(r"[@#!]\w|https?://|www\.", _as_read(text, outside))


def _as_read(text: str, outside: str) -> str:
    """Where addresses would be found: in the text as written, without code and what is ours."""
    fenced = re.sub(r"^ *(`{3,}).*?^ *\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"<summary>.*?</summary>|&#\d+;", " ", fenced) if outside else ""


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_table_has_no_formula_and_no_other_cells(payload: str) -> None:
    text = shown("csv", poisoned(payload))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [len(row) for row in rows] == [len(rows[0])] * 4
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
def test_json_stays_json(name: str, payload: str) -> None:
    text = shown(name, poisoned(payload))
    assert text.isascii()
    json.loads(text)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_xml_stays_xml(payload: str) -> None:
    tags: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _: tags.append(tag)
    parser.Parse(shown("junit", poisoned(payload)).encode(), True)
    assert tags.count("testcase") == 4
    assert set(tags) == {"testsuites", "testsuite", "testcase", "system-out", "failure", "skipped"}


SCHEMAS: dict[str, tuple[type[Validator], Path]] = {
    "json": (
        jsonschema.Draft202012Validator,
        ROOT / "schemas" / "output" / "findings.schema.json",
    ),
    "sarif": (jsonschema.Draft4Validator, DATA / "sarif-2.1.0.schema.json"),
    "gitlab": (jsonschema.Draft202012Validator, DATA / "gitlab-code-quality.json"),
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("name", SCHEMAS)
def test_odd_text_breaks_no_schema(name: str, payload: str) -> None:
    kind, place = SCHEMAS[name]
    schema = json.loads(place.read_text(encoding="utf-8"))
    report = poisoned(payload)
    # The name of a rule never comes from a text; settings with another one are refused.
    findings = tuple(replace(each, name="odd-name") for each in report.findings)
    text = shown(name, replace(report, findings=findings))
    kind(schema, format_checker=kind.FORMAT_CHECKER).validate(json.loads(text))
    assert not re.search("[\ud800-\udfff]", json.dumps(json.loads(text), ensure_ascii=False))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_an_address_in_sarif_is_one(payload: str) -> None:
    run = json.loads(shown("sarif", poisoned(payload)))["runs"][0]
    for result in run["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[\w./~-]|%[0-9A-F]{2})+", uri, re.ASCII)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_xml_has_the_elements_it_may_have(payload: str) -> None:
    rules = json.loads((DATA / "junit.json").read_text(encoding="utf-8"))
    stack: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        assert not stack or tag in rules[stack[-1]]["inside"]
        required, optional = rules[tag]["required"], rules[tag]["optional"]
        assert set(required) <= set(attributes) <= {*required, *optional}
        stack.append(tag)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.Parse(shown("junit", poisoned(payload)).encode(), True)
    assert stack == []


CODES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;(?:id=\d+)?;(file:///shop/[\w%./~-]*)?\x1b\\", re.ASCII)
"""The codes that are ours: a colour, and a link to a file below the folder or its end."""


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_terminal_sees_no_codes_but_ours(payload: str) -> None:
    report = poisoned(payload)
    text = shown("text", report, Style(color=True, links="file:///shop/"))
    assert text.count("file:///shop/") >= len(report.findings)
    plain = CODES.sub("", text)
    assert visible_length(plain) == ""
    assert plain == shown("text", report)


def test_half_a_character_does_not_spoil_a_whole_report() -> None:
    report = poisoned("half \udcff, \\udcff and \N{GRINNING FACE}")
    (first, *_) = json.loads(shown("json", report))["findings"]
    assert first["message"] == "half \N{REPLACEMENT CHARACTER}, \\udcff and \N{GRINNING FACE}"


def test_json_gives_back_what_it_was_given() -> None:
    payload = PAYLOADS["middle"] + PAYLOADS["terminal"]
    report = poisoned(payload)
    assert json.loads(shown("json", report))["findings"][0]["message"] == payload
