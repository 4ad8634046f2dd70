"""The words of a locale laid over the source: which texts are replaced, missing, or stale."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.walk import MAIN_TEXT, FoundText
from policykit.model.digest import text_digest, texts_digest
from policykit.model.document import Document, Json
from policykit.model.position import Pointer
from policykit.model.shape import Items, Keyed, Named, Rows, Section, Shape, Text
from policykit.model.translation import TranslatedText, Translation
from policykit.model.value import dataclass

OWN_WORDS = ("tone.say", "tone.avoid")
"""Texts a locale writes for itself instead of translating; they are never stale."""

_DEFINITIONS = "definitions"
_HEADWORD = "#term"

_HEADER = frozenset({"format", "translates", "locale", "translated_from", "translator", "status"})


@dataclass(frozen=True, slots=True)
class WordsState:
    """How a locale stands against its source; addresses, in the order of the source."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    unknown: tuple[TranslatedText, ...]


def translation(document: Document, shape: Mapping[str, Shape]) -> Translation:
    """The words a document holds in another locale; `shape` is that of what it translates."""
    data = mapping(document)
    return Translation(
        path=document.path,
        translates=read.text(data, "translates"),
        locale=read.text(data, "locale"),
        texts=overlay_texts(document.data, shape),
        translated_from={
            address: str(digest)
            for address, digest in read.section(data, "translated_from").items()
        },
    )


def overlay_texts(data: Json, shape: Mapping[str, Shape]) -> tuple[TranslatedText, ...]:
    """All texts of an overlay document with the addresses of the source they replace."""
    if not isinstance(data, dict):
        return ()
    return tuple(
        found
        for key, value in data.items()
        if key not in _HEADER
        for found in _section(value, shape.get(key), key, (key,))
    )


def _section(
    value: Json, shape: Shape | None, address: str, pointer: Pointer
) -> Iterator[TranslatedText]:
    match shape:
        case Section() | Keyed() if isinstance(value, dict):
            for key, below in value.items():
                inner = shape.fields.get(key) if isinstance(shape, Section) else shape.value
                yield from _section(below, inner, f"{address}.{key}", (*pointer, key))
        case Items() | Named() | Rows() if isinstance(value, dict):
            for key, below in value.items():
                yield from _item(below, shape, f"{address}.{key}", (*pointer, key))
        case _:
            yield from _words(value, address, pointer)


def _item(
    value: Json, shape: Items | Named | Rows, address: str, pointer: Pointer
) -> Iterator[TranslatedText]:
    if not isinstance(value, dict):
        yield from _words(value, address, pointer)
        return
    main = _main_fields(shape)
    for key, below in _in_order(value, main):
        field = shape.fields.get(key)
        if key in main:
            yield from _words(below, address, (*pointer, key))
        elif isinstance(field, Section | Keyed) and isinstance(below, dict):
            yield from _nested(below, field, address, (*pointer, key))
        else:
            yield from _words(below, f"{address}#{key}", (*pointer, key))


def _in_order(value: Mapping[str, Json], main: Collection[str]) -> Iterable[tuple[str, Json]]:
    """What stands in an item; of words that stand twice for its text, those of `text` come last.

    The last ones count, and the order of the keys in a file says nothing.
    """
    if sum(key in main for key in value) < 2:  # noqa: PLR2004 - one cannot stand twice
        return value.items()
    return sorted(value.items(), key=lambda pair: (pair[0] in main, pair[0] == "text", pair[0]))


def _nested(
    value: Mapping[str, Json], shape: Section | Keyed, address: str, pointer: Pointer
) -> Iterator[TranslatedText]:
    for key, below in value.items():
        inner = shape.fields.get(key) if isinstance(shape, Section) else shape.value
        if isinstance(inner, Section) and isinstance(below, dict):
            yield from _nested(below, inner, f"{address}.{key}", (*pointer, key))
        else:
            yield from _words(below, f"{address}#{key}", (*pointer, key))


