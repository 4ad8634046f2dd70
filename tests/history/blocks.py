"""Small edits of YAML in block style that leave every other line as it is.

A place is a path of names with slashes: `terms/shop-window/window`. An item of a list goes by
the value of its first key (`statements/refund/must`, `supersedes/2.2.0`) or by its own text.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

_WIDTH = 72
_KEY = re.compile(
    r"""(?P<lead>\s*(?:- )?)(?P<key>"[^"]*"|'[^']*'|[^\s:"'{[][^:]*):(?:\s+(?P<value>.*))?$"""
)
_FLOW_FIRST = re.compile(r"\s*- \{\s*[\w-]+:\s*([^,}]+)")
_FLOW_LIST = re.compile(r"^(\s*(?:- )?[\w-]+: )\[(.*)\]\s*$")


class StoryError(Exception):
    """The story does not fit the present files; the text says where."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines `first` to `end` (not included) of an entry, `indent` spaces in."""

    name: str
    first: int
    end: int
    indent: int


def children(lines: list[str], parent: Block | None) -> list[Block]:
    """The entries right below a block, or those of the whole document."""
    first, end = (0, len(lines)) if parent is None else (parent.first, parent.end)
    starts: list[tuple[int, str]] = []
    indent = -1
    for number in range(first, end):
        line = lines[number]
        if parent is not None and number == parent.first:
            if not line[parent.indent :].startswith("- ") or _KEY.match(line) is None:
                continue
            line = f"{line[: parent.indent]}  {line[parent.indent + 2 :]}"
        text = line.lstrip(" ")
        if not text or text.startswith("#"):
            continue
        depth = len(line) - len(text)
        if indent < 0:
            indent = depth
        if depth == indent:
            starts.append((number, _name(line)))
    if not starts:
        return []
    ends = [*(number for number, _ in starts[1:]), end]
    return [
        Block(name, start, _trimmed(lines, start, stop), indent)
        for (start, name), stop in zip(starts, ends, strict=True)
    ]


def _name(line: str) -> str:
    flow = _FLOW_FIRST.match(line)
    if flow is not None:
        return flow[1].strip()
    found = _KEY.match(line)
    if found is None:
        return line.strip().removeprefix("- ").strip()
    name = found["value"] if "- " in found["lead"] else found["key"]
    return (name or "").strip().strip("\"'")


def _trimmed(lines: list[str], start: int, stop: int) -> int:
    """The end of a block without the empty lines and comments that belong to what follows."""
    while stop > start + 1 and (not lines[stop - 1].strip() or lines[stop - 1].startswith("#")):
        stop -= 1
    return stop


def find(lines: list[str], place: str) -> Block | None:
    """The block at a place, None where there is none."""
    found: Block | None = None
    for name in place.split("/"):
        found = next((it for it in children(lines, found) if it.name == name), None)
        if found is None:
            return None
    return found


def at(lines: list[str], place: str) -> Block:
    """The block at a place.

    Raises:
        StoryError: there is nothing.
    """
    found = find(lines, place)
    if found is None:
        raise StoryError(f"there is nothing at {place}")
    return found


def has(text: str, place: str) -> bool:
    """Whether there is something at a place."""
    return find(text.split("\n"), place) is not None


def value(text: str, place: str) -> str:
    """The one-line value at a place, '' where there is none."""
    lines = text.split("\n")
    found = find(lines, place)
    match = None if found is None else _KEY.match(lines[found.first])
    return "" if match is None else (match["value"] or "").strip().strip("\"'")


def with_value(text: str, place: str, new: str) -> str:
    """The value at a place replaced by another one, as it is written in YAML on one line."""
    lines = text.split("\n")
    block = at(lines, place)
    match = _KEY.match(lines[block.first])
    if match is None:
        raise StoryError(f"{place} has no value to change")
    lines[block.first : block.end] = [f"{match['lead']}{match['key']}: {new}"]
    return "\n".join(lines)


def with_key(text: str, place: str, new: str) -> str:
    """The key at a place under another name."""
    lines = text.split("\n")
    first = at(lines, place).first
    old = place.rpartition("/")[2]
    lines[first] = lines[first].replace(f"{old}:", f"{new}:", 1)
    return "\n".join(lines)


def with_block(text: str, place: str, raw: str) -> str:
    """A block replaced, or added as the last one of its parent; `raw` starts without indent."""
    lines = text.split("\n")
    block = find(lines, place)
    if block is not None:
        lines[block.first : block.end] = _indented(raw, block.indent)
        return "\n".join(lines)
    above = place.rpartition("/")[0]
    parent = at(lines, above) if above else None
    around = children(lines, parent)
    indent = around[0].indent if around else 0
    end = around[-1].end if around else len(lines)
    lines[end:end] = _indented(raw, indent)
    return "\n".join(lines)


def _indented(raw: str, indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else line for line in raw.rstrip("\n").split("\n")]


def without_block(text: str, place: str) -> str:
    """A block taken out, and what holds it when nothing else is in there."""
    lines = text.split("\n")
    block = at(lines, place)
    above = place.rpartition("/")[0]
    if above:
        parent = at(lines, above)
        if [it.first for it in children(lines, parent)] == [block.first]:
            return without_block(text, above)
        if block.first == parent.first:
            raise StoryError(f"{place} is the key the item goes by")
    elif (
        block.end < len(lines)
        and not lines[block.end]
        and block.first
        and not lines[block.first - 1]
    ):
        del lines[block.end]
    del lines[block.first : block.end]
    return "\n".join(lines)


def reordered(text: str, place: str, keys: list[str]) -> str:
    """The keys of an item in another order: those named first, the others after them."""
    lines = text.split("\n")
    parent = at(lines, place)
    parts = {it.name if it.first != parent.first else "": it for it in children(lines, parent)}
    ids = parts.pop("", None)
    start = parent.first + 1 if ids is None else ids.end
    unknown = [key for key in keys if key not in parts]
    if unknown:
        raise StoryError(f"{place} has no {unknown[0]}")
    order = [*keys, *(name for name in parts if name not in keys)]
    body = [line for name in order for line in lines[parts[name].first : parts[name].end]]
    lines[start : parent.end] = body
    return "\n".join(lines)


def folded(text: str, place: str) -> str:
    """A text on one line written as a folded block."""
    lines = text.split("\n")
    block = at(lines, place)
    match = _KEY.match(lines[block.first])
    if match is None or not match["value"] or block.end != block.first + 1:
        raise StoryError(f"{place} is no text on one line")
    indent = " " * (len(match["lead"]) + 2)
    body = textwrap.wrap(match["value"], _WIDTH, initial_indent=indent, subsequent_indent=indent)
    lines[block.first : block.end] = [f"{match['lead']}{match['key']}: >-", *body]
    return "\n".join(lines)


def without_listed(text: str, name: str) -> str:
    """A name, or what is in it, out of every `[list, of, names]`; an empty one takes its key."""
    if name not in text:
        return text
    kept: list[str] = []
    for line in text.split("\n"):
        match = _FLOW_LIST.match(line) if name in line else None
        if match is None:
            kept.append(line)
            continue
        names = [it for it in match[2].split(", ") if it != name and not it.startswith(f"{name}.")]
        if names:
            kept.append(f"{match[1]}[{', '.join(names)}]")
    return "\n".join(kept)


def unlinked(text: str, target: str) -> str:
    """Links to a target, or to something in it, turned into their plain words."""
    if f"]({target}" not in text:
        return text
    return re.sub(rf"\[([^\]]*)\]\({re.escape(target)}(?:\.[\w.-]+)?\)", r"\1", text)
