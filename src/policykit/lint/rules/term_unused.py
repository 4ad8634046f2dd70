"""STR004: a promise that nothing uses is no promise."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.names import nearest, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_RETIRED = "retired"
_USES = frozenset({"placeholder", "term"})
_ITEM = "item"
"""A reference to any item, as that of an audit to what it checks: it may lead to a term."""

_ALL_USES = _USES | {_ITEM}


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    # A text that could not be read may hold the very use that seems to be missing.
    if overview.in_part:
        return
    elsewhere = frozenset(_used_elsewhere(overview))
    others = frozenset(_other_names(overview))
    for each in overview.judged:
        if each.status == _RETIRED:
            continue
        for facts in with_coming(each):
            yield from _unused(facts, elsewhere, others)


def _used_elsewhere(overview: Overview) -> Iterator[str]:
    """Terms that other policies and prefaces name, as `policy.term`, with ids as written."""
    for each in overview.facts:
        for facts in with_coming(each):
            for reference in facts.references:
                if reference.kind in _ALL_USES and "." in reference.raw:
                    yield _policy_and_term(reference.raw.partition(":")[0])
            for words in facts.words:
                yield from (_policy_and_term(name) for name in words.names if "." in name)
    for preface in overview.prefaces:
        for named in preface.names:
            if named.found.kind == "placeholder" and "." in named.found.raw:
                yield _policy_and_term(named.found.raw.partition(":")[0])


def _policy_and_term(name: str) -> str:
    """The term a dotted name leads to, without a part of it."""
    return ".".join(name.split(".")[:2])


def _other_names(overview: Overview) -> Iterator[str]:
    """What braces may hold that is no term of the own policy, and so no mistyped one either."""
    organisation = overview.surroundings.organisation
    yield from (*organisation.names.get("field", ()), *organisation.channels)
    for each in overview.facts:
        yield from (each.id, *each.former_ids)


def _unused(facts: Facts, elsewhere: frozenset[str], others: frozenset[str]) -> Iterator[Problem]:
    if not facts.terms:
        return
    own = {
        reference.raw.partition(":")[0].partition(".")[0]
        for reference in facts.references
        if reference.kind in _USES
    }
    own |= {name.partition(".")[0] for words in facts.words for name in words.names}
    items = {reference.raw for reference in facts.references if reference.kind == _ITEM}
    known = frozenset(name for name, _ in facts.terms)
    # A mistyped name is told by itself; that its term then seems unused only follows from it.
    meant = {nearest(name, known) for name in own - known - others}
    policies = (facts.id, *facts.former_ids)
    for item in facts.items:
        if item.kind != "term":
            continue
        names = (item.id, *item.former_ids)
        if item.id in meant or not (own | items).isdisjoint(names):
            continue
        if not any(f"{policy}.{name}" in elsewhere for policy in policies for name in names):
            yield Problem(
                place=Place(facts.path, item.pointer, part="key"),
                message=f"The term {item.id} is used nowhere: no text names it, no target, limit "
                "or step of a ladder takes it.",
                hint=f"Write {{{item.id}}} in the statement that makes the promise, or take the "
                "term out.",
                value=item.id,
            )


RULE = Rule(
    page=Page(
        code="STR004",
        name="term-unused",
        category="structure",
        severity=Severity.WARNING,
        summary="A term is declared that nothing uses.",
        why="A term is the number of a promise. Where no statement, script, target or limit takes "
        "it, staff never read the promise, and a change of the number changes nothing.",
        bad="""\
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer with your first name.
""",
        good="""\
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in} with your first name.
""",
        how="Name the term in braces where the promise is made, or use its bare name in a target, "
        "a limit or a step of the ladder; the preface of a handbook and the words of another "
        "language count, too. Take out a term that nobody needs.",
    ),
    across=_check,
)
