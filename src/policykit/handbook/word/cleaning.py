"""Of the XML of a Word document somebody else made, what is known and harmless.

Elements and attributes are kept by name. A field stays where it says something of this document;
any other becomes the words it shows, so that opening a handbook fetches and starts nothing.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPG: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_KNOWN: Final = (W, A, _PIC, _WP, _WPG, _WPS)
_FIELDS: Final = frozenset(
    {"AUTHOR", "DATE", "DOCPROPERTY", "NUMPAGES", "PAGE", "SECTION", "SECTIONPAGES", "STYLEREF",
     "SUBJECT", "TITLE"}
)  # fmt: skip
_DROPPED: Final = frozenset(
    {f"{W}{name}" for name in (
        "altChunk", "attachedTemplate", "bookmarkEnd", "bookmarkStart", "commentReference",
        "control", "delInstrText", "embedBold", "embedItalic", "embedRegular",
        "endnoteReference", "ffData", "fldData", "footnoteReference", "movie", "numPicBullet",
        "object", "pict", "sdtPr", "sectPr", "subDoc",
    )} | {f"{A}hlinkClick", f"{A}hlinkHover", f"{A}extLst", f"{A}videoFile", f"{A}audioFile"}
)  # fmt: skip
_SIMPLE: Final = f"{W}fldSimple"
_TEXT_BOX: Final = f"{W}txbxContent"


def cleaned(root: ET.Element) -> ET.Element:
    """A copy of the XML with what is known of it, and no more."""
    return _Cleaning().of(root)


@dataclass(slots=True)
class _Field:
    """A field that has begun: where its signs stand, and what it has said so far."""

    begin: int = -1
    code: list[str] = field(default_factory=list)
    separate: int = -1
    is_forbidden: bool = False

    @property
    def is_in_code(self) -> bool:
        """Whether its code still goes on: what follows is not shown."""
        return self.begin >= 0 and self.separate < 0


class _Cleaning:
    """Copies the elements of one part in their order, and judges each field when it ends.

    A field may hold others. One whose code holds another could say anything, so it is forbidden,
    and so is one that holds a forbidden one.
    """

    def __init__(self) -> None:
        self._signs: list[ET.Element] = []
        self._cuts: list[tuple[int, int]] = []
        self._unwrapped: set[ET.Element] = set()
        self._open: list[_Field] = []
        self._floor = 0

    def of(self, root: ET.Element) -> ET.Element:
        made = ET.Element(root.tag, _attributes(root))
        for child in root:
            made.extend(self._kept(child))
        self._close_down_to(0)
        self._sweep(made, self._gone())
        return made

    def _kept(self, element: ET.Element) -> list[ET.Element]:
        if element.tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            return [
                kept
                for child in (choice if choice is not None else ())
                for kept in self._kept(child)
            ]
        if element.tag in {f"{W}hyperlink", f"{W}smartTag"}:
            return [kept for child in element for kept in self._kept(child)]
        if not element.tag.startswith(_KNOWN) or element.tag in _DROPPED:
            return []
        made = ET.Element(element.tag, _attributes(element))
        made.text = element.text
        if element.tag in {_SIMPLE, _TEXT_BOX}:
            self._keep_apart(element, made)
        else:
            self._meet(made)
            for child in element:
                made.extend(self._kept(child))
        return [made]

    def _keep_apart(self, element: ET.Element, made: ET.Element) -> None:
        """Keep what is inside; fields that begin there end there, whatever is said."""
        floor = self._floor
        if element.tag == _SIMPLE:
            self._begin(_Field(code=[made.get(f"{W}instr", "")]))
            self._signs.append(made)
        self._floor = len(self._open)
        for child in element:
            made.extend(self._kept(child))
        self._close_down_to(self._floor)
        self._floor = floor
        if element.tag == _SIMPLE and self._end():
            self._unwrapped.add(made)

    def _meet(self, made: ET.Element) -> None:
        """Take note of a sign of a field, or of words that may stand in one's code."""
        if made.tag not in {f"{W}fldChar", f"{W}instrText", f"{W}t"}:
            return
        here = len(self._signs)
        self._signs.append(made)
        inner = self._open[-1] if len(self._open) > self._floor else None
        kind = made.get(f"{W}fldCharType") if made.tag == f"{W}fldChar" else ""
        if kind == "begin":
            self._begin(_Field(begin=here))
        elif inner is None:
            self._cut_sign(here)
        elif kind == "end":
            stop = here if inner.is_in_code else inner.separate
            if self._end():
                self._cuts += [(inner.begin, stop + 1), (here, here + 1)]
        elif not inner.is_in_code:
            self._cut_sign(here)
        elif kind == "separate":
            inner.separate = here
        elif made.tag != f"{W}fldChar":
            inner.code.append(made.text or "")
        else:
            inner.is_forbidden = True

    def _begin(self, begun: _Field) -> None:
        if self._open and self._open[-1].is_in_code:
            self._open[-1].is_forbidden = True
        self._open.append(begun)

    def _end(self) -> bool:
        """Close the innermost field; whether it is forbidden."""
        ended = self._open.pop()
        is_forbidden = ended.is_forbidden or not _is_harmless("".join(ended.code))
        if is_forbidden and self._open:
            self._open[-1].is_forbidden = True
        return is_forbidden

    def _close_down_to(self, floor: int) -> None:
        """Forbid the fields above that have no end."""
        while len(self._open) > floor:
            left = self._open.pop()
            stop = len(self._signs) if left.is_in_code else left.separate + 1
            self._cuts.append((left.begin, stop))
            if self._open:
                self._open[-1].is_forbidden = True

    def _cut_sign(self, here: int) -> None:
        if self._signs[here].tag != f"{W}t":
            self._cuts.append((here, here + 1))

    def _gone(self) -> frozenset[ET.Element]:
        """The signs and words that stand in what is cut."""
        steps = [0] * (len(self._signs) + 1)
        for start, stop in self._cuts:
            steps[start] += 1
            steps[stop] -= 1
        return frozenset(
            sign for sign, depth in zip(self._signs, accumulate(steps), strict=False) if depth
        )

    def _sweep(self, parent: ET.Element, gone: frozenset[ET.Element]) -> None:
        left: list[ET.Element] = []
        for child in parent:
            if child not in gone:
                self._sweep(child, gone)
                left.extend(child if child in self._unwrapped else (child,))
        parent[:] = left


def _attributes(element: ET.Element) -> dict[str, str]:
    return {
        name: value
        for name, value in element.attrib.items()
        if not name.startswith("{")
        or name.startswith((W, _XML))
        or (name == f"{R}embed" and element.tag == f"{A}blip")
    }


def _is_harmless(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() in _FIELDS and "{" not in code
