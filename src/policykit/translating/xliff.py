"""Texts for translators as XLIFF 2.1 (OASIS, 2018), and back.

Placeholders are `ph` elements and the marks of links `pc` elements that may be moved and neither
deleted nor copied; what they stand for is kept in `originalData`. A list has a segment a line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from policykit.model.errors import SourceError
from policykit.translating.codes import Code, Pair, Part, joined, parts
from policykit.translating.notes import Text
from policykit.translating.units import Parcel, Unit
from policykit.translating.xml_reading import Element, read_xml
from policykit.yamlsource.characters import REPLACEMENT

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_HELD: Final = ("reviewed", "final")
_STALE: Final = "policykit:stale"
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WRITTEN_OUT: Final = {"\r": "&#13;", "##": "#&#35;", "::": ":&#58;"}
"""What would be another character, or an order to a build server that shows the file."""


def write(parcel: Parcel) -> str:
    """A parcel as XLIFF 2.1."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang={quoteattr(parcel.source_locale)} '
            f"trgLang={quoteattr(parcel.locale)}>"
        ),
        f'  <file id="words" original={quoteattr(parcel.original)}>',
        "    <notes>",
        f'      <note category="translates">{escape(parcel.name)}</note>',
        f'      <note category="version">{escape(parcel.version)}</note>',
        "    </notes>",
    ]
    for unit in parcel.units:
        lines += _unit(unit)
    return "\n".join([*lines, "  </file>", "</xliff>", ""])


def _unit(unit: Unit) -> Iterator[str]:
    identity = quoteattr(unit.address.replace("#", ":"))
    yield f'    <unit id={identity} name={quoteattr(unit.address)} canResegment="no">'
    codes = _Codes()
    segments = list(_segments(unit, codes))
    if unit.notes:
        yield "      <notes>"
        yield from (f"        <note>{_plain(note)}</note>" for note in unit.notes)
        yield "      </notes>"
    if codes.data:
        yield "      <originalData>"
        for raw, name in codes.data.items():
            yield f'        <data id="{name}" xml:space="preserve">{_plain(raw)}</data>'
        yield "      </originalData>"
    yield from segments
    yield "    </unit>"


def _segments(unit: Unit, codes: _Codes) -> Iterator[str]:
    source = _lines(unit.source)
    words = _lines(unit.words) if unit.words is not None else ()
    state = "initial" if unit.words is None else "translated"
    mark = f' subState="{_STALE}"' if unit.stale else ""
    for number in range(max(len(source), len(words))):
        here = source[number] if number < len(source) else ""
        yield f'      <segment id="s{number + 1}" state="{state}"{mark}>'
        yield f'        <source xml:space="preserve">{codes.source(here)}</source>'
        if number < len(words):
            yield f'        <target xml:space="preserve">{codes.target(words[number])}</target>'
        yield "      </segment>"


