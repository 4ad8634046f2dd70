"""Requirements that are not met on purpose, until a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from policykit.gaps.asked import holds_in
from policykit.library import read
from policykit.model.config import Settings
from policykit.model.coverage import Coverage, FrameworkCoverage, State, Waiver
from policykit.model.document import Json
from policykit.model.position import Location, Pointer

_IS_LAW: Final = "A promise below the law cannot be waived."


class Waivers:
    """The waivers of the settings on a day; make one for a run."""

    def __init__(
        self, settings: Settings, today: date, placed: Callable[[str, Pointer], Location]
    ) -> None:
        self._waivers: dict[str, list[Waiver]] = {}
        for number, item in enumerate(settings.waivers):
            waiver = Waiver(
                requirement=read.text(item, "requirement"),
                reason=read.text(item, "reason"),
                owner=read.text(item, "owner"),
                until=read.text(item, "until"),
                location=placed(settings.path, ("waivers", number, "requirement")),
                regions=read.names(item, "regions"),
                days_left=_days_left(read.text(item, "until"), today),
                refused=_refused(item),
            )
            self._waivers.setdefault(waiver.requirement, []).append(waiver)

    def waived(self, coverage: Coverage) -> Coverage:
        """A coverage as it is, or waived where a waiver in force says so and there is a gap.

        A promise below the law is one whatever the settings say: it is not waived.
        """
        if not coverage.state.is_gap:
            return coverage
        waiver = self._lasting(coverage.requirement, coverage.region)
        if waiver is None:
            return coverage
        if waiver.is_over:
            return replace(coverage, waiver=waiver)
        if coverage.is_below_the_law:
            return replace(coverage, waiver=replace(waiver, refused=_IS_LAW))
        return replace(
            coverage,
            state=State.WAIVED,
            beneath=coverage.state,
            because=waiver.reason,
            waiver=waiver,
        )

    def waives(self, requirement: str, region: str, state: State, *, is_below: bool) -> bool:
        """Whether a state would be waived; `is_below` says that a promise is below the law."""
        if is_below or not state.is_gap:
            return False
        waiver = self._lasting(requirement, region)
        return waiver is not None and not waiver.is_over

    def _lasting(self, requirement: str, region: str) -> Waiver | None:
        """The waiver of a requirement in a region that lasts longest, None where there is none."""
        found = (
            each
            for each in self._waivers.get(requirement, ())
            if _is_in(each, region) and not each.refused
        )
        return max(found, key=lambda it: it.days_left, default=None)

    def told(self, frameworks: Iterable[FrameworkCoverage]) -> tuple[Waiver, ...]:
        """The waivers of these frameworks, the one that ends first before the others.

        One that meets no gap is idle: what it is for is covered, does not apply or is not asked.
        """
        known = {each.id: each for each in frameworks}
        judged = {
            requirement.name: requirement.regions
            for framework in known.values()
            for requirement in framework.requirements
        }
        return tuple(
            sorted(
                (
                    _told(waiver, judged.get(name, ()))
                    for name, waivers in self._waivers.items()
                    if name.partition(".")[0] in known
                    for waiver in waivers
                ),
                key=lambda it: (it.until, it.requirement),
            )
        )


def _is_in(waiver: Waiver, region: str) -> bool:
    return not waiver.regions or (bool(region) and holds_in(waiver.regions, region))


def _refused(item: Mapping[str, Json]) -> str:
    """Why a waiver as written does not count, '' where it does."""
    lacking = [key for key in ("reason", "owner", "until") if not read.text(item, key).strip()]
    return f"It has no {' and no '.join(lacking)}." if lacking else ""


def _told(waiver: Waiver, judged: Sequence[Coverage]) -> Waiver:
    """A waiver with whether it waives anything, and why not where it is refused.

    Args:
        waiver: as written.
        judged: what became of its requirement.
    """
    here = [each for each in judged if _is_in(waiver, each.region)]
    is_idle = not any(each.state is State.WAIVED or each.state.is_gap for each in here)
    refused = waiver.refused
    if not refused and not waiver.is_over and any(each.is_below_the_law for each in here):
        refused = _IS_LAW
    return replace(waiver, is_idle=is_idle, refused=refused)


def _days_left(until: str, today: date) -> int:
    """Days until the last one, 0 on it; a day nobody can read is over."""
    try:
        return (date.fromisoformat(until) - today).days
    except ValueError:
        return -1
