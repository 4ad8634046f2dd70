"""Remarks of staff: the link at each rule names the rule, and nothing else gets into it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from tests.handbook.folders import LOCALES, STAFF, TEMPLATES, made, written

from policykit import resources
from policykit.handbook.formats import docx, html, markdown, pdf, site
from policykit.handbook.remark_addresses import (
    MOST_CHARACTERS,
    About,
    address,
    place,
)
from policykit.handbook.remarks import demand_remarks
from policykit.model.book import Book
from policykit.model.config import HandbookSettings, RemarkSettings
from policykit.model.errors import SettingsError
from policykit.model.remark_settings import is_possible, kind_of
from policykit.rendering import Templates

TO = "https://github.com/acme/policies"
ADDRESSES = {
    "github": TO,
    "gitlab": "https://gitlab.example.com/service/policies",
    "forgejo": "https://codeberg.org/acme/policies/",
    "mail": "mailto:policies@example.com",
    "url": "https://forms.example.com/r/{locale}?about={policy}.{statement}&says={title}#{version}",
}
HOSTILE = {
    "plain": "Look up the receipt.",
    "quotes": "Say \"no\" and 'never'; `maybe`.",
    "query": "Terms & conditions = fine? #1 + 50 % ;x",
    "markup": '<script>alert("1")</script><!-- -->',
    "script address": "javascript:alert(document.cookie)",
    "header": "A\r\nBcc: all@example.com",
    "places": "{statement} {title} {nothing} %s %7Bpolicy%7D",
    "emoji": "Smile 😀 at 顧客 и клиент, Größe",
    "long": "ä" * 300,
    "longer, of emoji": "👩‍👩‍👧‍👦" * 300,
    "nothing": "",
    "quick action": "/close\n/confidential",
    "half a character": "broken \ud800 off",
}


def words(key: str, **values: object) -> str:
    return LOCALES.locale("en").text(key, "", **values)


def about(title: str = "Look up the receipt.") -> About:
    return About(
        policy="returns", statement="no-receipt", title=title, version="2.1.0", locale="en"
    )


def given(found: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(found).query, keep_blank_values=True, strict_parsing=True))


@pytest.mark.parametrize("title", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize("kind", ADDRESSES)
def test_an_address_holds_the_words_and_no_more(kind: str, title: str) -> None:
    settings = RemarkSettings(to=ADDRESSES[kind])
    assert kind_of(settings) == kind
    found = address(settings, about(title), words)
    assert re.fullmatch(r"[A-Za-z0-9._~/?#&=:@%-]+", found), "all else is percent-encoded"
    assert len(found) <= MOST_CHARACTERS
    ours, theirs = urlsplit(settings.to), urlsplit(found)
    assert (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc)
    said = " ".join(title.split()).encode(errors="replace").decode()
    if kind == "url":
        told = f"{given(found)['says']} (2.1.0, en)".lstrip()
    else:
        key, part = {
            "github": ("words", 0),
            "forgejo": ("field:words", 0),
            "gitlab": ("issue[description]", 3),
            "mail": ("body", 3),
        }[kind]
        told = given(found)[key].replace("\r", "").split("\n\n")[part]
    assert told.endswith("(2.1.0, en)")
    shown = told.removesuffix("(2.1.0, en)").rstrip().removesuffix("…").rstrip()
    assert said.startswith(shown)
    if len(said) < 60:
        assert shown == said
    elif said[0] == "ä":
        assert len(shown) > 100


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        (
            "github",
            "/acme/policies/issues/new",
            {
                "template": "policy-remark.yml",
                "title": "returns.no-receipt: Look up the receipt.",
                "statement": "returns.no-receipt",
                "words": "Look up the receipt. (2.1.0, en)",
            },
        ),
        (
            "forgejo",
            "/acme/policies/issues/new",
            {
                "template": ".gitea/issue_template/policy-remark.yml",
                "title": "returns.no-receipt: Look up the receipt.",
                "field:statement": "returns.no-receipt",
                "field:words": "Look up the receipt. (2.1.0, en)",
            },
        ),
        (
            "gitlab",
            "/service/policies/-/issues/new",
            {
                "issue[title]": "returns.no-receipt: Look up the receipt.",
                "issue[description]": "## Rule\n\nreturns.no-receipt\n\n## What it says\n\nLook up "
                "the receipt. (2.1.0, en)\n\n## What happened, or what is wrong?\n\n## What would "
                "be better?\n\n## Your role, such as store associate\n\nPlease write no names, "
                "order numbers or other data of customers or colleagues.\n\n"
                "/label ~policy-remark\n",
            },
        ),
        (
            "mail",
            "policies@example.com",
            {
                "subject": "returns.no-receipt: Look up the receipt.",
                "body": "Rule:\r\n\r\nreturns.no-receipt\r\n\r\nWhat it says:\r\n\r\nLook up the "
                "receipt. (2.1.0, en)\r\n\r\nWhat happened, or what is wrong?\r\n\r\nWhat would be "
                "better?\r\n\r\nYour role, such as store associate:\r\n\r\nPlease write no names, "
                "order numbers or other data of customers or colleagues.",
            },
        ),
    ],
)
def test_what_a_form_is_filled_with(kind: str, path: str, expected: dict[str, str]) -> None:
    found = address(RemarkSettings(to=ADDRESSES[kind]), about(), words)
    assert urlsplit(found).path == path
    assert given(found) == expected


def test_places_are_filled_wherever_they_stand() -> None:
    assert address(RemarkSettings(to=ADDRESSES["url"]), about("50 % & more"), words) == (
        "https://forms.example.com/r/en?about=returns.no-receipt&says=50%20%25%20%26%20more#2.1.0"
    )


@pytest.mark.parametrize(
    ("to", "kind", "known", "possible"),
    [
        ("https://gitlab.acme.example/a/b", "", "gitlab", True),
        ("https://gitea.acme.example:3000/a/b", "", "forgejo", True),
        ("https://git.acme.example/a/b", "", "", False),
        ("https://git.acme.example/a/b", "gitlab", "gitlab", True),
        ("https://notgithub.com/a/b", "", "", False),
        ("https://github.com", "", "github", False),
        ("https://github.com/acme", "", "github", False),
        ("https://github.com/acme/", "", "github", False),
        ("https://github.com//acme", "", "github", False),
        ("https://github.com/acme/p/issues", "", "github", False),
        ("https://github.com/acme/p/", "", "github", True),
        ("https://gitlab.com/acme", "", "gitlab", False),
        ("https://gitlab.com/acme/shops/p", "", "gitlab", True),
        ("https://gitlab.com/acme/p/-/issues", "", "gitlab", False),
        ("https://codeberg.org/acme", "", "forgejo", False),
        ("https://codeberg.org/acme/p/issues/new", "", "forgejo", False),
        ("https://acme.example/git/acme/p", "forgejo", "forgejo", True),
        ("https://acme.example/acme/issues", "forgejo", "forgejo", True),
        ("https://github.com/a/b?x=1", "github", "github", False),
        ("https://github.com/a/{policy}", "", "url", True),
        ("https://github.com/a/{policy}", "github", "github", False),
        ("mailto:a@example.com", "github", "github", False),
        ("https://example.com/form", "mail", "mail", False),
        ("https://example.com/form", "url", "url", True),
        ("javascript:alert(1)", "url", "url", False),
        ("", "", "", False),
    ],
)
def test_what_answers_at_an_address(to: str, kind: str, known: str, possible: bool) -> None:
    settings = RemarkSettings(to=to, kind=kind)
    assert kind_of(settings) == known
    assert is_possible(settings) is possible
    if to and not possible:
        assert address(settings, about(), words) == ""
        with pytest.raises(SettingsError) as told:
            demand_remarks(settings)
        assert told.value.hint
    else:
        demand_remarks(settings)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("github", "github.com/acme/policies"),
        ("forgejo", "codeberg.org/acme/policies"),
        ("mail", "policies@example.com"),
        ("url", "forms.example.com/r"),
    ],
)
def test_where_remarks_are_taken_can_be_read_aloud(kind: str, said: str) -> None:
    assert place(RemarkSettings(to=ADDRESSES[kind])) == said


POLICY = """\
format: 1
id: buns
title: Buns & "more"
status: active
version: 1.2.0
effective: 2026-01-01
owner: baker
terms:
  fresh: {window: 1 day, title: Time to swap, public: true}
