"""A file in the words of one language, with a file of words beside it for each other one."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.library.facts import oldest_ids
from policykit.library.walk import walk
from policykit.library.words import stamp, with_words
from policykit.model.document import Json
from policykit.model.shape import Shape
from policykit.model.translation import TranslatedText
from policykit.model.value import dataclass
from policykit.starters.shipped import SOURCE

_HEADWORD = "#term"


@dataclass(frozen=True, slots=True)
class Worded:
    """The data in the words of the first language, and sections of words for the others.

    `is_foreign` says that there were no words in the first language, `wordless` how many texts
    have no words in a language of the company, those with all of them left out.
    """

    data: Mapping[str, Json]
    overlays: Mapping[str, Mapping[str, Json]]
    is_foreign: bool
    wordless: Mapping[str, int]


def worded(
    data: Mapping[str, Json],
    words: Mapping[str, Mapping[str, Json]],
    languages: tuple[str, ...],
    shape: Mapping[str, Shape],
) -> Worded:
    """A file of a starter as a company writes it.

    Args:
        data: the file, in the language of the starters.
        words: its words by locale and address.
        languages: those of the company, that of its policies first.
        shape: the shape of the file.
    """
    first = languages[0]
    words = {**words, **{each: said for each in languages if (said := _spoken(each, words))}}
    texts = walk(dict(data), shape).texts
    own = {each.address: each.text for each in texts}
    given: dict[str, dict[str, Json]] = {
        SOURCE: {
            address: text if isinstance(text, str) else list(text) for address, text in own.items()
        }
    }
    for locale, said in words.items():
        given[locale] = {
            address: text
            for address, text in said.items()
            if address in own or address.removesuffix(_HEADWORD) in own
        }
    for each in languages:
        if each.partition("-")[0] == SOURCE:
            given.setdefault(each, dict(given[SOURCE]))
    for address in given.get(first, {}):
        defined = address.removesuffix(_HEADWORD)
        if defined != address and defined in own:
            # The starters call a defined word by its id where it says the same.
            word = defined.partition(".")[2].replace("-", " ")
            given[SOURCE].setdefault(address, word)
    is_foreign = first not in given
    main = dict(data)
    if first.partition("-")[0] != SOURCE and not is_foreign:
        replaced = with_words(
            main,
            tuple(texts),
            tuple(
                TranslatedText(address, (), text if isinstance(text, str) else _tuple(text))
                for address, text in given[first].items()
            ),
        )
        main = replaced if isinstance(replaced, dict) else main
    found = walk(main, shape)
    said_of = {each.address for each in found.texts}
    stamps = {each.address: stamp(each, oldest_ids(found)) for each in found.texts}
    return Worded(
        main,
        {
            each: _sections(given[each], data) | _stamped(given[each], stamps)
            for each in languages[1:]
            if given.get(each) and not (is_foreign and each == SOURCE)
        },
        is_foreign,
        {each: count for each in languages if (count := len(said_of - given.get(each, {}).keys()))},
    )


def _spoken(locale: str, words: Mapping[str, Mapping[str, Json]]) -> Mapping[str, Json]:
    """The words in a language, those without a country where there are none of its own."""
    return words.get(locale) or words.get(locale.partition("-")[0]) or {}


def _stamped(said: Mapping[str, Json], stamps: Mapping[str, str]) -> dict[str, Json]:
    """Which words each text was read beside, as all words of the starters were."""
    found: dict[str, Json] = {each: stamps[each] for each in said if each in stamps}
    return {"translated_from": found} if found else {}


def _tuple(text: Json) -> tuple[str, ...]:
    return tuple(str(each) for each in text) if isinstance(text, list) else ()


def _sections(said: Mapping[str, Json], data: Mapping[str, Json]) -> dict[str, Json]:
    """Words by address as sections of a file of words, in the order of its source."""
    found: dict[str, Json] = {}
    for address, text in said.items():
        way, _, field = address.partition("#")
        section, _, item = way.partition(".")
        if not item:
            found[section] = text
            continue
        entries = found.setdefault(section, {})
        if isinstance(entries, dict):
            entry = entries.setdefault(item, {})
            if isinstance(entry, dict):
                entry[field or _MAIN.get(section, "text")] = text
    ordered = {key: found[key] for key in data if key in found}
    return {key: _plain(each) for key, each in ordered.items()}


_MAIN = {"terms": "title", "exceptions": "what", "escalation": "how"}


def _plain(section: Json) -> Json:
    """Entries that are one text, written as that text."""
    if not isinstance(section, dict):
        return section
    return {
        name: each["text"] if isinstance(each, dict) and list(each) == ["text"] else each
        for name, each in section.items()
    }
