"""The drivers as Git calls them, in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.sources.repositories import INHERITED, SCRUBBED, GitFolder, new_repository

_POLICY = """\
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
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    for name, value in SCRUBBED.items():
        monkeypatch.setenv(name, value)
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    source = Path(__file__).resolve().parents[2] / "src"
    monkeypatch.setenv("PYTHONPATH", str(source))
    folder = new_repository(tmp_path / "shop")
    program = f"{sys.executable} -m policykit"
    folder.git("config", "diff.policykit.command", f"{program} diff-driver")
    merging = f"{program} merge-driver %O %A %B %P --marker-size %L"
    folder.git("config", "merge.policykit.driver", merging)
    folder.commit(
        "First",
        {
            "policykit.yaml": "format: 1\n",
            ".gitattributes": "policies/**/*.yaml diff=policykit merge=policykit\n",
            "policies/returns.yaml": _POLICY,
        },
    )
    return folder


def changed(*pairs: tuple[str, str]) -> str:
    text = _POLICY
    for before, after in pairs:
        text = text.replace(before, after)
    return text


def test_git_diff_tells_the_meaning(shop: GitFolder) -> None:
    shop.write({"policies/returns.yaml": changed(("14 days", "21 days"))})
    told = shop.git("diff")
    assert "14 days → 21 days" in told
    assert "Time until the money is back got longer" in told
    assert "+    deadline: 21 days" in shop.git("diff", "--no-ext-diff")


def test_new_gone_and_broken_files(shop: GitFolder) -> None:
    shop.write({"policies/delivery.yaml": "id: delivery\ntitle: Delivery\n"})
    shop.git("add", "--all")
    assert "Delivery" in shop.git("diff", "--cached")
    shop.commit("Second", {})
    shop.write({"policies/delivery.yaml": "- no\n- policy \x1b[31m\n"})
    told = shop.git("diff")
    assert "+- no" in told
    assert "\x1b" not in told


def merge(shop: GitFolder, ours: str, theirs: str) -> int:
    shop.git("checkout", "-q", "-b", "mine")
    shop.commit("Mine", {"policies/returns.yaml": theirs})
    shop.git("checkout", "-q", "main")
    shop.commit("Ours", {"policies/returns.yaml": ours})
    environment = {**os.environ, **SCRUBBED, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c"}
    environment |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.c"}
    done = subprocess.run(
        ["git", "merge", "--no-edit", "mine"],
        cwd=shop.path,
        capture_output=True,
        check=False,
        env=environment,
    )
    return done.returncode


def test_git_merges_what_is_apart(shop: GitFolder) -> None:
    assert merge(shop, changed(("14 days", "10 days")), changed(("30 days", "60 days"))) == 0
    text = (shop.path / "policies/returns.yaml").read_text()
    assert text == changed(("14 days", "10 days"), ("30 days", "60 days"))


def test_git_stops_at_two_bumps_to_one_version(shop: GitFolder) -> None:
    bump = ("version: 1.0.0", "version: 1.1.0")
    code = merge(shop, changed(bump, ("14 days", "10 days")), changed(bump, ("30 days", "60 days")))
    assert code == 1
    text = (shop.path / "policies/returns.yaml").read_text()
    assert ">>>>>>> theirs (both sides raised the version to 1.1.0)" in text
    assert shop.git("diff", "--name-only", "--diff-filter=U") == "policies/returns.yaml"


def test_the_hand_is_sent_elsewhere(shop: GitFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policykit", "diff-driver", "a", "b"],
        cwd=shop.path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"policykit diff" in done.stderr
