"""TXT006: a text holds no HTML and no picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import place_in
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_CODE: Final = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_FOREIGN: Final = re.compile(
    r"(?P<picture>!\[[^\]\n]*\]\([^)\n]*\))"
    r"|<!--(?:(?!<!--).)*?-->|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>",
    re.DOTALL,
)


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for text in examined.texts:
        if "<" not in text.text and "![" not in text.text:
            continue
        bare = _CODE.sub(lambda code: " " * len(code[0]), text.text)
        for found in _FOREIGN.finditer(bare):
            yield Problem(
                place=place_in(text, *found.span()),
                message="A picture cannot stand in a text."
                if found["picture"]
                else f"{found[0][:60]} looks like HTML, and is printed just as it stands here.",
                hint="Say in words what the picture shows, or link to the page it is on."
                if found["picture"]
                else "Use **bold**, *slanted*, lists and [links](id), or leave it out.",
                value=f"{text.locale} {found[0]}",
            )


RULE = Rule(
    page=Page(
        code="TXT006",
        name="markup-not-printed",
        category="text",
        severity=Severity.WARNING,
        summary="A text holds HTML or a picture, which handbooks do not print as such.",
        why="Texts go onto paper, into Word, onto the web and into letters. HTML would mean "
        "something in one of them only, and pictures and scripts from elsewhere could watch who "
        "reads. So both stand there as they were typed, and readers see angle brackets.",
        bad="""\
statements:
  - id: greet
    must: Greet with a <b>smile</b>.
""",
        good="""\
statements:
  - id: greet
    must: Greet with a **smile**.
""",
        how="Write texts in plain words with **bold**, *slanted*, lists and links. What is meant "
        "as an example of HTML stands between `backticks`.",
    ),
    per_policy=_check,
)
