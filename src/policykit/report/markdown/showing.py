"""A policy as it was, as Markdown to paste into an answer or a file."""

from __future__ import annotations

import re

from policykit.model.showing import Shown
from policykit.report.formats import Style
from policykit.report.proof import name, proof
from policykit.report.words import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_LIKE = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


def render(shown: Shown, style: Style) -> str:
    """Headings for sections, a list of what they say, and what proves it at the end."""
    del style
    out: list[str] = []
    if not shown.lines or shown.lines[0].heading != 1:
        out += [f"# {_escaped(name(shown))}", ""]
    if shown.why:
        out += [_escaped(shown.why), ""]
    for line in shown.lines:
        if line.heading:
            out += [
                *([""] if out and out[-1] else []),
                f"{'#' * line.heading} {_escaped(line.text)}",
                "",
            ]
        else:
            label = f"**{_escaped(line.label)}:** " if line.label else ""
            out.append(f"- {label}{_escaped(line.text)}")
    told = proof(shown)
    if told:
        out += ["", "---", ""]
    out += [f"- {f'**{label}:** ' if label else ''}{_escaped(words)}" for label, words in told]
    if shown.gap:
        out += ["", f"> {_escaped(shown.gap)}"]
    return "\n".join(out).rstrip("\n") + "\n"


def _escaped(text: str) -> str:
    """A text of which nothing is markup."""
    plain = _SPECIAL.sub(r"\\\1", one_line(text))
    return _LIST_LIKE.sub(lambda found: f"{found[1]}\\{found[2]}", plain)
