from __future__ import annotations

import re

import pytest
import yaml
from tests.support.program import ROOT

from policykit.cli.app import command_names

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_the_hook_calls_a_command_there_is() -> None:
    program, command = HOOK["entry"].split()

    assert program == "policykit"
    assert command in command_names()
    assert HOOK["pass_filenames"] is False


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("policykit.yaml", True),
        ("policies/returns.yaml", True),
        ("policies/shops/returns.sv.yaml", True),
        ("schemas/frameworks/eu-consumer.yaml", True),
        ("schemas/extensions/costs.json", True),
        ("policies/LICENSE", False),
        ("docs/policies/returns.yaml", False),
        ("other-policykit.yaml", False),
    ],
)
def test_it_runs_when_a_policy_changes(path: str, runs: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is runs
