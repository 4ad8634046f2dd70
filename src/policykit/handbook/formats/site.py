"""A static site that opens by double click: a folder for each language, a page for each policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from policykit.handbook.colours import accent_style
from policykit.handbook.framing import MOST_WITH_WHOLE_MENU, Frame
from policykit.handbook.outline import outline
from policykit.handbook.picture import picture
from policykit.handbook.printing import MOST_ON_ONE_PAGE, printed_page
from policykit.handbook.remark_addresses import REMARKS
from policykit.handbook.searching import LOOK, SCRIPT, is_searched, search_files
from policykit.handbook.site_pages import (
    EXTRAS,
    SitePage,
    crumbs,
    pages_of_site,
    rule_chapters,
)
from policykit.model.book import Book, Chapter, OutputFile, PolicyPage
from policykit.model.value import dataclass
from policykit.rendering import Plain, Templates, plain

_FOLDER: Final = "site"
_STYLES: Final = ("site.css", LOOK)
_SCRIPTS: Final = ("site.js",)
_EXTRA_PATHS: Final = tuple(f"{kind}.html" for kind in EXTRAS)


@dataclass(frozen=True, slots=True)
class SiteFormat:
    """The format of handbooks called `site`."""

    name: str = "site"

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """All files of a book in its language, and those all languages share.

        The shared files (`index.html`, `assets/`) are the same from every language, so books
        of one handbook can be written into one folder in any order.

        Raises:
            RenderError: a template cannot be filled in.
        """
        return tuple(self.each(book, templates))

    def each(self, book: Book, templates: Templates) -> Iterator[OutputFile]:
        """The files that `render` gives, each as soon as it is made."""
        return _files(book, templates)


FORMAT: Final = SiteFormat()


def _files(book: Book, templates: Templates) -> Iterator[OutputFile]:
    logo = picture(book.design.logo)
    shared = outline(book)
    pages = tuple(pages_of_site(book))
    by_path = {page.path: page for page in pages}
    is_printed = len(book.policies) <= MOST_ON_ONE_PAGE
    common: dict[str, Plain] = {
        "extras": [dict(by_path[path].link) for path in _EXTRA_PATHS if path in by_path],
        "logo": logo.name if logo else "",
        "heading": 1,
    }
    frame = Frame(
        templates,
        {"book": shared, "page": common},
        book.language.id,
        templates.render(f"{_FOLDER}/filters.html", {"book": shared}),
        len(book.policies) > MOST_WITH_WHOLE_MENU,
        {},
    )
    scripts = [SCRIPT] if is_searched(book) else []
    printed: dict[str, Plain] = {}
    for index, page in enumerate(pages):
        data: dict[str, Plain] = {
            "book": shared,
            "page": {
                **common,
                **page.link,
                **page.place,
                "kind": page.kind,
                "scripts": [*scripts, *filter(None, (frame.script(page),))],
                "print": _print_path(page) if is_printed else "",
                "crumbs": [
                    dict(crumb.link) for crumb in crumbs(page, by_path, book.words["front"])
                ],
                "previous": dict(pages[index - 1].link) if index else None,
                "next": dict(pages[index + 1].link) if index + 1 < len(pages) else None,
            },
        }
        data.update(_subject(page, book, shared))
        if is_printed and isinstance(page.subject, PolicyPage):
            printed[page.subject.id] = data["policy"]
        text = templates.render(f"{_FOLDER}/{page.kind}.html", data)
        text = templates.finished(text, partial(frame.around, page))
        yield OutputFile(f"{book.language.id}/{page.path}", text.encode())
    yield from frame.scripts()
    if is_printed:
        yield from _printed(book, templates, shared, pages, printed)
    yield OutputFile("index.html", _choice(book, templates).encode())
    styles = (*_STYLES, REMARKS) if book.remark else _STYLES
    style = "".join(templates.text(f"{_FOLDER}/{name}") for name in styles)
    yield OutputFile("assets/site.css", (style + accent_style(book.design.accent)).encode())
    for name in _SCRIPTS:
        yield OutputFile(f"assets/{name}", templates.text(f"{_FOLDER}/{name}").encode())
    if logo:
        yield OutputFile(f"assets/{logo.name}", logo.content)
    yield from search_files(book, templates)


def _subject(page: SitePage, book: Book, shared: Plain) -> dict[str, Plain]:
    """What the template of a page is given beside the book and the page."""
    if isinstance(page.subject, PolicyPage):
        return {"policy": plain(page.subject)}
    if isinstance(page.subject, Chapter):
        return {"chapter": plain(page.subject)}
    if isinstance(page.subject, tuple) and isinstance(shared, dict):
        # The list of all rules knows the rules of the book it is given.
        return {"book": {**shared, "index": plain(page.subject)}}
    return {"chapters": rule_chapters(book)} if page.kind == "rules-chapters" else {}


def _print_path(page: SitePage) -> str:
    """The page to print that holds all of a chapter or of the book, '' where there is none."""
    if isinstance(page.subject, Chapter) and page.subject.policies:
        return f"print/{page.chapter}.html"
    return "print.html" if page.kind == "front" else ""


def _printed(
    book: Book,
    templates: Templates,
    shared: Plain,
    pages: tuple[SitePage, ...],
    printed: Mapping[str, Plain],
) -> Iterator[OutputFile]:
    """A page for the whole book and one for each chapter, to be printed."""
    for page in pages:
        path = _print_path(page)
        if not path or not book.policies:
            continue
        chapters = [each for each in book.chapters if page.chapter in {"", each.id}]
        inside = {each.id for each in chapters}
        text = printed_page(
            templates,
            {
                "book": shared,
                "chapters": [plain(each) for each in chapters],
                "policies": [printed[each.id] for each in book.policies if each.chapter in inside],
                "page": {
                    **page.link,
                    "chapter": page.chapter,
                    "home": f"{'../' * path.count('/')}{page.path}",
                    "root": "../" * (path.count("/") + 1),
                    "kind": "print",
                    "up": None,
                    "heading": 2 if page.chapter else 3,
                },
            },
            "../" * path.count("/"),
        )
        yield OutputFile(f"{book.language.id}/{path}", text.encode())


def _choice(book: Book, templates: Templates) -> str:
    languages: list[Plain] = [plain(language) for language in book.languages]
    name = book.organisation.name or book.name
    return templates.render(
        f"{_FOLDER}/languages.html", {"book": {"languages": languages}, "name": name}
    )
