"""Sites of many policies: pages stay small, and nothing on them leads nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest
from tests.handbook.folders import TEMPLATES

from policykit.handbook import framing, site_pages
from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book

MENU = re.compile(r'<nav class="menu".*?</nav>', re.DOTALL)
LINK = re.compile(r' (?:href|src)="(?!https?:|data:|mailto:)([^"#]*)(?:#([^"]*))?"')


@pytest.fixture(scope="module")
def reference_book(books: dict[str, Book]) -> Book:
    return replace(books["en"], languages=(books["en"].language,))


@pytest.fixture(scope="module")
def small(reference_book: Book) -> Mapping[str, str]:
    return _pages(reference_book)


@pytest.fixture(scope="module")
def large(reference_book: Book) -> Mapping[str, str]:
    """The same handbook as if it were a large one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policykit.handbook.formats.site.MOST_WITH_WHOLE_MENU", 5)
        patch.setattr(site_pages, "MOST_RULES_ON_ONE_PAGE", 50)
        return _pages(reference_book)


def test_every_link_of_a_large_site_leads_somewhere(large: Mapping[str, str]) -> None:
    places = {path: set(re.findall(r' id="([^"]*)"', text)) for path, text in large.items()}
    lost = [
        (path, to, place)
        for path, text in large.items()
        if path.endswith(".html")
        for to, place in LINK.findall(text)
        for target in [normpath(join(dirname(path), to)) if to else path]
        if target not in large or (place and place not in places[target])
    ]
    assert lost == []


def test_the_script_of_a_chapter_brings_what_pages_of_small_handbooks_hold(
    small: Mapping[str, str], large: Mapping[str, str], reference_book: Book
) -> None:
    policies = {policy.id: policy.chapter for policy in reference_book.policies}
    for policy, chapter in policies.items():
        path = f"en/policies/{policy}.html"
        assert f'<script src="../../assets/menu-en-{chapter}.js" defer></script>' in large[path]
        told = large[f"assets/menu-en-{chapter}.js"].removeprefix("var policykit_frame=")
        frame = json.loads(told.removesuffix(";\n"))
        assert frame["menu"] in small[path].replace(' aria-current="page"></a>', "></a>").replace(
            f'{policy}.html" aria-current="page"', f'{policy}.html"'
        )
        assert frame["filters"] in small[path]
        assert frame["filters"] not in large[path]
    assert not [path for path in small if "menu-" in path]


def test_without_the_script_a_short_menu_leads_to_the_chapter_and_the_back(
    large: Mapping[str, str], reference_book: Book
) -> None:
    policy = reference_book.policies[0]
    found = MENU.search(large[f"en/policies/{policy.id}.html"])
    assert found is not None
    assert [to for to, _ in LINK.findall(found[0])] == [
        "../index.html",
        f"../areas/{policy.chapter}.html",
        *(f"../{kind}.html" for kind in site_pages.EXTRAS),
    ]


def test_the_rules_of_chapters_are_together_all_rules(
    small: Mapping[str, str], large: Mapping[str, str], reference_book: Book
) -> None:
    line = re.compile(r'<li><a href="[./]*(policies/[^"]*#[^"]*)">.*</a></li>')
    chapters = re.findall(
        r'href="(rules/[^"]*)"', large["en/rules.html"].partition('<nav class="turn')[0]
    )
    listed = [to for path in chapters for to in line.findall(large[f"en/{path}"])]
    assert listed == line.findall(small["en/rules.html"])
    assert len(listed) == sum(len(group.lines) for group in reference_book.index)
    assert len(chapters) == len({policy.chapter for policy in reference_book.policies})


def test_how_large_a_handbook_is_decides(reference_book: Book) -> None:
    few = replace(reference_book, policies=reference_book.policies[:3])
    assert len(few.policies) < framing.MOST_WITH_WHOLE_MENU
    assert not [path for path in _pages(few) if path.startswith("assets/menu-")]


def _pages(book: Book) -> dict[str, str]:
    return {
        file.path: file.content.decode()
        for file in FORMAT.render(book, TEMPLATES)
        if not file.path.endswith(".png")
    }
