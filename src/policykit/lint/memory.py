"""Where runs keep what they judged; a module of its own, for a recalled run needs no more."""

from __future__ import annotations

from policykit.cache import Cache
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Memory:
    """Where to keep what was judged: a cache, and the key of the program that judges.

    `now` is when the run began, in nanoseconds since 1970.
    """

    cache: Cache
    program: str
    now: int = 0
