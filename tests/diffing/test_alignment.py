"""Which runs of two long texts are the same: too long to compare all words with all."""

from __future__ import annotations

import pytest

from policykit.diffing.alignment import Same, aligned

ONE = [f"one-{number}" for number in range(6)]
TWO = [f"two-{number}" for number in range(6)]
OLD = [f"old-{number}" for number in range(150)]
NEW = [f"new-{number}" for number in range(160)]
SAID = ["said", "again"] * 75

CASES: dict[str, tuple[list[str], list[str], tuple[Same, ...]]] = {
    "runs that stand once": (
        ["a", *ONE, *OLD, *TWO, "b"],
        ["c", *ONE, *NEW, *TWO, "d"],
        (Same(1, 1, 6), Same(157, 167, 6)),
    ),
    "of two that changed places, one": (
        ["a", *ONE, *OLD, *TWO, "b"],
        ["c", *TWO, *NEW, *ONE, "d"],
        (Same(157, 1, 6),),
    ),
    "beside what is said over and over": (
        ["a", *SAID, *ONE, *OLD, "b"],
        ["c", *NEW, *ONE, *SAID, "d"],
        (Same(151, 161, 6),),
    ),
    "beginnings and ends": (
        [*ONE, *OLD, *TWO],
        [*ONE, *NEW, *TWO],
        (Same(0, 0, 6), Same(156, 166, 6)),
    ),
    "runs that reach into each other on the later side": (
        ["a", *"ABCD", *OLD, *"CDEF", "b"],
        ["c", *"ABCDEF", *NEW, "d"],
        (Same(1, 1, 4), Same(157, 5, 2)),
    ),
    "runs that reach into each other on the earlier side": (
        ["a", *"ABCDEF", *OLD, "b"],
        ["c", *"ABCD", *NEW, *"CDEF", "d"],
        (Same(1, 1, 4), Same(5, 167, 2)),
    ),
    "nothing stands once": (
        ["a", *SAID, "b"],
        ["c", *reversed(SAID), "d"],
        (),
    ),
    "a word alone": (
        ["a", *OLD, "kept", *OLD, "b"],
        ["c", *NEW, "kept", *NEW, "d"],
        (Same(151, 161, 1),),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_long_texts_are_hung_up_on_what_stands_once(name: str) -> None:
    before, after, same = CASES[name]
    assert aligned(before, after) == same
    for run in same:
        ends = run.before + run.length, run.after + run.length
        assert before[run.before : ends[0]] == after[run.after : ends[1]]
