"""Whether a handbook can be made as the settings ask: what cannot be kept is never passed over."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError
from policykit.model.surroundings import Surroundings

_TEMPLATE: Final = "staff"
"""The one template there is."""


def demand_possible(handbook: HandbookSettings, surroundings: Surroundings) -> None:
    """Pass a handbook whose settings can all be kept.

    Raises:
        SettingsError: a key asks for what cannot be made yet, or names what nobody declared.
    """
    if handbook.for_each_role:
        raise _not_yet(
            handbook, "audience: each", "Name the roles instead, such as [store-associate]."
        )
    if handbook.template != _TEMPLATE:
        raise _not_yet(
            handbook,
            f"template: {handbook.template[:80]}",
            f"Leave the key out; the one template there is is called {_TEMPLATE}.",
        )
    if handbook.most_pages is not None:
        raise _not_yet(
            handbook,
            f"max_pages: {handbook.most_pages}",
            "Leave the key out; a handbook has the pages it needs.",
        )
    asked = (
        ("audience", "role", handbook.audience),
        ("areas", "area", handbook.areas),
        ("channels", "channel", handbook.channels),
        ("regions", "region", handbook.regions),
        ("brands", "brand", handbook.brands),
    )
    for key, kind, names in asked:
        _demand_declared(handbook, key, names, surroundings.names.get(kind, frozenset()))


def _demand_declared(
    handbook: HandbookSettings, key: str, names: tuple[str, ...], known: frozenset[str]
) -> None:
    for name in names:
        if name in known or (key == "regions" and any(_meet(name, each) for each in known)):
            continue
        near = get_close_matches(name, sorted(known), 1)
        raise SettingsError(
            "unknown-name-in-handbook",
            f'The handbook "{handbook.name}" is for "{name[:80]}", which is declared nowhere.',
            context=f"policykit.yaml: handbooks.{handbook.name}.{key}",
            hint=f"Did you mean {near[0]}?" if near else _WHERE.get(key, _WHERE_ELSE),
        )


_WHERE: Final = {"areas": "Look at its spelling, or declare it in schemas/areas.yaml."}
_WHERE_ELSE: Final = "Look at its spelling, or declare it in policies/organisation.yaml."


def _meet(region: str, other: str) -> bool:
    return region.startswith(f"{other}-") or other.startswith(f"{region}-")


def _not_yet(handbook: HandbookSettings, key: str, instead: str) -> SettingsError:
    return SettingsError(
        "handbook-not-possible-yet",
        f'A handbook of this kind cannot be made yet; "{handbook.name}" asks for {key}.',
        context=f"policykit.yaml: handbooks.{handbook.name}.{key.partition(':')[0]}",
        hint=f"{instead} Other handbooks can be made by name: policykit render NAME.",
    )
