"""LIF016: a version is raised by as much as its changes ask for."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.version import bumped
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.change import Bump, PolicyComparison, VersionVerdict
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_SIZES = {
    Bump.MAJOR: "a duty is new or stricter, or a promise to customers is cut",
    Bump.MINOR: "what is advised, permitted, measured or said has changed",
    Bump.PATCH: "words have changed",
}


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    judged = {facts.path for facts in overview.judged}
    judged |= {facts.coming.path for facts in overview.judged if facts.coming is not None}
    for policy in overview.compared:
        if policy.path in judged and policy.verdict in _MESSAGES:
            yield _problem(policy)


def _problem(policy: PolicyComparison) -> Problem:
    before, after = policy.version_before, policy.version_after
    asked = bumped(before, max(policy.required, Bump.PATCH, key=lambda bump: bump.rank))
    lead = next((change for change in policy.changes if change.bump is policy.required), None)
    why = f" {lead.message}" if lead is not None and policy.required in _SIZES else ""
    size = f" ({policy.required.value}: {_SIZES[policy.required]})" if why else ""
    place = lead.after.location if lead is not None and lead.after is not None else None
    return Problem(
        place=Place(policy.path, ("version",)),
        message=_MESSAGES[policy.verdict].format(before=before, after=after, asked=asked),
        hint=f"Make it {asked} or higher{size}.{why} `policykit bump {policy.policy}` does it.",
        related=(("what asks for it", Place(place.path, place.pointer)),) if place and why else (),
        value=f"{before} {policy.verdict.value}",
        at_most=Severity.INFO if policy.required is Bump.PATCH else None,
    )


_MESSAGES = {
    VersionVerdict.MISSING: "The text has changed, and the version is {after} as before.",
    VersionVerdict.TOO_SMALL: "The version went from {before} to {after}, and the changes ask "
    "for {asked}.",
    VersionVerdict.DECREASED: "The version went back from {before} to {after}.",
}

RULE = Rule(
    page=Page(
        code="LIF016",
        name="version-not-raised",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="A text in force changed, and its version was not raised by as much as that asks.",
        why="By the number people tell how much to look at: a first number that rises says that "
        "a duty is new or a promise cut, and asks for approval and training. It can be judged "
        "only where an earlier version is known: `policykit lint --against main`.",
        bad="""\
# policies/phone-manners.yaml before
status: active
version: 1.0.0
effective: 2026-01-01
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
---
# policies/phone-manners.yaml
status: active
version: 1.0.1
effective: 2026-01-01
terms:
  answer-in: {deadline: 60 seconds, from: call-offered}
""",
        good="""\
# policies/phone-manners.yaml before
status: active
version: 1.0.0
effective: 2026-01-01
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
---
# policies/phone-manners.yaml
status: active
version: 2.0.0
effective: 2026-01-01
terms:
  answer-in: {deadline: 60 seconds, from: call-offered}
""",
        how="Raise the first number where a duty is new or stricter or a promise to customers is "
        "cut, the second where advice, permissions, measures or words for customers change, the "
        "third for wording alone. `policykit diff` tells which change asks for what.",
    ),
    across=_check,
)
