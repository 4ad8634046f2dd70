"""A library that is only printed has the digests handbooks are told by, and no others."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.handbook.folders import ROOT, TODAY, library_of, made
from tests.handbook.hostile_files import Hostile

from policykit.library.load import Reading
from policykit.library.walk import Walk
from policykit.library.whole import Filling, load
from policykit.linting import LintRequest, linted
from policykit.model.config import LintSettings
from policykit.model.facts import Facts, HalfDigest
from policykit.model.library import Library
from policykit.opening import opened_at

IN_THE_WAY = ("files", "yaml", "schema", "REF", "STR002")


@pytest.fixture(scope="module")
def whole() -> Library:
    return library_of(ROOT)


@pytest.fixture(scope="module")
def printed() -> Library:
    return library_of(ROOT, printed_only=True)


def test_only_the_digests_of_contents_are_there(whole: Library, printed: Library) -> None:
    for name, entry in whole.entries.items():
        own, other = entry.facts, printed.entries[name].facts
        assert [(one.locale, one.content) for one in own.digests] == [
            (one.locale, one.content) for one in other.digests
        ]
        assert {one.rules for one in other.digests} == {HalfDigest("", ())}
        assert replace(other, digests=(), coming=None) == replace(own, digests=(), coming=None)


def test_what_lint_reads_on_the_way_fills_the_same_library() -> None:
    heard: list[str] = []
    with opened_at(ROOT, "") as opened:
        filling = Filling(opened.surrounded)

        def hear(reading: Reading, walked: Mapping[str, Walk], told: Facts | None) -> None:
            heard.append(reading.bundle.id)
            filling.take(reading, walked, told)

        request = LintRequest(root=ROOT, select=IN_THE_WAY, obey_suppressions=False)
        linted(request, opened, LintSettings(), lambda _zone: TODAY, heard=hear)
        filled = filling.loaded(opened.files, opened.loader)
        read = load(opened.files, opened.surrounded, opened.loader, printed_only=True)
    assert filled == read
    assert heard == [name for _, name in opened.files.bundles]


def test_coming_versions_and_broken_files_fill_the_same_library(tmp_path: Path) -> None:
    Hostile(tmp_path)
    policies = tmp_path / "policies"
    first = min(policies.glob("*.yaml"))
    shutil.copy(first, policies / "second-of-its-id.yaml")
    (policies / "broken.yaml").write_text("id: broken\ntitle: [", encoding="utf-8")
    (policies / f"{first.stem}.next.yaml").write_bytes(first.read_bytes())
    with opened_at(tmp_path, "") as opened:
        filling = Filling(opened.surrounded)
        request = LintRequest(root=tmp_path, select=IN_THE_WAY, obey_suppressions=False)
        linted(request, opened, LintSettings(), lambda _zone: TODAY, heard=filling.take)
        filled = filling.loaded(opened.files, opened.loader)
        read = load(opened.files, opened.surrounded, opened.loader, printed_only=True)
    assert filled.problems
    assert any(entry.facts.coming for entry in filled.library.entries.values())
    assert filled == read


def test_a_handbook_is_the_same(whole: Library, printed: Library) -> None:
    assert made(printed, "sv") == made(whole, "sv")
