"""How the paragraphs of a Word document look: which styles are headings, lists, quotes."""

from __future__ import annotations

import re
from typing import Final

from policykit.importing.archive import Archive
from policykit.model.value import dataclass

_PART: Final = "word/styles.xml"
_HEADING: Final = re.compile(r"(?:heading|rubrik|überschrift)\s?([1-9])")
_TITLES: Final = frozenset({"title", "rubrik", "titel"})
_MOST_STEPS: Final = 20
_NO_OUTLINE: Final = 9


@dataclass(frozen=True, slots=True)
class Look:
    """What a style makes of a paragraph: the depth of a heading or an item, 0 for none."""

    heading: int = 0
    item: int = 0
    is_quote: bool = False
    is_contents: bool = False


class Styles:
    """The looks of styles by their ids; a style that says nothing looks like the one it is based on."""

    def __init__(self) -> None:
        self.looks: dict[str, Look] = {}
        self.based_on: dict[str, str] = {}

    def look(self, style: str) -> Look:
        """The look of a style; that of plain text where it is unknown."""
        for _ in range(_MOST_STEPS):
            found = self.looks.get(style, Look())
            if found != Look() or style not in self.based_on:
                return found
            style = self.based_on[style]
        return Look()


def styles_of(archive: Archive) -> Styles:
    """The styles of a document; none where it has none.

    Raises:
        SourceError: the part that declares them is damaged.
    """
    styles = Styles()
    names: dict[str, str] = {}
    outlines: dict[str, int] = {}
    listed: set[str] = set()
    current = ""

    def start(_space: str, name: str, attributes: dict[str, str]) -> None:
        nonlocal current
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        value = plain.get("val", "")
        if name == "style":
            current = plain.get("styleId", "")
        elif not current:
            return
        elif name == "name":
            names[current] = value.lower()
        elif name == "basedOn":
            styles.based_on[current] = value
        elif name == "outlineLvl" and value.isdigit() and int(value[:2]) < _NO_OUTLINE:
            outlines[current] = int(value[:2]) + 1
        elif name == "numId" and value != "0":
            listed.add(current)

    def end(_space: str, name: str) -> None:
        nonlocal current
        if name == "style":
            current = ""

    archive.parse(_PART, start, end, lambda _: None)
    for style, name in names.items():
        styles.looks[style] = _look(name, outlines.get(style, 0), is_listed=style in listed)
    return styles


def _look(name: str, outline: int, *, is_listed: bool) -> Look:
    heading = _HEADING.fullmatch(name)
    if heading:
        return Look(heading=int(heading[1]))
    if name in _TITLES:
        return Look(heading=1)
    if name.startswith("toc"):
        return Look(is_contents=True)
    if outline:
        return Look(heading=outline)
    if name.startswith("list") or is_listed:
        digits = re.search(r"\d", name)
        return Look(item=int(digits.group()) if digits else 1)
    return Look(is_quote="quote" in name or "citat" in name or "zitat" in name)
