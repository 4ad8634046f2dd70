"""Prose to HTML: the one place where text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from markupsafe import Markup, escape

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"
"""What templates are given."""

_TAGS = {
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "bullets": "ul",
    "item": "li",
    "quote": "blockquote",
}
_WORDED = {"paragraph": "<p>{}</p>", "code": "<pre>{}</pre>", "rule": "<hr>"}
_LOWEST_HEADING = 6
_NOTHING = Markup()
_SPECIAL = re.compile("[&<>'\"]")


def href(anchor: str, up: str | None) -> str:
    """The address of an anchor.

    Args:
        anchor: as in the book, such as `returns` or `returns.no-receipt`, or `chapter:` with
            the name of a chapter.
        up: the way from the page up to the folder that holds `policies/`, such as `../`;
            None when the whole handbook is one page.
    """
    if up is None:
        return f"#{anchor}"
    if anchor.startswith("chapter:"):
        return f"{up}areas/{anchor.removeprefix('chapter:')}.html"
    policy = anchor.partition(":")[0].partition(".")[0]
    page = f"{up}policies/{policy}.html"
    return page if policy == anchor else f"{page}#{anchor}"


def prose_html(prose: Mapping[str, Plain], up: str | None = "", heading: int = 0) -> Markup:
    """Prose as blocks.

    Args:
        prose: the plain form of a Prose.
        up: as for `href`.
        heading: the level headings of the text start at; 0 prints them as strong lines.
    """
    if not prose.get("blocks"):
        return _NOTHING
    inside = "".join([_block(block, up, heading) for block in _list(prose, "blocks")])
    language = prose.get("language")
    if language and inside:
        inside = f'<div lang="{escape(language)}" class="foreign">{inside}</div>'
    return Markup(inside)  # noqa: S704 - every word in it was escaped below


def inline_html(prose: Mapping[str, Plain], up: str | None = "") -> Markup:
    """Prose as words within a line; several blocks are parted by line breaks."""
    return Markup(_within_line(prose, up))  # noqa: S704 - every word in it was escaped below


def values_html(values: Sequence[Mapping[str, Plain]], up: str | None = "") -> Markup:
    """A list of Prose, such as the values of a Fact, as words parted by commas."""
    inside = ", ".join([_within_line(each, up) for each in values])
    return Markup(inside)  # noqa: S704 - every word in it was escaped below


def _within_line(prose: Mapping[str, Plain], up: str | None) -> str:
    if not prose.get("blocks"):
        return ""
    inside = "<br>".join([_flat(block, up) for block in _list(prose, "blocks")])
    language = prose.get("language")
    if language and inside:
        inside = f'<span lang="{escape(language)}" class="foreign">{inside}</span>'
    return inside


def _flat(block: Mapping[str, Plain], up: str | None) -> str:
    if not block["blocks"]:
        return _inlines(block, up)
    below = [_flat(each, up) for each in _list(block, "blocks")]
    return "<br>".join([own for own in [_inlines(block, up)] if own] + below)


def _block(block: Mapping[str, Plain], up: str | None, heading: int) -> str:
    kind = str(block["kind"])
    words = _inlines(block, up)
    if kind in _WORDED:
        return _WORDED[kind].format(words)
    if kind == "heading":
        if not heading:
            return f"<p><strong>{words}</strong></p>"
        level = min(heading + _number(block, "level") - 1, _LOWEST_HEADING)
        return f"<h{level}>{words}</h{level}>"
    below = "".join(_block(each, up, heading) for each in _list(block, "blocks"))
    if kind == "numbers":
        start = _number(block, "level")
        return f"<ol>{below}</ol>" if start == 1 else f'<ol start="{start}">{below}</ol>'
    return f"<{_TAGS[kind]}>{below}</{_TAGS[kind]}>"


def _inlines(holder: Mapping[str, Plain], up: str | None) -> str:
    found = holder.get("inlines")
    parts = found if isinstance(found, list) else []
    if len(parts) == 1 and type(parts[0]) is str:
        return escaped(parts[0])
    return "".join(
        [
            escaped(part) if isinstance(part, str) else _span(part, up)
            for part in parts
            if isinstance(part, (str, dict))
        ]
    )


def _span(span: Mapping[str, Plain], up: str | None) -> str:
    kind = str(span["kind"])
    if kind == "break":
        return "<br>"
    words = _inlines(span, up)
    target = str(span["target"])
    if kind == "link":
        title = f' title="{escape(span["title"])}"' if span["title"] else ""
        return f'<a href="{escape(href(target, up))}"{title}>{words}</a>'
    if kind == "external":
        return f'<a href="{escape(target)}" rel="noopener noreferrer">{words}</a>'
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>{words}</{_TAGS[kind]}>"
    tag = {"value": "b", "cases": "span", "blank": "i"}.get(kind, "mark")
    return f'<{tag} class="{escape(kind)}">{words}</{tag}>'


def escaped(text: str) -> str:
    """Words as HTML; most have nothing to escape, and looking is quicker than making Markup."""
    return str(escape(text)) if _SPECIAL.search(text) else text


def _list(holder: Mapping[str, Plain], key: str) -> Sequence[Mapping[str, Plain]]:
    found = holder.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _number(holder: Mapping[str, Plain], key: str) -> int:
    found = holder.get(key)
    return found if isinstance(found, int) else 0
