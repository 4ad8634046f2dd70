"""Policy text taken apart: plain words, placeholders and links.

The grammar is closed (no template language): `{x}`, `{x.y}`, `{x.y.part}`, each with an
optional `:form`; `{{` and `}}` print braces; links are CommonMark, `[label](target)`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, TypeAlias

from policykit.model.value import dataclass

_OUTSIDE: Final = ("https://", "mailto:", "tel:")

PARTS = ("extension", "extension-notice", "total")
"""Parts of a term a placeholder may ask for."""

CHANNEL_VALUES = ("hours", "languages", "cost")
"""Values of a channel of the organisation a placeholder may ask for."""

FORMS = ("genitive", "dative", "accusative", "adjective", "number")
"""Inflected forms a placeholder may ask for."""

_ID = r"[a-zA-Z][A-Za-z0-9_-]*"
_TOKEN = re.compile(
    r"(?P<open>\{\{)|(?P<close>\}\})"
    rf"|\{{(?P<name>{_ID}(?:\.{_ID}){{0,2}})(?::(?P<form>{_ID}))?\}}"
    r"|(?P<odd>\{[^{}\n]*\}?|\})"
    r"|(?P<escape>\\[\[\]\\`])"
    r"|(?P<code>`+)"
    r"|\[(?P<label>(?:[^\[\]\\\n]|\\.)*)\]\((?P<target>[^()\s]*)\)"
)


def is_outside(target: str) -> bool:
    """Whether a link leads out of the policies, to an address that texts may have."""
    return target.startswith(_OUTSIDE)


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, braces already single."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{name}`: one to three ids joined by dots, and a form or ''. `raw` is as written."""

    names: tuple[str, ...]
    form: str
    raw: str


@dataclass(frozen=True, slots=True)
class Link:
    """`[label](target)`. `raw` is as written; the label may itself hold placeholders."""

    label: str
    target: str
    raw: str

    @property
    def external(self) -> bool:
        """Whether the target leaves the policies."""
        return is_outside(self.target)


@dataclass(frozen=True, slots=True)
class Odd:
    """Braces that are no placeholder: always a mistake. `raw` is as written."""

    raw: str


Segment: TypeAlias = Words | Placeholder | Link | Odd


def segments(text: str) -> tuple[Segment, ...]:
    """The parts of a text in order; joined, their raw forms give the text back.

    Escaped brackets and runs of back quotes stay words, for the Markdown reader to judge.
    """
    found: list[Segment] = []
    plain: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        plain.append(text[end : match.start()])
        end = match.end()
        segment = _segment(match)
        if isinstance(segment, str):
            plain.append(segment)
            continue
        if joined := "".join(plain):
            found.append(Words(joined))
        plain.clear()
        found.append(segment)
    plain.append(text[end:])
    if joined := "".join(plain):
        found.append(Words(joined))
    return tuple(found)


def _segment(match: re.Match[str]) -> Segment | str:
    raw = match.group()
    if match["open"]:
        return "{"
    if match["close"]:
        return "}"
    if match["name"]:
        return Placeholder(tuple(match["name"].split(".")), match["form"] or "", raw)
    if match["odd"]:
        return Odd(raw)
    if match["label"] is not None:
        return Link(match["label"], match["target"], raw)
    return raw


def has_markup(text: str) -> bool:
    """Whether a text can hold a placeholder or a link at all: a cheap first question."""
    return "{" in text or "}" in text or "](" in text


def folded(text: str) -> str:
    """A text in NFC with runs of white space as one space: what a digest sees of it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
