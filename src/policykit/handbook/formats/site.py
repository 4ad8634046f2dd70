"""A static site that opens by double click: a folder for each language, a page for each policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

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


def _files(book: Book, templates: Templates) -> Iterator[OutputFile]:
    shared = plain(book)
    pages = tuple(_pages(book))
    by_path = {page.path: page for page in pages}
    extras: list[Plain] = [dict(page.link) for page in pages if page.kind in _EXTRAS]
    policies = {
        policy.id: each
        for policy, each in zip(book.policies, _each(shared, "policies"), strict=True)
    }
    chapters = {
        chapter.id: each
        for chapter, each in zip(book.chapters, _each(shared, "chapters"), strict=True)
    }
    for index, page in enumerate(pages):
        data: dict[str, Plain] = {
            "book": shared,
            "page": {
                **page.link,
                "kind": page.kind,
                "up": page.up,
                "root": f"../{page.up}",
                "chapter": page.chapter,
                "crumbs": [
                    dict(crumb.link) for crumb in _crumbs(page, by_path, book.words["front"])
                ],
                "previous": dict(pages[index - 1].link) if index else None,
                "next": dict(pages[index + 1].link) if index + 1 < len(pages) else None,
                "extras": extras,
                "scripts": [SCRIPT] if is_searched(book) else [],
            },
        }
        if isinstance(page.subject, PolicyPage):
            data["policy"] = policies[page.subject.id]
        elif isinstance(page.subject, Chapter):
            data["chapter"] = chapters[page.subject.id]
        text = templates.render(f"{_FOLDER}/{page.kind}.html", data)
        yield OutputFile(f"{book.language.id}/{page.path}", text.encode())
    yield OutputFile("index.html", _choice(book, templates).encode())
    style = "".join(templates.text(f"{_FOLDER}/{name}") for name in _STYLES)
    yield OutputFile("assets/site.css", style.encode())
    for name in _SCRIPTS:
        yield OutputFile(f"assets/{name}", templates.text(f"{_FOLDER}/{name}").encode())
    yield from search_files(book, templates)


def _each(holder: Plain, key: str) -> list[Plain]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []


_EXTRAS: Final = ("decisions", "rules", "glossary", "owners")
"""Pages at the back, in their order."""


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


def _choice(book: Book, templates: Templates) -> str:
    languages: list[Plain] = [plain(language) for language in book.languages]
    name = book.organisation.name or book.name
    return templates.render(
        f"{_FOLDER}/languages.html", {"book": {"languages": languages}, "name": name}
    )
