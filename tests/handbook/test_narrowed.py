"""Handbooks that the settings narrow, and those that cannot be made as the settings ask."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.handbook.folders import TEMPLATES, TODAY, made, written

from policykit.handbook.formats import site
from policykit.handbook.making import Made, make
from policykit.handbook.possible import demand_possible
from policykit.handbook.view import View
from policykit.model.book import Book
from policykit.model.config import HandbookSettings
from policykit.model.errors import RenderError, SettingsError
from policykit.model.library import Library

ORGANISATION = """
format: 1
name: Fika & Co
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv]}
  GB: {title: Great Britain, currency: GBP, languages: [en]}
  US-CA: {title: California, currency: USD, languages: [en]}
brands:
  plain: {title: Plain}
  plain-extra: {title: Plain Extra}
channels:
  phone: {title: Phone, regions: {SE: {hours: "mon-fri 08:00-17:00"}}}
  email: {title: Email, regions: {SE: {hours: "mon-fri 08:00-17:00"}}}
  chat: {title: Chat, regions: {SE: {hours: "mon-fri 08:00-17:00"}}}
roles:
  baker: {title: Baker}
  manager: {title: Manager}
  privacy-officer: {title: Privacy officer}
role_groups:
  shop: {title: The shop, roles: [baker, manager]}
"""

AREAS = """
format: 1
areas:
  returns: {title: Returns, order: 10}
  phone: {title: Phone calls, order: 20}
"""

POLICY = """
format: 1
id: NAME
title: Title of NAME
areas: [returns]
status: active
version: 1.0.0
effective: 2026-01-31
owner: manager
statements:
  - id: all
    must: Bake.
    public: true
"""

BUNS = (
    POLICY.replace("NAME", "buns").replace("owner:", "audience: [shop]\nowner:")
    + """\
  - {id: phoned, must: Pick up., channels: [phone]}
  - {id: written, must: Write back., channels: [email, chat]}
  - {id: swedish, must: Say hej., regions: [SE]}
  - {id: british, must: Say hello., regions: [GB]}
  - {id: californian, must: Say hi., regions: [US-CA]}
  - {id: branded, must: Wear the cap., brands: [plain-extra]}
  - {id: baking, must: Wash your hands., audience: [baker]}
  - {id: leading, must: Look after the rest., audience: [manager]}
