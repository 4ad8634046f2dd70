"""What staff wrote into the form for remarks, as servers keep it: one text with headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from policykit.handbook.remark_addresses import FORM, Words
from policykit.handbook.remark_forms import labels
from policykit.model.document import Json
from policykit.model.remark import Said
from policykit.model.value import dataclass

_FIELDS: Final = {
    "statement": "",
    "words": "quoted",
    "happened": "happened",
    "better": "better",
    "role": "role",
}
"""Where what stands under a heading goes, by the id of the field; '' for nowhere."""

_BESIDE: Final = "said"
_EMPTY: Final = frozenset({"_no response_"})
"""What servers write, in small letters, where a field was left empty."""

_HEADING: Final = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*")
_ORDER: Final = f"/label ~{FORM}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The ids of fields by their headings, in small letters, and sentences to leave out."""

    fields: Mapping[str, str]
    asides: frozenset[str]

    @classmethod
    def of(cls, spoken: Iterable[Words]) -> Headings:
        """Those of the form in each language."""
        fields: dict[str, str] = {}
        asides = set()
        for words in spoken:
            fields.update((label.casefold(), name) for name, label in labels(words).items())
            asides.add(words("remark.no-names").casefold())
        return cls(fields=fields, asides=frozenset(asides))

    def and_of(self, form: Json) -> Headings:
        """These and those of a form that somebody has made their own; its fields keep their ids.

        `form` is the file of a form as data, whatever is in it.
        """
        body = form.get("body") if isinstance(form, dict) else None
        found: dict[str, str] = {}
        for field in body if isinstance(body, list) else ():
            told = field.get("attributes") if isinstance(field, dict) else None
            label = told.get("label") if isinstance(told, dict) else None
            name = field.get("id") if isinstance(field, dict) else None
            if isinstance(label, str) and isinstance(name, str) and name in _FIELDS:
                found[" ".join(label.casefold().split())] = name
        return replace(self, fields={**self.fields, **found})


def read_body(body: str, headings: Headings) -> Said:
    """What a text says by the questions of our form; all of it beside them where it has none.

    Args:
        body: as GitHub, GitLab or Forgejo export it, Markdown, or as a mail has it.
        headings: those of the form.
    """
    lines = [line.rstrip() for line in _without_comments(body).splitlines()]
    marked = any(_marked(line, headings) for line in lines)
    parts: dict[str, list[str]] = {}
    place = _BESIDE
    for line in lines:
        field = _marked(line, headings) or ("" if marked else _asked(line, headings))
        if field:
            place = _FIELDS[field]
            # Somebody who answers a question twice has said both.
            parts.setdefault(place, []).append("")
        elif not _is_aside(line, headings):
            parts.setdefault(place, []).append(line)
    told = {place: _text(found) for place, found in parts.items() if place}
    return replace(Said(), **told)


def _marked(line: str, headings: Headings) -> str:
    """The field that a heading of Markdown begins, '' for none."""
    found = _HEADING.fullmatch(line.lstrip())
    return headings.fields.get(found[1].casefold(), "") if found else ""


def _asked(line: str, headings: Headings) -> str:
    """The field that a line of a mail begins: the question, or the label and a colon."""
    bare = line.strip().casefold()
    if not bare.endswith((":", "?")):
        return ""
    return headings.fields.get(bare.removesuffix(":").rstrip(), "")


def _is_aside(line: str, headings: Headings) -> bool:
    bare = line.strip().casefold()
    return bare == _ORDER or bare in headings.asides


def _text(lines: Iterable[str]) -> str:
    text = "\n".join(lines).strip()
    return "" if text.casefold() in _EMPTY else text


def _without_comments(body: str) -> str:
    """A text without what Markdown hides; a comment without an end is none."""
    return "".join(_shown(body))


def _shown(body: str) -> Iterator[str]:
    at = 0
    while (start := body.find("<!--", at)) >= 0:
        end = body.find("-->", start + 4)
        if end < 0:
            break
        yield body[at:start]
        at = end + 3
    yield body[at:]
