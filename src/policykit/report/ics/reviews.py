"""The days of reviews as iCalendar (RFC 5545): an event a policy, which moves with its day."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta

from policykit.model.errors import PolicykitError
from policykit.model.review import PolicyReview, ReviewReport
from policykit.report.formats import Style
from policykit.report.review_words import last, notes
from policykit.report.words import one_line

_ID_LETTERS = 32


def render(report: ReviewReport, style: Style) -> str:
    """Every review that has a day, in the order of the days; the same bytes each time.

    An event is known by its policy: a calendar that is filled again moves the one it has.

    Raises:
        PolicykitError: the library that writes calendars is not installed.
    """
    del style
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as trouble:
        raise PolicykitError(
            "no-calendars",
            "Calendars need a library that is not installed.",
            hint='Install it with `pip install "policykit[notify]"`.',
        ) from trouble
    calendar = Calendar()
    calendar.add("prodid", "-//policykit//reviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(f"Reviews of policies, {report.name}"))
    stamp = datetime.combine(report.today, time(), UTC)
    for each in sorted(report.policies, key=lambda it: (str(it.due), it.policy)):
        if each.due is None:
            continue
        event = Event()
        event.add("uid", _uid(report, each))
        event.add("dtstamp", stamp)
        event.add("dtstart", each.due)
        event.add("dtend", each.due + timedelta(days=1))
        event.add("summary", one_line(f"Review: {each.title or each.policy}"))
        event.add("description", "\n".join(_told(each)))
        event.add("categories", [one_line(each.owner or "nobody")])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _uid(report: ReviewReport, review: PolicyReview) -> str:
    name = f"{report.name}\0{review.policy}\0review"
    return f"{hashlib.sha256(name.encode()).hexdigest()[:_ID_LETTERS]}@policykit"


def _told(review: PolicyReview) -> tuple[str, ...]:
    every = f", every {one_line(review.every)}" if review.every else ""
    return (
        f"Owner: {one_line(review.owner) or 'nobody'}{every}.",
        f"It {last(review)}.",
        *notes(review),
        one_line(f"When it was read: policykit review mark {review.policy} --by CODE"),
    )
