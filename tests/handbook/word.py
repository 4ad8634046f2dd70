"""Reads Word documents back: with python-docx, and the XML as it is."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass
class Word:
    """A document as its XML says it is."""

    content: bytes
    parts: dict[str, ET.Element] = field(init=False)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            self.names = archive.namelist()
            self.times = {entry.date_time for entry in archive.infolist()}
            self.parts = {
                name: ET.fromstring(archive.read(name))  # noqa: S314 - our own output
                for name in self.names
                if name.endswith((".xml", ".rels"))
            }

    @property
    def body(self) -> ET.Element:
        return self.parts["word/document.xml"]

    @property
    def bookmarks(self) -> list[str]:
        return [mark.get(f"{W}name", "") for mark in self.body.iter(f"{W}bookmarkStart")]

    @property
    def links(self) -> list[str]:
        found = [link.get(f"{W}anchor", "") for link in self.body.iter(f"{W}hyperlink")]
        return [name for name in found if name]

    @property
    def page_references(self) -> list[str]:
        told = [code.text or "" for code in self.body.iter(f"{W}instrText")]
        return [name for text in told for name in re.findall(r"PAGEREF (\S+)", text)]

    @property
    def relations(self) -> dict[str, tuple[str, str]]:
        return {
            one.get("Id", ""): (one.get("Target", ""), one.get("TargetMode", "Internal"))
            for one in self.parts["word/_rels/document.xml.rels"]
        }

    def styled(self, style: str) -> Iterator[str]:
        for paragraph in self.body.iter(f"{W}p"):
            name = paragraph.find(f"{W}pPr/{W}pStyle")
            if name is not None and name.get(f"{W}val") == style:
                yield said(paragraph)

    @property
    def said(self) -> str:
        return " ".join(" ".join(said(each) for each in self.body.iter(f"{W}p")).split())


def said(paragraph: ET.Element) -> str:
    """The words of a paragraph; a tab or line break is a space."""
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in {f"{W}tab", f"{W}br"}:
            parts.append(" ")
    return "".join(parts)
