"""Exceptions: where duties do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policykit.diffing.comparers import Measured, listed, measured, named, names_of, thing
from policykit.diffing.context import Context
from policykit.diffing.effects import SAME
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import Pair
from policykit.diffing.who import lifted
from policykit.model.change import StaffEffect

_LIFTS = listed("exception-widened", "exception-narrowed", "item", "what is lifted by", lifted)


def _from(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """What an exception lifts; a duty that is new with its exception takes nothing from anybody."""
    there = {
        each.node.id
        for each in context.policy.inside
        if each.before is not None and each.after is not None
    }
    old, new = map(set, names_of(pair, field, context))
    for draft in _LIFTS(pair, field, context):
        if (old ^ new) & there:
            yield draft
        else:
            yield replace(draft, customer=SAME, staff=StaffEffect.SAME)


CHAPTER = Chapter(
    things={"exception": thing("exception-added", "exception-removed", lifted)},
    fields={
        ("exception", "from"): _from,
        ("exception", "approved_by"): named(
            "exception-approver-changed", "who answers for", "role"
        ),
        ("exception", "expires"): measured(
            Measured(
                less="exception-shorter",
                more="exception-longer",
                words="the last day of",
                effect=lifted,
                is_most_without=True,
            )
        ),
    },
)
