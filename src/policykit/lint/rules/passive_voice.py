"""WRD007: a duty says who does it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.heads import passive_head
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import wording
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for duty in examined.duties:
        text = duty.text
        # A point may name a fact to tell or to check.
        if "." in duty.name:
            continue
        found = passive_head(text.text, text.locale)
        if found is not None:
            yield wording(
                text,
                *found,
                "Nobody is named who does it: {} only says that it happens.",
                "Begin with the verb, as a request to whoever reads it: Pay, Send, Tell …",
            )


RULE = Rule(
    page=Page(
        code="WRD007",
        name="passive-voice",
        category="words",
        severity=Severity.INFO,
        summary="A duty stands in the passive, so that it names nobody who does it.",
        why='"Refunds are paid" leaves open who pays. Each reader may think of somebody else, and '
        "then nobody does it.",
        bad="""\
statements:
  - id: refund
    must: The refund is paid to the same card.
""",
        good="""\
statements:
  - id: refund
    must: Pay the refund to the same card.
""",
        how="Turn it round: the verb first, as a request to the reader. Name the role under who: "
        "where it is not everyone who reads the policy.",
    ),
    per_policy=_check,
)
