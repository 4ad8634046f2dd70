"""An agenda as iCalendar, to subscribe to or to open: the same bytes each time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from policykit.model.agenda import Agenda, Occasion
from policykit.model.errors import PolicykitError
from policykit.report.formats import Style
from policykit.report.words import one_line

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_ONE_DAY = timedelta(days=1)
_COMMAND = re.compile(rb"\r\n ([ \t]*)::")


def render(agenda: Agenda, style: Style) -> bytes:
    """The calendar as RFC 5545 has it: whole days, nobody's time is taken.

    Raises:
        PolicykitError: the library that writes calendars is not installed.
    """
    del style
    try:
        import icalendar  # noqa: PLC0415 - only calendars need it, and it may not be there
    except ImportError as error:
        raise PolicykitError(
            "calendar-not-installed",
            "Calendars need a part of policykit that is not installed.",
            hint='Run: pip install "policykit-handbook[notify]"',
        ) from error
    found: Calendar = icalendar.Calendar()
    found.add("version", "2.0")
    found.add("prodid", "-//policykit//calendar//EN")
    for name in ("name", "x-wr-calname"):
        found.add(name, one_line(agenda.title))
    found.add("refresh-interval", _ONE_DAY, parameters={"VALUE": "DURATION"})
    for occasion in agenda.occasions:
        found.add_component(_event(icalendar.Event(), agenda, occasion))
    # Folded elsewhere where a build server that shows it would take the line for a command.
    return _COMMAND.sub(rb"\1:\r\n :", bytes(found.to_ical()))


def _event(event: Event, agenda: Agenda, occasion: Occasion) -> Event:
    event.add("uid", occasion.uid)
    event.add("dtstamp", datetime.combine(agenda.day, time(), UTC))
    event.add("dtstart", occasion.day)
    event.add("dtend", occasion.day + _ONE_DAY)
    event.add("summary", one_line(occasion.title), parameters={"LANGUAGE": agenda.locale})
    lines = [*map(one_line, occasion.lines), *filter(None, (occasion.page,))]
    if lines:
        event.add("description", "\n".join(lines))
    event.add("categories", [one_line(occasion.category)])
    event.add("transp", "TRANSPARENT")
    if occasion.page:
        event.add("url", occasion.page)
    return event
