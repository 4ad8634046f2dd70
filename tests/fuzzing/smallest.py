"""What is needed of an input for it to break what it broke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_MOST_TRIES: Final = 4_000


def smallest(data: bytes, breaks: Callable[[bytes], bool]) -> bytes:
    """The input without whatever can be left out of it; as it is where it breaks nothing.

    Args:
        data: an input that breaks something.
        breaks: whether an input breaks the same.
    """
    if not breaks(data):
        return data
    tries, length = 0, len(data) // 2
    while length and tries < _MOST_TRIES:
        at, is_shorter = 0, False
        while at < len(data) and tries < _MOST_TRIES:
            shorter = data[:at] + data[at + length :]
            tries += 1
            if breaks(shorter):
                data, is_shorter = shorter, True
            else:
                at += length
        if not is_shorter or length > 1:
            length //= 2
    return data
