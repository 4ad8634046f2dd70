"""Names lead to where things are declared, and from there back to every name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from tests.authoring.places import REPOSITORY, place, reference, shown, text_at, today
from tests.renaming.shop import files, make_shop

from policykit.authoring.at import at
from policykit.authoring.following import definitions, highlights, references, users
from policykit.authoring.mentions import mentions
from policykit.authoring.places import Places, is_kept
from policykit.authoring.snapshot import Snapshot, snapshot
from policykit.authoring.spots import Spots
from policykit.authoring.things import Mention, Thing
from policykit.lsp.live import LiveRepository
from policykit.renaming import rename


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("following") / "shop")


@pytest.fixture(scope="module")
def shop(root: Path) -> Snapshot:
    return snapshot(root, {}, today)


_AT = [
    ("policies/returns.yaml", "id: re|turns   #", "policy returns", "returns"),
    ("policies/returns.yaml", "owner: head-|of", "role head-of-customer-service", "head-of-cus…"),
    ("policies/returns.yaml", "areas: [ph|one]", "area phone", "phone"),
    ("policies/returns.yaml", "\n  refund|-time: {dead", "item returns.refund-time", "refund-time"),
    ("policies/returns.yaml", "from: del|ivery}  # by", "event delivery", "delivery"),
    ("policies/returns.yaml", 'id: "|refund"', "item returns.refund", "refund"),
    (
        "policies/returns.yaml",
        "within {refund-t|ime} or",
        "item returns.refund-time",
        "refund-time",
    ),
    ("policies/returns.yaml", "or {refund-time|:genitive}", "item returns.refund-time", "refund…"),
    ("policies/returns.yaml", "[this](ref|und)", "item returns.refund", "refund"),
    ("policies/returns.yaml", "[there](dama|ged.rep", "item returns.damaged", "damaged"),
    ("policies/returns.yaml", "[there](damaged.repl|ace", "item returns.damaged.replace", "repl…"),
    ("policies/returns.yaml", "if_not: look|-up", "item returns.till.look-up", "look-up"),
    ("policies/returns.yaml", "in {ret|urns.refund-time}", "policy returns", "returns"),
    ("policies/returns.yaml", "in {returns.|refund-time}", "item returns.refund-time", "refund…"),
    ("policies/returns.yaml", "cells: {sta|te: unu", "item returns.condition.state", "state"),
    ("policies/returns.sv.yaml", "translates: ret|urns", "policy returns", "returns"),
    ("policies/returns.sv.yaml", "\n  ref|und:\n    text", "item returns.refund", "refund"),
    ("policies/returns.sv.yaml", "  damaged|.replace: En", "item returns.damaged", "damaged"),
    ("policies/returns.sv.yaml", "  damaged.|replace: En", "item returns.damaged.replace", "rep…"),
    ("policies/returns.sv.yaml", "statements.ref|und#how", "item returns.refund", "refund"),
    ("policies/returns.sv.yaml", "till.look|-up: Leta", "item returns.till.look-up", "look-up"),
    ("policies/returns.sv.yaml", "se [det](ref|und)", "item returns.refund", "refund"),
    ("policies/returns.record.yaml", "changed: [re|fund,", "item returns.refund", "refund"),
    ("policies/returns.record.yaml", "{other.gr|eet: s-", "item other.greet", "greet"),
    ("policies/returns.record.yaml", "{oth|er.greet: s-", "policy other", "other"),
    ("policies/other.yaml", "related: [retu|rns]", "policy returns", "returns"),
    ("policykit.yaml", "frameworks: [ho|use]", "framework house", "house"),
    ("policykit.yaml", "requirement: house.gr|eet", "requirement house.greet", "greet"),
    ("policykit.yaml", "{term-un|used: {", None, "term-unused"),
    ("policykit.yaml", "owner: head-|of-c", "role head-of-customer-service", "head-of-cus…"),
    ("schemas/frameworks/house.yaml", "framework: ho|use", "framework house", "house"),
    ("schemas/frameworks/house.yaml", "- id: gr|eet", "requirement house.greet", "greet"),
    ("schemas/frameworks/house.yaml", "covers: house.gr|eet", "requirement house.greet", "greet"),
    ("schemas/frameworks/house.yaml", "area: ph|one", "area phone", "phone"),
    ("schemas/areas.yaml", "  pho|ne: {title", "area phone", "phone"),
    ("policies/organisation.yaml", "  pho|ne:\n", "channel phone", "phone"),
    ("policies/organisation.yaml", "      G|B: {hours", "region GB", "GB"),
    ("policies/returns.yaml", "Let the cust|omer choose", None, "Let the cus…"),
    ("policies/returns.yaml", "\nterm|s:\n", None, "terms"),
]


@pytest.mark.parametrize(("path", "marked", "thing", "words"), _AT)
def test_what_stands_at_a_place(
    shop: Snapshot, root: Path, path: str, marked: str, thing: str | None, words: str
) -> None:
    text = (root / path).read_text(encoding="utf-8")
    standing = at(shop, path, place(text, marked))
    assert standing is not None
    mention = standing.mention
    found = None if mention is None else f"{mention.thing.kind} {mention.thing.name}"
    assert found == thing
    written = standing.spots.written(standing.span)
    assert written == words or written.startswith(words.removesuffix("…"))


def test_nothing_stands_where_there_is_nothing(shop: Snapshot) -> None:
    first = at(shop, "policies/returns.yaml", place("x", "|x"))
    assert first is None or first.mention is None
    assert at(shop, "policies/nowhere.yaml", place("x", "|x")) is None


def test_references_of_a_term_are_in_every_kind_of_file(root: Path, shop: Snapshot) -> None:
    found = references(shop, Thing("item", "returns.refund-time"))
    told = shown(files(root).__getitem__, (each.location for each in found))
    assert told == [
        "hello.md:3: Within {returns.«refund-time»}: [returns](returns), [pay](returns.refund).",
        (
            "other.yaml:12: must: See [refunds](returns.refund) and [all](returns) within "
            "{returns.«refund-time»}."
        ),
        "other.yaml:13: limit: returns.«refund-time»",
        "returns.next.yaml:9: «refund-time»: {deadline: 10 days, from: delivery}",
        "returns.next.yaml:12: must: Pay within {«refund-time»}.",
        "returns.record.yaml:8: damaged.replace: {«refund-time»: s-9999}",
        "returns.sv.yaml:4: proof: Ett kvitto, {«refund-time»}.",
        "returns.sv.yaml:6: «refund-time»:",
        "returns.sv.yaml:10: text: Betala inom {«refund-time»}, se [det](refund).",
        "returns.yaml:12: {«refund-time»} starts with it.",
        "returns.yaml:15: «refund-time»: {deadline: 14 days, from: delivery}  # by law",
        "returns.yaml:20: extend: {by: «refund-time»}",
        (
            'returns.yaml:23: must: "Pay within {«refund-time»} or {refund-time:genitive}, see '
            '[this](refund) {{refund-time}}."'
        ),
        (
            'returns.yaml:23: must: "Pay within {refund-time} or {«refund-time»:genitive}, see '
            '[this](refund) {{refund-time}}."'
        ),
        "returns.yaml:24: limit: «refund-time»",
        "returns.yaml:26: Folded {«refund-time»}",
        (
            'returns.yaml:55: - {id: sale, q: Sale items, a: "[Yes](returns.refund), in '
            '{returns.«refund-time»}.", supports: [refund, damaged]}'
        ),
    ]
    declared = definitions(shop, Thing("item", "returns.refund-time"))
    assert [each.location.path for each in declared] == [
        "policies/returns.yaml",
        "policies/returns.next.yaml",
    ]
    near = definitions(shop, Thing("item", "returns.refund-time"), "policies/returns.next.yaml")
    assert near[0].location.path == "policies/returns.next.yaml"
    uses = references(shop, Thing("item", "returns.refund-time"), with_declaration=False)
    assert set(found) - set(uses) == set(declared)
    assert users(shop, Thing("item", "returns.refund-time")) == ("other",)
    assert len(highlights(shop, "policies/other.yaml", Thing("policy", "returns"))) == 6


def test_ids_a_thing_had_lead_to_it(tmp_path: Path) -> None:
    root = make_shop(tmp_path / "shop")
    other = (root / "policies/other.yaml").read_text(encoding="utf-8")
    (root / "policies/other.yaml").write_text(
        other.replace("[returns.refund]", "[returns.fast]"), encoding="utf-8"
    )
    shop = snapshot(root, {}, today)
    quick = definitions(shop, Thing("item", "returns.fast"))
    assert [text_at(files(root).__getitem__, each.location) for each in quick] == ["quick"]
    found = references(shop, Thing("item", "returns.quick"))
    assert "other.yaml" in {each.location.path.rpartition("/")[2] for each in found}


def test_an_index_goes_on_with_what_changed(root: Path) -> None:
    before = snapshot(root, {}, today)
    thing = Thing("item", "returns.refund-time")
    assert users(before, thing) == ("other",)
    content = (root / "policies/other.yaml").read_bytes()
    gone = content.replace(b"returns.refund-time", b"wait")
    made = snapshot(root, {"policies/other.yaml": gone}, today)
    after = Snapshot(made.root, made.opened, made.facts, made.today, made.entries, before.index)
    assert users(after, thing) == ()
    assert users(after, Thing("policy", "returns")) == ("other",)


def test_every_reference_that_rename_changes_is_found(root: Path, shop: Snapshot) -> None:
    """What `policykit rename` counts is what an editor finds."""
    for name in ("returns.refund-time", "returns.refund", "returns.damaged", "other.greet"):
        outcome = rename(root, name, "brand-new", writes=False)
        found = references(shop, Thing("item", name), with_declaration=False)
        told = {each.location.path for each in found} - {"policies/returns.sv.yaml"}
        assert told <= {each.path for each in outcome.changes}
        names = [each for each in found if each.mention.form != "address"]
        assert len(names) == outcome.names, name


def test_names_of_the_reference_policies_lead_there_and_back() -> None:
    """Every name leads to a place that says the id, and the names of that place are all of them."""
    there = reference()
    named: dict[Thing, set[tuple[str, object]]] = {}
    for path in there.entries:
        document = there.document(path)
        if document is None:
            continue
        spots = Spots(document)
        for each in mentions(there, path):
            span = each.span(spots)
            assert span is not None, each
            assert spots.written(span) == each.name
            named.setdefault(each.thing, set()).add((path, span))
    kinds = {"policy", "item", "framework", "requirement", "role", "channel", "reason", "area"}
    built_in = {Thing("role", "bot"), Thing("role", "customer")}
    texts: dict[str, str] = {}

    def read(path: str) -> str:
        return texts.setdefault(path, (REPOSITORY / path).read_text(encoding="utf-8"))

    assert len(named) > 3_000
    for number, (thing, places) in enumerate(sorted(named.items(), key=lambda it: it[0].name)):
        # All would take minutes; every one comes by where the policies change.
        if thing.kind not in kinds or thing in built_in or number % 89:
            continue
        declared = definitions(there, thing)
        assert declared, thing
        for one in declared:
            assert text_at(read, one.location) == thing.name.rpartition(".")[2]
        found = {(it.location.path, it.location.span) for it in references(there, thing)}
        assert places <= found, thing


def test_a_policy_nobody_looked_at_yet_is_read_when_it_is_named(shop: Snapshot) -> None:
    """As where an editor has only just begun."""
    early = Snapshot(shop.root, shop.opened, {}, shop.today, shop.entries)
    for thing in (Thing("item", "returns.refund-time"), Thing("policy", "returns")):
        found = {each.location for each in definitions(early, thing)}
        assert found == {each.location for each in definitions(shop, thing)} != set()
        told = {each.location for each in references(early, thing)}
        assert told == {each.location for each in references(shop, thing)}
    assert definitions(early, Thing("item", "nowhere.refund-time")) == ()


def _named(seen: Snapshot) -> dict[Thing, set[tuple[str, object, bool]]]:
    """Every name that no policy or framework declares, as all files are read anew."""
    found: dict[Thing, set[tuple[str, object, bool]]] = {}
    for path in seen.entries:
        document = seen.document(path)
        spots = Spots(document) if document is not None else None
        for each in mentions(seen, path):
            span = each.span(spots) if spots is not None else None
            if is_kept(each.thing) and span is not None:
                found.setdefault(each.thing, set()).add((path, span, each.declares))
    return found


def _asked(seen: Snapshot, things: Iterable[Thing]) -> dict[Thing, set[tuple[str, object, bool]]]:
    return {
        thing: {
            (each.location.path, each.location.span, each.mention.declares)
            for each in references(seen, thing)
        }
        for thing in things
    }


def test_names_that_are_kept_are_those_that_stand_there(tmp_path: Path) -> None:
    root = make_shop(tmp_path / "shop")
    live = LiveRepository(root, today)
    live.full({})
    seen = live.snapshot({})
    wanted = _named(seen)
    assert {"role", "channel", "area", "event"} <= {thing.kind for thing in wanted}
    for _ in range(2):
        assert _asked(seen, wanted) == wanted
    path = "policies/returns.yaml"
    text = "# A remark.\n" + (root / path).read_text(encoding="utf-8")
    changed = live.snapshot({path: text.encode()})
    moved = _named(changed)
    assert moved != wanted
    assert _asked(changed, wanted | moved) == {thing: set() for thing in wanted} | moved
    assert _asked(live.snapshot({}), wanted) == wanted


@pytest.mark.parametrize("ending", [2, 40])
def test_a_name_over_two_lines_is_not_kept_by_its_place(shop: Snapshot, ending: int) -> None:
    """With a column that is lower at its end, and with one that is higher."""
    path = "policies/returns.yaml"
    document = shop.document(path)
    assert document is not None
    key, channel, places = document.origin.key, Thing("channel", "phone"), Places()
    first, second = next(
        (first, second)
        for first, second in pairwise(document.text.splitlines()[3:])
        if len(first) > 10 and len(second) > ending
    )
    over_two = Mention(channel, path, (), name := f"{first[9:]}\n{second[:ending]}", words=name)
    span = over_two.span(Spots(document))
    assert span is not None
    assert span.end.line == span.start.line + 1
    places.learn(document, [over_two])
    assert places.of(path, key, channel) is None
    places.learn(document, [Mention(channel, path, (), first[9:], words=first[9:])])
    found = places.of(path, key, channel)
    assert found is not None
    assert len(found) == 1
