"""Today: as asked for, as the environment says, else the day where the organisation is."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from policykit.model.errors import PolicykitError


def today(given: str | None) -> Callable[[str], date]:
    """How to find the day once the organisation's time zone is known.

    `given` is `--today` (or POLICYKIT_TODAY); then comes SOURCE_DATE_EPOCH, then the clock.

    Raises:
        PolicykitError: the day given is no date, or SOURCE_DATE_EPOCH no moment.
    """
    if given:
        day = the_date(given)
        return lambda _: day
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        moment = _moment(epoch)
        return lambda _: moment
    return _by_the_clock


def the_date(text: str) -> date:
    """A day written as YYYY-MM-DD.

    Raises:
        PolicykitError: it is no date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as trouble:
        raise PolicykitError(
            "wrong-date",
            f"{text!r} is no date.",
            hint="Write the day as YYYY-MM-DD, such as 2026-07-01.",
        ) from trouble


def _moment(epoch: str) -> date:
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as trouble:
        raise PolicykitError(
            "wrong-source-date-epoch",
            f'SOURCE_DATE_EPOCH is "{epoch[:120]}", which is no moment of the calendar.',
            context="the environment",
            hint="Give it as whole seconds since 1970, or give the day with --today YYYY-MM-DD.",
        ) from trouble


def _by_the_clock(time_zone: str) -> date:
    try:
        zone = UTC if time_zone == "UTC" else ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
        raise PolicykitError(
            "unknown-time-zone",
            f'There is no time zone called "{time_zone[:120]}".',
            context="policies/organisation.yaml: time_zone",
            hint="Name one as Continent/City, such as Europe/Stockholm.",
        ) from trouble
    return datetime.now(tz=zone).date()  # noqa: TID251 - the one place that asks the clock
