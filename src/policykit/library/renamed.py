"""Data in which names are written otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Renamed:
    """A name at a pointer that is written otherwise: a value, a key, or words in a text."""

    pointer: Pointer
    before: str
    after: str
    part: Literal["key", "value"] = "value"
    words: bool = False
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changes in a document: names, and items that note an id they had."""

    renamed: tuple[Renamed, ...] = ()
    former: Mapping[Pointer, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.renamed or self.former)


def applied(data: Json, changes: Changes) -> Json:
    """What a document says with these changes."""
    keys = {each.pointer: each.after for each in changes.renamed if each.part == "key"}
    names = {
        each.pointer: each.after
        for each in changes.renamed
        if each.part == "value" and not each.words
    }
    words: dict[Pointer, list[Renamed]] = {}
    for each in changes.renamed:
        if each.words:
            words.setdefault(each.pointer, []).append(each)

    def value(now: Json, pointer: Pointer) -> Json:
        if pointer in names:
            return names[pointer]
        if isinstance(now, str):
            now = _reworded(now, words[pointer]) if pointer in words else now
        elif isinstance(now, list):
            return [value(below, (*pointer, index)) for index, below in enumerate(now)]
        elif isinstance(now, dict):
            now = {
                keys.get((*pointer, key), key): value(below, (*pointer, key))
                for key, below in now.items()
            }
        if pointer in changes.former:
            full = now if isinstance(now, dict) else {"text": now}
            return {**full, "former_ids": list(changes.former[pointer])}
        return now

    return value(data, ())


def _reworded(text: str, names: Sequence[Renamed]) -> str:
    places = sorted(((_offset(text, each), each) for each in names), key=lambda it: it[0])
    for start, each in reversed(places):
        text = text[:start] + each.after + text[start + len(each.before) :]
    return text


def in_text(text: str, names: Sequence[Renamed]) -> str:
    """A plain text with names in it written otherwise."""
    return _reworded(text, names)


def _offset(text: str, each: Renamed) -> int:
    at = text.find(each.before)
    for _ in range(each.nth):
        at = text.find(each.before, at + 1)
    return at
