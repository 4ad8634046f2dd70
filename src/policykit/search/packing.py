"""An index as the two scripts a page loads: where words stand, and the texts to show.

Numbers are written in digits of five bits, the letters of `_DIGITS`; the upper half of them
says that the number goes on. Words are sorted, and each says how many of its first letters are
those of the one before. Where a word stands is, for each entry, three times its distance from
the one before plus the field. Texts come in blocks, so that a page loads those of its hits
alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.model.value import dataclass
from policykit.search.entries import Entry, Group, Kind
from policykit.search.index import Index
from policykit.search.words import composed

BLOCK: Final = 16_000
"""Letters of text after which a block is full."""

_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_FIELDS: Final = 3
_LONGEST_SHARED: Final = len(_DIGITS) - 1


@dataclass(frozen=True, slots=True)
class Scripts:
    """The text of the script with the index, and those of the blocks in their order."""

    index: str
    blocks: tuple[str, ...]


def scripts(index: Index, words: Mapping[str, str]) -> Scripts:
    """The scripts of an index; `words` are those the page speaks to its reader with."""
    blocks = tuple(_blocks(index.entries))
    packed = {**_packed(index, words), "blocks": [start for start, _ in blocks]}
    return Scripts(
        f"var policykit_index={script_json(packed)};\n",
        tuple(
            f"policykit_texts({number},{script_json([_shown(each) for each in entries])});\n"
            for number, (_, entries) in enumerate(blocks)
        ),
    )


def alone(index: Index, words: Mapping[str, str]) -> str:
    """An index as JSON for a page that holds all its texts: where they stand, by their anchors."""
    anchors = _front_coded(entry.anchor for entry in index.entries)
    return script_json({**_packed(index, words), "anchors": anchors})


def _packed(index: Index, words: Mapping[str, str]) -> dict[str, object]:
    narrowed = tuple(map(_badges, index.entries))
    sets = tuple(dict.fromkeys(((), *map(_badges, index.groups), *narrowed)))
    badges = tuple(dict.fromkeys(badge for one in sets for badge in one))
    set_numbers = {one: number for number, one in enumerate(sets)}
    return {
        "groups": [
            [
                group.path,
                group.number,
                group.title,
                group.language,
                group.badge,
                first,
                set_numbers[_badges(group)],
            ]
            for group, first in zip(index.groups, index.firsts, strict=True)
        ],
        "kinds": "".join(entry.kind for entry in index.entries),
        "numbers": packed_numbers(map(_last, index.entries)),
        "badges": badges,
        "sets": [[badges.index(badge) for badge in one] for one in sets],
        "narrowed": packed_numbers(set_numbers[one] for one in narrowed),
        "words": _front_coded(index.places),
        "places": " ".join(_packed_places(places) for places in index.places.values()),
        "synonyms": index.synonyms,
        "stop": index.language.stop,
        "endings": index.language.endings,
        "doubled": index.language.doubled,
        "apart": dict(index.language.apart),
        "compounds": index.language.compounds,
        "digraphs": index.language.digraphs,
        "locale": index.locale,
        "says": dict(words),
    }


def script_json(value: object) -> str:
    """A value as JSON that is safe in a script: it ends no element and breaks no line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, escaped)
    return text.encode("utf-8", "backslashreplace").decode()


def packed_numbers(numbers: Iterable[int]) -> str:
    """Numbers from 0 up in digits of five bits, the lowest first."""
    return "".join([_SHORT[each] if each < _SHORTS else _digits(each) for each in numbers])


def _digits(number: int) -> str:
    if number < 32:  # noqa: PLR2004 - five bits
        return _DIGITS[number]
    return _DIGITS[number % 32 + 32] + _digits(number // 32)


_SHORTS: Final = 1_024
_SHORT: Final = tuple(map(_digits, range(_SHORTS)))
"""The digits of small numbers, which most distances are."""


def _packed_places(places: tuple[tuple[int, int], ...]) -> str:
    before = 0
    numbers: list[int] = []
    for entry, field in places:
        numbers.append((entry - before) * _FIELDS + field)
        before = entry
    return packed_numbers(numbers)


def _front_coded(words: Iterable[str]) -> str:
    found: list[str] = []
    before = ""
    for word in words:
        shared = 0
        most = min(len(word), len(before), _LONGEST_SHARED)
        # A browser counts a letter outside the basic plane as two: it is never cut in between.
        while shared < most and word[shared] == before[shared] and word[shared] < "\ud800":
            shared += 1
        found.append(_DIGITS[shared] + word[shared:])
        before = word
    return " ".join(found)


def _badges(holder: Entry | Group) -> tuple[tuple[str, str], ...]:
    return tuple((badge.kind, badge.text) for badge in holder.badges)


def _last(entry: Entry) -> int:
    """The last part of the number of a rule, or 0; the rest of it is the number of its group."""
    last = entry.number.rpartition(".")[2]
    return int(last) if entry.kind is not Kind.POLICY and last.isdecimal() else 0


def _blocks(entries: tuple[Entry, ...]) -> Iterator[tuple[int, list[Entry]]]:
    """The entries in blocks, each with the number of its first."""
    block: list[Entry] = []
    size, start = 0, 0
    for number, entry in enumerate(entries):
        if block and size > BLOCK:
            yield start, block
            block, size, start = [], 0, number
        block.append(entry)
        size += len(entry.title) + len(entry.text) + len(entry.more)
    if block:
        yield start, block


def _shown(entry: Entry) -> list[str]:
    return [
        entry.anchor,
        entry.level,
        entry.label,
        entry.language,
        composed(entry.title),
        composed(entry.text),
        composed(entry.more),
        entry.spoken,
    ]
