"""Paragraphs with tracked changes, as word processors keep them (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from policykit.model.value import dataclass
from policykit.rendering.word import run

_NUMBER: Final = re.compile('w:id="-"')
_BREAKS: Final = re.compile("(\n|\t)")
_INSIDE: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_MARKS: Final = {"removed": "del", "added": "ins"}


@dataclass(frozen=True, slots=True)
class Author:
    """Who made the changes: a name, and when as `2026-11-22T10:00:00Z`, '' for nobody knows."""

    name: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph: texts by what became of them, `same`, `removed` or `added`.

    A line break or tab in a text is one. `fate` is what became of the paragraph as a whole.
    `label` are words before it that are no part of its text; `level` is that of a heading.
    """

    style: str
    texts: tuple[tuple[str, str], ...]
    fate: str = "same"
    label: str = ""
    level: int = 0


def tracked(paragraphs: Iterable[TrackedParagraph], author: Author) -> str:
    """The paragraphs as XML; accepting all of it gives the new text, rejecting all the old.

    The changes have no numbers yet: `numbered` gives them theirs once a document is whole.
    """
    who = f' w:author="{_attribute(author.name)}"'
    who += f' w:date="{_attribute(author.date)}"' if author.date else ""
    return "".join([_paragraph(each, who) for each in paragraphs])


def numbered(xml: str) -> str:
    """A whole text in which each change has a number of its own."""
    count = iter(range(1, xml.count('w:id="-"') + 1))
    return _NUMBER.sub(lambda _: f'w:id="{next(count)}"', xml)


def _paragraph(paragraph: TrackedParagraph, who: str) -> str:
    properties = f'<w:pStyle w:val="{_attribute(paragraph.style)}"/>'
    if paragraph.level:
        properties += '<w:ind w:left="0" w:firstLine="0"/>'
    mark = _MARKS.get(paragraph.fate)
    if mark:
        properties += f'<w:rPr><w:{mark} w:id="-"{who}/></w:rPr>'
    inside = ""
    if paragraph.label:
        inside = _marked(str(run(f"{paragraph.label}: ", "Label")), paragraph.fate, who)
    inside += "".join([_marked(_run(text), fate, who) for fate, text in paragraph.texts if text])
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _run(text: str) -> str:
    inside = "".join(
        [
            _INSIDE.get(part) or f'<w:t xml:space="preserve">{Markup.escape(part)}</w:t>'
            for part in _BREAKS.split(text)
            if part
        ]
    )
    return f"<w:r>{inside}</w:r>"


def _marked(made: str, fate: str, who: str) -> str:
    mark = _MARKS.get(fate)
    if not mark:
        return made
    if mark == "del":
        made = made.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{mark} w:id="-"{who}>{made}</w:{mark}>'


def _attribute(text: str) -> str:
    return str(Markup.escape(" ".join(text.split())))
