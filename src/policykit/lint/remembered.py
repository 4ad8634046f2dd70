"""What is worked out of facts once, for all rules of a run that ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from policykit.model.facts import Facts

T = TypeVar("T")


class Remembered(Generic[T]):
    """Works something out of the facts of a version of a policy when it is first asked for.

    Args:
        work_out: gives it; the same for the same facts.
        most: for how many it is kept at a time, so that memory does not grow with the set.
    """

    def __init__(self, work_out: Callable[[Facts], T], most: int) -> None:
        self._work_out = work_out
        self._most = most
        self._known: dict[str, tuple[Facts, T]] = {}

    def __call__(self, facts: Facts) -> T:
        """What comes of the facts; they are told by their path, and by being the very same."""
        known = self._known.get(facts.path)
        if known is not None and known[0] is facts:
            return known[1]
        if len(self._known) >= self._most:
            self._known.clear()
        found = self._work_out(facts)
        self._known[facts.path] = (facts, found)
        return found
