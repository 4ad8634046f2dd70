"""AUT003: whoever has to agree stands no lower than who asks."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.names import listed
from policykit.lint.roles import is_above, members
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.facts import ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts, organisation = examined.facts, examined.surroundings.organisation
    for item in facts.items:
        if item.decides and item.who and item.kind == "statement":
            found = _upside_down(item, organisation)
            if found:
                yield Problem(
                    place=Place(facts.path, (*item.pointer, "decides")),
                    message=f"Whoever has to agree reports to {listed(found)}, who asks: "
                    f"{listed(item.decides)}.",
                    hint="Name a role under decides: that stands above who asks, or let them "
                    "decide alone with a limit.",
                    related=(("who asks", Place(facts.path, (*item.pointer, "who"))),),
                    value=item.id,
                )


def _upside_down(item: ItemFact, organisation: Organisation) -> list[str]:
    """Who asks somebody below; empty where anybody who agrees stands beside or above."""
    asking = sorted(members(item.who, organisation))
    found: set[str] = set()
    for role in item.decides:
        over = [each for each in asking if is_above(each, role, organisation)]
        if not over or any(is_above(role, each, organisation) for each in asking):
            return []
        found.update(over)
    return sorted(found)


RULE = Rule(
    page=Page(
        code="AUT003",
        name="decides-below",
        category="authority",
        severity=Severity.WARNING,
        summary="Only people who report to the one who asks have to agree.",
        why="Nobody says no to the person they report to. A second pair of eyes must be free to "
        "say no, or it is none.",
        bad="""\
statements:
  - id: large-goodwill
    may: Give more than the limit.
    gains: customer
    who: [store-manager]
    decides: [store-associate]
""",
        good="""\
statements:
  - id: large-goodwill
    may: Give more than the limit.
    gains: customer
    who: [store-manager]
    decides: [head-of-customer-service]
""",
        how="Name at least one role under decides: that does not report to those under who:.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
