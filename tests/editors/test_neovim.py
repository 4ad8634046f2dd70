"""A real editor with the server: Neovim, without a window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.needed import needed

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).parent / "look.lua"
ORGANISATION = """\
format: 1
name: Example
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv]}
channels:
  phone: {title: Phone, regions: {SE: {hours: mon-fri 09:00-17:00}}}
roles:
  clerk: {title: Clerk}
"""
POLICY = """\
format: 1
id: manners
title: How we answer
areas: [phone]
status: draft
version: 0.1.0
owner: nobody
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in} and give your first name.
"""


def test_findings_and_completion_in_a_real_editor(tmp_path: Path) -> None:
    nvim = shutil.which("nvim")
    needed(nvim, "nvim (neovim)")
    (tmp_path / "shop/policies").mkdir(parents=True)
    shop = tmp_path / "shop"
    (shop / "policykit.yaml").write_text("format: 1\n")
    (shop / "policies/organisation.yaml").write_text(ORGANISATION)
    (shop / "policies/manners.yaml").write_text(POLICY)
    answer = tmp_path / "answer.json"
    done = subprocess.run(
        [str(nvim), "--headless", "--clean", "-n", "-S", str(SCRIPT)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={
            **os.environ,
            "ANSWER": str(answer),
            "FILE": str(shop / "policies/manners.yaml"),
            "PYTHONPATH": str(ROOT / "src"),
            "ROOT": str(shop),
            "SERVER": f"{sys.executable} -m policykit lsp --no-cache --today 2026-11-22",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
    )
    assert answer.exists(), done.stderr
    told = json.loads(answer.read_text(encoding="utf-8"))
    assert "error" not in told, told
    assert any("nobody" in each["message"] for each in told["diagnostics"])
    assert told["completion"][0] == "answer-in"
    assert "phone.hours" in told["completion"]
    assert told["after"] == ["    how: Within {answer-in}"]
    assert told["fewer"] is True
