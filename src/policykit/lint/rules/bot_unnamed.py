"""HND003: where the law asks for it, a bot says that it is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library.files import FileKind
from policykit.library.law import Law
from policykit.lint.names import with_coming
from policykit.lint.reach import channel_pointer, channels, hours_in, is_in, meets_customers
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_NOTICE: Final = "bot-notice"
"""The id of the requirement, in whichever framework, that a machine says it is one."""


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    # A text that could not be read may hold the very statement that seems to be missing.
    if overview.in_part:
        return
    around = overview.surroundings
    law = Law(around, overview.today)
    asked = sorted(
        name
        for name in around.names.get("requirement", frozenset())
        if name.rpartition(".")[2] == _NOTICE and law.is_in_use(name)
    )
    if not asked:
        return
    standing = [each for each in overview.facts if reached(each.status, "in-review")]
    told = {law_ for each in standing for item in each.items for law_ in item.law}
    for name in asked:
        if told & {name, *law.kin(name)}:
            continue
        bots = [
            (facts, channel, region)
            for each in standing
            if meets_customers(each, around)
            for facts in with_coming(each)
            for channel, region in _bots(facts, overview)
            if law.is_judged(name, region)
        ]
        if bots:
            # One policy has to say it: the one that is most about the channel.
            facts, channel, region = min(
                bots,
                key=lambda bot: (
                    all(target.by != "bot" for target in bot[0].targets),
                    len(channels(bot[0], around.organisation)),
                    bot[0].path,
                    bot[1:],
                ),
            )
            if any(facts.path == one.path for each in overview.judged for one in with_coming(each)):
                yield _problem(facts, channel, region, name)


def _bots(facts: Facts, overview: Overview) -> Iterator[tuple[str, str]]:
    """The channels and regions in which a bot answers for a policy."""
    organisation = overview.surroundings.organisation
    for channel in channels(facts, organisation):
        own = any(
            target.by == "bot" and channel in (target.narrowing.channels or (channel,))
            for target in facts.targets
        )
        for region, hours in hours_in(channel, None, organisation):
            regions = facts.scope.regions
            if (own or hours.bot) and (regions is None or is_in(region, regions)):
                yield channel, region


def _problem(facts: Facts, channel: str, region: str, name: str) -> Problem:
    return Problem(
        place=Place(facts.path, channel_pointer(facts, channel)),
        message=f"A bot answers by {channel} in {region}, and no policy has it say that it is a "
        f"machine, as the law asks ({name}).",
        hint='Add a statement such as "Say in the first message that you are a machine." with '
        f"who: [bot] and law: [{name}]. In a draft it does not count yet.",
        value=name,
    )


RULE = Rule(
    page=Page(
        code="HND003",
        name="bot-unnamed",
        category="handovers",
        severity=Severity.WARNING,
        summary="A bot answers customers, and nothing has it say that it is a machine.",
        why="People want to know whom they talk to, and in some places the law gives them the "
        "right to. Whoever finds out later feels cheated.",
        bad="""\
status: in-review
scope: {channels: [chat], regions: [SE]}
response_targets:
  - {id: bot-first, channels: [chat], by: bot, first_response: 5 seconds}
---
# schemas/frameworks/bot-law.yaml
framework: bot-law
title: A law on bots
jurisdiction: EU
applies_when: {regions_any: [EU]}
requirements:
  - id: bot-notice
    area: phone
    requirement: Tell people that they talk to a machine.
    severity: error
    needs:
      - statement: {law: bot-law.bot-notice, level: must}
    checked: 2026-11-21
    confidence: verified
""",
        good="""\
status: in-review
scope: {channels: [chat], regions: [SE]}
statements:
  - id: bot-tells
    must: Say in the first message that you are a machine.
    who: [bot]
    law: [bot-law.bot-notice]
response_targets:
  - {id: bot-first, channels: [chat], by: bot, first_response: 5 seconds}
---
# schemas/frameworks/bot-law.yaml
framework: bot-law
title: A law on bots
jurisdiction: EU
applies_when: {regions_any: [EU]}
requirements:
  - id: bot-notice
    area: phone
    requirement: Tell people that they talk to a machine.
    severity: error
    needs:
      - statement: {law: bot-law.bot-notice, level: must}
    checked: 2026-11-21
    confidence: verified
""",
        how="Write a must for the bot with the requirement under law:. Only laws of a framework "
        "in use count, and only in the regions where they hold.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.AREAS, FileKind.FRAMEWORK, FileKind.SETTINGS}),
)