statements:
  - id: swap
    must: Swap a stale bun & say "sorry" <b>at once</b>.
    public: true
  - id: greet
    should: Greet with 😀.
"""
FILES = {
    "policies/organisation.yaml": "format: 1\nname: Corner Bakery\nroles: {baker: {title: Baker}}\n",
    "policies/buns.yaml": POLICY,
}


def baked(
    folder: Path,
    to: str = TO,
    locale: str = "en",
    handbook: HandbookSettings = STAFF,
) -> Book:
    settings = f'format: 1\nremarks: {{to: "{to}"}}\n' if to else "format: 1\n"
    return made(written(folder, {**FILES, "policykit.yaml": settings}), locale, handbook=handbook)


class _Links(HTMLParser):
    """The links of a page to elsewhere, as a browser reads them: address and name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        to = held.get("href") or ""
        if tag == "a" and to.startswith(("https:", "mailto:")):
            assert held.get("rel") == "noopener noreferrer"
            self.found[to] = held.get("aria-label") or ""


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        (
            "en",
            {
                "buns.fresh": "Remark on: Time to swap",
                "buns.swap": 'Remark on: Swap a stale bun & say "sorry" <b>at once</b>.',
                "buns.greet": "Remark on: Greet with 😀.",
                "buns": 'Remark on this policy: Buns & "more"',
            },
        ),
        ("sv", {"buns": 'Synpunkt på den här policyn: Buns & "more"'}),
        ("de", {"buns": 'Rückmeldung zu dieser Richtlinie: Buns & "more"'}),
    ],
)
def test_each_rule_of_a_page_has_a_link_that_names_it(
    tmp_path: Path, locale: str, names: dict[str, str]
) -> None:
    book = baked(tmp_path, locale=locale)
    pages = {file.path: file.content.decode() for file in site.FORMAT.render(book, TEMPLATES)}
    page = pages[f"{locale}/policies/buns.html"]
    links = _Links(page).found
    found = {given(to)["statement"]: name for to, name in links.items()}
    assert set(found) == {"buns", "buns.fresh", "buns.swap", "buns.greet"}
    assert names.items() <= found.items()
    visible = book.words["remark"]
    assert all(name.startswith(visible) for name in found.values()), "a voice says what is seen"
    assert page.count(f">{visible}</a>") == 3
    assert ".remark {" in pages["assets/site.css"]
    one = html.FORMAT.render(book, TEMPLATES)[0].content.decode()
    assert _Links(one).found == links


