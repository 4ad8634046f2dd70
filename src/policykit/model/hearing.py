"""Who has been heard about policies, and who has not."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from policykit.model.record import Comment, Evidence
from policykit.model.unread import Unread
from policykit.model.value import dataclass

DAYS_TO_ANSWER: Final = 14
"""Days in which a comment on a text that is not in review is answered."""


class Reason(StrEnum):
    """Why somebody is to be heard about a policy."""

    AUDIENCE = "works by it"
    DOES = "does what it asks"
    DECIDES = "decides in it"
    STEP = "is a step of its escalation"
    LAW = "answers for the law in it"
    CUSTOMERS = "is promised something"


class Manner(StrEnum):
    """How somebody was heard."""

    ASKED = "asked"
    COMMENTED = "commented"
    CHECKED = "compared it with the law"
    REVIEWED = "read it again"
    APPROVED = "approved it"
    FOUND = "heard through feedback"


class Outcome(StrEnum):
    """What became of a comment, those first that wait."""

    OPEN = "open"
    QUESTION = "question"
    TAKEN = "taken"
    PARTLY = "partly"
    NOT_TAKEN = "not-taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Somebody was heard on a day: how many people, by which kind of feedback, what came of it."""

    manner: Manner
    on: str
    count: int | None = None
    via: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A role, or `customer`, that is to be heard about a policy; the last occasion comes first."""

    role: str
    title: str
    reasons: tuple[Reason, ...]
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSource:
    """Where a policy hears what people think, and the evidence drawn from there.

    `giver` is customer or staff, `kind` the title of the kind of feedback.
    """

    id: str
    kind: str
    giver: str
    what: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentShown:
    """A comment, and the words of what it is about as they are now.

    `who` is the title of the role that made it. `words` are '' for the whole policy; `is_gone`
    tells that there is no such item any more.
    """

    comment: Comment
    outcome: Outcome
    who: str
    words: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyHearing:
    """What is known of hearing people about one policy.

    `in_review` tells that its text, or its coming one, is in review; `until` is the last day of
    comments on that text. `evidence` is what comes from no source of feedback.
    """

    policy: str
    title: str
    path: str
    owner: str
    owner_title: str
    status: str
    version: str
    in_review: bool
    until: date | None
    parties: tuple[Party, ...]
    sources: tuple[FeedbackSource, ...]
    evidence: tuple[Evidence, ...]
    comments: tuple[CommentShown, ...]

    @property
    def unheard(self) -> tuple[Party, ...]:
        """Those nobody has heard yet."""
        return tuple(each for each in self.parties if not each.occasions)

    @property
    def unused(self) -> tuple[FeedbackSource, ...]:
        """Sources of feedback nobody has drawn evidence from."""
        return tuple(each for each in self.sources if not each.evidence)

    @property
    def waiting(self) -> tuple[CommentShown, ...]:
        """Comments without an answer."""
        return tuple(each for each in self.comments if each.outcome is Outcome.OPEN)

    def is_over(self, today: date) -> bool:
        """Whether the day of its comments has passed."""
        return self.in_review and self.until is not None and self.until < today

    def lacks_something(self) -> bool:
        """Whether somebody was not heard, a source not looked into, or a comment not answered."""
        return bool(self.unheard or self.unused or self.waiting)

    def is_late(self, today: date) -> bool:
        """Whether comments wait for an answer that is due."""
        if self.in_review:
            return bool(self.waiting) and self.is_over(today)
        latest = (today - timedelta(days=DAYS_TO_ANSWER)).isoformat()
        return any(each.comment.date < latest for each in self.waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingReport:
    """Whom policies have been talked over with, the most urgent first.

    `unread` are files with mistakes: what is told of their policies may be wrong or missing.
    """

    name: str
    today: date
    policies: tuple[PolicyHearing, ...]
    unread: tuple[Unread, ...] = ()
