"""Requirements that are not met on purpose, until a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from policykit.gaps.asked import holds
from policykit.library import read
from policykit.model.config import Settings
from policykit.model.coverage import Coverage, FrameworkCoverage, State, Waiver
from policykit.model.document import Json
from policykit.model.position import Location, Pointer

_NEVER_WAIVED: Final = (
    "What is missing can be waived; a promise below the law cannot, so its waiver does not count."
)


class Waivers:
    """The waivers of the settings on a day; make one for a run."""

    def __init__(
        self, settings: Settings, today: date, placed: Callable[[str, Pointer], Location]
    ) -> None:
        self._waivers = [
            Waiver(
                requirement=read.text(item, "requirement"),
                reason=read.text(item, "reason"),
                owner=read.text(item, "owner"),
                until=read.text(item, "until"),
                location=placed(settings.path, ("waivers", number, "requirement")),
                regions=read.names(item, "regions"),
                days_left=_days_left(read.text(item, "until"), today),
                refused=_refused(item),
            )
            for number, item in enumerate(settings.waivers)
        ]

    def waived(self, coverage: Coverage) -> Coverage:
        """A coverage as it is, or waived where a waiver in force says so and there is a gap."""
        if not coverage.state.is_gap:
            return coverage
        found = [each for each in self._waivers if _is_for(each, coverage) and not each.refused]
        if not found:
            return coverage
        waiver = max(found, key=lambda it: it.days_left)
        if waiver.is_over:
            return replace(coverage, waiver=waiver)
        if coverage.is_below_the_law:
            return replace(coverage, waiver=waiver, notes=(*coverage.notes, _NEVER_WAIVED))
        return replace(
            coverage,
            state=State.WAIVED,
            beneath=coverage.state,
            because=waiver.reason,
            waiver=waiver,
        )

    def told(self, frameworks: Iterable[FrameworkCoverage]) -> tuple[Waiver, ...]:
        """All waivers, the one that ends first before the others, with those that waive nothing."""
        judged = [
            each
            for framework in frameworks
            for requirement in framework.requirements
            for each in requirement.regions
        ]
        names = {each.requirement.partition(".")[0] for each in judged}
        return tuple(
            sorted(
                (
                    _told(waiver, judged)
                    for waiver in self._waivers
                    if waiver.requirement.partition(".")[0] in names or not names
                ),
                key=lambda it: (it.until, it.requirement),
            )
        )


def _is_for(waiver: Waiver, coverage: Coverage) -> bool:
    return waiver.requirement == coverage.requirement and (
        not waiver.regions or (bool(coverage.region) and holds(waiver.regions, coverage.region))
    )


def _refused(item: Mapping[str, Json]) -> str:
    """Why a waiver as written does not count, '' where it does."""
    lacking = [key for key in ("reason", "owner", "until") if not read.text(item, key).strip()]
    return f"It does not count without {' and '.join(lacking)}." if lacking else ""


def _told(waiver: Waiver, judged: Sequence[Coverage]) -> Waiver:
    """A waiver with whether it waives anything, and why not where it is refused."""
    here = [each for each in judged if _is_for(waiver, each)]
    is_idle = not any(each.state is State.WAIVED or each.state.is_gap for each in here)
    refused = waiver.refused
    if not refused and not waiver.is_over and any(each.is_below_the_law for each in here):
        refused = _NEVER_WAIVED
    return replace(waiver, is_idle=is_idle, refused=refused)


def _days_left(until: str, today: date) -> int:
    """Days until the last one, 0 on it; a day nobody can read is over."""
    try:
        return (date.fromisoformat(until) - today).days
    except ValueError:
        return -1
