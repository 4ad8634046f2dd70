"""Words that show what a text is about, one file a language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from functools import cache

from policykit.locale.folder import FOLDER
from policykit.model.value import dataclass

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Topics:
    """For each topic what finds a word or phrase of it; nothing where we do not know a language.

    `giving` finds how a text begins that gives something away, the others stand anywhere.
    """

    giving: re.Pattern[str] = _NOTHING
    gifts: re.Pattern[str] = _NOTHING
    selling: re.Pattern[str] = _NOTHING
    sales_talk: re.Pattern[str] = _NOTHING
    out_of_stock: re.Pattern[str] = _NOTHING
    offers: re.Pattern[str] = _NOTHING
    machine: re.Pattern[str] = _NOTHING


@cache
def topics(locale: str) -> Topics | None:
    """The topics of a locale such as `sv` or `de-AT`: its language's; None where there is none."""
    file = FOLDER / "topics" / f"{locale.partition('-')[0]}.toml"
    if not file.is_file():
        return None
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Topics(**{each.name: _any_of(data[each.name]) for each in fields(Topics)})


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)
