"""A company's own Word document as the base of a handbook: its look, and nothing else of it.

Taken are styles, theme, lists, the heads and feet of pages with their pictures, paper and
margins. Of their XML only known elements and attributes are kept, fields only where they say
something of this document. Everything else in the file is never looked at.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final

from policykit.handbook.word.opening import Opened, Related, refusal
from policykit.handbook.word.package import Part, Relation
from policykit.handbook.word.picture import kind_of
from policykit.model.value import dataclass

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_KNOWN: Final = (W, _A, _PIC, _WP, _WPS)
_FIELDS: Final = frozenset(
    {"AUTHOR", "DATE", "DOCPROPERTY", "NUMPAGES", "PAGE", "SECTION", "SECTIONPAGES", "STYLEREF",
     "SUBJECT", "TITLE"}
)  # fmt: skip
_DROPPED: Final = frozenset(
    {f"{W}{name}" for name in (
        "altChunk", "attachedTemplate", "bookmarkEnd", "bookmarkStart", "commentReference",
        "control", "footnoteReference", "endnoteReference", "numPicBullet", "object", "pict",
        "sdtPr", "sectPr", "subDoc", "movie", "embedRegular", "embedBold", "embedItalic",
    )} | {f"{_A}hlinkClick", f"{_A}hlinkHover", f"{_A}extLst", f"{_A}videoFile", f"{_A}audioFile"}
)  # fmt: skip
_PAPER: Final = ("top", "right", "bottom", "left", "header", "footer")
_NUMBER: Final = re.compile("[0-9]{1,7}")
_LARGEST: Final = 31_680
"""Twentieths of a point of the largest page Word knows."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A head or foot of pages: its XML and the pictures in it, by the ids of their relations."""

    root: ET.Element
    pictures: Mapping[str, Part]

    def part(self, path: str, kind: str, badge: str = "") -> Part:
        """It as a part of a package; `badge` stands below it, in the style called State."""
        root = self.root
        if badge:
            root = ET.Element(root.tag, root.attrib)
            root.extend([*self.root, _mark(badge)])
        relations = tuple(
            Relation(name, "image", picture.path) for name, picture in self.pictures.items()
        )
        return Part(path, kind, serialised(root), relations)


@dataclass(frozen=True, slots=True)
class Base:
    """What a handbook takes from a document; what it does not have is None or empty.

    `margins` are heads and feet by (`header` or `footer`, `default` or `first`); `paper` the
    lengths of a page in twentieths of a point, as `look.paper` has them.
    """

    styles: ET.Element | None = None
    numbering: ET.Element | None = None
    theme: bytes | None = None
    margins: Mapping[tuple[str, str], Margin] = field(default_factory=dict)
    paper: Mapping[str, int] = field(default_factory=dict)


def read_base(content: bytes) -> Base:
    """What a handbook takes from a Word document.

    Raises:
        RenderError: it is none, is larger than any, or has macros or pictures from elsewhere.
    """
    opened = Opened(content)
    main = next(
        (one.target for one in opened.related("").values() if one.kind == "officeDocument"), ""
    )
    document = opened.xml_of(main)
    if document is None or document.tag != f"{W}document":
        raise refusal(
            "no-document", "It has no text.", "Open it in Word and save it anew as .docx."
        )
    related = opened.related(main)
    parts = {one.kind: one.target for one in related.values() if not one.is_outside}
    theme = opened.xml_of(parts.get("theme", ""))
    section = next(iter(document.findall(f"{W}body/{W}sectPr")), None)
    return Base(
        styles=_cleaned(opened.xml_of(parts.get("styles", ""))),
        numbering=_cleaned(opened.xml_of(parts.get("numbering", ""))),
        theme=None if theme is None else serialised(_without_pictures(theme)),
        margins=dict(_margins(opened, related, section)),
        paper=_paper(section),
    )


def serialised(root: ET.Element) -> bytes:
    """The XML of a part."""
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _mark(badge: str) -> ET.Element:
    paragraph = ET.Element(f"{W}p")
    properties = ET.SubElement(paragraph, f"{W}pPr")
    ET.SubElement(properties, f"{W}jc", {f"{W}val": "right"})
    run = ET.SubElement(paragraph, f"{W}r")
    look = ET.SubElement(run, f"{W}rPr")
    ET.SubElement(look, f"{W}rStyle", {f"{W}val": "State"})
    ET.SubElement(run, f"{W}t").text = badge
    return paragraph


def _margins(
    opened: Opened, related: Mapping[str, Related], section: ET.Element | None
) -> Iterator[tuple[tuple[str, str], Margin]]:
    for kind in ("header", "footer"):
        for reference in section.findall(f"{W}{kind}Reference") if section is not None else ():
            which = reference.get(f"{W}type", "default")
            target = related.get(reference.get(f"{_R}id", ""))
            if target is None or target.is_outside or which not in {"default", "first"}:
                continue
            root = opened.xml_of(target.target)
            if root is not None:
                yield (kind, which), _margin(opened, target.target, root)


