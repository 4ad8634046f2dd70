"""REF001: what stands in braces must be known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.library.record_facts import reference_fact
from policykit.lint.names import (
    PolicySet,
    Trouble,
    other_term,
    with_coming,
)
from policykit.lint.placeholders import is_policy_term, odd_braces, own_trouble
from policykit.lint.places import part_of
from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Examined, HumanText, Options, Overview, Rule
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown

_MISTAKEN = re.compile(
    r"(?<!\{)\{\{\s*(?P<doubled>[a-z][a-z0-9-]*)\s*\}\}(?!\})"
    r"|(?<![\\\]])\[(?P<square>[a-z][a-z0-9-]*)\](?!\()"
    r"|(?<!\])\((?P<round>[a-z][a-z0-9]*-[a-z0-9-]+)\)"
)
"""Other marks around a name; round ones only where the name could be no plain word."""


def _here(examined: Examined, _options: Options) -> Iterator[Problem]:
    own = examined.names
    for found in examined.found.references:
        if found.kind == "placeholder":
            trouble = own_trouble(found.raw, own, examined.surroundings)
        elif found.kind == "braces":
            trouble = odd_braces(found.raw, own, examined.surroundings)
        else:
            continue
        if trouble is not None:
            yield _problem(reference_fact(examined.facts.path, found), trouble)
    if own.terms:
        for text in examined.texts:
            yield from _other_marks(text, own)


def _other_marks(text: HumanText, own: PolicyNames) -> Iterator[Problem]:
    """Terms of the policy that stand in other marks than single braces."""
    if not ("{{" in text.text or "[" in text.text or "(" in text.text):
        return
    for found in _MISTAKEN.finditer(text.text):
        name = found[found.lastgroup or 0]
        if name in own.terms:
            raw = found.group()
            yield Problem(
                place=part_of(text.path, text.pointer, text.text, found.start(), found.end()),
                message=f"{shown(raw)} is printed as it stands, without the value of the term "
                f"{name}.",
                hint=f"Write {{{name}}}.",
                value=raw,
            )


def _elsewhere(overview: Overview, _options: Options) -> Iterator[Problem]:
    policies = PolicySet(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            yield from _in_other_policies(facts, policies)


def _in_other_policies(facts: Facts, policies: PolicySet) -> Iterator[Problem]:
    own: PolicyNames | None = None
    for reference in facts.references:
        if reference.kind != "placeholder" or "." not in reference.raw:
            continue
        own = own or policies.own(facts)
        name, _, _ = reference.raw.partition(":")
        if is_policy_term(name, own):
            trouble = other_term(name, policies)
            if trouble is not None:
                yield _problem(reference, trouble)


def _problem(reference: ReferenceFact, trouble: Trouble) -> Problem:
    return Problem(
        place=Place(reference.path, reference.pointer, words=reference.words, nth=reference.nth),
        message=trouble.message,
        hint=trouble.hint,
        value=reference.raw,
    )


RULE = Rule(
    page=Page(
        code="REF001",
        name="unknown-placeholder",
        category="references",
        severity=Severity.ERROR,
        preset="minimal",
        summary="What stands in braces is no term, merge field or value of a channel.",
        why="Braces hold the place of a number that stands once, under terms, or of a blank for "
        "the helpdesk. An unknown name would be printed as it is, and a customer would read it.",
        bad="""\
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {anwser-in} and give your first name.
""",
        good="""\
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in} and greet {customer-name}.
    how: We are there {phone.hours}.
""",
        how="Correct the name, or add the term under terms. {x} is a term of this policy or a "
        "merge field, {x.total} a part of a term, {phone.hours} a value of a channel, "
        "{returns.refund-time} a term of another policy. To print a brace, write it twice.",
        fix="safe",
    ),
    per_policy=_here,
    across=_elsewhere,
)
