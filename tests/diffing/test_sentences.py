"""What changes of the sections of a policy, and of files around it, are told as."""

from __future__ import annotations

import pytest
from tests.pairs.laid import ORGANISATION, POLICY, parsed, told


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (
            POLICY,
            "communication: {staff: [{via: team-meeting}]}",
            "communication: {staff: [{via: intranet}]}",
            "The plan to tell staff: via: team-meeting → via: intranet.",
        ),
        (
            POLICY,
            "enforcement: {safe_harbour: true}",
            "enforcement: {safe_harbour: false}",
            "Those who follow the policy are no longer safe from what follows a breach.",
        ),
        (
            POLICY,
            "handoffs: {human: {open: 1 minute, closed: 1 hour}}",
            "handoffs: {human: {open: 1 minute, closed: 2 hours}}",
            "The time until a customer reaches a person out of hours: 1 hour → 2 hours.",
        ),
        (
            POLICY,
            "handoffs: {bot_max_turns: 3}",
            "handoffs: {bot_max_turns: 4}",
            "The most turns of a bot before a person takes over: 3 → 4.",
        ),
        (
            POLICY,
            "review: {every: 1 year}",
            "review: {every: 2 years}",
            "The time between two reviews: 1 year → 2 years.",
        ),
        (
            POLICY,
            "kpis: [{id: speed, target: {at_most: 5 days, percentile: 90}}]",
            "kpis: [{id: speed, target: {at_most: 5 days, percentile: 95}}]",
            "How many of 100 cases count for the KPI speed: 90 → 95.",
        ),
        (
            POLICY,
            "tone: {say: [Good morning]}",
            "tone: {say: [Good morning, Good bye]}",
            "A phrase is new among what staff should say.",
        ),
        (
            ORGANISATION,
            "regions: {SE: {languages: [sv, en]}}",
            "regions: {SE: {languages: [sv]}}",
            "The region Sweden no longer has the language en.",
        ),
        (
            ORGANISATION,
            "time_zone: Europe/Stockholm",
            "time_zone: Europe/Berlin",
            "Time zone of the organisation: Europe/Stockholm → Europe/Berlin.",
        ),
    ],
)
def test_a_change_is_one_sentence(path: str, before: str, after: str, said: str) -> None:
    found = told({path: parsed(before)}, {path: parsed(after)})
    assert [each.message for each in found.changes] == [said]
