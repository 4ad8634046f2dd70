"""The file beside the policies that holds every sentence they have no room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.importing.chapters import Unit
from policykit.model.value import dataclass

_HEAD: Final = """\
# Left over from {name}

What stands here found no place in a policy when {name} was imported. Go through it: what is a
rule belongs into a policy, what is not needed any more can go. When nothing is left, delete this
file. No check and no handbook looks at it.
"""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes file: its text, and the line of each sentence in it."""

    text: str
    lines: dict[int, int]


def notes_of(
    name: str, left: Sequence[tuple[Unit, str]], deleted: Sequence[tuple[str, str]]
) -> Notes:
    """The notes of a document.

    Args:
        name: what its file is called.
        left: the sentences without a place, in the order of the document, each with a reason.
        deleted: what tracked changes took out, each with where it stood.
    """
    lines = _HEAD.format(name=name).split("\n")
    where: dict[int, int] = {}
    heading: str | None = None
    for unit, why in left:
        if unit.heading != heading:
            heading = unit.heading
            lines += ["", f"## {heading or 'Without a heading'}", ""]
        told = f"{unit.place}: {why}" if why else unit.place
        lines.append(f"- {unit.text} <!-- {told} -->")
        where[unit.number] = len(lines)
    if deleted:
        lines += ["", "## Deleted by tracked changes", ""]
        lines += [f"- {text} <!-- {place} -->" for text, place in deleted]
    while lines and not lines[-1]:
        lines.pop()
    text = "\n".join(lines) + "\n"
    return Notes(text, where)
