"""Reviews in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.model.review import (
    Hollow,
    PolicyReview,
    ReviewReport,
    ReviewState,
    StaleWords,
    SuspectReference,
)
from policykit.report.words import one_line

UNPLANNED = "not planned"


def headline(report: ReviewReport) -> str:
    """How many reviews are overdue, due and hollow."""
    count = dict.fromkeys(ReviewState, 0)
    for each in report.policies:
        count[each.state] += 1
    hollow = sum(bool(each.hollow) for each in report.policies)
    return (
        f"{len(report.policies)} in force: {count[ReviewState.OVERDUE]} overdue, "
        f"{count[ReviewState.DUE]} due within {report.within} days, "
        f"{count[ReviewState.UNPLANNED]} without a day, {hollow} reviewed by date alone."
    )


def when(review: PolicyReview, report: ReviewReport) -> str:
    """The state of a review and its day: `overdue since 2026-11-01, 21 days`."""
    if review.due is None:
        return UNPLANNED
    days = (review.due - report.today).days
    if review.state is ReviewState.OVERDUE:
        return f"overdue since {review.due.isoformat()}, {_days(-days)}"
    if days == 0:
        return f"due today, {review.due.isoformat()}"
    word = "due" if review.state is ReviewState.DUE else "later"
    return f"{word} {review.due.isoformat()}, in {_days(days)}"


def last(review: PolicyReview) -> str:
    """What was last: `was reviewed 2026-08-12 by a-26`."""
    if review.last is None:
        return "nobody can say since when"
    by = f" by {one_line(review.by)}" if review.by and review.was == "was reviewed" else ""
    return f"{review.was} {review.last.isoformat()}{by}"


def notes(review: PolicyReview) -> tuple[str, ...]:
    """What is odd about the last review."""
    found = [f"The last review {each.value}." for each in review.hollow]
    if review.changed_since:
        found.append("Its rules have changed since the last review.")
    return tuple(found)


def round_told(report: ReviewReport) -> Iterator[str]:
    """Whoever noted more reviews on a day than anybody can hold."""
    for each in report.rounds:
        yield (
            f"{one_line(each.by)} noted reviews of {len(each.policies)} policies on one day, "
            f"{one_line(each.on)}."
        )


def by_owner(report: ReviewReport) -> dict[str, list[PolicyReview]]:
    """The reviews by owner, owners sorted."""
    found: dict[str, list[PolicyReview]] = {}
    for each in sorted(report.policies, key=lambda it: it.owner):
        found.setdefault(each.owner or "nobody", []).append(each)
    return found


def by_month(report: ReviewReport) -> dict[str, list[PolicyReview]]:
    """The reviews by the month of their day, as YYYY-MM; those without a day last."""
    found: dict[str, list[PolicyReview]] = {}
    for each in sorted(report.policies, key=lambda it: (it.due is None, it.due, it.policy)):
        month = each.due.isoformat()[:7] if each.due is not None else UNPLANNED
        found.setdefault(month, []).append(each)
    return found


def suspects_by_policy(report: ReviewReport) -> dict[str, list[SuspectReference]]:
    """The suspect references by policy."""
    found: dict[str, list[SuspectReference]] = {}
    for each in report.suspects:
        found.setdefault(each.policy, []).append(each)
    return found


def suspects_headline(report: ReviewReport) -> str:
    """How much is to be looked at again, and since when what it refers to changed."""
    count = len(report.suspects)
    policies = len(suspects_by_policy(report))
    since = f"since {one_line(report.since)}" if report.since else "since somebody looked"
    return (
        f"{count} {'place refers' if count == 1 else 'places refer'} to words that have changed "
        f"{since}, in {policies} {'policy' if policies == 1 else 'policies'}."
    )


def suspect_told(each: SuspectReference) -> str:
    """Who refers to what: `no-receipt refers to the term complaints.acknowledge-time`."""
    return f"{one_line(each.item)} refers to the {each.kind} {one_line(each.name)}"


def suspect_changes(each: SuspectReference) -> tuple[str, ...]:
    """What changed, else what the words are now."""
    if each.changed:
        return tuple(map(one_line, each.changed))
    return (f"It now says: {one_line(each.words)}",) if each.words else ()


def looked_commands(policy: str, found: Sequence[SuspectReference]) -> tuple[str, ...]:
    """The commands that note that all suspect references of a policy were looked at.

    Those of a coming text have one of their own.
    """
    commands = []
    for coming in (False, True):
        items = dict.fromkeys(f"{policy}.{it.item}" for it in found if it.coming is coming)
        if items:
            named = " ".join(map(one_line, items))
            commands.append(f"policykit review mark {named}{' --next' if coming else ''}")
    return tuple(commands)


def stale_told(each: StaleWords) -> str:
    """How many words of a language are older than their source."""
    count = "1 text is" if each.texts == 1 else f"{each.texts} texts are"
    return f"{one_line(each.policy)}, {one_line(each.locale)}: {count} older than the source."


def stale_command(each: StaleWords) -> str:
    """The command that shows what changed above the words."""
    return f"policykit translate {one_line(each.policy)} --locale {one_line(each.locale)} --update"


def is_told(review: PolicyReview) -> bool:
    """Whether somebody has to do something about a policy."""
    return review.state is not ReviewState.LATER or bool(review.hollow) or review.changed_since


def hollow_words(hollow: Sequence[Hollow]) -> str:
    """Why a review is only a date."""
    return "; ".join(each.value for each in hollow)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
