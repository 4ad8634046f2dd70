"""What stands where in a document: which keys hold text, references, quantities and items.

The schemas say what is allowed; a shape says what it *means*. Facts, digests, translations
and references are all read off the same shape, so a new key is declared once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A plain value: a date, a number, a word of a list fixed in the schema."""


@dataclass(frozen=True, slots=True)
class Text:
    """Human words, translated; placeholders and links are allowed when `markup`."""

    markup: bool = True


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of human words without ids, replaced as a whole in another locale."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One name or a list of names of things of a kind; the order counts only if `ordered`."""

    kind: str
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A typed value, or the bare name of a term that holds one.

    `kind` is duration, money, share, count, amount (any of these), hours, range or dates.
    """

    kind: str


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping with known keys."""

    fields: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of mappings with an id; the order counts only if `ordered`."""

    kind: str
    fields: Mapping[str, Shape]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping from id to a mapping (or, in short, to its text when there is one)."""

    kind: str
    fields: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of mappings without ids, such as the variants of a term.

    `key` names the field that tells rows apart for translators, '' where they have no words.
    """

    fields: Mapping[str, Shape]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping whose keys are references of a kind and whose values share a shape."""

    kind: str
    value: Shape


Shape: TypeAlias = (
    Value | Text | Texts | Reference | Quantity | Section | Items | Named | Rows | Keyed
)

VALUE = Value()
TEXT = Text()
TEXTS = Texts()
