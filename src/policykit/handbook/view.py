"""Whom an edition of a handbook is for, and what of the policies they see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.facts import Narrowing
from policykit.model.policy import Policy
from policykit.model.value import dataclass

PUBLIC_SECTIONS = frozenset(
    {"promises", "rules", "exceptions", "tables", "targets", "faq", "related"}
)
"""Sections of a policy that a handbook for customers may print."""

ITEMS_PUBLIC_BY_THEMSELVES = PUBLIC_SECTIONS - {"related"}
"""Sections whose items are printed for customers only when they are marked public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an edition is narrowed to; an empty side is not narrowed.

    Of several names on a side, one that meets is enough. `groups_of_roles` holds the members of each role group, so that a rule for a group is seen
    by its members.
    """

    audience: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    public: bool = False
    groups_of_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def shows_policy(self, policy: Policy) -> bool:
        """Whether a policy has anything to say to the readers of this edition."""
        return self._for_audience(policy.audience or None) and self.shows(policy.scope)

    def shows(self, narrowing: Narrowing) -> bool:
        """Whether something narrowed like this holds for the readers of this edition."""
        return (
            self._for_audience(narrowing.audience)
            and _region_meets(self.regions, narrowing.regions)
            and _meets(self.channels, narrowing.channels)
            and _meets(self.brands, narrowing.brands)
        )

    def shows_item(self, section: str, narrowing: Narrowing, *, public: bool) -> bool:
        """Whether an item of a section is printed."""
        hidden = self.public and section in ITEMS_PUBLIC_BY_THEMSELVES and not public
        return self.shows_section(section) and not hidden and self.shows(narrowing)

    def shows_section(self, section: str) -> bool:
        """Whether a section is for the readers of this edition at all."""
        return not self.public or section in PUBLIC_SECTIONS

    def _for_audience(self, audience: tuple[str, ...] | None) -> bool:
        if not self.audience or audience is None:
            return True
        return not self._roles(self.audience).isdisjoint(self._roles(audience))

    def _roles(self, names: tuple[str, ...]) -> frozenset[str]:
        """Roles by name, groups by their names and those of their members."""
        members = (role for name in names for role in self.groups_of_roles.get(name, ()))
        return frozenset((*names, *members))


def within(wanted: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The names a text speaks of in an edition for those wanted: all where none is wanted."""
    if not wanted:
        return names
    return tuple(each for each in wanted if each in names) or wanted


def regions_within(wanted: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The same for regions, of which one may hold the other."""
    if not wanted:
        return names
    return tuple(each for each in wanted if _region_meets((each,), names)) or wanted


def _meets(wanted: tuple[str, ...], names: tuple[str, ...] | None) -> bool:
    return not wanted or names is None or not set(wanted).isdisjoint(names)


def _region_meets(wanted: tuple[str, ...], regions: tuple[str, ...] | None) -> bool:
    """Regions meet where one holds the other: `US` and `US-CA`."""
    if not wanted or regions is None:
        return True
    return any(
        _holds(ours, theirs) or _holds(theirs, ours) for ours in wanted for theirs in regions
    )


def _holds(region: str, other: str) -> bool:
    return region == other or other.startswith(f"{region}-")
