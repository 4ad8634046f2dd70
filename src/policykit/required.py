"""What handbooks tell of what is required, judged by what is read to print them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from policykit.handbook.kinds import tells_gaps

if TYPE_CHECKING:
    from policykit.gaps.offers import Version
    from policykit.library.load import Reading
    from policykit.library.walk import Walk
    from policykit.lint.judging import Heard
    from policykit.model.coverage import CoverageReport
    from policykit.model.facts import Facts
    from policykit.opening import Opened


class Hearing:
    """Hears what is read of policies, and what they hold of what is required.

    Where no handbook tells it, nothing is kept and nothing is judged.

    Args:
        opened: the policy repository.
        handbooks: those that are asked for, none for all.
        heard: hears it, too.
    """

    def __init__(self, opened: Opened, handbooks: tuple[str, ...], heard: Heard) -> None:
        configured = opened.surrounded.surroundings.settings.handbooks
        asked = (each for each in configured if not handbooks or each.name in handbooks)
        self._is_wanted = any(map(tells_gaps, asked))
        self._opened = opened
        self._heard = heard
        self._policies: list[tuple[Version, ...]] = []

    def take(self, reading: Reading, walked: Mapping[str, Walk], told: Facts | None) -> None:
        """A bundle that was read."""
        self._heard(reading, walked, told)
        if self._is_wanted:
            from policykit.gaps.offers import offered

            if versions := offered(reading.bundle):
                self._policies.append(versions)

    def coverage(self, day: date) -> CoverageReport | None:
        """What the policies hold of what is required on a day, None where nobody is told."""
        if not self._is_wanted:
            return None
        from policykit.gapping import covered

        return covered(self._opened.surrounded, tuple(self._policies), day)
