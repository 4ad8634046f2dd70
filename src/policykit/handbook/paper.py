"""Rules of CSS for paper: its size, what stands at the head and foot of each page."""

from __future__ import annotations

import unicodedata
from typing import Final

from policykit.model.book import Book

_SIZES: Final = {"a4": "A4", "a5": "A5", "letter": "letter"}
_MARGINS: Final = {"a4": "22mm 18mm 20mm", "a5": "16mm 12mm 16mm", "letter": "22mm 18mm 20mm"}
_SHEETS: Final = frozenset({"quick-card", "board"})
"""Kinds of handbooks that are a sheet: no cover, so that the first page is like all others."""


def page_rules(book: Book) -> str:
    """The pages of a book: running heads, and the number of the page among all.

    Browsers know all of it but the title of the policy at the head, which only programs that
    make PDF of HTML do; a browser leaves that one out.
    """
    before, between, after = _page_words(book.words["page_of"])
    imprint = " · ".join(filter(None, (book.organisation.name, book.title)))
    as_of = " · ".join(filter(None, (f"{book.words['as_of']} {book.as_of}", book.edition)))
    size = _SIZES.get(book.design.page_size, "A4")
    margins = _MARGINS.get(book.design.page_size, _MARGINS["a4"])
    number = f"{text(before)} counter(page) {text(between)} counter(pages) {text(after)}"
    face = "font: 8pt system-ui, sans-serif; color: #444;"
    first = "" if book.template in _SHEETS else _FIRST
    return (
        f"@page {{ size: {size}; margin: {margins};\n"
        f"  @top-left {{ content: {text(imprint)}; {face} }}\n"
        f"  @top-right {{ content: string(policy); {face} }}\n"
        f"  @bottom-left {{ content: {text(as_of)}; {face} }}\n"
        f"  @bottom-right {{ content: {number}; {face} }}\n"
        f"}}\n{first}"
    )


_UNSAID: Final = frozenset({"Cc", "Cs", "Cn"})
"""Kinds of characters that stand for nothing one can print: controls and the like."""

_FIRST: Final = (
    "@page :first { @top-left { content: none } @top-right { content: none } "
    "@bottom-left { content: none } @bottom-right { content: none } }\n"
)


def text(words: str) -> str:
    """Words as a text of CSS; all but plain letters and digits by their codes."""
    inside = "".join(
        each if each.isascii() and (each.isalnum() or each == " ") else f"\\{ord(each):x} "
        for each in words
        if unicodedata.category(each) not in _UNSAID
    )
    return f'"{inside}"'


def _page_words(pattern: str) -> tuple[str, str, str]:
    """What stands before, between and after the two numbers."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after
