"""When somebody has to look at a policy again."""

from __future__ import annotations

from datetime import date, timedelta

from policykit.handbook.edition import Edition, after_months
from policykit.model.library import Entry
from policykit.model.policy import Policy
from policykit.model.quantity.dates import parse_date
from policykit.model.quantity.duration import Unit, exact_duration
from policykit.model.quantity.mistake import Mistake
from policykit.model.value import dataclass

OVERDUE = "overdue"
DUE = "due"

NOTICE = timedelta(days=30)
"""How long before its day a review is due: a month is what a round of readers needs."""

_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Review:
    """The day of the next review, and whether that is `due` (soon) or `overdue`, else ''."""

    day: date
    state: str = ""

    def words(self, edition: Edition) -> str:
        """The day as it is printed among the facts of a policy."""
        day = edition.locale.date(self.day)
        return edition.text("review.overdue", day=day) if self.state == OVERDUE else day

    def badge(self, edition: Edition) -> str:
        """The word for its state, '' where nothing has to be done yet."""
        if not self.state:
            return ""
        return edition.text(f"review.badge-{self.state}", day=edition.locale.date(self.day))


def review(edition: Edition, policy: Policy, entry: Entry, defaults: Policy) -> Review | None:
    """The next review: so long after the last one, or after the policy began.

    None where the policy has no cycle or nobody can say when it began.
    """
    every = exact_duration(policy.review_every or defaults.review_every)
    days = [parse_date(policy.effective)] if policy.effective else []
    days.extend(parse_date(stamp.date) for stamp in (entry.record.reviews if entry.record else ()))
    known = [day for day in days if not isinstance(day, Mistake)]
    if every is None or every.unit not in _MONTHS or not known:
        return None
    day = after_months(max(known), every.amount * _MONTHS[every.unit])
    if day is None:
        return None
    if day < edition.today:
        return Review(day, OVERDUE)
    return Review(day, DUE if day - edition.today <= NOTICE else "")
