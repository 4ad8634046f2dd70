"""Characters that a format prints as boxes, told with the place where the first of them stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from policykit.library.survey import Survey
from policykit.sources.port import Entry


def boxes_note(boxed: Sequence[str], files: Survey) -> str:
    """A sentence about characters no font has, '' where there are none.

    Args:
        boxed: the characters.
        files: the files of the policies, for the place of the first.
    """
    if not boxed:
        return ""
    many = len(boxed) > 1
    told = (
        f"{len(boxed)} different characters have no letter in the fonts and are printed as boxes "
        "with their codes"
        if many
        else "1 character has no letter in the fonts and is printed as a box with its code"
    )
    place = _first_place(frozenset(boxed), files)
    if not place:
        return f"{told}: {', '.join(map(_named, boxed[:3]))}{', …' if len(boxed) > 3 else ''}."  # noqa: PLR2004 - as many as are named
    return f"{told}; the first stands at {place}."


def _first_place(boxed: frozenset[str], files: Survey) -> str:
    for entry in _entries(files):
        content = entry.read()
        if content.isascii():
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
            found = next((each for each in line if each in boxed), "")
            if found:
                return f"{entry.path}:{number}, {_named(found)}"
    return ""


def _entries(files: Survey) -> Iterable[Entry]:
    inside = (each.entry for bundle in files.bundles.values() for each in bundle)
    around = (*files.single.values(), *files.organisation_words.values())
    return sorted((*inside, *around), key=lambda entry: entry.path)


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{code} {name.lower()}" if name else code
