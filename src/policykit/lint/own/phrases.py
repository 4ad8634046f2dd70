"""Words a custom rule looks for, in a notation that any text can be searched for quickly.

Words stand for themselves, as whole words. `*` at the end or the beginning of one is any
ending or beginning, alone any one word; `<number>` is a number; `...` between words is up to
five words. `{name}` is a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from policykit.lint.sentences import MARK
from policykit.model.value import dataclass

_ANY: Final = "*"
_NUMBER: Final = "<number>"
_GAP: Final = "..."
_MOST_BETWEEN: Final = 5
"""Words a gap stands for at most."""

_UNREAD: Final = "\x00"
"""Stands for each character of a mark: no white space and in no word, so nothing matches it."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to find: `words` in what people read, `marks` in the text with its marks.

    `pieces` are parts of which every text with a phrase holds one, whatever its capitals; None
    where a phrase has no such part.
    No text takes longer than in proportion to its length: what repeats gives nothing back,
    but for one beginning or one gap a phrase.
    """

    words: re.Pattern[str] | None
    marks: re.Pattern[str] | None
    pieces: tuple[str, ...] | None = None

    @classmethod
    def of(cls, phrases: Iterable[str], *, match_case: bool) -> Phrases:
        """The phrases of a rule, in the notation above."""
        known = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        flags = re.NOFLAG if match_case else re.IGNORECASE
        return cls(
            _pattern([each for each in known if "{" not in each], flags),
            _pattern([each for each in known if "{" in each], flags),
            _pieces(known),
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The beginning and end of every phrase in a text, in order; none inside another."""
        if self.pieces is not None:
            folded = text.casefold()
            # Most texts hold none, and a search for pieces costs a tenth of the pattern.
            if not any(piece in folded for piece in self.pieces):
                return
        spans: list[tuple[int, int]] = []
        if self.words is not None:
            read = MARK.sub(lambda mark: _UNREAD * len(mark.group()), text)
            spans += [found.span() for found in self.words.finditer(read)]
        if self.marks is not None:
            spans += [found.span() for found in self.marks.finditer(text)]
        end = 0
        for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start >= end:
                yield start, stop
                end = stop


def _pieces(phrases: list[str]) -> tuple[str, ...] | None:
    """The longest plain part of each phrase, None where one has none."""
    found = {
        max((_plain(word) for word in phrase.split()), key=len, default="") for phrase in phrases
    }
    return None if "" in found else tuple(sorted(found))


def _plain(word: str) -> str:
    """What of a word stands for itself, without regard to capitals."""
    if word in {_ANY, _NUMBER, _GAP}:
        return ""
    return word.removeprefix(_ANY).removesuffix(_ANY).casefold()


def _pattern(phrases: list[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    if not phrases:
        return None
    joined = "|".join(map(_phrase, phrases))
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w|-\w)", flags)


def _phrase(phrase: str) -> str:
    """A phrase as a pattern; a second gap, or one at an end, stands for its three dots."""
    words = phrase.split()
    gap = next((n for n, word in enumerate(words[1:-1], 1) if word == _GAP), None)
    parts: list[str] = []
    for number, word in enumerate(words):
        if number == gap:
            parts.append(rf"(?:\S++\s++){{0,{_MOST_BETWEEN}}}?")
        else:
            parts.append(_word(word) + (r"\s++" if number < len(words) - 1 else ""))
    return "".join(parts)


def _word(word: str) -> str:
    if word == _ANY:
        return r"\w++"
    if word == _NUMBER:
        return r"(?<!\d[.,])\d++(?:[.,]\d++)*+"
    core = word.removeprefix(_ANY).removesuffix(_ANY)
    before = r"\w*" if word.startswith(_ANY) else ""
    after = r"\w*+" if word.endswith(_ANY) else ""
    return f"{before}{re.escape(core)}{after}" if core else re.escape(word)
