"""Prose to Markdown: CommonMark with tables, every text escaped so that it is words alone.

Links within the handbook are left open as `LINK_BEGINS`, words, `LINK_LEADS`, anchor,
`LINK_ENDS`, since only the whole file shows whether an anchor is printed; `policykit.handbook`
closes them. An
empty line inside code is `CODE_LINE`. None of these signs can stand in a text:
all control characters are taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from policykit.rendering.holding import MOST_TITLES, held, inlines, number
from policykit.rendering.html import Plain

LINK_BEGINS: Final = "\x02"
LINK_LEADS: Final = "\x03"
LINK_ENDS: Final = "\x04"
CODE_LINE: Final = "\x05"

_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_SPECIAL: Final = re.compile(
    r"[\\`*_\[\]<>|~^${}]|&(?=[#\w])|(?<=\w):(?=//)|@(?=\w)|\bwww\.(?=\w)|[!#&]$"
)
_LINE_START: Final = re.compile(
    r"(?P<space> *)"
    r"(?:(?P<digits>[0-9]{1,9})(?=[.)](?:\s|$))|[-+](?=\s|$)|[-=:]+(?=\s*$)|#{1,6}(?=\s|$))"
)
_FENCE: Final = re.compile(r"`+")
_ADDRESS_UNSAFE: Final = re.compile(r"[^A-Za-z0-9\-._~:/?@!$&'*+,;=%#]")
_ANCHOR_UNSAFE: Final = re.compile(r"[^a-z0-9.:-]")
_MARKS: Final[Mapping[str, str]] = {"strong": "**", "emphasis": "*", "value": "**"}
_BEFORE_MARK: Final = frozenset(" \n([/\u2013\u2014“\"'")
_AFTER_MARK: Final = frozenset(" \n)]/\u2013\u2014”\"'.,;:!?…")
_BETWEEN: Final = " · "
_DEEPEST: Final = 6


class _Way(NamedTuple):
    """What stands for a line break, and whether a table is written, where `|` parts cells."""

    line_break: str = " "
    in_table: bool = False


_IN_LINE: Final = _Way()
_IN_CELL: Final = _Way(in_table=True)
_IN_BLOCK: Final = _Way("\n")


def escaped(value: object) -> object:
    """A value as a template prints it: a text so that none of it is markup."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(_line(_words(value)))  # noqa: S704 - every sign that means something is escaped


def inline(prose: Mapping[str, Plain]) -> Markup:
    """Prose within a line, as after a label."""
    return Markup(_line(_joined(prose, _IN_LINE)))  # noqa: S704 - the same


def cell(prose: Mapping[str, Plain]) -> Markup:
    """Prose in a cell of a table."""
    return Markup(_joined(prose, _IN_CELL))  # noqa: S704 - the same


def blocks(prose: Mapping[str, Plain], before: str = "", headings: int = 0) -> Markup:
    """Prose as blocks, parted by empty lines.

    Args:
        prose: the plain form of a Prose.
        before: what stands before every line, such as `> `.
        headings: the depth of its first headings, from 1; with 0 they are heavy words.
    """
    lines = _blocks(held(prose, "blocks"), headings)
    return Markup("\n".join(f"{before}{line}".rstrip(" ") for line in lines))  # noqa: S704 - the same


def link(to: Mapping[str, Plain]) -> Markup:
    """A link to something in the book: its number and its title."""
    return Markup(_link(to))  # noqa: S704 - the same


def address(target: str) -> Markup:
    """A link to an address outside, printed without what every address begins with."""
    words = _words(target.removeprefix("https://"))
    is_followed = target.startswith("https://") and target.isprintable()
    return Markup(f"[{words}](<{_address(target)}>)" if is_followed else _line(words))  # noqa: S704 - the same


def outside(words: str, target: str) -> Markup:
    """Words that lead to an address outside: of a page, or of a message to be written."""
    is_followed = target.startswith(("https://", "mailto:")) and target.isprintable()
    told = _words(words)
    return Markup(f"[{told}](<{_address(target)}>)" if is_followed else _line(told))  # noqa: S704 - the same


