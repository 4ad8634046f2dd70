"""REF001: what stands in braces must be known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policykit.library.record_facts import reference_fact
from policykit.lint.names import (
    PolicySet,
    Trouble,
    is_elsewhere,
    nearest,
    no_part,
    no_such_part,
    other_term,
    suggestion,
    with_coming,
)
from policykit.lint.places import part_of
from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Examined, HumanText, Options, Overview, Rule
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.model.text import CHANNEL_VALUES, FORMS, PARTS

_BRACES = "{{}}"
_LONGEST = 3
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
            trouble = _own_trouble(found.raw, own, examined.surroundings)
        elif found.kind == "braces":
            trouble = _odd_braces(found.raw, own, examined.surroundings)
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
        if _is_policy_term(name, own):
            trouble = other_term(name, policies)
            if trouble is not None:
                yield _problem(reference, trouble)


def _is_policy_term(name: str, own: PolicyNames) -> bool:
    last = name.rpartition(".")[2]
    segments = name.count(".") + 1
    if segments == _LONGEST:
        return last in PARTS
    return last not in CHANNEL_VALUES and is_elsewhere(name, own)


def _problem(reference: ReferenceFact, trouble: Trouble) -> Problem:
    return Problem(
        place=Place(reference.path, reference.pointer, words=reference.words, nth=reference.nth),
        message=trouble.message,
        hint=trouble.hint,
        value=reference.raw,
    )


def _own_trouble(raw: str, own: PolicyNames, around: Surroundings) -> Trouble | None:
    name, _, form = raw.partition(":")
    if form and form not in FORMS:
        return Trouble(f"There is no form {shown(form)}.", suggestion(form, FORMS, "", "{}"))
    match name.split("."):
        case [term]:
            return _single(term, own, around)
        case [channel, value] if value in CHANNEL_VALUES:
            return _channel_value(channel, value, around)
        case [term, part] if term in own.terms:
            return no_part(term, part, own, term)
        case [term, part] if part in PARTS:
            return _unknown(term, own.terms, f"{{{{}}.{part}}}")
        case [_, _, part] if part not in PARTS:
            return no_such_part(part)
        case _:
            return None


def _single(name: str, own: PolicyNames, around: Surroundings) -> Trouble | None:
    fields = around.names.get("field", frozenset())
    if name in own.terms and name in fields:
        return Trouble(
            f"{shown(name)} is both a term of this policy and a merge field of the organisation.",
            "Rename the term, so that everybody can tell which is meant.",
        )
    if name in own.terms or name in fields:
        return None
    if name in own.former:
        new = own.former[name]
        return Trouble(f"{shown(name)} is now called {new}.", f"Write {{{new}}}.")
    if name in own.items:
        kind = own.items[name].replace("-", " ")
        return Trouble(
            f"{shown(name)} is the {kind} of that name, and only terms and merge fields can "
            "stand in braces.",
            f"To refer to it, write a link: [words]({name}).",
        )
    if "field" not in around.names:
        return None
    return _unknown(name, {*own.terms, *fields}, _BRACES)


def _unknown(name: str, known: Iterable[str], form: str) -> Trouble:
    return Trouble(
        f"There is no term or merge field {shown(name)}.",
        suggestion(
            name,
            known,
            "Add it under terms, take one of another policy ({policy.term}), or declare a "
            "merge field in organisation.yaml.",
            form,
        ),
    )


def _channel_value(name: str, value: str, around: Surroundings) -> Trouble | None:
    if "channel" not in around.names:
        return None
    organisation = around.organisation
    channel = organisation.channels.get(name)
    if channel is None:
        return Trouble(
            f"There is no channel {shown(name)}.",
            suggestion(
                name,
                organisation.channels,
                "Channels are declared in organisation.yaml.",
                f"{{{{}}.{value}}}",
            ),
        )
    given = {
        "hours": any(here.hours or here.calendar for here in channel.regions.values()),
        "languages": any(here.languages for here in channel.regions.values()),
        "cost": any(here.cost for here in channel.regions.values()),
    }
    if given[value]:
        return None
    return Trouble(
        f"organisation.yaml gives no {value} for the channel {name}.",
        f"Add {value} to the regions of {name} in organisation.yaml, or leave it out here.",
    )


def _odd_braces(raw: str, own: PolicyNames, around: Surroundings) -> Trouble:
    inside = raw.strip("{} ")
    near = nearest(inside, {*own.terms, *around.names.get("field", frozenset())}) if inside else ""
    if near:
        return Trouble(f"{shown(raw)} is no placeholder.", f"Did you mean {{{near}}}?")
    return Trouble(
        f"{shown(raw)} is no placeholder.",
        "Write a name in braces, such as {refund-time}; to print braces, double them: {{ and }}.",
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
