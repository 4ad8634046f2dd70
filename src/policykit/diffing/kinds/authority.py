"""Who does something, up to what limit, and who has to agree."""

from __future__ import annotations

from policykit.diffing.comparers import Measured, listed, measured
from policykit.diffing.context import Context
from policykit.diffing.effects import SAME
from policykit.diffing.kind import Chapter
from policykit.diffing.match import Pair
from policykit.diffing.who import Effects, binds, freedom
from policykit.model.change import StaffEffect


def _doers(pair: Pair, context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """More roles may do it, which whoever gains by it gains; or more roles have to."""
    if binds(pair):
        return SAME, StaffEffect.MORE if more else StaffEffect.LESS
    return freedom(pair, context, more)[0], StaffEffect.SAME


def _consent(pair: Pair, context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """The more have to agree, the less staff can do for whoever gains."""
    customer, _ = freedom(pair, context, not more)
    return customer, StaffEffect.MORE if more else StaffEffect.LESS


CHAPTER = Chapter(
    fields={
        ("statement", "who"): listed(
            "doer-added", "doer-removed", "role", "those who do", _doers, empty_is_all=True
        ),
        ("statement", "decides"): listed(
            "consent-added", "consent-removed", "role", "those who have to agree to", _consent
        ),
        ("statement", "limit"): measured(
            Measured(
                less="limit-lowered",
                more="limit-raised",
                words="what staff may give alone by",
                begun="limit-set",
                ended="limit-lifted",
                effect=freedom,
                is_most_without=True,
            )
        ),
    },
)
