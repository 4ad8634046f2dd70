"""A handbook on paper, one PDF for each language: tagged, with contents, index and receipt."""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from urllib.parse import unquote_to_bytes

from policykit.handbook.formats import Print
from policykit.handbook.paging import page_count
from policykit.handbook.published import page_address
from policykit.handbook.register import register
from policykit.locale.words import Locales
from policykit.model.book import Book, OutputFile
from policykit.model.errors import RenderError
from policykit.model.value import dataclass
from policykit.rendering import Plain, Templates, plain
from policykit.rendering.scanning import scannable
from policykit.rendering.sheets import print_sheets, unprintable
from policykit.rendering.typesetting import Fonts, Sheet, typeset

_FOLDER: Final = "pdf"
_SHEETS: Final = (
    "theme",
    "prose",
    "parts",
    "rule",
    "promise",
    "table",
    "procedure",
    "ladder",
    "cards",
    "policy",
    "front",
    "back",
    "receipt",
    "handbook",
)
"""The templates, each after those whose names it uses."""

_NO_DAY: Final = date(2000, 1, 1)
_LINK: Final = frozenset({"anchor", "number", "title", "language"})
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-([A-Z]{2}))?(?:-|$)")
_LOGO: Final = re.compile(
    r"data:image/(png|svg\+xml)(?:;charset=[\w-]+)?(;base64)?,(.*)", re.DOTALL
)

_LOGO_ALONE: Final = """\
#set document(title: "0", date: datetime(year: 2000, month: 1, day: 1))
#let logo = json(bytes(sys.inputs.logo))
#image(bytes(if logo.kind == "svg" { logo.text } else { logo.octets }), alt: "0")
"""


@dataclass(frozen=True, slots=True)
class PdfFormat:
    """The format of handbooks called `pdf`."""

    name: str = "pdf"

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """One file, `<handbook>.<language>.pdf`; equal books give equal bytes.

        A character that no font has is printed as a box with its code, and counted at the end.

        Raises:
            RenderError: the typesetter is not installed, or a template cannot be filled in.
        """
        return tuple(self.prints(book, templates).files)

    def prints(self, book: Book, templates: Templates) -> Print:
        """The same with the characters that no font has.

        Raises:
            RenderError: the typesetter is not installed, or a template cannot be filled in.
        """
        fonts = Fonts(templates.folders(f"{_FOLDER}/fonts"))
        day = date.fromisoformat(book.day) if book.day else _NO_DAY
        shared = plain(book)
        index: list[Plain] = [
            plain(group)
            for group in (register(book, Locales().locale(book.language.id)) if book.index else ())
        ]
        missing = _missing_characters(shared, fonts)
        drawn = _logo(book)
        inputs = {
            "book": _json(_without_logo(shared)),
            "extra": _json({**_extra(book, day, shared, index, missing), "logo": drawn}),
        }
        names = tuple(f"{_FOLDER}/{name}.typ" for name in _SHEETS)
        try:
            content = print_sheets(templates, names, inputs, fonts, day)
        except RenderError as error:
            if error.reference == "template-failed" and not _is_drawn(drawn, fonts, day):
                raise _no_logo(book) from error
            raise
        return Print((OutputFile(f"{book.name}.{book.language.id}.pdf", content),), missing)


FORMAT: Final = PdfFormat()


def pages(file: OutputFile) -> int:
    """How many pages a file of this format has."""
    return page_count(file.content)


def _missing_characters(shared: Plain, fonts: Fonts) -> tuple[str, ...]:
    used = {character for text in _texts(shared) for character in text}
    used |= {each for character in used for each in character.upper()}
    return unprintable(used, fonts)


