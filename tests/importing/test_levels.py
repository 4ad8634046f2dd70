from __future__ import annotations

import pytest

from policykit.importing.levels import ruled
from policykit.importing.phrases import SPLIT, TURN
from policykit.locale.handbook_words import handbook_words

CASES = [
    # locale, sentence, level, words of the rule, what the level says
    ("en", "Staff must accept returns.", "must", "Accept returns.", "Staff must"),
    ("en", "You have to call back.", "must", "Call back.", "You have to"),
    ("en", "We shall answer.", "must", "Answer.", "We shall"),
    ("en", "You must not shout.", "must_not", "Shout.", "You must not"),
    ("en", "We never charge a fee.", "must_not", "Charge a fee.", "We never"),
    ("en", "Never shout.", "must_not", "Shout.", "Never"),
    ("en", "Do not shout.", "must_not", "Shout.", "Do not"),
    ("en", "Staff may not keep cards.", "must_not", "Keep cards.", "Staff may not"),
    ("en", "You should smile.", "should", "Smile.", "You should"),
    ("en", "Agents ought to smile.", "should", "Smile.", "Agents ought to"),
    ("en", "You should not interrupt.", "should_not", "Interrupt.", "You should not"),
    ("en", "You may give a voucher.", "may", "Give a voucher.", "You may"),
    ("en", "Customers may return goods.", "may", "Let customers return goods.", "may"),
    ("en", "The bill must not be lost.", "must_not", "Let the bill be lost.", "must not"),
    ("en", "Refunds must be paid.", "must", "Refunds must be paid.", ""),
    ("en", "If it rains, staff must wait.", "must", "If it rains, wait.", "staff must"),
    ("en", "Team leaders may pay £5.", "may", "Team leaders may pay £5.", ""),
    ("en", "Knives cannot be returned.", "must", "Knives cannot be returned.", ""),
    (
        "en",
        "Abusive, loud or rude guests may be sent away.",
        "may",
        "Abusive, loud or rude guests may be sent away.",
        "",
    ),
    (
        "en",
        "The customer is entitled to a refund.",
        "must",
        "The customer is entitled to a refund.",
        "",
    ),
    ("en", "You are prohibited from running.", "must", "You are prohibited from running.", ""),
    ("en", "Always say hello.", "must", "Always say hello.", ""),
    ("sv", "Personalen måste ta emot varor.", "must", "Ta emot varor.", "Personalen måste"),
    ("sv", "Vi ska svara.", "must", "Svara.", "Vi ska"),
    ("sv", "Du får inte skrika.", "must_not", "Skrika.", "Du får inte"),
    ("sv", "Vi tar aldrig betalt.", None, "", ""),
    ("sv", "Du får aldrig skrika.", "must_not", "Skrika.", "Du får aldrig"),
    ("sv", "Du bör le.", "should", "Le.", "Du bör"),
    ("sv", "Du bör inte avbryta.", "should_not", "Avbryta.", "Du bör inte"),
    ("sv", "Du får ge en check.", "may", "Ge en check.", "Du får"),
    ("sv", "Vid hot får du inte stanna.", "must", "Vid hot får du inte stanna.", ""),
    ("sv", "Du ska vara snäll.", "must", "Var snäll.", "Du ska vara"),
    ("sv", "Du ska göra gott och ringa.", "must", "Gör gott och ring.", "Du ska göra ringa"),
    ("sv", "Du ska ta kvitto och vara.", "must", "Du ska ta kvitto och vara.", ""),
    ("sv", "Du ska låta kunden se och höra.", "must", "Du ska låta kunden se och höra.", ""),
    ("sv", "Du ska snabbt svara.", "must", "Du ska snabbt svara.", ""),
    (
        "sv",
        "Saknas kvitto ska du söka upp köpet.",
        "must",
        "Saknas kvitto, sök upp köpet.",
        "ska du söka",
    ),
    ("sv", "Butikssäljaren får ge 100 kr.", "may", "Butikssäljaren får ge 100 kr.", ""),
    ("sv", "Kunden får lämna varan.", "may", "Låt kunden lämna varan.", "får"),
    ("sv", "Varor får inte bytas.", "must", "Varor får inte bytas.", ""),
    ("sv", "Inom två år behöver kunden inte bevisa det.", None, "", ""),
    ("sv", "Säg: ”Jag ska hjälpa dig.”", None, "", ""),
    ("sv", "Säg: »Du måste betala.«", None, "", ""),
    ("sv", "Du behöver inte fråga.", None, "", ""),
    ("de", "Mitarbeiter müssen antworten.", "must", "Antworten.", "Mitarbeiter müssen"),
    ("de", "Sie dürfen nicht schreien.", "must_not", "Schreien.", "Sie dürfen nicht"),
    ("de", "Wir dürfen Kunden nie belügen.", "must_not", "Kunden belügen.", "Wir dürfen nie"),
    ("de", "Sie sollten lächeln.", "should", "Lächeln.", "Sie sollten"),
    ("de", "Sie sollten nicht lachen.", "should_not", "Lachen.", "Sie sollten nicht"),
    ("de", "Sie dürfen helfen.", "may", "Helfen.", "Sie dürfen"),
    ("de", "Sie müssen nicht fragen.", None, "", ""),
    ("de", "Bei Hagel dürfen Sie gehen.", "may", "Bei Hagel gehen.", "dürfen Sie"),
    ("de", "Wenn es hagelt, dürfen Sie gehen.", "may", "Wenn es hagelt, gehen.", "dürfen Sie"),
    ("de", "Sie müssen geschult werden.", "must", "Sie müssen geschult werden.", ""),
    ("de", "Waren dürfen nicht fehlen.", "must", "Waren dürfen nicht fehlen.", ""),
    ("de", "Fotos sind sofort anzufertigen.", "must", "Fotos sind sofort anzufertigen.", ""),
    ("de", "Der Brief ist zu beantworten.", "must", "Der Brief ist zu beantworten.", ""),
    ("de", "Wir sind gut zu erreichen.", None, "", ""),
    ("de", "Sagen Sie: „Sie müssen warten.“", None, "", ""),
    ("de", "Sagen Sie: ‚Sie müssen warten.‘", None, "", ""),
    ("en", "You do not have to ask.", None, "", ""),
    ("en", "Must I pay?", None, "", ""),
    ("en", "There is no need to ask.", None, "", ""),
    ("en", "Labels tell which shop a parcel should go to:", None, "", ""),
    ("en", "People who need to wait get coffee.", None, "", ""),
    ("en", "Guests who, if it rains, need to wait.", None, "", ""),
    ("en", "You **must** wait.", "must", "You **must** wait.", ""),
    ("en", "Tills **must not** open.", "must", "Tills **must not** open.", ""),
    ("en", "The team is obligated to listen.", "must", "Listen.", "The team is obligated to"),
    ("en", "The shop opened in May.", None, "", ""),
    ("en", "May 5 is a holiday.", None, "", ""),
    ("en", 'They say "you must pay" a lot.', None, "", ""),
    ("en", "A red can stands there.", None, "", ""),
]


@pytest.mark.parametrize(("locale", "sentence", "level", "text", "said"), CASES)
def test_the_level_of_a_sentence(
    locale: str, sentence: str, level: str | None, text: str, said: str
) -> None:
    found = ruled(sentence, handbook_words(locale))
    if level is None:
        assert found is None
    else:
        assert found is not None
        assert (found.level, found.text, found.said) == (level, text, said)


def test_what_would_deny_twice_is_to_be_turned_round() -> None:
    found = ruled("Staff must never not greet.", handbook_words("en"))
    assert found is not None
    assert (found.level, found.check) == ("must", TURN)


def test_two_levels_are_to_be_parted() -> None:
    found = ruled("Staff must greet and should smile.", handbook_words("en"))
    assert found is not None
    assert (found.level, found.check) == ("must", SPLIT)
