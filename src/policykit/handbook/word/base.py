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

from policykit.handbook.word.cleaning import A, R, W, cleaned
from policykit.handbook.word.opening import Opened, Related, refusal
from policykit.handbook.word.package import Part, Relation
from policykit.handbook.word.picture import kind_of
from policykit.model.value import dataclass

_PAPER: Final = ("top", "right", "bottom", "left", "header", "footer")
_NUMBER: Final = re.compile("[0-9]{1,7}")
_MOST_PICTURES: Final = 50
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
    styles, numbering, theme = (
        opened.xml_of(parts.get(kind, "")) for kind in ("styles", "numbering", "theme")
    )
    section = next(iter(document.findall(f"{W}body/{W}sectPr")), None)
    return Base(
        styles=None if styles is None else cleaned(styles),
        numbering=None if numbering is None else cleaned(numbering),
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
    named: dict[tuple[str, str], str] = {}
    for kind in ("header", "footer"):
        for reference in section.findall(f"{W}{kind}Reference") if section is not None else ():
            which = reference.get(f"{W}type", "default")
            target = related.get(reference.get(f"{R}id", ""))
            if target is not None and not target.is_outside:
                named.setdefault((kind, which), target.target)
    for place in (each for each in named if each[1] in {"default", "first"}):
        root = opened.xml_of(named[place])
        if root is not None:
            yield place, _margin(opened, named[place], root)


def _margin(opened: Opened, name: str, root: ET.Element) -> Margin:
    made = cleaned(root)
    _demand_whole(root, made)
    embedded = _embedded(opened.related(name), root)
    stem = name.rpartition("/")[2].rpartition(".")[0]
    safe = "".join(sign for sign in stem if sign.isalnum() or sign == "-")[:40]
    ids: dict[str, str] = {}
    pictures: dict[str, Part] = {}
    for identity, target in embedded.items():
        content = opened.bytes_of(target) or b""
        kind = kind_of(content)
        if not kind:
            raise refusal(
                "unknown-picture",
                "A picture in the head or foot of its pages is neither PNG, JPEG nor GIF.",
                "Save the picture as PNG and insert it anew.",
            )
        number = len(pictures) + 1
        ids[identity] = f"rIdB{number}"
        pictures[f"rIdB{number}"] = Part(f"media/base-{safe}-{number}.{kind}", kind, content)
    for blip in made.iter(f"{A}blip"):
        blip.set(f"{R}embed", ids[blip.get(f"{R}embed", "")])
    return Margin(made, pictures)


def _embedded(related: Mapping[str, Related], root: ET.Element) -> Mapping[str, str]:
    """The parts with the pictures, by what the file calls their relations."""
    found: dict[str, str] = {}
    for blip in root.iter(f"{A}blip"):
        identity = blip.get(f"{R}embed", "")
        target = related.get(identity)
        if blip.get(f"{R}link") or target is None or target.is_outside:
            raise refusal(
                "outside-picture",
                "A picture in the head or foot of its pages is kept outside the file.",
                "Insert the picture itself instead of a link to it.",
            )
        found[identity] = target.target
    if len(found) > _MOST_PICTURES:
        raise refusal(
            "too-large",
            f"The head or foot of its pages has more than {_MOST_PICTURES} pictures.",
            "Join them into one picture.",
        )
    return found


def _demand_whole(root: ET.Element, made: ET.Element) -> None:
    """Refuse what would leave a hole where it stood."""
    if any(node.tag.endswith("}imagedata") for node in root.iter()) and not any(
        node.tag == f"{A}blip" for node in root.iter()
    ):
        raise refusal(
            "old-picture",
            "A picture in the head or foot of its pages is of a kind from before Word 2007.",
            "Delete the picture there, insert it anew, and save the file as .docx.",
        )
    if any(not len(drawn) for drawn in made.iter(f"{A}graphicData")):
        raise refusal(
            "unknown-drawing",
            "A drawing in the head or foot of its pages is neither a picture nor made of shapes.",
            "Save the drawing as a PNG picture and insert that instead.",
        )


def _without_pictures(theme: ET.Element) -> ET.Element:
    """A theme whose fills with pictures are plain: the pictures stay behind."""
    root = cleaned(theme)
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == f"{A}blipFill":
                plain = ET.Element(f"{A}solidFill")
                ET.SubElement(plain, f"{A}schemeClr", {"val": "phClr"})
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
