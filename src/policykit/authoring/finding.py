"""Things of a whole repository by their ids, titles and words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.authoring.outline import Symbol, symbols
from policykit.authoring.snapshot import Snapshot
from policykit.library.files import FileKind, file_name
from policykit.model.errors import SourceError
from policykit.model.facts import Facts
from policykit.model.position import Location, Pointer, Position, Span
from policykit.model.value import dataclass
from policykit.sources.port import Entry

MOST: Final = 200
_MOST_READ: Final = 6
"""Files that are parsed to find words in them: each takes some milliseconds."""

_SHORTEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Something that is called as asked; `inside` is what it stands in.

    `before` is what its line holds in front of it.
    """

    name: str
    kind: str
    inside: str
    location: Location
    before: str = ""


def matching(snapshot: Snapshot, query: str, most: int = MOST) -> tuple[Match, ...]:
    """What is called as asked, the nearest first: by id, then by title, then by its words.

    An id matches by its letters in their order (`nrec` finds no-receipt), words as they stand.
    Nothing asked for gives the policies.
    """
    wanted = " ".join(query.casefold().split())
    ranked = sorted(_named(snapshot, wanted), key=lambda each: each[0])
    chosen = ranked[:most]
    found = [each for _, each in _placed(snapshot, chosen)]
    if len(found) < most and len(wanted) >= _SHORTEST_WORDS:
        known = {(each.location.path, each.name) for each in found}
        for each in _with_words(snapshot, wanted):
            if (each.location.path, each.name) not in known and len(found) < most:
                known.add((each.location.path, each.name))
                found.append(each)
    return tuple(found)


_Ranked = tuple[tuple[int, int, str, str], "_Named"]


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    kind: str
    inside: str
    path: str
    pointer: Pointer
    ids: tuple[str, ...]


def _named(snapshot: Snapshot, wanted: str) -> Iterator[_Ranked]:
    ranks: dict[str, tuple[int, int] | None] = {}
    for main in snapshot.facts.values():
        for facts in (main, main.coming):
            if facts is not None:
                yield from _in_policy(facts, wanted, ranks)
    if not wanted:
        return
    for kind, names in snapshot.around.organisation.names.items():
        for name, title in names.items():
            rank = _rank(wanted, name, title)
            if rank is not None:
                path = "policies/organisation.yaml"
                found = _Named(name, kind, "organisation", path, (), (name,))
                yield (*rank, name, path), found
    for area in snapshot.around.areas.values():
        rank = _rank(wanted, area.id, " ".join(area.titles.values()))
        if rank is not None:
            found = _Named(area.id, "area", "areas", "schemas/areas.yaml", (), (area.id,))
            yield (*rank, area.id, found.path), found
    for framework in snapshot.around.frameworks.values():
        for each in framework.requirements:
            path = each.path or framework.path
            rank = _rank(wanted, f"{framework.id}.{each.id}", each.title)
            if rank is not None and path in snapshot.entries and not each.inherited_from:
                found = _Named(each.id, "requirement", framework.id, path, each.pointer, (each.id,))
                yield (*rank, each.id, path), found


def _in_policy(
    facts: Facts, wanted: str, ranks: dict[str, tuple[int, int] | None]
) -> Iterator[_Ranked]:
    """A policy and its items; `ranks` keeps how near an id is, for many policies have the same."""
    rank = _rank(wanted, facts.id, facts.title)
    if rank is not None:
        found = _Named(facts.id, "policy", facts.title, facts.path, ("id",), (facts.id,))
        yield (*rank, facts.id, facts.path), found
    if not wanted:
        return
    for item in facts.items:
        if item.kind == "cell":
            continue
        if item.id not in ranks:
            ranks[item.id] = _rank(wanted, item.id, "")
        rank = ranks[item.id]
        if rank is None and "." in wanted:
            rank = _rank(wanted, f"{facts.id}.{item.id}", "")
        if rank is not None:
            inside = f"{facts.id}.{item.parent}" if item.parent else facts.id
            ids = (*item.parent.split("."), item.id) if item.parent else (item.id,)
            found = _Named(item.id, item.kind, inside, facts.path, item.pointer, ids)
            yield (*rank, item.id, facts.path), found


