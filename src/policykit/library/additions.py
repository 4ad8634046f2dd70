"""Entries put into the text of a record; every other character stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.position import Pointer, Span
from policykit.model.value import dataclass
from policykit.yamlsource import read
from policykit.yamlsource.lines import quoted
from policykit.yamlsource.plain import one_line

KEYS: Final = (
    "format",
    "drafted",
    "consulted",
    "evidence",
    "comments",
    "law_checked",
    "reviews",
    "approvals",
    "seen",
    "accepted",
)
"""The keys of a record, in the order in which they stand."""

_BLOCK: Final = re.compile(r"[|>][-+0-9]*(\s+#[^\r]*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One more entry for the list `key`.

    An entry that is there already stays the only one: `same` are the keys it is told by, none
    for all of them.
    """

    key: str
    entry: Mapping[str, Json]
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """Words that were looked at: citing item, what it cites, and the digest of the words."""

    item: str
    target: str
    digest: str


@dataclass(frozen=True, slots=True)
class Put:
    """Values that stand in a mapping from now on: a section, or the entry `id` of the list `key`.

    A value that is there gives way; every other key of the mapping stays.
    """

    key: str
    values: Mapping[str, Json]
    id: str = ""


Addition = Entry | Looked | Put


def added(text: str, additions: Sequence[Addition], path: str) -> str:
    """The text of a record with these additions, each compared as data before it counts.

    Args:
        text: the record, '' for a new one; its line ends are kept.
        additions: what is put in, in this order.
        path: the record, for messages.

    Raises:
        SourceError: the record is written in such a way that more of it would have to change.
    """
    # A record that has most of it already is not read anew for each.
    before = document = _whole(text, path)
    for each in additions:
        match each:
            case Entry():
                document = _entered(document, each, path)
            case Looked():
                document = _seen(document, each, path)
            case Put():
                document = _put(document, each, path)
    return text if document is before else document.text


def _entered(document: Document, addition: Entry, path: str) -> Document:
    data = document.data if isinstance(document.data, dict) else {}
    listed = data.get(addition.key)
    known = listed if isinstance(listed, list) else []
    if any(_is_same(each, addition) for each in known):
        return document
    lines = _Lines(document.text)
    if known:
        _append(lines, document, addition, len(known))
    else:
        _begin(lines, document, addition.key, _block([addition.entry], 2))
    return _proved(
        lines.text, {**data, addition.key: [*known, dict(addition.entry)]}, addition.key, path
    )


def _is_same(entry: Json, addition: Entry) -> bool:
    if not isinstance(entry, dict):
        return False
    keys = addition.same or tuple({**entry, **addition.entry})
    return all(entry.get(key) == addition.entry.get(key) for key in keys)


def _append(lines: _Lines, document: Document, addition: Entry, count: int) -> None:
    """Put an entry behind the last one, in the way the list is written."""
    whole = document.value_span((addition.key,))
    last = document.value_span((addition.key, count - 1))
    if whole is None or last is None:
        return
    if lines.at(whole.start.line, whole.start.column) == "[":
        lines.put(last.end.line, last.end.column, f", {_flow(dict(addition.entry))}")
    else:
        lines.after(last.end.line, _block([addition.entry], whole.start.column - 1))


def _seen(document: Document, looked: Looked, path: str) -> Document:
    data = document.data if isinstance(document.data, dict) else {}
    found = data.get("seen")
    seen = found if isinstance(found, dict) else {}
    below = seen.get(looked.item)
    targets = below if isinstance(below, dict) else {}
    if targets.get(looked.target) == looked.digest:
        return document
    lines = _Lines(document.text)
    line = f"{_scalar(looked.target)}: {_scalar(looked.digest)}"
    pointer = ("seen", looked.item)
    if looked.target in targets:
        span = document.value_span((*pointer, looked.target))
        if span is not None:
            lines.replace(span.start.line, span.start.column, span.end.column, looked.digest)
    elif targets:
        _into(lines, document, pointer, line, [line])
    elif seen:
        own = f"{_scalar(looked.item)}: {{{line}}}"
        _into(lines, document, ("seen",), own, [f"{_scalar(looked.item)}:", f"  {line}"])
    else:
        _begin(lines, document, "seen", [f"  {_scalar(looked.item)}:", f"    {line}"])
    now = {**seen, looked.item: {**targets, looked.target: looked.digest}}
    return _proved(lines.text, {**data, "seen": now}, "seen", path)


def _put(document: Document, addition: Put, path: str) -> Document:
    for key, value in addition.values.items():
        data = document.data if isinstance(document.data, dict) else {}
        pointer, now = _mapping_of(data, addition)
        if key in now and now[key] == value:
            continue
        lines = _Lines(document.text)
        line = f"{_scalar(key)}: {_value(value)}"
        if not pointer:
            _begin(lines, document, addition.key, [f"  {line}"])
        elif key not in now:
            _into(lines, document, pointer, f"{_scalar(key)}: {_flow(value)}", [line])
        else:
            span, whole = document.value_span((*pointer, key)), document.value_span(pointer)
            if span is not None and whole is not None:
                is_short = lines.at(whole.start.line, whole.start.column) == "{"
                lines.splice(span, _flow(value) if is_short else _value(value))
        document = _proved(
            lines.text, _with(data, addition, {**now, key: value}), addition.key, path
        )
    return document


def _mapping_of(data: Mapping[str, Json], addition: Put) -> tuple[Pointer, Mapping[str, Json]]:
    """Where the mapping stands and what it holds; no place where a section is not there yet.

    Raises:
        SourceError: the list has no such entry.
    """
    found = data.get(addition.key)
    if not addition.id:
        return ((addition.key,), found) if isinstance(found, dict) and found else ((), {})
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, dict) and entry.get("id") == addition.id:
            return (addition.key, index), entry
    raise SourceError(
        "no-such-entry",
        f"There is no entry {addition.id[:80]} under `{addition.key}:` in this record any more.",
        hint="Look at the record, then run the command again.",
    )


