"""STR009: scripts, scenarios and questions help to keep a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_SECTIONS: Final = (("scripts", "script"), ("scenarios", "scenario"), ("faq", "question"))


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    for section, called in _SECTIONS:
        for pointer, item in read.items(data, section):
            name = read.text(item, "id")
            if name and "supports" not in item:
                yield Problem(
                    place=Place(examined.facts.path, (*pointer, "id")),
                    message=f"The {called} {name} does not say which statement it helps to keep.",
                    hint="Write supports: with the ids of the statements, such as supports: "
                    f"[{_example(examined)}].",
                    value=name,
                )


def _example(examined: Examined) -> str:
    """The id of a statement of the policy."""
    return next((each.id for each in examined.facts.items if each.kind == "statement"), "greet")


RULE = Rule(
    page=Page(
        code="STR009",
        name="supports-nothing",
        category="structure",
        severity=Severity.INFO,
        summary="A script, a scenario or a question does not say which statement it supports.",
        why="When a statement changes, everything that supports it has to be read again. What "
        "supports nothing is forgotten, and goes on saying what no longer holds.",
        bad="""\
faq:
  - id: how-fast
    q: How fast do you answer?
    a: As fast as we can.
""",
        good="""\
faq:
  - id: how-fast
    q: How fast do you answer?
    a: As fast as we can.
    supports: [greet]
""",
        how="Name under supports the statements it explains or puts into practice.",
    ),
    per_policy=_check,
)
