"""What is told of a thing: a title, sentences, facts; as Markdown in which nothing is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from policykit.model.value import dataclass
from policykit.report.visible import visible

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>#~&@]")
_ADDRESS: Final = re.compile(r":(?=/)|(?<=\bwww)\.", re.IGNORECASE)
_AT_FRONT: Final = re.compile(r"^(?:(\d+)([.)])|([-+:]))")
_FENCE: Final = re.compile(r"`{3,}")
_LONGEST: Final = 2_000
"""Characters of one text that are shown; a wall of text hides the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading, an entry of a list, or an example of a file; `label` leads in."""

    text: str
    kind: Literal["words", "heading", "entry", "example"] = "words"
    label: str = ""


Told: TypeAlias = tuple[Line, ...]


def markdown(told: Iterable[Line]) -> str:
    """Lines as Markdown; every character of them is shown as it is."""
    return _joined((each, _as_markdown(each)) for each in told)


def plain(told: Iterable[Line]) -> str:
    """Lines as plain text."""
    return _joined((each, _as_plain(each)) for each in told)


def _joined(lines: Iterable[tuple[Line, str]]) -> str:
    parts: list[str] = []
    was = ""
    for line, text in lines:
        if text:
            between = "\n" if was == line.kind == "entry" else "\n\n"
            parts += (between, text) if parts else (text,)
            was = line.kind
    return "".join(parts)


def _as_markdown(line: Line) -> str:
    text, label = literal(line.text), literal(line.label)
    if line.kind == "heading":
        return f"**{label}** {text}".strip() if label else f"**{text}**"
    if line.kind == "example":
        # A fence longer than any in it cannot be left.
        longest = max((len(found) for found in _FENCE.findall(line.text)), default=2)
        fence = "`" * (longest + 1)
        return f"{fence}yaml\n{_shown(line.text)}\n{fence}"
    words = f"*{label}*: {text}" if label else text
    return f"- {words}" if line.kind == "entry" else words


def _as_plain(line: Line) -> str:
    text, label = _folded(line.text), _folded(line.label)
    if line.kind == "example":
        return _shown(line.text)
    if line.kind == "heading":
        return f"{label} {text}".strip()
    words = f"{label}: {text}" if label else text
    return f"- {words}" if line.kind == "entry" else words


def literal(text: str) -> str:
    """A text in one line that Markdown shows as it stands: no link, no markup, no HTML."""
    escaped = _SPECIAL.sub(r"\\\g<0>", _folded(text))
    escaped = _ADDRESS.sub(r"\\\g<0>", escaped)
    return _AT_FRONT.sub(lambda it: f"{it[1]}\\{it[2]}" if it[1] else f"\\{it[3]}", escaped)


def _folded(text: str) -> str:
    return " ".join(_shown(text).split())


def _shown(text: str) -> str:
    """A text with what cannot be seen made visible, cut where it is very long."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "\n".join(map(visible, cut.strip("\n").split("\n")))
