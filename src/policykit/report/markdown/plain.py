"""Texts as Markdown that says just them."""

from __future__ import annotations

import re
from html import escape

from policykit.report.visible import visible_line
from policykit.report.words import one_line

_MARKUP = re.compile(r"([\\`*_\[\]|~$<>&])")
_WEB = re.compile(r"(?<=\w):(?=\S)|(?<=www)\.", re.IGNORECASE)
_MENTION = re.compile(r"([@#!%^])(?=\w)")
_AS_ENTITY = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}

APART = "&#8203;"
"""A space of no width: what it parts from the sign before is no mention of a person or issue."""


def words(text: str) -> str:
    """A text as Markdown that says just this: no markup, no link, nobody mentioned."""
    plain = _MARKUP.sub(_escaped, one_line(text))
    plain = _WEB.sub(lambda match: f"\\{match[0]}", plain)
    return _MENTION.sub(rf"\1{APART}", plain)


def code(text: str) -> str:
    """A text in the letters of code."""
    return f"<code>{words(text)}</code>"


def in_html(text: str) -> str:
    """A text inside an element written as HTML, where Markdown is not read."""
    plain = _MENTION.sub(rf"\1{APART}", escape(one_line(text), quote=False))
    return _WEB.sub(lambda match: f"{APART}{match[0]}", plain)


def fenced(text: str, indent: str = "  ") -> str:
    """Lines as a block of code that none of them can end, to stand inside the item of a list."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    lines = (visible_line(line) for line in text.split("\n"))
    return "\n".join(f"{indent}{line}".rstrip() for line in (f"{fence}yaml", *lines, fence))


def _escaped(match: re.Match[str]) -> str:
    sign = match[0]
    return _AS_ENTITY.get(sign, f"\\{sign}")
