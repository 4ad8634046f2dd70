"""Styles and lists of a company's document and of the handbook, as one part each.

A style of theirs stands for ours of the same name, whatever it is called inside: Word keeps
names such as `heading 1` in English in every language, while ids follow the language.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Final

from policykit.handbook.word.base import Base, serialised
from policykit.handbook.word.cleaning import W
from policykit.handbook.word.opening import parsed

_NUMBER: Final = re.compile("[0-9]{1,8}")
_NAMING: Final = (
    "basedOn",
    "next",
    "link",
    "pStyle",
    "rStyle",
    "tblStyle",
    "styleLink",
    "numStyleLink",
)


def merged_styles(ours: bytes, theirs: ET.Element) -> tuple[bytes, Mapping[str, str]]:
    """All styles, and what theirs are called now, by what they were called.

    Args:
        ours: the styles of the handbook, as XML.
        theirs: the styles of the document.
    """
    own = parsed(ours)
    ids = {_key(style): style.get(f"{W}styleId", "") for style in own.iter(f"{W}style")}
    taken = set(ids.values())
    renamed: dict[str, str] = {}
    matched: set[str] = set()
    for style in theirs.iter(f"{W}style"):
        identity = style.get(f"{W}styleId", "")
        found = ids.get(_key(style))
        if found and found not in matched:
            matched.add(found)
            renamed[identity] = found
        elif identity in taken:
            renamed[identity] = f"{identity}-base"
    rename(theirs, renamed)
    for style in own.iter(f"{W}style"):
        if style.get(f"{W}styleId") not in matched:
            theirs.append(style)
    _speak(own, theirs)
    return serialised(theirs), renamed


def rename(root: ET.Element, names: Mapping[str, str]) -> None:
    """Give styles their new names wherever they are named."""
    for style in root.iter(f"{W}style"):
        identity = style.get(f"{W}styleId", "")
        style.set(f"{W}styleId", names.get(identity, identity))
    for kind in _NAMING:
        for one in root.iter(f"{W}{kind}"):
            name = one.get(f"{W}val", "")
            one.set(f"{W}val", names.get(name, name))


def first_free(base: Base) -> int:
    """The first number no list of theirs has."""
    if base.numbering is None:
        return 1
    found = [
        node.get(f"{W}{name}", "")
        for kind, name in (("abstractNum", "abstractNumId"), ("num", "numId"))
        for node in base.numbering.iter(f"{W}{kind}")
    ]
    return 1 + max((int(value) for value in found if _NUMBER.fullmatch(value)), default=0)


def merged_numbering(ours: bytes, theirs: ET.Element, names: Mapping[str, str]) -> bytes:
    """All lists: first what they look like, then the lists themselves, as Word wants them."""
    own = parsed(ours)
    rename(theirs, names)
    root = ET.Element(f"{W}numbering")
    for kind in ("abstractNum", "num"):
        for one in (theirs, own):
            root.extend(one.findall(f"{W}{kind}"))
    return serialised(root)


def _key(style: ET.Element) -> tuple[str, str]:
    name = style.find(f"{W}name")
    words = "" if name is None else name.get(f"{W}val", "")
    return style.get(f"{W}type", ""), words.lower()


def _speak(own: ET.Element, theirs: ET.Element) -> None:
    """Their document speaks the language of the handbook."""
    language = own.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None:
        return
    for spoken in theirs.iter(f"{W}lang"):
        spoken.attrib.clear()
        spoken.attrib.update(language.attrib)
    properties = theirs.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if properties is not None and properties.find(f"{W}lang") is None:
        properties.append(language)
