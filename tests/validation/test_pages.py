"""The catalogue: its examples do what they say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from policykit.model.finding import Problem
from policykit.model.page import Page
from policykit.validation import PAGES, Kind, Schemas, load_schemas

FOUR_DIGITS = b'{"properties": {"cost-centre": {"type": "string", "pattern": "^[0-9]{4}$"}}}'


@pytest.fixture(scope="module")
def with_own_fields() -> Schemas:
    return load_schemas([("schemas/extensions/cost.json", FOUR_DIGITS)])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_do_what_they_say(
    page: Page, check: Callable[..., list[Problem]], with_own_fields: Schemas
) -> None:
    assert {each.code for each in check(page.bad, Kind.POLICY, with_own_fields)} == {page.code}
    assert check(page.good, Kind.POLICY, with_own_fields) == []


def test_codes_and_names_are_there_once() -> None:
    assert [page.code for page in PAGES] == [f"SCH{n:03}" for n in range(1, len(PAGES) + 1)]
    assert len({page.name for page in PAGES}) == len(PAGES)
    for page in PAGES:
        assert re.fullmatch("[a-z]+(-[a-z]+)*", page.name)
        assert page.category == "schema"
        assert all((page.summary, page.why, page.how))
