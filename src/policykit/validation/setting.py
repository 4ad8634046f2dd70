"""What a mistake is told in: the document, its kind, and what the schemas say around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from policykit.model.document import Document, Json
from policykit.model.finding import Place, Problem
from policykit.model.position import Pointer
from policykit.model.value import dataclass
from policykit.validation.keys import Way, known_at, nearest, places
from policykit.validation.kinds import Kind
from policykit.validation.mistakes import Mistaken
from policykit.validation.phrases import key
from policykit.validation.places import subject
from policykit.validation.remedies import Remedy
from policykit.validation.schemas import Schemas

_FILES: Final = {
    Kind.POLICY: "this policy",
    Kind.TRANSLATION: "this translation",
    Kind.RECORD: "this record",
    Kind.ASSESSMENT: "this assessment",
    Kind.ORGANISATION: "organisation.yaml",
    Kind.FRAMEWORK: "this framework",
    Kind.SETTINGS: "policykit.yaml",
}
_MOST_KEYS: Final = 100
_NO_REMEDY: Final = Remedy()
_OTHER_WORDS: Final = {
    "shall": "must",
    "have_to": "must",
    "shall_not": "must_not",
    "may_not": "must_not",
    "cannot": "must_not",
    "can_not": "must_not",
    "never": "must_not",
    "do_not": "must_not",
    "ought": "should",
    "ought_to": "should",
    "can": "may",
    "why": "because",
    "reason": "because",
    "responsible": "owner",
}
"""What people write in place of a key that there is."""

_GAPS: Final = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """All that the tellers need.

    `places` says where each key of this kind of file may stand; `meant` which known key an
    unknown one was meant to be, by the group they stand in.
    """

    document: Document
    kind: Kind
    schemas: Schemas
    places: dict[str, tuple[Way, ...]]
    meant: dict[Pointer, dict[str, str]]

    @staticmethod
    def of(document: Document, kind: Kind, schemas: Schemas, found: Iterable[Mistaken]) -> Setting:
        """The setting of a document with these mistakes."""
        known = schemas.shipped.built(
            f"places {kind}", lambda: places(schemas.by_name, kind.schema)
        )
        meant: dict[Pointer, dict[str, str]] = {}
        for each in found:
            if each.keyword == "additionalProperties":
                meant[each.pointer] = _meant(each)
        return Setting(document, kind, schemas, known, meant)

    def known_at(self, pointer: Pointer) -> dict[str, Json]:
        """The keys that may stand in a group, each with its schema."""
        return known_at(self.schemas.by_name, self.kind.schema, pointer)

    def group_name(self, each: Mistaken) -> str:
        """A group of keys in words: `this statement`, the term `refund-time`."""
        if not each.pointer:
            return _FILES.get(self.kind, "this file")
        title = str(each.schema.get("title", ""))
        noun = title[:1].lower() + title[1:] if title[1:2].islower() else title
        last = each.pointer[-1]
        if isinstance(last, int):
            return f"this {noun}" if noun else "this entry"
        alike = noun.replace(" ", "_").casefold() == last.casefold()
        return key(last) if alike or not noun else f"the {noun} {key(last)}"

    def problem(
        self,
        code: str,
        place: Place,
        message: str,
        hint: str,
        *,
        value: str = "",
        remedy: Remedy = _NO_REMEDY,
    ) -> Problem:
        """A problem at a place of this document."""
        return Problem(
            place,
            message,
            hint=hint,
            code=code,
            mended=remedy.mended,
            subject=subject(self.document, self.kind, place.pointer),
            value=value,
            fix=remedy.fix,
        )


def unknown_keys(each: Mistaken) -> list[str]:
    """The keys of a group that its schema does not know, as they stand; at most a hundred."""
    known = each.schema.get("properties", {})
    patterns = list(each.schema.get("patternProperties", {}))
    unknown = (
        name
        for name in each.instance
        if name not in known and not any(re.fullmatch(pattern, name) for pattern in patterns)
    )
    return list(islice(unknown, _MOST_KEYS))


def _meant(each: Mistaken) -> dict[str, str]:
    """For each unknown key the known one it is most like, each known one at most once."""
    free = [name for name in each.schema.get("properties", {}) if name not in each.instance]
    found: dict[str, str] = {}
    for name in unknown_keys(each):
        near = _OTHER_WORDS.get(_GAPS.sub("_", name.casefold()), "")
        if near not in free:
            near = nearest(name, free)
        if near:
            found[name] = near
            free.remove(near)
    return found
