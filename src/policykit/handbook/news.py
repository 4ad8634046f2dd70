"""What came into force of late, and what will."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from policykit.handbook.edition import Edition
from policykit.handbook.page import COMING, IN_FORCE, state
from policykit.handbook.texts import PolicyTexts
from policykit.model.book import LinkTo, NewsLine, Prose
from policykit.model.library import Entry
from policykit.model.policy import Policy
from policykit.model.quantity.dates import parse_date

LATELY = timedelta(days=90)
"""How long something is news: a quarter, the time between two rounds of most teams."""


def news(policies: Iterable[tuple[PolicyTexts, LinkTo]]) -> tuple[NewsLine, ...]:
    """The policies whose version came into force in the last 90 days, the newest first."""
    found: list[tuple[date, NewsLine]] = []
    for texts, link in policies:
        day = _day(texts.policy)
        today = texts.edition.today
        if day is None or state(texts.policy, today) != IN_FORCE or today - day > LATELY:
            continue
        found.append((day, _line(texts, link, day)))
    found.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].policy.anchor))
    return tuple(line for _, line in found)


def coming(
    edition: Edition, policies: Iterable[tuple[PolicyTexts, Entry, LinkTo]]
) -> tuple[NewsLine, ...]:
    """What comes into force after the day of the book, the nearest first.

    These are policies whose day has not come, and coming versions, those without a day last.
    """
    found: list[tuple[date, NewsLine]] = []
    for texts, entry, link in policies:
        day = _day(texts.policy)
        if day is not None and state(texts.policy, edition.today) == COMING:
            found.append((day, _coming(texts, link, day)))
        following = edition.policy_of(entry.coming)
        if following is None or not edition.view.shows_policy(following):
            continue
        day = _day(following)
        if day is not None and day <= edition.today:
            continue
        missing = None if edition.locale.id not in entry.coming else frozenset[str]()
        told = PolicyTexts(edition, following, missing)
        found.append((day or date.max, _coming(told, link, day)))
    found.sort(key=lambda pair: (pair[0], pair[1].policy.anchor))
    return tuple(line for _, line in found)


def _line(texts: PolicyTexts, link: LinkTo, day: date | None) -> NewsLine:
    """A version with the words of its newest note: why it took the place of the one before."""
    policy = texts.policy
    newest = max(policy.supersedes, key=lambda each: _order(each.version), default=None)
    note = Prose()
    if newest is not None:
        note = texts.prose(newest.reason, f"supersedes.{newest.version}")
    return NewsLine(
        link, policy.version, "" if day is None else texts.edition.locale.date(day), note
    )


def _coming(texts: PolicyTexts, link: LinkTo, day: date | None) -> NewsLine:
    edition = texts.edition
    line = _line(texts, link, day)
    badge = edition.text("state.coming", day=line.date) if day else edition.text("book.no-day")
    return replace(line, badge=badge)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))


def _day(policy: Policy) -> date | None:
    day = parse_date(policy.effective) if policy.effective else None
    return day if isinstance(day, date) else None
