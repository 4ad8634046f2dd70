"""A static site that opens by double click: a folder for each language, a page for each policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from policykit.handbook.colours import accent_style
from policykit.handbook.outline import outline
from policykit.handbook.picture import picture
from policykit.handbook.printing import MOST_ON_ONE_PAGE, printed_page
from policykit.handbook.searching import LOOK, SCRIPT, is_searched, search_files
from policykit.model.book import Book, Chapter, OutputFile, PolicyPage
from policykit.model.value import dataclass
from policykit.rendering import Plain, Templates, plain

_FOLDER: Final = "site"
_STYLES: Final = ("site.css", LOOK)
_SCRIPTS: Final = ("site.js",)


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
        return tuple(_files(book, templates))


FORMAT: Final = SiteFormat()


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a language: its template, its path in the folder, what it is of."""

    kind: str
    path: str
    title: str
    language: str = ""
    chapter: str = ""
    subject: Chapter | PolicyPage | None = None

    @property
    def link(self) -> Mapping[str, Plain]:
        """The page as what another one links to."""
        return {"path": self.path, "title": self.title, "language": self.language}

    @property
    def up(self) -> str:
        """The way from the page to the folder of its language."""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the text of pages, each part made once for many of them."""

    templates: Templates
    data: Mapping[str, Plain]
    filters: str
    menus: dict[tuple[str, str], str]

    def around(self, page: _Page, text: str) -> str:
        """The page with what stands around its text."""
        filters = self.filters if page.kind in _FILTERED else ""
        if page.kind == "policy":
            text = text.replace(f'href="{page.up}{page.path}#', 'href="#')
        return text.replace("<!--filters-->", filters, 1).replace(
            "<!--menu-->", self._menu(page), 1
        )

    def _menu(self, page: _Page) -> str:
        key = (page.chapter, page.up)
        if key not in self.menus:
            data = {**self.data, "page": {**_no_page(self.data), **_place(page)}}
            self.menus[key] = self.templates.render(f"{_FOLDER}/menu.html", data)
        link = f'href="{page.up}{page.path}"'
        return self.menus[key].replace(link, f'{link} aria-current="page"', 1)


def _files(book: Book, templates: Templates) -> Iterator[OutputFile]:
    logo = picture(book.design.logo)
    shared = outline(book)
    pages = tuple(_pages(book))
    by_path = {page.path: page for page in pages}
    is_printed = len(book.policies) <= MOST_ON_ONE_PAGE
    common: dict[str, Plain] = {
        "extras": [dict(page.link) for page in pages if page.kind in _EXTRAS],
        "scripts": [SCRIPT] if is_searched(book) else [],
        "logo": logo.name if logo else "",
        "heading": 1,
    }
    filters = templates.render(f"{_FOLDER}/filters.html", {"book": shared})
    frame = _Frame(templates, {"book": shared, "page": common}, filters, {})
    printed: dict[str, Plain] = {}
    for index, page in enumerate(pages):
        data: dict[str, Plain] = {
            "book": shared,
            "page": {
                **common,
                **page.link,
                **_place(page),
                "kind": page.kind,
                "print": _print_path(page) if is_printed else "",
                "crumbs": [
                    dict(crumb.link) for crumb in _crumbs(page, by_path, book.words["front"])
                ],
                "previous": dict(pages[index - 1].link) if index else None,
                "next": dict(pages[index + 1].link) if index + 1 < len(pages) else None,
            },
        }
        if isinstance(page.subject, PolicyPage):
            data["policy"] = plain(page.subject)
            if is_printed:
                printed[page.subject.id] = data["policy"]
        elif isinstance(page.subject, Chapter):
            data["chapter"] = plain(page.subject)
        text = templates.render(f"{_FOLDER}/{page.kind}.html", data)
        yield OutputFile(f"{book.language.id}/{page.path}", frame.around(page, text).encode())
    if is_printed:
        yield from _printed(book, templates, shared, pages, printed)
    yield OutputFile("index.html", _choice(book, templates).encode())
    style = "".join(templates.text(f"{_FOLDER}/{name}") for name in _STYLES)
    yield OutputFile("assets/site.css", (style + accent_style(book.design.accent)).encode())
    for name in _SCRIPTS:
        yield OutputFile(f"assets/{name}", templates.text(f"{_FOLDER}/{name}").encode())
    if logo:
        yield OutputFile(f"assets/{logo.name}", logo.content)
    yield from search_files(book, templates)


def _no_page(data: Mapping[str, Plain]) -> dict[str, Plain]:
    found = data["page"]
    return dict(found) if isinstance(found, dict) else {}


def _place(page: _Page) -> dict[str, Plain]:
    """Where a page stands."""
    return {"up": page.up, "root": f"../{page.up}", "chapter": page.chapter}


_EXTRAS: Final = ("decisions", "rules", "glossary", "owners")
"""Pages at the back, in their order."""

_FILTERED: Final = frozenset({"front", "area", "policy", "decisions"})
"""Pages with things that are for some roles or channels only."""


def _pages(book: Book) -> Iterator[_Page]:
    """All pages in the order they are turned."""
    yield _Page("front", "index.html", book.title, book.title_language)
    by_chapter: dict[str, list[PolicyPage]] = {}
    for policy in book.policies:
        by_chapter.setdefault(policy.chapter, []).append(policy)
    for chapter in book.chapters:
        yield _Page("area", f"areas/{chapter.id}.html", chapter.title, "", chapter.id, chapter)
        for policy in by_chapter.get(chapter.id, []):
            yield _Page(
                "policy",
                f"policies/{policy.id}.html",
                policy.title,
                policy.language,
                chapter.id,
                policy,
            )
    filled = {
        "decisions": (book.decisions, "decisions"),
        "rules": (book.index, "rules_index"),
        "glossary": (book.glossary, "glossary"),
        "owners": (book.owners, "owners"),
    }
    for kind in _EXTRAS:
        rows, word = filled[kind]
        if rows:
            yield _Page(kind, f"{kind}.html", book.words[word])


def _crumbs(page: _Page, by_path: Mapping[str, _Page], front: str) -> Iterator[_Page]:
    if page.kind == "front":
        return
    yield replace(by_path["index.html"], title=front, language="")
    if page.kind == "policy":
        yield by_path[f"areas/{page.chapter}.html"]


def _print_path(page: _Page) -> str:
    """The page to print that holds all of a chapter or of the book, '' where there is none."""
    if isinstance(page.subject, Chapter) and page.subject.policies:
        return f"print/{page.chapter}.html"
    return "print.html" if page.kind == "front" else ""


def _printed(
    book: Book,
    templates: Templates,
    shared: Plain,
    pages: tuple[_Page, ...],
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
