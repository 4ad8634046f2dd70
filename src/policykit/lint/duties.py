"""What statements say: their sentences with the level that makes them a duty."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, HumanText
from policykit.model.policy_shape import LEVELS
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Duty:
    """The text of a statement or of one of its points, in one language.

    `name` is the id of the statement, with a dot and the id of the point where it is one.
    """

    name: str
    level: str
    text: HumanText


def duties(examined: Examined) -> Iterator[Duty]:
    """The duties of a policy in every language; explanations (`how`, `because` …) are none."""
    levels = {
        item.id: next((level for level in LEVELS if level in item.value), "")
        for item in examined.found.items
        if item.kind == "statement" and isinstance(item.value, dict)
    }
    for text in examined.texts:
        section, _, name = text.address.partition(".")
        if section == "statements" and "#" not in name:
            level = levels.get(name.partition(".")[0], "")
            if level:
                yield Duty(name, level, text)
