"""HND001: a customer who is passed on does not start over."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.reach import channels, holds_for_all, meets_customers
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_SEVERAL = 2


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    around = overview.surroundings
    careful = {
        each.scope
        for each in overview.facts
        if reached(each.status, "in-review") and _passes_the_story_on(each)
    }
    for each in overview.judged:
        for facts in with_coming(each):
            if (
                reached(facts.status, "in-review")
                and meets_customers(facts, around)
                and {"escalation", "handoffs"} & set(facts.sections)
                and not _passes_the_story_on(facts)
                and len(channels(facts, around.organisation)) >= _SEVERAL
                # Where one person does it all, nobody is passed on.
                and len(around.organisation.roles) >= _SEVERAL
                and not any(holds_for_all(scope, facts.scope) for scope in careful)
            ):
                yield _problem(facts)


def _passes_the_story_on(facts: Facts) -> bool:
    handoffs = facts.handoffs
    return isinstance(handoffs, dict) and bool(
        handoffs.get("context_passed") or handoffs.get("no_repeat")
    )


def _problem(facts: Facts) -> Problem:
    section = "handoffs" if "handoffs" in facts.sections else "escalation"
    return Problem(
        place=Place(facts.path, (section,), part="key"),
        message="Customers come by several channels and are passed on, and nothing says what goes "
        "along: they have to tell their story again.",
        hint="Write under handoffs: no_repeat: true and context_passed: with the fields that go "
        "along, such as [order-number, summary, promises-made].",
    )


RULE = Rule(
    page=Page(
        code="HND001",
        name="story-told-twice",
        category="handovers",
        severity=Severity.WARNING,
        summary="Cases are passed on between channels, and nothing says what goes along.",
        why="Telling the same story to a third person is what customers complain of most. A "
        "handover that names what goes along saves them that, and saves us the asking.",
        bad="""\
status: in-review
scope: {channels: [phone, email]}
escalation:
  - {id: agent, to: contact-centre-agent, within: 10 minutes}
  - {id: lead, to: head-of-customer-service, within: 1 business day, triggers: [customer-asks]}
""",
        good="""\
status: in-review
scope: {channels: [phone, email]}
escalation:
  - {id: agent, to: contact-centre-agent, within: 10 minutes}
  - {id: lead, to: head-of-customer-service, within: 1 business day, triggers: [customer-asks]}
handoffs:
  context_passed: [order-number]
  no_repeat: true
""",
        how="Name under handoffs the fields that go along with a case (context_passed), and "
        "promise no_repeat: true. One policy may say it for all whose scope lies within its own.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.AREAS}),
)
