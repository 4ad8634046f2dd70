"""What stands around the text of pages: made once for all pages of a chapter, not for each.

The pages of a large handbook do not repeat it either: a script of each chapter brings its menu
and the choice of roles and channels, and without the script the menu is a short one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.handbook.site_pages import SitePage
from policykit.model.book import OutputFile
from policykit.model.value import dataclass
from policykit.rendering import Plain, Templates
from policykit.search.packing import script_json

MOST_WITH_WHOLE_MENU: Final = 300
"""Policies of a handbook whose pages hold their whole menu; of larger ones, the menus would be a
third of all bytes."""

_FILTERED: Final = frozenset({"front", "area", "policy", "decisions"})
"""Pages with things that are for some roles or channels only."""

_LATER: Final = '<div id="filters-here" hidden></div>'


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around pages.

    `data` is what templates see of any page; `filters` the choice of roles and channels;
    `menus` those made so far, by chapter, way up and whether they are short.
    """

    templates: Templates
    data: Mapping[str, Plain]
    language: str
    filters: str
    is_large: bool
    menus: dict[tuple[str, str, bool], str]

    def script(self, page: SitePage) -> str:
        """The script in `assets/` that brings the menu of a page, '' where the page holds it."""
        if not self.is_large or not page.chapter:
            return ""
        return f"menu-{self.language}-{page.chapter}.js"

    def around(self, page: SitePage, text: str) -> str:
        """The page with what stands around its text."""
        filters = self.filters if page.kind in _FILTERED else ""
        if self.script(page) and filters:
            filters = _LATER
        if page.kind == "policy":
            text = text.replace(f'href="{page.up}{page.path}#', 'href="#')
        return text.replace("<!--filters-->", filters, 1).replace(
            "<!--menu-->", self._marked(page), 1
        )

    def scripts(self) -> Iterator[OutputFile]:
        """The scripts that bring menus, of the pages that were made."""
        for chapter, up, is_short in tuple(self.menus):
            if is_short:
                menu = self._menu(chapter, up, is_short=False)
                told = script_json({"menu": menu, "filters": self.filters})
                text = f"var policykit_frame={told};\n"
                yield OutputFile(f"assets/menu-{self.language}-{chapter}.js", text.encode())

    def _marked(self, page: SitePage) -> str:
        """The menu with the page one is on."""
        menu = self._menu(page.chapter, page.up, is_short=bool(self.script(page)))
        link = f'href="{page.up}{page.path}"'
        return menu.replace(link, f'{link} aria-current="page"', 1)

    def _menu(self, chapter: str, up: str, *, is_short: bool) -> str:
        key = (chapter, up, is_short)
        if key not in self.menus:
            page = self.data["page"]
            # Without a chapter of its own, a menu lists no policies.
            own = "" if is_short else chapter
            place: dict[str, Plain] = {"up": up, "root": f"../{up}", "chapter": own}
            known = page if isinstance(page, dict) else {}
            data = {**self.data, "page": {**known, **place}}
            if is_short:
                data["book"] = _shortened(self.data["book"], chapter)
            self.menus[key] = self.templates.render("site/menu.html", data)
        return self.menus[key]


def _shortened(book: Plain, chapter: str) -> Plain:
    """A book for its short menu: with one chapter, and without its tables."""
    if not isinstance(book, dict) or not isinstance(book["chapters"], list):
        return book
    kept: list[Plain] = [
        each for each in book["chapters"] if isinstance(each, dict) and each["id"] == chapter
    ]
    return {**book, "chapters": kept, "overview": []}
