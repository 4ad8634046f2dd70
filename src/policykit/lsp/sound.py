"""Settings somebody writes in: while they are broken, the last sound ones are in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from policykit.library.files import SETTINGS_PATH
from policykit.lint.engine import Engine
from policykit.lint.memory import Memory
from policykit.lsp.lints import Lints
from policykit.lsp.recent import Recent
from policykit.lsp.refused import is_broken
from policykit.lsp.state import State, States, Unsaved
from policykit.model.finding import Finding
from policykit.model.value import dataclass
from policykit.sources.port import Entry

_STATES: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class InForce:
    """A state with settings that can be used, and the one that is shown.

    `told` are the findings of settings that are broken, so that earlier ones are in force; None
    where those of the state itself are.
    """

    state: State
    shown: State
    told: tuple[Finding, ...] | None = None


class SoundSettings:
    """Tells sound settings from broken ones.

    Args:
        states: shows the repository.
        lints: judges the settings.
        known: what was judged before in this process.
    """

    def __init__(self, states: States, lints: Lints, known: Callable[[], Memory]) -> None:
        self._states = states
        self._lints = lints
        self._known = known
        self._found: Recent[tuple[tuple[Finding, ...], bool]] = Recent(_STATES)
        self._sound: Entry | None = None

    def in_force(self, unsaved: Unsaved) -> InForce:
        """The repository with settings that can be used: its own, else the last sound ones.

        Raises:
            PolicykitError: the repository cannot be looked at.
        """
        state = self._states.shown(unsaved)
        entry = state.files.entries.get(SETTINGS_PATH)
        if entry is None:
            self._sound = None
            return InForce(state, state)
        if self._sound is not None and self._sound.key == entry.key:
            return InForce(state, state)
        known = self._found.get(state.around)
        if known is None:
            known = self._of_settings(state)
            self._found.put(state.around, known)
        told, broken = known
        if not broken:
            self._sound = entry
            return InForce(state, state)
        if self._sound is None:
            return InForce(state, state)
        in_force = self._states.shown(unsaved, {SETTINGS_PATH: self._sound})
        return InForce(in_force, state, told)

    def _of_settings(self, state: State) -> tuple[tuple[Finding, ...], bool]:
        """What is found in the settings, as they are, and whether nobody can go by them."""
        survey = state.narrowed(SETTINGS_PATH)
        told = self._lints.linted(state, survey, (SETTINGS_PATH,), self._known(), _alone)
        here = (
            each
            for each in (*told.report.findings, *told.refused)
            if each.location.path == SETTINGS_PATH
        )
        found = tuple(here)
        return found, told.is_refused or is_broken(found)


def _alone(engine: Engine) -> Engine:
    return replace(engine, across=False)