def _main_fields(shape: Items | Named | Rows) -> frozenset[str]:
    if isinstance(shape, Rows):
        return frozenset({"text", *(k for k, f in shape.fields.items() if isinstance(f, Text))})
    return frozenset({"text", MAIN_TEXT.get(shape.kind, "text")})


def _words(value: Json, address: str, pointer: Pointer) -> Iterator[TranslatedText]:
    if isinstance(value, str):
        yield TranslatedText(address, pointer, value)
    elif isinstance(value, list):
        yield TranslatedText(address, pointer, tuple(str(item) for item in value))


def words_state(
    source: tuple[FoundText, ...],
    overlay: tuple[TranslatedText, ...],
    translated_from: Json,
    oldest: Mapping[str, str],
) -> WordsState:
    """What of the source has no words in a locale, or words for an older text.

    `translated_from` maps addresses to the digest of the text that was translated; a text
    without an entry there is taken as up to date. `oldest` gives the oldest ids of items.
    """
    stamps = translated_from if isinstance(translated_from, dict) else {}
    known = {text.address: text for text in source}
    given = {text.address for text in overlay}
    return WordsState(
        missing=tuple(
            address
            for address, text in known.items()
            if address not in given and address not in OWN_WORDS and text.text
        ),
        stale=tuple(
            address
            for address, text in known.items()
            if address in given and address in stamps and stamps[address] != stamp(text, oldest)
        ),
        unknown=tuple(
            text
            for text in overlay
            if text.address not in known and not _is_own_headword(text.address, known)
        ),
    )


def _is_own_headword(address: str, known: Collection[str]) -> bool:
    """Whether a locale names a defined word that the source calls by its id alone."""
    definition = address.removesuffix(_HEADWORD)
    return (
        definition != address and definition.startswith(f"{_DEFINITIONS}.") and definition in known
    )


def stamp(text: FoundText, oldest: Mapping[str, str]) -> str:
    """The digest of a source text as `translated_from` keeps it."""
    if isinstance(text.text, str):
        return text_digest(text.text, oldest)
    return texts_digest(list(text.text), oldest)


def with_words(
    data: Json, source: tuple[FoundText, ...], overlay: tuple[TranslatedText, ...]
) -> Json:
    """The source with the overlay's words in place of its own; what has none stays as it is.

    Headwords of definitions are added where the source has none.
    """
    given = {text.address: text.text for text in overlay}
    places = {
        text.pointer: given[text.address]
        for text in source
        if text.address in given and isinstance(given[text.address], type(text.text))
    }
    worded = _replaced(data, places, ())
    known = {text.address for text in source}
    headwords = {
        text.address.removesuffix(_HEADWORD).partition(".")[2]: text.text
        for text in overlay
        if isinstance(text.text, str)
        and text.address not in known
        and _is_own_headword(text.address, known)
    }
    return _headed(worded, headwords) if headwords else worded


def _headed(data: Json, headwords: Mapping[str, str]) -> Json:
    definitions = data.get(_DEFINITIONS) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(definitions, dict):
        return data
    headed = {
        name: _with_headword(entry, headwords[name]) if name in headwords else entry
        for name, entry in definitions.items()
    }
    return {**data, _DEFINITIONS: headed}


def _with_headword(entry: Json, headword: str) -> Json:
    full = entry if isinstance(entry, dict) else {"text": entry}
    return {**full, "term": headword}


def _replaced(
    value: Json, places: Mapping[Pointer, str | tuple[str, ...]], pointer: Pointer
) -> Json:
    found = places.get(pointer)
    if found is not None:
        return found if isinstance(found, str) else list(found)
    if isinstance(value, dict):
        return {key: _replaced(below, places, (*pointer, key)) for key, below in value.items()}
    if isinstance(value, list):
        return [_replaced(below, places, (*pointer, n)) for n, below in enumerate(value)]
    return value
