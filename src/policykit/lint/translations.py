"""Words of another language beside the source they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from policykit.library.bundle import mapping
from policykit.library.facts import oldest_ids
from policykit.library.files import FileKind, file_name
from policykit.library.load import Surrounded
from policykit.library.walk import FoundText, Walk, walk
from policykit.library.words import WordsState, overlay_texts, words_state
from policykit.lint.rule import Examined
from policykit.model.document import Document, Json
from policykit.model.finding import Place
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.position import Pointer
from policykit.model.text import Link, Placeholder, has_markup, segments
from policykit.model.translation import TranslatedText
from policykit.model.value import dataclass

_ORGANISATION = "organisation"
_OTHER_SITE = "a link to a web page or an address"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A file of words and its source.

    `status` is that of the policy, empty for the organisation; `found` is what the source
    holds, `given` are the texts of the words; `source_locale` is the language of the source.
    """

    locale: str
    source_locale: str
    status: str
    source: Document
    overlay: Document
    found: Walk
    given: tuple[TranslatedText, ...]

    @property
    def oldest(self) -> Mapping[str, str]:
        """The oldest ids of the items of the source."""
        return oldest_ids(self.found)

    @property
    def state(self) -> WordsState:
        """What is missing, stale or of an unknown address."""
        stamps = mapping(self.overlay).get("translated_from")
        return words_state(tuple(self.found.texts), self.given, stamps, self.oldest)

    def command(self, address: str = "") -> str:
        """What `policykit translate` needs to know: policy, address, language, version."""
        name = file_name(self.overlay.path)
        about = f"{name.id} {address}".rstrip()
        return f"{about} --locale {self.locale}{' --next' if name.coming else ''}"

    def sources(self) -> dict[str, FoundText]:
        """The texts of the source by address."""
        return {text.address: text for text in self.found.texts}

    def source_place(self, text: FoundText) -> Place:
        """Where a text of the source stands."""
        return Place(self.source.path, text.pointer)

    def wanted_place(self, address: str) -> Place:
        """Where the words of an address belong: the nearest node there is, and on from it."""
        pointer, rest = _towards(self.overlay.data, (), address.replace("#", ".").split("."))
        return Place(self.overlay.path, (*pointer, ".".join(rest)) if rest else pointer)


def of_policy(examined: Examined) -> Iterator[Overlaid]:
    """The words of a policy, language by language."""
    bundle = examined.bundle
    source = bundle.policy or bundle.coming
    if source is None:
        return
    for locale, (overlay, given) in examined.words.items():
        yield Overlaid(
            locale=locale,
            source_locale=examined.surroundings.settings.locales.source,
            status=examined.facts.status,
            source=source,
            overlay=overlay,
            found=examined.found,
            given=given,
        )


def of_organisation(surrounded: Surrounded) -> Iterator[Overlaid]:
    """The words of organisation.yaml, language by language."""
    source = organisation_file(surrounded)
    if source is None:
        return
    found = walk(source.data, ORGANISATION)
    for path, overlay in sorted(surrounded.documents.items()):
        name = file_name(path)
        if name.kind is FileKind.TRANSLATION and name.id == _ORGANISATION:
            yield Overlaid(
                locale=name.locale,
                source_locale=surrounded.surroundings.settings.locales.source,
                status="",
                source=source,
                overlay=overlay,
                found=found,
                given=overlay_texts(overlay.data, ORGANISATION),
            )


def organisation_file(surrounded: Surrounded) -> Document | None:
    """The document of organisation.yaml, None where it could not be read."""
    return next(
        (
            document
            for path, document in sorted(surrounded.documents.items())
            if file_name(path).kind is FileKind.ORGANISATION
        ),
        None,
    )


def _towards(node: Json, pointer: Pointer, rest: list[str]) -> tuple[Pointer, list[str]]:
    """As far down as keys lead; a key may hold several ids joined by dots."""
    if isinstance(node, dict):
        for length in range(len(rest), 0, -1):
            key = ".".join(rest[:length])
            if key in node:
                return _towards(node[key], (*pointer, key), rest[length:])
        for key, below in node.items():
            # The address of a text in a quiz does not name the quiz.
            if len(rest) == 1 and isinstance(below, dict) and rest[0] in below:
                return (*pointer, key, rest[0]), []
    return pointer, rest


def marks(text: str | tuple[str, ...]) -> Counter[str]:
    """Placeholders without their forms, and links, as they are written."""
    found: Counter[str] = Counter()
    for line in (text,) if isinstance(text, str) else text:
        if has_markup(line):
            found.update(_marks_of_line(line))
    return found


def _marks_of_line(text: str) -> Iterator[str]:
    for segment in segments(text):
        if isinstance(segment, Placeholder):
            yield f"{{{'.'.join(segment.names)}}}"
        elif isinstance(segment, Link):
            # Another language may have its own page of the same site.
            yield _OTHER_SITE if segment.external else f"the link ({segment.target})"
            yield from _marks_of_line(segment.label)


def is_same_everywhere(text: str) -> bool:
    """Whether a text has no word to translate: placeholders, numbers, an address of the web."""
    plain = _PLACEHOLDER.sub("", text)
    is_address = len(plain.split()) == 1 and ("@" in plain or "://" in plain)
    return is_address or not any(map(str.isalpha, plain))
