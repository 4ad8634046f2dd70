"""Numbers in a rule: proposed as terms, with their kind, and named in braces."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from decimal import Decimal
from typing import Final

from policykit.importing.wording import escaped
from policykit.locale.amounts import WrittenAmount, amounts, value_of
from policykit.locale.handbook_words import HandbookWords
from policykit.model.document import Json
from policykit.model.quantity.currency import DECIMALS
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.money import Money
from policykit.model.quantity.parse import parse_quantity
from policykit.model.quantity.share import Share
from policykit.model.value import dataclass

_WHOLE: Final = "100 %"
_NEAR: Final = 24
_ANY: Final = "time-limit"
"""What a length of time is called that nothing else is said of."""

_CROWNS: Final = re.compile(
    r"(?P<number>\d[\d \u00a0.,]*)\s*(?:kr|kronor|kroner|:-)", re.IGNORECASE
)
_OF_CROWNS: Final = frozenset({"SEK", "NOK", "DKK", "ISK"})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A number that could be a term: its words from `start` to before `end`, kind, value, event."""

    start: int
    end: int
    words: str
    kind: str
    id: str
    value: str
    event: str
    form: str


@dataclass(frozen=True, slots=True)
class PutIn:
    """A text with names in place of numbers; `numbers` are their words by name."""

    text: str
    numbers: tuple[tuple[str, str], ...] = ()


def proposed(
    text: str,
    sentence: str,
    words: HandbookWords,
    events: Container[str],
    currencies: Collection[str] = (),
) -> list[Proposed]:
    """The numbers of a text that promise something.

    Args:
        text: where they stand.
        sentence: the sentence as it was, for what is around them.
        words: how its language words promises.
        events: the events a clock may start with.
        currencies: those of the organisation, for words such as `kr` that several countries have.
    """
    found: list[Proposed] = []
    ends: list[int] = []
    for each in amounts(text, words.locale):
        value = canonical(each.value or _crowns(text[each.start : each.end], currencies))
        if not value or value == _WHOLE:
            continue
        kind, name = _promise(each, value, text, _around(text, sentence, ends, words), words)
        ends.append(each.end)
        if not kind:
            continue
        event = ""
        if isinstance(parse_quantity(value), Duration):
            event = next(
                (
                    key
                    for key, pattern in words.events.items()
                    if key in events and pattern.search(text, each.end)
                ),
                "",
            )
        found.append(
            Proposed(
                each.start,
                each.end,
                text[each.start : each.end],
                kind,
                name,
                value,
                event,
                each.form,
            )
        )
    return found


def canonical(value: str) -> str:
    """An amount in the form the authoring format takes; '' where it takes none such."""
    number, _, unit = value.partition(" ")
    if not number:
        return ""
    if unit in DECIMALS:
        amount = Decimal(number)
        if amount != amount.to_integral_value():
            number = f"{amount:.2f}"
        written = f"{number} {unit}"
    elif unit == "%":
        written = value
    else:
        name = unit.replace("_", " ")
        written = f"{number} {name}" if number == "1" else f"{number} {name}s"
    found = parse_quantity(written)
    return written if isinstance(found, Duration | Money | Share) else ""


def _crowns(written: str, currencies: Collection[str]) -> str:
    """A sum in crowns as one of the only country of the organisation that has them."""
    found = _CROWNS.fullmatch(written.strip())
    own = _OF_CROWNS.intersection(currencies)
    if found is None or len(own) != 1:
        return ""
    return value_of(f"{found['number'].strip()} {next(iter(own))}", "en")


def _around(text: str, sentence: str, ends: Sequence[int], words: HandbookWords) -> str:
    """What tells of a number: behind another one the words after that, where they tell enough."""
    if not ends:
        return sentence
    behind = text[ends[-1] :]
    tells = any(
        each.words is not None and not each.sums and each.words.search(behind)
        for each in words.promises
        if each.id != _ANY
    )
    return behind if tells else sentence


def _promise(
    found: WrittenAmount, value: str, text: str, sentence: str, words: HandbookWords
) -> tuple[str, str]:
    is_duration = isinstance(parse_quantity(value), Duration)
    before = text[max(0, found.start - _NEAR) : found.start]
    for each in words.promises:
        if each.sums == is_duration:
            continue
        if each.unless is not None and each.unless.search(sentence):
            continue
        if each.before is not None and not each.before.search(before):
            continue
        if each.words is None or each.words.search(sentence):
            return each.kind, each.id
    return "", ""


def with_names(text: str, names: list[tuple[Proposed, str]]) -> PutIn:
    """A text as it stands in a policy: numbers by the names of their terms, the rest as words."""
    parts: list[str] = []
    numbers: list[tuple[str, str]] = []
    at = 0
    for each, name in names:
        mark = f"{{{name}:{each.form}}}" if each.form else f"{{{name}}}"
        parts += (escaped(text[at : each.start], is_start=at == 0), mark)
        numbers.append((mark, each.words))
        at = each.end
    parts.append(escaped(text[at:], is_start=at == 0))
    return PutIn("".join(parts), tuple(numbers))


def term(each: Proposed, title: str = "") -> dict[str, Json]:
    """A term as it is written, with its title where it has one."""
    made: dict[str, Json] = {"title": title} if title else {}
    made[each.kind] = each.value
    if each.event:
        made["from"] = each.event
    return made
