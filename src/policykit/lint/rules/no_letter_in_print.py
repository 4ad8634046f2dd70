"""TXT007: printed handbooks have a letter for every character."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.invisible import name
from policykit.lint.printed_letters import unprinted
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import place_in
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    handbooks = examined.surroundings.settings.handbooks
    if not any("pdf" in handbook.formats for handbook in handbooks):
        return
    told: set[str] = set()
    for text in examined.texts:
        found = unprinted(text.text)
        if not found or text.path in told:
            continue
        told.add(text.path)
        at, character = found[0]
        yield Problem(
            place=place_in(text, at, at + 1),
            message=f"{name(character)} is in no font of printed handbooks: a box with its code "
            "stands for it there.",
            hint="Say it in words, or put a font that has it into templates/pdf/fonts.",
            value=name(character),
        )


RULE = Rule(
    page=Page(
        code="TXT007",
        name="no-letter-in-print",
        category="text",
        severity=Severity.INFO,
        summary="A text holds a character that no font of printed handbooks has, such as an emoji.",
        why="Your handbooks come as PDF too. Its fonts have the letters of Europe and common "
        "signs. Pictograms and other scripts would be gaps on paper, so a box with the code of "
        "the character is printed, and read aloud by its name.",
        bad="""\
scripts:
  - id: hello
    channels: [chat]
    title: Hello
    text: Hi there \U0001f600
---
# policykit.yaml
format: 1
handbooks:
  staff:
    formats: [site, pdf]
""",
        good="""\
scripts:
  - id: hello
    channels: [chat]
    title: Hello
    text: Hi there!
---
# policykit.yaml
format: 1
handbooks:
  staff:
    formats: [site, pdf]
""",
        how="Leave it as it is if the box will do, for instance in a text for the chat. Else use "
        "words, or add a font. Each file is told once, at its first such character; this rule "
        "knows the shipped fonts, not those you add.",
    ),
    per_policy=_check,
)
