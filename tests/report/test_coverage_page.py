"""The page of coverage: sound, whole, quiet, with pictures that are true.

`python -m tests.report.test_coverage_page` writes the snapshot anew; read what changed.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.handbook.pages import VOID, Page
from tests.report.covered import REFUND_REASON, TREND, WAIVED_SOON, empty, one_region, report
from tests.report.test_injection import PAYLOADS

from policykit.model.coverage import (
    Answer,
    CoverageReport,
    Evidence,
    HeatCell,
    MatrixCell,
    State,
    Tally,
    TrendPoint,
    Waiver,
    Warmth,
)
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.coverage_view import VIEWS, CoverageView
from policykit.report.formats import Style, coverage_format, formats
from policykit.report.html.coverage_around import against, waiver_left
from policykit.report.html.coverage_contacts import matrix
from policykit.report.html.coverage_phrases import link, regions_all, regions_short
from policykit.report.html.coverage_pictures import bar, heat, spark, trend

SNAPSHOT = Path(__file__).parent / "data" / "coverage.html"
REPORTS: Mapping[str, Callable[[], CoverageReport]] = {
    "report": report,
    "one_region": one_region,
    "empty": empty,
}
HEBREW = "שלום "

ADDRESSES = {"page", "url"}
"""Whether these become links is up to what they are, which has a test of its own."""

COUNTS = st.integers(0, 300)
TALLIES = st.builds(Tally, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)


def shown(made: CoverageReport, by: str = "framework") -> str:
    text = coverage_format("html")(made, Style(), CoverageView(by=by))
    assert isinstance(text, str)
    return text


def snapshot() -> str:
    """The page without its styles."""
    text = re.sub(r"<style>.*?</style>", "<style></style>", shown(report()), flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", text)


def test_the_page_is_like_this() -> None:
    assert snapshot() == SNAPSHOT.read_text(encoding="utf-8")


def test_it_is_one_of_the_formats() -> None:
    assert "html" in formats("coverage")


@pytest.mark.parametrize("by", VIEWS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_page_is_sound(name: str, by: str) -> None:
    page = Page(shown(REPORTS[name](), by))
    assert page.problems == []
    assert page.handlers == []
    assert loaded(page) == {"data:,"}
    assert page.languages == ["en"]
    inside = [each for each in page.links if each.startswith("#")]
    assert [each for each in inside if each.removeprefix("#") not in page.ids] == []


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_allows_its_own_styles_and_nothing_else(name: str) -> None:
    text = shown(REPORTS[name]())
    (styles,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in text
    assert "default-src 'none';" in text
    assert "script" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).lower()
    assert 'style="' not in text
    assert "@import" not in styles
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {
        "#weave-partial",
        "#weave-outdated",
        "#weave-missing",
    }


@pytest.mark.parametrize("by", VIEWS)
def test_the_page_says_everything_the_report_does(by: str) -> None:
    whole = report()
    said = Page(shown(whole, by)).said
    for requirement in whole.requirements:
        for part in (requirement.title, requirement.requirement, requirement.cite):
            assert told(part) in said
        for cell in requirement.regions:
            for part in (cell.because, *cell.notes, *(each.text for each in cell.evidence)):
                assert told(part) in said
            for reason in cell.reasons:
                for part in (reason.need, reason.message, reason.do):
                    assert told(part) in said
                assert all(told(line) in said for line in reason.skeleton.split("\n"))
                assert all(told(each.text) in said for each in reason.found)
    for waiver in whole.waivers:
        assert told(waiver.reason) in said
    for task in whole.tasks:
        assert told(task.do) in said
    for gate in whole.gates:
        assert told(gate.told) in said
    for framework in whole.frameworks:
        assert told(framework.title) in said
    assert "No region of the organisation is in the UK." in said


def loaded(page: Page) -> set[str]:
    """What the page asks for from elsewhere, but for the signs within it."""
    return {each for each in page.loads if each.removeprefix("#") not in page.ids}


def told(text: str) -> str:
    """A text as it stands on the page: what acts is spelt out, spaces are one."""
    shown_text = text.replace("\x1b", "\\u001b").replace("\u202e", "\\u202e")
    return " ".join(shown_text.split())


def test_what_breaks_the_law_comes_before_all_else() -> None:
    text = shown(report())
    headings = re.findall(r'<h2 id="([a-z-]+)"', text)
    assert headings == [
        "law",
        "no-policy",
        "frameworks",
        "heat",
        "trend",
        "against",
        "matrix",
        "areas",
        "required",
        "tasks",
        "waivers",
        "not-applicable",
        "how",
    ]
    law = Page(text[text.index('id="law"') : text.index('id="no-policy"')]).said
    for part in (
        REFUND_REASON.message,
        REFUND_REASON.found[0].text,
        "policies/returns.yaml:58",
        "schemas/frameworks/eu-consumer.yaml:71",
        "Directive 2011/83/EU art. 13 (checked on 2026-11-21)",
        "in Sweden",
    ):
        assert part in law


@pytest.mark.parametrize("by", VIEWS)
def test_a_promise_below_the_law_leads_its_group(by: str) -> None:
    text = shown(report(), by)
    required = text[text.index('id="required"') :]
    first = re.search(r"<h4><bdi>(.*?)</bdi></h4>", required)
    assert first is not None
    assert first[1] == "Pay back everything"


def test_where_no_framework_applies_the_page_says_so() -> None:
    text = shown(empty())
    heading = re.search(r"<h1>.*?</h1>", text, re.DOTALL)
    assert heading is not None
    assert "No framework applies" in heading[0]
    assert "%" not in heading[0]
    assert "<title>No framework applies" in text
    assert "No region of the organisation is in the UK." in Page(text).said
    assert 'class="bar"' not in text


def test_where_all_is_waived_nothing_is_covered() -> None:
    whole = report()
    waived = replace(
        whole,
        frameworks=tuple(
            replace(
                framework,
                requirements=tuple(
                    replace(
                        each,
                        regions=tuple(
                            replace(one, state=State.WAIVED, reasons=()) for one in each.regions
                        ),
                    )
                    for each in framework.requirements
                ),
            )
            for framework in whole.frameworks
        ),
    )
    heading = re.search(r"<h1>.*?</h1>", shown(waived), re.DOTALL)
    assert heading is not None
    assert "Nothing is asked for" in heading[0]
    assert "%" not in heading[0]


def test_a_problem_of_a_framework_is_told_near_the_top() -> None:
    finding = Finding(
        code="GAP004",
        name="requirement-twice",
        severity=Severity.ERROR,
        message="The requirement refund stands twice.",
        location=Location("frameworks/havsby.yaml"),
    )
    text = shown(replace(report(), problems=FindingsReport(findings=(finding,))))
    assert (
        text.index('id="law"')
        < text.index("The requirement refund stands twice.")
        < text.index('id="frameworks"')
    )


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_words_of_others_stay_words(payload: str) -> None:
    harmless, hostile = (shown(everywhere(report(), text)) for text in ("words", payload))
    assert tags(hostile) == tags(harmless)
    assert hostile.count("requirement-") == harmless.count("requirement-")
    page = Page(hostile)
    assert "49" not in page.said
    assert page.handlers == []
    assert loaded(page) == {"data:,"}
    assert not any(each.startswith(("javascript:", "data:")) for each in page.links)
    assert not set(hostile) & {"\x1b", "\u202e", "\x00", "\x07", "\x9b", "\ud800"}


def everywhere(value: Any, text: str) -> Any:  # noqa: ANN401 - any part of a report
    """A value with a text before every other; names that belong together still do."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return f"{text}{value}" if value else ""
    if isinstance(value, tuple):
        return tuple(everywhere(each, text) for each in value)
    if isinstance(value, Mapping):
        return {
            key if isinstance(each, Mapping) else everywhere(key, text): everywhere(each, text)
            for key, each in value.items()
        }
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        each.name: everywhere(getattr(value, each.name), text)
        for each in fields(value)
        if each.name not in ADDRESSES
    }
    return replace(value, **changed)


