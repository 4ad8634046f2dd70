"""What a search has to know about a language, one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import cache

from policykit.locale.folder import FOLDER
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class SearchWords:
    """How the words of a language are looked for; nothing where we do not know the language.

    `stop` are words that say nothing of what is looked for. `endings` are taken off words so
    that their forms meet, the longest first; of two equal letters at the end of what is left
    the last goes too where it is one of `doubled`, as in `stopped`. `compounds` says that words
    are joined into longer ones, `digraphs` that ä may be written ae. `same` are groups of
    phrases that say the same; `apart` has the stem of words that only look like forms of others.
    """

    stop: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    doubled: str = ""
    compounds: bool = False
    digraphs: bool = False
    same: tuple[tuple[str, ...], ...] = ()
    apart: Mapping[str, str] = field(default_factory=dict)


@cache
def search_words(locale: str) -> SearchWords:
    """The words of a locale such as `sv` or `de-AT`: its language's; empty where there are none."""
    file = FOLDER / "search" / f"{locale.partition('-')[0]}.toml"
    if not file.is_file():
        return SearchWords()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return SearchWords(
        stop=tuple(data["stop"]),
        endings=tuple(sorted(data["endings"], key=lambda ending: (-len(ending), ending))),
        doubled=data["doubled"],
        compounds=data["compounds"],
        digraphs=data["digraphs"],
        same=tuple(map(tuple, data["same"])),
        apart={form: stem for stem, forms in data["apart"].items() for form in forms.split()},
    )
