"""PPL002: somebody who is to live by the policy was asked about it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page

_FROM = frozenset({"in-review", "approved", "active"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts, record = examined.facts, examined.facts.record
    if facts.status not in _FROM or not facts.audience or record is None:
        return
    asked = [each for each in record.consulted if each.role]
    organisation = examined.surroundings.organisation
    if not asked or _roles(organisation, facts.audience) & _roles(
        organisation, tuple(each.role for each in asked)
    ):
        return
    yield Problem(
        place=Place(facts.path, ("audience",)),
        message=f"Nobody who works by this policy ({_listed(facts.audience)}) was consulted.",
        hint="Ask some of them whether it can be done, change what cannot, and note it under "
        f"consulted: in {record.path.rpartition('/')[2]}.",
        related=tuple(
            (f"{each.role} was consulted.", Place(record.path, (*each.pointer, "role")))
            for each in asked
        ),
    )


def _roles(organisation: Organisation, names: tuple[str, ...]) -> frozenset[str]:
    """Roles with role groups taken apart; a group itself counts too."""
    groups = organisation.groups_of_roles
    return frozenset((*names, *(role for name in names for role in groups.get(name, ()))))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)


RULE = Rule(
    page=Page(
        code="PPL002",
        name="frontline-not-consulted",
        category="people",
        severity=Severity.WARNING,
        summary="A policy goes to review although nobody of its audience was asked about it.",
        why="Rules made far from the counter look good and fail there. The people who meet the "
        "customer know which promise cannot be kept on a Saturday.",
        bad="""\
status: in-review
audience: [store-associate]
---
# policies/phone-manners.record.yaml
consulted:
  - role: compliance-officer
    count: 1
    date: 2026-05-12
    outcome: No legal concerns.
""",
        good="""\
status: in-review
audience: [store-associate]
---
# policies/phone-manners.record.yaml
consulted:
  - role: frontline
    count: 6
    date: 2026-05-12
    outcome: The rule on missing receipts was reworded.
""",
        how="Ask people of at least one role of the audience (or of a role group it belongs to) "
        "and note under consulted: in the record whom you asked and what came of it.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.RECORD}),
)