def _rank(wanted: str, name: str, title: str) -> tuple[int, int] | None:
    """How near a name is: the same, begun so, held, in the title, its letters; None for no."""
    if not wanted:
        return 0, 0
    low, length = name.casefold(), len(name)
    plain = wanted.replace(" ", "-")
    if low == plain:
        return 0, length
    if low.startswith(plain):
        return 1, length
    if plain in low:
        return 2, length
    if title and wanted in title.casefold():
        return 3, length
    letters = iter(low)
    return (4, length) if all(letter in letters for letter in plain) else None


def _placed(
    snapshot: Snapshot, ranked: list[_Ranked]
) -> Iterator[tuple[tuple[int, int, str, str], Match]]:
    """Where names stand: by their files' own lines, since parsing so many would take long."""
    lines: dict[str, list[str]] = {}
    for rank, each in ranked:
        if each.path not in lines:
            lines[each.path] = _lines(snapshot.entries.get(each.path))
        span = _line_of(lines[each.path], each)
        if span.start == span.end:
            # It comes with the program, or the file has changed meanwhile.
            continue
        before = lines[each.path][span.start.line - 1][: span.start.column - 1]
        place = Location(each.path, span, each.pointer)
        yield (
            rank,
            Match(each.name, each.kind, each.inside, place, before),
        )


def _lines(entry: Entry | None) -> list[str]:
    if entry is None:
        return []
    try:
        return entry.read().decode("utf-8", errors="replace").removeprefix("\ufeff").split("\n")
    except SourceError:
        return []


def _line_of(lines: list[str], named: _Named) -> Span:
    """The stretch of an id, looked for below its section and the ids it stands in."""
    at = 0
    section = str(named.pointer[0]) if named.pointer else ""
    if section and section != "id":
        at = next((n for n, line in enumerate(lines) if line.startswith(f"{section}:")), 0)
    found = Span(Position(1, 1), Position(1, 1))
    for name in named.ids:
        for number in range(at, len(lines)):
            column = _column(lines[number], name)
            if column >= 0:
                start = Position(number + 1, column + 1)
                found = Span(start, Position(number + 1, column + 1 + len(name)))
                at = number
                break
    return found


def _column(line: str, name: str) -> int:
    """Where a line declares an id, as a key or behind `id:`; -1 where it does not."""
    at = line.find(name)
    while at >= 0:
        before, after = line[:at].rstrip("\"'"), line[at + len(name) :].lstrip("\"' \r")
        if before.rstrip().endswith("id:") and after[:1] in {"", ",", "}", "#"}:
            return at
        if after.startswith(":") and not before.strip(" -{,"):
            return at
        at = line.find(name, at + 1)
    return -1


def _with_words(snapshot: Snapshot, wanted: str) -> Iterator[Match]:
    """What says some words, in as many files as can be read in a moment."""
    words = wanted.encode()
    left = _MOST_READ
    for path, entry in snapshot.entries.items():
        if left == 0:
            return
        if file_name(path).kind is not FileKind.POLICY or not _holds(entry, words):
            continue
        left -= 1
        document = snapshot.document(path)
        if document is None:
            continue
        lines = document.text.split("\n")
        for symbol, inside in _saying(symbols(document), file_name(path).id, lines, wanted):
            span = symbol.name_span
            before = lines[span.start.line - 1][: span.start.column - 1]
            yield Match(symbol.name, symbol.kind, inside, Location(path, span), before)


def _saying(
    found: tuple[Symbol, ...], inside: str, lines: list[str], wanted: str
) -> Iterator[tuple[Symbol, str]]:
    """The innermost things that say some words, each with what it stands in."""
    for each in found:
        text = " ".join(lines[each.span.start.line - 1 : each.span.end.line])
        if wanted not in " ".join(text.split()).casefold():
            continue
        is_section = each.kind == "section"
        name = inside if is_section else f"{inside}.{each.name}"
        below = list(_saying(each.children, name, lines, wanted))
        yield from below
        if not below and not is_section:
            yield each, inside


def _holds(entry: Entry, words: bytes) -> bool:
    try:
        content = entry.read().lower()
    except SourceError:
        return False
    # A text may go on in the next line.
    return all(word in content for word in words.split()) and words in b" ".join(content.split())
