"""Texts taken apart into what a reader takes as one: words, numbers, dates, placeholders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from policykit.model.quantity.currency import DECIMALS, SHARED_SIGNS, SIGNS
from policykit.model.value import dataclass

_BREAK: Final = r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
_MONEY_SIGNS: Final = "".join(sign for sign in (*SIGNS, *SHARED_SIGNS) if len(sign) == 1)
_CODES: Final = "|".join(DECIMALS)
_FIGURES: Final = r"(?:\d{1,3}(?:[ \u00a0\u202f\u2019']\d{3}){1,4}(?!\d)|\d+)(?:[.,:/\u2013-]\d+){0,6}[½¼¾]?|[½¼¾]"
_UNIT: Final = rf"[ \u00a0\u202f]?(?:[%‰°{_MONEY_SIGNS}]|:-|(?:{_CODES}|kr|zł|Kč|Ft)\b)"
_TOKEN: Final = re.compile(
    rf"(?P<gap>[^\S\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+)|(?P<line>{_BREAK})"
    r"|(?P<placeholder>\{\{|\}\}|\{[^{}\n]{1,200}\})"
    r"|(?P<target>\]\([^()\s]*\))"
    r"|(?P<address>(?:https?://|www\.|mailto:|tel:)[^\s<>()\[\]{}]*[^\s<>()\[\]{}.,;:!?'\"\u201d\u2019]"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8})"
    rf"|(?P<number>(?:(?:[{_MONEY_SIGNS}]|(?:{_CODES})\b)[ \u00a0\u202f]?)?(?<![\w\u2212])[-+\u2212±]?"
    rf"(?:{_FIGURES})(?:{_UNIT})?(?:-?[^\W\d_]++)*+)"
    r"|(?P<word>(?:[^\W\d_]{1,2}\.){2,}|\w+(?:[-\u2010\u2011'\u2019]\w+)*)"
    r"|(?P<sign>\.{2,}|[\U0001f1e6-\U0001f1ff]{2}|.)",
    re.DOTALL,
)
_SINGLE: Final = re.compile(
    "[\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that write no spaces between words: each is one."""

_JOINERS: Final = frozenset("\u200c\u200d\u2060\ufeff")
_MARKS: Final = frozenset({"Mn", "Me", "Mc"})
_SKIN: Final = range(0x1F3FB, 0x1F400)
_TAGS: Final = range(0xE0020, 0xE0080)


@dataclass(frozen=True, slots=True)
class Token:
    """What a reader takes as one, with the white space before it.

    `kind` is `word`, `number`, `placeholder`, `target` (of a link, with the brackets around
    it), `address`, `sign` (of punctuation), `line` (its break), or `end` of the whole text.
    """

    kind: str
    text: str
    gap: str = ""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order, the last one its end; joined with their gaps, the text.

    No token begins or ends inside a character as a reader sees it, with its accents.
    """
    found = _whole(_raw(text)) if not text.isascii() else _raw(text)
    return tuple(found)


def _raw(text: str) -> Iterator[Token]:
    gap = ""
    for found in _TOKEN.finditer(text):
        kind, written = found.lastgroup or "sign", found[0]
        if kind == "gap":
            gap = written
            continue
        if kind == "word" and not written.isascii() and _SINGLE.search(written):
            yield from _singles(written, gap)
        else:
            yield Token(kind, written, gap)
        gap = ""
    yield Token("end", "", gap)


def _singles(written: str, gap: str) -> Iterator[Token]:
    at = 0
    while at < len(written):
        end = at + 1
        if not _SINGLE.match(written, at):
            while end < len(written) and not _SINGLE.match(written, end):
                end += 1
        yield Token("word", written[at:end], gap)
        at, gap = end, ""


def _whole(found: Iterator[Token]) -> Iterator[Token]:
    """Tokens with accents, joined pictures and their likes put back to what they stand on."""
    before: Token | None = None
    parts: list[str] = []
    for token in found:
        stands_on = bool(parts) and _stands_on(parts[-1][-1:], token)
        if before is not None and stands_on:
            parts.append(token.gap + token.text)
            continue
        if before is not None:
            yield Token(before.kind, "".join(parts), before.gap)
        before, parts = token, [token.text]
        if token.gap and token.text and _extends(token.text[0]):
            before = Token(token.kind, token.text, token.gap[:-1])
            parts = [token.gap[-1] + token.text]
    if before is not None:
        yield Token(before.kind, "".join(parts), before.gap)


def _stands_on(last: str, token: Token) -> bool:
    if token.gap or token.kind in {"end", "line"}:
        return False
    return _extends(token.text[0]) or last == "\u200d"


def _extends(sign: str) -> bool:
    """Whether a sign belongs to the one before it (Unicode Standard Annex 29, Extend)."""
    if sign.isascii():
        return False
    number = ord(sign)
    return (
        unicodedata.category(sign) in _MARKS
        or sign in _JOINERS
        or number in _SKIN
        or number in _TAGS
    )
