"""Rules of a company judge in the editor as they do on the command line, those of plugins too."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.client import TODAY, Client
from tests.lsp.shop import FILES
from tests.support.program import ROOT, Program

from policykit.linting import LintRequest, lint

RETURNS = "policies/returns.yaml"
CODE_IN_A_COMMENT = "# policykit: ignore[OWN"
OWN = """\
  custom_rules:
    no-voucher-talk:
      code: OWN101
      message: We do not say {words}.
      why: A voucher is no refund.
      forbid: [voucher*]
"""
PLUGIN = """\
from policykit.lint.rule import Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def check(examined, options):
    for text in examined.texts:
        if "delivery" in text.text:
            yield Problem(Place(text.path, text.pointer, words="delivery"), "Say arrival.")


RULE = Rule(
    page=Page(
        code="ACM001",
        name="acme-arrival",
        category="acme",
        severity=Severity.ERROR,
        summary="Acme says arrival.",
        why="Customers do.",
        bad="",
        good="",
        how="Say arrival.",
    ),
    options=(),
    per_policy=check,
)
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with an installed package that offers a rule."""
    folder = tmp_path / "packages"
    about = folder / "acme_rules-1.0.dist-info"
    about.mkdir(parents=True)
    (folder / "acme_arrival.py").write_text(PLUGIN)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[policykit.rules]\narrival = acme_arrival\n")
    return folder


def told(client: Client, place: Path) -> list[tuple[str, int]]:
    """Code and line of what was told of a file last."""
    return sorted((code, line) for code, line, _ in client.found(place))


def asked(uri: str, line: int, character: int) -> dict[str, Any]:
    """What a request about a place holds."""
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def test_rules_of_the_settings_judge_and_are_explained(client: Client, shop: Path) -> None:
    settings, place = shop / "policykit.yaml", shop / RETURNS
    settings.write_text(FILES["policykit.yaml"] + OWN)
    text = f"{CODE_IN_A_COMMENT}101] it is so\n" + FILES[RETURNS]
    uri = client.open(place, text)
    client.changed_outside(settings)
    client.settled()
    place.write_text(text)
    found = lint(LintRequest(root=shop), lambda _: date.fromisoformat(TODAY)).findings
    assert told(client, place) == sorted(
        (each.code, each.location.span.start.line - 1)
        for each in found
        if each.location.path == RETURNS and each.location.span is not None
    )
    assert [code for code, _ in told(client, place)].count("OWN101") == 1
    hover = client.request("textDocument/hover", asked(uri, 0, len(CODE_IN_A_COMMENT)))
    assert "A voucher is no refund" in hover["contents"]["value"]
    client.replace(uri, text.replace("OWN101", "OWN"))
    offered = client.request("textDocument/completion", asked(uri, 0, len(CODE_IN_A_COMMENT)))
    assert "OWN101" in {each["label"] for each in offered["items"]}


def test_rules_of_a_plugin_judge_where_it_is_named(shop: Path, packages: Path) -> None:
    path = os.pathsep.join([str(ROOT / "src"), str(packages)])
    options = ("--today", TODAY, "--no-cache")
    for named, wanted in ((("--plugin", "arrival"), 1), ((), 0)):
        environment = {"PYTHONPATH": path}
        with Client(shop, options=(*options, *named), environment=environment) as client:
            uri = client.open(shop / RETURNS)
            client.settled()
            codes = [code for code, _ in told(client, shop / RETURNS)]
            assert codes.count("ACM001") == wanted
            page = client.request(
                "workspace/executeCommand",
                {"command": "policykit.explain", "arguments": ["ACM001"]},
            )
            assert ("Acme says arrival" in str(page)) is bool(wanted)
            client.close(uri)
            assert client.end() == 0


def test_a_plugin_that_is_not_there_is_told_at_once(policykit: Program, shop: Path) -> None:
    outcome = policykit.at(shop)("lsp", "--plugin", "nobody")
    assert outcome.exit_code == 2
    assert "unknown-plugin" in outcome.stderr or "no plugin 'nobody'" in outcome.stderr
