"""Files beside policies that have a say in what is found: the baseline, the prefaces."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.lsp.client import ABLE, Client
from tests.lsp.shop import FILES, made

from policykit.lint.baseline import known_of, written
from policykit.linting import LintRequest, lint

ABLE_TO_WATCH: dict[str, Any] = {
    **ABLE,
    "workspace": {**ABLE["workspace"], "didChangeWatchedFiles": {"dynamicRegistration": True}},
}
RETURNS = "policies/returns.yaml"
SETTINGS = """\
format: 1
frameworks: []
locales: {source: en, required: [sv]}
lint: {baseline: "kept/known-old.json"}
handbooks: {staff: {preface: docs/welcome.md}}
"""
UNUSED = "STR004"
GONE = "REF005"


def names(client: Client, place: Path) -> set[str]:
    """The codes that were told of a file last."""
    return {code for code, *_ in client.found(place)}


def watched(client: Client) -> set[str]:
    """The patterns a client was asked to watch last, beside those of policies."""
    asked = [
        each["params"]["registrations"][0]
        for each in client.asked
        if each["method"] == "client/registerCapability"
    ]
    [*_, last] = [each for each in asked if each["id"] == "policykit-files-beside"]
    return {each["globPattern"] for each in last["registerOptions"]["watchers"]}


def test_what_lies_beside_policies_is_watched_and_heeded(tmp_path: Path) -> None:
    root = made(tmp_path / "shop")
    policy, settings = root / RETURNS, root / "policykit.yaml"
    spare = "  spare: {window: 3 days, from: delivery}\nstatements:"
    policy.write_text(
        FILES[RETURNS].replace("statements:", spare).replace("{refund-time}", "{fund}")
    )
    all_found = lint(LintRequest(root=root), lambda _: date(2026, 11, 22)).findings
    settings.write_text(SETTINGS)
    with Client(root, able=ABLE_TO_WATCH) as client:
        client.settled()
        assert names(client, settings) == {"no-baseline", GONE}
        assert watched(client) == {
            "**/kept/known-old.json",
            "**/docs/welcome.md",
            "**/docs/welcome.en.md",
            "**/docs/welcome.sv.md",
        }
        before = names(client, policy)
        assert {"REF001", UNUSED} <= before

        baseline, preface = root / "kept/known-old.json", root / "docs/welcome.md"
        baseline.parent.mkdir()
        hidden = [each for each in all_found if each.code == "REF001"]
        baseline.write_text(written(known_of(hidden)))
        client.changed_outside(baseline, kind=1)
        client.settled()
        assert names(client, settings) == {GONE}
        assert names(client, policy) == before - {"REF001"}

        preface.parent.mkdir()
        preface.write_text("# Welcome\n\nYou have {returns.spare}.\n")
        client.changed_outside(preface, kind=1)
        client.settled()
        assert names(client, policy) == before - {"REF001", UNUSED}
        assert names(client, settings) == set()

        settings.write_text(FILES["policykit.yaml"])
        client.changed_outside(settings)
        client.settled()
        assert "client/unregisterCapability" in {each["method"] for each in client.asked}
        assert "REF001" in names(client, policy)
        assert client.end() == 0
