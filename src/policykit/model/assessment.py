"""Practice: how well a service area is lived, by the questions of frameworks, on a day."""

from __future__ import annotations

from policykit.model.position import Location
from policykit.model.value import dataclass

SCALE = (
    "not done",
    "by chance",
    "known and often done",
    "done as agreed",
    "done, measured and improved",
)
"""What each score means, from 0 up."""

HIGHEST_SCORE = len(SCALE) - 1
"""Scores run from 0 to this."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one question: which requirement asks it, and its score from 0 to 4.

    `score` is None where the question does not apply. `because` and `evidence` are words of
    those who assessed, '' where they gave none.
    """

    requirement: str
    question: str
    score: int | None
    because: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What was found of the practice of one area on one day (ISO 8601).

    `by` are roles; `strengths` and `weaknesses` whole sentences.
    """

    area: str
    date: str
    location: Location
    by: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()

    @property
    def percent(self) -> int | None:
        """The scores as a share of the highest ones, rounded down; None without any score."""
        scores = [each.score for each in self.answers if each.score is not None]
        return sum(scores) * 100 // (len(scores) * HIGHEST_SCORE) if scores else None


@dataclass(frozen=True, slots=True)
class Practice:
    """The assessments of one area up to a day, the earliest first; at least one.

    `questions` is how many there are to ask about the area now, 0 where nobody counted.
    """

    area: str
    assessments: tuple[Assessment, ...]
    questions: int = 0

    @property
    def latest(self) -> Assessment:
        """The last one."""
        return self.assessments[-1]

    @property
    def scored(self) -> int:
        """How many questions have a score in the last one."""
        return sum(each.score is not None for each in self.latest.answers)

    @property
    def asked(self) -> int:
        """How many questions there are to score now, without those that do not apply."""
        return self.questions - (len(self.latest.answers) - self.scored)

    @property
    def is_in_part(self) -> bool:
        """Whether some question there is now has no score, so that a share tells less."""
        return self.asked > self.scored

    @property
    def earlier(self) -> Assessment | None:
        """The last one with a score before the day of the latest, which a trend is told by."""
        return next(
            (
                each
                for each in reversed(self.assessments)
                if each.date < self.latest.date and each.percent is not None
            ),
            None,
        )
