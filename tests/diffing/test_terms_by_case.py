"""Where a promise is otherwise, and which numbers of the law that is about."""

from __future__ import annotations

import pytest
from tests.pairs.laid import POLICY, parsed, told

TWO_CORNERS = (
    "varies: [{regions: [SE], channels: [chat], value: %s}, "
    "{regions: [DE], channels: [phone], value: %s}]"
)


def _where(before: str, after: str) -> list[str]:
    old, new = (
        {POLICY: parsed(f"terms: {{goodwill: {{allowance: {each}}}}}")} for each in (before, after)
    )
    return [each.where for each in told(old, new).changes]


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        (
            "10 EUR, varies: [{channels: [chat], value: 5 EUR}]",
            "20 EUR, varies: [{channels: [chat], value: 5 EUR}]",
            "by Email, by In the shop, by Phone",
        ),
        (
            f"10 EUR, {TWO_CORNERS % ('20 EUR', '20 EUR')}",
            f"10 EUR, {TWO_CORNERS % ('30 EUR', '30 EUR')}",
            "Germany, by Phone; Sweden, by Chat",
        ),
        (
            "10 EUR",
            "10 EUR, varies: [{regions: [SE], value: 30 EUR}, {channels: [phone], value: 30 EUR}]",
            "Germany, by Phone; Sweden",
        ),
        (
            "10 EUR, varies: [{groups: [outlet], value: 5 EUR}]",
            "20 EUR, varies: [{groups: [outlet], value: 5 EUR}]",
            "elsewhere",
        ),
    ],
)
def test_a_change_is_told_where_it_holds_and_nowhere_else(
    before: str, after: str, where: str
) -> None:
    assert _where(before, after) == [where]


WINDOW = "terms: {window: {window: 10 days, from: delivery, law: [eu-consumer.withdrawal]%s}}"


@pytest.mark.parametrize("end", ["value: none", "from: purchase"])
def test_a_promise_that_ends_or_counts_otherwise_does_not_keep_the_law_again(end: str) -> None:
    (change,) = told(
        {POLICY: parsed(WINDOW % "")},
        {POLICY: parsed(WINDOW % f", varies: [{{regions: [DE], {end}}}]")},
    ).changes
    assert change.floors == ()


@pytest.mark.parametrize(
    ("level", "bump"), [("must", "major"), ("should", "minor"), ("may", "minor")]
)
def test_a_point_is_a_new_duty_where_its_statement_is_one(level: str, bump: str) -> None:
    text = f"statements: [{{id: till, {level}: Do, gains: us, points: {{one: Count it.%s}}}}]"
    (change,) = told(
        {POLICY: parsed(text % "")}, {POLICY: parsed(text % ", two: Note it.")}
    ).changes
    assert (change.name, change.bump.value) == ("point-added", bump)


BELOW = "terms: {window: {window: 10 days, from: delivery, law: [eu-consumer.withdrawal]}}"


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("{}", "term-added"),
        ("terms: {window: {window: 10 days, from: delivery}}", "law-reference-added"),
    ],
)
def test_a_promise_that_is_new_under_a_law_is_judged_by_it(before: str, kind: str) -> None:
    (change,) = told({POLICY: parsed(before)}, {POLICY: parsed(BELOW)}).changes
    assert change.name == kind
    (floor,) = change.floors
    assert (floor.name, floor.regions, floor.crossed) == (
        "eu-consumer.withdrawal",
        ("DE", "SE"),
        True,
    )
    assert told({POLICY: parsed(BELOW)}, {POLICY: parsed(before)}).changes[0].floors == ()


@pytest.mark.parametrize(
    ("term", "effect"),
    [
        ("{deadline: 3 days}", "better"),
        ("{window: 3 days}", "better"),
        ("{charge: 3 EUR}", "worse"),
        ("{charge: 3 days}", "worse"),
        ("{keeps: 3 days, better: shorter}", "unclear"),
        ("{threshold: 3 EUR, better: lower}", "unclear"),
        ("{deadline: 3 days, for: staff}", "same"),
    ],
)
def test_what_it_means_that_there_is_a_promise(term: str, effect: str) -> None:
    (change,) = told({POLICY: {}}, {POLICY: parsed(f"terms: {{one: {term}}}")}).changes
    assert change.customer.value == effect
