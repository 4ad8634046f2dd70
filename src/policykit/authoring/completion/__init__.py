"""How an author can go on where the cursor stands: keys, values, names, words inside of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from policykit.authoring.completion import meanings
from policykit.authoring.completion.comments import in_comment
from policykit.authoring.completion.items import is_too_many
from policykit.authoring.completion.keys import keys
from policykit.authoring.completion.place import Place, Role, standing
from policykit.authoring.completion.sight import Sight
from policykit.authoring.completion.suggestion import (
    NOTHING as NOTHING,
    Completion as Completion,
    Sort as Sort,
    Suggestion as Suggestion,
)
from policykit.authoring.completion.translated import missing_keys, source_of
from policykit.authoring.completion.values import beginnings, values
from policykit.authoring.completion.within import within
from policykit.authoring.snapshot import Snapshot
from policykit.library.files import FileKind, file_name
from policykit.model.document import Json
from policykit.model.position import Pointer, Position

MOST: Final = 600
"""Suggestions that are offered at once; of more, those that begin as what was typed first."""

_SPREAD: Final = frozenset({Sort.ITEM, Sort.TERM, Sort.POLICY})
"""Sorts of which not all are offered where there are very many."""

_LONGEST: Final = 400_000
"""Characters of the longest file in which anything is offered."""


def complete(snapshot: Snapshot, path: str, text: str, position: Position) -> Completion:
    """What can be written at a position of a file that may be half typed.

    Args:
        snapshot: the repository; that of a moment ago will do.
        path: the file, relative to the root.
        text: what stands in the file now.
        position: where the cursor stands.

    Returns:
        The suggestions, the best first; nothing where nothing is known to fit.
    """
    if len(text) > _LONGEST:
        return NOTHING
    stand = standing(text, position)
    if stand.place is None:
        return NOTHING
    sight = Sight(snapshot, path, file_name(path), stand.place, stand.data)
    cursor = stand.lines.position(stand.offset)
    found = [_hung(each, stand.place) for each in _without_doubles(_offered(sight, cursor))]
    typed = stand.place.word.before
    spread = any(each.sort in _SPREAD for each in found)
    return _best(found, typed, whole=not (spread and is_too_many(snapshot.facts)))


def _offered(sight: Sight, cursor: Position) -> Iterable[Suggestion]:
    place = sight.place
    if place.role is Role.COMMENT:
        return in_comment(sight, cursor)
    if place.role is Role.KEY:
        return _keys(sight)
    inside = within(sight, cursor)
    if inside is not None:
        return inside
    if "\n" in place.word.before or place.word.style in {"literal", "folded"}:
        return ()
    return _values(sight)


def _keys(sight: Sight) -> Iterator[Suggestion]:
    place = sight.place
    found = keys(sight, place.pointer, place.beside)
    return _missing_first(sight, place.pointer, place.beside, found)


def _missing_first(
    sight: Sight, pointer: Pointer, present: Mapping[str, Json], found: Iterable[Suggestion]
) -> Iterator[Suggestion]:
    """What has no words yet in a translation; then the rest, without empty entries below it."""
    missing: tuple[Suggestion, ...] = ()
    if sight.name.kind is FileKind.TRANSLATION:
        missing = tuple(missing_keys(sight, pointer, present))
    yield from missing
    is_named = bool(missing and pointer)
    yield from (each for each in found if not is_named or each.sort is not Sort.SKELETON)


def _values(sight: Sight) -> Iterator[Suggestion]:
    place = sight.place
    allowed = sight.allowed(place.pointer)
    kinds = meanings.types(allowed)
    if place.bare and not place.word.flow:
        yield from _bare(sight)
        return
    if "object" in kinds and not place.word.flow and (place.alone or place.hyphen):
        found = chain(beginnings(sight, place.pointer), keys(sight, place.pointer, {}))
        yield from _missing_first(sight, place.pointer, {}, found)
    elif "object" in kinds and place.word.flow:
        pass
    if kinds - {"object"}:
        yield from values(sight, place.pointer)
    if sight.name.kind is FileKind.TRANSLATION and not place.word.before.strip():
        yield from source_of(sight, place.pointer)


def _bare(sight: Sight) -> Iterator[Suggestion]:
    """A line of a list that has no hyphen yet."""
    allowed = sight.allowed(sight.place.pointer)
    if "object" in meanings.types(allowed):
        yield from beginnings(sight, sight.place.pointer, "- ")
    else:
        yield from values(sight, sight.place.pointer[:-1])


def _hung(each: Suggestion, place: Place) -> Suggestion:
    """A suggestion of several lines, each as deep as it has to stand."""
    if "\n" not in each.text and "\n" not in each.pattern:
        return each
    word = place.word
    return replace(
        each,
        text=each.text.replace("\n", f"\n{' ' * word.depth}"),
        pattern=each.pattern.replace("\n", f"\n{' ' * (word.depth - word.indent)}"),
    )


def _without_doubles(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Each label once, the one that fits best, and whole beginnings beside keys."""
    best: dict[tuple[str, bool], Suggestion] = {}
    for each in found:
        name = each.label, each.sort is Sort.SKELETON
        known = best.get(name)
        if known is None or each.fitness < known.fitness:
            best[name] = each
    return sorted(best.values(), key=lambda each: (each.fitness, each.label))


def _best(found: list[Suggestion], typed: str, *, whole: bool) -> Completion:
    """The most that are offered: where there are more, those that hold what was typed first."""
    if len(found) <= MOST:
        return Completion(tuple(found), whole)
    wanted = typed.rpartition("{")[2].rpartition("(")[2].strip().lower()
    begun: list[Suggestion] = []
    holding: list[Suggestion] = []
    for each in found:
        label = each.label.lower()
        if label.startswith(wanted):
            begun.append(each)
        elif wanted in label:
            holding.append(each)
    return Completion(tuple((begun + holding)[:MOST]), whole=False)


__all__ = ["NOTHING", "Completion", "Place", "Sort", "Suggestion", "complete"]
