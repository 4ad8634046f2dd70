"""WRD010: what we say blames nobody."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import is_denied, is_quoted, phrases_in, wording
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for text, found in phrases_in(examined, examined.spoken, "blaming"):
        if is_quoted(text, found.start()) or is_denied(text, found.start()):
            continue
        yield wording(
            text,
            found.start(),
            found.end(),
            "{} puts the mistake on the customer.",
            "Say what happened or what helps now, with I or we as the one who acts.",
        )


RULE = Rule(
    page=Page(
        code="WRD010",
        name="blaming-words",
        category="words",
        severity=Severity.WARNING,
        summary="A script or a good example puts the mistake on the customer.",
        why="Whoever is blamed defends themselves and no longer listens. A ready text says it to "
        "hundreds of customers, also to those who did everything right.",
        bad="""\
scripts:
  - id: no-number
    title: The number is missing
    text: You should have sent us the order number.
""",
        good="""\
scripts:
  - id: no-number
    title: The number is missing
    text: I can look at once when I have the order number. Where can I find it for you?
""",
        how="Say what you need or what you do next, and leave out who did what wrong. What nobody "
        "should say belongs under bad: or avoid:.",
    ),
    per_policy=_check,
)
