"""Where the words of a source text stand in a file of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from policykit.library.walk import MAIN_TEXT, FoundText
from policykit.library.words import overlay_texts
from policykit.model.document import Json
from policykit.model.policy_shape import LEVELS
from policykit.model.shape import Items, Keyed, Named, Rows, Section, Shape
from policykit.model.value import dataclass

Way: TypeAlias = tuple[str, ...]
"""The keys that lead to an entry of a file of words."""

_TITLE: Final = "title"
_TEXT: Final = "text"
_DEFINITIONS: Final = "definitions"
_HEADWORD: Final = "term"
_FORMER: Final = "former_ids"


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry of a file of words: its address, its place, and the source text it is for.

    `source` is None for the headword of a definition that the source calls by its id alone.
    `item` is the way to the entry as a whole, `main` whether the words are its chief text.
    """

    address: str
    way: Way
    source: FoundText | None
    item: Way = ()
    main: bool = False


def slots(texts: Iterable[FoundText], data: Json, shape: Mapping[str, Shape]) -> dict[str, Slot]:
    """The entry of each source text by address, in the order of the source.

    An item with one text stands on one line, `key: words`; one with several, or with a title,
    has a key for each.
    """
    found = [_found(text, data, shape) for text in texts]
    crowded: set[Way] = set()
    alone: dict[Way, int] = {}
    for each in found:
        if each.item:
            alone[each.item] = alone.get(each.item, 0) + 1
            if alone[each.item] > 1 or each.way[-1] == _TITLE or each.item[0] == _DEFINITIONS:
                crowded.add(each.item)
    made: dict[str, Slot] = {}
    for each in found:
        headword = f"{each.address}#{_HEADWORD}"
        if each.item and each.item[0] == _DEFINITIONS and each.main:
            made.setdefault(headword, Slot(headword, (*each.item, _HEADWORD), None, each.item))
        way = each.item if each.main and each.item not in crowded else each.way
        made[each.address] = Slot(each.address, way, each.source, each.item, each.main)
    return made


def given_places(data: Json, shape: Mapping[str, Shape]) -> dict[str, Way]:
    """The ways of the entries a file of words has, empty ones among them, by address."""
    return {
        text.address: tuple(map(str, text.pointer)) for text in overlay_texts(_filled(data), shape)
    }


def _filled(data: Json) -> Json:
    """The data with a text where an entry was left empty, so that it is found."""
    if data is None:
        return ""
    if isinstance(data, dict):
        return {key: _filled(value) for key, value in data.items()}
    return data


def _found(text: FoundText, data: Json, shape: Mapping[str, Shape]) -> Slot:
    """The entry of a text with a key for each of its words."""
    section: list[str] = []
    ids: list[str] = []
    inside: list[str] = []
    main = ""
    inner: Shape | None = Section(shape)
    node = data
    for part in text.pointer:
        match inner:
            case Section():
                (inside if ids else section).append(str(part))
                inner = inner.fields.get(str(part))
                if isinstance(inner, Items | Named | Rows) and ids:
                    inside.pop()
            case Keyed():
                (inside if ids else section).append(str(part))
                inner = inner.value
            case Items() | Named():
                here = node[part] if isinstance(node, list | dict) else None  # type: ignore[index]  # a pointer leads somewhere
                ids.append(
                    str(here.get("id", part))
                    if isinstance(here, dict) and isinstance(part, int)
                    else str(part)
                )
                inside.clear()
                main = MAIN_TEXT.get(inner.kind, _TEXT)
                inner = Section(inner.fields)
            case Rows():
                here = node[part] if isinstance(node, list) and isinstance(part, int) else None
                name = here.get(inner.key) if isinstance(here, dict) else None
                section.append(name if isinstance(name, str) else str(part))
                return Slot(text.address, tuple(section), text)
            case _:
                break
        node = node[part] if isinstance(node, list | dict) else None  # type: ignore[index]  # a pointer leads somewhere
    if not ids:
        return Slot(text.address, tuple(section), text)
    item = (*section, ".".join(ids))
    leaf = inside or [main]
    if leaf[-1] in LEVELS and len(leaf) == 1:
        leaf = [_TEXT]
    return Slot(text.address, (*item, *leaf), text, item, leaf == [main])
