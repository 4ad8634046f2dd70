"""Whether a handbook can be made as the settings ask: what cannot be kept is never passed over."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from policykit.handbook.kinds import kind_of
from policykit.handbook.published import demand_address
from policykit.handbook.view import View
from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError
from policykit.model.surroundings import Surroundings


def demand_possible(handbook: HandbookSettings, surroundings: Surroundings) -> None:
    """Pass a handbook whose settings can all be kept.

    Raises:
        SettingsError: it is of a kind that does not exist, or names what nobody declared.
    """
    kind_of(handbook)
    demand_address(handbook)
    asked = (
        ("audience", "role", handbook.audience),
        ("areas", "area", handbook.areas),
        ("chapters", "area", handbook.chapters),
        ("channels", "channel", handbook.channels),
        ("regions", "region", handbook.regions),
        ("brands", "brand", handbook.brands),
    )
    for key, kind, names in asked:
        for name in names:
            if not _is_declared(surroundings, kind, name):
                raise SettingsError(
                    "unknown-name-in-handbook",
                    f'The handbook "{handbook.name}" is for "{name[:80]}", which is declared '
                    "nowhere.",
                    context=f"policykit.yaml: handbooks.{handbook.name}.{key}",
                    hint=_hint(surroundings, kind, name),
                )


def demand_view(view: View, surroundings: Surroundings) -> None:
    """Pass what a call narrows handbooks to.

    Raises:
        SettingsError: it names what nobody declared.
    """
    asked = (
        ("--audience", "role", view.audience),
        ("--channel", "channel", view.channels),
        ("--region", "region", view.regions),
        ("--brand", "brand", view.brands),
    )
    for option, kind, names in asked:
        for name in names:
            if not _is_declared(surroundings, kind, name):
                raise SettingsError(
                    f"unknown-{kind}",
                    f'There is no {kind} called "{name[:80]}".',
                    context=option,
                    hint=_hint(surroundings, kind, name),
                )


def _is_declared(surroundings: Surroundings, kind: str, name: str) -> bool:
    known = surroundings.names.get(kind, frozenset())
    return name in known or (kind == "region" and any(_meet(name, each) for each in known))


def _hint(surroundings: Surroundings, kind: str, name: str) -> str:
    near = get_close_matches(name, sorted(surroundings.names.get(kind, frozenset())), 1)
    return f"Did you mean {near[0]}?" if near else _WHERE.get(kind, _WHERE_ELSE)


_WHERE: Final = {"area": "Look at its spelling, or declare it in schemas/areas.yaml."}
_WHERE_ELSE: Final = "Look at its spelling, or declare it in policies/organisation.yaml."


def _meet(region: str, other: str) -> bool:
    return region.startswith(f"{other}-") or other.startswith(f"{region}-")
