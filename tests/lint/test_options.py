"""What may be set of rules, as the settings of users rely on it."""

from __future__ import annotations

from tests.lint.examples import rules

OPTIONS = {
    "channels-apart": {"times": (4, 1), "written": (("email", "social", "app", "web"), None)},
    "hard-to-read": {"en": (8, 1), "sv": (45, 1), "de": (50, 1)},
    "comment-round-over": {"days": (7, 0)},
    "comment-unanswered": {"days": (14, 0)},
    "law-check-stale": {"months": (12, 1), "newer_frameworks": (False, None)},
    "response-target-slow": {
        "email": (("24 hours", "1 business day"), None),
        "chat": (("5 minutes",), None),
        "social": (("4 hours", "4 business hours"), None),
        "phone": (("3 minutes",), None),
        "in_person": (("15 minutes",), None),
        "post": (("5 business days",), None),
    },
    "review-hollow": {"most_a_day": (10, 1)},
    "sentence-too-long": {"max_words": (25, 1)},
    "speed-as-goal": {
        "short": (("handle-time", "talk-time", "wrap-up-time"), None),
        "many": (("contacts-per-hour", "calls-per-hour", "cases-per-day"), None),
    },
    "target-outside-hours": {"live_channels": (("phone", "chat", "in-person"), None)},
    "targets-conflict": {"judged": (("first_response",), None)},
    "too-complex": {
        "max_steps": (12, 1),
        "max_statements": (40, 1),
        "max_exceptions": (8, 1),
        "max_levels": (3, 1),
    },
    "two-duties": {"joined_verbs": (False, None)},
    "waiver-far-off": {"months": (24, 1)},
    "wall-of-text": {"max_words": (80, 1)},
}


def test_options_their_defaults_and_their_least() -> None:
    found = {
        rule.page.name: {option.name: (option.default, option.least) for option in rule.options}
        for rule in rules().rules.values()
        if rule.options
    }
    assert found == OPTIONS
