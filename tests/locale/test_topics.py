"""Words that show what a text is about."""

from __future__ import annotations

from dataclasses import fields

import pytest

from policykit.locale.topics import Topics, topics

EXAMPLES = [
    ("en", "giving", "Give the customer a voucher.", "Give"),
    ("en", "gifts", "Waive the delivery fee once.", "the delivery fee"),
    ("en", "selling", "Never try upselling here.", "upselling"),
    ("en", "sales_talk", "Come in and\ntreat  yourself.", "treat  yourself"),
    ("en", "out_of_stock", "It is OUT OF STOCK today.", "OUT OF STOCK"),
    ("en", "offers", "Keep each promotion.", "promotion"),
    ("en", "machine", "You talk to a bot.", "bot"),
    ("sv", "giving", "Bjud på kaffet.", "Bjud på"),
    ("sv", "out_of_stock", "Stolen finns inte i lager.", "finns inte i lager"),
    ("sv-FI", "gifts", "Ge en rabatt.", "rabatt"),
    ("de", "out_of_stock", "Der Stuhl ist ausverkauft.", "ausverkauft"),
    ("de-AT", "selling", "Nichts verkaufen.", "verkaufen"),
]


@pytest.mark.parametrize(("locale", "topic", "text", "found"), EXAMPLES)
def test_words_of_a_topic_are_found(locale: str, topic: str, text: str, found: str) -> None:
    known = topics(locale)
    assert known is not None
    match = getattr(known, topic).search(text)
    assert match is not None
    assert match.group() == found


@pytest.mark.parametrize("locale", ["en", "sv", "de"])
def test_whole_words_only_and_every_topic_has_some(locale: str) -> None:
    known = topics(locale)
    assert known is not None
    for each in fields(Topics):
        pattern = getattr(known, each.name)
        assert pattern.pattern != Topics().gifts.pattern
        assert pattern.search("xyzbotxyz givet-offered") is None


def test_a_language_without_words_has_no_topics() -> None:
    assert topics("fi") is None
    assert topics("") is None
