"""Fills in what is known only when the whole text of a Word document is there."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

_UNREADABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOOKMARK: Final = re.compile(r'<w:bookmarkStart w:name="([^"]*)"/>')
_OPEN: Final = re.compile(
    r'<w:bookmarkStart w:name="(?P<name>[^"]*)"/><w:bookmarkEnd/>'
    r'|<w:hyperlink w:anchor="(?P<anchor>[^"]*)"(?P<more>[^>]*)>(?P<words>.*?)</w:hyperlink>'
    r'|<w:hyperlink r:id="(?P<address>[^"]*)"'
    r"|<!--numbers (?P<start>\d{1,9})-->"
    r"|(?P<end><!--/numbers-->)"
    r'|<w:numId w:val="(?P<list>bullets|here)"/>',
    re.DOTALL,
)
_LINK_STYLE: Final = '<w:rStyle w:val="Hyperlink"/>'


@dataclass(frozen=True, slots=True)
class Finished:
    """A whole text, with what other parts of the package have to say about it.

    `addresses` are the outside addresses by the order of their relations `rIdA1`, …; `starts`
    the first numbers of the counted lists, whose ids follow `bullets`, that of the bullets.
    """

    text: str
    addresses: tuple[str, ...]
    starts: tuple[int, ...]


def readable(xml: str) -> str:
    """XML without the characters that XML 1.0 does not know; one would spoil the whole file."""
    return _UNREADABLE.sub("", xml)


def finish(xml: str, bullets: int) -> Finished:
    """A text in which all places, links and lists are settled.

    A name stands for one place, the first that has it; a link to what is not printed becomes
    its words.

    Args:
        xml: as the templates make it.
        bullets: the id of the list of bullets; counted lists have the ids after it.
    """
    settling = _Settling(bullets, frozenset(_BOOKMARK.findall(xml)))
    text = _OPEN.sub(settling.settle, readable(xml))
    return Finished(text, tuple(settling.addresses), tuple(settling.starts))


@dataclass(slots=True)
class _Settling:
    bullets: int
    names: frozenset[str]
    placed: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)

    def settle(self, found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind == "name":
            return self._place(found["name"])
        if kind == "words":
            return self._link(found)
        if kind == "address":
            address = html.unescape(found["address"])
            number = self.addresses.setdefault(address, len(self.addresses) + 1)
            return f'<w:hyperlink r:id="rIdA{number}"'
        if kind == "list":
            is_bullet = found["list"] == "bullets" or not self.lists
            number = self.bullets if is_bullet else self.lists[-1]
            return f'<w:numId w:val="{number}"/>'
        if kind == "start":
            self.starts.append(int(found["start"]))
            self.lists.append(self.bullets + len(self.starts))
        elif self.lists:
            self.lists.pop()
        return ""

    def _place(self, name: str) -> str:
        if name in self.placed:
            return ""
        number = self.placed[name] = len(self.placed)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def _link(self, found: re.Match[str]) -> str:
        words = found["words"]
        if found["anchor"] in self.names:
            return f'<w:hyperlink w:anchor="{found["anchor"]}"{found["more"]}>{words}</w:hyperlink>'
        return words.replace(_LINK_STYLE, "")
