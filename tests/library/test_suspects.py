"""What of a statement or a term makes whatever refers to it worth another look."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings, strategies as st

from policykit.library.bundle import Bundle
from policykit.library.citations import citations
from policykit.library.facts import facts
from policykit.library.suspects import said
from policykit.library.walk import walk
from policykit.model.document import Origin
from policykit.model.facts import Facts
from policykit.model.policy_shape import POLICY
from policykit.yamlsource import read

POLICY_TEXT = """\
format: 1
id: returns
title: Returns
summary: Money within {refund-time}.
related: [delivery]
terms:
  refund-time:
    title: Time to pay back
    deadline: 10 days
    from: withdrawal-received
    law: [eu-consumer.refund]
    extend: {by: 2 days, reasons: strike}
    varies:
      - {regions: [GB], value: 12 days}
statements:
  - id: refund
    must: Pay back within {refund-time}, see [delivery](delivery.tell).
    how: Use the till.
    because: It is theirs.
    who: [cashier, manager]
    regions: [SE]
    limit: refund-time
    law: [eu-consumer.refund]
    instead_of: [delivery.tell, choose]
    when: the item is back
  - id: choose
    may: The customer chooses one.
    gains: customer
    one_of:
      repair: A repair.
      money: {text: "Their money, {refund-time}.", regions: [SE]}
scripts:
  - {id: calm, text: "In {refund-time}.", supports: [refund, choose.repair]}
