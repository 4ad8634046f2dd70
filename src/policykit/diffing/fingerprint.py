"""The id of a change: what it is about, and what became of it.

The first eight digits say what it is about, the last eight what it was and is now. So an
accepted change is known again as long as it stays what it is, and one that has moved on since
is known as such.
"""

from __future__ import annotations

from policykit.diffing.context import Context
from policykit.diffing.kind import Draft, Kind
from policykit.diffing.match import Pair
from policykit.diffing.tree import Node
from policykit.model.case import Conditions
from policykit.model.digest import canonical_json, sha256
from policykit.model.shape import Reference
from policykit.model.text import folded

_HALF = 8
_PREFIX = "c-"


def fingerprint(draft: Draft, kind: Kind, pair: Pair, context: Context) -> str:
    """The id of a change, such as `c-71ab34cd9f2c01ab`.

    Neither words of messages nor layout, places, file names or present names are in it.
    """
    about = [
        context.policy.node.oldest_id,
        pair.kind,
        _oldest_address(pair),
        draft.field or kind.name,
        draft.lasting,
        [_where(one) for one in draft.where],
    ]
    meant = draft.meant or (
        _said(draft.before, pair.before, draft),
        _said(draft.after, pair.after, draft),
    )
    became = [kind.code, *meant]
    return _PREFIX + sha256(canonical_json(about))[:_HALF] + sha256(canonical_json(became))[:_HALF]


def is_moved_on(accepted: str, found: str) -> bool:
    """Whether an accepted change is about the same thing as a found one, which says otherwise."""
    end = len(_PREFIX) + _HALF
    return accepted != found and accepted[:end] == found[:end] and len(accepted) >= end


def _said(words: str | None, node: Node | None, draft: Draft) -> str:
    """What a side is; names by their ids, which stay when what they are called does not."""
    field = node.fields.get(draft.field) if node is not None else None
    if field is not None and isinstance(field.shape, Reference):
        return field.meaning
    return folded(words or "")


def _oldest_address(pair: Pair) -> str:
    above = [each.node.oldest_id for each in pair.parents if each.node.id and each.kind != "policy"]
    return ".".join([*above, pair.node.oldest_id or pair.node.address])


def _where(one: Conditions) -> list[list[str]]:
    return [
        sorted(one.regions),
        sorted(one.brands),
        sorted(one.channels),
        sorted(one.groups),
        [str(days) for days in one.dates],
    ]
