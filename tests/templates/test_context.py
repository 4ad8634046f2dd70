"""What templates are told they get is what they get."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import jsonschema
import pytest
from tests.handbook.folders import ROOT, library_of
from tests.handbook.papers import narrowed

from policykit.handbook import described
from policykit.model.book import Book
from policykit.rendering import Plain, plain

SCHEMA = json.loads((ROOT / "schemas" / "book.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def books() -> Mapping[str, Book]:
    library = library_of(ROOT)
    return {locale: narrowed(library, locale) for locale in ("en", "sv")}


def test_the_published_schema_is_that_of_the_types() -> None:
    assert described.schema() == SCHEMA
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_page_is_that_of_the_types() -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert described.document() in page
    for name, told in SCHEMA["$defs"].items():
        assert f"\n### {name}\n" in page
        for field in told["properties"]:
            assert f"| `{field}` | " in page


@pytest.mark.parametrize("locale", ["en", "sv"])
def test_a_rendered_book_is_as_the_schema_says(locale: str, books: Mapping[str, Book]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors(plain(books[locale]))) == []


def test_the_schema_misses_nothing(books: Mapping[str, Book]) -> None:
    told = plain(replace(books["en"], policies=books["en"].policies[:1]))
    assert isinstance(told, dict)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for field in told:
        less: dict[str, Plain] = {name: each for name, each in told.items() if name != field}
        for wrong in (less, {**less, field: 1.5}, {**told, f"{field}-more": ""}):
            assert not validator.is_valid(wrong), field


def test_links_of_the_page_lead_somewhere() -> None:
    page = described.document()
    places = {each.lower() for each in re.findall(r"^#+ (\w+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= places
