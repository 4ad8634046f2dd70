"""HND002: whoever talks to a bot can reach a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.reach import channel_pointer, channels, hours_in, is_in, meets_customers
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page
from policykit.model.surroundings import Surroundings


class _Spot(NamedTuple):
    """A channel in a region."""

    region: str
    channel: str


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    # A text that could not be read may hold the very way to a person that seems to be missing.
    if overview.in_part:
        return
    around = overview.surroundings
    told: set[tuple[str, str]] = set()
    wanted = {facts.path for each in overview.judged for facts in with_coming(each)}
    for texts in (overview.facts, [each.coming or each for each in overview.facts]):
        standing = [each for each in texts if reached(each.status, "in-review")]
        closed = _without_a_person(standing, around)
        for facts, channel in _places(standing, closed, around):
            if facts.path in wanted and (facts.path, channel) not in told:
                told.add((facts.path, channel))
                yield _problem(facts, channel)


def _without_a_person(standing: Iterable[Facts], around: Surroundings) -> frozenset[_Spot]:
    """The spots with a bot for which no policy leads to a person."""
    organisation = around.organisation
    bots = {
        _Spot(region, channel)
        for channel in organisation.channels
        for region, hours in hours_in(channel, None, organisation)
        if hours.bot
    }
    for facts in standing:
        bots.update(_own_bots(facts, organisation))
    if not bots:
        return frozenset()
    ways = {each.scope for each in standing if not _lacking(each)}
    return frozenset(
        spot
        for spot in bots
        if not any(
            (scope.channels is None or spot.channel in scope.channels)
            and (scope.regions is None or is_in(spot.region, scope.regions))
            for scope in ways
        )
    )


def _own_bots(facts: Facts, organisation: Organisation) -> Iterator[_Spot]:
    for target in facts.targets:
        if target.by == "bot":
            regions = target.narrowing.regions or facts.scope.regions
            for channel in target.narrowing.channels or channels(facts, organisation):
                for region, _ in hours_in(channel, regions, organisation):
                    yield _Spot(region, channel)


def _lacking(facts: Facts) -> tuple[str, ...]:
    """What a policy does not say of the way from a bot to a person."""
    handoffs = facts.handoffs if isinstance(facts.handoffs, dict) else {}
    return tuple(key for key in ("human", "bot_max_turns") if handoffs.get(key) is None)


def _places(
    standing: list[Facts], closed: frozenset[_Spot], around: Surroundings
) -> Iterator[tuple[Facts, str]]:
    """For each channel the policy that is to tell of the way: the one that is most about it."""
    organisation = around.organisation
    for channel in sorted({spot.channel for spot in closed}):
        spots = {spot for spot in closed if spot.channel == channel}
        candidates = [
            each
            for each in standing
            if channel in channels(each, organisation)
            and meets_customers(each, around)
            and any(
                each.scope.regions is None or is_in(spot.region, each.scope.regions)
                for spot in spots
            )
        ]
        if candidates:
            best = min(
                candidates,
                key=lambda each: (
                    not spots & set(_own_bots(each, organisation)),
                    len(_lacking(each)),
                    len(channels(each, organisation)),
                    each.path,
                ),
            )
            yield best, channel


def _problem(facts: Facts, channel: str) -> Problem:
    lacking = _lacking(facts)
    says = "when and how the customer gets from it to a person"
    if len(lacking) == 1:
        says = {
            "human": "how the customer gets from it to a person",
            "bot_max_turns": "after how many turns it offers a person",
        }[lacking[0]]
    lines = {
        "human": "human: {open: 1 minute, closed: 2 business hours}",
        "bot_max_turns": "bot_max_turns: 2",
    }
    return Problem(
        place=_place(facts, channel),
        message=f"A bot answers by {channel}, and nothing says {says}.",
        hint="Write under handoffs, with your own numbers: "
        f"{' and '.join(lines[key] for key in lacking)}.",
        value=channel,
    )


def _place(facts: Facts, channel: str) -> Place:
    if "handoffs" in facts.sections:
        return Place(facts.path, ("handoffs",), part="key")
    for target in facts.targets:
        if target.by == "bot" and channel in (target.narrowing.channels or (channel,)):
            return Place(facts.path, (*target.pointer, "by"))
    return Place(facts.path, channel_pointer(facts, channel))


RULE = Rule(
    page=Page(
        code="HND002",
        name="no-way-to-a-person",
        category="handovers",
        severity=Severity.ERROR,
        summary="A bot answers customers, and nothing leads from it to a person.",
        why="A bot that does not understand, and does not let go, is the worst service there is. "
        "Customers must know that a person comes, and staff must know when and how fast.",
        bad="""\
status: in-review
scope: {channels: [chat]}
response_targets:
  - {id: bot-first, channels: [chat], by: bot, first_response: 5 seconds}
""",
        good="""\
status: in-review
scope: {channels: [chat]}
response_targets:
  - {id: bot-first, channels: [chat], by: bot, first_response: 5 seconds}
handoffs:
  human: {open: 1 minute, closed: 2 business hours}
  bot_max_turns: 2
""",
        how="Say under handoffs how soon a person takes over (human:, in and out of hours) and "
        "after how many turns the bot offers one (bot_max_turns:). One policy may say it for "
        "every channel of its scope. A channel has a bot when organisation.yaml gives it bot: "
        "hours or a response target is by: bot.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.AREAS}),
)
