"""The questions of an assessment in a terminal, one at a time."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Final

from policykit.assessing.questions import Asked, Question
from policykit.library.assessments import FOLDER
from policykit.model.assessment import HIGHEST_SCORE, SCALE, Answered, Assessment
from policykit.model.position import Location
from policykit.report.visible import visible, visible_line

_BACK: Final = "b"
_END: Final = "q"
_NOT_APPLICABLE: Final = "-"
_LABEL: Final = 12
"""Columns in which stands what a line is."""


class _Back(Exception):  # noqa: N818 - a step, no error
    """The question before is asked again."""


class _End(Exception):  # noqa: N818 - a step, no error
    """Nothing more is asked."""


@dataclass(slots=True)
class Interview:
    """Asks about one area and gathers what is answered.

    `ask` shows a prompt and gives the line that was typed, None where no more will come;
    `say` shows lines. `by` are the roles that were named before, none to ask for them.
    `strong` makes words stand out.
    """

    asked: Asked
    ask: Callable[[str], str | None]
    say: Callable[[str], None]
    day: date
    width: int
    by: tuple[str, ...] = ()
    strong: Callable[[str], str] = lambda words: words
    _answers: dict[str, Answered] = field(default_factory=dict)
    _strengths: tuple[str, ...] = ()
    _weaknesses: tuple[str, ...] = ()

    def held(self) -> Assessment | None:
        """Ask everything; what was answered until somebody ended it, None for nothing."""
        self._explain()
        steps = [*map(self._step, self.asked.questions), self._good, self._bad, self._who]
        at = 0
        while at < len(steps):
            try:
                steps[at](at)
                at += 1
            except _Back:
                at = max(0, at - 1)
            except _End:
                break
        answers = tuple(
            self._answers[each.requirement]
            for each in self.asked.questions
            if each.requirement in self._answers
        )
        if not answers:
            return None
        return Assessment(
            area=self.asked.area,
            date=self.day.isoformat(),
            location=Location(FOLDER),
            by=self.by,
            answers=answers,
            strengths=self._strengths,
            weaknesses=self._weaknesses,
        )

    def _explain(self) -> None:
        count = len(self.asked.questions)
        self.say(
            f"{visible_line(self.asked.title)}: {count} question{'' if count == 1 else 's'} on what "
            "is done in practice.\n"
        )
        for score, words in enumerate(SCALE):
            self.say(f"  {score}  {words}\n")
        self.say(
            f"  {_NOT_APPLICABLE}  does not apply\n"
            f"Enter skips a question, {_BACK} goes back, {_END} or Ctrl-D saves what is there and "
            "ends. Ctrl-C ends and saves nothing.\n"
        )

    def _step(self, question: Question) -> Callable[[int], None]:
        return lambda at: self._question(question, at)

    def _question(self, question: Question, at: int) -> None:
        before = self._answers.get(question.requirement)
        self.say("\n")
        self._line(
            f"{at + 1} of {len(self.asked.questions)}", f"{question.title} ({question.requirement})"
        )
        self._line("", question.question, self.strong)
        self._line("Asked for", question.asks)
        if question.held:
            self._line("Policy", question.held)
        if question.last is not None:
            self._line("Last time", f"{_told(question.last)} ({question.last_day})")
        if before is not None:
            self._line("Now", f"{_told(before)}; Enter keeps it")
        answer = self._answer(question, before)
        if answer is not None:
            self._answers[question.requirement] = answer

    def _answer(self, question: Question, before: Answered | None) -> Answered | None:
        while True:
            typed = self._typed("Score: ")
            mark, _, words = typed.partition(" ")
            if not typed:
                return before
            if mark == _NOT_APPLICABLE:
                because = words or self._typed("Why does it not apply? ")
                if because:
                    return Answered(question.requirement, question.question, None, because)
                self.say("  Without a reason it stays open.\n")
            elif mark.isascii() and mark.isdigit() and int(mark[:4]) <= HIGHEST_SCORE:
                score = int(mark[:4])
                answer = Answered(question.requirement, question.question, score, words)
                # What was answered counts, wherever one ends from here on.
                self._answers[question.requirement] = answer
                because = words or self._typed("Why this score? (Enter for no words) ")
                answer = Answered(question.requirement, question.question, score, because)
                self._answers[question.requirement] = answer
                shown = self._typed("What shows it? (Enter for no words) ")
                return Answered(question.requirement, question.question, score, because, shown)
            else:
                self.say(
                    f"  Type a number from 0 to {HIGHEST_SCORE}, {_NOT_APPLICABLE}, {_BACK}, "
                    f"{_END}, or Enter to skip it.\n"
                )

    def _good(self, _at: int) -> None:
        self._strengths = self._sentences("What goes well?", self._strengths)

    def _bad(self, _at: int) -> None:
        self._weaknesses = self._sentences("What has to become better?", self._weaknesses)

    def _sentences(self, question: str, before: tuple[str, ...]) -> tuple[str, ...]:
        self.say(f"\n{question} One sentence a line, Enter to go on.\n")
        for each in before:
            self._line("Now", each)
        found = list(before)
        while typed := self._typed("> "):
            found.append(typed)
        return tuple(found)

    def _who(self, _at: int) -> None:
        if self.by:
            return
        self.say(
            "\nWho looked at it together? Roles, such as store-manager, with commas between.\n"
        )
        while typed := self._typed("Roles: "):
            names = tuple(dict.fromkeys(typed.replace(",", " ").split()))
            unknown = [each for each in names if each not in self.asked.roles]
            if not unknown:
                self.by = names
                return
            for each in unknown:
                self.say(f"  {_unknown(each, self.asked.roles)}\n")

    def _typed(self, prompt: str) -> str:
        line = self.ask(prompt)
        if line is None or line == _END:
            raise _End
        if line == _BACK:
            raise _Back
        return line

    def _line(
        self, label: str, words: str, strong: Callable[[str], str] = lambda words: words
    ) -> None:
        for number, line in enumerate(
            textwrap.wrap(visible(words), self.width - _LABEL, break_on_hyphens=False)
        ):
            self.say(f"{'' if number else label:<{_LABEL}}{strong(line)}\n")


def _told(answer: Answered) -> str:
    score = "does not apply" if answer.score is None else str(answer.score)
    return f"{score}: {answer.because}" if answer.because else score


def _unknown(name: str, roles: Mapping[str, str]) -> str:
    near = get_close_matches(name, roles, 1)
    known: Collection[str] = near or list(roles)
    return f"There is no role {visible(name)}. " + (
        f"Did you mean {near[0]}?" if near else f"Roles are {', '.join(known)}."
    )
