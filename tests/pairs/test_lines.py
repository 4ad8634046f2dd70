"""The lines of a comparison, of which the Word document is made: both texts, whole."""

from __future__ import annotations

import pytest
from tests.pairs.laid import side, told, told_of
from tests.pairs.written import Written, pairs

from policykit.diffing.sides import PolicyText
from policykit.model.document import Json

_MOVED = [pair for pair in pairs() if pair.chapter in {"moves", "statements", "words"}]


def _texts(text: PolicyText | None) -> list[str]:
    nodes = text.node.below() if text is not None else ()
    return sorted(" ".join(each.split()) for node in nodes for each in node.texts() if each)


def _said(lines: list[str | None], texts: list[str]) -> list[str]:
    """Those of the texts that no line holds, each line for one text only."""
    left = [" ".join(line.split()) for line in lines if line]
    missing = []
    for text in texts:
        found = next((line for line in left if line.endswith(text)), None)
        if found is None:
            missing.append(text)
        else:
            left.remove(found)
    return missing


@pytest.mark.parametrize("pair", _MOVED, ids=lambda pair: pair.title)
def test_accepting_all_gives_every_new_text_and_rejecting_all_every_old_one(pair: Written) -> None:
    old, new = side(pair.before), side(pair.after)
    for policy in told_of(old, new, pair.days, with_lines=True).policies:
        for laid, sides in (
            (old, [line.before for line in policy.lines]),
            (new, [line.after for line in policy.lines]),
        ):
            texts = [each for each in laid.texts.texts if not each.coming]
            text = next((each for each in texts if each.node.id == policy.policy), None)
            assert _said(sides, _texts(text)) == []


def test_what_moved_was_not_in_its_new_policy_before() -> None:
    duty: Json = {"statements": [{"id": "call-back", "must": "Call the customer back today."}]}
    found = told(
        {"policies/returns.yaml": duty, "policies/delivery.yaml": {}},
        {"policies/returns.yaml": {}, "policies/delivery.yaml": duty},
        with_lines=True,
    )
    sides = {
        policy.policy: [
            any("Call the customer" in (text or "") for text in side)
            for side in zip(*((line.before, line.after) for line in policy.lines), strict=True)
        ]
        for policy in found.policies
    }
    assert sides == {"returns": [True, False], "delivery": [False, True]}
