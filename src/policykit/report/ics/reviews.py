"""The days of reviews as iCalendar (RFC 5545): an event a policy, which moves with its day."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from policykit.model.agenda import OccasionKind, occasion_uid
from policykit.model.errors import PolicykitError
from policykit.model.ids import is_id
from policykit.model.review import PolicyReview, ReviewReport
from policykit.report.formats import Style
from policykit.report.review_words import last, notes
from policykit.report.words import one_line


def render(report: ReviewReport, style: Style) -> str:
    """Every review that has a day, in the order of the days; the same bytes each time.

    An event is known by its policy, as the one that `policykit calendar` makes of it: a calendar
    that is filled again moves the one it has.

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
            hint='Install it with `pip install "policykit-handbook[notify]"`.',
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
        event.add("uid", occasion_uid(report.name, OccasionKind.REVIEW, each.oldest_id, ""))
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


def _told(review: PolicyReview) -> tuple[str, ...]:
    name = review.policy if is_id(review.policy) else "POLICY"
    every = f", every {one_line(review.every)}" if review.every else ""
    return (
        f"Owner: {one_line(review.owner) or 'nobody'}{every}.",
        f"It {last(review)}.",
        *notes(review),
        f"When it was read: policykit review mark {name} --by CODE",
    )
