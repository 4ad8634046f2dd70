from __future__ import annotations

import pytest
from tests.support.program import FIXED, Program, scrubbed

from policykit import __version__


def test_the_surroundings_are_the_same_on_every_computer() -> None:
    before = {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GIT_DIR": "/elsewhere",
        "HOME": "/home/ada",
        "LANG": "sv_SE",
        "POLICYKIT_TODAY": "1999-01-01",
    }

    assert scrubbed(before) == {"HOME": "/home/ada"} | FIXED


def test_it_runs_inside_and_afresh_alike(
    policykit: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYKIT_ROOT", "/nowhere")

    inside = policykit("--version")
    afresh = policykit.afresh("--version")

    assert inside == afresh
    assert (inside.exit_code, inside.stdout, inside.stderr) == (
        0,
        f"policykit {__version__}\n",
        "",
    )
