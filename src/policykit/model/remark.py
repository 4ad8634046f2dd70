"""Remarks of those who work by the policies: where one can be given."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Where a remark on something can be given.

    `address` opens a form or a message that names it already; `name` is what the link is called
    in full. `line` says it to those who read on paper, in a sentence; '' for parts of a policy.
    """

    address: str
    name: str
    line: str = ""
