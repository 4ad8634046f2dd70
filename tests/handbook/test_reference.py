"""The reference policies as a site: what holds for every page and every statement."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace

import pytest
from tests.handbook.folders import TEMPLATES, made
from tests.handbook.pages import Page

from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book
from policykit.model.library import Library
from policykit.rendering import plain

LOCALES = ("en", "sv")


@pytest.fixture(scope="session")
def pages(site: dict[str, str]) -> dict[str, Page]:
    return {path: Page(text) for path, text in site.items() if path.endswith(".html")}


def test_every_page_is_well_formed(pages: dict[str, Page]) -> None:
    assert {path: page.problems for path, page in pages.items() if page.problems} == {}


def test_every_statement_stands_once_with_its_anchor(
    reference: Library, pages: dict[str, Page]
) -> None:
    for locale in LOCALES:
        every = Counter(
            name
            for path, page in pages.items()
            if path.startswith(locale) and not path.startswith(f"{locale}/print")
            for name in page.ids
        )
        for entry in reference.entries.values():
            if entry.facts.status == "retired":
                assert not any(name.startswith(f"{entry.facts.id}.") for name in every)
                continue
            for statement in entry.policies["en"].statements:
                anchor = f"{entry.facts.id}.{statement.id}"
                assert every[anchor] == 1, anchor
                points = [f"{anchor}.{point.id}" for point in statement.points]
                assert [every[point] for point in points] == [1] * len(points)


def test_every_statement_is_printed_with_its_level(books: dict[str, Book]) -> None:
    for locale, labels in (("en", "MUST"), ("sv", "SKA")):
        rules = [rule for page in books[locale].policies for rule in page.rules]
        assert {rule.label for rule in rules if rule.level == "must"} == {labels}
        assert all(rule.text for rule in rules)


def test_the_page_to_print_holds_all_of_the_book(
    books: dict[str, Book], pages: dict[str, Page]
) -> None:
    for locale, book in books.items():
        whole = pages[f"{locale}/print.html"]
        by_chapter = {
            one.id: pages[f"{locale}/print/{one.id}.html"] for one in book.chapters if one.policies
        }
        for policy in book.policies:
            anchors = {policy.id, *(rule.anchor for rule in policy.rules)}
            assert anchors <= whole.places
            assert anchors <= by_chapter[policy.chapter].places
        # What stands on a page is linked to there, so that a saved or printed page is whole.
        assert not [link for link in whole.links if link.startswith("policies/")]


def test_every_internal_link_leads_somewhere(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("https://", "mailto:", "tel:")):
                continue
            target, _, anchor = link.partition("#")
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            found = pages.get(path if not target else place)
            assert found is not None, (path, link)
            assert not anchor or anchor in found.places, (path, link)


def test_nothing_is_loaded_from_elsewhere(site: dict[str, str], pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for load in page.loads:
            local = posixpath.normpath(posixpath.join(posixpath.dirname(path), load))
            assert load == "data:," or local in site, (path, load)
        assert page.handlers == [], path
    for name in ("assets/site.css", "assets/site.js"):
        assert "http" not in site[name]
        assert "url(" not in site[name]
        assert "@import" not in site[name]


def test_every_page_has_a_policy_against_foreign_content(site: dict[str, str]) -> None:
    for path, text in site.items():
        if path.endswith(".html"):
            assert "default-src 'none'" in text, path
            assert "unsafe" not in text.partition("</head>")[0], path


def test_nothing_is_unresolved_or_untranslated(reference: Library, books: dict[str, Book]) -> None:
    early = {
        entry.facts.id
        for entry in reference.entries.values()
        if entry.facts.status in {"draft", "in-review"}
    }
    assert early
    for locale, book in books.items():
        assert book.unresolved == ()
        untranslated = {page.id: page.untranslated for page in book.policies if page.untranslated}
        assert set(untranslated) == (set() if locale == "en" else early)
        assert sum(untranslated.values()) == book.untranslated


def test_who_names_a_law_says_how_far_to_rely_on_it(books: dict[str, Book]) -> None:
    page = next(page for page in books["en"].policies if page.id == "returns")
    assert page.law_note == (
        "What is said of the law here is guidance, not legal advice. Checked on 21\u00a0November\u00a02026."
    )
    for book in books.values():
        for page in book.policies:
            named = [
                law for group in (page.rules, page.promises) for one in group for law in one.law
            ]
            named += [law for one in page.exceptions for law in one.law]
            assert bool(page.law_note) == bool(named), page.id
            assert not any(law.cite.endswith(".txt") or ".txt" in law.cite for law in named)


def test_no_day_is_told_where_that_of_some_law_is_unknown(reference: Library) -> None:
    around = reference.surroundings
    known = around.frameworks["eu-consumer"]
    unchecked = tuple(
        replace(each, checked="") if each.id == "refund" else each for each in known.requirements
    )
    frameworks = {**around.frameworks, known.id: replace(known, requirements=unchecked)}
    library = replace(reference, surroundings=replace(around, frameworks=frameworks))
    page = next(page for page in made(library).policies if page.id == "returns")
    assert page.law_note == "What is said of the law here is guidance, not legal advice."


def test_drafts_come_last_in_their_chapter(reference: Library, books: dict[str, Book]) -> None:
    for book in books.values():
        by_chapter: dict[str, list[tuple[int, bool]]] = {}
        for page in book.policies:
            chapter, _, index = page.number.partition(".")
            early = reference.entries[page.id].facts.status in {"draft", "in-review"}
            by_chapter.setdefault(chapter, []).append((int(index), early))
        order = {chapter: [early for _, early in sorted(of)] for chapter, of in by_chapter.items()}
        assert all(early == sorted(early) for early in order.values())
        assert any(early[0] != early[-1] for early in order.values())


def test_no_placeholder_is_left(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        assert "{" not in page.said, path
        assert "](" not in page.said, path


def test_both_languages_have_the_same_pages(site: dict[str, str]) -> None:
    by_locale = [
        {path.partition("/")[2] for path in site if path.startswith(f"{locale}/")}
        for locale in LOCALES
    ]
    assert by_locale[0] == by_locale[1]
    assert 'href="../../sv/policies/returns.html"' in site["en/policies/returns.html"]
    assert '<html lang="sv" dir="ltr">' in site["sv/policies/returns.html"]


def test_numbers_are_the_same_in_every_language(books: dict[str, Book]) -> None:
    numbers = [
        {rule.anchor: rule.number for page in book.policies for rule in page.rules}
        for book in books.values()
    ]
    assert numbers[0] == numbers[1]
    assert len(set(numbers[0].values())) == len(numbers[0])


def test_rendering_is_deterministic(reference: Library, books: dict[str, Book]) -> None:
    again = made(
        reference,
        "sv",
        preface="# Welcome\n\nRead *your* chapter, and [returns](returns) too.\n\n## Then\n\n- ask",
    )
    assert again == books["sv"]
    assert FORMAT.render(again, TEMPLATES) == FORMAT.render(books["sv"], TEMPLATES)


def test_languages_share_their_shared_files(books: dict[str, Book]) -> None:
    english, swedish = (
        {file.path: file.content for file in FORMAT.render(book, TEMPLATES)}
        for book in books.values()
    )
    shared = english.keys() & swedish.keys()
    assert sorted(shared) == [
        "assets/search.js",
        "assets/site.css",
        "assets/site.js",
        "index.html",
    ]
    assert all(english[path] == swedish[path] for path in shared)
    own = {path for path in english if path.startswith("assets/")} - shared
    assert own
    assert all("-en" in path for path in own)


def test_templates_see_plain_data_only(books: dict[str, Book]) -> None:
    allowed = {dict, list, str, int, bool, type(None)}

    def walk(value: object) -> None:
        assert type(value) in allowed
        if isinstance(value, dict):
            for key, below in value.items():
                assert type(key) is str
                walk(below)
        elif isinstance(value, list):
            for below in value:
                walk(below)

    walk(plain(books["sv"]))


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "en",
            ["€20 (Sweden: SEK 200; Great Britain: £20)", "12 months", "60 days", "‹Order number›"],
        ),
        (
            "sv",
            [
                "20 euro (Sverige: 200 kr; Storbritannien: 20 pund)",
                "12 månader",
                "60 dagar",
                "‹Ordernummer›",
            ],
        ),
    ],
)
def test_values_are_printed_in_the_language(
    pages: dict[str, Page], locale: str, words: list[str]
) -> None:
    said = pages[f"{locale}/policies/returns.html"].said
    for each in words:
        assert each in said


def test_the_table_of_decisions_names_who_and_how_much(books: dict[str, Book]) -> None:
    row = next(one for one in books["en"].decisions if one.rule.anchor == "returns.goodwill")
    assert row.who == ("Store associate", "Contact centre agent")
    assert row.limit.replace("\u00a0", " ") == "€20 (Sweden: SEK 200; Great Britain: £20)"
    assert row.decides == ()


def test_what_holds_only_at_times_says_so(books: dict[str, Book], site: dict[str, str]) -> None:
    book = books["en"]
    found = {row.rule.anchor: row for row in book.decisions}
    skip = found["monitoring-and-enforcement.grave-matters"]
    assert skip.when.text.startswith("Somebody stole")
    assert skip.when.text in site["en/decisions.html"]
    rows = [row for page in book.policies if page.targets for row in page.targets.rows]
    told = [row for row in rows if row.when.text]
    assert told
    for row in told:
        page = row.anchor.partition(".")[0]
        assert row.when.text in site[f"en/policies/{page}.html"]


def test_what_is_not_in_force_is_marked_wherever_its_rules_stand(
    books: dict[str, Book], site: dict[str, str]
) -> None:
    book = books["en"]
    early = {page.id: page.badge for page in book.policies if page.badge}
    assert "home-visits" in early
    assert {group.policy.anchor: group.badge for group in book.index if group.badge} == early
    rows = {row.rule.anchor.partition(".")[0]: row.badge for row in book.decisions if row.badge}
    assert rows
    assert rows.items() <= early.items()
    for path in ("en/decisions.html", "en/rules.html"):
        assert set(early.values()) & set(
            re.findall(r'<span class="state [^>]*>([^<]+)<', site[path])
        )


def test_a_promise_with_a_former_name_keeps_its_two_columns(site: dict[str, str]) -> None:
    page = site["en/policies/returns.html"]
    assert 'id="returns.open-purchase"' in page
    for item in re.findall(r'<li class="promise".*?>\s*<(\w+)', page):
        assert item == "div"
