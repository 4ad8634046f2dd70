"""What tells of a person or opens a door: contacts, accounts, cards, numbers, secrets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final

from policykit.model.value import dataclass

_DIGIT = re.compile(r"\d")
_MARK = "…"


class Kind(StrEnum):
    """What was found, as a message says it."""

    EMAIL = "an email address"
    PHONE = "a phone number"
    ACCOUNT = "a bank account (IBAN)"
    CARD = "a payment card"
    PERSONAL_NUMBER = "a Swedish personal identity number"
    SECRET = "a password, key or access token"  # noqa: S105 - the name of a kind, no password


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in a text, from `start` to before `end`; `masked` may be shown."""

    kind: Kind
    start: int
    end: int
    words: str
    masked: str


_TELLING: Final = (
    "@", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "_live_", "_test_",
    "glpat-", "xox", "AKIA", "AIza", "eyJ", "-----BEGIN",
)  # fmt: skip
_MANY_DIGITS = re.compile(r"\d(?<!\d\d)(?:[ ()/.+-]{0,3}\d){7}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEY = re.compile(r"sk-[\w-]{20}")
_COUNTRY = re.compile(r"[A-Z][A-Z]\d\d ?[A-Z0-9]{4}")


def may_hold_any(text: str) -> bool:
    """A quick question whether a text can hold anything personal; false is certain."""
    return (
        any(mark in text for mark in _TELLING)
        or any(not _DAY.fullmatch(found.group()) for found in _MANY_DIGITS.finditer(text))
        or _COUNTRY.search(text) is not None
        or _KEY.search(text) is not None
    )


_SECRET = re.compile(
    r"(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}"
    r"|[rs]k_(?:live|test)_\w{10,}|sk-[\w-]{20,}|xox[abprs]-[\w-]{10,}"
    r"|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|(?<=://)[^\s/:@]+:[^\s/@]+(?=@)"
)
_EMAIL = re.compile(r"(?<![\w.+-])\w[\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\w.-])[2-6](?:[ -]?\d){13,18}(?![\w-])")
_PERSONAL_NUMBER = re.compile(
    r"(?<![\w-])(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    r"[-+]\d{4}(?![\w-])"
)
_PHONE = re.compile(
    r"(?<![\w+.,:/-])(?<!\d )(?:"
    r"(?:\+|00)[1-9](?:[ ()/.-]{0,3}\d){6,14}"
    r"|\(?0[1-9]\d{0,3}\)?[ /-](?:\d[ -]?){4,8}\d"
    r"|0[1-9]\d{7,9}"
    r"|(?:\([2-9]\d\d\) ?|[2-9]\d\d[-.])[2-9]\d\d[-.]\d{4}"
    r")(?![\w:]|[.,-]\d)"
)
_DATE = re.compile(r"\d\d[-./ ]\d\d[-./ ]\d{4}")
_FEWEST_PHONE_DIGITS, _MOST_PHONE_DIGITS = 8, 15


def personal(text: str) -> Iterator[Found]:
    """Everything personal in a text, in the order of its kinds; nothing is told twice."""
    taken = bytearray(len(text))
    for kind, pattern, check, mask in _SEARCHES:
        for match in pattern.finditer(text):
            words = check(match.group())
            start, end = match.start(), match.start() + len(words)
            if words and not any(taken[start:end]):
                taken[start:end] = b"\1" * len(words)
                yield Found(kind, start, end, words, mask(words))


def looks_like_a_name(person: str) -> bool:
    """Whether a code for a person is words: no digit in them, and one longer than initials."""
    return bool(_NAME.fullmatch(person)) and any(len(part) >= _LEAST for part in person.split("-"))


_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LEAST = 3
"""Letters that a part of a name has; two are initials at most."""


def is_published(found: Found, published: Iterable[Found]) -> bool:
    """Whether a contact is one of those the organisation publishes, however it is written."""
    return any(_same(found, each) for each in published)


def _same(one: Found, other: Found) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.EMAIL:
        return one.words.lower() == other.words.lower()
    if one.kind is Kind.PHONE:
        short, long = sorted((_number(one.words), _number(other.words)), key=len)
        return long.endswith(short)
    return False


def _number(phone: str) -> str:
    """The digits of a phone number without what is dialled before it from elsewhere."""
    return _digits(phone).lstrip("0")


def _digits(text: str) -> str:
    return "".join(_DIGIT.findall(text))


def _any(words: str) -> str:
    return words


def _account(words: str) -> str:
    """The longest beginning that passes the check of ISO 13616, cut at its spaces."""
    while words:
        plain = words.replace(" ", "")
        number = "".join(str(int(each, 36)) for each in plain[4:] + plain[:4])
        if len(plain) >= 15 and int(number) % 97 == 1:  # noqa: PLR2004 - ISO 13616: 15 to 34, 97
            return words
        words = words.rpartition(" ")[0]
    return ""


def _card(words: str) -> str:
    return words if _luhn(_digits(words)) and len(set(_digits(words))) > 1 else ""


def _personal_number(words: str) -> str:
    return words if _luhn(_digits(words)[-10:]) else ""


def _phone(words: str) -> str:
    many = len(_digits(words))
    if _DATE.fullmatch(words) or not _FEWEST_PHONE_DIGITS <= many <= _MOST_PHONE_DIGITS:
        return ""
    return words


def _luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812."""
    doubled = (int(each) * (2 - index % 2) for index, each in enumerate(digits[-2::-1]))
    return (sum(sum(divmod(each, 10)) for each in doubled) + int(digits[-1])) % 10 == 0


def _mask_email(words: str) -> str:
    return f"{words[0]}{_MARK}@{_MARK}.{words.rpartition('.')[2]}"


def _mask_end(shown: int) -> Callable[[str], str]:
    return lambda words: f"{_MARK}{_digits(words)[-shown:]}"


def _mask_all(_words: str) -> str:
    return _MARK


_Search = tuple[Kind, re.Pattern[str], Callable[[str], str], Callable[[str], str]]
_SEARCHES: Final[tuple[_Search, ...]] = (
    (Kind.SECRET, _SECRET, _any, _mask_all),
    (Kind.EMAIL, _EMAIL, _any, _mask_email),
    (Kind.ACCOUNT, _ACCOUNT, _account, _mask_end(2)),
    (Kind.PERSONAL_NUMBER, _PERSONAL_NUMBER, _personal_number, _mask_all),
    (Kind.CARD, _CARD, _card, _mask_end(4)),
    (Kind.PHONE, _PHONE, _phone, _mask_end(2)),
)
