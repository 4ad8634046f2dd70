"""What has to be readable before anything is worked out from it, or written beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library.catalogue import FOLDER_IN_THE_WAY
from policykit.library.files import FileKind, file_name
from policykit.library.load import Surrounded
from policykit.library.readable import is_broken
from policykit.library.survey import Survey
from policykit.model.errors import PolicykitError, SettingsError, SourceError
from policykit.model.finding import Problem

AROUND: Final = frozenset(
    {FileKind.SETTINGS, FileKind.ORGANISATION, FileKind.AREAS, FileKind.MEASURES}
)
"""What policies stand in, each in one file."""

_OF_A_POLICY: Final = frozenset({FileKind.POLICY, FileKind.TRANSLATION, FileKind.RECORD})


def demand_surroundings(files: Survey, read: Surrounded) -> None:
    """Refuse to go on as if there were no organisation, settings, areas or measures.

    Args:
        files: what the source holds.
        read: what was read of it.

    Raises:
        SettingsError: the settings are there and cannot be read to their end.
        SourceError: the same of another one of these files.
    """
    for problem in (*obstacles(files), *filter(is_broken, read.problems)):
        if file_name(problem.place.path).kind in AROUND:
            raise unreadable_surroundings(problem)


def unreadable_surroundings(problem: Problem) -> PolicykitError:
    """The refusal of a file that policies stand in, by what is wrong with it."""
    path, span = problem.place.path, problem.place.span
    where = f"{path}:{span.start.line}:{span.start.column}" if span else path
    if file_name(path).kind is FileKind.SETTINGS:
        return SettingsError(
            "unsound-settings",
            problem.message,
            context=where,
            hint=problem.hint or f"`policykit lint {path}` tells more.",
        )
    return SourceError(
        "unreadable-surroundings",
        "This file cannot be read, and roles, languages or areas that policies use stand in it: "
        f"{problem.message}",
        context=where,
        hint=problem.hint or "Mend it first: `policykit lint` says where.",
    )


def demand_ordinary(files: Survey) -> None:
    """Refuse files of which nothing can be read, as a link that leads nowhere.

    Raises:
        SourceError: there is one where a file of policies belongs.
    """
    for problem in obstacles(files):
        raise SourceError(
            "no-ordinary-file",
            f"{problem.message} Nothing was written.",
            context=problem.place.path,
            hint=problem.hint,
        )


def obstacles(files: Survey) -> Iterator[Problem]:
    """Where something stands that is no file we can read."""
    return (each for each in files.problems if each.code == FOLDER_IN_THE_WAY)


def policy_obstacles(files: Survey) -> Iterator[tuple[tuple[str, str], Problem]]:
    """The same, of policies alone, each with the folder and the id of its policy."""
    for problem in obstacles(files):
        name = file_name(problem.place.path)
        if name.kind in _OF_A_POLICY:
            yield (problem.place.path.rpartition("/")[0], name.id), problem


def compared_obstacles(files: Survey) -> Iterator[tuple[tuple[str, str], Problem]]:
    """The same, of all that is compared; what is around policies has a path in place of an id."""
    for key, problem in policy_obstacles(files):
        if file_name(problem.place.path).kind is not FileKind.RECORD:
            yield key, problem
    for problem in obstacles(files):
        if file_name(problem.place.path).kind in AROUND:
            yield ("", problem.place.path), problem
