"""Reads pages the way a strict browser would, and says what is wrong with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "link", "meta", "input", "img"})
NO_BLOCKS_INSIDE = frozenset({"p", "h1", "h2", "h3", "h4", "span", "b", "dt"})
BLOCKS = frozenset({"p", "div", "ul", "ol", "dl", "table", "section", "h1", "h2", "h3", "figure"})
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "tr": {"th", "td"},
    "table": {"caption", "thead", "tbody"},
}


@dataclass
class Page(HTMLParser):
    text: str
    problems: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.feed(self.text)
        self.close()
        self.problems.extend(f"<{tag}> is never closed" for tag in self.open)
        self.places = frozenset(self.ids)
        doubled = sorted(name for name, count in Counter(self.ids).items() if count > 1)
        self.problems.extend(f"id {name} stands twice" for name in doubled)
        self.problems.extend(
            f"{name} describes nothing" for name in self.described if name not in self.places
        )
        if self.headings[:1] != [1] or self.headings.count(1) != 1:
            self.problems.append(f"headings start with {self.headings[:2]}")
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                self.problems.append(f"a heading of level {after} follows one of {before}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = self.open[-1] if self.open else ""
        if tag in BLOCKS and NO_BLOCKS_INSIDE & set(self.open):
            self.problems.append(f"<{tag}> in {self.open[-3:]}")
        if inside in CHILDREN and tag not in CHILDREN[inside]:
            self.problems.append(f"<{tag}> directly in <{inside}>")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "id":
            self.ids.append(value)
        elif name == "lang":
            self.languages.append(value)
        elif name == "aria-labelledby":
            self.described.append(value)
        elif name.startswith("on") or name == "style":
            self.handlers.append(f"{name}={value}")
        elif (tag, name) == ("a", "href"):
            self.links.append(value)
        elif name in {"src", "href", "srcset", "data"}:
            self.loads.append(value)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def said(self) -> str:
        return " ".join("".join(self.words).split())
