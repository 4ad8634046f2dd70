"""What a baseline knows stays known however the files are moved, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings, strategies as st
from tests.formatting.writer import Writer
from tests.lint.damage import everything
from tests.lint.examples import rules
from tests.lint.mending import check, encoded
from tests.lint.slips import slipped

from policykit.lint.baseline import Sifted, counts, known_of, sift, without
from policykit.lint.suppress import NEVER_TAKEN_OFF
from policykit.model.document import Origin
from policykit.model.finding import Finding
from policykit.yamlsource import read

FILES = everything()
POLICY = "policies/returns.yaml"
LAYOUT = "TXT005"
"""Judges the layout of a file, so it has other things to say of another layout."""

BAD = {code: rule.page.bad for code, rule in rules().rules.items() if code != LAYOUT}
TWO_OF_ONE_ID = {"STR002"}
"""Where two rules share an id, a rename has to part them, which mends the finding."""
RULE = re.compile(r"  - id: (goodwill|greet)\n")
WORDS_OF_RULE = re.compile(r"  (goodwill|greet):")
MOVED = re.compile(r"policies/([a-z-]+)\.((?:[a-z.]+\.)?yaml)")


BESIDE_POLICIES = {"LIF016", "REF005"}
"""What is found against an earlier revision, or in a preface: these files have neither."""


def may_hide(code: str) -> bool:
    return not code.startswith(NEVER_TAKEN_OFF)


def found(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """What is found, but for what no baseline hides."""
    return tuple(each for each in check(files).findings if may_hide(each.code))


def sifted(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Sifted:
    """The findings of now, sifted by a baseline written before."""
    return sift(found(now), counts(known_of(found(before))), may_hide)


def damaged_shop(data: st.DataObject) -> dict[str, bytes]:
    """A shop full of findings, with a slip or two in a policy."""
    return {**FILES, POLICY: data.draw(slipped(FILES[POLICY]))}


def moved(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with each policy in a folder of its own."""
    return {
        path if "organisation" in path else MOVED.sub(r"policies/\1/\1.\2", path): content
        for path, content in files.items()
    }


def in_another_layout(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    """The files with each policy that can be read written in another way."""
    written = dict(files)
    for path, content in files.items():
        if not MOVED.fullmatch(path):
            continue
        document, slips = read(content, Origin(path, ""))
        if not slips and isinstance(document.data, dict):
            written[path] = Writer(random, comments=False).write(document.data).encode()
    return written


def renamed(files: Mapping[str, bytes], policy: str) -> dict[str, bytes]:
    """The files with a policy and its rules under other names, as a rename leaves them."""
    written: dict[str, bytes] = {}
    for path, content in files.items():
        if path.startswith(f"policies/{policy}."):
            text = content.decode()
            text = text.replace(f"\nid: {policy}\n", f"\nid: new-name\nformer_ids: [{policy}]\n")
            text = text.replace(f"translates: {policy}\n", "translates: new-name\n")
            text = RULE.sub(r"  - id: new-\1\n    former_ids: [\1]\n", text)
            text = WORDS_OF_RULE.sub(r"  new-\1:", text)
            written[path.replace(f"/{policy}.", "/new-name.")] = text.encode()
        else:
            written[path] = content
    return written


def assert_nothing_new(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> None:
    assert found(before)
    outcome = sifted(before, now)
    assert [each.message for each in outcome.shown] == []
    assert not outcome.gone


@pytest.mark.parametrize("code", sorted(set(filter(may_hide, BAD)) - BESIDE_POLICIES))
def test_what_is_written_hides_all_wherever_it_moves(code: str) -> None:
    files = encoded(BAD[code])
    before = found(files)
    assert code in {each.code for each in before}
    known = counts(known_of(before))
    assert sift(before, known, may_hide) == Sifted((), before, (), {})
    elsewhere = sift(found(moved(files)), known, may_hide)
    assert ([each.message for each in elsewhere.shown], elsewhere.gone) == ([], {})
    if code not in TWO_OF_ONE_ID:
        again = sift(found(renamed(files, "phone-manners")), known, may_hide)
        assert [each.message for each in again.shown if each.code == code] == []


@settings(max_examples=6)
@given(st.data(), st.randoms(use_true_random=True))
def test_moves_and_another_layout_bring_nothing_new(data: st.DataObject, random: Random) -> None:
    files = damaged_shop(data)
    assert_nothing_new(files, moved(in_another_layout(files, random)))


@settings(max_examples=6)
@given(st.data())
def test_a_rename_brings_nothing_new(data: st.DataObject) -> None:
    files = damaged_shop(data)
    assert [each.message for each in sifted(files, renamed(files, "returns")).shown] == []


FAULTS = {
    "REF003": ("related: [complaints]", "related: [complaints, no-such-policy]"),
    "REF001": ("text: Pay refunds fast.", "text: Pay refunds fast, {no-such-term}."),
    "WRD001": ("number when there is no receipt.", "number as soon as possible."),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_one(code: str) -> None:
    good, bad = FAULTS[code]
    text = FILES[POLICY].decode()
    assert text.count(good) == 1
    now = {**FILES, POLICY: text.replace(good, bad).encode()}
    assert [each.code for each in sifted(FILES, now).shown] == [code]


@settings(max_examples=6)
@given(st.data(), st.sampled_from(sorted(FAULTS)))
def test_a_new_fault_is_told_and_nothing_else(data: st.DataObject, code: str) -> None:
    good, bad = FAULTS[code]
    before = damaged_shop(data)
    text = before[POLICY].decode()
    now = {**before, POLICY: text.replace(good, bad).encode()}
    _, slips = read(before[POLICY], Origin(POLICY, ""))
    if good in text and not slips:
        assert [each.code for each in sifted(before, now).shown] == [code]
        assert not sifted(before, now).gone


@settings(max_examples=6)
@given(st.data())
def test_pruning_twice_is_pruning_once(data: st.DataObject) -> None:
    known = known_of(found(damaged_shop(data)))
    now = found(FILES)
    pruned = without(known, sift(now, counts(known), may_hide).gone)
    again = without(pruned, sift(now, counts(pruned), may_hide).gone)
    assert again == pruned
    assert sift(now, counts(pruned), may_hide).shown == sift(now, counts(known), may_hide).shown