def anchor(name: str) -> Markup:
    """A place that links lead to."""
    return Markup(_place(name))  # noqa: S704 - letters, digits, dots


def places(one: Mapping[str, Plain]) -> Markup:
    """The places links to something lead to: its anchor, and the names it once had."""
    others = one.get("aliases")
    names = [one["anchor"], *(others if isinstance(others, list) else ())]
    return Markup("".join(_place(str(name)) for name in names))  # noqa: S704 - letters, digits, dots


def badges(found: Sequence[Mapping[str, Plain]]) -> Markup:
    """Where something holds, after its words."""
    if not found:
        return Markup()
    words = ", ".join(_words(str(badge["text"])) for badge in found)
    return Markup(f" *({words})*")  # noqa: S704 - the same


def links(found: Sequence[Mapping[str, Plain]]) -> Markup:
    """Several links in a line; many rules at once are named by their numbers alone."""
    if len(found) > MOST_TITLES and all(to.get("number") for to in found):
        return Markup(", ".join(_link({**to, "title": ""}) for to in found))  # noqa: S704 - the same
    return Markup(_BETWEEN.join(_link(to) for to in found))  # noqa: S704 - the same


def values(found: Sequence[Mapping[str, Plain]]) -> Markup:
    """Several texts in a line."""
    return Markup(_line(", ".join(_joined(value, _IN_LINE) for value in found)))  # noqa: S704 - the same


def _place(name: str) -> str:
    safe = _ANCHOR_UNSAFE.sub("", name)
    return f'<a id="{safe}"></a>' if safe else ""


def _link(to: Mapping[str, Plain]) -> str:
    words = _words(" ".join(str(to[key]) for key in ("number", "title") if to.get(key)))
    target = str(to["anchor"])
    return _linked(words, target) if target else _line(words)


def _joined(prose: Mapping[str, Plain], way: _Way) -> str:
    parts = [_flat(block, way) for block in held(prose, "blocks")]
    return _BETWEEN.join(part for part in parts if part)


def _words(text: str) -> str:
    return _SPECIAL.sub(_escape, _SPACE.sub(" ", _UNSEEN.sub("", text)))


