"""How a duty begins: its main clause, the first word of it, and a passive verb at its head."""

from __future__ import annotations

import re
from typing import Final

from policykit.locale.phrases import patterns, word_set
from policykit.locale.word_lists import word_list
from policykit.model.value import dataclass

_MARK: Final = re.compile(r"\{[^{}\n]*\}|(?<=\])\([^()\s]*\)")
_FIRST: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_OPENING: Final = 8
"""Words among which a comma may end an opening that is no clause."""

_NEAR: Final = 3
"""Words among which a passive verb stands that follows an unknown beginning."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause of a duty, from `start` on; marks in it are masked, letter by letter."""

    text: str
    start: int
    first: str


def main_clause(text: str, locale: str) -> Clause | None:
    """The main clause, behind "When …,"; None where nobody can tell where it begins."""
    masked = _MARK.sub(lambda mark: "X" * len(mark.group()), text)
    start = 0
    first = _FIRST.match(masked)
    while first and first.group().lower() in word_set(locale, "clause_starts"):
        comma = masked.find(", ", start)
        if comma < 0:
            return None
        start = comma + 2
        first = _FIRST.match(masked, start)
    return Clause(masked[start:], start, first.group()) if first else None


def weak_start(text: str, locale: str) -> tuple[int, int] | None:
    """Where the first word stands if it names somebody or something in place of an action."""
    weak = word_set(locale, "weak_starts")
    clause = main_clause(text, locale) if weak else None
    if clause is None or clause.first.lower() not in weak:
        return None
    # "A day before delivery, call …" begins with a case and not with who acts.
    if any(word.endswith(",") for word in clause.text.split()[:_OPENING]):
        return None
    return clause.start, clause.start + len(clause.first)


def passive_head(text: str, locale: str) -> tuple[int, int] | None:
    """Where a passive verb stands that is the verb of the whole duty."""
    known = patterns(locale, "passive")
    clause = main_clause(text, locale) if known else None
    if clause is None or _begins_with_verb(clause, locale):
        return None
    for pattern in known:
        # Case is kept for languages that tell nouns by it; only the first word varies.
        found = pattern.search(clause.text[:1].lower() + clause.text[1:])
        if found and _is_head(clause, found, locale):
            return clause.start + found.start("verb"), clause.start + found.end("verb")
    return None


def _begins_with_verb(clause: Clause, locale: str) -> bool:
    """Whether a request begins the clause: "Refund the …", but not "Refund requests …"."""
    language = word_list(locale)
    if clause.first.lower() not in language.verbs:
        return False
    words = clause.text.lower().split()
    return not language.after_verbs or words[1:2] == [] or words[1] in language.after_verbs


def _names_who(clause: Clause, locale: str) -> bool:
    """Whether words such as "by the store manager" say who does it."""
    known = patterns(locale, "by_whom")
    return any(pattern.search(clause.text) for pattern in known)


def _is_head(clause: Clause, found: re.Match[str], locale: str) -> bool:
    verb = found["verb"].lower()
    head = "aux" if found.groupdict().get("aux") else "verb"
    before = clause.text[: found.start(head)].lower().split()
    if verb in word_set(locale, "not_passive") or _names_who(clause, locale):
        return False
    if not word_set(locale, "subordinate").isdisjoint(before):
        return False
    return clause.first.lower() in word_set(locale, "weak_starts") or len(before) <= _NEAR
