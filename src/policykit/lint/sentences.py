"""Sentences of policy text: where they end, how many words they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.locale.word_lists import WordList
from policykit.model.value import dataclass

MARK: Final = re.compile(r"\{[^{}\n]*\}|\]\([^()\s]*\)|https?://\S+")
"""Placeholders, the targets of links and addresses of the web: what no one reads as words."""

_BLOCK = re.compile(r"\n[ \t]*(?:\n|(?=[-*+] |\d{1,9}[.)] |#|\|))\s*")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)\s+")
_END = re.compile(
    r"(?<![.!?\u2026])[.!?\u2026]++[)\]\"'\u201d\u2019\xbb*_]*+"
    r"(?=\s++[\"'\u201c\u2018\u201e\u201d\xbb\xab(\[*_]*+[^\W_])"
)
_NEAR = 40
"""Characters around a full stop that are looked at; abbreviations are shorter."""

_OPENING = "\"'\u201c\u2018\u201e\u201d\xbb\xab([*_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text from `start` to before `end`; `words` counts a placeholder as one."""

    start: int
    end: int
    words: int


def sentences(text: str, language: WordList) -> Iterator[Sentence]:
    """The sentences of a text in order; an item of a list or a heading is one of its own."""
    plain = mask(text)
    for start, end in _spans(plain, language):
        yield Sentence(start, end, _count(plain[start:end]))


def spans(text: str, language: WordList) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends, without counting its words."""
    return list(_spans(mask(text), language))


def mask(text: str) -> str:
    """The text with letters in place of its marks, as long as before."""
    if not ("{" in text or "](" in text or "://" in text):
        return text
    return MARK.sub(lambda mark: "X" * len(mark.group()), text)


def without_marks(text: str) -> str:
    """The text with a space in place of each mark."""
    if not ("{" in text or "](" in text or "://" in text):
        return text
    return MARK.sub(" ", text)


def _spans(plain: str, language: WordList) -> Iterator[tuple[int, int]]:
    for start, end in _stretches(plain, language):
        words = plain[start:end]
        if words and not words.isspace():
            yield end - len(words.lstrip()), start + len(words.rstrip())


def _count(words: str) -> int:
    return sum(any(map(str.isalnum, token)) for token in words.split())


def _stretches(masked: str, language: WordList) -> Iterator[tuple[int, int]]:
    if "\n" not in masked and not _END.search(masked):
        # Most texts are a single sentence on one line.
        bullet = _BULLET.match(masked)
        yield bullet.end() if bullet else 0, len(masked)
        return
    begin = 0
    for block in (*_BLOCK.finditer(masked), None):
        end = len(masked) if block is None else block.start()
        bullet = _BULLET.match(masked, begin, end)
        yield from _in_block(masked, bullet.end() if bullet else begin, end, language)
        begin = end if block is None else block.end()


def _in_block(masked: str, start: int, end: int, language: WordList) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(masked, start, end):
        if _ends(masked, start, found.end(), language):
            yield start, found.end()
            start = found.end()
    yield start, end


def _ends(masked: str, start: int, stop: int, language: WordList) -> bool:
    """Whether a full stop ends a sentence: no abbreviation, and a capital or digit behind it."""
    last = masked[max(start, stop - _NEAR) : stop].rsplit(maxsplit=1)[-1].lstrip(_OPENING).lower()
    following = masked[stop : stop + _NEAR].lstrip().lstrip(_OPENING)[:1]
    if last in language.abbreviations or following.islower():
        return False
    return not (language.ordinal_dots and last[:-1].isdigit() and last.endswith("."))
