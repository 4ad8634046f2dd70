"""Which sentences of a chapter are rules, by their words and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policykit.importing.chapters import Entry, Unit
from policykit.importing.draft import MOST_TEXT, Ground
from policykit.importing.levels import Ruled, forced, ruled
from policykit.importing.orders import denied, denies, ends_as_order, orders
from policykit.importing.phrases import DUTY, PROMISE, TURN
from policykit.importing.quotations import unquoted
from policykit.importing.source import BlockKind
from policykit.importing.terms import proposed
from policykit.locale.amounts import amounts
from policykit.locale.word_lists import word_list
from policykit.model.imported import Sure

_LABEL: Final = re.compile(r"^[^.:;!?]{1,40}:\s")
_UNASKED: Final = frozenset({"rationale", "about"})
"""Parts that tell of the handbook: what they ask of its reader is no rule."""


def judged(unit: Unit, entry: Entry, ground: Ground, *, is_shared: bool) -> Ruled | None:
    """The rule in a sentence; None where it is none.

    Args:
        unit: the sentence.
        entry: the block it stands in.
        ground: what chapters are drafted from.
        is_shared: whether it stands in a list whose items are rules.
    """
    words, text = ground.words, unit.text
    if len(text) > MOST_TEXT:
        return None
    found = ruled(text, words)
    if found is not None:
        return found
    if text.endswith(("?", ":")):
        return None
    is_item = entry.block.kind is BlockKind.ITEM and unit is entry.units[0]
    if is_item and entry.section == "donts":
        return _unsaid(forced(text, "must_not", words), Sure.UNSURE)
    if entry.section not in _UNASKED and orders(text, words):
        return _order(text, ground)
    if is_item and (entry.section == "dos" or is_shared):
        return _unsaid(forced(text, "must", words), Sure.UNSURE)
    if (
        entry.section not in _UNASKED
        and not (is_item and _LABEL.match(text))
        and _promises(text, ground)
    ):
        return Ruled("must", text, sure=Sure.UNSURE, check=PROMISE)
    return None


def shared(entries: Sequence[Entry], ground: Ground) -> frozenset[int]:
    """The first sentences of the items that stand in lists of rules: items of one list share one fate."""
    found: set[int] = set()
    run: list[Entry] = []
    for entry in (*entries, None):
        if entry is not None and entry.block.kind is BlockKind.ITEM and entry.units:
            run.append(entry)
            continue
        for level in {each.block.level for each in run}:
            items = [each for each in run if each.block.level == level]
            rules = sum(_is_rule(each, ground) for each in items)
            if rules * 2 >= len(items) and items[0].section != "escalation":
                found |= {each.units[0].number for each in items}
        run = []
    return frozenset(found)


def _is_rule(entry: Entry, ground: Ground) -> bool:
    text = entry.units[0].text
    words = ground.words
    if text.endswith(("?", ":")):
        return False
    return ruled(text, words) is not None or orders(text, words) or ends_as_order(text, words)


def _order(text: str, ground: Ground) -> Ruled:
    words = ground.words
    denial = denied(text, words)
    if denial is not None and words.locale == "sv":
        # "Skicka aldrig kunden bort": without the denial it names what is forbidden.
        start, end = denial
        body = f"{text[:start].rstrip()} {text[end:].lstrip()}"
        first = body.lower().split()[: word_list(words.locale).negation_reach]
        if word_list(words.locale).negations.isdisjoint(first):
            return Ruled("must_not", body, said=text[start:end], sure=Sure.LIKELY)
    if denies(text, words):
        return Ruled("must", text, sure=Sure.UNSURE, check=TURN)
    return _unsaid(Ruled("must", text[:1].upper() + text[1:]), Sure.LIKELY)


def _unsaid(made: Ruled, sure: Sure) -> Ruled:
    return Ruled(made.level, made.text, made.said, sure=sure, check=made.check or DUTY)


def _promises(text: str, ground: Ground) -> bool:
    """Whether a sentence gives customers a number to rely on."""
    found = ground.words.promising.search(unquoted(text))
    return found is not None and names_number(text, ground)


def names_number(text: str, ground: Ground) -> bool:
    """Whether a length of time, a sum or a share stands in a sentence."""
    words = ground.words
    return any(each.value for each in amounts(text, words.locale)) or bool(
        proposed(text, text, words, (), ground.currencies)
    )
