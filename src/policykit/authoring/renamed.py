"""Another id for what stands at a place, in every file that names it."""

from __future__ import annotations

from typing import Final

from policykit.authoring.at import at
from policykit.authoring.following import same
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import ITEM, REQUIREMENT, Thing
from policykit.library.cited import POLICY
from policykit.model.position import Position, Span
from policykit.model.value import dataclass
from policykit.renaming import Outcome, rename

_RENAMED: Final = frozenset({POLICY, ITEM, REQUIREMENT})


@dataclass(frozen=True, slots=True)
class Renameable:
    """A name that can be another one: of what, its stretch, and the id as it is written."""

    thing: Thing
    span: Span
    name: str


def renameable(snapshot: Snapshot, path: str, position: Position) -> Renameable | None:
    """The name at a place, None where there is none of a policy, an item or a requirement."""
    standing = at(snapshot, path, position)
    mention = standing.mention if standing is not None else None
    if standing is None or mention is None or mention.thing.kind not in _RENAMED:
        return None
    return Renameable(same(snapshot, mention.thing), standing.span, mention.name)


def renamed(snapshot: Snapshot, thing: Thing, new: str) -> Outcome:
    """What `policykit rename` would write, over what is unsaved; nothing is written.

    Raises:
        SourceError: the thing cannot be called so; the message says why.
    """
    return rename(
        snapshot.root, thing.name, new.strip(), writes=False, source=snapshot.opened.source
    )
