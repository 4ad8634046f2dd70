"""The starters that come with the program: made from the reference set, and about nobody."""

from __future__ import annotations

import re

import pytest
from docs.starters import POLICIES, TARGET, own_words, starters
from tests.support.program import ROOT

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.walk import walk
from policykit.model.document import Origin
from policykit.model.policy_shape import POLICY
from policykit.starters.shipped import areas, names, starter
from policykit.starters.texts import placeholders, texts_in, unlinked
from policykit.yamlsource import read as read_yaml


def test_they_are_what_the_reference_set_gives_today() -> None:
    made = starters()
    there = {each.name: each.read_text(encoding="utf-8") for each in TARGET.glob("*.yaml")}
    assert sorted(made) == sorted(there)
    assert [name for name in made if made[name] != there[name]] == []


def test_every_area_has_one() -> None:
    known = re.findall(r"^  ([a-z-]+):$", (ROOT / "schemas/areas.yaml").read_text(), re.MULTILINE)
    assert sorted(areas()) == sorted(known)
    assert starter("nothing") is None
    assert starter("organisation") is None


@pytest.mark.parametrize("area", areas())
def test_it_stands_by_itself(area: str) -> None:
    shipped = starter(area)
    assert shipped is not None
    found = walk(dict(shipped.policy), POLICY)
    told = [
        *texts_in(dict(shipped.policy)),
        *(text for said in shipped.words.values() for text in texts_in(dict(said))),
    ]
    terms = read.section(shipped.policy, "terms")
    items = {each.id for each in found.items}
    assert [each for each in told if "Havsby" in each] == []
    assert {name[0] for each in told for name in placeholders(each)} <= set(terms)
    assert {each.raw for each in found.references if each.kind == "link"} <= items
    assert len(read.section(shipped.policy, "scope")) >= 1
    assert 2 <= len(list(read.items(shipped.policy, "statements"))) <= 40
    addresses = {each.address for each in found.texts}
    for locale, said in shipped.words.items():
        odd = [each for each in said if each.removesuffix("#term") not in addresses]
        assert odd == [], locale
    assert set(shipped.words) >= {"sv"} or area in {"loyalty", "advice-relationship"}


_OF_HAVSBY = (
    *("Havsby", "garden yard", "green badge", "apron", "sofa", "A table", "café", "muddy dog"),
    *(
        "a lamp",
        "their lamp",
        "information desk",
        "team leader",
        "knowledge editor",
        "queue screens",
        "screw",
    ),
    *("Hamburg", "phone menu", "helpdesk has", "The table", "table of"),
    *("trädgårdstorg", "kafé", "soffa", "förkläde", "informationsdisk", "teamledare", "var lampan"),
    *("Freigelände", "Infopunkt", "Teamleitung", "Café"),
)


@pytest.mark.parametrize("area", areas())
def test_it_is_about_any_shop(area: str) -> None:
    shipped = starter(area)
    assert shipped is not None
    told = "\n".join(
        [
            *texts_in(dict(shipped.policy)),
            *(text for said in shipped.words.values() for text in texts_in(dict(said))),
        ]
    )
    assert [each for each in _OF_HAVSBY if each in told] == []


def test_what_is_said_anew_is_said_of_something() -> None:
    table = own_words()
    for name in {*read.section(table, "anew"), *read.section(table, "left_out")}:
        data = mapping(read_yaml((POLICIES / f"{name}.yaml").read_bytes(), Origin(name, ""))[0])
        found = walk(dict(data), POLICY)
        there = {each.address for each in found.texts}
        there |= {each.partition("#")[0] for each in there}
        anew = read.section(read.section(table, "anew"), name)
        wanted = {*anew, *read.names(read.section(table, "left_out"), name)}
        other = "returns" if name == "guarantees-and-repairs" else ""
        if other:
            more = mapping(read_yaml((POLICIES / f"{other}.yaml").read_bytes(), Origin("", ""))[0])
            there |= {each.address for each in walk(dict(more), POLICY).texts}
        assert sorted(wanted - there) == []
        assert [each for each in anew if set(read.section(anew, each)) != {"en", "sv", "de"}] == []


def test_roles_and_events_have_words() -> None:
    for section in ("roles", "channels", "reasons", "events"):
        told = read.section(names(), section)
        assert told
        assert [name for name in told if not read.text(read.section(told, name), "title")] == []
        assert all(
            set(read.section(read.section(told, name), "words")) == {"sv", "de"} for name in told
        )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See [the rule](here).", "See [the rule](here)."),
        ("See [the rule](there).", "See the rule."),
        ("See [the {x}](there) and [it](here).", "See the {x} and [it](here)."),
        ("[site](https://a.example)", "[site](https://a.example)"),
        ("{{braces}} stay", "{{braces}} stay"),
    ],
)
def test_links_that_lead_nowhere_are_words(text: str, left: str) -> None:
    assert unlinked(text, {"here"}.__contains__) == left
