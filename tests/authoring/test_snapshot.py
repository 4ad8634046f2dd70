"""A snapshot reads what is unsaved in place of what stands in the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policykit.authoring.snapshot import snapshot

REPOSITORY = Path(__file__).parents[2]
RETURNS = "policies/returns.yaml"


def _today(_zone: str) -> date:
    return date(2026, 11, 22)


def test_what_is_unsaved_stands_in_for_the_file() -> None:
    content = (REPOSITORY / RETURNS).read_bytes()
    changed = content.replace(b"title: ", b"title: New ", 1)
    assert changed != content
    before = snapshot(REPOSITORY, {}, _today)
    after = snapshot(REPOSITORY, {RETURNS: changed}, _today)
    title = before.policies["returns"].title
    assert after.policies["returns"].title == f"New {title}"
    assert before.policies.keys() == after.policies.keys()
    document = after.document(RETURNS)
    assert document is not None
    assert document.text.encode() == changed
    assert after.document(RETURNS) is document


def test_a_file_that_is_gone_is_gone() -> None:
    without = snapshot(REPOSITORY, {RETURNS: None}, _today)
    assert "returns" not in without.policies
    assert without.document(RETURNS) is None


def test_half_a_file_gives_what_could_be_read() -> None:
    content = (REPOSITORY / RETURNS).read_bytes()
    half = snapshot(REPOSITORY, {RETURNS: content[:600] + b"\nstatements:\n  - id: \n"}, _today)
    document = half.document(RETURNS)
    assert document is not None
    assert half.key_of(RETURNS) == ("policies", "returns")
    assert half.bundle(("policies", "returns")).policy is document
