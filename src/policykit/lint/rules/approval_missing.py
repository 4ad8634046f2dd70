"""LIF009: every role that the settings ask for has approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.approvals.asked import Asked, asked, quorum
from policykit.approvals.commands import approve_command
from policykit.approvals.stamps import people
from policykit.library.files import FileKind
from policykit.lint.names import listed
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import APPROVED
from policykit.model.document import Json
from policykit.model.facts import Facts, RecordFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    settings = overview.surroundings.settings
    if not settings.approvals:
        return
    groups = overview.surroundings.organisation.groups_of_roles
    for facts in overview.judged:
        record = facts.record
        # Without any approval the status asks for one, and that is said already.
        if record is None or not record.approvals:
            continue
        given = {stamp.role for stamp in record.approvals}
        told: set[str] = set()
        decided = [each for each in (facts, facts.coming) if each and each.status in APPROVED]
        for version in decided:
            for needed in asked(version, settings.approvals):
                stands_for = {needed.role, *groups.get(needed.role, ())}
                # What both versions lack is lacking once.
                if needed.role not in told and given.isdisjoint(stands_for):
                    told.add(needed.role)
                    yield _missing(version, record, needed, settings.path)
        for version in decided[:1]:
            yield from _too_few(version, record, settings.approvals, settings.path)


def _missing(facts: Facts, record: RecordFact, needed: Asked, settings: str) -> Problem:
    return Problem(
        place=Place(record.path, ("approvals",), part="key"),
        message=f"{needed.role} has not approved {facts.path.rpartition('/')[2]}; {needed.why}.",
        hint=f"Have it read; then {approve_command(facts, needed.role)}. Until then the policy is "
        "in review.",
        related=(("where the settings ask for it", Place(settings, needed.pointer)),),
        value=needed.role,
    )


def _too_few(
    facts: Facts, record: RecordFact, approvals: Mapping[str, Json], settings: str
) -> Iterator[Problem]:
    least = quorum(approvals)
    found = people(record.approvals, record)
    if found and len(found) < least:
        yield Problem(
            place=Place(record.path, ("approvals",), part="key"),
            message=f"{facts.path.rpartition('/')[2]} was approved by {listed(found)} alone, and "
            f"{least} different people must approve.",
            hint="Have it read and approved by more people, and note each of them here.",
            related=(("where the settings ask for it", Place(settings, ("approvals", "quorum"))),),
            value="quorum",
        )


RULE = Rule(
    page=Page(
        code="LIF009",
        name="approval-missing",
        category="lifecycle",
        severity=Severity.ERROR,
        summary="A role that must approve the policy has not.",
        why="Who approves what was agreed beforehand, so that nobody is passed over on a busy day. "
        "A policy in force without them is not decided.",
        bad="""\
# policykit.yaml
approvals: {default: [head-of-customer-service], law: [compliance-officer]}
---
# policies/phone-manners.yaml
status: approved
---
# policies/phone-manners.record.yaml
approvals:
  - {role: store-manager, by: a-05, date: 2026-06-14}
""",
        good="""\
# policykit.yaml
approvals: {default: [head-of-customer-service], law: [compliance-officer]}
---
# policies/phone-manners.yaml
status: approved
---
# policies/phone-manners.record.yaml
approvals:
  - {role: head-of-customer-service, by: a-02, date: 2026-06-14}
""",
        how="Have the role read the text and note its approval with `policykit approve`. Which roles approve "
        "which policies stands under approvals in policykit.yaml.",
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD, FileKind.SETTINGS, FileKind.ORGANISATION}),
)
