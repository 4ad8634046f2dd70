"""Linting a repository as it is shown, where what the command line refuses is one more finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from policykit.library.survey import Survey
from policykit.lint.engine import Engine
from policykit.lint.memory import Memory
from policykit.linting import LintRequest, Today, linted
from policykit.lsp.refused import as_finding
from policykit.lsp.state import State
from policykit.model.errors import PolicykitError, SettingsError, SourceError
from policykit.model.finding import Finding
from policykit.model.report import BaselineRequest, FindingsReport
from policykit.model.value import dataclass

_WHERE_NONE_IS: Final = "UTC"


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A report, and what the command line would have refused to go on for.

    `is_refused` says that it would have because of the settings.
    """

    report: FindingsReport
    refused: tuple[Finding, ...] = ()
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Lints:
    """Lints a repository.

    `root` is the folder policykit.yaml stands in, `today` gives the day to judge by, by the time
    zone of the organisation. `plugins` are the names of those whose rules judge as well.
    """

    root: Path
    today: Today
    plugins: tuple[str, ...] = ()

    def day(self, time_zone: str) -> date:
        """The day in a time zone; that of UTC where nobody knows the zone."""
        try:
            return self.today(time_zone)
        except PolicykitError:
            return self.today(_WHERE_NONE_IS)

    def linted(
        self,
        state: State,
        survey: Survey,
        paths: tuple[str, ...],
        kept: Memory,
        adapted: Callable[[Engine], Engine],
    ) -> Told:
        """What is found in a repository.

        Args:
            state: the repository.
            survey: those of its files that are looked at.
            paths: those findings are wanted for, none for all.
            kept: what was judged before.
            adapted: gives the engine to run in place of that of the settings.

        Raises:
            HaltedError: nobody waits for it any longer.
            SourceError: a file the settings name cannot be read.
        """
        opened = replace(state.opened, files=survey)
        settings = opened.surrounded.surroundings.settings.lint
        refused: list[Finding] = []

        def refuse(error: PolicykitError) -> None:
            documents = opened.surrounded.documents
            refused.append(as_finding(error, state.files.entries.keys(), documents))

        def day(time_zone: str) -> date:
            try:
                return self.today(time_zone)
            except PolicykitError as error:
                refuse(error)
                return self.today(_WHERE_NONE_IS)

        request = LintRequest(root=self.root, paths=paths, allow_empty=True, plugins=self.plugins)
        # A baseline that cannot be used is told, and what it would hide is told, too.
        for baseline in (BaselineRequest(), None):
            wanted = replace(request, baseline=baseline)
            try:
                report = linted(wanted, opened, settings, day, kept=kept, adapted=adapted)
            except SettingsError as error:
                refuse(error)
                return Told(FindingsReport(findings=()), tuple(refused), is_refused=True)
            except SourceError:
                raise
            except PolicykitError as error:
                refuse(error)
            else:
                return Told(report, tuple(dict.fromkeys(refused)))
        return Told(FindingsReport(findings=()), tuple(refused))
