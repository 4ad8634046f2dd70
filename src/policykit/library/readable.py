"""Which files could be read to their end, told by the problems of reading them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policykit.library.catalogue import FOLDER_IN_THE_WAY, UNREADABLE_FILE
from policykit.model.finding import Problem
from policykit.yamlsource import codes
from policykit.yamlsource.repairable import REPAIRABLE

_STOPS: Final = REPAIRABLE | {
    FOLDER_IN_THE_WAY,
    UNREADABLE_FILE,
    codes.FILE_TOO_LARGE,
    codes.WRONG_ENCODING,
    codes.EMPTY_FILE,
    codes.NOT_KEYED,
    codes.SECOND_DOCUMENT,
    codes.TOO_DEEP,
    codes.TOO_MANY_VALUES,
    codes.DIRECTIVE,
    codes.LIST_BESIDE_KEY,
    codes.NOT_READABLE,
}
"""Slips that end the reading of a file, or let it go on by a guess."""


def stops(problem: Problem) -> bool:
    """Whether a problem ended the reading of its file."""
    return is_broken(problem) and not problem.read_on


def is_broken(problem: Problem) -> bool:
    """Whether a problem ended the reading of its file, or let it go on by a guess."""
    return problem.code in _STOPS


def read_in_part(problems: Iterable[Problem]) -> frozenset[str]:
    """The paths of files that were read only in part, or not at all."""
    return frozenset(problem.place.path for problem in problems if stops(problem))


def broken(problems: Iterable[Problem]) -> frozenset[str]:
    """The paths of files that are no sound YAML: what they say is at best a guess."""
    return frozenset(problem.place.path for problem in problems if is_broken(problem))