def _with(data: Mapping[str, Json], addition: Put, now: Mapping[str, Json]) -> dict[str, Json]:
    """The data of the record with the mapping as it is now."""
    if not addition.id:
        return {**data, addition.key: dict(now)}
    listed = data.get(addition.key)
    entries = listed if isinstance(listed, list) else []
    pointer, _ = _mapping_of(data, addition)
    changed: list[Json] = [
        dict(now) if index == pointer[1] else each for index, each in enumerate(entries)
    ]
    return {**data, addition.key: changed}


def _into(
    lines: _Lines, document: Document, pointer: Pointer, flow: str, block: Sequence[str]
) -> None:
    """Put a key into a mapping, in the way the mapping is written."""
    span = document.value_span(pointer)
    if span is None:
        return
    if lines.at(span.start.line, span.start.column) == "{":
        lines.put(span.end.line, span.end.column - 1, f", {flow}")
    else:
        indent = " " * (span.start.column - 1)
        lines.after(span.end.line, [f"{indent}{each}" for each in block])


def _begin(lines: _Lines, document: Document, key: str, block: Sequence[str]) -> None:
    """Put in a key behind those that come before it, or else above all others."""
    data = document.data if isinstance(document.data, dict) else {}
    if key in data:
        # It holds something else: a second key of this name would hide it.
        return
    order = {name: number for number, name in enumerate(KEYS)}
    before = [name for name in data if order.get(name, len(KEYS)) < order[key]]
    span = document.value_span((before[-1],)) if before else None
    line = span.end.line if span is not None else lines.count
    first = next(iter(data), "")
    place = document.key_span((first,)) if first and not before else None
    if place is not None and lines.at(place.start.line, 1) not in {"{", " "}:
        # Nothing comes before it: above the first key, with the remarks of that one below.
        line = place.start.line - 1
    lines.after(line, [f"{key}:", *block])


class _Lines:
    """The lines of a text while something is put in."""

    def __init__(self, text: str) -> None:
        self._end = _line_end(text)
        self._lines = text.split("\n")

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    @property
    def count(self) -> int:
        """How many lines end, or would if the last one did."""
        return len(self._lines) - (not self._lines[-1])

    def at(self, line: int, column: int) -> str:
        return self._lines[line - 1][column - 1 : column]

    def put(self, line: int, column: int, words: str) -> None:
        self.replace(line, column, column, words)

    def replace(self, line: int, start: int, end: int, words: str) -> None:
        now = self._lines[line - 1]
        self._lines[line - 1] = now[: start - 1] + words + now[end - 1 :]

    def splice(self, span: Span, words: str) -> None:
        """Put words in place of a stretch, which may go over several lines."""
        first, last = span.start, span.end
        begin, value = self._lines[first.line - 1], self._lines[first.line - 1][first.column - 1 :]
        end = self._lines[last.line - 1][last.column - 1 :]
        if first.line < last.line and (header := _BLOCK.match(value)):
            # What is remarked beside `|` or `>` belongs to the key.
            end = f"{header[1]}{end}"
        self._lines[first.line - 1] = begin[: first.column - 1] + words + end
        del self._lines[first.line : last.line]

    def after(self, line: int, block: Sequence[str]) -> None:
        ending = self._end.removesuffix("\n")
        if line == len(self._lines):
            # The file ends within its last line.
            self._lines[-1] += ending
            self._lines.append("")
        self._lines[line:line] = [f"{each}{ending}" for each in block]


def _block(entries: Sequence[Mapping[str, Json]], indent: int) -> list[str]:
    """The lines of a list of mappings."""
    written: list[str] = []
    for entry in entries:
        lines = _mapping(entry)
        written += [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
    return [f"{' ' * indent}{line}" for line in written]


def _mapping(entry: Mapping[str, Json]) -> list[str]:
    lines: list[str] = []
    for key, value in entry.items():
        if isinstance(value, dict):
            lines += [f"{_scalar(key)}:", *(f"  {line}" for line in _mapping(value))]
        else:
            lines.append(f"{_scalar(key)}: {_value(value)}")
    return lines


def _value(value: Json) -> str:
    """A value on the line of its key; texts in quotes only where they are needed."""
    return _scalar(value, short=False) if isinstance(value, str) else _flow(value)


def _flow(value: Json) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_scalar(key)}: {_flow(below)}' for key, below in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _scalar(value: Json, *, short: bool = True) -> str:
    """A value as it is written; `short` within brackets, where more needs quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return "null" if value is None else str(value)
    return one_line(value, short=short) or quoted(value)


def _proved(text: str, expected: Mapping[str, Json], key: str, path: str) -> Document:
    document, slips = read(text.encode(), Origin(path, ""))
    if document.data == expected and not slips:
        return document
    raise SourceError(
        "record-too-odd",
        "Nothing can be added to this record without touching more of it.",
        context=path,
        hint=f"Write what stands under `{key}:` on lines of its own, at the end of the file.",
    )


def _whole(text: str, path: str) -> Document:
    """A record as it is, with the last line ended where that is one of a text in a block.

    Such a text ends otherwise as soon as anything comes below it.
    """
    document = _read(text, path)
    if not text or text.endswith("\n"):
        return document
    ended = _read(f"{text}{_line_end(text)}", path)
    return document if ended.data == document.data else ended


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _read(text: str, path: str) -> Document:
    return read(text.encode(), Origin(path, ""))[0]
