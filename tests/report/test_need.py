"""The evidence a requirement needs, in words."""

from __future__ import annotations

import pytest

from policykit.gaps.need_words import need_words
from policykit.model.document import Json

NEEDS: list[tuple[dict[str, Json], str]] = [
    ({"policy": {}}, "a policy"),
    (
        {"policy": {"area": "returns", "status": ["approved", "active"]}},
        "a policy, in the area returns, in status approved or active",
    ),
    (
        {"statement": {"covers": "iso.hear", "level": ["must", "should"], "public": True}},
        "a statement, with covers: [iso.hear], level must or should, public",
    ),
    (
        {"statement": {"public": False, "phase": "receive"}},
        "a statement, not public, phase receive",
    ),
    (
        {"term": {"part": "extension", "for": "customer", "at_least": "14 days"}},
        "a term, part extension, for customer, at least 14 days",
    ),
    (
        {"response_target": {"of": "first_response", "channels": ["phone"], "at_most": "1 hour"}},
        "a response target, first_response, channels phone, at most 1 hour",
    ),
    (
        {"section": {"name": "tone", "area": "chat"}},
        "the section tone: filled in, in the area chat",
    ),
    ({"training": {"within_at_most": "30 days"}}, "training, within at most 30 days"),
    ({"kpi": {"use": "csat", "target": True}}, "a KPI, use csat, with a target"),
    ({"kpi": {"target": False}}, "a KPI"),
    ({"feedback": {"from": "staff"}}, "feedback, from staff"),
    (
        {"human": {"open_at_most": "1 hour"}},
        "a way to a person (handoffs.human), open at most 1 hour",
    ),
    (
        {"any_of": [{"kpi": {}}, {"each_role": {"need": {"training": {}}}}]},
        "one of: a KPI; or for each role: training",
    ),
    (
        {"each_channel": {"of": ["phone", "chat"], "need": {"policy": {}}}},
        "for each channel of phone or chat: a policy",
    ),
]


@pytest.mark.parametrize(("need", "words"), NEEDS, ids=[words for _, words in NEEDS])
def test_words(need: dict[str, Json], words: str) -> None:
    assert need_words(need) == words
