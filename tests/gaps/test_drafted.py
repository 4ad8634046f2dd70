from __future__ import annotations

from tests.gaps.drafted import DRAFTED, drafted


def test_the_draft_of_every_kind_of_need_is_what_was_read() -> None:
    assert drafted() == DRAFTED.read_text("utf-8")
