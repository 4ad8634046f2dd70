"""Every code has a page, and its examples do what they say."""

from __future__ import annotations

import pytest
from tests.yamlsource.support import PARSERS, codes_of, read_text

from policykit.model.finding import Severity
from policykit.model.page import Page
from policykit.yamlsource import codes
from policykit.yamlsource.catalogue import PAGES
from policykit.yamlsource.notes import Note
from policykit.yamlsource.parsers import ParserName
from policykit.yamlsource.wording import problem

ALL_CODES = sorted(value for name, value in vars(codes).items() if name.isupper())
WITHOUT_EXAMPLE = {"YML001", "YML002", "YML003", "YML014", "YML015"}


def test_every_code_has_one_page_in_order() -> None:
    assert [page.code for page in PAGES] == ALL_CODES
    assert len({page.name for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_examples(page: Page, parser: ParserName) -> None:
    assert bool(page.bad) == (page.code not in WITHOUT_EXAMPLE)
    if page.bad:
        assert codes_of(read_text(page.bad, parser)[1]) == [page.code]
    if page.good:
        assert read_text(page.good, parser)[1] == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_page_is_complete(page: Page) -> None:
    assert page.category == "yaml"
    assert page.severity is Severity.ERROR
    assert page.name == page.name.lower()
    for words in (page.summary, page.why, page.how):
        assert words.endswith(".")


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_code_has_words(code: str) -> None:
    said = problem(Note(code, 0, 0, text="x"), "a.yaml")
    assert said.code == code
    assert said.message[-1] in ".`"
    assert said.hint
