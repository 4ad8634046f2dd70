"""The outline of a file, what folds in it, what is around a place, and things found by name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from tests.authoring.places import REPOSITORY, place, reference, text_at, today
from tests.renaming.shop import RETURNS, files, make_shop

from policykit.authoring.finding import MOST, matching
from policykit.authoring.outline import Symbol, around, folds, symbols
from policykit.authoring.snapshot import Snapshot, snapshot
from policykit.model.position import Location

PATH = "policies/returns.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("outline") / "shop")


@pytest.fixture(scope="module")
def shop(root: Path) -> Snapshot:
    return snapshot(root, {}, today)


def _told(found: tuple[Symbol, ...], depth: int = 0) -> Iterator[str]:
    for each in found:
        yield f"{'  ' * depth}{each.name} ({each.kind}) {each.detail}".rstrip()
        yield from _told(each.children, depth + 1)


def test_a_policy_has_its_sections_and_what_stands_in_them(shop: Snapshot) -> None:
    document = shop.document(PATH)
    assert document is not None
    assert list(_told(symbols(document)))[7:] == [
        "definitions (section)",
        "  proof (definition) A receipt or a card. {refund-time} starts with it.",
        "  shop (definition) The place.",
        "terms (section)",
        "  refund-time (term)",
        "  long-time (term)",
        "statements (section)",
        "  refund (statement) must: Pay within {refund-time} or {refund-time:genitive}, s…",
        "  quick (statement) should: Pay fast.",
        "  damaged (statement) must: Let the customer choose",
        "    replace (point) A new item.",
        "    repair (point) It is mended.",
        "tables (section)",
        "  condition (table)",
        "    state (column) The item is…",
        "    do (column) You…",
        "    unused (row)",
        "procedures (section)",
        "  till (procedure) At the till",
        "    proof-check (step) Check.",
        "    look-up (step) Look it up.",
        "faq (section)",
        "  sale (faq) Sale items",
    ]


def test_other_files_have_theirs(shop: Snapshot) -> None:
    record = shop.document("policies/returns.record.yaml")
    house = shop.document("schemas/frameworks/house.yaml")
    assert record is not None
    assert house is not None
    assert list(_told(symbols(record))) == [
        "evidence (section)",
        "  ev-1 (entry) Slow.",
        "seen (section)",
        "  refund (entry)",
        "  damaged.replace (entry)",
    ]
    assert list(_told(symbols(house)))[-2:] == ["requirements (section)", "  greet (entry) Greet."]


def _all(found: tuple[Symbol, ...]) -> Iterator[Symbol]:
    for each in found:
        yield each
        yield from _all(each.children)


def test_outlines_of_the_reference_policies_nest() -> None:
    """As the protocol has it: a name in its stretch, and a stretch in that of what it is in."""
    there = reference()
    for path in there.entries:
        document = there.document(path)
        if document is None:
            continue
        for each in _all(symbols(document)):
            assert each.span.start <= each.name_span.start, (path, each)
            assert each.name_span.end <= each.span.end, (path, each)
            for child in each.children:
                assert each.span.start <= child.span.start, (path, each.name, child.name)
                assert child.span.end <= each.span.end, (path, each.name, child.name)
        lines = document.text.count("\n") + 1
        for fold in folds(document):
            assert 1 <= fold.first < fold.last <= lines, path


def test_what_folds(shop: Snapshot) -> None:
    document = shop.document(PATH)
    assert document is not None
    lines = RETURNS.split("\n")
    told = [
        (lines[each.first - 1].strip(), lines[each.last - 1].strip()) for each in folds(document)
    ]
    assert ("definitions:", "shop: {text: The place., term: shop}") in told
    assert ("proof: |", "{refund-time} starts with it.") in told
    assert ('- id: "refund"', "and [there](damaged.replace).") in told
    assert ("steps:", "do: Look it up.") in told
    assert len(told) == 22


def test_comments_that_follow_on_fold(root: Path) -> None:
    text = "# one\n# two\nformat: 1 # three\n# four\nid: returns\n# five\n# six\n# seven\n"
    shop = snapshot(root, {PATH: text.encode()}, today)
    document = shop.document(PATH)
    assert document is not None
    assert [(each.first, each.last) for each in folds(document) if each.kind == "comment"] == [
        (1, 2),
        (6, 8),
    ]


def test_what_is_around_a_place_grows(shop: Snapshot) -> None:
    document = shop.document(PATH)
    assert document is not None
    found = around(document, place(RETURNS, "and [th|ere](damaged"))
    assert text_at(lambda _: RETURNS, Location(PATH, found[0])) == "there"
    lines = [(each.start.line, each.end.line) for each in found]
    assert lines == [(27, 27), (25, 27), (25, 27), (22, 27), (22, 36), (21, 36), (2, 55)]
    for inner, outer in pairwise(found):
        assert outer.start <= inner.start
        assert inner.end <= outer.end


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("refund", ["refund (statement) returns", "refund (statement) returns"]),
        ("greet", ["greet"]),
        ("look", ["look-up (step) returns.till"]),
        ("lup", ["look-up (step) returns.till"]),
        ("returns.refund-t", ["refund-time (term) returns"]),
        ("how we answer", ["phone-manners (policy) How we answer the phone"]),
        ("head of customer", ["head-of-customer-service (role) organisation"]),
        ("let the CUSTOMER choose", ["damaged (statement)"]),
        ("no such thing at all", []),
    ],
)
def test_things_are_found_by_id_title_and_words(
    root: Path, shop: Snapshot, query: str, first: list[str]
) -> None:
    found = matching(shop, query)
    told = [f"{each.name} ({each.kind}) {each.inside}" for each in found]
    for wanted, have in zip(first, told, strict=False):
        assert have.startswith(wanted)
    assert len(told) >= len(first)
    assert first or not told
    texts = files(root)
    for each in found:
        assert text_at(texts.__getitem__, each.location).strip('"') == each.name


def test_things_of_the_reference_policies_stand_where_they_are_said_to() -> None:
    there = reference()
    policies = {each.name for each in matching(there, "")}
    assert policies == set(there.policies)
    for query in ("refund", "man", "re", "nrec", "complaint", "proof of purchase"):
        found = matching(there, query)
        assert 0 < len(found) <= MOST
        for each in found:
            written = text_at(
                lambda path: (REPOSITORY / path).read_text(encoding="utf-8"), each.location
            )
            assert written.strip("\"'") == each.name, (query, each)
    assert len(matching(there, "", most=5)) == 5
