"""What nobody may miss of a gap report: the sheet for the wall, doubts, and what is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.report.covered import one_region, report

from policykit.model.coverage import CoverageReport
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style, coverage_format
from policykit.report.html.coverage_around import areas
from policykit.report.html.coverage_wall import wall


def shown(told: CoverageReport, *, everything: bool = False) -> str:
    return str(coverage_format("html")(told, Style(), CoverageView(everything=everything)))


def test_the_first_printed_page_says_all_that_a_wall_needs() -> None:
    found: Any = wall(report())
    assert [each["title"] for each in found["broken"]] == ["Pay back everything"]
    assert [each["where"] for each in found["broken"]] == ["Sweden"]
    assert [each["title"] for each in found["frameworks"]][-1] == (
        "Spanish law on customer service (ES)"
    )
    assert found["frameworks"][-1]["waits"] == "2026-12-28"
    assert found["areas"][0] == {
        "title": "Crisis and continuity",
        "told": "no policy at all; 1 requirement asks for one",
    }
    assert found["areas"][1] == {
        "title": "Returns and refunds",
        "told": "2 missing, 1 partly covered",
    }
    assert [(each["title"], each["told"]) for each in found["owners"]] == [
        ("Lead of returns", "3 things"),
        ("Head of logistics", "1 thing"),
        ("Lead of the service desk", "1 thing"),
        ("Nobody yet", "1 thing"),
    ]


def test_a_sheet_for_the_wall_never_grows_beyond_a_page() -> None:
    whole = report()
    many = tuple(
        replace(each, id=f"{each.id}-{nth}") for nth in range(9) for each in whole.frameworks
    )
    tasks = tuple(replace(whole.tasks[0], owner=f"role-{nth}") for nth in range(30))
    found: Any = wall(replace(whole, frameworks=many, tasks=tasks))
    lines = sum(len(found[key]) for key in ("broken", "frameworks", "areas", "owners"))
    assert lines <= 26
    assert found["more_frameworks"] == "and 33 more"
    assert found["more_owners"] == "and 25 more"


def test_why_the_numbers_are_less_than_the_truth_stands_above_the_bars() -> None:
    made = shown(report())
    assert made.index("policies/broken.yaml.") < made.index('class="whole"')
    assert 'class="doubts"' not in shown(one_region())


def test_what_is_covered_is_printed_where_everything_was_asked_for() -> None:
    assert '<body class="whole-print">' in shown(report(), everything=True)
    assert "<body>" in shown(report())


def test_practice_is_held_against_an_earlier_day_and_says_how_much_was_asked() -> None:
    (one,) = (each for each in report().practice if each.area == "returns")
    twice = replace(
        one,
        assessments=(
            replace(one.assessments[0], date="2026-05-01"),
            one.assessments[0],
            one.assessments[0],
        ),
    )
    found: Any = areas(replace(report(), practice=(twice,)))
    lived = next(each["practice"] for each in found if each["practice"])
    assert lived["moved"] == "→ as before since 2026-05-01"
    assert lived["told"] == "2 of 5 questions, assessed on 2026-10-20"
