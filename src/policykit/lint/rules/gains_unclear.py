"""WRD021: gains says who is better off."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import wording
from policykit.locale.phrases import finder, phrases
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_LISTS = {"customer": "taking", "us": "giving"}


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    source = examined.surroundings.settings.locales.source
    gains = {
        item.id: item.value.get("gains")
        for item in examined.found.items
        if item.kind == "statement" and isinstance(item.value, dict) and "may" in item.value
    }
    for duty in examined.duties if gains else ():
        text = duty.text
        who = gains.get(duty.name)
        if text.locale != source or not isinstance(who, str) or who not in _LISTS:
            continue
        found = finder(source, _LISTS[who]).search(text.text)
        # Only the first words tell what is allowed: "Give … to avoid a charge" gives.
        less = text.text.lower().startswith(tuple(phrases(source, "taking_but")))
        if found is not None and found.start() == 0 and not less:
            yield wording(
                text,
                found.start(),
                found.end(),
                "gains: " + who + " does not go with {}.",
                "Write in gains: who is better off when staff do it: customer, staff or us.",
            )


RULE = Rule(
    page=Page(
        code="WRD021",
        name="gains-unclear",
        category="words",
        severity=Severity.WARNING,
        summary="A may says that the customer gains, and its words take something from the customer, "
        "or the other way round.",
        why="A change of the rule is judged by who gains. Where that is wrong, a worse deal for "
        "customers passes as a better one.",
        bad="""\
statements:
  - id: late-fee
    may: Charge the customer for a late return.
    gains: customer
""",
        good="""\
statements:
  - id: late-fee
    may: Charge the customer for a late return.
    gains: us
""",
        how="Write who is better off when staff make use of it. Where the words mean something "
        "else, begin with another verb.",
    ),
    per_policy=_check,
)
