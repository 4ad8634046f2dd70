"""Prose to WordprocessingML: paragraphs and runs as ECMA-376 part 1 has them.

Three things are known only when a document is whole: the numbers of bookmarks, those of lists
and the relations of addresses. They are left open here, as elements `open:…`, and
`policykit.handbook.word.finishing` puts what Word knows in their place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from policykit.rendering import holding
from policykit.rendering.holding import MOST_TITLES, held, inlines, number
from policykit.rendering.html import Plain

LONGEST_BOOKMARK: Final = 40
"""Letters of a bookmark's name that Word keeps."""

INDENT: Final = 340
"""Twentieths of a point a list stands in from what is around it."""

_PLAIN_ANCHOR: Final = re.compile(r"[a-z](?:-?[a-z0-9])*(?:[.:][a-z0-9](?:-?[a-z0-9])*)*")
_SEPARATORS: Final = str.maketrans({"-": "_", ".": "__", ":": "___"})
_REGIONS: Final[Mapping[str, str]] = {
    "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "en": "en-GB", "es": "es-ES", "et": "et-EE",
    "fi": "fi-FI", "fr": "fr-FR", "it": "it-IT", "lt": "lt-LT", "lv": "lv-LV", "nb": "nb-NO",
    "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO", "pl": "pl-PL", "pt": "pt-PT", "sv": "sv-SE",
}  # fmt: skip
_RUN_STYLES: Final[Mapping[str, str]] = {
    "code": "Code",
    "value": "Value",
    "blank": "Blank",
    "unresolved": "Unresolved",
    "link": "Hyperlink",
    "external": "Hyperlink",
}
_SAFE_IN_ADDRESS: Final = "!#$&'()*+,/:;=?@~-._%"
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BETWEEN: Final = " · "
_UNNUMBERED: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


