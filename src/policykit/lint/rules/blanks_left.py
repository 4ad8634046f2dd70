"""LIF017: what is to be looked at has been, before a text is reviewed or holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.locale.blanks import CHECK, DECIDE
from policykit.model.document import Document
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_MARKS: Final = tuple(f"{each}:" for each in (DECIDE, *CHECK.values()))
_BLANK: Final = re.compile(
    rf"\s*(?:policykit:\s*ignore\[[^\]]*\]\s*)?(?:{'|'.join(map(re.escape, _MARKS))})"
)


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for document in (examined.bundle.policy, examined.bundle.coming):
        if document is None or not isinstance(document.data, dict):
            continue
        if reached(str(document.data.get("status")), "in-review"):
            yield from _left(document)


def _left(document: Document) -> Iterator[Problem]:
    if not any(mark in document.text for mark in _MARKS):
        return
    lines = [each.position.line for each in document.comments if _BLANK.match(each.text)]
    if not lines:
        return
    one = len(lines) == 1
    yield Problem(
        place=Place(document.path, ("status",)),
        message=f"{'One remark asks' if one else f'{len(lines)} remarks ask'} somebody to decide "
        f"or to check, {'on' if one else 'the first on'} line {lines[0]}.",
        hint="Answer each and take its remark out, or let the policy be a draft.",
        value="blanks",
    )


RULE = Rule(
    page=Page(
        code="LIF017",
        name="blanks-left",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="A text that is reviewed or holds still has remarks that ask to decide or check.",
        why="Such a remark says that nobody has looked yet whether a number or a rule is right. "
        "Those who review take it for decided, and customers are promised it.",
        bad="""\
status: in-review
statements:
  - id: call-back
    # please check: Is it a must? No word in it says so.
    must: Call the customer back.
""",
        good="""\
status: in-review
statements:
  - id: call-back
    must: Call the customer back.
""",
        how="`policykit init` and `policykit new` write `# decide:`, `policykit import` writes "
        "`# please check:` (in Swedish `# kontrollera:`, in German `# bitte prüfen:`). Answer "
        "each and take it out.",
    ),
    per_policy=_check,
)
