"""What an editor writes beside the words: values, uses, what is stale, what kind of word it is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from tests.authoring.places import REPOSITORY, reference, text_at, today
from tests.renaming.shop import make_shop

from policykit.authoring.hints import hints
from policykit.authoring.lenses import lens_places, lenses
from policykit.authoring.snapshot import Snapshot, snapshot
from policykit.authoring.tokens import tokens
from policykit.model.position import Location, Position, Span

RETURNS = "policies/returns.yaml"
_ALL = Span(Position(1, 1), Position(100_000, 1))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_shop(tmp_path_factory.mktemp("margin") / "shop")
    house = root / "schemas/frameworks/house.yaml"
    text = house.read_text(encoding="utf-8")
    house.write_text(text.replace("    area: phone", "    title: Say hello\n    area: phone"))
    other = root / "policies/other.yaml"
    text = other.read_text(encoding="utf-8")
    text = text.replace("status: draft", "status: active")
    other.write_text(text.replace("    limit:", "    covers: [house.greet]\n    limit:"))
    (root / "policies/other.record.yaml").write_text(
        "approvals:\n"
        "  - {role: head-of-customer-service, by: a-1, date: 2026-01-01, digests: {en: pk1-0000}}\n"
        "seen:\n"
        "  greet: {returns.refund: s-000000000000}\n",
        encoding="utf-8",
    )
    path = root / "policykit.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "approvals: {default: [head-of-customer-service]}\nlocales: {source: en, required: [sv]}\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture(scope="module")
def shop(root: Path) -> Snapshot:
    return snapshot(root, {}, today)


def _margin(root: Path, shop: Snapshot, path: str, asked: Span = _ALL) -> list[str]:
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    found = []
    for each in hints(shop, path, asked):
        before = lines[each.position.line - 1][: each.position.column - 1]
        text = each.text.replace("\u00a0", " ")
        found.append(f"{before[-15:]}«{text}»{each.whole.replace(chr(160), ' ')}")
    return found


def test_values_stand_behind_placeholders(root: Path, shop: Snapshot) -> None:
    assert _margin(root, shop, RETURNS) == [
        "  {refund-time}«14 days»",
        "n {refund-time}«14 days»",
        "-time:genitive}«14 days’»",
        "d {refund-time}«14 days»",
        "ns.refund-time}«14 days»",
    ]
    assert _margin(root, shop, "policies/returns.sv.yaml") == [
        ", {refund-time}«14 dagar»",
        "m {refund-time}«14 dagar»",
    ]
    assert _margin(root, shop, "policies/other.yaml") == [
        "ns.refund-time}«14 days»",
        "s: [house.greet«Say hello»",
    ]
    one_line = Span(Position(23, 1), Position(23, 200))
    assert len(_margin(root, shop, RETURNS, one_line)) == 2
    assert hints(shop, "policies/nowhere.yaml", _ALL) == ()


def test_a_value_that_varies_says_that_there_is_more() -> None:
    found = hints(reference(), "policies/delivery.yaml", _ALL)
    varied = [each for each in found if each.text.endswith(" …")]
    assert varied
    for each in varied:
        first = each.text.removesuffix(" …")
        assert each.whole.startswith(f"{first} (")


def test_lenses_tell_of_uses_words_approvals_and_suspects(root: Path, shop: Snapshot) -> None:
    def told(path: str) -> list[tuple[str, str]]:
        read = (root / path).read_text(encoding="utf-8")
        return [
            (text_at(lambda _: read, Location(path, each.span)).strip('"'), each.title)
            for each in lenses(shop, path)
        ]

    assert told(RETURNS) == [
        ("returns", "used by 1 policy"),
        ("returns", "Swedish 2 stale, 13 missing, 1 not known"),
        ("refund-time", "used by 1 policy"),
        ("refund", "used by 1 policy"),
        ("refund", "Swedish stale, missing"),
        ("quick", "Swedish missing"),
        ("damaged", "Swedish missing"),
    ]
    assert told("policies/other.yaml") == [
        ("other", "Swedish missing"),
        ("other", "approval void: Head of customer service"),
        ("greet", "suspect"),
    ]
    assert lenses(shop, "policies/returns.sv.yaml") == ()
    assert lenses(shop, "policies/nowhere.yaml") == ()


def test_lenses_lead_to_what_they_tell_of(shop: Snapshot) -> None:
    def places(path: str, title: str) -> list[str]:
        lens = next(each for each in lenses(shop, path) if each.title == title)
        found = lens_places(shop, path, lens.kind, lens.name, lens.about)
        return [
            f"{each.path.rpartition('/')[2]}:{each.span.start.line if each.span else 0}"
            for each in found
        ]

    assert places(RETURNS, "Swedish stale, missing") == ["returns.sv.yaml:10", "returns.yaml:25"]
    assert places("policies/other.yaml", "approval void: Head of customer service") == [
        "other.record.yaml:2"
    ]
    assert places("policies/other.yaml", "suspect") == ["other.yaml:12"]
    assert places("policies/other.yaml", "Swedish missing") == ["other.yaml:3"]
    uses = places(RETURNS, "used by 1 policy")
    assert set(uses) == {
        "hello.md:3",
        "other.yaml:12",
        "other.yaml:14",
        "other.yaml:15",
        "other.yaml:16",
        "other.record.yaml:4",
    }


def test_an_approval_is_void_as_lint_tells() -> None:
    there = reference()
    for path in there.entries:
        told = [each.title for each in lenses(there, path) if each.kind == "approval"]
        assert told == [], path


def test_words_are_told_by_what_they_are(root: Path, shop: Snapshot) -> None:
    text = (root / "policies/other.yaml").read_text(encoding="utf-8")
    told = [
        (text_at(lambda _: text, Location("", each.span)), each.kind, each.declares)
        for each in tokens(shop, "policies/other.yaml")
    ]
    assert told == [
        ("other", "policy", True),
        ("phone", "name", False),
        ("head-of-customer-service", "name", False),
        ("wait", "item", True),
        ("2 days", "quantity", False),
        ("delivery", "name", False),
        ("greet", "item", True),
        ("must", "level", False),
        ("returns", "policy", False),
        ("refund", "item", False),
        ("returns", "policy", False),
        ("returns", "placeholder", False),
        ("refund-time", "placeholder", False),
        ("house", "law", False),
        ("greet", "law", False),
        ("returns", "policy", False),
        ("refund-time", "item", False),
        ("returns", "policy", False),
        ("refund", "item", False),
        ("returns", "policy", False),
    ]
    some = tokens(shop, "policies/other.yaml", Span(Position(11, 1), Position(12, 7)))
    assert [(each.span.start.line, each.kind) for each in some] == [(11, "item"), (12, "level")]


def test_tokens_of_the_reference_policies_stand_apart_in_their_lines() -> None:
    there = reference()
    count = 0
    for path in there.entries:
        found = tokens(there, path)
        count += len(found)
        for one, other in pairwise(found):
            assert one.span.end <= other.span.start, path
        assert all(each.span.start.line == each.span.end.line for each in found), path
    assert count > 15_000
    assert (REPOSITORY / RETURNS).exists()
