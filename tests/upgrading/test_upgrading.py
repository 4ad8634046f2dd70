"""Older formats, by a step of the tests' own: the format itself has had one number so far."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL, make_small
from tests.renaming.shop import files
from tests.support.program import Program

from policykit.library.files import FileKind
from policykit.model.document import Document, Json
from policykit.model.errors import PolicykitError
from policykit.upgrading import STEPS, Step, upgrade

_POLICY = "policies/phone-manners.yaml"
_NUMBERED = ("policykit.yaml", "policies/organisation.yaml", "schemas/areas.yaml")
_ALL = frozenset({FileKind.POLICY, FileKind.TRANSLATION})


def _summary(document: Document) -> str:
    return document.text.replace("\ntitle:", "\nheading:")


def _says(data: Mapping[str, Json]) -> Mapping[str, Json]:
    return {"heading" if key == "title" else key: value for key, value in data.items()}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make_small(tmp_path / "shop")


@pytest.fixture
def in_small(small: Path, policykit: Program) -> Program:
    return policykit.at(small)


_STEP = Step(1, _ALL, _summary, _says)
_NEXT = Step(
    2,
    frozenset({FileKind.POLICY}),
    lambda document: document.text.replace("\nheading:", "\nhead:"),
    lambda data: {"head" if key == "heading" else key: value for key, value in data.items()},
)


def test_steps_follow_each_other_and_leave_the_rest(small: Path) -> None:
    text = "# mine\n" + SMALL.replace("format: 1", "format: 1  # the first")
    words = "# Swedish\r\ntranslates: phone-manners\r\nlocale: sv\r\ntitle: Telefon\r\n"
    (small / _POLICY).write_bytes(text.encode())
    (small / "policies/phone-manners.sv.yaml").write_bytes(words.encode())
    before = files(small)
    assert upgrade(small, steps=(_STEP, _NEXT), writes=False).present == 3
    assert files(small) == before
    upgrade(small, steps=(_STEP, _NEXT))
    assert files(small) == before | {
        **{path: before[path].replace("format: 1", "format: 3") for path in _NUMBERED},
        _POLICY: text.replace("format: 1 ", "format: 3 ").replace("\ntitle:", "\nhead:"),
        "policies/phone-manners.sv.yaml": words.replace("title:", "heading:").replace(
            "translates", "format: 3\r\ntranslates"
        ),
    }


def test_a_step_that_says_something_else_writes_nothing(small: Path) -> None:
    before = files(small)
    wrong = Step(1, _ALL, lambda document: document.text.replace("20 seconds", "2 days"), dict)
    with pytest.raises(PolicykitError, match="without touching more"):
        upgrade(small, steps=(wrong,))
    assert files(small) == before


def test_there_is_one_format_so_far(in_small: Program) -> None:
    assert STEPS == ()
    outcome = in_small("upgrade")
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert outcome.stderr == ("4 files looked at: everything is in format 1, the present one.\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("format: 2", "This file is in format 2, and this version of policykit knows formats up"),
        ("format: soon", "no number of one"),
        ("format: 0", "no number of one"),
        ("format: [", "mistakes in its notation"),
    ],
)
def test_what_it_does_not_know_is_told(in_small: Program, line: str, said: str) -> None:
    place = in_small.folder / _POLICY
    place.write_text(SMALL.replace("format: 1", line), "utf-8")
    outcome = in_small("upgrade")
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert _POLICY in outcome.stderr
