"""The ladder of escalation, and the way from a bot to a person."""

from __future__ import annotations

from policykit.diffing.comparers import Measured, listed, measured, named, switched, thing
from policykit.diffing.kind import Chapter
from policykit.diffing.who import bad, good, service, unclear


def _person(hours: str) -> Measured:
    return Measured(
        less="person-sooner",
        more="person-later",
        words=f"the time until a customer reaches a person {hours}",
        effect=service,
        is_shorter_better=True,
        is_duty=True,
        is_said_alone=True,
    )


CHAPTER = Chapter(
    things={"escalation-step": thing("escalation-step-added", "escalation-step-removed", unclear)},
    fields={
        ("escalation-step", "within"): measured(
            Measured(
                less="escalation-sooner",
                more="escalation-later",
                words="the time to act of",
                begun="escalation-time-set",
                ended="escalation-time-lifted",
                effect=service,
                is_shorter_better=True,
                is_duty=True,
            )
        ),
        ("escalation-step", "to"): named(
            "escalation-taker-changed", "who takes over at", "role", unclear
        ),
        ("escalation-step", "to_body"): named(
            "escalation-taker-changed", "who takes over at", "body", unclear
        ),
        ("escalation-step", "triggers"): listed(
            "trigger-added", "trigger-removed", "trigger", "triggers of", unclear
        ),
        ("handoffs", "human.open"): measured(_person("in opening hours")),
        ("handoffs", "human.closed"): measured(_person("out of hours")),
        ("handoffs", "bot_max_turns"): measured(
            Measured(
                less="bot-turns-fewer",
                more="bot-turns-more",
                words="the most turns of a bot before a person takes over",
                effect=bad,
                is_most_without=True,
                is_said_alone=True,
            )
        ),
        ("handoffs", "context_passed"): listed(
            "context-passed-more", "context-passed-less", "field", "what is handed over in", good
        ),
        ("handoffs", "no_repeat"): switched(
            "no-repeat-promised",
            "no-repeat-dropped",
            "free of telling their case twice",
            service,
            "customers are",
        ),
    },
)
