"""Looking for garbage when nobody waits for it.

The interpreter looks for objects that hold each other whenever enough new ones were made, and
holds up every thread meanwhile: a tenth of a second for the young ones of a large repository,
half a second for all. Here it is done in small pieces, where few objects are in use.
"""

from __future__ import annotations

import gc
import sys
from typing import Final

_MANY: Final = 10_000
"""New objects from which on it is worth to look through them; it takes some milliseconds."""

_SWITCH: Final = 0.001
"""Seconds after which a thread that computes lets another one have its turn."""


def begin() -> None:
    """Look for garbage only where `tidy` and `settle` say, and let answers have their turn."""
    gc.disable()
    sys.setswitchinterval(_SWITCH)


def tidy() -> None:
    """Look through what is new, where there is much of it: for between two pieces of work."""
    if gc.get_count()[0] > _MANY:
        gc.collect(0)


def settle(*, much: bool) -> None:
    """Look through what is left at the end of a long work.

    Args:
        much: whether much came of it that will live as long as the repository; it is never
            looked through again.
    """
    if much:
        gc.collect(0)
        gc.freeze()
    else:
        gc.collect()
