"""What is sent, to whom, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it goes out: a line of title, its plain text and the same as a page."""

    title: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message could not be sent, as part of a sentence.

    `in_doubt` says that it may have arrived all the same, so that nobody sends it twice unasked.
    """

    reason: str
    in_doubt: bool = False


class Target(Protocol):
    """Somewhere messages go."""

    @property
    def name(self) -> str:
        """What to call it without giving away its address or password."""
        ...

    @property
    def digest(self) -> str:
        """What it is known again by, the same for one address however it is reached."""
        ...

    def deliver(self, message: Message) -> Failure | None:
        """Send a message; None where it was taken."""
        ...


Targets = Sequence[Target]
