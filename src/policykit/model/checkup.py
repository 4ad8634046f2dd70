"""What a look at the program and its surroundings brought up."""

from __future__ import annotations

from enum import StrEnum

from policykit.model.value import dataclass


class State(StrEnum):
    """How it stands with one thing: `wrong` keeps a command from working, `look` does not."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    `name` stays the same from version to version, `topic` is the heading it stands under.
    `message` is one sentence; `command` is what mends it when typed, '' where all is well.
    """

    name: str
    topic: str
    state: State
    message: str
    command: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """All that was looked at, in the order to read it; `root` is '' outside of a repository."""

    version: str
    root: str
    checks: tuple[Check, ...]

    def count(self, state: State) -> int:
        """How many things stand so."""
        return sum(check.state is state for check in self.checks)

    @property
    def is_sound(self) -> bool:
        """Whether nothing keeps a command from working."""
        return self.count(State.WRONG) == 0