def _extra(
    book: Book,
    day: date,
    shared: Plain,
    index: list[Plain],
    missing: tuple[str, ...],
) -> Mapping[str, Plain]:
    language = book.language.id
    targets = {*_targets(shared), *(each for one in index for each in _anchors(one))} - {""}
    note = book.words["unprintable"].replace("{count}", str(len(missing)))
    return {
        "title": book.title or book.organisation.name or book.name,
        "organisation": book.organisation.name,
        "language": list(_language(book.language.id)),
        "day": [day.year, day.month, day.day],
        "targets": dict.fromkeys(sorted(targets), True),
        "index": index,
        "missing": {each: _missing(each) for each in missing},
        "missing_pattern": "[" + "".join(rf"\x{{{ord(each):X}}}" for each in missing) + "]",
        "missing_note": note,
        "codes": {
            name: _code(page_address(book.published, language, name))
            for name in ("", *(policy.id for policy in book.policies))
            if book.published
        },
    }


def _code(address: str) -> Plain:
    return {"address": address, "picture": scannable(address)}


def _missing(character: str) -> Plain:
    code = f"U+{ord(character):04X}"
    return {"code": code, "name": unicodedata.name(character, code).lower()}


def _language(identifier: str) -> tuple[str, str | None]:
    found = _LANGUAGE.match(identifier)
    return ("und", None) if found is None else (found.group(1), found.group(2))


def _logo(book: Book) -> Plain:
    """The picture in a `data:` address: SVG as its text, PNG as numbers from 0 to 255."""
    address = book.design.logo
    if not address:
        return None
    found = _LOGO.fullmatch(address)
    if found is None:
        raise _no_logo(book)
    kind, packed, content = found.groups()
    try:
        octets = base64.b64decode(content, validate=True) if packed else unquote_to_bytes(content)
        if kind == "png":
            return {"kind": "png", "octets": list(octets)}
        return {"kind": "svg", "text": octets.decode()}
    except ValueError as error:
        raise _no_logo(book) from error


def _is_drawn(logo: Plain, fonts: Fonts, day: date) -> bool:
    """Whether the typesetter can print a logo, with nothing else on the page."""
    if logo is None:
        return True
    shipped = Fonts(fonts.folders[:1])
    try:
        typeset((Sheet("logo", _LOGO_ALONE),), {"logo": json.dumps(logo)}, shipped, day)
    except RenderError:
        return False
    return True


def _no_logo(book: Book) -> RenderError:
    return RenderError(
        "logo-unreadable",
        f'The logo of the handbook "{book.name}" is no picture that can be printed.',
        context=f"policykit.yaml: handbooks.{book.name}.logo",
        hint="Open it in a drawing program, and save it anew as SVG or PNG.",
    )


def _without_logo(shared: Plain) -> dict[str, Plain]:
    """The plain book without the bytes of its picture, which go a way of their own."""
    found = dict(shared) if isinstance(shared, dict) else {}
    design = found["design"]
    found["design"] = {**design, "logo": ""} if isinstance(design, dict) else {}
    return found


def _json(data: Mapping[str, Plain]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _texts(data: Plain) -> Iterator[str]:
    """Everything in a book that could be printed."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)
    elif isinstance(data, dict):
        for each in data.values():
            yield from _texts(each)


def _targets(data: Plain) -> Iterator[str]:
    """The anchors that something in the book leads to."""
    if isinstance(data, list):
        for each in data:
            yield from _targets(each)
    elif isinstance(data, dict):
        if data.get("kind") == "link":
            yield str(data["target"])
        elif data.keys() == _LINK:
            yield str(data["anchor"])
        for each in data.values():
            yield from _targets(each)


def _anchors(data: Plain) -> Iterator[str]:
    """The anchors that the lines of an index lead to, those below them too."""
    if isinstance(data, list):
        for each in data:
            yield from _anchors(each)
    elif isinstance(data, dict):
        anchors = data.get("anchors")
        yield from (str(each) for each in (anchors if isinstance(anchors, list) else []))
        yield from _anchors(data.get("lines"))
        yield from _anchors(data.get("below"))
