"""PRO005: a number that two policies share stands in one of them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from policykit.library.promises import Promised
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED
from policykit.model.case import Conditions
from policykit.model.finding import Place, Problem, Severity, Subject
from policykit.model.page import Page
from policykit.model.term import Slot, Term

_Name: TypeAlias = tuple[str, str, str]
_Said: TypeAlias = tuple[str, str, str, str, str, frozenset[tuple[tuple[Conditions, str], int]]]
_MOST_COMPARED = 50
"""Terms of one kind, value and name a term is compared with."""


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    judged = {facts.path for facts in overview.judged}
    standing = [facts for facts in overview.facts if facts.status != RETIRED]
    often = Counter(
        name for facts in standing for one in overview.promises(facts) for name in _names(one.term)
    )
    groups: dict[tuple[_Said, _Name], list[Promised]] = {}
    for facts in standing:
        for one in overview.promises(facts):
            names = [name for name in _names(one.term) if often[name] > 1]
            if one.term.value is None or not names:
                continue
            said = _said(one.term)
            other = None
            for name in names:
                group = groups.setdefault((said, name), [])
                other = other or next((each for each in group if _same(one, each)), None)
                if len(group) < _MOST_COMPARED:
                    group.append(one)
            if other is not None and facts.path in judged:
                yield _problem(one, other)


def _names(term: Term) -> Iterator[_Name]:
    """What a term goes by, each time with its value: its name, its laws and its title."""
    value = str(term.value)
    yield "id", term.id, value
    for law in term.law:
        yield "law", law, value
    if term.title:
        title = " ".join(unicodedata.normalize("NFC", term.title).casefold().split())
        yield "title", title, value


def _said(term: Term) -> _Said:
    """What makes two terms of one name and value the same promise."""
    variants = Counter((v.conditions, str([v.setting(s) for s in Slot])) for v in term.variants)
    return (
        term.kind.value,
        term.for_whom.value,
        term.from_event or "",
        str(term.extend),
        str(sorted(term.pauses)),
        frozenset(variants.items()),
    )


def _same(one: Promised, other: Promised) -> bool:
    """Whether two equal terms of two policies meet in some case."""
    return (
        one.facts.id != other.facts.id
        and one.scope.common(other.scope) is not None
        and (one.reasons is None or other.reasons is None or bool(one.reasons & other.reasons))
    )


def _problem(one: Promised, other: Promised) -> Problem:
    kind = one.term.kind.value
    return Problem(
        place=Place(one.facts.path, one.term.pointer, part="key"),
        message=f"{one.term.id} is the same promise as {other.name}, {one.term.value}: the number "
        "stands in two policies.",
        hint="Say it once, in the policy it belongs to, and refer to it from the other one: "
        f"{{{other.name}}} in a text, {kind}: {other.name} in a term.",
        related=((other.name, Place(other.facts.path, other.term.pointer, part="key")),),
        subject=_subject(one, other),
        value=other.name,
    )


def _subject(one: Promised, other: Promised) -> Subject:
    """The pair in one order, whichever is read first."""
    pair = sorted(
        f"{each.facts.oldest_id}.{(each.term.former_ids or (each.term.id,))[0]}"
        for each in (one, other)
    )
    return Subject(policy=pair[0], kind="term", item=pair[1])


RULE = Rule(
    page=Page(
        code="PRO005",
        name="equal-values-twice",
        category="promises",
        severity=Severity.WARNING,
        summary="Two policies state the same promise with the same value.",
        why="Today they agree. On the day one of them is changed, customers get two answers, and "
        "nobody remembers that there was a second place.",
        bad="""\
# policies/returns.yaml
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received}
---
# policies/delivery.yaml
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received}
""",
        good="""\
# policies/returns.yaml
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received}
---
# policies/delivery.yaml
statements:
  - id: refund
    must: Pay the money back within {returns.refund-time}.
""",
        how="State the number in the policy it belongs to; the others name it as {policy.term}.",
    ),
    across=_check,
)
