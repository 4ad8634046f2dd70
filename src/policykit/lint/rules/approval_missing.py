"""LIF009: every role that the settings ask for has approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policykit.library import read
from policykit.library.files import FileKind
from policykit.lint.names import listed
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import APPROVED
from policykit.model.document import Json
from policykit.model.facts import Facts, RecordFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer

_LAW = "requirement"


class _Asked(NamedTuple):
    """A role that must approve, why, and where the settings say so."""

    role: str
    why: str
    pointer: Pointer


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
        version = next((v for v in (facts, facts.coming) if v and v.status in APPROVED), None)
        if version is None:
            continue
        given = {stamp.role for stamp in record.approvals}
        for asked in _asked(version, settings.approvals):
            if given.isdisjoint({asked.role, *groups.get(asked.role, ())}):
                yield _missing(version, record, asked, settings.path)
        yield from _too_few(version, record, settings.approvals, settings.path)


def _asked(facts: Facts, approvals: Mapping[str, Json]) -> Iterator[_Asked]:
    """The roles that a policy must be approved by, each once."""
    told: set[str] = set()
    for asked in _all_asked(facts, approvals):
        if asked.role not in told:
            told.add(asked.role)
            yield asked


def _all_asked(facts: Facts, approvals: Mapping[str, Json]) -> Iterator[_Asked]:
    for index, role in enumerate(read.names(approvals, "default")):
        yield _Asked(role, "every policy needs that", ("approvals", "default", index))
    if any(reference.kind == _LAW for reference in facts.references):
        for index, role in enumerate(read.names(approvals, "law")):
            yield _Asked(role, "a policy that names law needs that", ("approvals", "law", index))
    for group, own, why in (
        ("sections", facts.sections, "a policy with {} needs that"),
        ("areas", facts.areas, "a policy of the area {} needs that"),
    ):
        below = read.section(approvals, group)
        for name in below:
            if name in own:
                for index, role in enumerate(read.names(below, name)):
                    yield _Asked(role, why.format(name), ("approvals", group, name, index))


def _missing(facts: Facts, record: RecordFact, asked: _Asked, settings: str) -> Problem:
    return Problem(
        place=Place(record.path, ("approvals",), part="key"),
        message=f"{asked.role} has not approved {facts.path.rpartition('/')[2]}; {asked.why}.",
        hint=f"Have it read, and note here: {{role: {asked.role}, by: …, date: …}}. Until then the "
        "policy is in review.",
        related=(("where the settings ask for it", Place(settings, asked.pointer)),),
        value=asked.role,
    )


def _too_few(
    facts: Facts, record: RecordFact, approvals: Mapping[str, Json], settings: str
) -> Iterator[Problem]:
    quorum = read.number(approvals, "quorum") or 1
    people = sorted({stamp.by for stamp in record.approvals if stamp.by})
    if people and len(people) < quorum:
        yield Problem(
            place=Place(record.path, ("approvals",), part="key"),
            message=f"{facts.path.rpartition('/')[2]} was approved by {listed(people)} alone, and "
            f"{quorum} different people must approve.",
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
        how="Have the role read the text and note its approval in the record. Which roles approve "
        "which policies stands under approvals in policykit.yaml.",
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD, FileKind.SETTINGS, FileKind.ORGANISATION}),
)
