"""What staff said of the rules, as Markdown: whole, to talk about in a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.model.remark import Came, Heard
from policykit.report.formats import Style
from policykit.report.markdown.plain import code, words
from policykit.report.remark_words import NOBODY, UNKNOWN, headline, renamed, said


def render(found: Sequence[Heard], style: Style) -> str:
    """The remarks by rule, those about nothing known last."""
    del style
    lines = ["## Remarks", ""]
    if not found:
        lines += [NOBODY, ""]
    for each in found:
        lines += [f"### {code(each.name)}" if each.policy else f"### {UNKNOWN.rstrip(':')}", ""]
        if each.policy:
            lines += [words(each.words), ""]
        for came in each.remarks:
            lines += [*_remark(came, each.name), ""]
    return "\n".join(lines).rstrip() + "\n"


def _remark(came: Came, name: str) -> Iterator[str]:
    parts = (headline(came), came.title, renamed(came, name))
    yield f"- {'  '.join(words(each) for each in parts if each)}"
    for lead, told in said(came):
        paragraphs = [line.strip() for line in told.splitlines() if line.strip()]
        yield f"  - {lead}: {'<br>'.join(words(each) for each in paragraphs)}"
