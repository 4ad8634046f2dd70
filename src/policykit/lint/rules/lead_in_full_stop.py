"""WRD019: a lead-in goes on in its points."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
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
    for text in examined.by_section.get("statements", ()) if with_points else ():
        words = text.text.rstrip()
        if not text.key and text.name in with_points and words.endswith(_ENDS):
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
