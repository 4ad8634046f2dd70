"""What a half-typed file is made of: words, keys with values, lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from policykit.model.document import Json


@dataclass(slots=True)
class Scalar:
    """Words: a value, a key, or what is not yet either. Offsets are those of the words alone.

    `style` is plain, single, double, literal or folded; `flow` says that it stands in brackets.
    """

    text: str
    start: int
    end: int
    style: str = "plain"
    flow: bool = False


@dataclass(slots=True)
class Entry:
    """A key and its value; `colon` is False for a word that is not a key yet."""

    key: Scalar
    value: Node | None = None
    colon: bool = True
    also: Scalar | None = None


@dataclass(slots=True)
class Group:
    """Keys with values; `strays` stand among them without a key."""

    start: int
    flow: bool = False
    entries: list[Entry] = field(default_factory=list)
    strays: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list; `strays` are lines among its entries without a hyphen, by the entry before."""

    start: int
    flow: bool = False
    items: list[Node | None] = field(default_factory=list)
    strays: list[tuple[int, Node]] = field(default_factory=list)


Node: TypeAlias = Scalar | Group | Listing


class TooDeepError(Exception):
    """More levels than anybody writes."""


DEEPEST = 40
"""Levels that are followed: far more than a file has in which anybody writes."""


def data_of(node: Node | None) -> Json:
    """The data of a node: mappings, lists, and words as they are read, numbers too."""
    match node:
        case Group():
            return {each.key.text: data_of(each.value) for each in node.entries if each.colon}
        case Listing():
            return [data_of(each) for each in node.items]
        case Scalar():
            return node.text
        case None:
            return None
