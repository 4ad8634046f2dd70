"""How a gap report is to be read: what its gaps are gathered under, and how much is told."""

from __future__ import annotations

from typing import Final

from policykit.model.value import dataclass

VIEWS: Final = ("framework", "area", "owner", "region")
"""What gaps can be gathered under."""


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What a reader of a gap report asked for.

    `by` is one of the views; `tasks` adds what is to be done, by owner; `skeletons` adds YAML to
    paste for each gap; `everything` adds what is covered with its evidence, and what the short
    report sums up. A matrix or a trend is shown wherever a report has one. `is_lenient` says
    that the run passes whatever is found.
    """

    by: str = "framework"
    tasks: bool = False
    skeletons: bool = False
    everything: bool = False
    is_lenient: bool = False
