"""Sentences that tell people what to do without any word of a level, and what they sound like."""

from __future__ import annotations

import re
from typing import Final

from policykit.importing.quotations import unquoted
from policykit.locale.handbook_words import HandbookWords
from policykit.locale.word_lists import word_list
from policykit.model.value import dataclass

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_LABEL: Final = re.compile(r"^[^.:;!?]{1,40}:\s+(?=\S)")
_JOINING: Final = frozenset({"och", "samt", "eller"})
_HOLDING: Final = frozenset({
    "att", "vill", "kan", "ska", "skall", "får", "måste", "bör", "låta", "hjälpa", "se", "höra",
})  # fmt: skip
"""Behind these an infinitive belongs to them and is no order."""

_NOUNS: Final = frozenset({"vara", "visa", "hälsa", "laga"})
"""Infinitives that may as well be the names of things: "kvitto och vara"."""

_REACH: Final = 3
"""Among how many words a denial makes a prohibition of an order."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A sentence as an order: its words, those that have gone, and those that stand for them."""

    text: str
    said: str = ""
    added: str = ""


def orders(text: str, words: HandbookWords) -> bool:
    """Whether a sentence tells people what to do: "Ring the customer", "If it rains, wait"."""
    plain = unquoted(text)
    if words.imperative.search(plain):
        return True
    if _begins(plain, words):
        return True
    label = _LABEL.match(plain)
    if label and _begins(plain[label.end() :], words):
        return True
    first = _WORD.match(plain)
    if first is None or first.group().lower() not in words.leads:
        return False
    return any(_begins(plain[each.end() :], words) for each in re.finditer(r",\s+", plain))


def denied(text: str, words: HandbookWords) -> tuple[int, int] | None:
    """Where the word is that makes a prohibition of an order, as in "Skicka aldrig kunden bort"."""
    negations = word_list(words.locale).negations
    found = list(_WORD.finditer(unquoted(text)))[1 : 1 + _REACH]
    return next((each.span() for each in found if each.group().lower() in negations), None)


def denies(text: str, words: HandbookWords) -> bool:
    """Whether an order denies what it names; what a clause around it denies does not count."""
    plain = unquoted(text)
    negations = word_list(words.locale).negations
    begun = [
        each.end()
        for each in re.finditer(r"(?:^|,\s+)", plain)
        if _begins(plain[each.end() :], words)
    ]
    start = begun[0] if begun else 0
    main = re.split(r"[,;:]", plain[start:], maxsplit=1)[0]
    found = [each.lower() for each in _WORD.findall(main)]
    reach = len(found) if words.locale == "de" else 1 + _REACH
    return not negations.isdisjoint(found[:reach])


def ends_as_order(text: str, words: HandbookWords) -> bool:
    """Whether an item of a list ends with an infinitive, as in "Unfallstelle sichern"."""
    return bool(words.order_end.match(text))


def as_order(text: str, words: HandbookWords) -> Ordered | None:
    """What follows a word such as must, as an order of its own; None where that is not certain."""
    if not any(map(str.isalnum, text)):
        return None
    if words.locale == "en":
        return None if re.match(r"be \w+ed\b", text, re.IGNORECASE) else Ordered(text)
    if words.locale == "de":
        main = re.split(r",|\s+(?:und dabei)\b", text, maxsplit=1)[0].rstrip(" .!;")
        last = main.rsplit(maxsplit=1)[-1].lower()
        is_certain = last.endswith("n") and last not in {"werden", "worden"} and last.isalpha()
        return Ordered(text) if is_certain else None
    return _swedish(text, words)


def _swedish(text: str, words: HandbookWords) -> Ordered | None:
    """The infinitives of a phrase as orders: "söka upp och ringa" is "sök upp och ring"."""
    said: list[str] = []
    added: list[str] = []
    parts: list[str] = []
    at = 0
    is_held = False
    before = ""
    for number, found in enumerate(_WORD.finditer(text)):
        word = found.group().lower()
        is_joined = before in _JOINING or text[: found.start()].rstrip().endswith(",")
        if number == 0 or (is_joined and (word in words.infinitives or before in _JOINING)):
            order = _order_of(word, words)
            may_be_verb = number == 0 or word.endswith("a")
            is_noun = number > 0 and word in _NOUNS
            if may_be_verb and (not order or is_held or is_noun):
                return None
            if order and order != word:
                said.append(found.group())
                added.append(order)
                parts += (text[at : found.start()], order)
                at = found.end()
        is_held = is_held or word in _HOLDING
        before = word
    parts.append(text[at:])
    return Ordered("".join(parts), " ".join(said), " ".join(added))


def _order_of(infinitive: str, words: HandbookWords) -> str:
    if infinitive.endswith("era") and len(infinitive) > 5:  # noqa: PLR2004 - "flera" and "vera" are no verbs
        return infinitive
    return words.infinitives.get(infinitive, "")


def _begins(text: str, words: HandbookWords) -> bool:
    found = [(each.group().lower(), each) for each in _WORD.finditer(text[:200])][:4]
    while len(found) > 1 and found[0][0] in words.softeners:
        found = found[1:]
    if not found:
        return False
    word, match = found[0]
    is_verb = word in words.orders or bool(words.infinitives and _order_of(word, words) == word)
    if not is_verb or text[match.end() : match.end() + 1] == ":":
        return False
    if len(found) > 1:
        second, other = found[1]
        between = text[match.end() : other.start()]
        is_label = text[other.end() : other.end() + 1] == ":"
        return second not in words.no_order and between.isspace() and not is_label
    return True
