"""Mistakes in policykit.yaml that end a call: told with their line, and never passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from policykit.library.files import SETTINGS_PATH
from policykit.lint.places import location
from policykit.model.errors import SettingsError
from policykit.model.finding import Finding, Place, Severity
from policykit.model.page import Page
from policykit.opening import Opened


@contextmanager
def with_place(opened: Opened) -> Iterator[None]:
    """Name the line of policykit.yaml in an error of the settings that is raised inside.

    Raises:
        SettingsError: the one raised inside, with its place before its context.
    """
    try:
        yield
    except SettingsError as error:
        document = opened.surrounded.documents.get(SETTINGS_PATH)
        if not error.pointer or document is None:
            raise
        span = location(Place(SETTINGS_PATH, error.pointer, part="key"), document).span
        if span is not None:
            place = f"{SETTINGS_PATH}:{span.start.line}:{span.start.column}"
            key = error.context.removesuffix(f" in {SETTINGS_PATH}")
            error.context = f"{place} ({key})" if key else place
        raise


def demand_sound_settings(
    opened: Opened, findings: Iterable[Finding], pages: Mapping[str, Page]
) -> None:
    """Refuse to pass over a mistake in the settings in silence, as where a part is checked.

    What a mistyped key was to change would else hold without anybody knowing.

    Args:
        opened: the repository.
        findings: what is told.
        pages: the pages of all codes.

    Raises:
        SettingsError: the settings cannot be read or break the schema, and no finding tells it.
    """
    told = {each.code for each in findings if each.location.path == SETTINGS_PATH}
    document = opened.surrounded.documents.get(SETTINGS_PATH)
    wrong = [
        problem
        for problem in opened.surrounded.problems
        if problem.place.path == SETTINGS_PATH and pages[problem.code].severity is Severity.ERROR
    ]
    if wrong and told.isdisjoint(problem.code for problem in wrong):
        problem = wrong[0]
        span = location(problem.place, document).span
        at = f":{span.start.line}:{span.start.column}" if span else ""
        raise SettingsError(
            "unsound-settings",
            problem.message,
            context=f"{SETTINGS_PATH}{at}",
            hint=problem.hint or "`policykit lint policykit.yaml` tells more.",
        )
