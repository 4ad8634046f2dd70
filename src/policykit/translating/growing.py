"""Changes to a file of words, entry by entry: what they do not name stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.translating.dropping import dropped
from policykit.translating.entries import (
    LineEdit,
    anchor_of,
    braces_above,
    first_note,
    indent_of,
    is_block,
    key_line,
    last_line,
    value_at,
    words_of,
)
from policykit.translating.places import Way
from policykit.translating.writing import (
    STEP,
    Branch,
    Leaf,
    Value,
    branch_lines,
    entry_lines,
    value_lines,
)
from policykit.yamlsource import read

_HEAD: Final = ("format", "translates", "locale")
_TEXT: Final = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What is to become of a file of words, by the ways of its entries.

    `added` are entries that are not there yet, `set_to` new words for those that are, `noted`
    the comment above an entry in place of what we wrote there before, `dropped` entries that go.
    `order` are the ways of all entries there may be, in the order of the source; `main` says
    by which key the chief text of an item goes that has so far stood on one line.
    """

    added: Mapping[Way, Leaf] = field(default_factory=dict)
    set_to: Mapping[Way, Value] = field(default_factory=dict)
    noted: Mapping[Way, tuple[str, ...]] = field(default_factory=dict)
    dropped: Sequence[Way] = ()
    order: Sequence[Way] = ()
    main: Mapping[Way, str] = field(default_factory=dict)
    foot: tuple[str, ...] = ()


def document_of(text: str, path: str) -> Document:
    """The text of a file of words, read.

    Raises:
        SourceError: its notation has mistakes.
    """
    document, problems = read(text.encode(), Origin(path, ""))
    if problems or not isinstance(document.data, dict):
        raise SourceError(
            "words-unreadable",
            problems[0].message if problems else "This file of words holds no keys with values.",
            context=path,
            hint="Mend it first: `policykit lint` says where.",
        )
    return document


def grown(text: str, path: str, growth: Growth) -> str:
    """The text of a file of words with what is to become of it.

    Raises:
        SourceError: it cannot be changed so without touching more of it.
    """
    document = document_of(text, path)
    lines, ends = _apart(text)
    usual = "\r\n" if ends.count("\r\n") * 2 > len(ends) else "\n"
    expected = _expected(document.data, growth)
    edits = _edits(document, lines, growth)
    if not edits and not growth.foot:
        return text
    foot = LineEdit(len(lines), len(lines), growth.foot)
    for edit in (
        foot,
        *sorted(edits, key=lambda each: (each.start, each.stop), reverse=True),
    ):
        lines[edit.start : edit.stop] = edit.lines
        ends[edit.start : edit.stop] = [usual] * len(edit.lines)
    # Behind a line that ended with the file there may stand another one now.
    closed = [*(end or usual for end in ends[:-1]), *ends[-1:]]
    new = "".join(line + end for line, end in zip(lines, closed, strict=True))
    after, problems = read(new.encode(), Origin(path, ""))
    if problems or after.data != expected:
        raise SourceError(
            "words-too-odd",
            "This file of words cannot be changed without touching more of it.",
            context=path,
            hint="Mend what `policykit lint` says of it, write each entry on lines of its own, "
            "then run the command again.",
        )
    return new


