"""What prefaces name."""

from __future__ import annotations

from datetime import date

import pytest

from policykit.library.prefaces import prefaces
from policykit.lint.rule import Overview
from policykit.lint.rules.preface_leads_nowhere import RULE
from policykit.model.config import HandbookSettings, LocaleSettings, Settings
from policykit.model.errors import SourceError
from policykit.model.surroundings import Surroundings

PAGES = {
    "docs/a.md": "We answer in {phone.answer-in:genitive}, {{not this}}.",
    "docs/a.sv.md": "Se [reglerna](phone).\n\n\nVi svarar inom {phone.answer-in},\nja {phone.answer-in}.",
    "docs/b.de.md": "Antwort in {chat.wait}.",
}


@pytest.mark.parametrize(
    ("handbooks", "told"),
    [
        ((), []),
        ((HandbookSettings(name="bare"),), []),
        (
            (HandbookSettings(name="a", preface="docs/a.md"),),
            [
                ("a", ("en",), "docs/a.md", [("phone.answer-in:genitive", 1)]),
                (
                    "a",
                    ("sv",),
                    "docs/a.sv.md",
                    [("phone", 1), ("phone.answer-in", 4)],
                ),
            ],
        ),
        (
            (
                HandbookSettings(name="a", preface="docs/a.md", locales=("en", "de")),
                HandbookSettings(name="b", preface="docs/b.md", locales=("en", "de")),
            ),
            [
                ("a", ("en", "de"), "docs/a.md", [("phone.answer-in:genitive", 1)]),
                ("b", ("en",), "", []),
                ("b", ("de",), "docs/b.de.md", [("chat.wait", 1)]),
            ],
        ),
    ],
)
def test_what_prefaces_name(
    handbooks: tuple[HandbookSettings, ...],
    told: list[tuple[str, tuple[str, ...], str, list[tuple[str, int]]]],
) -> None:
    settings = Settings(handbooks=handbooks, locales=LocaleSettings(required=("sv",)))
    pages = {path: text.encode() for path, text in PAGES.items()}
    found = prefaces(settings, pages.get)
    assert [
        (
            each.handbook,
            each.locales,
            each.path,
            [(name.found.raw, name.line) for name in each.names],
        )
        for each in found
    ] == told


def test_a_preface_that_is_there_and_cannot_be_read_is_told_as_a_file_that_was_not_read() -> None:
    def refuse(path: str) -> bytes | None:
        raise SourceError("unreadable-file", "This cannot be read: No.", context=path, hint="Ask.")

    handbooks = (HandbookSettings(name="a", preface="docs/a.md"),)
    settings = Settings(path="policykit.yaml", handbooks=handbooks)
    (found,) = prefaces(settings, refuse)
    assert (found.path, found.names, found.text) == ("docs/a.en.md", (), "")
    overview = Overview.of(
        (), Surroundings(settings=settings), date(2026, 11, 23), prefaces=(found,)
    )
    assert RULE.across is not None
    (told,) = RULE.across(overview, {})
    assert (told.code, told.message, told.hint) == (
        "FIL003",
        "docs/a.en.md: This cannot be read: No.",
        "Ask.",
    )
    assert told.place.pointer == ("handbooks", "a", "preface")
