"""Keys an author can write at a place: those needed first, then those the status asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.authoring.completion import meanings
from policykit.authoring.completion.kinds import kind_of_keys
from policykit.authoring.completion.names import Name
from policykit.authoring.completion.naming import named
from policykit.authoring.completion.sight import Sight, one_line, texts
from policykit.authoring.completion.skeletons import (
    Skeletons,
    body_text,
    plain,
    with_today,
)
from policykit.authoring.completion.suggestion import Sort, Suggestion
from policykit.authoring.completion.values import beginnings
from policykit.library.files import FileKind
from policykit.lint.rules.missing_for_status import Need, needs_of
from policykit.model.document import Json
from policykit.model.position import Pointer

_NEEDED: Final = 0
_FOR_STATUS: Final = 100
_OPEN: Final = 200
_SELDOM: Final = 500
_LOCALES: Final = "common.schema.json#/$defs/locale"
_SELDOM_USED: Final = frozenset({"former_ids", "custom", "format"})


def keys(sight: Sight, pointer: Pointer, present: Mapping[str, Json]) -> Iterator[Suggestion]:
    """The keys of the mapping a pointer leads to that are not there yet."""
    allowed = sight.allowed(pointer)
    known = meanings.properties(allowed)
    needed = meanings.required(allowed, present)
    asked = _asked(sight, pointer)
    out = meanings.excluded(allowed, present) | present.keys()
    sets = meanings.together(allowed)
    open_sets = {key for each in sets if not set(each) & present.keys() for key in each}
    for index, key in enumerate(known):
        if key in out:
            continue
        fitness = _OPEN + index
        note = ""
        if key in needed or key in open_sets:
            fitness, note = _NEEDED + index, "needed"
        elif key in asked:
            fitness, note = _FOR_STATUS + index, f"needed for {asked[key].status}"
        elif key in _SELDOM_USED:
            fitness = _SELDOM + index
        yield _key(sight, pointer, key, fitness, note)
    yield from _free_keys(sight, pointer, present)
    if not known and not sight.place.colon:
        yield from beginnings(sight, pointer)


def _asked(sight: Sight, pointer: Pointer) -> Mapping[str, Need]:
    """What the policy or its record needs by its status, by key."""
    if pointer or sight.name.kind not in {FileKind.POLICY, FileKind.RECORD}:
        return {}
    status = next(iter(texts(sight.policy.get("status"))), "")
    areas = [sight.around.areas[name] for name in sight.areas if name in sight.around.areas]
    in_record = sight.name.kind is FileKind.RECORD
    needs = needs_of(status, areas)
    return {each.key: each for each in needs if (each.where == "record") is in_record}


def _key(sight: Sight, pointer: Pointer, key: str, fitness: int, note: str) -> Suggestion:
    title, about = meanings.about(sight.allowed((*pointer, key)))
    word = sight.place.word
    written = key
    pattern = ""
    if not sight.place.colon:
        made = "" if word.flow else _prepared(sight, (*pointer, key))
        made = made or Skeletons(sight.allowed, sight.snapshot.today).key(
            pointer, key, flow=word.flow
        )
        pattern = made
        written = plain(made) if "\n" not in made else f"{key}:"
        if written.endswith(": []"):
            written = f"{key}: "
    detail = f"{title}, {note}" if note and title else note or title
    example = _example(sight, (*pointer, key))
    return Suggestion(
        label=key,
        sort=Sort.KEY,
        text=written,
        span=word.span,
        detail=detail,
        about="\n\n".join(filter(None, (about, example))),
        pattern=pattern,
        fitness=fitness,
        goes_on=not sight.place.colon and "\n" not in pattern,
    )


def _prepared(sight: Sight, pointer: Pointer) -> str:
    """A key with what the schema has ready for its value or the first entry of its list."""
    for inside, mark in ((pointer, "  "), ((*pointer, 0), "  - ")):
        ready = next(meanings.prepared(sight.allowed(inside)), None)
        if ready is not None and isinstance(ready.body, dict):
            body = with_today(body_text(ready.body), "date", sight.snapshot.today)
            indent = " " * len(mark)
            return f"{pointer[-1]}:\n{mark}" + body.replace("\n", f"\n{indent}")
    return ""


def _example(sight: Sight, pointer: Pointer) -> str:
    given = next(iter(meanings.examples(sight.allowed(pointer))), None)
    if given is None or isinstance(given, dict) or (isinstance(given, list) and _is_deep(given)):
        return ""
    words = ", ".join(map(str, given)) if isinstance(given, list) else meanings.written(given)
    return one_line(f"Such as: {words}")


def _is_deep(values: list[Json]) -> bool:
    return any(isinstance(each, dict | list) for each in values)


def _free_keys(sight: Sight, pointer: Pointer, present: Mapping[str, Json]) -> Iterator[Suggestion]:
    """Keys that are names of something declared elsewhere."""
    kind = kind_of_keys(sight.name.kind, pointer) or _kind_by_form(sight, pointer)
    for name in named(sight, kind, "", "") if kind else ():
        if name.id not in present:
            yield _free_key(sight, pointer, name)


def _kind_by_form(sight: Sight, pointer: Pointer) -> str:
    """The kind of name that keys are by the form the schema wants of them."""
    for way in sight.allowed(pointer):
        wanted = way.get("propertyNames")
        if isinstance(wanted, dict) and wanted.get("$ref") == _LOCALES:
            return "locale"
    return ""


def _free_key(sight: Sight, pointer: Pointer, name: Name) -> Suggestion:
    word = sight.place.word
    written, pattern = name.id, ""
    if not sight.place.colon:
        pattern = Skeletons(sight.allowed, sight.snapshot.today).key(
            pointer, name.id, flow=word.flow
        )
        written = f"{name.id}: " if "\n" not in pattern else f"{name.id}:"
    return Suggestion(
        label=name.id,
        sort=name.sort,
        text=written,
        span=word.span,
        detail=name.title,
        about=name.about,
        pattern=pattern,
        fitness=name.fitness,
    )
