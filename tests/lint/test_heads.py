from __future__ import annotations

import pytest

from policykit.lint.heads import main_clause, passive_head, weak_start


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "Greet the customer.", "Greet the customer."),
        ("en", "When it rains, greet the customer.", "greet the customer."),
        ("en", "If so, when asked, say yes.", "say yes."),
        ("en", "When it rains greet them.", None),
        ("en", "Within {a, b}, greet.", "greet."),
        ("en", "[Greet](greet) them.", None),
        ("en", "", None),
        ("sv", "När det regnar, hälsa.", "hälsa."),
        ("fi", "Kun sataa, tervehdi.", "Kun sataa, tervehdi."),
    ],
)
def test_the_main_clause(locale: str, text: str, expected: str | None) -> None:
    clause = main_clause(text, locale)
    assert (clause and text[clause.start :]) == expected
    assert clause is None or len(clause.text) == len(text) - clause.start


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "The customer waits.", "The"),
        ("en", "When it rains, customers wait.", "customers"),
        ("en", "A day before, call.", None),
        ("en", "Theme days are fun.", None),
        ("sv", "Personalen hälsar.", "Personalen"),
        ("de", "Die Beschwerde lösen.", None),
        ("fi", "Asiakas odottaa.", None),
    ],
)
def test_a_weak_start(locale: str, text: str, expected: str | None) -> None:
    found = weak_start(text, locale)
    assert (found and text[slice(*found)]) == expected


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "The parcel is always sent again.", "sent"),
        ("en", "The parcel with the lamp is sent again.", "sent"),
        ("en", "Refunds must not be paid in cash.", "paid"),
        ("en", "Refund requests are paid on Fridays.", "paid"),
        ("en", "Refund the goods that are paid.", None),
        ("en", "Send what is paid.", None),
        ("en", "Ask who is served.", None),
        ("en", "Have a post marked as an advert.", None),
        ("en", "The shop is closed.", None),
        ("en", "Give the customer what we are asked for.", None),
        ("sv", "Paketet ska alltid skickas igen.", "skickas"),
        ("sv", "Berätta att paketet ska skickas.", None),
        ("sv", "Hoppas på det bästa.", None),
        ("de", "Das Paket wird noch einmal geschickt.", "geschickt"),
        ("de", "Der Kunde ist am selben Tag anzurufen.", "anzurufen"),
        ("de", "Sagen, was geschickt wird.", None),
        ("fi", "Paketti lähetetään.", None),
        # Who does it is said, so nobody has to guess.
        ("en", "The refund is paid by the store manager.", None),
        ("en", "The refund is paid by the end of the day.", "paid"),
        ("en", "The refund is paid by card.", "paid"),
        ("sv", "Paketet ska skickas av lagerpersonalen.", None),
        ("sv", "Paketet ska skickas av samma sort.", "skickas"),
        ("de", "Das Paket wird von der Filialleitung geschickt.", None),
        ("de", "Das Paket wird von vorn geschickt.", "geschickt"),
    ],
)
def test_a_passive_verb_at_the_head(locale: str, text: str, expected: str | None) -> None:
    found = passive_head(text, locale)
    assert (found and text[slice(*found)]) == expected
