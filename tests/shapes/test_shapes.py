"""Every shape of repository: a command works, or says in plain words what is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.shapes.meeting import CALLS, meet
from tests.shapes.repositories import SHAPES
from tests.support.program import Outcome
from tests.threats import shop

ALL = bool(os.environ.get("POLICYKIT_ALL_FAULTS"))
"""Every command, which `make faults` asks for; else the two that read the past in two ways."""

QUICK = ("diff v1", "blame returns")

REFUSED: Mapping[str, tuple[str, str]] = {
    "no-commit": ("no-commits", "no-commits"),
    "nothing": ("no-commits", "no-commits"),
    "bare": ("no-policy-repository", "no-policy-repository"),
    "shallow": ("unknown-revision", ""),
    "shallow-without-tag": ("unknown-revision", ""),
    "partial-blobs": ("partial-clone", "partial-clone"),
    "partial-trees": ("partial-clone", "partial-clone"),
    "git-file-nowhere": ("no-repository", "no-repository"),
    "corrupt-blob": ("", "damaged-object"),
    "cut-off-blob": ("missing-object", "missing-object"),
    "missing-blob": ("missing-object", "missing-object"),
    "missing-tree": ("git-failed", "git-failed"),
    "missing-commit": ("unknown-revision", "git-failed"),
    "empty-head-commit": ("", "unknown-revision"),
    "lost-alternate": ("unknown-revision", "unknown-revision"),
    "unreadable-head": ("no-repository", "no-repository"),
    "unreadable-settings": ("git-failed", "git-failed"),
    "no-git": ("no-repository", "no-repository"),
}
"""How the calls of `QUICK` are refused, '' where they work; in all other shapes both work."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Outcome]:
    """How each call ended in each shape."""
    folder = tmp_path_factory.mktemp("shapes")
    shop.make(folder / "shop")
    places: dict[str, Path] = {
        name: make(folder / "shop", folder / name / "shop") for name, make in SHAPES.items()
    }
    return meet(folder, places, CALLS if ALL else QUICK)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_read_or_refused_as_it_should_be(
    name: str, answers: Mapping[tuple[str, str], Outcome]
) -> None:
    found = tuple(
        "".join(re.findall(r"^error\[([a-z-]+)\]", answers[name, call].stderr)) for call in QUICK
    )
    assert found == REFUSED.get(name, ("", ""))


def test_a_damaged_text_is_not_compared(answers: Mapping[tuple[str, str], Outcome]) -> None:
    said = answers["corrupt-blob", "diff v1"].stdout
    assert "1 file could not be read" in said
    assert "damaged" in said


@pytest.mark.parametrize("name", SHAPES)
def test_whatever_the_shape_it_is_said_what_to_do(
    name: str, answers: Mapping[tuple[str, str], Outcome]
) -> None:
    for (shape, call), said in answers.items():
        if shape == name:
            assert said.exit_code in {0, 1, 2}, (call, said.stderr)
            assert "Traceback" not in said.stderr, call
            assert said.exit_code < 2 or "do: " in said.stderr, (call, said.stderr)
            assert "hint:" not in said.stderr, (call, said.stderr)
