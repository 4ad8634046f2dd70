"""Hints name commands that can be pasted, and nothing else."""

from __future__ import annotations

import pytest

from policykit.approvals.commands import approve_command, review_command
from policykit.model.facts import Facts


@pytest.mark.parametrize(
    ("path", "name", "role", "told"),
    [
        ("policies/a.yaml", "a", "legal", "`policykit approve a --role legal --by CODE`"),
        ("policies/a.next.yaml", "a", "legal", "`policykit approve a --next --role legal --by CODE`"),
        ("policies/a.yaml", "a", "", "`policykit approve a --role ROLE --by CODE`"),
        ("policies/a.yaml", "a;ls", "$(ls)", "`policykit approve POLICY --role ROLE --by CODE`"),
    ],
)  # fmt: skip
def test_the_command_that_approves(path: str, name: str, role: str, told: str) -> None:
    assert approve_command(Facts(path, "k", name), role) == told


@pytest.mark.parametrize(("name", "told"), [("a", "a"), ("a b", "POLICY"), ("", "POLICY")])
def test_the_command_that_notes_a_review(name: str, told: str) -> None:
    told = f"`policykit review mark {told} --by CODE`"
    assert review_command(Facts("policies/a.yaml", "k", name)) == told
