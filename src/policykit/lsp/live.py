"""A repository that is looked at again and again while somebody writes in it.

What earlier looks brought is kept, so that a look costs what has changed: the files as listed,
what policies stand in, what was judged of each. All of it may be called from several threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Final

from policykit.authoring.index import Index
from policykit.authoring.mentions import in_walk
from policykit.authoring.snapshot import Snapshot
from policykit.cache import Cache
from policykit.library.catalogue import NO_ORGANISATION
from policykit.library.facts import facts
from policykit.library.files import SETTINGS_PATH
from policykit.library.load import Reading
from policykit.library.prefaces import preface_files
from policykit.library.walk import Walk
from policykit.lint import fixing
from policykit.lint.engine import Engine
from policykit.lint.kept import standing
from policykit.lint.live import Live
from policykit.lint.memory import Memory
from policykit.lint.result import LintResult
from policykit.linting import Today
from policykit.lsp import garbage
from policykit.lsp.files import BundleKey, Files
from policykit.lsp.lints import Lints
from policykit.lsp.moved import Stood, by_path, moved, without
from policykit.lsp.recent import Recent
from policykit.lsp.refused import as_finding
from policykit.lsp.sound import SoundSettings
from policykit.lsp.state import State, States, Unsaved, keys_of
from policykit.model.facts import Facts
from policykit.model.finding import Finding
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass
from policykit.opening import memory

_STATES: Final = 4
_MANY: Final = 100
"""Policies judged in one look from which on there is much that will live long."""

_FEW: Final = 2_000
"""Policies up to which it is kept where each names what the organisation declares."""

_Keys = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a look found by path, and the texts of the files it found it in.

    `paths` are the files that were looked at, None where that is all of them. `beside` are files
    the settings name that have a say in what is found: the baseline, the prefaces.
    """

    findings: Mapping[str, tuple[Finding, ...]]
    texts: Mapping[str, str]
    paths: frozenset[str] | None = None
    beside: frozenset[str] = frozenset()


