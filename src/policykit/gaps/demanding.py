"""Names in a call for a gap report that nothing here has are refused, with what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from policykit.gaps.gates import FAIL_ON
from policykit.model.errors import SettingsError
from policykit.model.surroundings import Surroundings

_ALL: Final = 100


def demand_known(
    around: Surroundings,
    *,
    frameworks: tuple[str, ...],
    areas: tuple[str, ...],
    owners: tuple[str, ...],
    regions: tuple[str, ...],
    fail_on: str,
    fail_under: int | None,
) -> None:
    """Refuse names that nothing here has.

    Args:
        around: what there is.
        frameworks: the frameworks that are asked for.
        areas: the service areas.
        owners: the roles.
        regions: the regions.
        fail_on: what a gate is to stop at, '' for no gate.
        fail_under: the share in percent a gate asks for, None for no gate.

    Raises:
        SettingsError: there is one, or what a gate asks for cannot be.
    """
    organisation = around.organisation
    asked_about = (
        each.area for framework in around.frameworks.values() for each in framework.requirements
    )
    known: tuple[tuple[str, tuple[str, ...], Iterable[str]], ...] = (
        ("framework", frameworks, around.frameworks),
        ("area", areas, {*around.areas, *asked_about}),
        ("role", owners, organisation.roles),
        ("region", regions, organisation.regions),
        ("value of --fail-on", (fail_on,) if fail_on else (), FAIL_ON),
    )
    for kind, asked, names in known:
        there = sorted(filter(None, names))
        for name in asked:
            if name not in there:
                raise _unknown(kind, name, there)
    if fail_under is not None and not 0 <= fail_under <= _ALL:
        raise SettingsError(
            "wrong-share",
            f"--fail-under is a share from 0 to 100, not {fail_under}.",
            hint="Write a whole number, such as --fail-under 90.",
        )


def _unknown(kind: str, name: str, there: list[str]) -> SettingsError:
    every = f"Use one of {', '.join(there)}." if there else "None is declared here."
    near = get_close_matches(name, there, 1)
    return SettingsError(
        f"unknown-{kind.partition(' ')[0]}",
        f"There is no {kind} {name[:120]}.",
        hint=f"Did you mean {near[0]}? {every}" if near else every,
    )
