"""The pages that gap reports lead to: they are there in the site that is really made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from tests.handbook.folders import LOCALES, ROOT, TEMPLATES, TODAY
from tests.handbook.pages import Page

from policykit import gapping
from policykit.handbook.addresses import linked
from policykit.handbook.book import book
from policykit.handbook.formats.site import FORMAT
from policykit.model.config import HandbookSettings
from policykit.model.coverage import CoverageReport, Evidence
from policykit.model.library import Library
from policykit.model.surroundings import Surroundings
from policykit.opening import Opened, opened_at

BASE = "https://handbook.havsby.example/staff"
STAFF = HandbookSettings(name="staff", address=BASE, locales=("sv", "en"))
CHARTER = HandbookSettings(name="charter", template="charter", address=f"{BASE}/open/")


@pytest.fixture(scope="module")
def opened() -> Iterator[Opened]:
    with opened_at(ROOT, "") as found:
        yield found


@pytest.fixture(scope="module")
def told(opened: Opened) -> Callable[..., list[Evidence]]:
    """The evidence of the reference policies, with pages in some handbooks."""
    read = gapping.read_policies(opened)
    report = gapping.covered(opened.surrounded, read.policies, TODAY)

    def evidence(*handbooks: HandbookSettings) -> list[Evidence]:
        around = with_handbooks(opened.surrounded.surroundings, handbooks)
        found = linked(report.frameworks, read.policies, around, TODAY)
        return list(dict.fromkeys(every(replace(report, frameworks=found))))

    return evidence


def with_handbooks(around: Surroundings, handbooks: tuple[HandbookSettings, ...]) -> Surroundings:
    return replace(around, settings=replace(around.settings, handbooks=handbooks))


def every(report: CoverageReport) -> Iterator[Evidence]:
    for requirement in report.requirements:
        for region in requirement.regions:
            yield from region.evidence
            for reason in region.reasons:
                yield from reason.found


def ids(library: Library, handbook: HandbookSettings) -> dict[str, set[str]]:
    made = book(library, handbook, "en", today=TODAY, locales=LOCALES)
    files = FORMAT.render(made, TEMPLATES)
    return {
        file.path: set(Page(file.content.decode()).ids)
        for file in files
        if file.path.startswith("en/policies/")
    }


@cache
def _split(page: str, base: str) -> tuple[str, str]:
    path, _, anchor = page.removeprefix(base.rstrip("/") + "/").partition("#")
    return path, anchor


NARROWED = {
    "all of it": STAFF,
    "one area": replace(STAFF, areas=("returns",)),
    "a role": replace(STAFF, audience=("store-associate",)),
    "a region and a channel": replace(STAFF, regions=("GB",), channels=("phone",)),
    "for customers": CHARTER,
    "staff book, public": replace(STAFF, public=True),
}


@pytest.mark.parametrize("handbook", NARROWED.values(), ids=NARROWED)
def test_each_page_and_place_is_there_in_the_site(
    reference: Library, told: Callable[..., list[Evidence]], handbook: HandbookSettings
) -> None:
    there = ids(reference, handbook)
    pages = {each.page for each in told(handbook) if each.page}
    assert pages
    for page in pages:
        assert page.startswith(handbook.address.rstrip("/") + "/en/policies/")
        path, anchor = _split(page, handbook.address)
        assert path in there, page
        assert not anchor or anchor in there[path], page


@pytest.mark.parametrize("handbook", NARROWED.values(), ids=NARROWED)
def test_what_a_site_prints_is_led_to(
    reference: Library, told: Callable[..., list[Evidence]], handbook: HandbookSettings
) -> None:
    there = ids(reference, handbook)
    for each in told(handbook):
        anchors = there.get(f"en/policies/{each.policy}.html", set())
        if each.kind in {"statement", "response_target"} and each.name in anchors:
            assert each.page.endswith(f"#{each.name}"), each.name
        elif each.name in anchors:
            assert f"/en/policies/{each.policy}.html" in each.page, each.name


def test_the_whole_staff_handbook_leads_to_everything(told: Callable[..., list[Evidence]]) -> None:
    by_kind = {each.kind: each.page.rpartition("/")[2] for each in told(STAFF) if each.page}
    assert set(by_kind) == {
        "feedback", "human", "kpi", "policy", "response_target", "section", "statement", "term",
        "training",
    }  # fmt: skip
    assert "#" not in by_kind["policy"]
    assert by_kind["human"] == "bots-and-self-service.html#bots-and-self-service:handoffs"
    assert [each.name for each in told(STAFF) if not each.page] == []


def test_customers_are_led_to_what_is_public_and_the_first_handbook_wins(
    told: Callable[..., list[Evidence]],
) -> None:
    charter = {each.name for each in told(CHARTER) if each.page}
    assert 0 < len(charter) < len({each.name for each in told(STAFF) if each.page})
    both = told(CHARTER, STAFF)
    assert {each.name for each in both if "/open/" in each.page} == charter
    assert all(each.page for each in both)


@pytest.mark.parametrize(
    "handbook",
    [
        replace(STAFF, address=""),
        replace(STAFF, address="javascript:alert(1)"),
        replace(STAFF, formats=("pdf",)),
        replace(STAFF, for_each_role=True),
        replace(STAFF, template="board"),
        replace(STAFF, template="no-such-kind"),
        replace(STAFF, areas=("no-such-area",)),
    ],
)
def test_without_a_published_page_there_is_no_address(
    told: Callable[..., list[Evidence]], handbook: HandbookSettings
) -> None:
    assert not any(each.page for each in told(handbook))
    assert told(handbook, STAFF) == told(STAFF)
