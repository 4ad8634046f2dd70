"""Texts of a starter: what they name, and links that lead nowhere turned into plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from policykit.model.document import Json
from policykit.model.text import Link, Placeholder, segments


def texts_in(value: Json) -> Iterator[str]:
    """Every text inside a value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def placeholders(text: str) -> Iterator[tuple[str, ...]]:
    """The names of every placeholder, those in the labels of links included."""
    for each in segments(text):
        if isinstance(each, Placeholder):
            yield each.names
        elif isinstance(each, Link):
            yield from placeholders(each.label)


def used_definitions(policy: Mapping[str, Json]) -> dict[str, Json]:
    """The defined words of a policy that its other texts use, by name or by a link."""
    defined = policy.get("definitions")
    entries = dict(defined) if isinstance(defined, dict) else {}
    others = {key: each for key, each in policy.items() if key != "definitions"}
    told = "\n".join(texts_in(others)).casefold()
    found: dict[str, Json] = {}
    for name, each in entries.items():
        term = each.get("term") if isinstance(each, dict) else None
        word = str(term or name.replace("-", " ")).casefold()
        if f"]({name})" in told or re.search(rf"(?<!\w){re.escape(word)}", told):
            found[name] = each
    return found


def unlinked(text: str, leads: Callable[[str], bool]) -> str:
    """A text in which links stand for their words alone, but for those that lead somewhere."""
    for each in segments(text):
        if isinstance(each, Link) and not each.external and not leads(each.target):
            text = text.replace(each.raw, each.label)
    return text
