"""Which commit of the release branch stood on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from policykit.model.errors import SourceError


def commit_of(root: Path, day: date) -> str:
    """The commit that had landed last on the release branch by the end of a day.

    Args:
        root: the folder of the policy repository.
        day: the day, where the organisation is.

    Raises:
        SourceError: the history cannot be read, or nothing had landed by then.
    """
    from policykit.library.in_force import landed_days
    from policykit.opening import opened_at, release_head
    from policykit.sources.git import Repository
    from policykit.sources.git_history import GitHistory

    with opened_at(root, "") as opened:
        around = opened.surrounded.surroundings
    with Repository(root) as repository:
        branch, head = release_head(repository, around.settings.release_branch)
        history = GitHistory(repository)
        landings = history.landings(head)
        gap = history.gap
    days = landed_days(landings, ZoneInfo(around.organisation.time_zone))
    stood = [it.commit for it, landed in zip(landings, days, strict=True) if landed <= day]
    if not stood:
        first = f" Its first commit landed on {days[0].isoformat()}." if days else ""
        raise SourceError(
            "nothing-that-day",
            f"Nothing stood on {branch or 'HEAD'} by {day.isoformat()}.{first}",
            context=str(root),
            hint=f"Name a later day. {gap}".rstrip(),
        )
    return stood[-1]
