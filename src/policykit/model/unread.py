"""A file of a policy that could not be read as it was meant."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of a policy with a mistake, so that nothing is said of what stands in it."""

    policy: str
    path: str
    message: str