def _lines(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


class _Codes:
    """Numbers the marks of a unit; one that is in the source has the same number in the words."""

    def __init__(self) -> None:
        self.data: dict[str, str] = {}
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._free: dict[str, list[str]] = {}
        self._count = 0

    def source(self, text: str) -> str:
        """A text of the source with its marks."""
        return self._written(parts(text), self._new)

    def target(self, text: str) -> str:
        """A text in the other language with its marks."""
        self._free = {raw: list(numbers) for raw, numbers in self._numbers.items()}
        return self._written(parts(text), self._known)

    def _new(self, key: str) -> str:
        self._count += 1
        number = str(self._count)
        self._numbers[key].append(number)
        return number

    def _known(self, key: str) -> str:
        free = self._free.get(key)
        if free:
            return free.pop(0)
        self._count += 1
        return str(self._count)

    def _written(self, found: tuple[Part, ...], number: Callable[[str], str]) -> str:
        made: list[str] = []
        for part in found:
            if isinstance(part, str):
                made.append(_plain(part))
            elif isinstance(part, Code):
                name = number(part.raw.partition(":")[0].rstrip("}"))
                made.append(
                    f'<ph id="{name}" canCopy="no" canDelete="no" dataRef="{self._ref(part.raw)}" '
                    f"disp={quoteattr(_shown(part.raw))}/>"
                )
            else:
                name = number(part.closing)
                inside = self._written(part.parts, number)
                made.append(
                    f'<pc id="{name}" canCopy="no" canDelete="no" type="link" '
                    f'dataRefStart="{self._ref(part.opening)}" '
                    f'dataRefEnd="{self._ref(part.closing)}">{inside}</pc>'
                )
        return "".join(made)

    def _ref(self, raw: str) -> str:
        return self.data.setdefault(raw, f"d{len(self.data) + 1}")


def _shown(raw: str) -> str:
    return _UNWRITABLE.sub("\ufffd", raw)


def _plain(text: str) -> str:
    """Words as XML; a character XML has no place for is a `cp` element."""
    made, at = [], 0
    for found in _UNWRITABLE.finditer(text):
        made.append(escape(text[at : found.start()], _WRITTEN_OUT))
        made.append(f'<cp hex="{ord(found.group()):04X}"/>')
        at = found.end()
    return "".join([*made, escape(text[at:], _WRITTEN_OUT)])


def parse(content: bytes, path: str) -> Parcel:
    """A file that came back.

    Raises:
        SourceError: it is no XLIFF 2.
    """
    top = read_xml(content, path)
    if top.name != "xliff" or not top.attributes.get("version", "").startswith("2"):
        version = top.attributes.get("version", "")
        raise SourceError(
            "exchange-unreadable",
            f"This is XLIFF {version[:20]}, and only XLIFF 2 can be taken."
            if top.name == "xliff"
            else "This is XML, but no XLIFF.",
            context=path,
            hint="Ask for it as XLIFF 2, as `policykit translate --export xliff` writes it.",
        )
    files = top.all("file")
    units = tuple(_read(unit) for file in files for unit in _all_units(file))
    if not units:
        raise SourceError(
            "exchange-unreadable",
            "There is no text in this file.",
            context=path,
            hint="Ask for it again, or send it out once more with --export.",
        )
    notes = {
        note.attributes.get("category", ""): _text(note, {})
        for file in files[:1]
        for group in file.all("notes")
        for note in group.all("note")
    }
    return Parcel(
        name=notes.get("translates", ""),
        original=files[0].attributes.get("original", "") if files else "",
        source_locale=top.attributes.get("srcLang", ""),
        locale=top.attributes.get("trgLang", ""),
        version=notes.get("version", ""),
        units=units,
    )


def _all_units(holder: Element) -> Iterator[Element]:
    for each in holder.children:
        if isinstance(each, Element):
            if each.name == "unit":
                yield each
            elif each.name == "group":
                yield from _all_units(each)


def _read(unit: Element) -> Unit:
    kept = unit.first("originalData")
    data = {
        each.attributes.get("id", ""): _text(each, {})
        for each in (kept.all("data") if kept else ())
    }
    segments = [each for each in unit.children if isinstance(each, Element)]
    segments = [each for each in segments if each.name in {"segment", "ignorable"}]
    states = [each for each in segments if each.name == "segment"]
    source = tuple(_inside(each, "source", data) for each in segments)
    # What stands between segments is the same in both languages where nothing is said.
    words = tuple(
        _inside(each, "target", data)
        or (_inside(each, "source", data) if each.name == "ignorable" else "")
        for each in segments
    )
    has_words = any(_inside(each, "target", data) for each in states)
    return Unit(
        address=unit.attributes.get("name") or unit.attributes.get("id", "").replace(":", "#"),
        source=source,
        words=words if has_words else None,
        stale=any(each.attributes.get("subState") == _STALE for each in states),
        reviewed=bool(states) and all(each.attributes.get("state") in _HELD for each in states),
        line=unit.line,
    )


def _inside(segment: Element, name: str, data: Mapping[str, str]) -> str:
    found = segment.first(name)
    return _text(found, data) if found is not None else ""


def _text(element: Element, data: Mapping[str, str]) -> str:
    return joined(tuple(_read_parts(element, data)))


def _read_parts(element: Element, data: Mapping[str, str]) -> Iterator[Part]:
    for each in element.children:
        if isinstance(each, str):
            yield each
        elif each.name == "ph":
            yield Code(data.get(each.attributes.get("dataRef", ""), ""))
        elif each.name == "pc":
            yield Pair(
                data.get(each.attributes.get("dataRefStart", ""), ""),
                tuple(_read_parts(each, data)),
                data.get(each.attributes.get("dataRefEnd", ""), ""),
            )
        elif each.name == "cp":
            yield _character(each.attributes.get("hex", ""))
        elif each.name == "mrk":
            yield from _read_parts(each, data)


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return REPLACEMENT
