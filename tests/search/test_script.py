"""The script of the site in a real browser: the same hits as the query, and how it is used."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from pathlib import Path

import pytest
from tests.handbook.folders import TEMPLATES
from tests.handbook.hostile import hostile_book
from tests.search.browser import Browser
from tests.search.cases import BOOKS, CASES, MIXED
from tests.search.conftest import put

from policykit import resources
from policykit.handbook.formats import html
from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book
from policykit.search.entries import Kind
from policykit.search.index import Index, index_of
from policykit.search.query import find
from policykit.search.snippet import marked, snippet

MORE = (
    "İstanbul ŉa ﬁne ǅ ΣΊΣΥΦΟΣ",
    "x1.1.2 1.1. 1,1.2 ½ ² ٣",
    "a\u0308 e\u0301\u0323 \u0e01\u0e34 नमस्ते",
    "한국어 カタカナ A返品B 々",
    "_under_score_ it's e-mail",
    "\ud800".encode("utf-8", "replace").decode(),
    "𠮷野家 𝔘𝔫𝔦",
    "constructor __proto__ toString hasOwnProperty",
    "returneringarna businesses stopping",
)


def some_queries(index: Index, seed: int, count: int) -> list[str]:
    """Words of an index, whole, cut, misspelt and joined, with what no index has."""
    chance = random.Random(seed)  # noqa: S311 - the same queries each time
    known = [*index.places, *index.language.stop]
    found: list[str] = []
    for _ in range(count):
        words = [chance.choice(known) for _ in range(chance.choice((1, 1, 2, 3)))]
        at = chance.randrange(len(words))
        word = words[at]
        cut = chance.randrange(len(word) + 1)
        words[at] = chance.choice(
            (
                word,
                word[:cut],
                word.upper(),
                unicodedata.normalize("NFD", word),
                word[:cut] + chance.choice("aeåx") + word[cut:],
                word[:cut] + word[cut + 1 :],
                word[:cut] + word[cut : cut + 2][::-1] + word[cut + 2 :],
                word + chance.choice(known),
            )
        )
        found.append(" ".join(words))
    return found


def in_python(index: Index, query: str) -> list[object]:
    found = find(index, query)
    return [[[hit.entry, hit.score] for hit in found.hits], sorted(found.words), found.near]


def in_browser(page: Browser, queries: list[str]) -> list[list[object]]:
    answers: list[list[object]] = page.run(
        f"policykit_search.ready().then((index) => {json.dumps(queries)}.map((query) => {{"
        " const { hits, words, near } = index.find(query); return [hits, [...words], near]; }))"
    )
    return [[hits, sorted(words), near] for hits, words, near in answers]  # type: ignore[call-overload] # a list of words


def compare(page: Browser, index: Index, queries: list[str]) -> None:
    for query, answer in zip(queries, in_browser(page, queries), strict=True):
        assert answer == in_python(index, query), query


@pytest.mark.parametrize("locale", BOOKS)
def test_script_and_query_find_the_same(page: Browser, small_site: Path, locale: str) -> None:
    index = index_of(BOOKS[locale])
    page.open(small_site / locale / "index.html")
    cases = [query for _, query, _, _ in CASES.values()]
    compare(page, index, [*cases, *MORE, *index.places, *some_queries(index, 7, 150)])


@pytest.mark.parametrize("locale", ["en", "sv"])
def test_they_find_the_same_in_the_reference_handbook(
    page: Browser, site: Path, reference: dict[str, Book], locale: str
) -> None:
    index = index_of(reference[locale])
    page.open(site / locale / "index.html")
    compare(page, index, some_queries(index, 11, 15))


def test_they_cut_texts_alike(page: Browser, site: Path, reference: dict[str, Book]) -> None:
    index = index_of(reference["sv"])
    page.open(site / "sv" / "index.html")
    entries = [entry for entry in index.entries if len(entry.text) > 200][:60]
    entries += [entry for entry in index.entries if not entry.text][:10]
    found = frozenset(word for at, word in enumerate(index.places) if at % 17 == 0)
    for whole, cut in ((True, marked), (False, snippet)):
        texts = [entry.text or entry.title for entry in entries] + ["", "期限は30日です期限" * 20]
        answers = page.run(
            f"{json.dumps(texts)}.map((text) => policykit_search.stretches("
            f"text, new Set({json.dumps([*found, '期限'])}), {json.dumps(whole)}))"
        )
        for text, answer in zip(texts, answers, strict=True):
            told = cut(text, found | {"期限"})
            assert answer == [[each.text, each.marked] for each in told], text


def test_every_text_comes_from_its_block(
    page: Browser, site: Path, reference: dict[str, Book]
) -> None:
    index = index_of(reference["en"])
    page.open(site / "en" / "index.html")
    every = page.run(
        "policykit_search.ready().then((index) => Promise.all([...index.data.kinds].map("
        "(_, entry) => policykit_search.textOf(entry).then((text) => [index.groupOf(entry)[0],"
        " index.numberOf(entry), text[0], text[4]]))))"
    )
    paths = [group.path for group in index.groups for _ in group.entries]
    expected = [
        [path, entry.number, entry.anchor, entry.title]
        for path, entry in zip(paths, index.entries, strict=True)
    ]
    assert every == expected


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def test_a_handbook_in_one_file_reads_names_and_texts_off_its_page(
    page: Browser, tmp_path: Path, reference: dict[str, Book]
) -> None:
    index = index_of(reference["sv"])
    (file,) = html.FORMAT.render(reference["sv"], TEMPLATES)
    put(tmp_path, (file,))
    page.open(tmp_path / file.path)
    compare(page, index, some_queries(index, 13, 15))
    every = page.run(
        "policykit_search.ready().then((index) => Promise.all([...index.data.kinds].map("
        "(_, entry) => policykit_search.textOf(entry))))"
    )
    assert [each[0] for each in every] == [entry.anchor for entry in index.entries]
    for entry, (_, level, label, _, title, text, *_rest) in zip(index.entries, every, strict=True):
        assert (level, label) == (entry.level, entry.label), entry.anchor
        # A step of a ladder is told with its time.
        if entry.kind is not Kind.LADDER:
            assert words_of(title) == words_of(entry.title), entry.anchor
        shown = set(words_of(f"{title} {text}"))
        assert len(set(words_of(entry.text)) - shown) <= len(entry.text) // 50, entry.anchor


def test_hits_in_a_handbook_of_one_file(
    page: Browser, tmp_path: Path, reference: dict[str, Book]
) -> None:
    (file,) = html.FORMAT.render(reference["en"], TEMPLATES)
    put(tmp_path, (file,))
    page.open(tmp_path / file.path)
    page.run("scrollTo(0, 20000)")
    typed(page, "refund")
    hits = page.run("[...document.querySelectorAll('#search-results a')].map((a) => a.hash)")
    assert len(hits) > 5
    page.press("Escape")
    assert abs(page.run("scrollY") - 20_000) < 200
    page.run("document.activeElement.blur()")
    typed(page, "refund")
    page.press("ArrowDown", "Enter")
    page.wait(f"location.hash === {json.dumps(hits[0])}")
    assert page.run("document.getElementById('search-results').hidden")
    top = "document.querySelector(':target').getBoundingClientRect().top"
    page.wait(f"0 <= {top} && {top} < 400")
    assert page.run("localStorage.setItem('policykit.slash', 'off')") is None
    page.open(tmp_path / file.path)
    page.press("/")
    assert page.run("document.activeElement.id") != "search"
    page.run("localStorage.removeItem('policykit.slash')")


def typed(page: Browser, text: str) -> None:
    page.press("/")
    page.press(*text)
    page.wait(f"document.getElementById('search-results').dataset.asked === {json.dumps(text)}")


def test_from_the_keyboard(page: Browser, site: Path) -> None:
    page.said.clear()
    page.asked_for.clear()
    page.open(site / "sv" / "policies" / "delivery.html")
    assert page.run("document.querySelector('form.search').hidden") is False
    typed(page, "retur")
    assert page.run("document.activeElement.id") == "search"
    count = page.run("document.querySelector('[role=status]').textContent")
    assert count == page.run("document.querySelector('.search-count').textContent")
    assert count.endswith("träffar")
    assert page.run("document.querySelector('.search-hit mark').textContent") == "Returer"
    page.press("ArrowDown", "ArrowDown", "ArrowUp")
    assert "kind-p" in page.run("document.activeElement.className")
    page.press("ArrowUp")
    assert page.run("document.activeElement.id") == "search"
    page.press("Escape")
    assert page.run("document.getElementById('search-results').hidden") is True
    assert page.run("document.getElementById('search').value") == ""
    page.run("document.activeElement.blur()")
    typed(page, "retur")
    page.press("ArrowDown", "ArrowDown", "Enter")
    page.wait("location.hash.startsWith('#returns.') && document.readyState === 'complete'")
    assert page.run("document.getElementById(location.hash.slice(1)) !== null") is True
    assert page.said == []
    assert all(address.startswith(("file:", "data:")) for address in page.asked_for)


def test_a_hit_on_the_page_one_is_on_shows_that_page_again(page: Browser, site: Path) -> None:
    page.open(site / "en" / "policies" / "returns.html")
    typed(page, "15.1.5")
    page.press("Enter")
    page.wait("location.hash === '#returns.refund'")
    assert page.run("document.getElementById('search-results').hidden") is True


def test_more_hits_are_shown_when_asked_for(page: Browser, site: Path) -> None:
    page.open(site / "en" / "index.html")
    typed(page, "customer")
    before = page.run("document.querySelectorAll('.search-hit').length")
    assert (
        page.run(
            "Math.max(...[...document.querySelectorAll('.search-groups ul')].map((one) => one.children.length))"
        )
        == 5
    )
    page.run("document.querySelector('.search-more').click()")
    page.wait(f"document.querySelectorAll('.search-hit').length > {before}")
    page.wait("document.activeElement.classList.contains('search-hit')")


def test_nothing_found_is_said(page: Browser, site: Path) -> None:
    page.open(site / "en" / "index.html")
    typed(page, "xylophone<b>")
    assert page.run("document.querySelector('.search-count').textContent").startswith("Nothing")
    assert page.run("document.querySelectorAll('#search-results b').length") == 0


def test_hostile_words_are_shown_as_words(
    page: Browser, tmp_path: Path, reference: dict[str, Book]
) -> None:
    page.said.clear()
    put(tmp_path, FORMAT.render(hostile_book(reference["en"]), TEMPLATES))
    page.open(tmp_path / "en" / "index.html")
    typed(page, "alert")
    shown = page.run("document.getElementById('search-results').textContent")
    assert "<script>alert(1)</script>" in shown
    names = page.run(
        "[...document.querySelectorAll('#search-results *')].map((one) => one.tagName)"
    )
    assert set(names) <= {"A", "BUTTON", "LI", "MARK", "OL", "P", "SPAN", "UL"}
    assert page.said == []


FILTERS = """<form class="filters">
<select name="channel"><option value="{value}" data-names="{names}">{text}</option></select>
<select name="audience"><option value="">All roles</option></select></form>"""


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (("", "", "All channels"), ["1.1.10", "1.2.3", "1.2.4"]),
        (("chat", "", "Chat"), ["1.1.10", "1.2.4"]),
        (("email", "", "Email"), ["1.2.3", "1.2.4"]),
        (("talk", "Email\nChat", "Talk"), ["1.1.10", "1.2.3", "1.2.4"]),
    ],
)
def test_the_choice_of_a_channel_is_respected(
    page: Browser, small_site: Path, choice: tuple[str, str, str], expected: list[str]
) -> None:
    value, names, text = choice
    page.open(small_site / "en" / "index.html")
    form = FILTERS.format(value=value, names=names, text=text)
    page.run(f"document.body.insertAdjacentHTML('beforeend', {json.dumps(form)})")
    typed(page, "plan")
    numbers = page.run(
        "[...document.querySelectorAll('.search-hit .number')].map((n) => n.textContent)"
    )
    assert sorted(numbers) == expected
    count = page.run("document.querySelector('.search-count').textContent")
    assert count.endswith(f"hits · {text}" if value else "hits")


def test_a_policy_for_other_roles_is_left_out(
    page: Browser, site: Path, reference: dict[str, Book]
) -> None:
    page.open(site / "en" / "index.html")
    told = page.run(
        "policykit_search.ready().then((index) => [...index.data.kinds].map((_, entry) =>"
        " index.badgesOf(entry)[1].filter((one) => one[0] === 'audience').map((one) => one[1])))"
    )
    facts = {
        f"policies/{policy.id}.html": [
            value.text for fact in policy.facts if fact.key == "audience" for value in fact.values
        ]
        for policy in reference["en"].policies
    }
    index = index_of(reference["en"])
    expected = [facts.get(group.path, []) for group in index.groups for _ in group.entries]
    assert told == expected
    assert any(expected)


def test_the_key_to_the_box_can_be_let_be(page: Browser, site: Path) -> None:
    focus = "document.activeElement.id === 'search'"
    key = "document.querySelector('.search-key input')"
    page.open(site / "en" / "index.html")
    assert page.run("document.getElementById('search').getAttribute('aria-keyshortcuts')") == "/"
    page.run(f"{key}.click()")
    page.run("document.activeElement.blur()")
    page.press("/")
    assert page.run(focus) is False
    page.open(site / "en" / "policies" / "returns.html")
    page.press("/")
    assert page.run(focus) is False
    assert page.run("document.getElementById('search').hasAttribute('aria-keyshortcuts')") is False
    page.run(f"{key}.click()")
    page.run("document.activeElement.blur()")
    page.press("/")
    assert page.run(focus) is True


def test_the_key_can_be_let_be_where_the_browser_keeps_nothing(page: Browser, site: Path) -> None:
    page.open(site / "en" / "index.html")
    page.run("void Object.defineProperty(window, 'localStorage', { get() { throw Error('no'); } })")
    page.run("document.querySelector('.search-key input').click()")
    page.run("document.activeElement.blur()")
    page.press("/")
    assert page.run("document.activeElement.id === 'search'") is False


def test_a_hit_says_which_language_it_is_in(page: Browser, tmp_path: Path) -> None:
    put(tmp_path, FORMAT.render(MIXED, TEMPLATES))
    page.open(tmp_path / "sv" / "index.html")
    typed(page, "refund")
    told = page.run(
        "[...document.querySelectorAll('.search-hit')].map((hit) =>"
        " ['.search-title', '.search-text'].map((part) => hit.querySelector(part)?.lang))"
    )
    assert sorted(told, key=str) == [["", "en"], ["en", ""]]


def test_the_script_is_small() -> None:
    text = resources.shipped("templates").joinpath("site/search.js").read_bytes()
    assert len(gzip.compress(text)) <= 7 * 1024
