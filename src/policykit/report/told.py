"""What a history says in words: days, commits, and what changed from value to value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.model.history import Brought, Days, Facet, History, Told
from policykit.report.words import one_line

COMMIT_LETTERS = 12


def heading(history: History) -> str:
    """What it is the history of: the title, or the id in words."""
    return one_line(history.title) or one_line(history.names[0])


def about(history: History) -> str:
    """Its name, kind and number of values, in a sentence."""
    kind = history.kind.replace("-", " ")
    what = "version" if history.kind == "policy" else "value"
    count = len(history.values)
    branch = f" on {one_line(history.branch)}" if history.branch else ""
    numbered = f"1 {what}" if count == 1 else f"{count} {what}s"
    return f"{one_line(history.names[0])}, {kind}, {numbered}{branch}"


def earlier_names(history: History) -> str:
    """The names it had before, '' where it never had another."""
    former = [one_line(name) for name in history.names[1:]]
    return f"Called {', '.join(former)} before." if former else ""


def days_in_force(days: Days, today: date) -> str:
    """From when to when, as `2025-09-01 to 2026-01-18`, `since …` or `from …`."""
    first = days.first.isoformat()
    if days.last is not None:
        return f"{first} to {days.last.isoformat()}"
    return f"from {first}, coming" if days.first > today else f"since {first}"


def in_force(told: Told, today: date) -> tuple[str, ...]:
    """Every stretch of days a value was in force; one that says so where it never was."""
    if told.in_force:
        return tuple(days_in_force(days, today) for days in told.in_force)
    return ("never",) if told.gone else ("not yet",)


def commit(brought: Brought) -> str:
    """A commit in a line: day, id, author, subject, all of it safe to print."""
    return (
        f"{brought.day.isoformat()}, {one_line(brought.commit[:COMMIT_LETTERS])} by "
        f"{one_line(brought.author)}: {one_line(brought.subject)}"
    )


def changed(before: Told | None, after: Told) -> Iterator[tuple[str, str, str]]:
    """Label, earlier and later words of every side that is otherwise than before."""
    if before is None:
        return
    old, new = _by_label(before.facets), _by_label(after.facets)
    for label in dict.fromkeys((*new, *old)):
        earlier, later = old.get(label, ""), new.get(label, "")
        if earlier != later:
            yield one_line(label), one_line(earlier), one_line(later)


def _by_label(facets: tuple[Facet, ...]) -> dict[str, str]:
    return {each.label: each.words for each in facets}
