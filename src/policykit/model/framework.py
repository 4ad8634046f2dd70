"""A framework of required service areas and duties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something a policy set must say, and the evidence that shows it.

    Dates are ISO 8601, '' where open. `needs` are the evidence needs as written.
    """

    id: str
    pointer: Pointer
    area: str = ""
    requirement: str = ""
    severity: str = "error"
    needs: tuple[Mapping[str, Json], ...] = ()
    cite: str = ""
    implements: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    checked: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Requirements under one name; `jurisdiction` is '' for standards that are no law."""

    id: str
    path: str
    title: str = ""
    jurisdiction: str = ""
    applies_when: Mapping[str, Json] = field(default_factory=dict)
    extends: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
