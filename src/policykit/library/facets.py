"""An item in words, side by side: what it says, where it differs, all that stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from policykit.library.walk import MAIN_TEXT, FoundItem
from policykit.model.document import Json
from policykit.model.history import Facet
from policykit.model.policy_shape import LEVELS, TERM_KINDS
from policykit.model.text import folded

Titles: TypeAlias = Callable[[str, str], str]
"""Gives how a name of a kind (`region`, `SE`) is printed."""

NOTHING: Final = "nothing is promised"

_NAMED: Final = {
    "regions": "region",
    "brands": "brand",
    "channels": "channel",
    "groups": "group",
    "dates": "",
}
_LEFT_OUT: Final = frozenset({"id", "former_ids"})


def facets(value: Json, title: Titles) -> tuple[Facet, ...]:
    """Everything that stands in an item, key by key, in the order it is written.

    `value` is the item as read; a bare text counts as one facet.
    """
    if isinstance(value, dict):
        return tuple(_of_mapping(value, "", title))
    return (Facet("text", _words(value, title)),)


def in_one_line(item: FoundItem, title: Titles) -> str:
    """What an item is, as briefly as can be said: its value, or its level and text."""
    if not isinstance(item.value, dict):
        return _words(item.value, title)
    if item.kind == "term":
        return _term(item.value, title)
    level = next((key for key in LEVELS if key in item.value), "")
    if item.kind == "statement" and level:
        return f"{level.replace('_', ' ')}: {_words(item.value[level], title)}"
    main = item.value.get(MAIN_TEXT.get(item.kind, "text"))
    if isinstance(main, str):
        return folded(main)
    return "; ".join(f"{each.label}: {each.words}" for each in facets(item.value, title))


def _term(term: Mapping[str, Json], title: Titles) -> str:
    said = [_value(term.get(next((it for it in TERM_KINDS if it in term), "")), title)]
    said[0] += _extension(term)
    for row in _rows(term.get("varies")):
        value = _value(row["value"], title) if "value" in row else ""
        said.append(f"{_where(row, title)}: {value}{_extension(row)}")
    return "; ".join(each for each in said if not each.endswith(": "))


def _value(value: Json, title: Titles) -> str:
    return NOTHING if value in {None, "none"} else _words(value, title)


def _extension(holder: Mapping[str, Json]) -> str:
    extend = holder.get("extend")
    by = extend.get("by") if isinstance(extend, dict) else None
    return f", can be extended by {by}" if isinstance(by, str) else ""


def _of_mapping(mapping: Mapping[str, Json], above: str, title: Titles) -> Iterator[Facet]:
    for key, value in mapping.items():
        if key in _LEFT_OUT:
            continue
        label = f"{above} {key.replace('_', ' ')}".lstrip()
        if key == "varies":
            for row in _rows(value):
                rest = {each: below for each, below in row.items() if each not in _NAMED}
                for facet in _of_mapping(rest, "", title):
                    side = "" if facet.label == "value" else f"{facet.label} "
                    yield Facet(f"{side}in {_where(row, title)}", facet.words)
        elif isinstance(value, dict):
            yield from _of_mapping(value, label, title)
        elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
            for number, row in enumerate(_rows(value), 1):
                yield from _of_mapping(row, f"{label} {row.get('id', number)}", title)
        elif isinstance(value, list) and key in _NAMED:
            yield Facet(label, _titles(key, value, title))
        else:
            yield Facet(label, _words(value, title))


def _rows(value: Json) -> list[dict[str, Json]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _where(row: Mapping[str, Json], title: Titles) -> str:
    return ", ".join(_titles(key, row[key], title) for key in _NAMED if key in row)


def _titles(key: str, value: Json, title: Titles) -> str:
    names = value if isinstance(value, list) else [value]
    kind = _NAMED[key]
    return ", ".join(title(kind, str(name)) if kind else str(name) for name in names)


def _words(value: Json, title: Titles) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_words(each, title) for each in value)
    return "" if value is None else folded(str(value))
