"""WRD022: a duty begins with its verb."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.heads import passive_head, weak_start
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import wording
from policykit.locale.phrases import finder
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_NO_ACTOR = ("no_actor", "no_actor_first")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for duty in examined.duties:
        text = duty.text
        # Points go on from their lead-in and may begin with anything.
        if "." in duty.name:
            continue
        found = weak_start(text.text, text.locale)
        if found is None or passive_head(text.text, text.locale) is not None:
            continue
        # What asks nobody is told by the rule on words without an actor.
        if not any(finder(text.locale, name).search(text.text) for name in _NO_ACTOR):
            yield wording(
                text,
                *found,
                "This duty begins with {} and not with what to do.",
                "Begin with the verb: Answer, Tell, Give … Who does it stands under who:.",
            )


RULE = Rule(
    page=Page(
        code="WRD022",
        name="weak-start",
        category="words",
        severity=Severity.INFO,
        summary="A duty does not begin with the verb that says what to do.",
        why='The level stands before the text: MUST: Answer … A text that begins with "The '
        'customer" reads like a description, and the eye has to look for what is asked.',
        bad="""\
statements:
  - id: wait
    must: The customer waits no longer than needed.
""",
        good="""\
statements:
  - id: wait
    must: Serve customers in the order they came.
""",
        how="Begin with the verb. A case goes in front of it or under when:, and who acts under "
        "who:.",
    ),
    per_policy=_check,
)
