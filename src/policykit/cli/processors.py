"""How many processes share the work."""

from __future__ import annotations

import os

MOST = 4
"""With more of them, the one that gathers is what all others wait for."""


def workers(given: int | None) -> int:
    """As many as asked for, else one a processor that this process may use, up to a bound."""
    if given is not None:
        return given
    try:
        # A container or a batch system may leave only some processors of the machine.
        free = len(os.sched_getaffinity(0))
    except AttributeError:
        free = os.cpu_count() or 1
    return min(free, MOST)
