"""PIT001: what staff notice finds its way back into the policy."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.lint.defaults import filled
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_FROM = frozenset({"approved", "active"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    if examined.facts.status not in _FROM:
        return
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    whole = filled(data, examined.surroundings.organisation.defaults)
    sources = [item for _, item in read.items(whole, "feedback")]
    if any(read.text(item, "from") == "staff" for item in sources):
        return
    yield Problem(
        place=Place(examined.facts.path, ("feedback",)),
        message="No feedback on this policy comes from staff."
        if sources
        else "No feedback on this policy is collected, neither from customers nor from staff.",
        hint="Add a source under feedback: with from: staff, such as a monthly conversation.",
    )


RULE = Rule(
    page=Page(
        code="PIT001",
        name="no-staff-feedback",
        category="pitfalls",
        severity=Severity.WARNING,
        summary="A policy in use that staff have no way to talk back to.",
        why="Customer surveys tell that something is wrong; staff can tell what. A policy nobody "
        "may question is worked around instead of being mended.",
        bad="""\
status: approved
feedback:
  - {id: csat, kind: survey, from: customer, every: 1 month}
""",
        good="""\
status: approved
feedback:
  - {id: csat, kind: survey, from: customer, every: 1 month}
  - {id: floor-talk, kind: conversation, from: staff, every: 1 month}
""",
        how="Add a source of feedback with from: staff to the policy, or to defaults in "
        "organisation.yaml for all policies that name no sources of their own.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
