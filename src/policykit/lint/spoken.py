"""What texts of a policy are for: said to customers, shown to the public, or told as not to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.lint.rule import Examined, HumanText

_SPOKEN: Final = {
    "scripts": ("",),
    "statements": ("good",),
    "scenarios": ("good",),
    "faq": ("a",),
}
"""Sections with words for customers, and which texts of their items hold them."""

_PROMISED: Final = {"statements": ("",), "faq": ("a",)}
"""Sections whose items may be public, and which texts of these promise something."""

_SAY: Final = "tone.say"
_AVOIDED: Final = "tone.avoid"
_WARNING_EXAMPLES: Final = frozenset({"bad", "wrong", "situation", "question"})


def section_and_key(address: str) -> tuple[str, str, str]:
    """An address as section, dotted id, and key of the text ('' for the main one)."""
    section, _, rest = address.partition(".")
    name, _, key = rest.partition("#")
    return section, name, key


def is_spoken(text: HumanText) -> bool:
    """Whether staff say or write this text to customers."""
    section, _, key = section_and_key(text.address)
    return text.address == _SAY or key in _SPOKEN.get(section, ())


def is_told_as_wrong(text: HumanText) -> bool:
    """Whether a text is an example of what to avoid, or tells what somebody else said."""
    _, _, key = section_and_key(text.address)
    return text.address == _AVOIDED or key in _WARNING_EXAMPLES


def spoken(examined: Examined) -> Iterator[HumanText]:
    """The words for customers, in every language."""
    return (text for text in examined.texts if is_spoken(text))


def promised(examined: Examined) -> Iterator[HumanText]:
    """What customers hear or read of us: words for customers, and what is public."""
    public = {
        item.id
        for item in examined.found.items
        if isinstance(item.value, dict) and item.value.get("public") is True and not item.parent
    }
    for text in examined.texts:
        section, name, key = section_and_key(text.address)
        is_public = key in _PROMISED.get(section, ()) and name.partition(".")[0] in public
        # An answer for staff alone is not said to customers.
        if section == "faq":
            wanted = is_public
        else:
            wanted = is_public or is_spoken(text) or section == "customer_benefit"
        if wanted:
            yield text
