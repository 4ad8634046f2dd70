"""RSP006: the same customers wait as long, whichever policy staff open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from policykit.library import read
from policykit.library.files import FileKind
from policykit.lint.reach import may_meet
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.lint.standing import APPROVED, starts
from policykit.lint.targets import Targets, Time, Written, time_in
from policykit.model.case import Case
from policykit.model.digest import canonical_json
from policykit.model.facts import Facts, Narrowing, TargetFact
from policykit.model.finding import Place, Problem, Severity, Subject
from policykit.model.order import Order, compare
from policykit.model.page import Page
from policykit.model.value import dataclass

MOST_COMPARED: Final = 100
"""Different targets for one channel and reason a target is compared with."""

_ACTIVE: Final = "active"
_CALLED: Final = {
    "first_response": "first answer",
    "next_response": "next answer",
    "resolution": "solution",
}
_JUDGED: Final = ("first_response",)
"""How soon anybody answers is up to the channel; how soon it is solved, often to the matter."""

_Key: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Promised:
    """A target of a policy: where and for whom it holds, and what its times stand for."""

    facts: Facts
    target: TargetFact
    narrowing: Narrowing
    times: tuple[tuple[str, Written], ...]
    signature: str

    @property
    def name(self) -> str:
        return f"{self.facts.id}.{self.target.id}"


@dataclass(frozen=True, slots=True)
class _Clash:
    """A time of two targets that differs, and the first region in which it does."""

    slot: str
    region: str | None
    time: Time
    other: Time


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    targets = Targets(overview)
    judge = _Judge(targets)
    judged = tuple(name for name in _CALLED if name in read.names(options, "judged"))
    told: set[tuple[str, str]] = set()
    in_force = [
        each
        for each in overview.facts
        if each.status == _ACTIVE and starts(each, overview.today) == overview.today
    ]
    for texts in (in_force, _to_come(overview.facts)):
        for key, group in _groups(texts, targets, judged):
            for one, other in _pairs(group):
                name = (one.facts.path, one.target.id)
                clash = None if name in told else judge.clash(one, other, key[0])
                if clash is not None:
                    told.add(name)
                    yield _problem(one, other, key, clash)


def _to_come(known: Iterable[Facts]) -> list[Facts]:
    """The texts as they will stand together, where one that was approved is to come."""
    following = [
        each.coming if each.coming and each.coming.status in APPROVED else each for each in known
    ]
    return [each for each in following if each.status in APPROVED]


def _groups(
    texts: Iterable[Facts], targets: Targets, judged: tuple[str, ...]
) -> Iterator[tuple[_Key, list[_Promised]]]:
    """Targets that one case could fall under, by channel, reason, who answers and priority.

    A target that names no reasons means the matter of its policy, and none that another names.
    """
    groups: dict[_Key, list[_Promised]] = {}
    for facts in texts:
        for target in facts.targets:
            channels = target.narrowing.channels or facts.scope.channels or ()
            reasons = target.narrowing.reasons or ()
            if not channels or not reasons or target.narrowing.when:
                continue
            promised = _promised(facts, target, targets, judged)
            for channel in channels:
                for reason in reasons:
                    key = (channel, reason, target.by, target.priority)
                    groups.setdefault(key, []).append(promised)
    return ((key, group) for key, group in groups.items() if len(group) > 1)


def _promised(
    facts: Facts, target: TargetFact, targets: Targets, judged: tuple[str, ...]
) -> _Promised:
    own, scope = target.narrowing, facts.scope
    narrowing = Narrowing(
        regions=own.regions or scope.regions,
        brands=own.brands or scope.brands,
        groups=own.groups or scope.groups,
        audience=own.audience or facts.audience or None,
    )
    times = tuple((key, targets.written(facts, getattr(target, key))) for key in judged)
    shown = [_shown(written) for _, written in times]
    sides = (narrowing.regions, narrowing.brands, narrowing.groups, narrowing.audience)
    signature = canonical_json([shown, target.calendar, [sorted(side or ()) for side in sides]])
    return _Promised(facts, target, narrowing, times, signature)


def _shown(written: Written) -> str:
    if isinstance(written, tuple):
        term, part = written
        return f"{term} {part}"
    return "" if written is None else str(written)


def _pairs(group: Sequence[_Promised]) -> Iterator[tuple[_Promised, _Promised]]:
    """Each target beside those of other policies before it that are not the same."""
    different: dict[str, _Promised] = {}
    for one in group:
        for signature, other in different.items():
            if signature != one.signature and other.facts.id != one.facts.id:
                yield one, other
        if len(different) < MOST_COMPARED:
            different.setdefault(one.signature, one)


class _Judge:
    """Compares targets, each two that are written alike once for a channel."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._known: dict[tuple[str, str, str], _Clash | None] = {}

    def clash(self, one: _Promised, other: _Promised, channel: str) -> _Clash | None:
        """The first case in which two targets differ, None where they never do."""
        pair = (one.signature, other.signature, channel)
        if pair not in self._known:
            self._known[pair] = self._compared(one, other, channel)
        return self._known[pair]

    def _compared(self, one: _Promised, other: _Promised, channel: str) -> _Clash | None:
        if not may_meet(one.narrowing, other.narrowing) or not _share_readers(one, other):
            return None
        clock = self._targets.business_time
        for region in _regions(one, other, self._targets, channel):
            case = Case(region=region, channel=channel)
            measured = clock.measure(clock.calendar_of(region, channel, one.target.calendar))
            for (slot, here), (_, there) in zip(one.times, other.times, strict=True):
                time, another = time_in(here, case), time_in(there, case)
                if (
                    time is not None
                    and another is not None
                    and compare(time, another, measured) is not Order.EQUAL
                ):
                    return _Clash(slot, region, time, another)
        return None


