"""How values, keys and types are named in messages: plain words, never the notation of a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from policykit.model.document import Json

LONGEST: Final = 120
"""Characters of a value that a message repeats."""

KEYS: Final = "keys with values"
"""What an object of the schemas is to an author."""

_OTHER_THAN_TEXT: Final = frozenset({"true", "false", "null", "~"})
"""Words that are no text unless they stand in quotes."""

_NAMES: Final = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": KEYS,
    "null": "nothing",
}


def cut(text: str) -> str:
    """A text on one line, at most 120 characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def shown(value: object) -> str:
    """A value as a message repeats it: a text in quotes, everything else as one writes it."""
    if isinstance(value, str):
        return f'"{cut(value)}"'
    return cut(written(value))


def written(value: object) -> str:
    """A value as one writes it in a file, on one line, strings bare where that is safe."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "nothing"
        case str():
            return value if _bare(value) else json.dumps(value, ensure_ascii=False)
        case Mapping():
            return "{" + ", ".join(f"{key}: {written(below)}" for key, below in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(written(item) for item in value) + "]"
        case _:
            return str(value)


def key(name: str) -> str:
    """A key as a message names it."""
    return f"`{cut(name)}`"


def listed(names: Iterable[str], last: str = "and") -> str:
    """Keys in a row: `a`, `b` and `c`."""
    *front, end = [key(name) for name in names]
    return f"{', '.join(front)} {last} {end}" if front else end


def actual(value: object) -> str:
    """What a value of a document is, in plain words: `this is a text`."""
    match value:
        case None:
            return "this is nothing"
        case bool():
            return "this is true or false"
        case int() | float():
            return "this is a number"
        case str():
            return "this is a text"
        case list():
            return "this is a list"
        case _:
            return f"these are {KEYS}"


def wanted(types: Json) -> str:
    """What the schema wants, in plain words: `a text or a number`."""
    names = types if isinstance(types, list) else [types]
    return " or ".join(dict.fromkeys(_NAMES.get(str(name), str(name)) for name in names))


def within_sentence(text: str) -> str:
    """A sentence as it goes on behind a colon: its first word small, unless it is a name."""
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first[1:].islower() or len(first) == 1 else text


def _bare(text: str) -> bool:
    safe = not any(mark in text for mark in "\n\"'[]{}#&*!|>%@`,:")
    if text in _OTHER_THAN_TEXT or text.replace(".", "", 1).isdigit():
        return False
    return bool(text) and safe and text == text.strip() and not text.startswith(("-", "?"))
