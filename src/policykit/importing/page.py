"""The text of an HTML page: scripts are never run, nothing is fetched."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from typing import Final

from policykit.importing.source import Block, BlockKind, Cell, SourceText, clean, letters

_HEADINGS: Final = {f"h{depth}": depth for depth in range(1, 7)}
_UNREAD: Final = frozenset({"script", "style", "template", "svg", "title", "iframe"})
_ASIDES: Final = frozenset({"nav", "header", "footer", "aside"})
_BLOCKS: Final = frozenset({
    "p", "div", "section", "article", "main", "body", "html", "ul", "ol", "dl", "dt", "dd", "li", "br", "hr",
    "pre", "blockquote", "figure", "figcaption", "address", "form", "fieldset", "table", "caption",
    "details", "summary", *_HEADINGS, *_ASIDES,
})  # fmt: skip
_VOID: Final = frozenset(
    {
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "col",
        "wbr",
        "source",
        "area",
        "base",
        "embed",
        "param",
        "track",
    }
)


_MOST_OPEN: Final = 200
"""Marks without an end that are still read one by one; each costs as much as all of the rest."""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.letters = 0
        self.unread = 0
        self._words: list[str] = []
        self._line = 1
        self._open: list[str] = []
        # How often each is open, the outermost first: pages may be a million elements deep.
        self._within: dict[str, int] = {}
        self._skipped = ""
        self._rows: list[list[list[Cell]]] = []
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if self._skipped:
            return
        if tag in _UNREAD:
            self._skipped = tag
            self.unread += tag in {"script", "iframe"}
            return
        if tag in _BLOCKS or tag in {"tr", "td", "th"}:
            self._flush()
        if tag == "table":
            self._tables += 1
        elif tag == "tr" and self._tables == 1:
            self._rows.append([])
        elif tag in {"td", "th"} and self._tables == 1 and self._rows:
            self._rows[-1].append([])
        if tag not in _VOID:
            self._open.append(tag)
            self._within[tag] = self._within.get(tag, 0) + 1

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped:
                self._skipped = ""
            return
        if tag in _BLOCKS or tag in {"tr", "td", "th"}:
            self._flush()
        if tag == "table" and self._tables:
            self._tables -= 1
            if not self._tables:
                self._table()
        if tag in self._within:
            while self._closed() != tag:
                pass

    def _closed(self) -> str:
        """Close the innermost element; gives its name."""
        tag = self._open.pop()
        self._within[tag] -= 1
        if not self._within[tag]:
            del self._within[tag]
        return tag

    def parse_html_declaration(self, i: int) -> int:
        """Take a declaration that is none for a remark, as browsers do."""
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        self.letters += letters(data)
        if not self._words and data.strip():
            self._line = self.getpos()[0] + len(data) - len(data.lstrip("\n"))
        self._words.append(data)

    def finish(self) -> None:
        """Take what is still open at the end."""
        if self.rawdata.count("<") > _MOST_OPEN:
            rest, self.rawdata = self.rawdata, ""
            self.handle_data(unescape(rest))
        self.close()
        self._flush()
        self._table()

    def _flush(self) -> None:
        text = clean("".join(self._words))
        self._words = []
        if not text:
            return
        place = f"line {self._line}"
        if self._tables and self._rows and self._rows[-1]:
            self._rows[-1][-1].append(Cell(text, place))
            return
        heading = next((_HEADINGS[each] for each in self._within if each in _HEADINGS), 0)
        aside = next((each for each in self._within if each in _ASIDES), "")
        depth = self._within.get("ul", 0) + self._within.get("ol", 0)
        if heading:
            # A page often has its title in its header.
            self.blocks.append(Block(BlockKind.HEADING, text, place, heading))
        elif aside:
            name = {"nav": "navigation"}.get(aside, aside)
            self.blocks.append(Block(BlockKind.ASIDE, text, place, aside=name))
        elif not self._within.keys().isdisjoint({"li", "dd", "dt"}):
            self.blocks.append(Block(BlockKind.ITEM, text, place, max(depth, 1)))
        elif "blockquote" in self._within:
            self.blocks.append(Block(BlockKind.QUOTE, text, place))
        else:
            self.blocks.append(Block(BlockKind.PARAGRAPH, text, place))

    def _table(self) -> None:
        rows = tuple(
            tuple(
                Cell(" ".join(each.text for each in cell), cell[0].place if cell else "")
                for cell in row
            )
            for row in self._rows
            if any(row)
        )
        pieces = [each for row in self._rows for cell in row for each in cell]
        self._rows = []
        if not rows:
            return
        if len(rows) == 1 or max(map(len, rows)) == 1:
            self.blocks += [Block(BlockKind.PARAGRAPH, each.text, each.place) for each in pieces]
            return
        self.blocks.append(Block(BlockKind.TABLE, "", pieces[0].place, rows=rows))


def read_page(text: str, name: str, remarks: tuple[str, ...] = ()) -> SourceText:
    """The blocks of an HTML page; its title, scripts and styles are no text."""
    page = _Page()
    page.feed(text)
    page.finish()
    told = (f"{page.unread} script(s) or frame(s) were left out.",) if page.unread else ()
    return SourceText(name, tuple(page.blocks), page.letters, remarks=(*remarks, *told))
