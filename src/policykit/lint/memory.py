"""Where runs keep what they judged; a module of its own, for a recalled run needs no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykit.cache import Cache
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.lint.live import Live


@dataclass(frozen=True, slots=True)
class Memory:
    """Where to keep what was judged: a cache, and the key of the program that judges.

    `now` is when the run began, in nanoseconds since 1970. `live` is what earlier runs of this
    process judged, None where there is one run only.
    """

    cache: Cache
    program: str
    now: int = 0
    live: Live | None = None
