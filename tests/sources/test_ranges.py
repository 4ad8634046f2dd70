"""Two sides as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from policykit.model.errors import SourceError
from policykit.sources.ranges import Range, read_days, read_range


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ((), Range()),
        (("v1",), Range("v1")),
        (("HEAD~2",), Range("HEAD~2")),
        (("v1..v2",), Range("v1", "v2")),
        (("v1..",), Range("v1", "HEAD")),
        (("..v2",), Range("HEAD", "v2")),
        (("v1...v2",), Range("v1", "v2", since_parting=True)),
        (("v1...",), Range("v1", "HEAD", since_parting=True)),
        (("v1.2..v1.3",), Range("v1.2", "v1.3")),
    ],
)
def test_what_is_meant(words: tuple[str, ...], meant: Range) -> None:
    assert read_range(words) == meant


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        (("--output=x",), "unknown-revision"),
        (("v1..--all",), "unknown-revision"),
        (("-x...v1",), "unknown-revision"),
        (("..",), "not-a-range"),
        (("...",), "not-a-range"),
        (("a..b..c",), "not-a-range"),
        (("a....b",), "not-a-range"),
        (("v1", "v2"), "not-a-range"),
    ],
)
def test_what_cannot_be_meant(words: tuple[str, ...], reference: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_range(words)
    assert caught.value.reference == reference
    assert caught.value.hint


def test_days() -> None:
    assert read_days("2026-03-01..2026-06-30") == (date(2026, 3, 1), date(2026, 6, 30))
    for written in ("", "2026-03-01", "2026-03-01...2026-06-30", "2026-02-30..2026-03-01", "a..b"):
        with pytest.raises(SourceError, match="not two days"):
            read_days(written)