class Surrounded(HTMLParser):
    """Gathers the texts with a Hebrew word that nothing keeps apart from the words around."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.loose: list[str] = []
        self.kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, ("dir", "auto") in attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if HEBREW not in data:
            return
        tag, is_auto = self.open[-1]
        if is_auto or tag in {"bdi", "code", "title", "text"}:
            self.kept += 1
        else:
            self.loose.append(f"{tag}: {data}")


def test_words_written_from_right_to_left_turn_nothing_around_them() -> None:
    page = Surrounded()
    page.feed(shown(everywhere(report(), HEBREW)))
    assert page.loose == []
    assert page.kept > 300


def tags(text: str) -> list[str]:
    return re.findall(r"</?[a-z][^\s>]*", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://handbook.example/en/returns.html#refund", True),
        ("http://handbook.example/", True),
        ("../en/policies/returns.html#refund", True),
        ("en/returns.html#a:b", True),
        ("", False),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//elsewhere.example/", False),
        ("\\\\elsewhere\\share", False),
        ("\x01javascript:alert(1)", False),
    ],
)
def test_a_link_leads_to_the_web_or_beside_the_page(address: str, kept: bool) -> None:
    assert link(address) == (address if kept else "")


@given(TALLIES)
def test_the_parts_of_a_bar_fill_it_and_each_is_seen(counts: Tally) -> None:
    parts: Any = bar(counts)["parts"]
    given_counts = {
        "covered": counts.covered,
        "partial": counts.partial,
        "outdated": counts.outdated,
        "missing": counts.missing,
    }
    assert [each["look"] for each in parts] == [name for name, many in given_counts.items() if many]
    end = 0.0
    for each in parts:
        start, width = (float(each[name].removesuffix("%")) for name in ("at", "width"))
        assert start == pytest.approx(end, abs=0.02)
        assert width >= 1.1
        assert width == pytest.approx(
            100 * given_counts[each["look"]] / counts.counted, abs=3 * 1.2
        )
        end = start + width
    assert end == pytest.approx(100 if parts else 0, abs=0.03)


@settings(max_examples=60)
@given(st.lists(TALLIES, min_size=1, max_size=70))
def test_the_line_is_higher_where_more_is_covered(tallies: list[Tally]) -> None:
    points = [
        TrendPoint(f"p{nth}", "", date.fromordinal(738_000 + nth), each)
        for nth, each in enumerate(tallies)
    ]
    drawn: Any = trend(points, ())
    known = [
        (each.percent, point["y"])
        for each, point in zip(tallies, drawn["points"], strict=True)
        if each.percent is not None
    ]
    assert [point["y"] for point in drawn["points"]].count(None) == len(tallies) - len(known)
    for (one, high), (other, low) in itertools.pairwise(known):
        assert (high <= low) == (one >= other) or high == low
    assert all(30 <= y <= drawn["floor"] for _, y in known)
    xs = [float(point["x"].removesuffix("%")) for point in drawn["points"]]
    assert xs == sorted(xs)
    assert sum(bool(point["name"]) for point in drawn["points"]) <= 5
    pairs = itertools.pairwise(tallies)
    assert len(drawn["steps"]) == sum(
        one.percent is not None and other.percent is not None for one, other in pairs
    )


@pytest.mark.parametrize(
    ("name", "commit", "told"),
    [
        ("2026-11", "ab" * 20, "2026-11"),
        ("v2026.11.22", "ab" * 20, "v2026.11.22"),
        ("v2026.11.22-rc1", "ab" * 20, "v2026.11.2…"),
        ("ab" * 20, "ab" * 20, "ababababa"),
    ],
)
def test_a_long_name_is_cut_below_the_line_and_whole_in_the_table(
    name: str, commit: str, told: str
) -> None:
    drawn: Any = trend([replace(TREND[0], name=name, commit=commit)], ())
    assert drawn["points"][0]["name"] == told
    assert drawn["rows"][0]["name"] == name


def test_the_table_below_the_line_has_the_latest_first_and_how_it_moved() -> None:
    drawn: Any = trend(TREND, ())
    assert [row["name"] for row in drawn["rows"]] == [each.name for each in reversed(TREND)]
    assert [row["change"] for row in drawn["rows"]] == [
        "↓ down 10 points",
        "↓ down 10 points",
        "↓ down 4 points",
        "↑ up 19 points",
        "↑ up 11 points",
        "↓ down 2 points",
        "↑ up 16 points",
        "",
    ]


@pytest.mark.parametrize(
    ("warmths", "looks"),
    [
        ("an", ["covered", "not-applicable"]),
        ("rn", ["partial", "not-applicable"]),
        ("on", ["outdated", "not-applicable"]),
        ("nn", ["missing", "missing"]),
    ],
)
def test_an_area_with_nothing_at_all_stands_out(warmths: str, looks: list[str]) -> None:
    named = {each.value[0]: each for each in Warmth}
    row = tuple(
        HeatCell("returns", channel, named[letter])
        for channel, letter in zip(("web", "phone"), warmths, strict=True)
    )
    drawn: Any = heat(replace(report(), heat=row, channels=("web", "phone")))
    assert [cell["look"] for cell in drawn["rows"][0]["cells"]] == looks
    assert [each["look"] for each in drawn["legend"]] == [*dict.fromkeys(looks)]


def test_an_area_the_report_does_not_list_is_still_drawn() -> None:
    cells = (HeatCell("new", "web", Warmth.RULES, 1), HeatCell("returns", "web", Warmth.RULES, 1))
    drawn: Any = heat(replace(report(), heat=cells))
    assert [row["title"] for row in drawn["rows"]] == ["Returns and refunds", "new"]
    assert heat(replace(report(), heat=())) is None


def test_a_promise_for_many_contacts_stands_once_with_all_of_them() -> None:
    whole = report()
    assert whole.matrix is not None
    cells = tuple(
        replace(
            cell,
            answers=(
                ANSWER,
                replace(ANSWER, first_response="2 days"),
                replace(ANSWER, first_response="3 days"),
            ),
        )
        for cell in whole.matrix.cells
        if cell.channel != "chat"
    )
    found: Any = matrix(replace(whole, matrix=replace(whole.matrix, cells=cells)))
    assert [each["first"] for each in found["promises"]] == ["1 day", "2 days", "3 days"]
    assert {each["channels"] for each in found["promises"]} == {"Web shop, Phone"}
    assert {each["reasons"] for each in found["promises"]} == {"all"}
    first = found["rows"][0]["cells"][0]
    assert (first["answers"], first["more"]) == (["1 day", "2 days"], "and 1 more")


@pytest.mark.parametrize(
    ("shares", "points"),
    [
        ((), ""),
        ((50,), ""),
        ((None, 50), ""),
        ((0, 100), "0.0,22.0 100.0,2.0"),
        ((0, None, 50), "0.0,22.0 100.0,12.0"),
    ],
)
def test_a_small_line_needs_two_points(shares: tuple[int | None, ...], points: str) -> None:
    assert spark(shares) == points


def test_what_a_branch_waives_is_not_closed() -> None:
    found: Any = against(report(), {})
    assert [each["title"] for each in found["closes"]] == [
        "Cancel a distance order",
        "Everyone knows the promises",
    ]
    assert [each["where"] for each in found["closes"]] == ["every region", "Germany"]
    assert [each["before"] for each in found["opens"]] == ["partly covered"]
    assert [each["title"] for each in found["fell"]] == ["Pay back everything"]
    assert [each["after"] for each in found["others"]] == ["waived"]


ANSWER = Answer("returns", "fast", "1 day", "", "", "", Location("policies/returns.yaml"))


@pytest.mark.parametrize(
    ("cell", "look", "words"),
    [
        (MatrixCell("web", "return"), "missing", "no answer promised"),
        (MatrixCell("web", "return", (ANSWER,)), "covered", "answered"),
        (MatrixCell("web", "return", (ANSWER,), closed=("SE",)), "covered", "answered"),
        (
            MatrixCell("web", "return", (ANSWER,), unanswered=("DE",)),
            "partial",
            "answered in part",
        ),
        (MatrixCell("web", "return", closed=("SE",)), "missing", "no answer promised"),
        (MatrixCell("web", "return", closed=("SE", "DE")), "not-applicable", "not open"),
    ],
)
def test_a_cell_of_the_matrix_says_how_it_stands(cell: MatrixCell, look: str, words: str) -> None:
    whole = report()
    assert whole.matrix is not None
    found: Any = matrix(
        replace(
            whole,
            matrix=replace(whole.matrix, channels=("web",), reasons=("return",), cells=(cell,)),
        )
    )
    (row,) = found["rows"]
    (drawn,) = row["cells"]
    assert (drawn["look"], drawn["words"]) == (look, words)


@pytest.mark.parametrize(
    ("days", "idle", "left"),
    [
        (-1, False, "over since 1 day: a gap again"),
        (-22, True, "over since 22 days: a gap again"),
        (0, False, "ends today"),
        (1, False, "1 day left: ends soon"),
        (30, False, "30 days left: ends soon"),
        (31, False, "31 days left"),
        (39, True, "39 days left; waives nothing, remove it"),
    ],
)
def test_a_waiver_says_how_long_it_holds(days: int, idle: bool, left: str) -> None:
    waiver: Waiver = replace(WAIVED_SOON, days_left=days, is_idle=idle)
    assert waiver_left(waiver) == left


@pytest.mark.parametrize(
    ("regions", "whole", "short"),
    [
        (("",), "", ""),
        ((), "", ""),
        (("SE",), "Sweden", "Sweden"),
        (("SE", "DE"), "Sweden, Germany", "Sweden, Germany"),
        (("SE", "DE", "A", "B"), "Sweden, Germany, A, B", "4 of 5 regions"),
        (("SE", "DE", "A", "B", "C"), "every region", "every region"),
    ],
)
def test_regions_are_named_or_counted(regions: tuple[str, ...], whole: str, short: str) -> None:
    here = replace(report(), regions=("SE", "DE", "A", "B", "C"))
    assert regions_all(here, regions) == whole
    assert regions_short(here, regions) == short


def test_a_large_report_is_a_small_file() -> None:
    whole = report()
    regions = tuple(f"R{nth}" for nth in range(12))
    pattern = [each for each in whole.requirements if each.framework != "havsby"]
    many = tuple(
        replace(
            pattern[nth % len(pattern)],
            name=f"large.requirement-{nth}",
            regions=tuple(
                replace(pattern[nth % len(pattern)].regions[place % 2], region=region)
                for place, region in enumerate(regions)
            ),
        )
        for nth in range(250)
    )
    large = replace(
        whole,
        regions=regions,
        frameworks=(replace(whole.frameworks[0], requirements=many),),
    )
    text = shown(large)
    assert text.count('class="requirement ') == 250
    assert len(text.encode()) < 1_000_000


def test_the_same_text_to_write_stands_once_in_a_requirement() -> None:
    whole = report()
    refund = next(each for each in whole.requirements if each.name == "eu-consumer.refund")
    twice = replace(refund.regions[0], region="DE", evidence=())
    framework = replace(
        whole.frameworks[0], requirements=(replace(refund, regions=(refund.regions[0], twice)),)
    )
    text = shown(replace(whole, frameworks=(framework,)))
    assert text.count("from: withdrawal-received\n") == 1


def test_evidence_without_a_page_has_no_link() -> None:
    bare = Evidence("term", "delivery", "", "", "30 days", Location("policies/delivery.yaml"))
    whole = report()
    cell = replace(whole.requirements[0].regions[0], region="SE", evidence=(bare,))
    framework = replace(
        whole.frameworks[0],
        requirements=(replace(whole.requirements[0], url="", regions=(cell,)),),
    )
    only = CoverageReport(
        name="", today=whole.today, regions=("SE", "DE"), frameworks=(framework,), policies=1
    )
    assert [each for each in Page(shown(only)).links if not each.startswith("#")] == []


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
