"""A managers' pack judges what it prints: the policies that were read, by the day it is of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import AREAS, ORGANISATION

from policykit import api
from policykit.gaps import assess
from policykit.serve.preview import Preview

SETTINGS = """\
format: 1
frameworks: [corner]
locales: {source: en}
handbooks:
  staff: {title: Staff handbook, formats: [markdown]}
  pack: {title: The pack, template: managers-pack, formats: [markdown]}
waivers:
  - {requirement: corner.return-calls, reason: The line moves., owner: head-of-customer-service, until: 2026-12-01}
"""

CORNER = """\
format: 1
framework: corner
title: What a corner shop owes
applies_when: {always: true}
requirements:
  - id: answer-calls
    title: Calls are answered
    area: phone
    requirement: Answer every call.
    severity: error
    needs: [{statement: {covers: corner.answer-calls}}]
    cite: The book of corner shops, page 1
    checked: 2026-01-01
  - id: return-calls
    title: Calls are returned
    area: phone
    requirement: Return every call.
    severity: error
    needs: [{statement: {covers: corner.return-calls}}]
    cite: The book of corner shops, page 2
    checked: 2026-01-01
"""

CALLS = """\
format: 1
id: calls
title: Calls
areas: [phone]
status: active
version: 1.0.0
effective: 2026-06-01
owner: head-of-customer-service
statements:
  - id: greet
    must: Answer every call.
    covers: [corner.answer-calls]
"""


ASSESSMENT = """\
format: 1
assessment: phone
date: 2026-11-20
by: [head-of-customer-service]
answers:
  - {requirement: corner.answer-calls, score: 3}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    files = {
        "policykit.yaml": SETTINGS,
        "policies/organisation.yaml": ORGANISATION,
        "policies/calls.yaml": CALLS,
        "schemas/areas.yaml": AREAS,
        "schemas/frameworks/corner.yaml": CORNER,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def said(shop: Path, day: date) -> str:
    request = api.RenderRequest(root=shop, handbooks=("pack",))
    done = api.render(request, lambda _zone: day)
    (handbook,) = done.handbooks
    return handbook.files[0].content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        (date(2026, 11, 15), ["1 of 1 (100%)", "1 waived", "1 December 2026"], ["What is missing"]),
        (
            date(2026, 12, 2),
            ["1 of 2 (50%)", "1 missing", "ended on 1 December 2026", "Calls are returned"],
            ["waived"],
        ),
        (date(2026, 5, 31), ["0 of 1 (0%)", "1 outdated", "Wait until “Calls” comes"], []),
    ],
)
def test_it_is_judged_by_the_day_of_the_handbook(
    shop: Path, day: date, there: list[str], gone: list[str]
) -> None:
    text = said(shop, day)
    assert "What a corner shop owes" in text
    assert [each for each in there if each not in text] == []
    assert [each for each in gone if each in text] == []


def test_who_answers_for_a_gap_is_named(shop: Path) -> None:
    (shop / "policykit.yaml").write_text(SETTINGS.partition("waivers:")[0], encoding="utf-8")
    row = next(line for line in said(shop, date(2026, 11, 15)).splitlines() if "gap:" in line)
    assert row.endswith("| missing | Add it to “Calls”. | Head of customer service |")


def test_a_pack_says_what_makes_its_numbers_less_than_the_truth(shop: Path) -> None:
    warned = "These numbers are not the whole truth"
    assert warned not in said(shop, date(2026, 11, 15))
    scoped = CALLS.replace("owner:", "scope: {regions: [GB]}\nowner:")
    (shop / "policies" / "calls.yaml").write_text(scoped, encoding="utf-8")
    ireland = "regions:\n  IE: {title: Ireland, currency: EUR, languages: [en]}\n"
    (shop / "policies" / "organisation.yaml").write_text(
        ORGANISATION.replace("regions:\n", ireland, 1), encoding="utf-8"
    )
    text = said(shop, date(2026, 11, 15))
    assert warned in text
    assert "No policy holds in Ireland" in text


def test_nothing_is_judged_for_other_handbooks(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(assess, "assessed", refuse)
    request = api.RenderRequest(root=shop, handbooks=("staff",))
    assert api.render(request, lambda _zone: date(2026, 11, 15)).handbooks
    with pytest.raises(AssertionError):
        said(shop, date(2026, 11, 15))


def test_a_gap_report_leads_to_the_published_handbook(shop: Path) -> None:
    def pages() -> set[str]:
        report = api.gaps(api.GapsRequest(root=shop), lambda _zone: date(2026, 11, 15))
        return {
            each.page
            for requirement in report.requirements
            for coverage in requirement.regions
            for each in coverage.evidence
        }

    assert pages() == {""}
    site = "formats: [site], address: https://book.example/shop/}"
    settings = SETTINGS.replace("title: Staff handbook, formats: [markdown]}", site)
    (shop / "policykit.yaml").write_text(settings, encoding="utf-8")
    assert pages() == {"https://book.example/shop/en/policies/calls.html#calls.greet"}


def test_a_preview_of_the_pack_follows_what_is_written(shop: Path) -> None:
    def preview() -> Preview:
        return Preview(shop, "pack", lambda _: date(2026, 12, 2), lambda: pytest.fail("asked"))

    def shown(looked: Preview) -> str:
        looked.look()
        return (looked.page("en/index.html") or b"").decode().replace("\u00a0", " ")

    kept = preview()
    assert "1 of 2 (50%)" in shown(kept)
    policy = shop / "policies" / "calls.yaml"
    more = CALLS + "  - id: ring\n    must: Return every call.\n    covers: [corner.return-calls]\n"
    policy.write_text(more, encoding="utf-8")
    assert "2 of 2 (100%)" in shown(kept)
    assert shown(kept) == shown(preview())
    policy.write_text(CALLS, encoding="utf-8")
    assert "1 of 2 (50%)" in shown(kept)
    assert "assessed for the first time" not in shown(kept)
    found = shop / "policies" / "assessments" / "2026-11-phone.yaml"
    found.parent.mkdir()
    found.write_text(ASSESSMENT, encoding="utf-8")
    assert "75% (20 November 2026)" in shown(kept)
    assert shown(kept) == shown(preview())
