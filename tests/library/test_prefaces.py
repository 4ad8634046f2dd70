"""What prefaces name."""

from __future__ import annotations

import pytest

from policykit.library.prefaces import names_in_prefaces
from policykit.model.config import HandbookSettings, LocaleSettings, Settings
from policykit.model.errors import SettingsError

PAGES = {
    ("docs/a.md", "en"): "We answer in {phone.answer-in:genitive}, {{not this}}.",
    ("docs/a.md", "sv"): "Vi svarar inom {phone.answer-in} och {phone.reply.total}.",
    ("docs/b.md", "de"): "Antwort in {chat.wait}.",
}


def read(path: str, locale: str) -> str:
    if (path, locale) not in PAGES:
        raise SettingsError("no-preface", "It is not there.")
    return PAGES[path, locale]


@pytest.mark.parametrize(
    ("handbooks", "names"),
    [
        ((), set()),
        ((HandbookSettings(name="bare"),), set()),
        (
            (HandbookSettings(name="a", preface="docs/a.md"),),
            {"phone.answer-in", "phone.reply.total"},
        ),
        (
            (
                HandbookSettings(name="a", preface="docs/a.md", locales=("en",)),
                HandbookSettings(name="b", preface="docs/b.md", locales=("en", "de")),
            ),
            {"phone.answer-in", "chat.wait"},
        ),
    ],
)
def test_names_in_prefaces(handbooks: tuple[HandbookSettings, ...], names: set[str]) -> None:
    settings = Settings(handbooks=handbooks, locales=LocaleSettings(required=("sv",)))
    assert names_in_prefaces(settings, read) == names
