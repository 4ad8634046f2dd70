"""Acts of the European Union, cited as each language cites them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from policykit.model.value import dataclass

_NUMBER: Final = r"(?:\(EU\)\ )?\d+/\d+(?:/(?:EU|EC))?"
_PART: Final = re.compile(
    rf"""(?P<join>,\ added\ by\ |,\ as\ changed\ by\ |;\ |^)
    (?P<act>Implementing\ Regulation|Regulation|Directive)\ (?P<number>{_NUMBER})
    (?:\ art\.\ (?P<articles>\d+[a-z]?(?:\(\d+\))?(?:\ (?:to|and)\ \d+[a-z]?(?:\(\d+\))?)*)
    |\ Annex\ (?P<annex>[IVX]+))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a language cites: names of acts, how one changed another, articles, paragraphs."""

    acts: Mapping[str, str]
    joins: Mapping[str, str]
    article: str
    paragraph: str
    annex: str
    to: str
    both: str
    community: str


_STYLES: Final[Mapping[str, _Style]] = {
    "de": _Style(
        acts={
            "Directive": "Richtlinie",
            "Regulation": "Verordnung",
            "Implementing Regulation": "Durchführungsverordnung",
        },
        joins={", added by ": ", eingefügt durch ", ", as changed by ": ", geändert durch "},
        article="Art. ",
        paragraph=" Abs. {}",
        annex="Anhang ",
        to="bis",
        both="und",
        community="EG",
    ),
    "sv": _Style(
        acts={
            "Directive": "direktiv",
            "Regulation": "förordning",
            "Implementing Regulation": "genomförandeförordning",
        },
        joins={", added by ": ", tillagd genom ", ", as changed by ": ", ändrat genom "},
        article="artikel ",
        paragraph=".{}",
        annex="bilaga ",
        to="till",
        both="och",
        community="EG",
    ),
}


def cited(text: str, language: str) -> str:
    """A citation of acts of the Union as the language writes it; any other text as it is.

    The forms are those of the interinstitutional style guide of the European Union in each
    language: "Directive 2011/83/EU art. 9", "Richtlinie 2011/83/EU Art. 9".

    Args:
        text: the citation, in English.
        language: a language such as sv or de.
    """
    style = _STYLES.get(language)
    if style is None:
        return text
    parts: list[str] = []
    end = 0
    for found in _PART.finditer(text):
        if found.start() != end:
            return text
        parts.append(_part(found, style))
        end = found.end()
    if end != len(text) or not parts:
        return text
    whole = "".join(parts)
    return whole[:1].upper() + whole[1:]


def _part(found: re.Match[str], style: _Style) -> str:
    number = found["number"].replace("/EC", f"/{style.community}")
    told = style.joins.get(found["join"], found["join"]) + f"{style.acts[found['act']]} {number}"
    if found["annex"]:
        return f"{told} {style.annex}{found['annex']}"
    if not found["articles"]:
        return told
    articles = (
        found["articles"].replace(" to ", f" {style.to} ").replace(" and ", f" {style.both} ")
    )
    articles = re.sub(r"\((\d+)\)", lambda it: style.paragraph.format(it[1]), articles)
    return f"{told} {style.article}{articles}"
