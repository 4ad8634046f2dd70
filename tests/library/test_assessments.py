"""Documents of assessments to the practice of each area, up to a day."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from policykit.library.assessments import assessment, file_for, named, practice, score_of
from policykit.model.assessment import Answered, Assessment
from policykit.model.document import Json, Origin
from policykit.model.framework import Framework, Requirement
from policykit.model.position import Location
from policykit.yamlsource import read

LAW = Framework(
    id="eu-consumer",
    path="schemas/frameworks/eu-consumer.yaml",
    requirements=(
        Requirement(id="refund", pointer=("requirements", 0), question="Is the money back?"),
    ),
)


def _assessment(text: str, path: str = "policies/assessments/2026-11-returns.yaml") -> Assessment:
    document, problems = read(text.encode(), Origin(path, ""))
    assert not problems
    return assessment(document, {LAW.id: LAW})


def _found(area: str, day: str, name: str) -> Assessment:
    return Assessment(area=area, date=day, location=Location(f"policies/assessments/{name}.yaml"))


def test_an_assessment_holds_what_its_document_says() -> None:
    found = _assessment(
        "format: 1\nassessment: returns\ndate: 2026-11-20\nby: [store-manager]\nanswers:\n"
        "  - {requirement: eu-consumer.refund, score: 3, because: On time., evidence: August.}\n"
        "  - {requirement: own.bags, score: none, because: We have none.}\n"
        "strengths: [Quick.]\nweaknesses: [Loud., Late.]\n"
    )
    assert (found.area, found.date, found.by) == ("returns", "2026-11-20", ("store-manager",))
    assert found.answers == (
        Answered("eu-consumer.refund", "Is the money back?", 3, "On time.", "August."),
        Answered("own.bags", "", None, "We have none."),
    )
    assert (found.strengths, found.weaknesses) == (("Quick.",), ("Loud.", "Late."))
    assert found.percent == 75
    assert found.location.span is not None
    assert found.location.span.start.line == 2


@pytest.mark.parametrize(
    ("written", "score"),
    [(0, 0), (4, 4), (2.0, 2), (5, None), (-1, None), (2.5, None), (True, None), ("3", None),
     ("none", None), (None, None), ([3], None)],
)  # fmt: skip
def test_scores_run_from_0_to_4(written: Json, score: int | None) -> None:
    assert score_of(written) == score


def test_what_is_no_answer_is_left_out() -> None:
    found = _assessment(
        "format: 1\nassessment: returns\ndate: 2026-11-20\nanswers:\n"
        "  - {requirement: eu-consumer.refund, score: 7}\n  - {score: 3}\n  - 3\n"
        "  - {requirement: eu-consumer.refund}\n  - {requirement: eu-consumer.refund, score: 0}\n"
    )
    assert [each.score for each in found.answers] == [0]
    assert found.percent == 0


@pytest.mark.parametrize(
    ("name", "area", "day", "fits"),
    [
        ("2026-11-returns", "returns", "2026-11-20", True),
        ("2026-11-20-returns", "returns", "2026-11-20", True),
        ("2026-11-20-returns-2", "returns", "2026-11-20", True),
        ("2026-11-returns-12", "returns", "2026-11-01", True),
        ("2026-11-level-2", "level-2", "2026-11-20", True),
        ("2026-11-level-2-2", "level-2", "2026-11-20", True),
        ("2026-11-returns", "return", "2026-11-20", False),
        ("2026-11-returns-2", "complaints", "2026-11-20", False),
        ("2026-11-returns-0", "returns", "2026-11-20", False),
        ("2026-11-returns-02", "returns", "2026-11-20", False),
        ("2026-11-returns", "returns", "2026-10-20", False),
        ("2026-11-20-returns", "returns", "2026-11-21", False),
    ],
)
def test_a_name_fits_an_area_and_a_day(name: str, area: str, day: str, fits: bool) -> None:
    found = named(f"policies/assessments/{name}.yaml")
    assert found is not None
    assert found.fits(area, day) is fits


@given(
    st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3}){0,2}", fullmatch=True),
    st.dates(),
    st.integers(1, 30),
)
def test_the_name_of_a_new_file_fits(area: str, day: object, nth: int) -> None:
    found = named(file_for(area, str(day), nth))
    assert found is not None
    assert found.fits(area, str(day))
    assert found.nth(area) == nth


def test_practice_is_by_area_and_day_and_stops_at_a_day() -> None:
    found = practice(
        [
            _found("returns", "2026-11-20", "2026-11-20-returns-10"),
            _found("returns", "2026-11-20", "2026-11-20-returns-2"),
            _found("returns", "2026-11-20", "2026-11-20-returns"),
            _found("returns", "2026-01-20", "2026-01-returns"),
            _found("returns", "2026-11-21", "2026-11-21-returns"),
            _found("complaints", "2026-11-20", "2026-11-complaints"),
            _found("", "2026-11-20", "2026-11-phone"),
            _found("phone", "", "2026-12-phone"),
            _found("phone", "2026-12-01", "2026-12-01-phone"),
        ],
        "2026-11-20",
    )
    assert [each.area for each in found] == ["complaints", "returns"]
    names = [each.location.path.rpartition("/")[2] for each in found[1].assessments]
    assert names == [
        "2026-01-returns.yaml",
        "2026-11-20-returns.yaml",
        "2026-11-20-returns-2.yaml",
        "2026-11-20-returns-10.yaml",
    ]
    assert found[1].latest.location.path.endswith("-10.yaml")


def test_no_score_at_all_is_no_share() -> None:
    assert _found("returns", "2026-11-20", "2026-11-returns").percent is None
