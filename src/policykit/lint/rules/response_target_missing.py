"""RSP001: where people answer, customers know how soon."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.reach import (
    channel_pointer,
    channels,
    hours_in,
    is_in,
    is_staffed,
    meets_customers,
)
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    # A text that could not be read may hold the very target that seems to be missing.
    if overview.in_part:
        return
    around = overview.surroundings
    organisation = around.organisation
    standing = [each for each in overview.facts if reached(each.status, "in-review")]
    by_channel = _by_channel(standing, organisation)
    for each in overview.judged:
        for facts in with_coming(each):
            if (
                not facts.targets
                or not reached(facts.status, "in-review")
                or not meets_customers(facts, around)
            ):
                continue
            own = _by_channel((facts,), organisation)
            # A mistyped channel is told by itself, and may be the very one.
            if not set(own) <= set(organisation.channels):
                continue
            for channel in channels(facts, organisation):
                regions = _missing(facts, channel, (own, by_channel), organisation)
                if regions:
                    yield _problem(facts, channel, regions, organisation)


class _Told(NamedTuple):
    """The regions and reasons a target holds for; None for all."""

    regions: tuple[str, ...] | None
    reasons: tuple[str, ...] | None

    def says_of(self, facts: Facts, region: str) -> bool:
        """Whether it tells something of what a policy is about in a region."""
        if self.regions is not None and not is_in(region, self.regions):
            return False
        about = facts.scope.reasons
        return self.reasons is None or about is None or bool(set(self.reasons) & set(about))


def _by_channel(
    texts: Iterable[Facts], organisation: Organisation
) -> Mapping[str, Collection[_Told]]:
    """What the targets that people are to meet hold for, by channel."""
    found: dict[str, set[_Told]] = {}
    for facts in texts:
        for target in facts.targets:
            if target.by == "person":
                told = _Told(
                    target.narrowing.regions or facts.scope.regions,
                    target.narrowing.reasons or facts.scope.reasons,
                )
                for channel in target.narrowing.channels or channels(facts, organisation):
                    found.setdefault(channel, set()).add(told)
    return found


def _missing(
    facts: Facts,
    channel: str,
    known: Iterable[Mapping[str, Collection[_Told]]],
    organisation: Organisation,
) -> list[str]:
    """The regions of a policy in which people answer by a channel and no target says how soon."""
    told = [each for targets in known for each in targets.get(channel, ())]
    return [
        region
        for region, hours in hours_in(channel, facts.scope.regions, organisation)
        if is_staffed(hours) and not any(each.says_of(facts, region) for each in told)
    ]


def _problem(facts: Facts, channel: str, regions: list[str], organisation: Organisation) -> Problem:
    everywhere = len(regions) == len(list(hours_in(channel, facts.scope.regions, organisation)))
    where = "" if everywhere else f" in {', '.join(regions)}"
    return Problem(
        place=Place(facts.path, channel_pointer(facts, channel)),
        message=f"People answer by {channel}{where}, and no response target says how soon.",
        hint=f"Add a target under response_targets with channels: [{channel}] and "
        "first_response:, or take the channel out of the scope.",
        value=f"{channel} {' '.join(regions)}",
    )


RULE = Rule(
    page=Page(
        code="RSP001",
        name="response-target-missing",
        category="targets",
        severity=Severity.WARNING,
        summary="A channel where people answer has no response target.",
        why="Without a time nobody can plan the staff, and the customer does not know whether to "
        "wait or to try again by another channel, which makes two cases of one.",
        bad="""\
status: in-review
scope: {channels: [phone, email]}
response_targets:
  - {id: spoken, channels: [phone], first_response: 20 seconds}
""",
        good="""\
status: in-review
scope: {channels: [phone, email]}
response_targets:
  - {id: spoken, channels: [phone], first_response: 20 seconds}
  - {id: written, channels: [email], first_response: 1 business day}
""",
        how="Set a first_response for each channel of the scope that has opening hours in "
        "organisation.yaml. A target of another policy counts where it is about the same reasons.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.AREAS}),
)
