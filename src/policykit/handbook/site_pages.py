"""The pages of a site: what each is of, where it stands, and the order they are turned in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, TypeAlias

from policykit.model.book import Book, Chapter, IndexGroup, PolicyPage
from policykit.model.value import dataclass
from policykit.rendering import Plain

MOST_RULES_ON_ONE_PAGE: Final = 800
"""Rules in one list, about 40 KB of it packed; larger lists have a page for each chapter."""

EXTRAS: Final = ("decisions", "rules", "glossary", "owners")
"""Pages at the back, in their order."""

Subject: TypeAlias = Chapter | PolicyPage | tuple[IndexGroup, ...] | None
"""What a page is of: a chapter, a policy, the rules of a chapter, or the book."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of a language: its template, its path in the folder, what it is of.

    `below` is the path of the page it belongs to beside the front page, '' for none.
    """

    kind: str
    path: str
    title: str
    language: str = ""
    chapter: str = ""
    subject: Subject = None
    below: str = ""

    @property
    def link(self) -> Mapping[str, Plain]:
        """The page as what another one links to."""
        return {"path": self.path, "title": self.title, "language": self.language}

    @property
    def up(self) -> str:
        """The way from the page to the folder of its language."""
        return "../" * self.path.count("/")

    @property
    def place(self) -> dict[str, Plain]:
        """Where the page stands, as templates are told."""
        return {"up": self.up, "root": f"../{self.up}", "chapter": self.chapter}


def pages_of_site(book: Book) -> Iterator[SitePage]:
    """All pages in the order they are turned."""
    yield SitePage("front", "index.html", book.title, book.title_language)
    by_chapter: dict[str, list[PolicyPage]] = {}
    for policy in book.policies:
        by_chapter.setdefault(policy.chapter, []).append(policy)
    for chapter in book.chapters:
        area = f"areas/{chapter.id}.html"
        yield SitePage("area", area, chapter.title, "", chapter.id, chapter)
        for policy in by_chapter.get(chapter.id, []):
            path = f"policies/{policy.id}.html"
            yield SitePage(
                "policy", path, policy.title, policy.language, chapter.id, policy, below=area
            )
    filled = {
        "decisions": (book.decisions, "decisions"),
        "rules": (book.index, "rules_index"),
        "glossary": (book.glossary, "glossary"),
        "owners": (book.owners, "owners"),
    }
    for kind in EXTRAS:
        rows, word = filled[kind]
        if rows and kind == "rules":
            yield from _rules(book)
        elif rows:
            yield SitePage(kind, f"{kind}.html", book.words[word])


def crumbs(page: SitePage, by_path: Mapping[str, SitePage], front: str) -> Iterator[SitePage]:
    """The pages above a page, from the front page down; `front` is what that is called."""
    if page.kind == "front":
        return
    yield replace(by_path["index.html"], title=front, language="")
    if page.below:
        yield by_path[page.below]


def _rules(book: Book) -> Iterator[SitePage]:
    """The list of all rules: one page, or a list of chapters with a page for each."""
    title = book.words["rules_index"]
    if sum(len(group.lines) for group in book.index) <= MOST_RULES_ON_ONE_PAGE:
        yield SitePage("rules", "rules.html", title)
        return
    chapters = tuple(_by_chapter(book))
    yield SitePage("rules-chapters", "rules.html", title)
    for chapter, groups in chapters:
        path = f"rules/{chapter.id}.html"
        name = f"{title}: {chapter.title}"
        yield SitePage("rules", path, name, subject=tuple(groups), below="rules.html")


def _by_chapter(book: Book) -> Iterator[tuple[Chapter, Sequence[IndexGroup]]]:
    """The groups of the index of each chapter, in the order of the index."""
    homes = {policy.id: policy.chapter for policy in book.policies}
    chapters = {chapter.id: chapter for chapter in book.chapters}
    for home, groups in groupby(book.index, lambda group: homes[group.policy.anchor]):
        yield chapters[home], tuple(groups)


def rule_chapters(book: Book) -> list[Plain]:
    """The chapters that have rules, each with the page of them."""
    return [
        {"number": each.number, "title": each.title, "path": f"rules/{each.id}.html"}
        for each, _ in _by_chapter(book)
    ]
