"""ESC001: a ladder has a first step, a time for each, and somebody above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.library.files import FileKind
from policykit.lint.names import listed
from policykit.lint.reach import channels, hours_in, is_in, is_staffed
from policykit.lint.roles import is_above, members
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.facts import EscalationFact, Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not facts.escalation or not reached(facts.status, "in-review"):
        return
    for step in facts.escalation:
        if step.to and not step.within:
            yield Problem(
                place=Place(facts.path, step.pointer),
                message=f"The step {step.id or step.to} has no time, so nobody knows how long "
                f"{step.to} may take.",
                hint="Write within: and a time, such as within: 4 business hours.",
                value=f"time {step.id}",
            )
    yield from _holes(facts, examined.surroundings.organisation)


def _holes(facts: Facts, organisation: Organisation) -> Iterator[Problem]:
    steps = facts.escalation
    if all(step.triggers for step in steps):
        yield _hole(
            facts,
            "Every step has triggers, so nobody is the first to take a case.",
            "Name the first with a step without triggers, such as {id: first, to: "
            "contact-centre-agent, within: 10 minutes}.",
            "first",
        )
        return
    if not any(step.triggers or step.to_body for step in steps):
        if _is_top(steps, organisation):
            return
        yield _hole(
            facts,
            "Nobody stands above the first step: no step has triggers.",
            "Add who takes over and when, such as {id: lead, to: store-manager, within: 1 "
            "business day, triggers: [customer-asks]}.",
            "above",
        )
        return
    named = {name for step in steps for name in step.narrowing.channels or ()}
    # A mistyped channel is told by itself; the hole it leaves only follows from it.
    if named <= set(organisation.channels):
        yield from _told(facts, _without(facts, organisation))
    regions = [
        region
        for region in facts.scope.regions or ()
        if not any(_holds_in(region, step) for step in steps)
    ]
    if regions:
        yield _hole(
            facts,
            f"No step is for {listed(regions)}, which the scope names.",
            "Add a step for it, or widen regions: of a step that is there.",
            "regions",
        )


def _is_top(steps: Sequence[EscalationFact], organisation: Organisation) -> bool:
    """Whether no role is left that could take over, as in a shop that its owner runs alone."""
    named = members((step.to for step in steps), organisation)
    others = organisation.roles.keys() - named
    return all(any(is_above(role, other, organisation) for role in named) for other in others)


def _without(facts: Facts, organisation: Organisation) -> dict[str, list[str]]:
    """The channels without any step, without a first one, and without one above."""
    steps = facts.escalation
    without: dict[str, list[str]] = {"any": [], "first": [], "above": []}
    for channel in channels(facts, organisation):
        here = [
            step
            for step in steps
            if step.narrowing.channels is None or channel in step.narrowing.channels
        ]
        staffed = any(
            is_staffed(hours) for _, hours in hours_in(channel, facts.scope.regions, organisation)
        )
        if not here:
            without["any"].append(channel)
        elif staffed and all(step.triggers for step in here):
            without["first"].append(channel)
        elif not any(step.triggers or step.to_body for step in here):
            without["above"].append(channel)
    return without


def _holds_in(region: str, step: EscalationFact) -> bool:
    named = step.narrowing.regions
    return named is None or is_in(region, named) or any(is_in(each, (region,)) for each in named)


def _told(facts: Facts, without: dict[str, list[str]]) -> Iterator[Problem]:
    if without["any"]:
        yield _hole(
            facts,
            f"No step is for {_named(without['any'])}.",
            "Add a step for it, or widen channels: of a step that is there.",
            "channels",
        )
    if without["first"]:
        yield _hole(
            facts,
            f"Nobody is the first in {_named(without['first'])}: every step there has triggers.",
            "Add a step without triggers for it, or widen channels: of the first step.",
            "channels first",
        )
    if without["above"]:
        yield _hole(
            facts,
            f"Nobody stands above the first step in {_named(without['above'])}.",
            "Add a step with triggers for it, or widen channels: of one that is there.",
            "channels above",
        )


def _named(channels_: Sequence[str]) -> str:
    return f"the channel{'' if len(channels_) == 1 else 's'} {listed(channels_)}"


def _hole(facts: Facts, message: str, hint: str, value: str) -> Problem:
    return Problem(
        place=Place(facts.path, ("escalation",), part="key"),
        message=message,
        hint=hint,
        value=value,
    )


RULE = Rule(
    page=Page(
        code="ESC001",
        name="ladder-hole",
        category="escalation",
        severity=Severity.WARNING,
        summary="The ladder has no first step, no time, nobody above, or leaves a channel out.",
        why="A case that is too big for one person must always have a next one, by a time the "
        "customer can be told. A hole in the ladder is found by the customer who falls in.",
        bad="""\
status: in-review
scope: {channels: [phone, in-person]}
escalation:
  - {id: agent, to: contact-centre-agent, channels: [phone], within: 10 minutes}
  - {id: lead, to: head-of-customer-service, channels: [phone], triggers: [customer-asks]}
""",
        good="""\
status: in-review
scope: {channels: [phone, in-person]}
escalation:
  - {id: agent, to: contact-centre-agent, channels: [phone], within: 10 minutes}
  - {id: shop, to: store-associate, channels: [in-person], within: 10 minutes}
  - {id: lead, to: head-of-customer-service, within: 1 business day, triggers: [customer-asks]}
""",
        how="Begin with a step without triggers for each channel where people answer, put "
        "somebody above it, and give each step to a role a time (within). Steps to outside "
        "bodies need none.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