"""
)

FILES = {
    "policies/organisation.yaml": ORGANISATION,
    "schemas/areas.yaml": AREAS,
    "policies/buns.yaml": BUNS,
    "policies/cakes.yaml": POLICY.replace("NAME", "cakes").replace("[returns]", "[phone]"),
    "policies/privacy.yaml": POLICY.replace("NAME", "privacy").replace(
        "owner:", "audience: [privacy-officer]\nowner:"
    ),
}
"""Buns for the shop, cakes for everybody, privacy for one role."""


def narrowed(folder: Path, keys: str) -> tuple[Library, HandbookSettings]:
    settings = f"format: 1\nlocales: {{source: en}}\nhandbooks:\n  own: {{{keys}}}\n"
    library = written(folder, FILES | {"policykit.yaml": settings})
    return library, library.surroundings.settings.handbooks[0]


def printed(book: Book) -> dict[str, list[str]]:
    return {
        page.id: [rule.anchor.partition(".")[2] for rule in page.rules] for page in book.policies
    }


EVERYWHERE = ["all", "phoned", "written", "swedish", "british", "californian", "branded"]
WHOLE = [*EVERYWHERE, "baking", "leading"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("title: All", {"buns": WHOLE, "privacy": ["all"], "cakes": ["all"]}),
        ("audience: [privacy-officer]", {"privacy": ["all"], "cakes": ["all"]}),
        ("audience: [baker]", {"buns": [*EVERYWHERE, "baking"], "cakes": ["all"]}),
        ("audience: [shop]", {"buns": WHOLE, "cakes": ["all"]}),
        (
            "audience: [privacy-officer, manager]",
            {"buns": [*EVERYWHERE, "leading"], "privacy": ["all"], "cakes": ["all"]},
        ),
        ("areas: [phone]", {"cakes": ["all"]}),
        ("areas: [phone, returns]", {"buns": WHOLE, "privacy": ["all"], "cakes": ["all"]}),
        ("public: true", {"buns": ["all"], "privacy": ["all"], "cakes": ["all"]}),
        ("public: true, audience: [baker]", {"buns": ["all"], "cakes": ["all"]}),
        (
            "areas: [returns], audience: [baker], channels: [phone]",
            {"buns": [each for each in WHOLE if each not in {"written", "leading"}]},
        ),
        (
            "areas: [returns], audience: [shop], channels: [phone, chat]",
            {"buns": WHOLE},
        ),
        (
            "areas: [returns], audience: [shop], regions: [SE, GB]",
            {"buns": [each for each in WHOLE if each != "californian"]},
        ),
        (
            "areas: [returns], audience: [shop], regions: [US]",
            {"buns": [each for each in WHOLE if each not in {"swedish", "british"}]},
        ),
        (
            "areas: [returns], audience: [shop], brands: [plain]",
            {"buns": [each for each in WHOLE if each != "branded"]},
        ),
        (
            "areas: [returns], audience: [shop], brands: [plain, plain-extra]",
            {"buns": WHOLE},
        ),
    ],
)
def test_a_handbook_holds_what_it_is_for(
    tmp_path: Path, keys: str, expected: dict[str, list[str]]
) -> None:
    library, handbook = narrowed(tmp_path, keys)
    demand_possible(handbook, library.surroundings)
    assert printed(made(library, handbook=handbook)) == expected


def test_a_handbook_says_whom_it_is_for(tmp_path: Path) -> None:
    keys = "audience: [baker, manager], regions: [SE, GB], channels: [phone], brands: [plain]"
    library, handbook = narrowed(tmp_path, keys)
    told = ("Baker", "Manager", "Sweden", "Great Britain", "Phone", "Plain")
    assert made(library, handbook=handbook).view == told


def test_a_badge_that_holds_for_all_of_a_handbook_is_left_out(tmp_path: Path) -> None:
    library, handbook = narrowed(tmp_path, "channels: [chat, email], audience: [baker]")
    page = made(library, handbook=handbook).policies[0]
    badges = {rule.anchor: [badge.text for badge in rule.badges] for rule in page.rules}
    assert badges["buns.written"] == []
    assert badges["buns.baking"] == []
    assert badges["buns.swedish"] == ["Sweden"]


@pytest.mark.parametrize(
    ("keys", "key", "hint"),
    [
        ("audience: [baker, privacy-oficer]", "audience", "Did you mean privacy-officer?"),
        ("areas: [marketing]", "areas", "schemas/areas.yaml"),
        ("channels: [fax]", "channels", "policies/organisation.yaml"),
        ("regions: [FR]", "regions", "policies/organisation.yaml"),
        ("brands: [plian]", "brands", "Did you mean plain?"),
    ],
)
def test_a_name_nobody_declared_is_refused(tmp_path: Path, keys: str, key: str, hint: str) -> None:
    library, handbook = narrowed(tmp_path, keys)
    with pytest.raises(SettingsError) as caught:
        demand_possible(handbook, library.surroundings)
    assert caught.value.reference == "unknown-name-in-handbook"
    assert caught.value.context == f"policykit.yaml: handbooks.own.{key}"
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("template", "hint"),
    [("quick-crad", "Did you mean quick-card?"), ("novel", "There are: board, charter, ")],
)
def test_a_kind_that_does_not_exist_is_refused(tmp_path: Path, template: str, hint: str) -> None:
    library, handbook = narrowed(tmp_path, f"template: {template}")
    with pytest.raises(SettingsError) as caught:
        demand_possible(handbook, library.surroundings)
    assert caught.value.reference == "unknown-kind"
    assert caught.value.message == f'There is no kind of handbook called "{template}".'
    assert hint in caught.value.hint


def test_a_handbook_that_can_be_made_is_made_beside_one_that_cannot(tmp_path: Path) -> None:
    settings = "format: 1\nhandbooks:\n  staff: {title: All}\n  card: {template: quick}\n"
    library = written(tmp_path, FILES | {"policykit.yaml": settings})

    assert [each.name for each in all_made(library, "staff")] == ["staff"]
    for asked in ((), ("card",), ("staff", "card")):
        with pytest.raises(SettingsError, match='"quick"'):
            all_made(library, *asked)


def all_made(library: Library, *asked: str, view: View | None = None) -> tuple[Made, ...]:
    return make(library, TEMPLATES, handbooks=asked, formats=(), locales=(), today=TODAY, view=view)


@pytest.mark.parametrize(
    ("view", "rules"),
    [
        (View(channels=("phone",)), [each for each in WHOLE if each != "written"]),
        (View(regions=("GB",)), [e for e in WHOLE if e not in {"swedish", "californian"}]),
        (View(brands=("plain",)), [each for each in WHOLE if each != "branded"]),
        (View(audience=("baker",)), [each for each in WHOLE if each != "leading"]),
    ],
)
def test_a_call_narrows_a_handbook_further(tmp_path: Path, view: View, rules: list[str]) -> None:
    library, handbook = narrowed(tmp_path, "areas: [returns]")
    assert printed(made(library, handbook=handbook, view=view))["buns"] == rules


@pytest.mark.parametrize(
    ("view", "context", "hint"),
    [
        (View(audience=("bakr",)), "--audience", "Did you mean baker?"),
        (View(channels=("phnoe",)), "--channel", "Did you mean phone?"),
        (View(regions=("FR",)), "--region", "organisation.yaml"),
        (View(brands=("plian",)), "--brand", "Did you mean plain?"),
    ],
)
def test_a_call_that_names_what_nobody_declared_is_refused(
    tmp_path: Path, view: View, context: str, hint: str
) -> None:
    library, _ = narrowed(tmp_path, "title: All")
    with pytest.raises(SettingsError) as caught:
        all_made(library, view=view)
    assert caught.value.context == context
    assert hint in caught.value.hint


def test_a_handbook_for_each_role_comes_once_a_role_that_is_spoken_to(tmp_path: Path) -> None:
    library, _ = narrowed(tmp_path, "audience: each, title: All")
    found = all_made(library)
    assert [each.name for each in found] == ["own-baker", "own-manager", "own-privacy-officer"]
    front = {file.path: file.content.decode() for file in found[0].files}["en/index.html"]
    assert '<p class="subtitle">Baker</p>' in front
    one = all_made(library, view=View(audience=("manager",)))
    assert [each.name for each in one] == ["own-manager"]


def test_chapters_stand_in_the_order_asked_for_and_keep_their_numbers(tmp_path: Path) -> None:
    library, handbook = narrowed(tmp_path, "chapters: [phone]")
    book = made(library, handbook=handbook)
    assert [(each.id, each.number) for each in book.chapters] == [("phone", "2"), ("returns", "1")]
    assert [page.id for page in book.policies] == ["cakes", "buns", "privacy"]


@pytest.mark.parametrize("keys", ["template: board", "areas: [phone], audience: [baker]"])
def test_a_handbook_with_nothing_in_it_is_refused(tmp_path: Path, keys: str) -> None:
    library, _ = narrowed(tmp_path, keys)
    empty = replace(library, entries={})
    with pytest.raises(RenderError, match='Nothing would stand in the handbook "own"') as caught:
        all_made(empty)
    assert caught.value.reference == "empty-handbook"


def test_a_format_without_pages_says_that_it_has_none(tmp_path: Path) -> None:
    library, _ = narrowed(tmp_path, "max_pages: 2")
    assert all_made(library)[0].notes == (
        "The format site has no pages, so max_pages (2) is not looked at.",
    )


def test_a_handbook_with_more_pages_than_it_may_have_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, _ = narrowed(tmp_path, "max_pages: 2")
    monkeypatch.setattr(site, "pages", lambda file: len(file.path), raising=False)
    with pytest.raises(RenderError, match="has 18 pages, and may have 2") as caught:
        all_made(library)
    assert caught.value.context == "assets/index-en.js"