def _share_readers(one: _Promised, other: _Promised) -> bool:
    readers, others = one.narrowing.audience, other.narrowing.audience
    return readers is None or others is None or not set(readers).isdisjoint(others)


def _regions(
    one: _Promised, other: _Promised, targets: Targets, channel: str
) -> tuple[str | None, ...]:
    """The regions both hold in and the channel is open in."""
    declared = tuple(targets.organisation.regions)
    here, there = one.narrowing.regions or declared, other.narrowing.regions or declared
    common = tuple(sorted(set(here) & set(there)))
    return tuple(
        region
        for region in (common or ((None,) if not declared else ()))
        if targets.business_time.is_open(region, channel)
    )


def _problem(one: _Promised, other: _Promised, key: _Key, clash: _Clash) -> Problem:
    channel, reason, _, _ = key
    slot, another = clash.slot, clash.other
    where = f" in {clash.region}" if clash.region else ""
    pair = sorted(f"{each.facts.oldest_id}.{each.target.id}" for each in (one, other))
    return Problem(
        place=Place(one.facts.path, (*one.target.pointer, slot)),
        message=f"The same case has two times: by {channel} about {reason}{where}, the "
        f"{_CALLED[slot]} is due in {clash.time} here, and in {another} in {other.name}.",
        hint="Decide which one holds, make it a term and name that in both; or narrow one of "
        "them to other reasons, channels or regions.",
        related=(
            (f"{other.name}: {another}", Place(other.facts.path, (*other.target.pointer, slot))),
        ),
        subject=Subject(policy=pair[0], kind="target", item=pair[1]),
        value=slot,
    )


RULE = Rule(
    page=Page(
        code="RSP006",
        name="targets-conflict",
        category="targets",
        severity=Severity.ERROR,
        preset="minimal",
        summary="Two policies in force give the same case different times to answer.",
        why="Staff who look the case up find two times, keep the longer one, and are measured by "
        "the shorter. A case is the same where channel, reason, priority, region and readers "
        "meet, and both targets name the reason.",
        bad="""\
# policies/returns.yaml
status: active
effective: 2026-07-01
response_targets:
  - {id: mail, channels: [email], reasons: [return], first_response: 1 business day}
---
# policies/email.yaml
status: active
effective: 2026-07-01
response_targets:
  - {id: mail, channels: [email], reasons: [return, refund], first_response: 2 business days}
""",
        good="""\
# policies/returns.yaml
status: active
effective: 2026-07-01
terms:
  reply-time: {deadline: 1 business day, from: message-received}
response_targets:
  - {id: mail, channels: [email], reasons: [return], first_response: reply-time}
---
# policies/email.yaml
status: active
effective: 2026-07-01
response_targets:
  - {id: mail, channels: [email], reasons: [return, refund], first_response: returns.reply-time}
""",
        how="Make the time a term of the policy it belongs to, and name it in the other as "
        "policy.term. Where both are meant, give them different priorities or other reasons, or "
        "say under when: which case one is for. Only the first answer is compared, as a reason "
        "may stand for matters that take longer to solve than others; the option judged can "
        "name next_response and resolution, too.",
    ),
    options=(Option("judged", _JUDGED, "Which times are compared."),),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
