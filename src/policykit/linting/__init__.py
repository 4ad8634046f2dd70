"""Checking a policy repository: one call from a folder to a report."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.linting.request import LintRequest as LintRequest, Today as Today
from policykit.model.errors import SourceError
from policykit.model.report import FindingsReport
from policykit.opening import (
    Opened,
    demand_paths,
    demand_policies,
    memory,
    opened_at,
    stamped,
    with_bundles,
)

if TYPE_CHECKING:
    from policykit.lint.crew import Crew
    from policykit.lint.engine import Engine
    from policykit.lint.fixing import Mended
    from policykit.lint.judging import Heard
    from policykit.lint.memory import Memory
    from policykit.lint.recalled import WholeRun
    from policykit.lint.registry import Registry
    from policykit.model.change import PolicyComparison
    from policykit.model.config import LintSettings
    from policykit.sources.stamped import Stamped

WORTH_IT = 200
"""How many policies there must be to read for other processes to be worth their start."""

_VERSION_RULE = "LIF016"
"""The rule that asks what became of policies since the revision a run is against."""

_FAULTS = frozenset({"BUG001", "FIL003"})
"""A rule that failed, and a file that could not be read."""


def registry(root: Path | None = None, plugins: tuple[str, ...] = ()) -> Registry:
    """All rules and pages; with a root also its custom rules, and the rules of plugins.

    Raises:
        SourceError: the files cannot be read.
        SettingsError: two custom rules have the same code, or one the name of another rule.
        PolicykitError: a plugin is not installed, or cannot be used.
    """
    from policykit.lint.joined import all_rules

    if root is None:
        return all_rules({}, plugins)[0]
    from policykit.linting.settings import with_place

    with opened_at(root, "") as opened, with_place(opened):
        settings = opened.surrounded.surroundings.settings.lint
        return all_rules(settings.custom_rules, plugins)[0]


def demand_levels(root: Path, at: str = "") -> None:
    """Refuse settings of lint that it cannot run with.

    Raises:
        SourceError: the files or the revision cannot be read.
        SettingsError: a preset, a rule or an option is not there, or two custom rules clash.
    """
    from policykit.lint.joined import all_rules
    from policykit.lint.levels import levels
    from policykit.linting.settings import with_place

    with opened_at(root, at) as opened, with_place(opened):
        settings = opened.surrounded.surroundings.settings.lint
        levels(all_rules(settings.custom_rules, ())[0], settings)


def lint(request: LintRequest, today: Today) -> FindingsReport:
    """Check a policy repository.

    Raises:
        SourceError: the files or the revision cannot be read, or there is nothing to check.
        SettingsError: the settings cannot be used.
    """
    with memory(None if request.plugins or request.clock else request.cache) as kept:
        if kept is None:
            return _checked(request, today)
        with stamped(kept, request.root, is_now=not (request.at or request.unsaved)) as files:
            return _checked(request, today, kept, files)


def _checked(
    request: LintRequest, today: Today, kept: Memory | None = None, files: Stamped | None = None
) -> FindingsReport:
    """A report, recalled where nothing has changed since it was made."""
    from policykit.sources.prefaces import Prefaces

    start = request.clock() if request.clock is not None else 0.0
    whole = _whole_run(request, kept, files)
    prefaces = Prefaces(request.root)
    if whole is not None and (report := whole.recalled(today, prefaces.key)) is not None:
        return report
    from policykit.library.prefaces import preface_files
    from policykit.linting.settings import with_place

    with opened_at(
        request.root, request.at, request.paths, request.unsaved, listed=files
    ) as opened:
        demand_policies(opened, allow_empty=request.allow_empty)
        if not request.allow_empty:
            demand_paths(opened, request.paths)
        wanted = request
        if request.with_bundle:
            wanted = replace(request, paths=with_bundles(opened, request.paths))
        around = opened.surrounded.surroundings
        zone = around.organisation.time_zone
        crew = _crew(wanted, opened, around.settings.lint, today(zone))
        beside = {name: prefaces.key(name) for name in preface_files(around.settings)}
        with with_place(opened):
            report = linted(wanted, opened, around.settings.lint, today, start, kept, crew)
        # A fault may be gone in the next run: it is not to be told again.
        has_fault = any(each.code in _FAULTS for each in report.findings)
        is_still = beside == {name: prefaces.key(name) for name in beside}
        if whole is not None and not around.settings.lint.baseline and is_still and not has_fault:
            whole.keep(report, zone, beside)
        return report


def _whole_run(request: LintRequest, kept: Memory | None, files: Stamped | None) -> WholeRun | None:
    """What recalls and keeps this run; None where it depends on more than files and call."""
    from policykit.cache import key_of
    from policykit.lint.recalled import WholeRun

    asked = request.baseline
    about_baseline = asked is not None and (asked.file or asked.write or asked.prune)
    if kept is None or files is None or about_baseline or request.against:
        return None
    digest = files.digest()
    if not digest:
        return None
    narrowed = (request.paths, request.select, request.ignore, request.extend_select)
    ways = (request.obey_suppressions, request.allow_empty, request.with_bundle, asked is None)
    return WholeRun(kept.cache, key_of(kept.program, digest, json.dumps([narrowed, ways])))


def _crew(request: LintRequest, opened: Opened, settings: LintSettings, day: date) -> Crew | None:
    """The processes that judge policies beside this one; None where they are no use."""
    is_simple = not (request.unsaved or request.plugins or request.clock)
    if request.workers == 1 or opened.files.policies < WORTH_IT or not is_simple:
        return None
    from policykit.linting.crew import Processes

    return Processes(request, opened.loader.commit, settings, day, WORTH_IT)


def linted(
    request: LintRequest,
    opened: Opened,
    settings: LintSettings,
    today: Today,
    start: float = 0.0,
    kept: Memory | None = None,
    crew: Crew | None = None,
    *,
    heard: Heard | None = None,
    adapted: Callable[[Engine], Engine] = lambda engine: engine,
) -> FindingsReport:
    """The report on an opened repository, by these settings; the clock started at `start`.

    `heard` hears each bundle that is read, so that nobody has to read it again. `adapted` gives
    the engine to run in place of the one the call asks for.
    """
    from policykit.library.prefaces import prefaces
    from policykit.lint.own.reading import demand_told
    from policykit.linting.running import engine_for, remembering, reported
    from policykit.linting.settings import demand_sound_settings
    from policykit.sources.prefaces import prefaces_of

    day = today(opened.surrounded.surroundings.organisation.time_zone)
    engine, own = engine_for(request, opened, settings, day)
    settings_around = opened.surrounded.surroundings.settings
    there = prefaces_of(request.root, opened.source, opened.loader.commit)
    engine = replace(
        engine,
        memory=kept,
        crew=crew,
        heard=heard,
        prefaces=prefaces(settings_around, there.read),
        compared=_compared(request, engine, today),
    )
    result = adapted(engine).run(opened.files, remembering(opened.surrounded, kept))
    demand_told(own, result.findings)
    demand_sound_settings(opened, result.findings, engine.registry.pages)
    took = request.clock() - start if request.clock is not None else 0.0
    report = reported(result, opened, settings, day)
    if request.baseline is not None:
        from policykit.known import without_baseline

        report = without_baseline(
            report,
            request.baseline,
            engine,
            root=request.root,
            setting=settings.baseline,
            is_whole=not (request.paths or request.select or request.ignore),
        )
    if request.against:
        from policykit.known import without_older

        report = without_older(report, request.against, engine, request.root)
    if request.clock is not None:
        from policykit.lint.statistics import statistics

        counted = statistics(report.findings, engine.registry.pages, result.seconds, took)
        report = replace(report, statistics=counted)
    return report


def _compared(request: LintRequest, engine: Engine, today: Today) -> tuple[PolicyComparison, ...]:
    """What became of policies since the revision a run is against, where a rule asks for it."""
    if not request.against or _VERSION_RULE not in engine.levels.run or request.unsaved:
        return ()
    from policykit.comparing import DiffRequest, diff
    from policykit.sources.git import Repository

    try:
        with Repository(request.root) as repository:
            base = repository.resolve(request.against)
        words = f"{base}..{request.at}" if request.at else base
        return diff(DiffRequest(root=request.root, words=(words,)), today).policies
    except SourceError:
        # That the revision cannot be read is told when findings are held against it.
        return ()


def mend(request: LintRequest, today: Today, *, unsafe: bool = False) -> Mended:
    """Check a work tree and make the fixes its findings come with; nothing is written.

    Args:
        request: what to check, as for `lint`; never a revision.
        today: the day to judge by.
        unsafe: whether to make fixes that may change the meaning, too.

    Returns:
        The files that would change, and what is found once they have.

    Raises:
        SourceError: as for `lint`.
        SettingsError: the settings cannot be used.
    """
    from policykit.lint import fixing
    from policykit.sources.worktree import WorkTree

    entries = {entry.path: entry for entry in WorkTree(request.root).entries()}

    def check(contents: Mapping[str, bytes]) -> FindingsReport:
        return lint(replace(request, unsaved={**request.unsaved, **contents}), today)

    def read(path: str) -> bytes:
        return request.unsaved[path] if path in request.unsaved else entries[path].read()

    return fixing.mend(check, read, unsafe=unsafe)
