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

    Dates are ISO 8601, '' where open. `needs` are the evidence needs as written. `question` is
    what to ask when practice is assessed. `path` is the file it is written in, '' for that of its
    framework; `inherited_from` the requirement it comes from (`eu-consumer.refund`) where its
    framework extends another one, '' for one of its own. `words` say what it asks for in other
    languages, by locale.
    """

    id: str
    pointer: Pointer
    area: str = ""
    title: str = ""
    question: str = ""
    url: str = ""
    path: str = ""
    inherited_from: str = ""
    applies_when: Mapping[str, Json] = field(default_factory=dict)
    requirement: str = ""
    severity: str = "error"
    needs: tuple[Mapping[str, Json], ...] = ()
    cite: str = ""
    implements: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    checked: str = ""
    confidence: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Requirements under one name; `jurisdiction` is '' for standards that are no law.

    `checked` is the day somebody last looked at its sources, '' where nobody says; `words` are
    its title in other languages, by locale.
    """

    id: str
    path: str
    title: str = ""
    jurisdiction: str = ""
    checked: str = ""
    applies_when: Mapping[str, Json] = field(default_factory=dict)
    extends: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
