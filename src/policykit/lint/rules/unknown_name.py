"""REF003: names of roles, channels, events, items and all else must be declared."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.calendars import PublicHolidays
from policykit.library.files import file_name
from policykit.library.load import Surrounded
from policykit.library.record_facts import reference_fact
from policykit.library.walk import FoundReference
from policykit.lint.assessed import latest, unknown_names
from policykit.lint.declared import reference_problem, undeclared, unknown_requirement
from policykit.lint.kinds_of_names import ITEM_KINDS_BY_KEY, LAW_KINDS
from policykit.lint.names import (
    PolicySet,
    Trouble,
    is_elsewhere,
    other_term,
    own_term,
    suggestion,
    with_coming,
)
from policykit.lint.names_around import in_organisation, in_record, in_settings
from policykit.lint.names_in_frameworks import in_frameworks
from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Examined, Options, Overview, Rule
from policykit.lint.translations import organisation_file
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings

_OWN = frozenset({"item", "term"})
"""Kinds of names that a policy declares itself."""


def _here(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts, around = examined.facts, examined.surroundings
    own, declared = examined.names, around.names
    for found in examined.found.references:
        kind, raw, *_ = found
        if raw in declared.get(kind, ()) and kind not in _OWN:
            continue
        if kind == "item":
            trouble = _own_item(found, own, facts)
        elif kind == "term" and not is_elsewhere(raw, own):
            trouble = own_term(raw, own)
        else:
            trouble = undeclared(kind, raw, around)
        if trouble is not None:
            yield reference_problem(reference_fact(facts.path, found), trouble)
    yield from _cells(facts)
    main = examined.bundle.policy
    if main is None or not file_name(main.path).coming:
        yield from in_record(examined)


def _elsewhere(overview: Overview, _options: Options) -> Iterator[Problem]:
    policies = PolicySet(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            yield from _in_other_policies(facts, overview.surroundings, policies)


def _around(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    source = organisation_file(surrounded)
    if source is not None:
        holidays = surrounded.holidays or PublicHolidays()
        yield from in_organisation(source, surrounded.surroundings, holidays)
    yield from in_settings(surrounded.surroundings)
    for document in latest(surrounded):
        yield from unknown_names(document, surrounded.surroundings)
    yield from in_frameworks(surrounded)


def _in_other_policies(
    facts: Facts, around: Surroundings, policies: PolicySet
) -> Iterator[Problem]:
    own: PolicyNames | None = None
    for reference in facts.references:
        trouble: Trouble | None = None
        if reference.kind == "policy":
            if policies.names(reference.raw) is None and not policies.in_part(reference.raw):
                trouble = policies.unknown_policy(reference.raw)
        elif reference.kind in LAW_KINDS:
            trouble = unknown_requirement(reference.raw, reference.kind, around)
        elif "." in reference.raw and reference.kind in {"term", "item"}:
            own = own or policies.own(facts)
            if reference.kind == "item":
                trouble = _other_item(reference.raw, own, policies)
            elif is_elsewhere(reference.raw, own):
                trouble = other_term(reference.raw, policies)
        if trouble is not None:
            yield reference_problem(reference, trouble)


def _own_item(reference: FoundReference, own: PolicyNames, facts: Facts) -> Trouble | None:
    name = reference.raw
    key = next((str(part) for part in reversed(reference.pointer) if isinstance(part, str)), "")
    fitting, called = ITEM_KINDS_BY_KEY.get(key, (frozenset(), ""))
    found = own.items.get(name) or own.items.get(f"{_procedure(reference, facts)}.{name}")
    if found is not None:
        if fitting and found not in fitting:
            return Trouble(
                f"{shown(name)} is the {found.replace('-', ' ')} of that name, and {called} is "
                "needed here.",
                suggestion(
                    name,
                    {each for each, kind in own.items.items() if kind in fitting},
                    f"Name {called} of this policy.",
                ),
            )
        return None
    if name in own.former:
        return Trouble(
            f"{shown(name)} is now called {own.former[name]}.", f"Write {own.former[name]}."
        )
    if "." in name and name.partition(".")[0] not in own.items:
        return None
    known = {each for each, kind in own.items.items() if not fitting or kind in fitting}
    return Trouble(
        f"There is no item {shown(name)} in this policy.",
        suggestion(name, known, f"Name {called or 'an item'} of this policy by its id."),
    )


def _procedure(reference: FoundReference, facts: Facts) -> str:
    """The id of the procedure a step stands in: steps name each other without it."""
    return next(
        (
            item.id
            for item in facts.items
            if item.kind == "procedure" and item.pointer == reference.pointer[: len(item.pointer)]
        ),
        "",
    )


def _other_item(name: str, own: PolicyNames, policies: PolicySet) -> Trouble | None:
    policy, _, rest = name.partition(".")
    if policy in own.items or policies.in_part(policy):
        return None
    names = policies.names(policy)
    if names is None:
        return policies.unknown_policy(policy)
    if rest in names.items:
        return None
    return Trouble(
        f"The policy {policy} has no item {shown(rest)}.",
        suggestion(rest, names.items, f"Name an item of {policy}.", f"{policy}.{{}}"),
    )


def _cells(facts: Facts) -> Iterator[Problem]:
    """Cells of a row under a column the table does not have."""
    columns: dict[str, set[str]] = {}
    for item in facts.items:
        if item.kind == "column":
            columns.setdefault(item.parent, set()).add(item.id)
    for item in facts.items:
        if item.kind == "cell":
            table = item.parent.partition(".")[0]
            known = columns.get(table, set())
            if item.id not in known:
                yield Problem(
                    place=Place(facts.path, item.pointer, part="key"),
                    message=f"The table {table} has no column {shown(item.id)}.",
                    hint=suggestion(item.id, known, "Add it under columns of the table."),
                    value=f"column {item.id}",
                )


RULE = Rule(
    page=Page(
        code="REF003",
        name="unknown-name",
        category="references",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A role, channel, event, item or other name is not declared anywhere.",
        why="Everything that works with policies goes by these names: handbooks for a role, gaps "
        "for a region, targets for a channel. What a wrong name stands for is silently lost.",
        bad="""\
owner: head-of-custmer-service
audience: [contact-centre-agent]
""",
        good="""\
owner: head-of-customer-service
audience: [contact-centre-agent]
""",
        how="Correct the name, or declare it: roles, channels, regions, reasons and the like in "
        "policies/organisation.yaml, areas in schemas/areas.yaml, measures in "
        "schemas/measures.yaml, requirements in schemas/frameworks.",
        fix="safe",
    ),
    per_policy=_here,
    across=_elsewhere,
    around=_around,
)
