"""A library that is only printed has the digests handbooks are told by, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.handbook.folders import ROOT, library_of, made

from policykit.model.facts import HalfDigest
from policykit.model.library import Library


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
        assert {item.digest for item in other.items} == {""}
        assert replace(other, digests=(), coming=None) == replace(
            own, digests=(), coming=None, items=tuple(replace(it, digest="") for it in own.items)
        )


def test_a_handbook_is_the_same(whole: Library, printed: Library) -> None:
    assert made(printed, "sv") == made(whole, "sv")
