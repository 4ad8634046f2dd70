"""Response targets."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.comparers import Measured, detail, measured, named, thing
from policykit.diffing.context import Context
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import Pair
from policykit.diffing.who import service, unclear


def _time(words: str) -> Measured:
    return Measured(
        less="target-faster",
        more="target-slower",
        words=words,
        begun="target-time-promised",
        ended="target-time-dropped",
        effect=service,
        is_shorter_better=True,
        is_duty=True,
    )


_BY = detail("answered-by-changed", "who answers for", unclear)


def _answered_by(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """A person answers where nothing is said."""
    sides = [node.text(field) or "person" for node in (pair.before, pair.after) if node]
    if len(set(sides)) > 1:
        yield from _BY(pair, field, context)


CHAPTER = Chapter(
    things={"target": thing("target-added", "target-removed", service)},
    fields={
        ("target", "first_response"): measured(_time("the time to a first answer of")),
        ("target", "next_response"): measured(_time("the time to the next answer of")),
        ("target", "resolution"): measured(_time("the time to a solution of")),
        ("target", "update_every"): measured(_time("the time between two updates of")),
        ("target", "attain"): measured(
            Measured(
                less="attainment-lowered",
                more="attainment-raised",
                words="the share of cases in time of",
                effect=service,
                is_duty=True,
            )
        ),
        ("target", "calendar"): named(
            "target-calendar-changed", "the calendar of", "calendar", unclear
        ),
        ("target", "by"): _answered_by,
        ("target", "priority"): detail("priority-changed", "the priority of", unclear),
    },
)
