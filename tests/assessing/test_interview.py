"""The questions of an assessment, answered by a script in place of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, strategies as st

from policykit.assessing.questions import Asked, Question
from policykit.cli.interview import Interview
from policykit.model.assessment import Answered, Assessment

ROLES = {"store-manager": "Store manager", "store-associate": "Store associate"}


def _question(name: str, last: Answered | None = None) -> Question:
    return Question(
        requirement=f"own.{name}",
        framework="Our own rules",
        title=name.capitalize(),
        question=f"Is {name} done?",
        asks=f"Do {name}.",
        last=last,
        last_day="2026-05-04" if last else "",
    )


QUESTIONS = (
    _question("greeting"),
    _question("listening", Answered("own.listening", "", 1, "Seldom.")),
    _question("thanking"),
)
ASKED = Asked(
    area="in-person",
    title="Service in the shop",
    questions=QUESTIONS,
    today=date(2026, 11, 21),
    roles=ROLES,
)


def _held(typed: Sequence[str | None], by: tuple[str, ...] = ()) -> tuple[Assessment | None, str]:
    said: list[str] = []
    lines = iter(typed)

    def ask(prompt: str) -> str | None:
        line = next(lines, None)
        said.append(f"{prompt}{line}\n")
        return line

    found = Interview(ASKED, ask, said.append, day=ASKED.today, width=80, by=by).held()
    return found, "".join(said)


def _scores(found: Assessment | None) -> dict[str, tuple[int | None, str, str]]:
    if found is None:
        return {}
    return {
        each.requirement.partition(".")[2]: (each.score, each.because, each.evidence)
        for each in found.answers
    }


CASES: list[tuple[str, list[str | None], dict[str, tuple[int | None, str, str]]]] = [
    ("nothing at all", [None], {}),
    ("ended at once", ["q"], {}),
    ("all skipped", ["", "", "", "", "", ""], {}),
    ("a score, why and what shows it", ["3", "Often.", "Ten visits.", "q"],
     {"greeting": (3, "Often.", "Ten visits.")}),
    ("a score alone", ["0", "", "", "q"], {"greeting": (0, "", "")}),
    ("why in the same line", ["4 We count it.", "", "q"], {"greeting": (4, "We count it.", "")}),
    ("the second of three", ["", "2", "", "", "q"], {"listening": (2, "", "")}),
    ("no number there is", ["5", "-1", "3.5", "\u0663", "99999999999999", "yes", "1", "", "", "q"],
     {"greeting": (1, "", "")}),
    ("it does not apply", ["-", "We greet nobody.", "q"], {"greeting": (None, "We greet nobody.", "")}),
    ("it does not apply, in one line", ["- We greet nobody.", "q"],
     {"greeting": (None, "We greet nobody.", "")}),
    ("it does not apply, without a reason", ["-", "", "2", "", "", "q"], {"greeting": (2, "", "")}),
    ("back to mend", ["3", "", "", "b", "2", "Rather.", "", "q"], {"greeting": (2, "Rather.", "")}),
    ("back and kept", ["3", "Yes.", "", "b", "", "1", "", "", "q"],
     {"greeting": (3, "Yes.", ""), "listening": (1, "", "")}),
    ("back from the first", ["b", "b", "3", "", "", "q"], {"greeting": (3, "", "")}),
    ("ended while asked why", ["3", "q"], {"greeting": (3, "", "")}),
    ("ended while asked what shows it", ["3", "Yes.", "q"], {"greeting": (3, "Yes.", "")}),
    ("ended while asked why it does not apply", ["-", "q"], {}),
    ("gone in the middle", ["3", "", "", "2", None],
     {"greeting": (3, "", ""), "listening": (2, "", "")}),
    ("back from the end", ["", "", "", "b", "4", "", "", "q"], {"thanking": (4, "", "")}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "scores"), [each[1:] for each in CASES], ids=[c[0] for c in CASES]
)
def test_what_is_typed_is_what_is_held(
    typed: list[str | None], scores: dict[str, tuple[int | None, str, str]]
) -> None:
    found, _ = _held(typed)
    assert _scores(found) == scores
    assert (found is None) == (not scores)


def test_a_whole_conversation() -> None:
    found, said = _held(
        ["3", "", "", "", "-", "Nobody comes.", "We greet.", "We smile.", "", "We mumble.", "",
         "store-manger", "store-manager, store-associate store-manager"]
    )  # fmt: skip
    assert found is not None
    assert (found.area, found.date) == ("in-person", "2026-11-21")
    assert found.by == ("store-manager", "store-associate")
    assert found.strengths == ("We greet.", "We smile.")
    assert found.weaknesses == ("We mumble.",)
    assert found.percent == 75
    assert said.startswith("Service in the shop: 3 questions on what is done in practice.\n")
    assert said.count("known and often done") == 1, "the scale is told once"
    assert "1 of 3      Greeting (own.greeting)\n            Is greeting done?\n" in said
    assert "Last time   1: Seldom. (2026-05-04)\n" in said
    assert "There is no role store-manger. Did you mean store-manager?" in said


def test_roles_that_are_known_are_not_asked_for() -> None:
    found, said = _held(["3", "", "", "", "", "", ""], by=("store-manager",))
    assert found is not None
    assert found.by == ("store-manager",)
    assert "Who looked" not in said


@given(st.lists(st.one_of(st.none(), st.sampled_from(["b", "q", "", "-", "2", "3 Yes.", "Well."]))))
def test_whatever_is_typed_ends_and_holds_each_question_once(typed: list[str | None]) -> None:
    found, _ = _held(typed)
    names = [] if found is None else [each.requirement for each in found.answers]
    order = [each.requirement for each in QUESTIONS]
    assert names == [each for each in order if each in names]
    for each in found.answers if found else ():
        assert each.score is not None or each.because


def test_words_of_files_cannot_act_on_the_terminal() -> None:
    said: list[str] = []
    hostile = _question("greeting\x1b[2J\u202e")
    asked = Asked(area="in-person", title="::error::x\x1b", questions=(hostile,), today=ASKED.today)
    Interview(asked, lambda _: None, said.append, day=ASKED.today, width=80).held()
    text = "".join(said)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not text.startswith("::")
    assert "\\u001b[2J" in text
