"""A small shop in which every kind of file and every section of a policy stands, with a past.

It is without errors, so that nothing keeps a command from going all the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.lint.damage import everything
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT

POLICY = "policies/returns.yaml"
NEXT = "policies/returns.next.yaml"
WORDS = "policies/returns.sv.yaml"
NEXT_WORDS = "policies/returns.next.sv.yaml"
RECORD = "policies/returns.record.yaml"
OTHER = "policies/phone-manners.yaml"
ORGANISATION = "policies/organisation.yaml"
ORGANISATION_WORDS = "policies/organisation.sv.yaml"
ASSESSMENT = "policies/assessments/2026-11-returns.yaml"
SETTINGS = "policykit.yaml"
AREAS = "schemas/areas.yaml"
MEASURES = "schemas/measures.yaml"
FRAMEWORK = "schemas/frameworks/eu-consumer.yaml"
EXTENSION = "schemas/extensions/own.json"
PREFACE = "docs/preface.md"
BASELINE = "lint-baseline.json"

_SETTINGS = """\
format: 1
frameworks: [eu-consumer]
release_branch: main
edit_url: https://git.example.com/service/policies/edit/main/{path}
remarks: {to: "https://git.example.com/service/policies", kind: gitlab}
locales: {source: en, offered: [sv]}
handbooks:
  staff: {title: Staff handbook, preface: docs/preface.md}
  charter: {title: Our promise to you, template: charter, public: true}
lint:
  extends: strict
  rules: {sentence-too-long: {level: warning, max_words: 25}}
approvals: {default: [head-of-customer-service]}
waivers:
  - requirement: eu-consumer.exceptions
    reason: We do not sell at the door.
    owner: compliance-officer
    until: 2027-06-30
"""
_MORE_REQUIREMENTS = """\
  - id: withdrawal
    area: returns
    requirement: Take goods back within fourteen days.
    question: Are goods taken back in time?
    severity: warning
    needs: [{statement: {law: eu-consumer.withdrawal, level: must}}]
    cite: Directive 2011/83/EU art. 9
    checked: 2026-11-21
    confidence: verified
  - id: exceptions
    area: returns
    requirement: Say what cannot be given back.
    severity: info
    needs: [{section: {name: exceptions}}]
    cite: Directive 2011/83/EU art. 16
    checked: 2026-11-21
    confidence: verified
  - id: complaints
    area: complaints
    requirement: Say how complaints are taken.
    severity: warning
    needs: [{policy: {area: complaints}}]
    cite: Directive 2011/83/EU art. 6
    checked: 2026-11-21
    confidence: verified
"""
_LOOKUP = """\
      - id: lookup
        do: Look the order up.
      - id: pay-back
"""


@cache
def files() -> Mapping[str, bytes]:
    """The files of the shop as they are now, by path."""
    found = dict(everything())
    for path in (ORGANISATION, AREAS, MEASURES):
        found[path] = (ROOT / path).read_bytes()
    policy = found[POLICY].replace(b"      - id: pay-back\n", _LOOKUP.encode())
    policy = policy.replace(b"related: [complaints]", b"related: [phone-manners]")
    found[POLICY] = policy
    found[NEXT] = policy.replace(b"version: 2.1.0", b"version: 3.0.0").replace(
        b"effective: 2026-07-01", b"effective: 2027-02-01"
    )
    found[NEXT_WORDS] = found[WORDS]
    found[FRAMEWORK] = found.pop("schemas/frameworks/duties.yaml") + _MORE_REQUIREMENTS.encode()
    del found["schemas/frameworks/needs.yaml"]
    found[SETTINGS] = _SETTINGS.encode()
    found[PREFACE] = b"# Welcome\n\nRead [the promise](returns.refund-time).\n"
    return found


def before() -> Mapping[str, bytes]:
    """The files as they were first."""
    found = dict(files())
    del found[NEXT]
    del found[NEXT_WORDS]
    found[POLICY] = (
        found[POLICY]
        .replace(b"version: 2.1.0", b"version: 2.0.0")
        .replace(b"deadline: 14 days", b"deadline: 10 days")
        .replace(b"Pay the refund within", b"Send the refund within")
    )
    return found


def make(folder: Path) -> GitFolder:
    """The shop with two commits, the first of them tagged."""
    repository = new_repository(folder)
    repository.commit("The first policies", before(), datetime(2026, 6, 1, 12, tzinfo=UTC))
    repository.git("tag", "v1")
    now = datetime(2026, 10, 1, 12, tzinfo=UTC)
    repository.commit("Refunds take longer", files(), now)
    return repository
