"""A text as what it says: words in their plainest form, amounts by value, watched phrases whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from policykit.diffing.tokens import Token, tokens
from policykit.locale.amounts import WrittenAmount, amounts
from policykit.locale.watched_words import WatchedWords, watched_words
from policykit.locale.word_lists import WordList, word_list
from policykit.model.value import dataclass

_UNITS: Final = {
    "second": (1, "s"),
    "minute": (60, "s"),
    "hour": (3_600, "s"),
    "day": (86_400, "s"),
    "week": (604_800, "s"),
    "month": (1, "months"),
    "year": (12, "months"),
}
"""What units come to, exactly: a day is 24 hours, as it is wherever lengths are compared."""

_HARMLESS: Final = frozenset(
    "\"'()*_,:\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e-\u2013\u2014\u2026`"
)
_STOPS: Final = frozenset({".", "!", ";", ":", "\u2013", "\u2014"})
_OPENING: Final = frozenset({"negations", "conditions"})
_HOUR: Final = re.compile(r"(?<![\d:])0(?=\d:\d\d)")
"""The first figure of an hour such as 09:00, which may as well be 9:00."""

_THOUSANDS: Final = re.compile(r"(?<=\d)[ \u00a0\u202f'\u2019.,](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Element:
    """Something a text says.

    `kind` is `word`, `number`, `placeholder`, `link`, `sign`, `filler`, or that of a watched
    phrase: `negations`, `conditions`, `duties`. `key` is equal where the same is said, `text`
    is how it is written.
    """

    kind: str
    key: str
    text: str


def elements(text: str, locale: str) -> tuple[Element, ...]:
    """What a text says, in order; signs that carry no meaning are left out."""
    watched, words = watched_words(locale), word_list(locale)
    told = tuple(_told(text, locale, watched))
    return tuple(_signs(tuple(_phrases(told, watched, words)), watched))


def _told(text: str, locale: str, watched: WatchedWords) -> Iterator[Element]:
    """Words, placeholders, addresses and signs; amounts are whole."""
    found = tuple(amounts(text, locale))
    at, index = 0, 0
    skipped = 0
    for token in tokens(text):
        start = at + len(token.gap)
        at = start + len(token.text)
        if start < skipped:
            continue
        while index < len(found) and found[index].start < start:
            index += 1
        amount = found[index] if index < len(found) else None
        if (
            amount
            and amount.start == start
            and token.kind in {"word", "number"}
            and at <= amount.end
        ):
            skipped = amount.end
            written = text[amount.start : amount.end]
            yield Element("number", _amount(amount, written), " ".join(written.split()))
            continue
        yield from _one(token, watched)


def _one(token: Token, watched: WatchedWords) -> Iterator[Element]:
    if token.kind in {"line", "end"}:
        return
    if token.kind == "word":
        plain = token.text.casefold().replace("\u2019", "'")
        parts = watched.contractions.get(plain) or (_folded(token.text),)
        yield from (Element("word", part, token.text) for part in parts)
    elif token.kind == "number":
        yield Element("number", _figures(token.text), token.text)
    elif token.kind in {"target", "address"}:
        shown = token.text[2:-1] if token.kind == "target" else token.text
        yield Element("link", shown, shown)
    else:
        yield Element(token.kind, token.text, token.text)


def _folded(word: str) -> str:
    # German words keep their sharp s: "Masse" and "Maße" are two.
    return word.lower().replace("\u2019", "'")


def _amount(amount: WrittenAmount, written: str) -> str:
    number, _, unit = amount.value.partition(" ")
    if not number:
        return _figures(written)
    if unit in _UNITS:
        size, base = _UNITS[unit]
        return f"{(Decimal(number) * size).normalize():f} {base}"
    return amount.value


def _figures(written: str) -> str:
    folded = " ".join(written.lower().replace("\u2013", "-").replace("\u2212", "-").split())
    return _HOUR.sub("", _THOUSANDS.sub("", folded))


def _phrases(told: Sequence[Element], watched: WatchedWords, words: WordList) -> Iterator[Element]:
    """The elements with watched phrases in one, the longest first, and number words as numbers."""
    at = 0
    while at < len(told):
        run = _run(told, at, watched.longest)
        taken = 0
        for length in range(len(run), 0, -1):
            phrase = run[:length]
            made = _watched(told[at : at + length], phrase, watched) or _filler(
                told, at, phrase, watched, words
            )
            if made:
                yield made
                taken = length
                break
        if not taken:
            yield _counted(told[at], watched, words)
        at += taken or 1


def _run(told: Sequence[Element], at: int, longest: int) -> tuple[str, ...]:
    """The words from a place on, as many as a phrase may have."""
    run: list[str] = []
    for element in told[at : at + max(longest, 1)]:
        if element.kind != "word":
            break
        run.append(element.key)
    return tuple(run)


def _watched(
    found: Sequence[Element], phrase: tuple[str, ...], watched: WatchedWords
) -> Element | None:
    kind, first = watched.groups.get(phrase, ("", ""))
    if not kind:
        return None
    return Element(kind, first, " ".join(dict.fromkeys(element.text for element in found)))


def _filler(
    told: Sequence[Element],
    at: int,
    phrase: tuple[str, ...],
    watched: WatchedWords,
    words: WordList,
) -> Element | None:
    if phrase not in watched.fillers:
        return None
    behind = told[at + len(phrase)].key if at + len(phrase) < len(told) else ""
    if any(behind in units for units in words.time_words.values()):
        return None
    return Element("filler", " ".join(phrase), " ".join(phrase))


def _counted(element: Element, watched: WatchedWords, words: WordList) -> Element:
    if element.kind != "word":
        return element
    number = words.number_words.get(element.key)
    counted = watched.numbers.get(element.key) if number is None else str(number)
    return element if counted is None else Element("number", counted, element.text)


def _signs(told: Sequence[Element], watched: WatchedWords) -> Iterator[Element]:
    """The elements without signs that carry no meaning; what ends a thought inside is one sign.

    A comma stays before words such as `who`, which it makes speak of all and not of some, and
    behind a negation: `No, charge` is not `No charge`.
    """
    last: Element | None = None
    waiting = ""
    for index, element in enumerate(told):
        if element.kind == "sign":
            if element.text in _STOPS or element.text.startswith(".."):
                waiting = waiting or "."
            elif element.text == ",":
                following = told[index + 1] if index + 1 < len(told) else None
                is_relative = following is not None and following.key in watched.relatives
                if is_relative or (last is not None and last.kind == "negations"):
                    waiting = waiting or ","
            elif element.text not in _HARMLESS and element.text != "[":
                yield element
                last = element
            continue
        if _is_name(told, index, watched):
            element = Element("word", element.key, element.text)  # noqa: PLW2901 - the same thing, better known
        if waiting and last is not None:
            yield Element("sign", waiting, waiting)
        waiting = ""
        yield element
        last = element


def _is_name(told: Sequence[Element], index: int, watched: WatchedWords) -> bool:
    """Whether a watched word is a name here, as `May` in `1 May 2026`."""
    element = told[index]
    if element.key not in watched.names_by_numbers or not element.text[:1].isupper():
        return False
    return any(told[at].kind == "number" for at in (index - 1, index + 1) if 0 <= at < len(told))
