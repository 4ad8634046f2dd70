"""Whom an edition of a handbook is for, and what of the policies they see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policykit.model.facts import Narrowing
from policykit.model.policy import Policy

PUBLIC_SECTIONS = frozenset(
    {"definitions", "promises", "rules", "exceptions", "tables", "targets", "faq", "related"}
)
"""Sections of a policy that a handbook for customers may print."""

ITEMS_PUBLIC_BY_THEMSELVES = frozenset({"promises", "rules", "faq", "tables"})
"""Sections whose items are printed for customers only when they are marked public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an edition is narrowed to; '' means not narrowed.

    `groups_of_roles` holds the members of each role group, so that a rule for a group is seen
    by its members.
    """

    audience: str = ""
    region: str = ""
    channel: str = ""
    brand: str = ""
    public: bool = False
    groups_of_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def shows_policy(self, policy: Policy) -> bool:
        """Whether a policy has anything to say to the readers of this edition."""
        return self._for_audience(policy.audience or None) and self.shows(policy.scope)

    def shows(self, narrowing: Narrowing) -> bool:
        """Whether something narrowed like this holds for the readers of this edition."""
        return (
            self._for_audience(narrowing.audience)
            and _region_meets(self.region, narrowing.regions)
            and _meets(self.channel, narrowing.channels)
            and _meets(self.brand, narrowing.brands)
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
        members = {role for name in audience for role in self.groups_of_roles.get(name, (name,))}
        return self.audience in members or self.audience in audience


def _meets(wanted: str, names: tuple[str, ...] | None) -> bool:
    return not wanted or names is None or wanted in names


def _region_meets(wanted: str, regions: tuple[str, ...] | None) -> bool:
    """Regions meet where one holds the other: `US` and `US-CA`."""
    if not wanted or regions is None:
        return True
    country = wanted.partition("-")[0]
    return any(region in {wanted, country} or region.startswith(f"{wanted}-") for region in regions)
