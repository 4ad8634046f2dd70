from __future__ import annotations

import pytest

from policykit.lint.named_people import named

KNOWN = frozenset({"havsby", "store", "manager", "great", "britain"})

NAMED = {
    "somebody says": ("Anna Berg says that it cannot be done.", "Anna Berg"),
    "in the middle": ("On Saturdays Karl-Erik Lund asked for more time.", "Karl-Erik Lund"),
    "who said": ("It was Maja von Platen, who said so.", "Maja von Platen"),
    "a title before a name": ("Ask Mrs Olsen at the desk.", "Olsen"),
    "a Swedish title": ("Fru Öberg undrar.", "Öberg"),
    "a signature": ("It is too fast. / Anna Berg", "Anna Berg"),
    "a name that is given": ("My name is Anna Berg.", "Anna Berg"),
}

NOBODY = {
    "a feast": "Black Friday is too much for two of us.",
    "a feast that is near": "From Black Friday on we need one more.",
    "the shop": "Havsby Garden said so in its letter.",
    "a country": "In Great Britain says the law otherwise.",
    "a role": "The Store Manager said no.",
    "a role with an article": "The Customer Desk said no.",
    "the first word of a sentence": "When Havsby says two hours, it is two hours.",
    "everybody": "Customers Everywhere say so.",
    "a team": "Our Night Crew said so.",
    "German, where nouns have capitals": "Die Kundin fragt nach dem Geld.",
    "one word": "Anna says no.",
    "a street": "The sign in King Street is too small.",
    "nothing": "",
}


@pytest.mark.parametrize(("text", "name"), NAMED.values(), ids=NAMED.keys())
def test_a_person_is_seen(text: str, name: str) -> None:
    assert named(text, KNOWN) == name


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_what_is_no_person_may_be_said(text: str) -> None:
    assert not named(text, KNOWN)
