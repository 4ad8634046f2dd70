"""PRO001: the same promise has the same value wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from policykit.library.promises import Promised, cases, told
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.case import Case
from policykit.model.digest import canonical_json, sha256
from policykit.model.facts import Facts
from policykit.model.finding import Problem, Severity, Subject
from policykit.model.length import Measure, measure
from policykit.model.order import Order, compare
from policykit.model.organisation import Organisation
from policykit.model.page import Page
from policykit.model.quantity.parse import Amount
from policykit.model.term import Part, Slot
from policykit.model.value import dataclass

MOST_COMPARED: Final = 200
"""Different promises of one name or law a promise is compared with: more would cost hours."""

_Key: TypeAlias = tuple[str, str, str, str]
_PARTS: Final = ((Part.VALUE, Slot.VALUE), (Part.EXTENSION, Slot.EXTENSION))


@dataclass(frozen=True, slots=True)
class _Clash:
    """A case in which two promises of one thing differ."""

    case: Case
    slot: Slot
    value: Amount
    other: Amount


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    judge = _Judge(overview.surroundings.organisation, measure(None, overview.today))
    standing = [each for each in overview.facts if each.status != "retired"]
    told_of: set[tuple[str, str, str, str]] = set()
    for texts in (standing, _to_come(standing)):
        for group in _groups(texts, overview.promises):
            for one, other, clash in judge.clashes(group):
                pair = (one.facts.path, one.term.id, other.facts.path, other.term.id)
                if pair not in told_of:
                    told_of.add(pair)
                    yield _problem(one, other, clash)


def _to_come(standing: Iterable[Facts]) -> list[Facts]:
    """The texts as they will stand together once the coming versions hold."""
    following = [each.coming or each for each in standing]
    return following if any(each.coming for each in standing) else []


def _groups(
    texts: Iterable[Facts], promises: Callable[[Facts], Iterable[Promised]]
) -> Iterator[list[Promised]]:
    """Promises that could be one: of one kind and to the same people, with one id or one law."""
    groups: dict[_Key, list[Promised]] = {}
    for facts in texts:
        for each in promises(facts):
            term = each.term
            laws = {
                law
                for rule in term.rules(Slot.LAW)
                if isinstance(rule.law, tuple)
                for law in rule.law
            }
            for key in (("id", term.id), *(("law", law) for law in sorted(laws))):
                groups.setdefault((term.kind, term.for_whom, *key), []).append(each)
    return (group for group in groups.values() if len(group) > 1)


class _Judge:
    """Compares promises in every case there is."""

    def __init__(self, organisation: Organisation, measured: Measure) -> None:
        self._organisation = organisation
        self._measure = measured

    def clashes(self, group: Sequence[Promised]) -> Iterator[tuple[Promised, Promised, _Clash]]:
        """Each promise that differs from an earlier one, with the first such."""
        different: dict[str, Promised] = {}
        known: dict[tuple[str, str], _Clash | None] = {}
        for one in group:
            own = _signature(one)
            for signature, other in different.items():
                pair = (own, signature)
                if pair not in known:
                    known[pair] = self._clash(one, other)
                clash = known[pair]
                if clash is not None:
                    yield one, other, clash
                    break
            if len(different) < MOST_COMPARED:
                different.setdefault(own, one)

    def _clash(self, one: Promised, other: Promised) -> _Clash | None:
        scope = one.scope.common(other.scope)
        if scope is None or _apart(one.reasons, other.reasons):
            return None
        for case in cases(scope, (one.term, other.term), self._organisation):
            here, there = one.term.at(case), other.term.at(case)
            if here.from_event != there.from_event:
                continue
            if one.term.id != other.term.id and not set(here.law) & set(there.law):
                continue
            for part, slot in _PARTS:
                value, another = here.part(part), there.part(part)
                if (
                    value is not None
                    and another is not None
                    and compare(value, another, self._measure) is not Order.EQUAL
                ):
                    return _Clash(case, slot, value, another)
        return None


def _apart(reasons: frozenset[str] | None, others: frozenset[str] | None) -> bool:
    return reasons is not None and others is not None and not reasons & others


def _signature(each: Promised) -> str:
    narrow = [
        sorted(side)
        for side in (each.scope.regions, each.scope.brands, each.scope.channels, each.scope.groups)
    ]
    reasons = None if each.reasons is None else sorted(each.reasons)
    definition = dict(each.facts.terms)[each.term.id]
    return sha256(canonical_json([each.term.id, str(each.term.value), definition, narrow, reasons]))


def _problem(one: Promised, other: Promised, clash: _Clash) -> Problem:
    asked = [rule.conditions for each in (one, other) for rule in each.term.variants]
    case = told(clash.case, asked)
    where = f" {case}" if case else ""
    extra = "longer at most" if clash.slot is Slot.EXTENSION else ""
    value, another = (
        " ".join(filter(None, (str(each), extra))) for each in (clash.value, clash.other)
    )
    named = other.term.id if one.facts.id == other.facts.id else other.name
    return Problem(
        place=one.place(clash.slot, clash.case),
        message=f"The same promise has two values{where}: {one.term.id} is {value} here, and "
        f"{named} is {another}.",
        hint=f"Decide which one holds, state it once and refer to it as {{{named}}}; or narrow "
        "them so that they never meet.",
        related=((f"{named}: {another}", other.place(clash.slot, clash.case)),),
        subject=_subject(one, other),
        value=f"{clash.slot.value} {case}",
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
        code="PRO001",
        name="promises-conflict",
        category="promises",
        severity=Severity.ERROR,
        preset="minimal",
        summary="Two terms make the same promise with different values.",
        why="Customers get one answer in one place and another in the next, and hold us to the "
        "better one. Terms are the same promise when they are of one kind, count from the same "
        "event, are made to the same people, have the same id or the same law, and their "
        "policies meet in some region, channel, brand and reason.",
        bad="""\
# policies/returns.yaml
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received}
---
# policies/delivery.yaml
terms:
  refund-time: {deadline: 10 days, from: withdrawal-received}
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
        how="Decide which value holds and state it once; the other policy refers to it as "
        "{policy.term}. If both are right, narrow their scopes or give one its own id.",
    ),
    across=_check,
)
