"""TXT008: what is meant as a link is one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from policykit.lint.links import PIECES
from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.wording import place_in
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page
from policykit.model.text import is_outside

_ID: Final = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")
_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = 80
"""Letters of a link that a message shows at most."""


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for text in examined.texts:
        if "]" not in text.text or "(" not in text.text:
            continue
        for found in PIECES.finditer(text.text):
            if found["label"] is None:
                continue
            if found["odd"] is not None:
                yield from _odd(text, found)
            elif found["apart"] is None:
                yield _broken(text, found)
            elif _leads(found["apart"], found["label"], examined.names.items):
                yield _apart(text, found)


def _leads(target: str, label: str, items: Container[str]) -> bool:
    """Whether words in brackets are a target: many remarks stand in brackets after others."""
    if is_outside(target):
        return True
    if _ID.fullmatch(target) is None:
        return False
    words = {each.lower() for each in _WORD.findall(label)}
    return (
        target in items or "." in target or "-" in target or not words.isdisjoint(target.split("."))
    )


def _apart(text: HumanText, found: re.Match[str]) -> Problem:
    written = f"{found['label']}({found['apart']})"
    is_short = len(written) <= _SHORT
    return Problem(
        place=place_in(text, *found.span()),
        message=f"Between {found['label'][:_SHORT]} and where it leads there is a gap, so this is "
        "no link: readers see the brackets.",
        hint=f"Write {written if is_short else 'both without the gap'}, or leave the brackets out.",
        value=f"{text.locale} {found[0]}",
        instead=written if is_short else "",
    )


def _odd(text: HumanText, found: re.Match[str]) -> Iterator[Problem]:
    """The problem of a link that Markdown knows in a form that nobody here looks behind."""
    target = found["odd"].strip("<>")
    if is_outside(target):
        return
    written = f"{found['label']}({target})"
    yield Problem(
        place=place_in(text, *found.span()),
        message="Nobody checks where this link leads: more than a target stands in its round "
        "brackets.",
        hint=f"Write {written}." if len(written) <= _SHORT and " " not in target
        else "Write the id of a policy or of something in one there, and nothing else.",
        value=f"{text.locale} {found[0]}",
        instead=written if len(written) <= _SHORT and " " not in target else "",
    )  # fmt: skip


def _broken(text: HumanText, found: re.Match[str]) -> Problem:
    """The problem of a target that is not closed, or that no link can have."""
    start, label = found.start(), found["label"]
    first = found["rest"].partition(" ")[0]
    target = first.rstrip(".,;:!?)")
    is_open = not found["rest"].endswith(")")
    if is_open and target and (is_outside(target) or _ID.fullmatch(target)):
        written = f"{label}({target})"
        return Problem(
            place=place_in(text, start, found.start("rest") + len(target)),
            message="This link is not closed, so readers see the brackets.",
            hint=f"Write a round bracket behind {target[:_SHORT]}: {target[:_SHORT]})",
            value=f"{text.locale} {found[0]}",
            instead=written if len(written) <= _SHORT else "",
        )
    return Problem(
        place=place_in(text, *found.span()),
        message="This is no link: behind its words stands nothing that a link can lead to, so "
        "readers see the brackets.",
        hint="Write an id such as complaints or complaints.late, or an address that begins with "
        "https://, and close the bracket right behind it.",
        value=f"{text.locale} {found[0]}",
    )


RULE = Rule(
    page=Page(
        code="TXT008",
        name="link-in-pieces",
        category="text",
        severity=Severity.WARNING,
        summary="What is meant as a link is none: a gap stands in it, or it is not closed.",
        why="A link is its words in square brackets and, right behind them, where it leads in "
        "round ones. With a gap between them, or without the last bracket, it is printed as it was "
        "typed: readers see brackets and an id, and come nowhere.",
        bad="""\
statements:
  - id: greet
    must: Greet with [a smile] (smile).
  - id: smile
    must: Smile.
""",
        good="""\
statements:
  - id: greet
    must: Greet with [a smile](smile).
  - id: smile
    must: Smile.
""",
        how="Write the two brackets one right behind the other, and close both. Brackets that are "
        "no link need nothing, as long as what follows them does not look like one.",
        fix="unsafe",
    ),
    per_policy=_check,
)
