"""STR011: names that people can tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.policy_names import UNNAMED_KINDS
from policykit.lint.rule import Examined, Options, Overview, Rule
from policykit.model.facts import ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _here(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    seen: dict[tuple[str, str, str], ItemFact] = {}
    for item in facts.items:
        if item.kind in UNNAMED_KINDS:
            continue
        first = seen.setdefault((item.kind, item.parent, _sound(item.id)), item)
        if first.id != item.id:
            here, there = _named(facts.path, item), _named(facts.path, first)
            yield _problem(here, item.id, there, first.id)


def _across(overview: Overview, _options: Options) -> Iterator[Problem]:
    judged = {facts.path for facts in overview.judged}
    seen: dict[str, tuple[str, str]] = {}
    for facts in overview.facts:
        path, first = seen.setdefault(_sound(facts.id), (facts.path, facts.id))
        if first != facts.id and facts.path in judged:
            here = Place(facts.path, ("id",))
            yield _problem(here, facts.id, Place(path, ("id",)), first)


def _sound(name: str) -> str:
    """A name without its hyphens and the s of a plural."""
    return "".join(part[:-1] if part[-1:] == "s" else part for part in name.split("-"))


def _named(path: str, item: ItemFact) -> Place:
    """Where the id of an item stands: as its key, or under id."""
    if item.pointer[-1] == item.id:
        return Place(path, item.pointer, part="key")
    return Place(path, (*item.pointer, "id"))


def _problem(here: Place, name: str, first: Place, other: str) -> Problem:
    return Problem(
        place=here,
        message=f"{name} and {other} can hardly be told apart.",
        hint="Name one of them by what is different about it, and keep the old name under "
        f"former_ids: [{name}].",
        related=((other, first),),
        value=f"{name} {other}",
    )


RULE = Rule(
    page=Page(
        code="STR011",
        name="name-hard-to-tell",
        category="structure",
        severity=Severity.INFO,
        summary="Two names differ only by a hyphen or the s of a plural.",
        why="Names are typed from memory. Where two are nearly the same, sooner or later somebody "
        "writes the wrong one, and nothing can notice.",
        bad="""\
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received}
  refunds-time: {deadline: 3 days, from: complaint-received}
""",
        good="""\
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received}
  goodwill-time: {deadline: 3 days, from: complaint-received}
""",
        how="Give one of them a name that says what is different, wherever it stands, and keep the "
        "old one under former_ids.",
    ),
    per_policy=_here,
    across=_across,
)
