"""What changed in three years, told to people: values in place of their names."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.sources.repositories import GitFolder

from policykit.comparing import DiffRequest, changelog, diff
from policykit.model.changelog import Changelog
from policykit.model.text import has_markup

TODAY = date(2026, 11, 22)


def request(folder: Path, words: str) -> DiffRequest:
    return DiffRequest(root=folder, words=(words,), here=folder)


@pytest.fixture(scope="module")
def whole(folder: Path) -> Changelog:
    return changelog(request(folder, "v2024.1..v2026.1"), "", lambda _: TODAY)


def test_no_name_of_a_value_is_left(whole: Changelog) -> None:
    items = [item for group in whole.groups for item in group.items]
    assert len(items) > 500
    for item in items:
        assert not has_markup(f"{item.message} {item.before} {item.after}"), item


def test_values_are_those_show_prints(whole: Changelog) -> None:
    items = whole.groups[0].items
    assert (
        "The statement quick-till says should, before must: Finish a return at the till within "
        "10 minutes." in {plain(item.message) for item in items}
    )
    begin = "The text of the script Your item is faulty and you choose now"
    (script,) = [item for item in items if item.message.startswith(begin) and item.before]
    assert "it takes at most 15 business days" in plain(script.before)
    assert "faults 12 months longer" in plain(script.after)
    assert "‹Customer's name›" in plain(script.after)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2019", "'")


def test_what_was_has_the_values_it_had(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "shop")
    copy = GitFolder(tmp_path / "shop")
    path = "policies/returns.yaml"
    text = (copy.path / path).read_text(encoding="utf-8")
    new = text.replace("10 minutes", "5 minutes").replace(
        "Finish a return at the till within {till-time}.",
        "Finish every return and exchange at the till within {till-time}.",
    )
    copy.commit("Quicker", {path: new}, datetime(2026, 11, 22, 12, tzinfo=UTC))
    found = changelog(request(copy.path, "main~1..main"), "store-associate", lambda _: TODAY)
    texts = {
        (plain(item.before), plain(item.after))
        for group in found.groups
        for item in group.items
        if item.before.startswith("Finish")
    }
    assert texts == {
        (
            "Finish a return at the till within 10 minutes.",
            "Finish every return and exchange at the till within 5 minutes.",
        )
    }


def test_a_sheet_holds_what_is_the_roles_or_everybodys(folder: Path) -> None:
    asked = request(folder, "v2024.1..v2026.1")
    found = changelog(asked, "store-associate", lambda _: TODAY)
    allowed = {
        (change.policy, change.where, change.message.partition("{")[0].partition("[")[0])
        for change in diff(asked, lambda _: TODAY).changes
        if not change.roles or "store-associate" in change.roles
    }
    for group in found.groups:
        for item in group.items:
            assert any(
                item.policy == policy and item.where == where and item.message.startswith(begin)
                for policy, where, begin in allowed
            ), item
