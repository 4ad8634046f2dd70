"""All policies of one moment with what they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.facts import Facts
from policykit.model.policy import Policy
from policykit.model.record import Record
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One policy in the library: its facts, its texts by locale, its record.

    `policies` maps a locale to the policy in that locale's words; `untranslated` the
    addresses that still stand in the source's words there.
    """

    facts: Facts
    policies: Mapping[str, Policy]
    coming: Mapping[str, Policy] = field(default_factory=dict)
    untranslated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    record: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Policies by id, in what they stand in, at one commit (None for a work tree)."""

    surroundings: Surroundings
    entries: Mapping[str, Entry]
    commit: str | None = None