def test_paper_says_where_and_by_what_name(tmp_path: Path) -> None:
    book = baked(tmp_path)
    line = (
        "Is a rule wrong, unclear or impossible? Say so at github.com/acme/policies and give its "
        "name, such as buns.swap."
    )
    assert book.policies[0].remark is not None
    assert book.policies[0].remark.line == line
    text = markdown.FORMAT.render(book, TEMPLATES)[0].content.decode()
    assert f"[{line}](<{TO}/issues/new?" in text
    assert "): buns.swap\n" in text
    held = zipfile.ZipFile(io.BytesIO(docx.FORMAT.render(book, TEMPLATES)[0].content))
    told = held.read("word/document.xml").decode()
    assert ">buns.swap</w:t>" in told
    assert line in told
    relations = held.read("word/_rels/document.xml.rels").decode()
    targets = [unquote(each) for each in re.findall(r'Target="(https:[^"]*)"', relations)]
    assert sum("statement=buns" in each for each in targets) == 4


def test_a_pdf_leads_there_by_the_name_of_the_rule(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    book = baked(tmp_path)
    reader = pypdf.PdfReader(io.BytesIO(pdf.FORMAT.render(book, TEMPLATES)[0].content))
    links = {
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/URI" in note.get_object().get("/A", {})
    }
    assert {given(each)["statement"] for each in links} == {
        "buns",
        "buns.fresh",
        "buns.swap",
        "buns.greet",
    }
    assert "buns.swap" in "".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("to", ADDRESSES.values(), ids=list(ADDRESSES))
@pytest.mark.parametrize(
    "handbook",
    [
        HandbookSettings(name="charter", template="charter"),
        HandbookSettings(name="open", public=True),
    ],
    ids=lambda one: one.name,
)
def test_customers_are_never_asked(tmp_path: Path, handbook: HandbookSettings, to: str) -> None:
    book = baked(tmp_path, to, handbook=handbook)
    assert book.policies
    without = replace(baked(tmp_path, "", handbook=handbook), edition=book.edition)
    assert book == without
    for form in (site.FORMAT, html.FORMAT, markdown.FORMAT, docx.FORMAT):
        assert form.render(book, TEMPLATES) == form.render(without, TEMPLATES)


@pytest.mark.parametrize("template", ["staff", "managers-pack", "quick-card"])
def test_without_the_setting_no_word_of_it_is_printed(tmp_path: Path, template: str) -> None:
    handbook = HandbookSettings(name="one", template=template)
    book = baked(tmp_path, "", handbook=handbook)
    assert book.remark is None
    for form in (site.FORMAT, html.FORMAT, markdown.FORMAT):
        for file in form.render(book, TEMPLATES):
            assert b"remark" not in file.content.lower(), file.path


def test_a_template_of_ones_own_has_no_link_unless_it_asks(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "site"
    own.mkdir(parents=True)
    text = (
        '{% extends "shipped/site/article.html" %}{% block policy_foot %}{% endblock %}'
        "{% block rules %}{% for one in policy.rules %}<p>{{ one.number }}</p>{% endfor %}"
        "{% endblock %}{% block promises %}PROMISES{% endblock %}"
    )
    name = "en/policies/buns.html"
    for more, links in (("", 0), ("{{ policy.remark.address }}", 1)):
        (own / "article.html").write_text(text.replace("PROMISES", more), encoding="utf-8")
        templates = Templates(resources.shipped("templates"), own.parent)
        pages = {each.path: each for each in site.FORMAT.render(baked(tmp_path), templates)}
        assert pages[name].content.count(b"issues/new") == links


def test_a_sheet_says_it_once(tmp_path: Path) -> None:
    book = baked(tmp_path, handbook=HandbookSettings(name="card", template="quick-card"))
    page = html.FORMAT.render(book, TEMPLATES)[0].content.decode()
    assert page.count("Say so at github.com/acme/policies.") == 1
    assert _Links(page).found.keys() == {TO}


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    forms = (site.FORMAT, html.FORMAT, markdown.FORMAT, docx.FORMAT)
    first, second = (baked(tmp_path / name) for name in ("a", "b"))
    for form in forms:
        assert form.render(first, TEMPLATES) == form.render(second, TEMPLATES)
