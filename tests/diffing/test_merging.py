"""Merges of policies: clean where the meaning is, marked where it is not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from policykit.diffing.merging import Merged, merge
from policykit.diffing.three_way import three_way

_BASE = """\
format: 1
id: returns
title: Returns
status: draft
version: 1.0.0
terms:
  refund-time:
    title: Time until the money is back
    deadline: 14 days
    public: true
    pauses: [waiting-for-goods]
    law: [eu-consumer.refund]
  shop-window:
    window: 30 days
statements:
  - id: refund
    must: Pay it back within {refund-time}.
    how: The clock stops while the goods travel.
    who: [agent]
    because: It is theirs.
  - id: same-way
    should: Pay it back the way it came.
scripts:
  - id: hello
    title: Hello
    text: Hello you.
"""


def changed(*pairs: tuple[str, str], base: str = _BASE) -> str:
    """The base with some words in place of others."""
    for before, after in pairs:
        assert base.count(before) == 1, before
        base = base.replace(before, after)
    return base


_ITEM = """\
<<<<<<< ours
  refund-time:
    title: Time until the money is back
    deadline: 10 days
    public: true
    pauses: [waiting-for-goods]
    law: [eu-consumer.refund]
=======
  refund-time:
    title: Time until the money is back
    deadline: 14 days
    public: true
    pauses: [waiting-for-goods]
    law: [eu-consumer.refund, uk-consumer.refund]
>>>>>>> theirs (refund-time: both sides changed it)
"""


def test_one_side_alone_wins() -> None:
    new = changed(("14 days", "10 days"))
    assert merge(_BASE, new, _BASE).text == new
    assert merge(_BASE, _BASE, new).text == new
    assert merge(_BASE, new, new).text == new
    assert merge(_BASE, new, new).conflicts == ()


def test_different_items_merge_clean() -> None:
    ours, theirs = changed(("14 days", "10 days")), changed(("30 days", "60 days"))
    found = merge(_BASE, ours, theirs)
    assert found.text == changed(("14 days", "10 days"), ("30 days", "60 days"))
    assert found.conflicts == ()


def test_one_item_changed_on_different_lines_conflicts() -> None:
    ours = changed(("14 days", "10 days"))
    theirs = changed(("[eu-consumer.refund]", "[eu-consumer.refund, uk-consumer.refund]"))
    found = merge(_BASE, ours, theirs)
    assert found.conflicts == ("refund-time: both sides changed it",)
    assert _ITEM in found.text
    begin, _, rest = found.text.partition("<<<<<<<")
    assert begin == ours[: ours.index("  refund-time")]
    assert rest.partition(">>>>>>> ")[2].partition("\n")[2] == ours[ours.index("  shop-window") :]


def test_a_list_item_conflicts_whole() -> None:
    ours = changed(("Pay it back within", "Pay all of it back within"))
    theirs = changed(("It is theirs.", "The money is theirs."))
    found = merge(_BASE, ours, theirs)
    assert found.conflicts == ("refund: both sides changed it",)
    assert "<<<<<<< ours\n  - id: refund\n    must: Pay all of it" in found.text
    assert "    because: The money is theirs.\n>>>>>>> theirs (refund" in found.text


def test_the_same_lines_conflict_as_git_marks_them() -> None:
    found = merge(_BASE, changed(("14 days", "10 days")), changed(("14 days", "7 days")), size=9)
    assert found.conflicts == ("the same lines",)
    assert (
        "<<<<<<<<< ours\n    deadline: 10 days\n=========\n    deadline: 7 days\n>>>>>>>>> theirs\n"
        in found.text
    )


def test_two_bumps_to_the_same_version_conflict() -> None:
    bump = ("version: 1.0.0", "version: 1.1.0")
    found = merge(
        _BASE, changed(bump, ("14 days", "10 days")), changed(bump, ("30 days", "60 days"))
    )
    assert found.conflicts == ("both sides raised the version to 1.1.0",)
    assert (
        "<<<<<<< ours\nversion: 1.1.0\n=======\nversion: 1.1.0\n"
        ">>>>>>> theirs (both sides raised the version to 1.1.0)\n" in found.text
    )


def test_rules_nobody_approved_together_conflict_where_they_bind() -> None:
    base = changed(("status: draft", "status: active"))
    ours = changed(("14 days", "10 days"), base=base)
    theirs = changed(("30 days", "60 days"), base=base)
    found = merge(base, ours, theirs)
    assert found.conflicts == ("both sides changed rules; nobody approved them together",)
    # A script is no rule: what was approved stands.
    spoken = changed(("Hello you.", "Good day."), base=base)
    assert merge(base, ours, spoken).conflicts == ()


_RECORD = """\
approvals:
  - {role: head, date: 2026-01-01, digests: {en: pk1-a}}
