"""Where a sentence goes, as long as its file is not written yet."""

from __future__ import annotations

from policykit.model.imported import Sure
from policykit.model.position import Pointer
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where a sentence goes within a policy.

    `written` are its words there, with the names of numbers in braces; `numbers` are the words of
    those, by what stands in braces. `said` are the words that the place says, `added` those that
    were put in. `is_value` says that a value stands there that means what the sentence says.
    """

    unit: int
    pointer: Pointer
    kind: str
    written: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    said: str = ""
    added: str = ""
    is_value: bool = False
    sure: Sure = Sure.SURE
    check: str = ""