class LiveRepository:
    """A repository that is looked at again and again.

    Args:
        root: the folder policykit.yaml stands in.
        today: the day to judge by, given the organisation's time zone.
        cache: the folder where results are kept from run to run, None where nothing is.
        plugins: the names of those whose rules judge as well; nothing is kept from run to run
            then, for a plugin may have changed between two of them.
    """

    def __init__(
        self,
        root: Path,
        today: Today,
        cache: Path | None = None,
        plugins: tuple[str, ...] = (),
    ) -> None:
        self._root = root
        self._lints = Lints(root, today, plugins)
        self._plugins = plugins
        self._cache = None if plugins else cache
        self._program = ""
        self._cached_for = ""
        self._live = Live()
        self._states = States(root)
        self._standing: Recent[str] = Recent(_STATES)
        self._settings = SoundSettings(self._states, self._lints, self._known)
        self._facts: dict[BundleKey, tuple[_Keys, Facts]] = {}
        self._whole: tuple[State, Mapping[str, tuple[Finding, ...]]] | None = None
        self._crossing: dict[str, Stood] = {}
        self._index = Index()
        self._lock = Lock()
        self._learned = 0

    @property
    def learned(self) -> int:
        """A number that grows with what is known of policies, whether they changed or not."""
        return self._learned

    def full(self, unsaved: Unsaved, halt: Callable[[], bool] = lambda: False) -> Look:
        """Look at everything, as `policykit lint` does.

        Args:
            unsaved: what buffers hold.
            halt: says whether nobody waits for the look any longer.

        Raises:
            HaltedError: nobody does.
            PolicykitError: the repository cannot be looked at.
        """
        self._states.list()
        now = self._settings.in_force(unsaved)
        state = now.state
        results: list[LintResult] = []

        def go_on() -> bool:
            garbage.tidy()
            return halt()

        def adapted(engine: Engine) -> Engine:
            heard = self._hear(state.files)
            return replace(engine, halt=go_on, told=results.append, heard=heard)

        with self._memory(state, unsaved) as kept:
            told = self._lints.linted(state, state.files.survey, (), kept, adapted)
        findings = by_path((*told.report.findings, *told.refused, *_of_extensions(state)))
        if now.told is not None:
            findings[SETTINGS_PATH] = now.told
        for result in results:
            self._keep_facts(result.facts, state.files, is_whole=True)
        much = self._live.new > _MANY
        self._live.forget_others()
        self._index.places.forget_others(state.files.entries)
        garbage.settle(much=much)
        with self._lock:
            self._whole, self._crossing = (state, findings), {}
        texts = told.report.texts
        texts = {**texts, **{path: state.text(path) for path in findings if path not in texts}}
        settings = state.opened.surrounded.surroundings.settings
        baseline = (settings.lint.baseline,) if settings.lint.baseline else ()
        return Look(findings, texts, beside=frozenset((*baseline, *preface_files(settings))))

    def quick(self, unsaved: Unsaved, path: str) -> Look | None:
        """Look at the policy a file is of, or at a file around policies, and at nothing else.

        What other files have to do with it is told as the last look at everything had it.

        Returns:
            What stands in the files that were looked at; None for a file of no such kind, and
            where settings forbid to look.

        Raises:
            PolicykitError: the repository cannot be looked at.
        """
        now = self._settings.in_force(unsaved)
        state = now.state
        if path not in state.files.entries:
            return None
        paths = state.paths(path)
        texts = {each: state.text(each) for each in paths}
        if path == SETTINGS_PATH and now.told is not None:
            return Look({path: now.told}, texts, frozenset(paths))
        found = self._narrow(state, path)
        if found is None:
            return None
        findings = by_path(found.findings)
        for each in paths:
            crossing = moved(self._crossed(each), texts[each])
            if crossing:
                findings[each] = (*findings.get(each, ()), *crossing)
        return Look(findings, {**found.texts, **texts}, frozenset(paths))

    def mended(self, unsaved: Unsaved, path: str) -> bytes | None:
        """A file with all safe fixes, as `policykit lint --fix` makes them; None where none is.

        Raises:
            PolicykitError: the repository cannot be looked at.
        """

        def check(contents: Mapping[str, bytes]) -> FindingsReport:
            state = self._settings.in_force({**unsaved, **contents}).state
            report = self._lints.linted(state, state.files.survey, (), self._known(), _same).report
            here = (each for each in report.findings if each.location.path == path)
            return replace(report, findings=tuple(here))

        entries = self._states.shown(unsaved).files.entries
        done = fixing.mend(check, lambda each: entries[each].read(), unsafe=False)
        return next((each.after for each in done.rewrites if each.path == path), None)

    def snapshot(self, unsaved: Unsaved) -> Snapshot:
        """The repository with what buffers hold.

        Raises:
            PolicykitError: the repository cannot be looked at.
        """
        now = self._settings.in_force(unsaved)
        state = now.shown
        opened = replace(self._states.reading(now.state), files=state.opened.files)
        around = opened.surrounded.surroundings
        told: dict[BundleKey, Facts] = {}
        known = self._facts
        for owner in state.files.survey.bundles:
            if owner in known:
                told[owner] = known[owner][1]
        snapshot = Snapshot(
            self._root,
            opened,
            told,
            self._lints.day(around.organisation.time_zone),
            state.files.entries,
            self._index,
            self._plugins,
        )
        for owner in {state.files.owners[path] for path in unsaved if path in state.files.owners}:
            keys = keys_of(state.files.survey.bundles[owner])
            if owner not in known or known[owner][0] != keys:
                new = facts(snapshot.bundle(owner), around.settings.locales.source, digests=False)
                if new is not None:
                    told[owner] = new
                    self._facts[owner] = keys, new
        return snapshot

    def _narrow(self, state: State, path: str) -> FindingsReport | None:
        """What stands in the files that belong to one, without what others have to do with it."""

        def adapted(engine: Engine) -> Engine:
            key = self._standing.get(state.around)
            if key is None:
                options = engine.levels.options
                around = state.opened.surrounded
                key = standing(state.files.survey, around, engine.rules(), options)
                self._standing.put(state.around, key)

            def told(result: LintResult) -> None:
                self._keep_facts(result.facts, state.files, is_whole=False)

            return replace(engine, across=False, standing=key, told=told)

        paths = state.paths(path)
        told = self._lints.linted(state, state.narrowed(path), paths, self._known(), adapted)
        if told.is_refused:
            return None
        found = (each for each in told.report.findings if each.code != NO_ORGANISATION)
        broken = (each for each in _of_extensions(state) if each.location.path == path)
        return replace(told.report, findings=(*found, *broken))

    def _crossed(self, path: str) -> Stood:
        """What the last look at everything found in a file that a look at it alone does not."""
        with self._lock:
            whole = self._whole
            known = self._crossing.get(path)
        if known is not None or whole is None:
            return known or Stood("", ())
        state, findings = whole
        alone = self._narrow(state, path) if path in state.files.entries else None
        paths = state.paths(path)
        found = by_path(alone.findings if alone is not None else ())
        stood = {
            each: Stood(
                state.text(each), tuple(without(findings.get(each, ()), found.get(each, ())))
            )
            for each in paths
        }
        with self._lock:
            if self._whole is whole:
                self._crossing |= stood
        return stood[path]

    @contextmanager
    def _memory(self, state: State, unsaved: Unsaved) -> Iterator[Memory]:
        """What was judged before: in this process, and, where all is new to it, by other ones."""
        is_new = self._cached_for != state.around
        is_typed = any(path not in state.files.owners for path in unsaved)
        with memory(self._cache if is_new and not is_typed else None) as kept:
            if kept is None:
                yield self._known()
                return
            self._program = kept.program
            yield replace(kept, live=self._live)
            self._cached_for = state.around

    def _known(self) -> Memory:
        """What was judged before in this process."""
        return Memory(Cache(None), self._program, live=self._live)

    def _hear(self, files: Files) -> Callable[[Reading, Mapping[str, Walk], Facts | None], None]:
        """What takes facts as they are read, so that nobody waits for the last of them."""

        def heard(reading: Reading, walked: Mapping[str, Walk], told: Facts | None) -> None:
            owner = files.owners.get(told.path) if told is not None else None
            if told is not None and owner is not None and owner not in self._facts:
                self._facts[owner] = reading.files(), told
                self._learned += 1
            if len(files.survey.bundles) > _FEW:
                return
            for document in (reading.bundle.policy, reading.bundle.coming):
                if document is not None and document.path in walked:
                    named = in_walk(document, walked[document.path], reading.bundle.id)
                    self._index.places.learn(document, named)

        return heard

    def _keep_facts(self, told: Iterable[Facts], files: Files, *, is_whole: bool) -> None:
        """Keep the facts of policies; of one that is half typed the last ones stay."""
        found = {
            files.owners[each.path]: (keys_of(files.group(each.path)), each)
            for each in told
            if each.path in files.owners
        }
        if is_whole:
            bundles = files.survey.bundles
            known = {owner: kept for owner, kept in [*self._facts.items()] if owner in bundles}
            self._facts = {**known, **found}
        else:
            self._facts.update(found)
        self._learned += 1


def _of_extensions(state: State) -> tuple[Finding, ...]:
    """What is wrong with extensions of the schemas, told where they stand."""
    return tuple(as_finding(each, state.files.entries.keys(), {}) for each in state.refused)


def _same(engine: Engine) -> Engine:
    return engine
