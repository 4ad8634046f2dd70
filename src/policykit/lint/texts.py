"""Texts people read, as rules about words look at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from policykit.model.document import Document
from policykit.model.position import Pointer

_SPOKEN: Final = {
    "scripts": ("",),
    "statements": ("good",),
    "scenarios": ("good",),
    "faq": ("a",),
}
"""Sections with words for customers, and which texts of their items hold them."""

_SAY: Final = "tone.say"
_AVOIDED: Final = "tone.avoid"
_WARNING_EXAMPLES: Final = frozenset({"bad", "wrong", "situation", "question"})


class HumanText(NamedTuple):
    """One text people read: in which locale and file, at which node, under which address.

    `section`, `name` and `key` are the address taken apart: the section, the dotted id of the
    item in it, and the key of the text ('' for the main one).
    """

    locale: str
    path: str
    pointer: Pointer
    address: str
    text: str
    section: str
    name: str
    key: str

    @property
    def is_spoken(self) -> bool:
        """Whether staff say or write this text to customers."""
        return self.key in _SPOKEN.get(self.section, ()) or self.address == _SAY

    @property
    def is_told_as_wrong(self) -> bool:
        """Whether it is an example of what to avoid, or tells what somebody else said."""
        return self.key in _WARNING_EXAMPLES or self.address == _AVOIDED


class Duty(NamedTuple):
    """The text of a statement or of one of its points, in one language.

    `name` is the id of the statement, with a dot and the id of the point where it is one.
    """

    name: str
    level: str
    text: HumanText


def human_texts(
    locale: str, document: Document, pointer: Pointer, address: str, text: str | tuple[str, ...]
) -> Iterator[HumanText]:
    """A text of a document, or each line of a list of them."""
    section, _, rest = address.partition(".")
    name, _, key = rest.partition("#")
    path = document.path
    if isinstance(text, str):
        yield HumanText(locale, path, pointer, address, text, section, name, key)
    else:
        for index, line in enumerate(text):
            place = (*pointer, index)
            yield HumanText(locale, path, place, address, line, section, name, key)
