"""WRD008: a duty asks somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.wording import phrases_in, wording
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_BEGINS = re.compile(r"|[.!?]\s")
_NEAR = 2
"""Characters that show whether a sentence begins: its end mark and a space."""

_ASKING = {"statements": ("", "how"), "procedures": ("",)}


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    texts = tuple(text for text in examined.texts if text.key in _ASKING.get(text.section, ()))
    for text, found in phrases_in(examined, texts, "no_actor"):
        yield _problem(text, found)
    for text, found in phrases_in(examined, texts, "no_actor_first"):
        # Further on, "how one must …" asks nobody either, but somebody has been asked before.
        if _BEGINS.fullmatch(text.text[: found.start()][-_NEAR:]):
            yield _problem(text, found)


def _problem(text: HumanText, found: re.Match[str]) -> Problem:
    return wording(
        text,
        found.start(),
        found.end(),
        "{} asks nobody to do anything.",
        "Say what to do, beginning with the verb, and leave these words out.",
    )


RULE = Rule(
    page=Page(
        code="WRD008",
        name="no-actor",
        category="words",
        severity=Severity.WARNING,
        summary='A duty begins with words such as "it is important that", which ask nobody.',
        why="Everyone agrees that it is important, and nobody feels meant. What matters is who "
        "does what.",
        bad="""\
statements:
  - id: calm
    must: It is important that the customer is heard.
""",
        good="""\
statements:
  - id: calm
    must: Hear the customer out.
""",
        how="Take the words out and begin with the verb. How much it matters is said by must or "
        "should, and the reason goes under because:.",
    ),
    per_policy=_check,
)
