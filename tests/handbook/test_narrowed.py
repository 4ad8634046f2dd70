"""Handbooks that the settings narrow, and those that cannot be made as the settings ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.handbook.folders import TEMPLATES, TODAY, made, written

from policykit.handbook.making import make
from policykit.handbook.possible import demand_possible
from policykit.model.book import Book
from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError
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
    ("keys", "key"),
    [
        ("audience: each", "audience"),
        ("template: quick-card", "template"),
        ("template: charter, public: true", "template"),
        ("max_pages: 2", "max_pages"),
    ],
)
def test_what_cannot_be_kept_is_refused(tmp_path: Path, keys: str, key: str) -> None:
    library, handbook = narrowed(tmp_path, keys)
    with pytest.raises(SettingsError, match="cannot be made yet") as caught:
        demand_possible(handbook, library.surroundings)
    assert caught.value.reference == "handbook-not-possible-yet"
    assert caught.value.context == f"policykit.yaml: handbooks.own.{key}"
    assert f"asks for {key}: " in caught.value.message


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


def test_a_handbook_that_can_be_made_is_made_beside_one_that_cannot(tmp_path: Path) -> None:
    settings = "format: 1\nhandbooks:\n  staff: {title: All}\n  card: {template: quick-card}\n"
    library = written(tmp_path, FILES | {"policykit.yaml": settings})

    def names(*asked: str) -> list[str]:
        found = make(
            library,
            TEMPLATES,
            handbooks=asked,
            formats=(),
            locales=(),
            today=TODAY,
            preface=lambda _path, _locale: "",
        )
        return [each.name for each in found]

    assert names("staff") == ["staff"]
    for asked in ((), ("card",), ("staff", "card")):
        with pytest.raises(SettingsError, match='"card"'):
            names(*asked)
