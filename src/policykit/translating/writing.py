"""Entries of a file of words as lines of YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from policykit.model.value import dataclass
from policykit.yamlsource.plain import needs_no_quotes, one_line

Value: TypeAlias = str | tuple[str, ...] | None
"""The words of an entry: a text, a list of texts, or None where they are still to be written."""

STEP: Final = "  "
_KEPT: Final = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\t]*")


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry to write: its words, and the lines of comment above it."""

    value: Value = None
    notes: tuple[str, ...] = ()


Branch: TypeAlias = "Mapping[str, Leaf | Branch]"


def branch_lines(branch: Branch, indent: str, *, parted: bool) -> Iterator[str]:
    """The lines of keys with their entries; items of several keys are parted by empty lines."""
    was_group = False
    for number, (key, below) in enumerate(branch.items()):
        is_group = not isinstance(below, Leaf)
        if parted and number and (is_group or was_group):
            yield ""
        was_group = is_group
        yield from entry_lines(key, below, indent, parted=parted)


def entry_lines(key: str, below: Leaf | Branch, indent: str, *, parted: bool) -> Iterator[str]:
    """The lines of one key with what stands under it."""
    name = key if needs_no_quotes(key, short=True) else json.dumps(key, ensure_ascii=False)
    if isinstance(below, Leaf):
        yield from (f"{indent}{note}" for note in below.notes)
        first, *rest = value_lines(below.value, indent)
        yield f"{indent}{name}:{first}"
        yield from rest
        return
    yield f"{indent}{name}:"
    # The texts of one item stand together, those of a quiz in it too.
    holds_items = not indent or not any(isinstance(each, Leaf) for each in below.values())
    yield from branch_lines(below, indent + STEP, parted=parted and holds_items)


def value_lines(value: Value, indent: str) -> Sequence[str]:
    """What stands behind the colon of a key at an indent, and the lines below it."""
    if value is None:
        return ("",)
    if isinstance(value, str):
        return _text(value, indent)
    lines = [""]
    for text in value:
        first, *rest = _text(text, indent + STEP)
        lines += [f"{indent}{STEP}-{first}", *rest]
    return lines


def _text(text: str, indent: str) -> list[str]:
    line = one_line(text, short=False)
    if line:
        return [f" {line}"]
    parts = text.split("\n")
    is_plain = _KEPT.fullmatch(text) and text.strip() and not any(map(_trails, parts))
    if len(parts) == 1 or not is_plain or text.startswith("\n"):
        return [f" {_escaped(text)}"]
    ends = len(text) - len(text.rstrip("\n"))
    mark = "-" if not ends else "" if ends == 1 else "+"
    told = str(len(STEP)) if parts[0].startswith(" ") else ""
    body = parts[:-1] if ends else parts
    return [f" |{told}{mark}", *(f"{indent}{STEP}{part}" if part else "" for part in body)]


def _trails(part: str) -> bool:
    return part != part.rstrip(" ")


def _escaped(text: str) -> str:
    """A text in double quotes with escapes, for what no line can show."""
    return json.dumps(text, ensure_ascii=not _KEPT.fullmatch(text))
