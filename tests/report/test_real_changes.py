"""Reports of what really changed between two folders of policies."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from tests.handbook.pages import Page
from tests.report.changed import ENDINGS, shown
from tests.report.test_changes import SCHEMA

from policykit.diffing.libraries import Asked, compare
from policykit.diffing.sides import SideTexts, texts_of
from policykit.diffing.standing import Days
from policykit.model.change import Comparison, Endpoint
from policykit.opening import opened_at

DAY = date(2026, 11, 22)
EARLIER = """\
format: 1
id: returns
title: Returns
status: active
version: 1.0.0
effective: 2026-01-15
owner: head-of-customer-service
terms:
  refund-time:
    title: Time until your money is back
    deadline: 5 days
    from: request-received
statements:
  - id: refund
    title: Pay the money back
    must: Pay the money back within {refund-time} of the return.
  - id: thank
    should: Thank the customer for the visit.
"""
LATER = (
    EARLIER.replace("5 days", "10 days")
    .replace("of the return.", "of the return, unless the receipt is missing.")
    .replace("version: 1.0.0", "version: 1.1.0")
)


def side(folder: Path, text: str) -> SideTexts:
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / "returns.yaml").write_text(text, encoding="utf-8")
    (folder / "policykit.yaml").write_text("format: 1\nname: Corner Shop\n", encoding="utf-8")
    with opened_at(folder, "") as opened:
        bundles = [reading.bundle for reading in opened.loader.bundles(opened.files)]
        return SideTexts(
            texts=tuple(text for bundle in bundles for text in texts_of(bundle)),
            surroundings=opened.surrounded.surroundings,
        )


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("compared")
    asked = Asked(today=DAY, days=Days(DAY, DAY), with_lines=True)
    found = compare(side(folder / "a", EARLIER), side(folder / "b", LATER), asked)
    return Comparison(
        before=Endpoint("main"), after=Endpoint("draft"), policies=found.policies, compared=1
    )


@pytest.mark.parametrize("name", [name for name in ENDINGS if name != "github"])
def test_a_report_names_the_item_and_both_values(name: str, comparison: Comparison) -> None:
    text = shown(name, comparison)
    for words in ("Time until your money is back", "5 days", "10 days"):
        assert words in text


def test_a_slower_promise_is_the_first_thing_said(comparison: Comparison) -> None:
    text = shown("text", comparison)
    assert text.startswith("2 changes for customers: 1 worse, 1 unclear.")
    assert "{+, unless the receipt is missing+}" in " ".join(text.split())
    assert "the changes ask for 2.0.0 (major)." in text


def test_json_of_real_changes_keeps_to_its_schema(comparison: Comparison) -> None:
    body = json.loads(shown("json", comparison))
    jsonschema.Draft202012Validator(SCHEMA).validate(body)
    (policy,) = body["policies"]
    assert policy["version"]["asked"] == "2.0.0"
    for line in policy["lines"]:
        told = {
            kind: [p["text"] for p in line["redline"] if p["kind"] != kind]
            for kind in ("added", "removed")
        }
        assert "".join(told["added"]) == (line["before"] or "")
        assert "".join(told["removed"]) == (line["after"] or "")


def test_the_page_has_the_whole_text(comparison: Comparison) -> None:
    page = Page(shown("html", comparison))
    assert page.problems == []
    assert "Thank the customer for the visit." in page.said
