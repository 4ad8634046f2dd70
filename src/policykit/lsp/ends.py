"""What two texts begin and end with alike."""

from __future__ import annotations

from collections.abc import Sequence


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines or characters two texts begin with alike, and with how many of the rest end.

    No part is counted twice, however the two overlap.
    """
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-end - 1] == new[-end - 1]:
        end += 1
    return start, end
