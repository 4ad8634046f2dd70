"""LIF001: what must be filled in grows with the status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.lint.defaults import filled
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.surroundings import Area
from policykit.model.value import dataclass

STATUSES: Final = ("draft", "in-review", "approved", "active")
"""The way of a policy; each needs all that those before it need."""

RETIRED: Final = "retired"


@dataclass(frozen=True, slots=True)
class Need:
    """Something a policy needs from a status on.

    `where` says where it stands: in the policy alone, in the policy or the organisation's
    defaults, or in the record. `areas` narrows it to policies of contact-facing areas or of
    those that ask for escalation. `how` shows how it is written.
    """

    status: str
    key: str
    title: str
    how: str
    where: Literal["policy", "defaults", "record"] = "policy"
    areas: Literal["all", "contact-facing", "escalation"] = "all"


NEEDS: Final = (
    Need(
        "in-review",
        "scope",
        "a scope",
        "Say where it holds, such as scope: {channels: [phone], regions: [SE]}.",
    ),
    Need(
        "in-review",
        "objectives",
        "objectives",
        "Say what it is to achieve, each with an id, a text and an aim.",
    ),
    Need(
        "in-review",
        "response_targets",
        "response targets",
        "Its area meets customers: say how fast they get an answer in each channel.",
        areas="contact-facing",
    ),
    Need(
        "in-review",
        "escalation",
        "an escalation",
        "Its area asks for it: say who takes over, how soon, and when.",
        areas="escalation",
    ),
    Need(
        "in-review",
        "consulted",
        "somebody who was consulted",
        "Ask those who work by it and note it: consulted: with role, date and outcome.",
        where="record",
    ),
    Need(
        "approved",
        "training",
        "training",
        "Say who learns it, by when and how: training: with required_for and modules.",
    ),
    Need(
        "approved",
        "kpis",
        "KPIs",
        "Say what shows that it works: use: a measure, with a target and an owner.",
    ),
    Need(
        "approved",
        "communication",
        "communication",
        "Say how staff and customers hear of it, here or under defaults in organisation.yaml.",
        where="defaults",
    ),
    Need(
        "approved",
        "feedback",
        "feedback",
        "Say how you hear what people think, here or under defaults in organisation.yaml.",
        where="defaults",
    ),
    Need(
        "approved",
        "approvals",
        "an approval",
        "Have it approved, and write into the record who did and when.",
        where="record",
    ),
    Need(
        "active",
        "effective",
        "the day from which it holds",
        "Write effective: and the first day, such as 2026-07-01.",
    ),
    Need(
        "active",
        "review",
        "a review",
        "Write review: {every: 1 year}, here or under defaults in organisation.yaml.",
        where="defaults",
    ),
    Need(
        RETIRED,
        "retired_on",
        "the day from which it no longer holds",
        "Write retired_on: and the day.",
    ),
    Need(
        RETIRED,
        "replaced_by",
        "what stands in its place",
        "Write replaced_by: and the policies that say now what this one said.",
    ),
)
"""What each status adds. What a draft needs is required by the schema, and the words in other
languages are judged by the rules on translation."""


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    main = examined.bundle.policy or examined.bundle.coming
    around = examined.surroundings
    whole = filled(mapping(main), around.organisation.defaults)
    record = mapping(examined.bundle.record)
    areas = [around.areas[name] for name in facts.areas if name in around.areas]
    for need in needs_of(facts.status, areas):
        if need.where == "record":
            there = bool(record.get(need.key))
        elif need.where == "defaults":
            there = bool(whole.get(need.key))
        else:
            there = need.key in facts.sections
        if not there:
            stem = facts.path.removesuffix(".yaml").removesuffix(".next")
            place = f" in {stem.rpartition('/')[2]}.record.yaml" if need.where == "record" else ""
            yield Problem(
                place=Place(facts.path, ("status",)),
                message=f"A policy that is {facts.status.replace('-', ' ')} needs {need.title} ({need.key}:{place}).",
                hint=need.how,
                value=need.key,
            )


def needs_of(status: str, areas: Sequence[Area]) -> Iterator[Need]:
    """What a policy of a status and of some areas needs, beside what every draft does."""
    return (need for need in NEEDS if _asked(need, status, areas))


def _asked(need: Need, status: str, areas: Sequence[Area]) -> bool:
    if RETIRED in {need.status, status}:
        return need.status == status
    if status not in STATUSES or STATUSES.index(need.status) > STATUSES.index(status):
        return False
    if need.areas == "contact-facing":
        return any(area.contact_facing for area in areas)
    return need.areas == "all" or any(area.needs_escalation for area in areas)


RULE = Rule(
    page=Page(
        code="LIF001",
        name="missing-for-status",
        category="lifecycle",
        severity=Severity.ERROR,
        summary="The policy has come further than what is filled in.",
        why="A draft may be a few lines. Whoever approves a policy, and the staff who must keep "
        "to it, need the rest: where it holds, how it is trained, how we see that it works.",
        bad="""\
status: in-review
""",
        good="""\
status: in-review
scope: {channels: [phone], regions: [SE]}
objectives:
  - {id: friendly, text: Every caller feels welcome., aim: higher-satisfaction}
response_targets:
  - {id: calls, channels: [phone], first_response: 20 seconds}
---
# policies/phone-manners.record.yaml
consulted:
  - {role: contact-centre-agent, count: 4, date: 2026-11-02}
""",
        how="Fill in what is missing, or go back to an earlier status until it is there. Review, "
        "feedback, communication and enforcement can stand once for all policies under defaults "
        "in organisation.yaml.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.AREAS, FileKind.RECORD}),
)