def _margin(opened: Opened, name: str, root: ET.Element) -> Margin:
    related = opened.related(name)
    pictures: dict[str, Part] = {}
    if any(node.tag.endswith("}imagedata") for node in root.iter()) and not any(
        node.tag == f"{_A}blip" for node in root.iter()
    ):
        raise refusal(
            "old-picture",
            "A picture in the head or foot of its pages is of a kind from before Word 2007.",
            "Delete the picture there, insert it anew, and save the file as .docx.",
        )
    for blip in root.iter(f"{_A}blip"):
        linked = blip.get(f"{_R}link")
        target = related.get(blip.get(f"{_R}embed", ""))
        if linked or target is None or target.is_outside:
            raise refusal(
                "outside-picture",
                "A picture in the head or foot of its pages is kept outside the file.",
                "Insert the picture itself instead of a link to it.",
            )
        content = opened.bytes_of(target.target) or b""
        kind = kind_of(content)
        if not kind:
            raise refusal(
                "unknown-picture",
                "A picture in the head or foot of its pages is neither PNG, JPEG nor GIF.",
                "Save the picture as PNG and insert it anew.",
            )
        number = f"{name.rpartition('/')[2].rpartition('.')[0]}-{len(pictures) + 1}"
        safe = "".join(sign for sign in number if sign.isalnum() or sign == "-")[:40]
        identity = blip.get(f"{_R}embed", "")
        if identity not in pictures:
            pictures[identity] = Part(f"media/base-{safe}.{kind}", kind, content)
    cleaned = _cleaned(root)
    if cleaned is None:
        cleaned = root
    return Margin(cleaned, pictures)


def _cleaned(root: ET.Element | None) -> ET.Element | None:
    """The XML with what is known of it, and no more."""
    if root is None:
        return None
    made = ET.Element(root.tag, _attributes(root))
    for child in root:
        made.extend(_kept(child))
    _keep_fields(made)
    return made


def _kept(element: ET.Element) -> list[ET.Element]:
    if element.tag == f"{_MC}AlternateContent":
        choice = element.find(f"{_MC}Choice")
        return [kept for child in (choice if choice is not None else ()) for kept in _kept(child)]
    if element.tag in {f"{W}hyperlink", f"{W}smartTag"}:
        return [kept for child in element for kept in _kept(child)]
    if not element.tag.startswith(_KNOWN) or element.tag in _DROPPED:
        return []
    made = ET.Element(element.tag, _attributes(element))
    made.text = element.text
    for child in element:
        made.extend(_kept(child))
    return [made]


def _attributes(element: ET.Element) -> dict[str, str]:
    return {
        name: value
        for name, value in element.attrib.items()
        if not name.startswith("{")
        or name.startswith((W, _XML))
        or (name == f"{_R}embed" and element.tag == f"{_A}blip")
    }


def _keep_fields(root: ET.Element) -> None:
    """Fields that do more than tell something of this document become the words they show."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for simple in list(root.iter(f"{W}fldSimple")):
        if not _is_kept(simple.get(f"{W}instr", "")):
            parent = parents[simple]
            place = list(parent).index(simple)
            parent.remove(simple)
            for offset, child in enumerate(simple):
                parent.insert(place + offset, child)
    signs = [node for node in root.iter() if node.tag in {f"{W}fldChar", f"{W}instrText"}]
    for found in _fields(signs):
        code = "".join(node.text or "" for node in found if node.tag == f"{W}instrText")
        if not _is_kept(code):
            for node in found:
                parents[node].remove(node)


def _fields(signs: list[ET.Element]) -> Iterator[list[ET.Element]]:
    """The signs of each field that stands in no other; one inside another goes with it."""
    depth = 0
    current: list[ET.Element] = []
    for sign in signs:
        current.append(sign)
        kind = sign.get(f"{W}fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth <= 0:
            yield current
            current, depth = [], 0
    if current:
        yield current


def _is_kept(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() in _FIELDS and "{" not in code


def _without_pictures(theme: ET.Element) -> ET.Element:
    """A theme whose fills with pictures are plain: the pictures stay behind."""
    made = _cleaned(theme)
    root = theme if made is None else made
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == f"{_A}blipFill":
                plain = ET.Element(f"{_A}solidFill")
                ET.SubElement(plain, f"{_A}schemeClr", {"val": "phClr"})
                parent[place] = plain
    return root


def _paper(section: ET.Element | None) -> Mapping[str, int]:
    if section is None:
        return {}
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return {}
    found = {"width": _length(size, "w"), "height": _length(size, "h")}
    found |= {name: _length(margins, name) for name in _PAPER}
    text = found["width"] - found["left"] - found["right"]
    is_sound = min(found["width"], found["height"]) > 0 and text > found["width"] // 3
    return {**found, "text": text} if is_sound else {}


def _length(element: ET.Element, name: str) -> int:
    value = element.get(f"{W}{name}", "").lstrip("-")
    return min(int(value), _LARGEST) if _NUMBER.fullmatch(value) else 0