@lru_cache(maxsize=4096)
def bookmark_name(anchor: str) -> str:
    """The name of an anchor's bookmark: letters, digits and low lines, unlike every other's."""
    if _PLAIN_ANCHOR.fullmatch(anchor):
        name = anchor.translate(_SEPARATORS)
        if len(name) <= LONGEST_BOOKMARK:
            return name
    digest = hashlib.sha256(anchor.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return f"x_{digest}"


def bookmark(anchor: str) -> Markup:
    """A place that links lead to."""
    return Markup(_place(anchor))  # noqa: S704 - letters, digits and low lines alone


def places(one: Mapping[str, Plain]) -> Markup:
    """The places links to something lead to: its anchor, and the names it once had."""
    names = "".join(_place(name) for name in _texts(one.get("aliases")))
    return Markup(_place(str(one["anchor"])) + names)  # noqa: S704 - the same


def word_language(language: str) -> str:
    """A language as Word knows it: with the country whose spelling is checked."""
    return _REGIONS.get(language, language)


def run(text: str, style: str = "", language: str = "") -> Markup:
    """Plain words in a character style; '' is that of the paragraph."""
    return Markup(_run(text, _Look(style, language=language)))  # noqa: S704 - escaped where it is made


def runs(prose: Mapping[str, Plain], style: str = "") -> Markup:
    """Prose within a paragraph; several blocks are parted by line breaks."""
    return Markup(_runs(prose, style))  # noqa: S704 - the same


def bare(prose: Mapping[str, Plain]) -> str:
    """Prose as words alone, as for what is read aloud and not printed."""
    return holding.bare(prose)


def label(words: str) -> Markup:
    """Words that say what follows them."""
    return Markup(_label(words))  # noqa: S704 - the same


def badges(found: Sequence[Mapping[str, Plain]]) -> Markup:
    """Where something holds, after its words."""
    if not found:
        return Markup()
    words = _BETWEEN.join(str(badge["text"]) for badge in found)
    return run(f"  {words}", "Badge")


def values(found: Sequence[Mapping[str, Plain]]) -> Markup:
    """Several texts in a line."""
    return Markup(_run(", ", _PLAIN).join(_runs(value) for value in found))  # noqa: S704 - the same


def paragraphs(
    prose: Mapping[str, Plain],
    style: str = "Text",
    before: str = "",
    indent: int = 0,
    headings: Sequence[str] = (),
) -> Markup:
    """Prose as paragraphs.

    Args:
        prose: the plain form of a Prose.
        style: of the paragraphs.
        before: words that say what follows, before the first of them.
        indent: how far lists stand in, in twentieths of a point.
        headings: styles of headings by depth, the last for all below; heavy words without.
    """
    writer = _Paragraphs(style, before, indent, str(prose.get("language") or ""), headings)
    for block in held(prose, "blocks"):
        writer.block(block, 0)
    return Markup("".join(writer.made))  # noqa: S704 - the same


def link(to: Mapping[str, Plain], style: str = "Hyperlink") -> Markup:
    """A link to something in the book: its number and its title."""
    return Markup(_link(to, style))  # noqa: S704 - the same


def links(found: Sequence[Mapping[str, Plain]]) -> Markup:
    """Several links in a line; many rules at once are named by their numbers alone."""
    if len(found) > MOST_TITLES and all(to.get("number") for to in found):
        numbers = [{**to, "title": ""} for to in found]
        return Markup(_run(", ", _PLAIN).join(_link(to, "Hyperlink") for to in numbers))  # noqa: S704 - the same
    return Markup(_run(_BETWEEN, _PLAIN).join(_link(to, "Hyperlink") for to in found))  # noqa: S704 - the same


def address(target: str) -> Markup:
    """A link to an address outside, printed without what every address begins with."""
    words = target.removeprefix("https://")
    found = _address(target) if target.startswith("https://") else ""
    if not found:
        return run(words)
    return Markup(_outside(found, _run(words, _Look("Hyperlink"))))  # noqa: S704 - the same


def outside(words: str, target: str) -> Markup:
    """Words that lead to an address outside: of a page, or of a message to be written."""
    found = _address(target) if target.startswith(("https://", "mailto:")) else ""
    if not found:
        return run(words)
    return Markup(_outside(found, _run(words, _Look("Hyperlink"))))  # noqa: S704 - the same


class _Look:
    """How a run looks: a character style, heavy, slanted, and the language of its words."""

    __slots__ = ("_heavy", "_language", "_slanted", "markup", "style")

    def __init__(
        self, style: str = "", *, language: str = "", heavy: bool = False, slanted: bool = False
    ) -> None:
        self.style, self._language, self._heavy, self._slanted = style, language, heavy, slanted
        inside = f'<w:rStyle w:val="{_escaped(style)}"/>' if style else ""
        inside += ("<w:b/>" if heavy else "") + ("<w:i/>" if slanted else "")
        if language:
            inside += f'<w:lang w:val="{_escaped(word_language(language))}"/>'
        self.markup = f"<w:rPr>{inside}</w:rPr>" if inside else ""

    def styled(self, style: str) -> _Look:
        return _Look(style, language=self._language, heavy=self._heavy, slanted=self._slanted)

    def heavier(self) -> _Look:
        return _Look(self.style, language=self._language, heavy=True, slanted=self._slanted)

    def slanting(self) -> _Look:
        return _Look(self.style, language=self._language, heavy=self._heavy, slanted=True)


class _Paragraphs:
    """Writes blocks as paragraphs, one after another."""

    def __init__(
        self, style: str, before: str, indent: int, language: str, headings: Sequence[str]
    ) -> None:
        self.made: list[str] = []
        self._style = style
        self._headings = headings
        self._label = _label(before) if before else ""
        self._indent = indent
        self._look = _Look(language=language)

    def block(self, block: Mapping[str, Plain], depth: int) -> None:
        kind = str(block["kind"])
        if kind in {"bullets", "numbers"}:
            self._list(block, depth)
        elif kind in {"quote", "item"}:
            for each in held(block, "blocks"):
                self.block(each, depth + (kind == "quote"))
        elif kind == "rule":
            self._paragraph("Separator", "", depth)
        elif kind == "heading" and self._headings:
            style = self._headings[min(number(block, "level"), len(self._headings)) - 1]
            self.made.append(_paragraph(style, _inlines(block, self._look), _UNNUMBERED))
        else:
            look = self._look.heavier() if kind == "heading" else self._look
            words = _code(block, look) if kind == "code" else _inlines(block, look)
            self._paragraph("CodeBlock" if kind == "code" else self._style, words, depth)

    def _list(self, block: Mapping[str, Plain], depth: int) -> None:
        is_numbered = block["kind"] == "numbers"
        if self._label:
            self._paragraph(self._style, "", depth)
        if is_numbered:
            self.made.append(f'<open:numbers from="{number(block, "level")}"/>')
        identity = "number" if is_numbered else "bullet"
        level = 0 if is_numbered else min(depth, 2)
        marker = (
            f'<w:numPr><w:ilvl w:val="{level}"/><open:{identity}/></w:numPr>'
            f"{self._indented(depth + 1, INDENT)}"
        )
        for item in held(block, "blocks"):
            is_first = True
            for each in held(item, "blocks"):
                if is_first and each["kind"] in {"paragraph", "heading"}:
                    words = _inlines(each, self._look)
                    self.made.append(_paragraph("ListText", words, marker))
                else:
                    self.block(each, depth + 1)
                is_first = False
        if is_numbered:
            self.made.append("<open:end/>")

    def _paragraph(self, style: str, words: str, depth: int) -> None:
        stands_in = self._indented(depth, 0) if depth else ""
        self.made.append(_paragraph(style, self._label + words, stands_in))
        self._label = ""

    def _indented(self, depth: int, hanging: int) -> str:
        left = self._indent + depth * INDENT
        more = f' w:hanging="{hanging}"' if hanging else ""
        return f'<w:ind w:left="{left}"{more}/>'


def _escaped(text: str) -> str:
    """A text as XML; it stands between tags or quotation marks."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def _place(anchor: str) -> str:
    if not anchor:
        return ""
    return f'<open:place name="{bookmark_name(anchor)}"/>'


def _runs(prose: Mapping[str, Plain], style: str = "") -> str:
    language = str(prose.get("language") or "")
    look = _Look(style, language=language) if style or language else _PLAIN
    lines = [_flat(block, look) for block in held(prose, "blocks")]
    return "<w:r><w:br/></w:r>".join(line for line in lines if line)


def _link(to: Mapping[str, Plain], style: str) -> str:
    words = " ".join(str(to[key]) for key in ("number", "title") if to.get(key))
    language = str(to.get("language") or "")
    if not to["anchor"]:
        return _run(words, _Look("Unresolved", language=language))
    return _inside(str(to["anchor"]), _run(words, _Look(style, language=language)))


def _label(words: str) -> str:
    return _run(f"{words}: ", _Look("Label"))


def _texts(found: Plain) -> list[str]:
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _paragraph(style: str, words: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_escaped(style)}"/>{more}</w:pPr>{words}</w:p>'


def _flat(block: Mapping[str, Plain], look: _Look) -> str:
    lines = [_code(block, look) if block["kind"] == "code" else _inlines(block, look)]
    lines.extend(_flat(each, look) for each in held(block, "blocks"))
    return "<w:r><w:br/></w:r>".join(line for line in lines if line)


def _code(block: Mapping[str, Plain], look: _Look) -> str:
    lines: list[str] = []
    current: list[str] = []
    for part in inlines(block):
        if not isinstance(part, str):
            current.append(_span(part, look))
            continue
        first, *more = part.split("\n")
        current.append(_run(first, look))
        for line in more:
            lines.append("".join(current))
            current = [_run(line, look)]
    lines.append("".join(current))
    return "<w:r><w:br/></w:r>".join(lines)


def _inlines(holder: Mapping[str, Plain], look: _Look) -> str:
    return "".join(
        _run(part, look) if isinstance(part, str) else _span(part, look) for part in inlines(holder)
    )


def _span(span: Mapping[str, Plain], look: _Look) -> str:
    kind = str(span["kind"])
    if kind == "break":
        return "<w:r><w:br/></w:r>"
    if kind == "strong":
        return _inlines(span, look.heavier())
    if kind == "emphasis":
        return _inlines(span, look.slanting())
    style = _RUN_STYLES.get(kind)
    if kind == "external":
        found = _address(str(span["target"]))
        inside = "".join(_linked(span, look.styled("Hyperlink" if found else look.style)))
        return _outside(found, inside) if found else inside
    if kind == "link":
        return _inside(str(span["target"]), "".join(_linked(span, look.styled("Hyperlink"))))
    return _inlines(span, look.styled(style) if style else look)


def _linked(holder: Mapping[str, Plain], look: _Look) -> Iterator[str]:
    """The words of a link; what is itself a link in them is words alone."""
    for part in inlines(holder):
        if isinstance(part, str):
            yield _run(part, look)
        elif part["kind"] in {"link", "external"}:
            yield from _linked(part, look)
        else:
            yield _span(part, look)


def _inside(anchor: str, words: str) -> str:
    return f'<open:link to="{bookmark_name(anchor)}">{words}</open:link>'


def _outside(target: str, words: str) -> str:
    return f'<open:outside to="{_escaped(target)}"/>{words}</w:hyperlink>'


def _run(text: str, look: _Look) -> str:
    if not text:
        return ""
    return f'<w:r>{look.markup}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _address(target: str) -> str:
    """An address that a relation may name; '' where it is none that Word could read."""
    first, hash_, rest = target.partition("#")
    fragment = rest.replace("#", "%23")
    try:
        quoted = quote(_LONE_PERCENT.sub("%25", f"{first}{hash_}{fragment}"), safe=_SAFE_IN_ADDRESS)
        parts = urlsplit(quoted)
        is_whole = parts.scheme in {"mailto", "tel"} or bool(parts.hostname and parts.port != 0)
    except ValueError:
        return ""
    return quoted if is_whole else ""


_PLAIN: Final = _Look()
