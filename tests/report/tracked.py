"""Accepts or rejects all tracked changes of a Word document, on its XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(body: ET.Element, *, accepted: bool) -> list[str]:
    """The paragraphs outside tables; one whose mark is taken away goes on in the next."""
    gone = f"{W}del" if accepted else f"{W}ins"
    found: list[str] = []
    running = ""
    for paragraph in body.findall(f"{W}p"):
        running += "".join(_words(paragraph, gone))
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is not None:
            continue
        found.append(running)
        running = ""
    assert not running
    return found


def _words(holder: ET.Element, gone: str) -> Iterator[str]:
    for node in holder:
        if node.tag in {gone, f"{W}pPr"}:
            continue
        if node.tag in {f"{W}t", f"{W}delText"}:
            yield node.text or ""
        elif node.tag == f"{W}br":
            yield "\n"
        elif node.tag == f"{W}tab":
            yield "\t"
        else:
            yield from _words(node, gone)
