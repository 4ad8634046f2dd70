"""Renaming in an editor writes what the command writes, over what is unsaved."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring.places import place, text_at, today
from tests.renaming.shop import files, make_shop

from policykit.authoring.renamed import renameable, renamed
from policykit.authoring.snapshot import snapshot
from policykit.authoring.things import Thing
from policykit.model.errors import SourceError
from policykit.model.position import Location
from policykit.renaming import rename

_PLACES = [
    ("policies/returns.yaml", "id: re|turns   #", "policy returns", "returns"),
    ("policies/returns.yaml", "{refund-t|ime:genitive}", "item returns.refund-time", "refund-time"),
    (
        "policies/returns.yaml",
        "[there](damaged.re|place)",
        "item returns.damaged.replace",
        "replace",
    ),
    ("policies/returns.sv.yaml", "till.loo|k-up: Leta", "item returns.till.look-up", "look-up"),
    ("policies/returns.record.yaml", "{other.gre|et: s-1234", "item other.greet", "greet"),
    ("policykit.yaml", "requirement: house.gre|et", "requirement house.greet", "greet"),
]
_NOT = [
    ("policies/returns.yaml", "owner: head|-of"),
    ("policies/returns.yaml", "Let the cust|omer"),
    ("policies/returns.yaml", "sta|tus: draft"),
    ("policykit.yaml", "frameworks: [hou|se]"),
]


@pytest.mark.parametrize(("path", "marked", "thing", "name"), _PLACES)
def test_what_can_be_renamed(tmp_path: Path, path: str, marked: str, thing: str, name: str) -> None:
    root = make_shop(tmp_path / "shop")
    text = files(root)[path]
    found = renameable(snapshot(root, {}, today), path, place(text, marked))
    assert found is not None
    assert (f"{found.thing.kind} {found.thing.name}", found.name) == (thing, name)
    assert text_at(lambda _: text, Location(path, found.span)) == name


@pytest.mark.parametrize(("path", "marked"), _NOT)
def test_what_cannot(tmp_path: Path, path: str, marked: str) -> None:
    root = make_shop(tmp_path / "shop")
    assert renameable(snapshot(root, {}, today), path, place(files(root)[path], marked)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("returns", "taken-back"),
        ("returns.refund-time", "pay-time"),
        ("returns.refund", "pay-back"),
        ("returns.damaged.replace", "new-one"),
        ("returns.till.look-up", "search"),
        ("other.greet", "hello"),
        ("house.greet", "hello"),
    ],
)
def test_files_are_those_of_the_command(tmp_path: Path, old: str, new: str) -> None:
    """What is unsaved counts: the outcome is that of the command run on saved files."""
    root, other = make_shop(tmp_path / "shop"), make_shop(tmp_path / "other")
    before = files(root)
    more = b'  - {id: more, should: "Ask, see [it](returns.refund)."}\n'
    path = "policies/other.yaml"
    unsaved = before[path].encode().replace(b"related:", more + b"related:")
    (other / path).write_bytes(unsaved)
    rename(other, old, new)
    expected = files(other)

    outcome = renamed(snapshot(root, {path: unsaved}, today), Thing("item", old), f" {new} ")
    assert files(root) == before
    found = {**before, path: unsaved.decode()}
    for each in outcome.changes:
        del found[each.was]
        found[each.becomes] = each.after.decode()
    assert found == expected


def test_a_refusal_says_why(tmp_path: Path) -> None:
    shop = snapshot(make_shop(tmp_path / "shop"), {}, today)
    with pytest.raises(SourceError, match="cannot be an id"):
        renamed(shop, Thing("item", "returns.refund"), "Pay Back")
    with pytest.raises(SourceError, match="was once called fast"):
        renamed(shop, Thing("item", "returns.refund"), "fast")
    with pytest.raises(SourceError, match="is called refund already"):
        renamed(shop, Thing("item", "returns.refund"), "refund")
