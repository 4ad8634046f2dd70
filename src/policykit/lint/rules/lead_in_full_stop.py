"""WRD019: a lead-in goes on in its points."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.spoken import section_and_key
from policykit.lint.wording import wording
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_LISTS = ("points", "one_of")
_ENDS = (".", ":", "?", "!", "…")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    with_points = {
        item.id
        for item in examined.found.items
        if item.kind == "statement"
        and isinstance(item.value, dict)
        and any(item.value.get(key) for key in _LISTS)
    }
    for text in examined.texts if with_points else ():
        section, name, key = section_and_key(text.address)
        words = text.text.rstrip()
        is_lead_in = section == "statements" and not key and name in with_points
        if is_lead_in and words.endswith(_ENDS):
            yield wording(
                text,
                len(words) - 1,
                len(words),
                "The sentence goes on in the points below, so {} cuts it off.",
                "Leave it out; a colon is printed by itself.",
            )


RULE = Rule(
    page=Page(
        code="WRD019",
        name="lead-in-full-stop",
        category="words",
        severity=Severity.WARNING,
        summary="A lead-in of points ends with a full stop, a colon or a question mark.",
        why="The handbook prints the colon by itself and goes on with the points, so that a "
        "second mark would stand there.",
        bad="""\
statements:
  - id: choose
    must: "Let the customer choose:"
    one_of:
      new: A new item.
      money: All money back.
""",
        good="""\
statements:
  - id: choose
    must: Let the customer choose
    one_of:
      new: A new item.
      money: All money back.
""",
        how="Take the mark away.",
    ),
    per_policy=_check,
)
