"""Every rule on every case: what fires where is written down, so no change of it goes unseen."""

from __future__ import annotations

import pytest
from tests.lint.fired import MAP, fired, parts, stems

WRITTEN = parts(MAP.read_text(encoding="utf-8"))


@pytest.mark.parametrize("stem", stems())
def test_the_same_codes_fire(stem: str) -> None:
    assert fired(stem) == WRITTEN.get(stem)


def test_the_map_has_every_case_file_and_no_other() -> None:
    assert list(WRITTEN) == stems()
    assert "".join(WRITTEN.values()) == MAP.read_text(encoding="utf-8")


def test_no_rule_breaks_on_the_case_of_another() -> None:
    assert "BUG" not in MAP.read_text(encoding="utf-8")
