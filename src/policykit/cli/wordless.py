"""What is told of drafts that have no words yet in a language somebody asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.locale.territories import language_name
from policykit.starters.phrases import has_words

_MADE = "`policykit translate {name} --locale {locale}` makes a file for its words."
_NAMED = 6
"""Policies that are named; of more only the number is told."""


def told(wordless: Mapping[str, Mapping[str, int]], source: str) -> Iterator[str]:
    """A line for each language that lacks words.

    Args:
        wordless: how many texts have none, by language and policy.
        source: the language the policies are written in.
    """
    for locale, counts in wordless.items():
        language, first = language_name(locale, "en"), next(iter(counts))
        lacking = f"{_listed(list(counts))} ({_texts(sum(counts.values()))})"
        if locale == source:
            yield f"In English, not in {language}: {lacking}. Write them in {language} in their files."
        elif has_words(locale):
            yield f"No {language} words yet: {lacking}. {_MADE.format(name=first, locale=locale)}"
        else:
            yield (
                f"There are no drafts in {language} yet; these are in "
                f"{language_name(source, 'en')}. {_MADE.format(name=first, locale=locale)} When "
                f"all are translated, add {locale} to the locales of the handbook in policykit.yaml."
            )


def _texts(count: int) -> str:
    return f"{count} text{'' if count == 1 else 's'}"


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
