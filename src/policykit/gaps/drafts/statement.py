"""A statement that carries a requirement out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from policykit.gaps.drafting import SAY, Draft, Within
from policykit.library import read
from policykit.model.document import Json

_WITHOUT_NOT: Final = "Say what nobody may do, without a not:"
_DENIALS: Final = re.compile(r"(?:Never|Do not|Don't|No one may|Nobody may)\s+(?=\S)")
_COUNTED: Final = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_TIMES: Final = re.compile(
    rf"(?<![\w.,-])(?:\d+|{'|'.join(_COUNTED)}) (?:(?:business|working) )?"
    r"(?:second|minute|hour|day|week|month|year)s?(?![\w-])",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s(?=[A-ZÅÄÖÜ])")
_REFUSALS: Final = frozenset({"must_not", "should_not"})


def add(draft: Draft, given: Mapping[str, Json], within: Within) -> None:
    """The requirement's own sentence at the first level that will do."""
    level = next(iter(read.names(given, "level")), "must")
    words = sentence(draft.ground.requirement.requirement)
    refuses = level in _REFUSALS
    if refuses and (denied := _DENIALS.match(words)):
        rest = words[denied.end() :]
        words = rest[:1].upper() + rest[1:]
    words, *more = _SENTENCE_END.split(words, 1)
    fields: dict[str, Json] = {level: words}
    if level == "may":
        fields["gains"] = "customer"
    if phase := read.text(given, "phase"):
        fields["phase"] = phase
    fields |= within.narrowing(draft.ground)
    if more:
        fields["how"] = more[0]
    fields |= named(given)
    draft.item(
        "statements",
        draft.ground.requirement.id,
        fields,
        **{level: _WITHOUT_NOT if refuses else SAY},
    )


def named(given: Mapping[str, Json]) -> dict[str, Json]:
    """The keys that say which requirement something carries out, and whether customers read it."""
    fields: dict[str, Json] = {
        key: [read.text(given, key)] for key in ("covers", "law") if read.text(given, key)
    }
    if read.flag(given, "public"):
        fields["public"] = True
    return fields


def sentence(text: str) -> str:
    """A text of a framework as one line of a policy, its braces printed as they are."""
    words = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return words.replace("{", "{{").replace("}", "}}") or "Say here what people do."


def with_names(draft: Draft, first: int = 0) -> None:
    """Names the terms of the draft where its statements, from one on, write their numbers out."""
    written = {_plain(words): name for words, name in draft.numbers.items()}
    statements = draft.sections.get("statements", [])
    for each in statements[first:] if isinstance(statements, list) else ():
        if isinstance(each, dict):
            for key in ("must", "must_not", "should", "should_not", "may", "how"):
                if key in each:
                    each[key] = _TIMES.sub(
                        lambda found: _named(found.group(), written), str(each[key])
                    )


def _named(words: str, written: Mapping[str, str]) -> str:
    name = written.get(_plain(words))
    return f"{{{name}}}" if name else words


def _plain(words: str) -> str:
    """A number with its unit as a term writes it: `Two months` gives `2 months`."""
    number, _, unit = words.lower().partition(" ")
    return f"{_COUNTED.get(number, number)} {unit.replace('working', 'business')}"
