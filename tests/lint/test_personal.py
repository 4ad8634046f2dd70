from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from policykit.lint.personal import (
    Found,
    Kind,
    is_published,
    looks_like_a_name,
    may_hold_any,
    personal,
)


def join(*parts: str) -> str:
    """A made-up secret, put together here so that no scanner of this repository takes it for one."""
    return "".join(parts)


TOKENS = [
    join("gh", "p_", "a1B2" * 9),
    join("github", "_pat_", "a1B2" * 8),
    join("glp", "at-", "a1B2" * 5),
    join("sk", "_live_", "a1B2" * 5),
    join("sk", "-proj-", "a1B2" * 5),
    join("xo", "xb-", "12345-abcde"),
    join("AK", "IA", "ABCD" * 4),
    join("AI", "za", "a1B2" * 9),
    join("ey", "Jabcdefgh", ".ey", "Jabcdefgh", ".abc"),
    join("-----BEGIN RSA ", "PRIVATE KEY-----"),
]

FOUND: list[tuple[str, Kind, str, str]] = [
    ("Write to anna.berg@example.com.", Kind.EMAIL, "anna.berg@example.com", "a…@….com"),
    ("<mailto:x_y+z@a-b.co.uk>", Kind.EMAIL, "x_y+z@a-b.co.uk", "x…@….uk"),
    ("Call +46 70 123 45 67.", Kind.PHONE, "+46 70 123 45 67", "…67"),
    ("Call +46(0)70-1234567 now", Kind.PHONE, "+46(0)70-1234567", "…67"),
    ("Call 0046 8 123 456.", Kind.PHONE, "0046 8 123 456", "…56"),
    ("(040) 12345678", Kind.PHONE, "(040) 12345678", "…78"),
    ("tel: 08-123 45 67, please", Kind.PHONE, "08-123 45 67", "…67"),
    ("0701234567", Kind.PHONE, "0701234567", "…67"),
    ("(555) 234-5678", Kind.PHONE, "(555) 234-5678", "…78"),
    ("DE89 3704 0044 0532 0130 00", Kind.ACCOUNT, "DE89 3704 0044 0532 0130 00", "…00"),
    ("GB82WEST12345698765432.", Kind.ACCOUNT, "GB82WEST12345698765432", "…32"),
    ("SE45 5000 0000 0583 9825 7466 CALL", Kind.ACCOUNT, "SE45 5000 0000 0583 9825 7466", "…66"),
    ("4111-1111-1111-1111", Kind.CARD, "4111-1111-1111-1111", "…1111"),
    ("378282246310005", Kind.CARD, "378282246310005", "…0005"),
    ("19640823-3234", Kind.PERSONAL_NUMBER, "19640823-3234", "…"),
    *((f"Use {token} here", Kind.SECRET, token, "…") for token in TOKENS),
    ("https://me:pass@a.example/", Kind.SECRET, "me:pass", "…"),
]

NOTHING = [
    "2026-07-01",
    "01.07.2026 and 01-07-2026",
    "08:00-20:00",
    "mon-fri 08:00-20:00, sat 10:00-16:00",
    "1.10.2 and 10 000 000 SEK",
    "pk1-9f2c01234567890123456789",
    "s-77be41d0",
    "HB-204815",
    "4111 1111 1111 1112",
    "1234567890123456",
    "0000 0000 0000 0000",
    "SE45 5000 0000 0583 9825 7467",
    "556703-7485",
    "641332-3234",
    "Box 1400, 432 00 Varberg",
    "risk-management-for-all-of-us-here",
    "https://www.havsby.example/se?a=1",
    "an @ sign, and a@b",
    "Directive 2011/83/EU art. 13",
]


@pytest.mark.parametrize(("text", "kind", "words", "masked"), FOUND)
def test_what_is_personal(text: str, kind: Kind, words: str, masked: str) -> None:
    assert may_hold_any(text)
    found = list(personal(text))
    assert [(each.kind, each.words, each.masked) for each in found] == [(kind, words, masked)]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not(text: str) -> None:
    assert list(personal(text)) == []


def luhn(digits: str) -> str:
    """The digits with the check digit that makes their weighted sum a multiple of ten."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


@given(st.from_regex(r"4[0-9]{14}", fullmatch=True))
def test_a_card_is_told_from_other_numbers_by_its_check_digit(digits: str) -> None:
    card = luhn(digits)
    found = list(personal(f"Card {card} here"))
    assert [(each.kind, each.words) for each in found] == [(Kind.CARD, card)]
    other = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert list(personal(f"Card {other} here")) == []


@given(st.text(alphabet="ab@.+0123456789 -()_:/SEDE", max_size=60))
def test_findings_never_overlap_and_the_mask_shows_little(text: str) -> None:
    found = sorted(personal(text), key=lambda each: each.start)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert text[each.start : each.end] == each.words
        assert may_hold_any(text)
        assert sum(map(str.isalnum, each.masked.rpartition(".")[0] or each.masked)) <= 4


def one(text: str) -> Found:
    return next(iter(personal(text)))


@pytest.mark.parametrize(
    ("given_contact", "published", "expected"),
    [
        ("A.B@c.example", "a.b@C.example", True),
        ("a@c.example", "b@c.example", False),
        ("08-123 45 67", "+46 8 123 45 67", True),
        ("+46 8 123 45 67", "0046 8-123 4567", True),
        ("08-123 45 68", "+46 8 123 45 67", False),
        ("DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00", False),
    ],
)
def test_a_published_contact_may_be_written_otherwise(
    given_contact: str, published: str, expected: bool
) -> None:
    assert is_published(one(given_contact), personal(published)) is expected
    assert not is_published(one(given_contact), iter(()))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "1" * 200_000,
        "1 " * 100_000,
        "a." * 100_000,
        "@" * 200_000,
        "+1" * 100_000,
        "SE45 " * 40_000,
        "eyJ" * 60_000,
        "://" + "a" * 200_000,
        "0" * 200_000,
    ],
    ids=range(10),
)
def test_a_hostile_text_costs_little(text: str) -> None:
    begin = time.process_time()
    list(personal(text))
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("person", "is_name"),
    [
        ("maja", True),
        ("bob", True),
        ("m-lindgren", True),
        ("ml", False),
        ("m-l", False),
        ("a-17", False),
        ("Maja", False),
        ("", False),
    ],
)
def test_a_code_of_words_looks_like_a_name(person: str, is_name: bool) -> None:
    assert looks_like_a_name(person) is is_name
