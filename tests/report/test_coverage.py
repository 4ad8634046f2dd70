"""What people are told of gaps: whole reports, what comes first, and what no report may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from tests.report.coverage_shown import CASES, EVERYTHING, SNAPSHOTS, poisoned, shown
from tests.report.covered import TREND, empty, one_region, report
from tests.report.shown import PLACEHOLDER
from tests.report.test_injection import PAYLOADS, visible_length

from policykit.model.coverage import (
    Against,
    Coverage,
    CoverageReport,
    FrameworkCoverage,
    MatrixCell,
    RequirementCoverage,
    State,
    Tally,
    Waiver,
)
from policykit.model.errors import PolicykitError
from policykit.model.finding import Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.coverage_groups import alike, groups, waivers, worst_first
from policykit.report.coverage_view import VIEWS, CoverageView
from policykit.report.coverage_words import cell_told, headline, moved, waiver_told
from policykit.report.formats import Style, coverage_format, formats
from policykit.report.markdown.coverage import MARKER, MOST_CHARACTERS, document
from policykit.report.text.coverage_tables import bar
from policykit.report.visible import columns

READ = ("text", "markdown", "github")
OUR_TAGS = re.compile(rf"</?(?:details|summary|code|b)>|<br>|{MARKER}|\n")
PLAIN = [pytest.param(payload, id=name) for name, payload in PAYLOADS.items()]


def of(*states: tuple[str, State], severity: Severity = Severity.ERROR) -> RequirementCoverage:
    """A requirement with these states by region."""
    return RequirementCoverage(
        name="core.x",
        framework="core",
        title="",
        requirement="",
        area="returns",
        severity=severity,
        location=Location("schemas/frameworks/core.yaml"),
        regions=tuple(
            Coverage(requirement="core.x", region=region, state=state) for region, state in states
        ),
    )


def reported(*requirements: RequirementCoverage) -> CoverageReport:
    framework = FrameworkCoverage(
        id="core",
        title="Core",
        jurisdiction="",
        location=Location("schemas/frameworks/core.yaml"),
        applies=True,
        because="It applies to everyone.",
        requirements=requirements,
    )
    return CoverageReport(
        name="", today=date(2026, 11, 22), regions=("SE", "DE"), frameworks=(framework,)
    )


@pytest.mark.parametrize("name", CASES)
def test_a_format_prints_the_report_made_by_hand_like_this(name: str) -> None:
    assert CASES[name]() == (SNAPSHOTS / name).read_text(encoding="utf-8")


def test_formats_for_people_are_there() -> None:
    assert {*READ} <= {*formats("coverage")}


@pytest.mark.parametrize("name", formats("coverage"))
@pytest.mark.parametrize("make", [report, one_region, empty], ids=["two", "one", "empty"])
def test_every_format_takes_every_view(name: str, make: Callable[[], CoverageReport]) -> None:
    for by in VIEWS:
        made = coverage_format(name)(make(), Style(), CoverageView(by, tasks=True, skeletons=True))
        assert made or (name == "github" and make is empty)


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(PolicykitError) as caught:
        coverage_format("docx")
    assert caught.value.message == "There is no format 'docx' for coverage."
    assert caught.value.hint == f"Use one of {', '.join(formats('coverage'))}."


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            empty(),
            (
                "No framework applies, so nothing is required of these policies, "
                "and nobody can say what they cover."
            ),
        ),
        (
            reported(of(("SE", State.WAIVED)), of(("SE", State.NOT_APPLICABLE))),
            "Nothing is required: every requirement is waived or does not apply.",
        ),
        (reported(of(("SE", State.COVERED))), "The one requirement is covered."),
        (
            reported(of(("SE", State.COVERED)), of(("SE", State.COVERED), ("DE", State.WAIVED))),
            "All 2 requirements are covered.",
        ),
        (
            reported(of(("SE", State.COVERED), ("DE", State.OUTDATED))),
            "0 of 1 requirement is covered (0 %); 1 outdated.",
        ),
        (
            reported(*(of(("SE", State.COVERED)) for _ in range(999)), of(("SE", State.MISSING))),
            "999 of 1000 requirements are covered (99 %); 1 missing.",
        ),
    ],
    ids=["none-applies", "none-counts", "one", "all", "outdated", "nearly-all"],
)
def test_the_headline_never_says_more_than_there_is(told: CoverageReport, said: str) -> None:
    assert headline(told) == said
    assert shown("text", told, Style(140)).splitlines()[0] == said


def test_nothing_required_is_never_told_as_full_coverage() -> None:
    for name in READ:
        assert "100 %" not in shown(name, empty())


@pytest.mark.parametrize("by", VIEWS)
def test_every_view_has_every_gap(by: str) -> None:
    for_all = {each.name for each in report().requirements if each.state.is_gap}
    text = shown("text", report(), Style(140), CoverageView(by))
    assert all(name in text for name in for_all)
    gathered = groups(report(), by)
    assert {each.name for group in gathered for each in group.requirements} == {
        each.name for each in report().requirements
    }
    assert all(group.requirements for group in gathered)


def test_a_region_has_what_holds_there_alone() -> None:
    sweden, germany = groups(report(), "region")
    assert [each.title for each in (sweden, germany)] == ["Sweden", "Germany"]
    assert "eu-consumer.refund" in {each.name for each in sweden.gaps}
    assert "eu-consumer.refund" not in {each.name for each in germany.gaps}


def test_the_law_comes_first_then_severity_then_state() -> None:
    names = [each.name for each in worst_first(report().requirements)]
    assert names == [
        "eu-consumer.refund",
        "eu-consumer.withdrawal-button",
        "eu-consumer.delivery",
        "se-consumer.answer",
        "havsby.hostile",
        "core-service.told-to-staff",
        "core-service.live-chat",
        "core-service.crisis-plan",
    ]
    text = shown("text", report())
    assert text.index("Below the law") < text.index("Since main") < text.index("A button to cancel")


def test_a_promise_below_the_law_is_told_once_with_both_places() -> None:
    text = " ".join(shown("text", report(), Style(140)).split())
    assert text.count("policies/returns.yaml:58") == 1
    assert text.count("schemas/frameworks/eu-consumer.yaml:71 (shipped)") == 1
    assert "Pay back everything: below the law, told above" in text


def test_regions_that_fare_alike_are_told_once() -> None:
    one, other = (
        Coverage(requirement="a.b", region="SE", state=State.COVERED),
        Coverage(requirement="a.b", region="DE", state=State.MISSING),
    )
    requirement = replace(
        of(), regions=(one, other, replace(one, region="NO"), replace(other, region="FI"))
    )
    assert [(part.coverage.state, part.regions) for part in alike(requirement)] == [
        (State.MISSING, ("DE", "FI")),
        (State.COVERED, ("SE", "NO")),
    ]


def test_what_is_covered_is_shown_only_where_everything_is_asked_for() -> None:
    usual, whole = (shown("text", report(), Style(140), view) for view in (None, EVERYTHING))
    rule = "We must let customers cancel an online order"
    assert rule not in usual
    assert rule in whole
    assert "The organisation visits nobody at home." in whole


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_skeleton_comes_whole_and_only_where_asked_for(name: str) -> None:
    yaml = "  refund-time:\n    kind: deadline\n    from: withdrawal-received\n"
    assert yaml not in shown(name, report())
    pasted = shown(name, report(), view=CoverageView(skeletons=True))
    inside = next(line for line in pasted.split("\n") if line.endswith("  refund-time:"))
    indent = inside.removesuffix("  refund-time:")
    assert "".join(f"{indent}{line}\n" for line in yaml.splitlines()) in pasted


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        ({"days_left": -1}, "waived until 2026-12-01, 1 day ago, by boss: Why."),
        ({"days_left": 0}, "waived until today, by boss: Why."),
        ({"days_left": 30}, "waived until 2026-12-01, 30 days left, by boss: Why."),
        (
            {"days_left": 2, "regions": ("SE",)},
            "waived in SE until 2026-12-01, 2 days left, by boss: Why.",
        ),
        (
            {"days_left": 2, "regions": ("SE", "DE")},
            "waived until 2026-12-01, 2 days left, by boss: Why.",
        ),
        (
            {"days_left": 9, "is_idle": True},
            "waived until 2026-12-01 for nothing: there is no gap, by boss: Why.",
        ),
    ],
)
def test_a_waiver_says_until_when_and_by_whom(waiver: dict[str, object], said: str) -> None:
    made = Waiver(
        requirement="a.b",
        reason="Why.",
        owner="boss",
        until="2026-12-01",
        location=Location("policykit.yaml"),
        **waiver,  # type: ignore[arg-type] # the fields of the class, as the cases name them
    )
    assert waiver_told(reported(), made) == said


@pytest.mark.parametrize(
    ("days", "idle", "group"),
    [
        (-1, False, "over"),
        (-1, True, "over"),
        (0, False, "soon"),
        (30, False, "soon"),
        (31, False, "in_force"),
        (5, True, "idle"),
    ],
)
def test_waivers_are_sorted_by_what_has_to_be_done(days: int, group: str, *, idle: bool) -> None:
    waiver = replace(report().waivers[0], days_left=days, is_idle=idle)
    sorted_out = waivers(replace(report(), waivers=(waiver,)))
    assert getattr(sorted_out, group) == (waiver,)
    assert sum(map(len, (sorted_out.over, sorted_out.soon, sorted_out.idle))) <= 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (MatrixCell("web", "return"), "nothing"),
        (MatrixCell("web", "return", rules=2), "no target"),
        (MatrixCell("web", "return", closed=("SE", "DE"), rules=2), "closed"),
        (MatrixCell("web", "return", unanswered=("SE", "DE")), "no target"),
        (
            MatrixCell("web", "return", unanswered=("SE",), closed=("DE",)),
            "no target in Sweden; closed in Germany",
        ),
    ],
)
def test_a_cell_says_what_is_not_there(cell: MatrixCell, said: str) -> None:
    assert cell_told(report(), cell) == said


def test_a_cell_with_many_answers_says_each_once_and_counts_the_rest() -> None:
    matrix = report().matrix
    assert matrix is not None
    answer = matrix.cells[0].answers[0]
    answers = [replace(answer, first_response=f"{hours} hours") for hours in (1, 1, 2, 3, 4, 5)]
    cell = MatrixCell("web", "return", (*answers, replace(answer, first_response="")))
    assert cell_told(report(), cell) == "1 hours; 2 hours; 3 hours; 3 more"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(20, 21, "↑ up 1 point"), (50, 20, "↓ down 30 points"), (7, 7, "→ as before")],
)
def test_an_arrow_has_its_number(before: int, after: int, said: str) -> None:
    assert moved(before, after) == said


@settings(max_examples=200)
@given(
    st.tuples(*[st.integers(0, 5000)] * 4).filter(any),
    st.integers(4, 40),
)
def test_a_bar_is_as_long_as_it_should_be_and_shows_every_state(
    counts: tuple[int, int, int, int], length: int
) -> None:
    covered, partial, outdated, missing = counts
    made = bar(Tally(covered, partial, outdated, missing), length)
    assert sum(len(text) for text, _ in made) == length
    assert len(made) == sum(map(bool, counts))
    full = len(made[0][0]) if covered else 0
    assert full * sum(counts) <= max(covered * length, sum(counts))


@pytest.mark.parametrize("width", [60, 80, 100, 110])
@pytest.mark.parametrize("by", VIEWS)
def test_no_line_at_a_terminal_is_wider_than_it(width: int, by: str) -> None:
    for payload in ("words " * 40, "w" * 300, "返品 " * 60, "harmless"):
        text = shown("text", poisoned(payload), Style(width), CoverageView(by, tasks=True))
        assert max(map(columns, text.splitlines())) <= width


def test_colour_says_nothing_that_is_not_said_in_words() -> None:
    plain, colored = (shown("text", report(), Style(100, color=each)) for each in (False, True))
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain
    assert colored != plain


def test_a_trend_without_shares_is_told() -> None:
    points = tuple(replace(point, tally=Tally()) for point in TREND)
    text = shown("text", replace(report(), trend=points))
    assert "········" in text
    assert "nothing to count" in text


def test_nothing_turned_since_a_revision() -> None:
    against = Against("main", "", Tally(covered=1))
    for name in ("text", "markdown"):
        text = " ".join(shown(name, replace(report(), against=against)).split())
        said = "Since main: nothing turned. Covered then 1 of 1 (100 %), now 2 of 10 (20 %)."
        assert said in text


def test_mistakes_in_frameworks_are_told_the_worst_first() -> None:
    mild = replace(PLACEHOLDER, severity=Severity.INFO, message="A note.")
    grave = replace(PLACEHOLDER, severity=Severity.ERROR, message="Two of one name.")
    told = replace(report(), problems=FindingsReport(findings=(mild, grave)))
    for name in READ:
        text = shown(name, told)
        assert text.index("Two of one name.") < text.index("A note.")


def test_annotations_are_at_most_ten_of_a_kind_and_count_the_others() -> None:
    gaps = [
        replace(of(("SE", State.MISSING), severity=severity), name=f"core.{severity}-{number}")
        for severity in (Severity.INFO, Severity.ERROR, Severity.WARNING)
        for number in range(15)
    ]
    lines = shown("github", reported(*gaps)).splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[-1].endswith("::and 16 more annotations; policykit gaps tells everything.")


def test_an_annotation_stands_where_somebody_would_look() -> None:
    places = dict(
        re.findall(r"file=([^,]+),.*?title=([^:%]+)%3A", line)[0][::-1]
        for line in shown("github", report(), Style(prefix="shop/")).splitlines()
        if "file=" in line and "cannot be read" not in line
    )
    assert places["eu-consumer.refund"] == "shop/policies/returns.yaml"
    assert places["eu-consumer.withdrawal-button"] == "shop/policykit.yaml"
    own = replace(of(("SE", State.MISSING)), location=Location("schemas/frameworks/core.yaml"))
    assert "file=schemas/frameworks/core.yaml," in shown("github", reported(own))


@pytest.mark.parametrize("payload", PLAIN)
@pytest.mark.parametrize("view", [CoverageView(), EVERYTHING], ids=["usual", "everything"])
@pytest.mark.parametrize("name", READ)
def test_nothing_in_a_report_acts_on_a_terminal_or_a_server(
    name: str, payload: str, view: CoverageView
) -> None:
    for told in (poisoned(payload), poisoned(payload, one_region()), poisoned(payload, empty())):
        text = shown(name, told, Style(width=60), view)
        text.encode()
        assert visible_length(text) == ""
        assert not re.search(r"##\w*\[", text)
        own = re.compile(r"::(error|warning|notice) [^:]*::") if name == "github" else None
        for line in text.splitlines():
            assert not line.lstrip().startswith("::") or (own and own.match(line)), line


@pytest.mark.parametrize("payload", PLAIN)
@pytest.mark.parametrize("view", [CoverageView(), EVERYTHING], ids=["usual", "everything"])
def test_a_comment_holds_no_markup_but_ours(payload: str, view: CoverageView) -> None:
    read = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    kinds: list[list[str]] = []
    for each in (payload, "harmless"):
        text = shown("markdown", poisoned(each), view=view)
        tokens = read.parse(text)
        every = [*tokens, *(child for token in tokens for child in token.children or [])]
        kinds.append([token.type for token in every if token.type not in {"text", "text_special"}])
        for token in every:
            if token.type == "html_inline":
                assert OUR_TAGS.sub("", token.content) == ""
            if token.type == "html_block":
                assert "<" not in OUR_TAGS.sub("", token.content)
    assert kinds[0] == kinds[1]


@settings(max_examples=30, deadline=None)
@given(st.integers(2_000, MOST_CHARACTERS), st.integers(0, 60))
def test_a_comment_keeps_within_its_limit(limit: int, times: int) -> None:
    framework = report().frameworks[0]
    many = replace(framework, requirements=framework.requirements * times)
    told = replace(report(), frameworks=(many, *report().frameworks[1:]))
    text = document(told, EVERYTHING, limit)
    assert len(text) <= limit
    assert text.count("<details>") == text.count("</details>")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.integers(60, 110))
def test_any_words_can_be_told(words: str, width: int) -> None:
    told = poisoned(words)
    for name in READ:
        text = shown(name, told, Style(width), EVERYTHING)
        assert not text or text.endswith("\n")