reviews: []
evidence:
  - id: one
    found: Something.
"""


def test_approvals_of_different_texts_conflict() -> None:
    ours = _RECORD.replace(
        "reviews: []", "  - {role: legal, date: 2026-02-01, digests: {en: pk1-b}}\nreviews: []"
    )
    theirs = _RECORD.replace(
        "approvals:\n", "approvals:\n  - {role: law, date: 2026-02-02, digests: {en: pk1-c}}\n"
    )
    found = merge(_RECORD, ours, theirs, is_record=True)
    assert found.conflicts == ("approvals of different texts",)
    same = theirs.replace("pk1-c", "pk1-b")
    assert merge(_RECORD, ours, same, is_record=True).conflicts == ()


@pytest.mark.parametrize("broken", ["id: [\n", "- a\n", "id: a\nid: b\n", "\tx\n"])
def test_what_makes_no_sense_is_merged_by_lines(broken: str) -> None:
    assert merge(broken, broken, f"{broken}# more\n").text == f"{broken}# more\n"


def test_different_lines_of_what_makes_no_sense_are_put_together() -> None:
    found = merge("a: [\nb\nc\nd\ne\n", "a: [\nours\nc\nd\ne\n", "a: [\nb\nc\nd\ntheirs\n")
    assert found == Merged("a: [\nours\nc\nd\ntheirs\n", ())


def test_sides_that_are_sound_alone_and_not_together_conflict() -> None:
    ours = changed(("status: draft\n", "status: draft\nrelated: [complaints]\n"))
    theirs = f"{_BASE}related: [delivery]\n"
    found = merge(_BASE, ours, theirs)
    why = "both sides together cannot be read, such as with a key that stands twice"
    assert found.conflicts == (why,)
    head, tail = _BASE.split("version: 1.0.0\n")
    assert found.text == (
        f"{head}<<<<<<< ours\nrelated: [complaints]\nversion: 1.0.0\n{tail}=======\n"
        f"version: 1.0.0\n{tail}related: [delivery]\n>>>>>>> theirs ({why})\n"
    )


def test_of_sides_that_cannot_be_read_together_what_they_end_alike_with_stands_once() -> None:
    ours = changed(("status: draft\n", "status: draft\nrelated: [complaints]\n"))
    theirs = changed(("version: 1.0.0\n", "version: 1.0.0\nrelated: [delivery]\n"))
    text = merge(_BASE, ours, theirs).text
    head, tail = _BASE.split("version: 1.0.0\n")
    assert text.startswith(f"{head}<<<<<<< ours\nrelated: [complaints]\nversion: 1.0.0\n=======\n")
    assert text.endswith(f")\n{tail}")


def test_the_first_stamps_of_two_sides_conflict() -> None:
    stamp = "reviews: [{date: 2026-01-01, by: a-17}]\n"
    evidence = "evidence:\n  - id: one\n    found: Something.\n"
    found = merge(evidence, stamp + evidence, evidence + stamp.replace("17", "18"), is_record=True)
    assert found.conflicts
    assert "a-17" in found.text
    assert "a-18" in found.text


_TEXTS = st.builds(
    lambda lines, end: "\n".join([*lines, end]),
    st.lists(st.sampled_from("abcd"), max_size=8),
    st.sampled_from(["", "", "e"]),
)
"""Texts of some lines; the last may lack its end."""


@given(_TEXTS, _TEXTS)
@settings(deadline=None)
def test_merging_with_what_did_not_change(base: str, new: str) -> None:
    assert merge(base, new, base).text == new
    assert merge(base, base, new).text == new
    assert merge(base, new, new).text == new


@given(_TEXTS, _TEXTS, _TEXTS)
@settings(deadline=None)
def test_every_line_of_a_side_is_kept_or_replaced(base: str, ours: str, theirs: str) -> None:
    stretches = three_way(base, ours, theirs)
    if any(each.theirs is not None for each in stretches):
        return
    merged = [line for each in stretches for line in each.ours]
    added = [line for line in ours.splitlines(True) if line not in base]
    assert all(line in merged for line in added)


def test_against_git(tmp_path: Path) -> None:
    """Where Git merges lines clean and nothing clashes, the text is the one Git makes."""
    ours = changed(("14 days", "10 days"), ("Hello you.", "Good day."))
    theirs = changed(("30 days", "60 days"), ("title: Returns", "title: Returns and refunds"))
    for name, text in (("o", ours), ("b", _BASE), ("t", theirs)):
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["git", "merge-file", "-p", "o", "b", "t"], cwd=tmp_path, capture_output=True, check=True
    )
    assert merge(_BASE, ours, theirs).text == done.stdout.decode()
