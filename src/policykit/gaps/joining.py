"""Needs made of other needs: all of some, one of some, the same for each of some."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.gaps.settling import Judged, Outcome


def every(parts: Sequence[Judged]) -> Judged:
    """What becomes of a need that holds where all its parts do; those not asked for do not count.

    Where some hold and some do not, half of it is there.
    """
    asked = [each for each in parts if each.outcome is not Outcome.IDLE]
    if not asked:
        return Judged(Outcome.IDLE)
    outcomes = {each.outcome for each in asked}
    if outcomes <= {Outcome.HOLDS, Outcome.STALE}:
        outcome = min(outcomes)
    elif outcomes == {Outcome.ABSENT}:
        outcome = Outcome.ABSENT
    else:
        outcome = Outcome.HALF
    # What is nowhere is nowhere in each channel, and that is told once.
    whys = {(why.written, why.message, why.do): why for each in asked for why in each.whys}
    return Judged(
        outcome,
        tuple({id(it.held.offer): it for each in asked for it in each.shown}.values()),
        tuple(whys.values()),
        tuple(dict.fromkeys(note for each in asked for note in each.notes)),
    )


def any_one(parts: Sequence[Judged]) -> Judged:
    """What becomes of a need that holds where one of its parts does: the best of them."""
    asked = [each for each in parts if each.outcome is not Outcome.IDLE]
    if not asked:
        return Judged(Outcome.IDLE)
    return max(asked, key=lambda each: each.outcome)
