"""Words in capitals: abbreviations, and words that shout."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from policykit.locale.phrases import word_set

_MARK: Final = re.compile(
    r"\{[^{}\n]*\}|\]\([^()\s]*\)|https?://\S+|`[^`]*`"
    # What is written on a button or a label stands in quotes: press "PAY NOW".
    r"|[\"\u201c\u201d\u201e\u00ab\u00bb][^\W\d_a-z]{2,}(?:\s[^\W\d_a-z]{2,})?[\"\u201c\u201d\u00ab\u00bb]"
    # The form of a date or a time: DD-MM-YYYY.
    r"|(?<!\w)([^\W\d_])\1{1,3}(?:[-./:]([^\W\d_])\2{1,3})+(?!\w)"
)
_CAPITALS: Final = re.compile(r"(?<![\w-])[^\W\d_a-zß-öø-ÿ]{2,}(?![\w']|-\d)")
_TWO: Final = re.compile(r"[A-Z\u00c0-\u00d6\u00d8-\u00de]{2}")
_ROMAN: Final = re.compile(r"[IVXLC]+")
_SURELY_A_WORD: Final = 7
"""Letters from which capitals are a word: longer abbreviations are names, which we know."""
_LONGEST_ABBREVIATION: Final = 6
_LIKELY_A_WORD: Final = 4
"""Letters of words that shout where two stand side by side."""


def may_hold_capitals(text: str) -> bool:
    """A quick question whether a text can hold a word in capitals; false is certain."""
    return _TWO.search(text) is not None


def capitals(text: str) -> Iterator[re.Match[str]]:
    """Words in capitals, none in braces, quotes, the target of a link or a code."""
    if _TWO.search(text):
        masked = _MARK.sub(lambda mark: " " * len(mark.group()), text)
        for found in _CAPITALS.finditer(masked):
            if found.group().isupper():
                yield found


def shouts(text: str, locale: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Stretches that shout; `known` are abbreviations and names in capitals that do not."""
    stressed = word_set(locale, "stressed")
    words = [each for each in capitals(text) if each.group() not in known]
    taken = 0
    for index, word in enumerate(words):
        if word.start() < taken:
            continue
        run = _run(text, words[index:])
        long = sum(len(each.group()) >= _LIKELY_A_WORD for each in run) > 1
        if long or any(_is_word(each.group(), stressed) for each in run):
            taken = run[-1].end()
            yield word.start(), taken


def abbreviations(text: str, locale: str) -> Iterator[re.Match[str]]:
    """Words in capitals that are short and no part of what shouts."""
    found = [
        each
        for each in capitals(text)
        if len(each.group()) <= _LONGEST_ABBREVIATION and not _ROMAN.fullmatch(each.group())
    ]
    loud = tuple(shouts(text, locale, frozenset())) if found else ()
    for each in found:
        if not any(start <= each.start() < end for start, end in loud):
            yield each


def _run(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words from the first on between which only white space stands."""
    run = words[:1]
    for word in words[1:]:
        if text[run[-1].end() : word.start()].strip():
            break
        run.append(word)
    return run


def _is_word(word: str, stressed: Collection[str]) -> bool:
    return word.lower() in stressed or len(word) >= _SURELY_A_WORD