def _apart(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text, and how each of them ends: the last one perhaps with nothing."""
    lines = text.split("\n")
    last = lines.pop()
    ends = ["\r\n" if line.endswith("\r") else "\n" for line in lines]
    lines = [line.removesuffix("\r") for line in lines]
    return ([*lines, last], [*ends, ""]) if last else (lines, ends)


def _expected(data: Json, growth: Growth) -> Json:
    new = _copied(data)
    for way in growth.dropped:
        _drop(new, way)
    for way, leaf in growth.added.items():
        _put(new, way, leaf.value, growth.main)
    for way, value in growth.set_to.items():
        _put(new, way, value, growth.main)
    return new


def _copied(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _copied(below) for key, below in value.items()}
    return value


def _put(data: Json, way: Way, value: Value, main: Mapping[Way, str]) -> None:
    node = data
    for depth, key in enumerate(way[:-1], 1):
        if not isinstance(node, dict):
            return
        below = node.get(key)
        if not isinstance(below, dict):
            chief = main.get(way[:depth])
            below = {chief: node[key]} if key in node and chief else {}
            node[key] = below
        node = below
    if isinstance(node, dict):
        node[way[-1]] = list(value) if isinstance(value, tuple) else value


def _drop(data: Json, way: Way) -> None:
    """Take an entry away, and what holds nothing else."""
    if not isinstance(data, dict) or way[0] not in data:
        return
    if len(way) > 1:
        _drop(data[way[0]], way[1:])
    if len(way) == 1 or data[way[0]] == {}:
        del data[way[0]]


def _edits(document: Document, lines: Sequence[str], growth: Growth) -> list[LineEdit]:
    converted: dict[Way, dict[Way, Leaf]] = {}
    inserted: dict[tuple[Way, str], dict[Way, Leaf]] = {}
    for way, leaf in growth.added.items():
        anchor = anchor_of(document, way)
        if is_block(document, anchor):
            inserted.setdefault((anchor, way[len(anchor)]), {})[way] = leaf
        else:
            converted.setdefault(anchor, {})[way] = leaf
    for way, value in growth.set_to.items():
        flow = braces_above(document, way)
        if flow is not None:
            converted.setdefault(flow, {})[way] = Leaf(value)
    edits = [_converted(document, lines, way, added, growth) for way, added in converted.items()]
    edits += _inserted(document, lines, inserted, growth.order)
    inside = tuple(converted)
    for way, value in growth.set_to.items():
        if not _is_below(way, inside):
            edits += _replaced(document, lines, way, value, growth.noted.get(way))
    for way, notes in growth.noted.items():
        is_done = way in growth.set_to or _is_below(way, inside)
        if not is_done and document.node(way) and braces_above(document, way) is None:
            edits += _noted(document, lines, way, notes)
    edits += dropped(document, lines, growth.dropped)
    return [each for each in edits if tuple(lines[each.start : each.stop]) != each.lines]


def _is_below(way: Way, tops: Sequence[Way]) -> bool:
    return any(way[: len(top)] == top for top in tops)


def _tree(leaves: Mapping[Way, Leaf], depth: int) -> Branch:
    tree: dict[str, Leaf | Branch] = {}
    for way, leaf in leaves.items():
        node = tree
        for key in way[depth:-1]:
            below = node.setdefault(key, {})
            if not isinstance(below, dict):
                break
            node = below
        node[way[-1]] = leaf
    return tree


def _converted(
    document: Document,
    lines: Sequence[str],
    way: Way,
    added: Mapping[Way, Leaf],
    growth: Growth,
) -> LineEdit:
    """An entry on one line, written anew with a key for each of its words."""
    start, last = key_line(document, way), last_line(document, way)
    first = first_note(lines, start)
    value = value_at(document, way)
    span = document.value_span(way)
    inside = isinstance(value, dict) and any(
        start < comment.position.line - 1 <= last for comment in document.comments
    )
    if span is None or inside:
        raise SourceError(
            "words-too-odd",
            f"The words at {'.'.join(way)[:120]} stand in braces with a comment among them.",
            context=document.path,
            hint="Write each of its keys on a line of its own, then run the command again.",
        )
    known: dict[Way, Leaf] = {}
    if isinstance(value, dict):
        known = {(*way, *below): Leaf(words) for below, words in _leaves(value)}
    elif way in growth.main:
        notes = growth.noted.get(way, tuple(line.strip() for line in lines[first:start]))
        known = {(*way, growth.main[way]): Leaf(words_of(value), notes)}
    rank = {each: number for number, each in enumerate(growth.order)}
    leaves = {**known, **added}
    ranked = dict(sorted(leaves.items(), key=lambda pair: rank.get(pair[0], len(rank))))
    indent = indent_of(document, way)
    key = document.key_span(way)
    name = lines[start][: key.end.column - 1] if key else indent + way[-1]
    beside = next(
        (
            f"  #{each.text}"
            for each in document.comments
            if not each.own_line and each.position.line - 1 in {start, last}
        ),
        "",
    )
    body = branch_lines(_tree(ranked, len(way)), indent + STEP, parted=False)
    return LineEdit(first, last + 1, (f"{name}:{beside}", *body))


def _leaves(value: Mapping[str, Json]) -> list[tuple[Way, Value]]:
    found: list[tuple[Way, Value]] = []
    for key, below in value.items():
        if isinstance(below, dict):
            found += [((key, *way), words) for way, words in _leaves(below)]
        else:
            found.append(((key,), words_of(below)))
    return found


def _inserted(
    document: Document,
    lines: Sequence[str],
    inserted: Mapping[tuple[Way, str], Mapping[Way, Leaf]],
    order: Sequence[Way],
) -> list[LineEdit]:
    """New keys, each behind the one it follows in the source."""
    behind: dict[int, list[str]] = {}
    rank: dict[Way, int] = {}
    for number, way in enumerate(order):
        for length in range(1, len(way) + 1):
            rank.setdefault(way[:length], number)
    ways = sorted(inserted, key=lambda each: rank.get((*each[0], each[1]), len(order)))
    for anchor, key in ways:
        leaves = inserted[anchor, key]
        group = value_at(document, anchor)
        here = rank.get((*anchor, key), len(order))
        before = [
            (*anchor, each)
            for each in (group if isinstance(group, dict) else ())
            if (not anchor and each in _HEAD)
            or rank.get((*anchor, each), -1 if anchor else here) < here
        ]
        siblings = [(*anchor, each) for each in (group if isinstance(group, dict) else ())]
        indent = indent_of(document, siblings[0]) if siblings else ""
        after = (
            max(last_line(document, each) for each in before)
            if before
            else key_line(document, anchor)
        )
        below = _tree(leaves, len(anchor))[key]
        parted = _is_parted(document, lines, siblings)
        new = list(entry_lines(key, below, indent, parted=parted or not anchor))
        group_like = not isinstance(below, Leaf)
        if group_like and before and (parted or not anchor):
            new.insert(0, "")
        behind.setdefault(after, []).extend(new)
    return [LineEdit(line + 1, line + 1, tuple(new)) for line, new in behind.items()]


def _is_parted(document: Document, lines: Sequence[str], siblings: Sequence[Way]) -> bool:
    """Whether entries have empty lines between them there."""
    if len(siblings) == 1:
        return False
    return any(
        first_note(lines, line) and not lines[first_note(lines, line) - 1].strip()
        for line in (key_line(document, each) for each in siblings[1:])
    )


def _replaced(
    document: Document,
    lines: Sequence[str],
    way: Way,
    value: Value,
    notes: tuple[str, ...] | None,
) -> list[LineEdit]:
    span = document.value_span(way)
    key = document.key_span(way)
    if span is None or key is None:
        return []
    start, last = key_line(document, way), last_line(document, way)
    beside = lines[span.end.line - 1][span.end.column - 1 :] if last == span.end.line - 1 else ""
    if span.start == span.end:
        beside = lines[start][key.end.column :]
    head = lines[start][: key.end.column - 1]
    if isinstance(value_at(document, way), str) and lines[span.start.line - 1][
        span.start.column - 1 :
    ].startswith(("|", ">")):
        found = next((each for each in document.comments if each.position.line - 1 == start), None)
        beside = f"  #{found.text}" if found else ""
    first, *rest = value_lines(value, indent_of(document, way))
    begin = start if notes is None else first_note(lines, start)
    above = () if notes is None else (f"{indent_of(document, way)}{each}" for each in notes)
    return [LineEdit(begin, last + 1, (*above, f"{head}:{first}{beside}".rstrip(), *rest))]


def _noted(
    document: Document, lines: Sequence[str], way: Way, notes: tuple[str, ...]
) -> list[LineEdit]:
    line = key_line(document, way)
    indent = indent_of(document, way)
    return [LineEdit(first_note(lines, line), line, tuple(f"{indent}{each}" for each in notes))]
