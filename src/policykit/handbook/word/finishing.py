"""Fills in what is known only when the whole text of a Word document is there."""

from __future__ import annotations

import html
import re
from typing import Final

from policykit.model.value import dataclass

_UNREADABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE: Final = re.compile(r'<open:place name="([^"]*)"/>')
_OPEN: Final = re.compile(
    r'<open:(?:place name="(?P<name>[^"]*)"/>'
    r'|link to="(?P<anchor>[^"]*)">(?P<words>.*?)</open:link>'
    r'|outside to="(?P<address>[^"]*)"/>'
    r'|numbers from="(?P<start>\d{1,9})"/>'
    r"|(?P<list>bullet|number)/>"
    r"|(?P<end>end)/>)",
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
    settling = _Settling(bullets, frozenset(_PLACE.findall(xml)))
    text = _OPEN.sub(settling.settle, readable(xml))
    return Finished(text, tuple(settling.addresses), tuple(settling.starts))


class _Settling:
    """Settles one opening after another."""

    def __init__(self, bullets: int, names: frozenset[str]) -> None:
        self.addresses: dict[str, int] = {}
        self.starts: list[int] = []
        self._bullets = bullets
        self._names = names
        self._placed: dict[str, int] = {}
        self._lists: list[int] = []

    def settle(self, found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind == "name":
            return self._place(found["name"])
        if kind == "words":
            return self._link(found)
        if kind == "address":
            address = html.unescape(found["address"])
            number = self.addresses.setdefault(address, len(self.addresses) + 1)
            return f'<w:hyperlink r:id="rIdA{number}" w:history="1">'
        if kind == "list":
            is_bullet = found["list"] == "bullet" or not self._lists
            number = self._bullets if is_bullet else self._lists[-1]
            return f'<w:numId w:val="{number}"/>'
        if kind == "start":
            self.starts.append(int(found["start"]))
            self._lists.append(self._bullets + len(self.starts))
        elif self._lists:
            self._lists.pop()
        return ""

    def _place(self, name: str) -> str:
        if name in self._placed:
            return ""
        number = self._placed[name] = len(self._placed)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def _link(self, found: re.Match[str]) -> str:
        words = found["words"]
        if found["anchor"] in self._names:
            return f'<w:hyperlink w:anchor="{found["anchor"]}" w:history="1">{words}</w:hyperlink>'
        return words.replace(_LINK_STYLE, "")
