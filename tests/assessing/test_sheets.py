"""Answer sheets in, files of assessments out: what is written reads back the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.cli.conftest import make_small

from policykit import api
from policykit.assessing.keeping import keep
from policykit.assessing.questions import Asked
from policykit.library.assessments import assessment
from policykit.model.assessment import Answered, Assessment
from policykit.model.document import Origin
from policykit.model.errors import PolicykitError
from policykit.model.position import Location
from policykit.validation import Kind, load_schemas, validate
from policykit.yamlsource import read

OWN = """\
format: 1
framework: own
title: Our own rules
applies_when: {always: true}
requirements:
  - id: greeting
    area: phone
    title: A greeting
    requirement: Greet everyone.
    question: Do we greet everyone who calls?
    severity: warning
    needs: [{statement: {covers: own.greeting}}]
    cite: Our own
    checked: 2026-11-21
  - id: name
    area: phone
    requirement: Give your name.
    question: "Do we give our name: #first and last?"
    severity: warning
    needs: [{statement: {covers: own.name}}]
    cite: Our own
    checked: 2026-11-21
"""
TODAY = date(2026, 11, 21)


def today(_zone: str) -> date:
    return TODAY


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_small(tmp_path_factory.mktemp("shop") / "shop")
    (root / "schemas" / "frameworks").mkdir()
    (root / "schemas" / "frameworks" / "own.yaml").write_text(OWN, encoding="utf-8")
    (root / "policykit.yaml").write_text("format: 1\nframeworks: [own]\n", encoding="utf-8")
    return root


def _asked(shop: Path) -> Asked:
    return api.assessing.assessment_questions(shop, "phone", today)


def _take(shop: Path, folder: Path, text: str, **given: Any) -> Any:  # noqa: ANN401 - of tests
    sheet = folder / "sheet.yaml"
    sheet.write_text(text, encoding="utf-8")
    return api.assessing.take_answers(shop, sheet, today, **given)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)
TEXTS = st.one_of(
    WORDS.map(lambda words: " ".join(words.split())).filter(bool),
    st.sampled_from(
        ["=1+1", "- a: b", "#x", "a: b", "'", '"', "'\"", "\\", "null", "yes", "3", "1.10", "{x}",
         "[x]", "| pipe", "> x", "%", "@", "`", "::error::", "two\nlines", "tail\n", "\\n", "å — ö"]
    ),
)  # fmt: skip
ANSWERS = st.lists(
    st.builds(
        Answered,
        st.sampled_from(["own.greeting", "own.name"]),
        st.just(""),
        st.integers(0, 4),
        st.one_of(st.just(""), TEXTS),
        st.one_of(st.just(""), TEXTS),
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda each: each.requirement,
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    answers=ANSWERS,
    strengths=st.lists(TEXTS, max_size=2),
    weaknesses=st.lists(TEXTS, max_size=2),
    by=st.sampled_from([(), ("head-of-customer-service",)]),
)
def test_what_is_kept_reads_back_the_same(
    tmp_path: Path,
    answers: list[Answered],
    strengths: list[str],
    weaknesses: list[str],
    by: tuple[str, ...],
) -> None:
    given_ = Assessment(
        area="phone",
        date="2026-11-20",
        location=Location(""),
        by=by,
        answers=tuple(answers),
        strengths=tuple(strengths),
        weaknesses=tuple(weaknesses),
    )
    path = keep(tmp_path, given_).path
    content = (tmp_path / path).read_bytes()
    (tmp_path / path).unlink()
    document, problems = read(content, Origin(path, ""))
    assert not problems
    assert list(validate(document, Kind.ASSESSMENT, load_schemas())) == []
    found = assessment(document, {})
    assert (found.area, found.date, found.by) == (given_.area, given_.date, given_.by)
    assert found.answers == given_.answers
    assert (found.strengths, found.weaknesses) == (given_.strengths, given_.weaknesses)


def test_a_blank_sheet_is_right_and_has_no_answers(shop: Path, tmp_path: Path) -> None:
    sheet = api.assessing.answer_sheet(_asked(shop), TODAY, ("head-of-customer-service",))
    assert read(sheet.encode(), Origin("sheet.yaml", ""))[1] == ()
    with pytest.raises(PolicykitError, match="no answer on this sheet"):
        _take(shop, tmp_path, sheet)


def test_a_filled_sheet_is_taken_and_what_is_empty_left_out(shop: Path, tmp_path: Path) -> None:
    sheet = api.assessing.answer_sheet(_asked(shop), TODAY).replace("score:", "score: 2", 1)
    taken = _take(shop, tmp_path, sheet.replace("strengths:\n  -", "strengths:\n  - Warm.\n  -"))
    assert taken.report is None
    found = taken.assessment
    assert [(each.requirement, each.score) for each in found.answers] == [("own.greeting", 2)]
    assert found.answers[0].question == "Do we greet everyone who calls?"
    assert (found.area, found.date, found.by) == ("phone", "2026-11-21", ())
    assert (found.strengths, found.weaknesses) == (("Warm.",), ())


def test_answers_alone_are_completed_by_what_was_named(shop: Path, tmp_path: Path) -> None:
    text = "answers:\n  - {requirement: own.name, score: 4}\n"
    taken = _take(
        shop, tmp_path, text, area="phone", day="2026-11-02", by=("head-of-customer-service",)
    )
    assert (taken.assessment.area, taken.assessment.date) == ("phone", "2026-11-02")
    assert taken.assessment.by == ("head-of-customer-service",)


def test_what_was_named_wins_over_the_sheet(shop: Path, tmp_path: Path) -> None:
    text = (
        "format: 1\nassessment: phone\ndate: 2026-10-01\nanswers:\n"
        "  - {requirement: own.name, score: 4}\n"
    )
    assert _take(shop, tmp_path, text).assessment.date == "2026-10-01"
    assert _take(shop, tmp_path, text, day="2026-11-02").assessment.date == "2026-11-02"
    with pytest.raises(PolicykitError, match='about "phone", and "chat" was asked for'):
        _take(shop, tmp_path, text, area="chat")


MISTAKES: list[tuple[str, str, list[tuple[str, int, int]]]] = [
    ("a score that is none", "answers:\n  - {requirement: own.name, score: 5}\n", [("SCH", 2, 36)]),
    ("a word for a score", "answers:\n  - {requirement: own.name, score: good}\n", [("SCH", 2, 36)]),
    ("words without a score", "answers:\n  - requirement: own.name\n    score:\n    because: Yes.\n",
     [("SCH", 2, 5)]),
    ("an unknown requirement", "answers:\n  - {requirement: own.nmae, score: 3}\n", [("REF", 2, 19)]),
    ("one behind an empty one", ("answers:\n  - requirement: own.name\n    score:\n"
     "  - {requirement: own.nmae, score: 3}\n"), [("REF", 4, 19)]),
    ("an unknown role", "by: [head]\nanswers:\n  - {requirement: own.name, score: 3}\n", [("REF", 1, 6)]),
    ("answered twice", ("answers:\n  - {requirement: own.name, score: 3}\n"
     "  - {requirement: own.name, score: 2}\n"), [("PRA", 3, 19)]),
    ("twice, one of them empty", ("answers:\n  - {requirement: own.name}\n"
     "  - {requirement: own.name, score: 2}\n"), []),
    ("no reason", "answers:\n  - {requirement: own.name, score: none}\n", [("PRA", 2, 36)]),
    ("a day to come", "date: 2026-11-22\nanswers:\n  - {requirement: own.name, score: 2}\n",
     [("PRA", 1, 7)]),
    ("no list", "answers: 3\n", [("SCH", 1, 10)]),
    ("no answers at all", "strengths: [Warm.]\n", [("SCH", 1, 1)]),
    ("another kind of file", "- a\n- b\n", [("YML", 1, 1)]),
    ("an unknown key", "answers:\n  - {requirement: own.name, scor: 2, score: 2}\n", [("SCH", 2, 29)]),
    ("all at once", ("by: [head]\nanswers:\n  - {requirement: own.nmae, score: 7}\n"
     "  - {requirement: own.name, score: none}\n"), [("REF", 1, 6), ("REF", 3, 19), ("SCH", 3, 36),
                                                    ("PRA", 4, 36)]),
    ("a slip of the notation", "answers:\n\t- {requirement: own.name, score: 2}\n", [("YML", 2, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"), [each[1:] for each in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_every_mistake_of_a_sheet_is_told_where_it_stands(
    shop: Path, tmp_path: Path, text: str, told: list[tuple[str, int, int]]
) -> None:
    taken = _take(shop, tmp_path, text, area="phone")
    found = taken.report.findings if taken.report is not None else ()
    assert (taken.assessment is None) == bool(told)
    assert [
        (each.code[:3], each.location.span.start.line, each.location.span.start.column)
        for each in found
    ] == told
    assert not list((shop / "policies").glob("assessments/*"))


@pytest.mark.parametrize(
    ("name", "content"), [("gone.yaml", None), ("large.yaml", 5 * 1024 * 1024)]
)
def test_a_sheet_that_cannot_be_read(
    shop: Path, tmp_path: Path, name: str, content: int | None
) -> None:
    if content:
        (tmp_path / name).write_bytes(b"#" * content)
    with pytest.raises(PolicykitError) as told:
        api.assessing.take_answers(shop, tmp_path / name, today)
    assert told.value.reference == "unreadable-sheet"


def test_an_earlier_assessment_is_never_written_over(tmp_path: Path) -> None:
    found = Assessment(
        area="phone",
        date="2026-11-20",
        location=Location(""),
        answers=(Answered("own.name", "", 3),),
    )
    others = [replace(found, weaknesses=(f"Weak {nth}.",)) for nth in range(3)]
    paths = [keep(tmp_path, each).path for each in others]
    assert paths == [
        "policies/assessments/2026-11-20-phone.yaml",
        "policies/assessments/2026-11-20-phone-2.yaml",
        "policies/assessments/2026-11-20-phone-3.yaml",
    ]
    assert len(list((tmp_path / "policies" / "assessments").iterdir())) == 3, "nothing beside them"


def test_the_very_same_assessment_is_kept_once(tmp_path: Path) -> None:
    found = Assessment(
        area="phone",
        date="2026-11-20",
        location=Location(""),
        answers=(Answered("own.name", "", 3),),
    )
    other = replace(found, answers=(Answered("own.name", "", 2),))
    kept = [keep(tmp_path, each) for each in (found, other, other, found)]
    assert [each.is_new for each in kept] == [True, True, False, False]
    assert [each.path for each in kept[2:]] == [kept[1].path, kept[0].path]
    assert len(list((tmp_path / "policies" / "assessments").iterdir())) == 2


def test_nothing_is_written_outside_of_the_repository(tmp_path: Path) -> None:
    root, outside = tmp_path / "shop", tmp_path / "outside"
    (root / "policies").mkdir(parents=True)
    outside.mkdir()
    (root / "policies" / "assessments").symlink_to(outside)
    found = Assessment(
        area="phone",
        date="2026-11-20",
        location=Location(""),
        answers=(Answered("own.name", "", 3),),
    )
    with pytest.raises(PolicykitError) as told:
        keep(root, found)
    assert told.value.reference == "outside-repository"
    assert list(outside.iterdir()) == []