"""

TERM, STATEMENT, CHOICE = "refund-time", "refund", "choose"

MATTERS: Mapping[str, tuple[str, str, set[str]]] = {
    "a number": ("deadline: 10 days", "deadline: 14 days", {TERM}),
    "a number in a region": ("value: 12 days", "value: none", {TERM}),
    "a region of a number": ("regions: [GB], value", "regions: [NO], value", {TERM}),
    "the event": ("withdrawal-received", "delivery", {TERM}),
    "the kind": ("deadline: 10", "window: 10", {TERM}),
    "the extension": ("by: 2 days", "by: 3 days", {TERM}),
    "the words": ("Pay back within", "Pay within", {STATEMENT}),
    "the level": ("must: Pay", "should: Pay", {STATEMENT}),
    "who does it": ("[cashier, manager]", "[cashier]", {STATEMENT}),
    "where it holds": ("regions: [SE]\n    limit", "regions: [NO]\n    limit", {STATEMENT}),
    "everywhere": ("    regions: [SE]\n", "", {STATEMENT}),
    "when": ("when: the item", "when: the parcel", {STATEMENT}),
    "the limit": ("limit: refund-time", "limit: 50 EUR", {STATEMENT}),
    "what a link leads to": ("(delivery.tell)", "(delivery.ask)", {STATEMENT}),
    "what it stands in place of": ("delivery.tell, choose", "choose", {STATEMENT}),
    "a point": ("A repair.", "A repair, free.", {CHOICE}),
    "where a point holds": ('{refund-time}.", regions: [SE]', '{refund-time}."', {CHOICE}),
    "all in place of one": ("one_of:", "points:", {CHOICE}),
    "who gains": ("gains: customer", "gains: us", {CHOICE}),
}

MATTERS_NOT = {
    "white space and quotes": ("must: Pay back within", 'must:   "Pay  back within'),
    "the explanation": ("Use the till.", "Use the other till."),
    "the reason": ("It is theirs.", "Because."),
    "the title": ("Time to pay back", "Pay-back time"),
    "the law it carries out": ("[eu-consumer.refund]\n    extend", "[uk.x]\n    extend"),
    "the law of a rule": ("[eu-consumer.refund]\n    instead_of", "[uk.x]\n    instead_of"),
    "the order of names": ("[cashier, manager]", "[manager, cashier]"),
    "the order of what it stands in place of": ("delivery.tell, choose", "choose, delivery.tell"),
    "what refers to it": ('text: "In {refund-time}."', "text: Soon."),
    "a unit in the singular": ("value: 12 days", "value: 12.0 day"),
}


def _facts(text: str) -> Facts:
    document, _ = read(text.encode(), Origin("policies/returns.yaml", ""))
    told = facts(Bundle(id="returns", policy=document), "en", digests=False)
    assert told is not None
    return told


def _said(text: str) -> dict[str, str]:
    return said(_facts(text), lambda name: name)


def test_every_statement_and_term_has_one() -> None:
    found = _said(POLICY_TEXT)
    assert set(found) == {TERM, STATEMENT, CHOICE}
    assert len(set(found.values())) == len(found)
    assert {(each[:2], len(each)) for each in found.values()} == {("s-", 14)}


@pytest.mark.parametrize(("was", "now", "changed"), MATTERS.values(), ids=MATTERS.keys())
def test_what_matters(was: str, now: str, changed: set[str]) -> None:
    assert was in POLICY_TEXT
    before, after = _said(POLICY_TEXT), _said(POLICY_TEXT.replace(was, now, 1))
    assert {name for name in before if before[name] != after[name]} == changed


@pytest.mark.parametrize(("was", "now"), MATTERS_NOT.values(), ids=MATTERS_NOT.keys())
def test_what_does_not_matter(was: str, now: str) -> None:
    assert was in POLICY_TEXT
    text = POLICY_TEXT.replace(was, now, 1)
    if 'must:   "' in text:
        text = text.replace("(delivery.tell).", '(delivery.tell)."')
    assert _said(text) == _said(POLICY_TEXT)


RENAMES = {
    "a term": [
        ("refund-time", "pay-back"),
        ("    title: Time", "    former_ids: [refund-time]\n    title: Time"),
    ],
    "a statement": [
        ("- id: choose", "- id: pick\n    former_ids: [choose]"),
        ("delivery.tell, choose", "delivery.tell, pick"),
    ],
    "a point": [
        ("repair: A repair.", "mend: {text: A repair., former_ids: [repair]}"),
        ("choose.repair", "choose.mend"),
    ],
}


@pytest.mark.parametrize("edits", RENAMES.values(), ids=RENAMES.keys())
def test_a_rename_changes_nothing(edits: list[tuple[str, str]]) -> None:
    text = POLICY_TEXT
    for edit in edits:
        assert edit[0] in text
        text = text.replace(*edit)
    assert _said(text) == _said(POLICY_TEXT)


def test_a_rename_in_another_policy_changes_nothing() -> None:
    def oldest(name: str) -> str:
        return name.replace("shipping.say", "delivery.tell")

    renamed = POLICY_TEXT.replace("delivery.tell", "shipping.say")
    assert said(_facts(renamed), oldest) == said(_facts(POLICY_TEXT), oldest)
    assert said(_facts(renamed), str) != said(_facts(POLICY_TEXT), str)


def test_what_refers_to_what() -> None:
    document, _ = read(POLICY_TEXT.encode(), Origin("p", ""))
    found = [
        (each.item, each.written("returns"))
        for each in citations("returns", walk(document.data, POLICY))
    ]
    assert found == [
        ("summary", "refund-time"),
        ("refund", "refund-time"),
        ("refund", "delivery.tell"),
        ("refund", "refund-time"),
        ("refund", "delivery.tell"),
        ("refund", "choose"),
        ("choose", "refund-time"),
        ("calm", "refund-time"),
        ("calm", "refund"),
        ("calm", "choose"),
    ]  # fmt: skip


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(sorted(MATTERS_NOT)), unique=True),
    st.one_of(st.none(), st.sampled_from(sorted(MATTERS))),
)
def test_only_what_matters_is_told_among_what_does_not(
    aside: list[str], matter: str | None
) -> None:
    text, changed = POLICY_TEXT, set[str]()
    if matter is not None:
        was, now, changed = MATTERS[matter]
        text = text.replace(was, now, 1)
    for name in aside:
        if name != "white space and quotes":
            text = text.replace(*MATTERS_NOT[name], 1)
    before, after = _said(POLICY_TEXT), _said(text)
    assert {name for name in before if before[name] != after[name]} == changed