def _escape(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _line(markdown: str) -> str:
    """A line that does not begin a heading, a list or the underline of a heading."""
    begun = _LINE_START.match(markdown)
    if not begun:
        return markdown
    place = begun.end() if begun["digits"] else begun.end("space")
    return f"{markdown[:place]}\\{markdown[place:]}"


def _linked(words: str, target: str) -> str:
    """A link to be closed; where it is not, its words may begin a line or follow a number."""
    bare = words.strip()
    begun = f"\\{bare}" if bare.startswith((".", ")")) else _line(bare)
    return f"{LINK_BEGINS}{begun}{LINK_LEADS}{target}{LINK_ENDS}"


def _flat(block: Mapping[str, Plain], way: _Way) -> str:
    is_code = block["kind"] == "code"
    own = _code(_bare(block), way) if is_code else _inlines(block, way)
    below = [_flat(each, way) for each in held(block, "blocks")]
    return _BETWEEN.join(part for part in [own, *below] if part)


def _blocks(found: Sequence[Mapping[str, Plain]], headings: int = 0) -> list[str]:
    lines: list[str] = []
    before = ""
    other = False
    for block in found:
        kind = str(block["kind"])
        other = kind == before and not other
        before = kind
        if kind == "heading" and headings:
            made = _heading(block, headings)
        else:
            made = _block(block, kind, other=other)
        if made:
            lines.extend([*([""] if lines else []), *made])
    return lines


def _block(block: Mapping[str, Plain], kind: str, *, other: bool) -> list[str]:
    """The lines of a block; `other` asks for the other marker, so that two lists stay two."""
    below = held(block, "blocks")
    if kind == "quote":
        return [f"> {line}".rstrip(" ") for line in _blocks(below)]
    if kind == "bullets":
        return [line for item in below for line in _item(item, "*" if other else "-")]
    if kind == "numbers":
        start = number(block, "level")
        sign = ")" if other else "."
        marked = (_item(item, f"{start + at}{sign}") for at, item in enumerate(below))
        return [line for item in marked for line in item]
    if kind == "rule":
        return ["***"]
    if kind == "code":
        words = _bare(block)
        fence = _fence(words, 3)
        return [fence, *(line or CODE_LINE for line in words.split("\n")), fence]
    words = _inlines(block, _IN_BLOCK).strip()
    if kind == "heading":
        words = _marked(words, "**", "", "")
    *lines, last = [_line(line.strip()) for line in words.split("\n") if line.strip()] or [""]
    return [*(f"{line}\\" for line in lines), last] if last else []


def _heading(block: Mapping[str, Plain], depth: int) -> list[str]:
    words = " ".join(_inlines(block, _IN_LINE).split())
    level = min(depth + number(block, "level") - 1, _DEEPEST)
    return [f"{'#' * level} {words}"] if words else []


def _item(item: Mapping[str, Plain], marker: str) -> list[str]:
    first, *more = _blocks(held(item, "blocks")) or [""]
    stands_in = " " * (len(marker) + 1)
    return [f"{marker} {first}".rstrip(" "), *(f"{stands_in}{line}".rstrip(" ") for line in more)]


def _inlines(holder: Mapping[str, Plain], way: _Way, *, is_marked: bool = False) -> str:
    """Words and spans; a span that could not be marked where it stands is words alone."""
    parts = _merged(holder)
    made = [_words(part) if isinstance(part, str) else _span(part, way) for part in parts]
    for index, part in enumerate(parts):
        if isinstance(part, str) or str(part["kind"]) not in _MARKS or is_marked:
            continue
        before = "".join(made[:index])[-1:]
        after = "".join(made[index + 1 :])[:1]
        made[index] = _marked(made[index], _MARKS[str(part["kind"])], before, after)
    return "".join(made)


def _merged(holder: Mapping[str, Plain]) -> list[str | Mapping[str, Plain]]:
    """Words and spans; words beside words are one, since two may mean what neither does."""
    parts: list[str | Mapping[str, Plain]] = []
    for part in inlines(holder):
        before = parts[-1] if parts else None
        if isinstance(part, str) and isinstance(before, str):
            parts[-1] = before + part
        else:
            parts.append(part)
    return parts


def _marked(words: str, mark: str, before: str, after: str) -> str:
    """Words between marks, where CommonMark reads them as marks beside these characters."""
    if not words or words.strip() != words or "\n" in words or "*" in words.replace("\\*", ""):
        return words
    opens = words[0].isalnum() or not before or before in _BEFORE_MARK
    closes = words[-1].isalnum() or not after or after in _AFTER_MARK
    return f"{mark}{words}{mark}" if opens and closes and before != "*" else words


def _span(span: Mapping[str, Plain], way: _Way) -> str:
    kind = str(span["kind"])
    if kind == "break":
        return way.line_break
    if kind == "code":
        return _code(_bare(span), way)
    if kind in {"link", "external"}:
        words = _words(_bare(span)).strip()
        target = str(span["target"])
        if kind == "link":
            return _linked(words, target) if words else ""
        return f"[{words}](<{_address(target)}>)" if words else ""
    return _inlines(span, way, is_marked=True)


def _address(target: str) -> str:
    return _ADDRESS_UNSAFE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")),
        target,
    )


def _bare(holder: Mapping[str, Plain]) -> str:
    said = (
        part if isinstance(part, str) else " " if part["kind"] == "break" else _bare(part)
        for part in inlines(holder)
    )
    return _UNSEEN.sub("", "".join(said)).replace("\r", "")


def _code(words: str, way: _Way) -> str:
    line = _SPACE.sub(" ", words)
    if not line.strip():
        return line
    fence = _fence(line, 1)
    pad = " " if line[0] in "` " or line[-1] in "` " else ""
    made = f"{fence}{pad}{line}{pad}{fence}"
    return made.replace("|", "\\|") if way.in_table else made


def _fence(words: str, least: int) -> str:
    longest = max((len(run[0]) for run in _FENCE.finditer(words)), default=0)
    return "`" * max(least, longest + 1)
