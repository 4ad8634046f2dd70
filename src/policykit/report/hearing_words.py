"""Who has been heard, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from policykit.model.hearing import (
    CommentShown,
    FeedbackSource,
    HearingReport,
    Occasion,
    Outcome,
    Party,
    PolicyHearing,
)
from policykit.report.words import one_line

OUTCOMES: Final = {
    Outcome.OPEN: "waits",
    Outcome.QUESTION: "a question, answered",
    Outcome.TAKEN: "taken",
    Outcome.PARTLY: "partly taken",
    Outcome.NOT_TAKEN: "not taken",
}
"""What became of a comment, as people say it."""

_MANY: Final = {
    Outcome.OPEN: ("waits", "wait"),
    Outcome.QUESTION: ("question answered", "questions answered"),
}


def headline(report: HearingReport) -> str:
    """What is missing: people, answers, evidence."""
    policies = report.policies
    waiting = sum(len(each.waiting) for each in policies)
    late = sum(len(each.waiting) for each in policies if each.is_late(report.today))
    unused = sum(len(each.unused) for each in policies)
    reviewed = sum(each.in_review for each in policies)
    unheard = sum(bool(each.unheard) for each in policies)
    too_long = ""
    if late:
        too_long = ", too long" if late == waiting else f", {late} of them too long"
    missing = (
        (unheard, f"In {unheard} somebody was not heard yet."),
        (waiting, f"{counted(waiting, 'comment waits', 'comments wait')} for an answer{too_long}."),
        (unused, f"{counted(unused, 'source', 'sources')} of feedback gave no evidence yet."),
    )
    told_so = [sentence for count, sentence in missing if count] or ["Nothing is missing."]
    return " ".join(
        (f"{counted(len(policies), 'policy', 'policies')}, {reviewed} in review.", *told_so)
    )


def comments_headline(report: HearingReport) -> str:
    """How many comments there are, by what became of them."""
    shown = [comment for each in report.policies for comment in each.comments]
    return f"{counted(len(shown), 'comment', 'comments')}{_by_outcome(shown)}."


def owner(policy: PolicyHearing) -> str:
    """Who answers for a policy."""
    return one_line(policy.owner_title) or "nobody"


def comments_told(policy: PolicyHearing) -> str:
    """How many comments a policy has, by what became of them: `4 comments: 1 waits, 3 taken`."""
    count = len(policy.comments)
    return f"{counted(count, 'comment', 'comments')}{_by_outcome(policy.comments)}"


def _by_outcome(shown: Iterable[CommentShown]) -> str:
    counts = dict.fromkeys(OUTCOMES, 0)
    for each in shown:
        counts[each.outcome] += 1
    parts = [
        counted(count, *_MANY.get(outcome, (OUTCOMES[outcome], OUTCOMES[outcome])))
        for outcome, count in counts.items()
        if count
    ]
    return f": {', '.join(parts)}" if parts else ""


def stage(policy: PolicyHearing, today: date) -> str:
    """The status of a policy and its round: `in review, comments until 2026-12-11, 19 days left`."""
    status = one_line(policy.status).replace("-", " ") or "without a status"
    if policy.in_review and policy.status != "in-review":
        status = f"{status}, the coming text in review"
    return f"{status}, {round_told(policy, today)}" if policy.in_review else status


def round_told(policy: PolicyHearing, today: date) -> str:
    """Until when comments are taken: `comments until 2026-12-11, 19 days left`."""
    if policy.until is None:
        return "no last day for comments"
    days = (policy.until - today).days
    if days < 0:
        return f"comments ended {policy.until.isoformat()}, {counted(-days, 'day', 'days')} ago"
    left = "the last day" if days == 0 else f"{counted(days, 'day', 'days')} left"
    return f"comments until {policy.until.isoformat()}, {left}"


def party_told(party: Party) -> str:
    """Somebody with the reasons: `Store associate (works by it)`."""
    return f"{one_line(party.title)} ({'; '.join(each.value for each in party.reasons)})"


def occasion_told(occasion: Occasion) -> str:
    """An occasion: `2026-11-05 asked, 7 people, focus group: The rule was reworded.`."""
    many = f", {counted(occasion.count, 'person', 'people')}" if occasion.count else ""
    via = f", {one_line(occasion.via).lower()}" if occasion.via else ""
    outcome = f": {one_line(occasion.outcome)}" if occasion.outcome else ""
    return f"{one_line(occasion.on)} {occasion.manner.value}{many}{via}{outcome}"


def telling(party: Party) -> Occasion:
    """The occasion that tells most: the last one of which something came, else the last."""
    return next((each for each in party.occasions if each.outcome), party.occasions[0])


def source_told(source: FeedbackSource) -> str:
    """A source of feedback: `rule-reports (report about a rule, staff)`."""
    kind = one_line(source.kind).lower()
    return f"{one_line(source.id)} ({', '.join(filter(None, (kind, one_line(source.giver))))})"


def about(shown: CommentShown) -> str:
    """What a comment is about: the id of the item, or the whole policy."""
    name = one_line(shown.comment.item)
    if not name:
        return "the whole policy"
    return f"{name}, which is gone" if shown.is_gone else name


def said_by(shown: CommentShown) -> str:
    """Who said it, and when: `Store associate, 2026-11-14`."""
    comment = shown.comment
    by = f" ({one_line(comment.by)})" if comment.by else ""
    return f"{one_line(shown.who)}{by}, {one_line(comment.date)}"


def settled(shown: CommentShown) -> str:
    """Who settled it, and when: `2026-11-20 by a-33`; '' where nothing says so."""
    comment = shown.comment
    parts = (
        one_line(comment.settled),
        f"by {one_line(comment.settled_by)}" if comment.settled_by else "",
    )
    return " ".join(filter(None, parts))


def changed(shown: CommentShown) -> str:
    """The items that were changed because of it."""
    return ", ".join(map(one_line, shown.comment.changed))


def told(report: HearingReport, *, everything: bool) -> Iterator[PolicyHearing]:
    """The policies that are shown: those that lack something, or all."""
    for each in report.policies:
        if everything or each.lacks_something() or each.in_review:
            yield each


def counted(number: int, one: str, other: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else other}"
