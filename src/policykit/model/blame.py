"""Which commit last changed each thing in a policy."""

from __future__ import annotations

from policykit.model.history import Brought
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """One item, and the last commit that changed it.

    `words` is what it says, in one line; `version` that of the policy with the change; `why`
    has a sentence for each change, none where the commit brought the policy itself.
    """

    item: str
    kind: str
    words: str
    commit: Brought
    version: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """The items of a policy in the order they are written.

    `everything` says that changes of wording alone count as well.
    """

    policy: str
    title: str
    path: str
    version: str
    items: tuple[Blamed, ...]
    everything: bool
    branch: str
    gap: str
