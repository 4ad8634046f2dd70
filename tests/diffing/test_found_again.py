"""What is found again under another name or elsewhere, and what is not, in time that is bounded."""

from __future__ import annotations

from random import Random
from time import process_time

from tests.pairs.laid import ABSENT, POLICY, Files, Told, parsed, told

OTHER = "policies/other.yaml"
VOUCHER = "Offer only a voucher where the law gives money back."


def _moved(then: str, now: str) -> Told:
    return told(
        {POLICY: parsed(f"statements: [{{id: rule, must: {then}}}]"), OTHER: {}},
        {POLICY: {}, OTHER: parsed(f"statements: [{{id: rule, must: {now}}}]")},
    )


def test_a_short_rule_moves_to_another_policy() -> None:
    assert [each.name for each in _moved("Wear hats.", "Wear hats.").changes] == [
        "moved",
        "moved-away",
    ]


def test_an_id_alone_does_not_make_two_rules_of_two_policies_one() -> None:
    found = _moved(VOUCHER, "Take off hats in a church.").changes
    assert sorted(each.name for each in found) == ["statement-added", "statement-removed"]


def test_each_of_several_renamed_rules_is_found_again_as_itself() -> None:
    rules = {
        "bin": "Empty every bin in the shop before the doors open.",
        "lamp": "Switch every lamp of the window on before six in winter.",
        "mat": "Put a dry mat behind the door whenever it rains outside.",
    }

    def written(name: str) -> Files:
        items = ", ".join(f"{{id: {name}-{each}, must: {text}}}" for each, text in rules.items())
        return {POLICY: parsed(f"statements: [{items}]")}

    found = told(written("old"), written("new")).changes
    assert {(each.name, each.before and each.before.value, each.item) for each in found} == {
        ("renamed", f"old-{each}", f"new-{each}") for each in rules
    }


def _unlike(count: int, name: str, policies: int = 1) -> Files:
    chance = Random(name)  # noqa: S311 - words, not secrets
    words = [f"word{number}" for number in range(3000)]
    return {
        f"policies/{name}{number}.yaml": {
            "statements": [
                {
                    "id": f"s{chance.randrange(10**9)}",
                    "must": f"{' '.join(chance.choices(words, k=12))}.",
                }
                for _ in range(count)
            ]
        }
        for number in range(policies)
    }


def test_libraries_that_have_nothing_in_common_are_compared_in_time_by_their_size() -> None:
    began = process_time()
    found = told(
        {POLICY: ABSENT, **_unlike(10, "old", 100)}, {POLICY: ABSENT, **_unlike(10, "new", 100)}
    )
    assert {each.name for each in found.changes} == {"policy-added", "policy-removed"}
    # It was half a minute.
    assert process_time() - began < 5
