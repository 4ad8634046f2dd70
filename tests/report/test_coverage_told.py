"""What is said in words of a gap report: doubts, failures, waivers, turns, days and practice."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.report.coverage_shown import EVERYTHING, shown
from tests.report.covered import one_region, report

from policykit.gaps.failing import failures
from policykit.gaps.waiting import holds_from
from policykit.model.coverage import (
    Against,
    Coverage,
    CoverageReport,
    FrameworkCoverage,
    Gate,
    State,
    Tally,
    Turned,
    Waiver,
)
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.coverage_findings import findings
from policykit.report.coverage_groups import sorted_turns, waivers
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import (
    failing,
    practice_told,
    turned_told,
    waiver_told,
)

PEOPLE = ("text", "markdown")
BARE = replace(
    one_region(), frameworks=(), missing_areas=(), gates=(), unread=(), warnings=(), tasks=()
)
SHUT, OPEN = Gate("ratchet main", False, "Worse."), Gate("fail-under 90", True, "Fine.")


def mistake(severity: Severity) -> FindingsReport:
    found = Finding(
        code="FWK001",
        name="unknown",
        severity=severity,
        message="Wrong.",
        location=Location("schemas/frameworks/own.yaml"),
    )
    return FindingsReport(findings=(found,))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (BARE, ()),
        (replace(BARE, gates=(OPEN,), problems=mistake(Severity.WARNING)), ()),
        (replace(BARE, warnings=("Something.",)), ()),
        (replace(BARE, gates=(OPEN, SHUT)), ("the gate ratchet main is shut",)),
        (
            replace(BARE, gates=(SHUT, replace(OPEN, is_open=False))),
            ("the gates ratchet main and fail-under 90 are shut",),
        ),
        (replace(BARE, unread=(("a.yaml", "No."),)), ("1 file cannot be read",)),
        (replace(BARE, unread=(("a", "No."), ("b", "No."))), ("2 files cannot be read",)),
        (
            replace(BARE, problems=mistake(Severity.ERROR)),
            ("1 mistake in the frameworks or settings",),
        ),
        (
            report(),
            (
                "1 promise breaks the law",
                "the gates fail-under and fail-on are shut",
                "1 file cannot be read",
            ),
        ),
    ],
)
def test_a_run_fails_for_these_and_for_nothing_else(
    told: CoverageReport, why: tuple[str, ...]
) -> None:
    assert failures(told) == why
    sentence = f"This run fails: {'; '.join(why)}." if why else ""
    assert failing(told) == sentence
    for name in PEOPLE:
        lines = " ".join(shown(name, told, view=CoverageView()).split()).replace("**", "")
        assert lines.endswith(sentence) == bool(why) or not why
        assert ("This run fails" in lines) == bool(why)


def test_a_run_that_passes_whatever_is_found_says_so() -> None:
    text = shown("text", report(), view=CoverageView(is_lenient=True))
    assert "This run fails" not in text
    assert "This run would fail, and --exit-zero lets it pass: 1 promise" in text


@pytest.mark.parametrize("name", PEOPLE)
def test_doubts_stand_before_every_number_but_the_headline(name: str) -> None:
    text = shown(name, report())
    doubt = text.index("not the whole truth")
    assert text.index("of 10 requirements are covered") < doubt < text.index("EU consumer law")
    assert "not the whole truth" not in shown(name, one_region())


def test_programs_are_told_of_doubts_and_of_files_unread() -> None:
    told = report()
    found = findings(told).findings
    assert [each.message.rpartition("truth. ")[2] for each in found if each.code == "GAP008"] == [
        *told.warnings
    ]
    assert [each.location.path for each in found if each.code == "GAP009"] == [
        "policies/broken.yaml"
    ]
    assert [each.message for each in found if each.code == "GAP010"] == [
        (
            "The waiver of eu-consumer.refund in Sweden does not count. "
            "A promise below the law cannot be waived."
        )
    ]
    whole = ET.fromstring(shown("junit", told))  # noqa: S314 - of our own making
    assert whole.get("errors") == "1"
    assert [
        each.get("name") for each in whole.iter("testcase") if each.find("error") is not None
    ] == ["policies/broken.yaml can be read"]
    first = shown("github", told).splitlines()
    assert first[0].startswith("::error title=these numbers are not the whole truth::")
    assert first[2].startswith("::error file=policies/broken.yaml,")


@pytest.mark.parametrize("name", [*PEOPLE, "html"])
def test_people_are_led_to_a_command_that_there_is(name: str) -> None:
    text = shown(name, report(), view=EVERYTHING)
    assert "starter" not in text
    assert "policykit gaps --draft crisis-and-continuity" in text


@pytest.mark.parametrize(
    ("change", "group", "said"),
    [
        (
            {"refused": "A promise below the law cannot be waived."},
            "refused",
            (
                "does not count: a promise below the law cannot be waived; written until "
                "2027-01-01, by boss: Why."
            ),
        ),
        (
            {"refused": "It has no owner.", "owner": "", "regions": ("SE",)},
            "refused",
            "does not count in Sweden: it has no owner; written until 2027-01-01: Why.",
        ),
        (
            {"refused": "It has no until.", "until": "", "days_left": -1},
            "refused",
            "does not count: it has no until, by boss: Why.",
        ),
        ({"refused": ""}, "in_force", "waived until 2027-01-01, 40 days left, by boss: Why."),
    ],
)
def test_a_waiver_that_is_refused_is_never_in_force(
    change: dict[str, object], group: str, said: str
) -> None:
    waiver = replace(
        Waiver(
            requirement="a.b",
            reason="Why.",
            owner="boss",
            until="2027-01-01",
            location=Location("policykit.yaml"),
            days_left=40,
        ),
        **change,  # type: ignore[arg-type] # the fields of the class, as the cases name them
    )
    told = replace(report(), waivers=(waiver,))
    assert getattr(waivers(told), group) == (waiver,)
    assert waivers(told).in_order == (waiver,)
    assert waiver_told(told, waiver) == said


def test_waivers_come_in_the_order_in_which_somebody_has_to_act() -> None:
    assert [each.requirement for each in waivers(report()).in_order] == [
        "eu-consumer.withdrawal-button",
        "eu-consumer.refund",
        "core-service.phone-support",
        "core-service.loyalty-measured",
        "core-service.complaint-acknowledge",
    ]


def test_what_fell_below_the_law_is_told_first_and_once() -> None:
    fell = Turned("a.b", "SE", State.PARTIAL, State.PARTIAL, is_below_the_law=True)
    closed_but_fell = Turned("a.c", "SE", State.MISSING, State.PARTIAL, is_below_the_law=True)
    against = Against(
        "main",
        "",
        Tally(),
        (Turned("a.d", "SE", State.MISSING, State.COVERED), fell, closed_but_fell),
    )
    found = sorted_turns(against)
    assert [each.requirement for each in found.fell] == ["a.b", "a.c"]
    assert [each.requirement for each in found.closed] == ["a.d"]
    assert (found.opened, found.others) == ((), ())
    assert turned_told(against) == (
        "Since main: 2 promises fell below the law, 1 gap closes or shrinks, 0 open or grow."
    )
    for name in PEOPLE:
        text = shown(name, report()).replace("**", "")
        assert text.index("Fell below the law: Pay back") < text.index("Opens: ")


@pytest.mark.parametrize(
    ("days", "states", "said"),
    [
        (("2026-12-28", "2027-01-01"), (State.NOT_APPLICABLE,) * 2, "2026-12-28"),
        (("", "2026-12-28"), (State.NOT_APPLICABLE,) * 2, "2026-12-28"),
        (("", "2026-12-28"), (State.COVERED, State.NOT_APPLICABLE), ""),
        (("", "2026-12-28"), (State.WAIVED, State.NOT_APPLICABLE), ""),
        (("2026-11-22", "2020-01-01"), (State.NOT_APPLICABLE,) * 2, ""),
        (("soon", ""), (State.NOT_APPLICABLE,) * 2, ""),
    ],
)
def test_a_law_of_which_nothing_counts_yet_says_from_when(
    days: tuple[str, ...], states: tuple[State, ...], said: str
) -> None:
    model = report().frameworks[0]
    requirements = tuple(
        replace(
            model.requirements[0],
            name=f"es.{nth}",
            valid_from=day,
            regions=(Coverage(requirement=f"es.{nth}", region="SE", state=state),),
        )
        for nth, (day, state) in enumerate(zip(days, states, strict=True))
    )
    law: FrameworkCoverage = replace(model, title="Spanish law", requirements=requirements)
    assert holds_from(law, report().today) == said
    told = replace(report(), frameworks=(law,), missing_areas=())
    for name in PEOPLE:
        text = shown(name, told)
        assert (f"Spanish law (EU): holds from {said}" in text) == bool(said)
        assert not said or "Nothing counts" not in text


@pytest.mark.parametrize(
    ("scores", "questions", "said"),
    [
        ((3, 2), 0, "62 % on 2026-10-20, the first time"),
        ((3, 2), 2, "62 % on 2026-10-20, the first time"),
        ((3, 2), 5, "62 % of 2 of 5 questions on 2026-10-20, the first time"),
        ((4, None), 2, "100 % on 2026-10-20, the first time"),
        ((4, None), 3, "100 % of 1 of 2 questions on 2026-10-20, the first time"),
        ((None, None), 5, "no score on 2026-10-20"),
    ],
)
def test_practice_says_how_many_of_its_questions_were_asked(
    scores: tuple[int | None, ...], questions: int, said: str
) -> None:
    (practice,) = (each for each in report().practice if each.area == "returns")
    (assessment,) = practice.assessments
    answers = tuple(
        replace(each, score=score) for each, score in zip(assessment.answers, scores, strict=True)
    )
    told = replace(practice, assessments=(replace(assessment, answers=answers),))
    assert practice_told(replace(told, questions=questions)) == said


def test_a_task_that_closes_several_gaps_names_them_as_people_do() -> None:
    text = shown("text", report(), view=CoverageView(tasks=True))
    assert "     · Answer in the chat\n     · Everyone knows the promises\n" in text
    comment = shown("markdown", report(), view=CoverageView(tasks=True))
    assert "  - Answer in the chat\n  - Everyone knows the promises\n" in comment
    assert "To do: Lead of the service desk (1 thing)\n" in text
