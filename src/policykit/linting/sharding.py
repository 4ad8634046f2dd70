"""Checking one shard: what each of its policies is judged by itself, packed for the merge.

What is judged of one policy never depends on another, so shards need not read what is not
theirs. All that does (rules that look across policies, comments that take nothing off, known
findings of a baseline that are gone) is told once, by the merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from policykit.known import without_baseline
from policykit.lint.crew import Ahead, BundleKey
from policykit.lint.judging import Judge, Judged
from policykit.lint.kept import Kept, kept, standing as standing_of
from policykit.lint.levels import Levels
from policykit.lint.own.reading import demand_told
from policykit.lint.registry import Registry
from policykit.lint.shards import Shard
from policykit.lint.suppression_pages import UNUSED
from policykit.linting.packing import packed
from policykit.linting.request import LintRequest, Today
from policykit.linting.running import engine_for, remembering, reported
from policykit.linting.settings import demand_sound_settings, with_place
from policykit.model.digest import canonical_json, sha256
from policykit.model.document import Json
from policykit.model.errors import SourceError
from policykit.model.finding import Finding
from policykit.model.report import FindingsReport, ShardOfReport
from policykit.model.value import dataclass
from policykit.opening import Opened, demand_policies, memory, opened_at
from policykit.sources.port import Entry, blob_key

if TYPE_CHECKING:
    from policykit.library.survey import NamedEntry, Survey
    from policykit.lint.crew import Crew
    from policykit.lint.engine import Engine
    from policykit.lint.memory import Memory

WORTH_IT: Final = 200
"""How many policies a shard must have for other processes to be worth their start."""


def lint_shard(request: LintRequest, today: Today, shard: Shard) -> FindingsReport:
    """Check the policies of one shard.

    Args:
        request: as for `lint`, all of it but what narrows or mends; a baseline is heeded.
        today: the day to judge by.
        shard: which part of the policies; the first tells of the files around them, too.

    Returns:
        What is found in them, with what `merge` needs to say the rest.

    Raises:
        SourceError: the files or the revision cannot be read, or there is nothing to check.
        SettingsError: the settings cannot be used.
    """
    with (
        memory(None if request.plugins else request.cache) as known,
        opened_at(request.root, request.at) as opened,
    ):
        demand_policies(opened, allow_empty=request.allow_empty)
        with with_place(opened):
            return _report(request, opened, today, shard, known)


def asked(request: LintRequest) -> Mapping[str, Json]:
    """The options of a call that decide what is found, as the shards of one report share them."""
    return {
        "select": list(request.select),
        "ignore": list(request.ignore),
        "extend_select": list(request.extend_select),
        "obey_suppressions": request.obey_suppressions,
        "allow_empty": request.allow_empty,
        "plugins": list(request.plugins),
    }


def standing(opened: Opened, engine: Engine) -> str:
    """What policies of an opened repository are judged by, as earlier runs know it."""
    options = engine.levels.options
    return standing_of(opened.files, opened.surrounded, engine.rules(), options)


def key_of_files(files: Survey) -> str:
    """A key of the policies of a survey: their files by path and content."""
    return sha256(
        canonical_json(
            [
                [each.entry.path, _key(each.entry)]
                for entries in files.bundles.values()
                for each in entries
            ]
        )
    )


def _key(entry: Entry) -> str:
    try:
        return entry.key or blob_key(entry.read())
    except SourceError:
        return ""


def _report(
    request: LintRequest, opened: Opened, today: Today, shard: Shard, known: Memory | None
) -> FindingsReport:
    around = opened.surrounded.surroundings
    settings = around.settings.lint
    day = today(around.organisation.time_zone)
    engine, own = engine_for(request, opened, settings, day)
    mine = shard.narrowed(opened.files)
    crew = _Share(
        bundles=mine.bundles,
        judge=engine.judge(around, engine.rules()),
        processes=_processes(request, opened, day, mine),
        standing=standing(opened, engine),
        memory=known,
        judged_so_far={},
    )
    alone = replace(
        engine,
        registry=_by_themselves(engine.registry),
        levels=_without(engine.levels, UNUSED),
        crew=crew,
    )
    result = alone.run(mine, remembering(opened.surrounded, known))
    demand_told(own, result.findings)
    demand_sound_settings(opened, result.findings, engine.registry.pages)
    report = reported(result, opened, settings, day)
    if shard.number > 1:
        report = _of_policies(report, mine)
    if request.baseline is not None:
        report = without_baseline(
            report,
            request.baseline,
            engine,
            root=request.root,
            setting=settings.baseline,
            is_whole=False,
        )
    part = ShardOfReport(
        number=shard.number,
        of=shard.of,
        commit=opened.loader.commit or "",
        asked=asked(request),
        standing=sha256(crew.standing),
        files=key_of_files(mine),
        judged=tuple(packed((key, crew.judged_so_far.get(key)) for key in mine.bundles)),
    )
    return replace(report, shard=part)


def _processes(request: LintRequest, opened: Opened, day: date, mine: Survey) -> Crew | None:
    if request.workers == 1 or mine.policies < WORTH_IT or request.plugins:
        return None
    from policykit.linting.crew import Processes

    settings = opened.surrounded.surroundings.settings.lint
    return Processes(request, opened.loader.commit, settings, day, WORTH_IT)


def _by_themselves(registry: Registry) -> Registry:
    """The rules without what they say across policies."""
    rules = {code: replace(rule, across=None) for code, rule in registry.rules.items()}
    return replace(registry, rules=rules)


def _without(levels: Levels, code: str) -> Levels:
    severities = {each: level for each, level in levels.severities.items() if each != code}
    by_path = tuple(
        replace(one, severities={e: level for e, level in one.severities.items() if e != code})
        for one in levels.by_path
    )
    return replace(levels, severities=severities, by_path=by_path)


def _of_policies(report: FindingsReport, mine: Survey) -> FindingsReport:
    """The report without what stands in files around the policies."""
    paths = {each.entry.path for entries in mine.bundles.values() for each in entries}

    def here(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(each for each in findings if each.location.path in paths)

    findings, suppressed = here(report.findings), here(report.suppressed)
    told = (*findings, *suppressed)
    codes = {each.code for each in told}
    shown = {
        place.path
        for each in told
        for place in (each.location, *(related.location for related in each.related))
    }
    return replace(
        report,
        findings=findings,
        suppressed=suppressed,
        taken_off=len(suppressed),
        texts={path: text for path, text in report.texts.items() if path in shown},
        pages={code: page for code, page in report.pages.items() if code in codes},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """A crew that judges the bundles of a shard, and remembers what was judged of each.

    `standing` is that of the whole repository: what is known of earlier runs goes by it.
    """

    bundles: Mapping[BundleKey, tuple[NamedEntry, ...]]
    judge: Judge
    processes: Crew | None
    standing: str
    memory: Memory | None
    judged_so_far: dict[BundleKey, Judged]

    def judged(self, bundles: Sequence[BundleKey], standing: str) -> Iterator[Ahead | None]:
        """What is judged of each bundle; None where it was not read without a problem."""
        del standing
        earlier = kept(self.memory, self.standing)
        known = [_known(earlier, self.bundles[key]) for key in bundles]
        missing = [key for key, ahead in zip(bundles, known, strict=True) if ahead is None]
        theirs: Iterator[Ahead | None] = iter(())
        if self.processes is not None:
            theirs = self.processes.judged(missing, self.standing)
        for key, ahead in zip(bundles, known, strict=True):
            found = ahead
            if found is None:
                found = next(theirs, None) or self._judged(key)
                if found is not None and earlier is not None:
                    earlier.keep(found.files, found.judged, wanted=True)
            if found is not None:
                self.judged_so_far[key] = found.judged
            yield found

    def _judged(self, key: BundleKey) -> Ahead | None:
        reading = self.judge.read(key[1], self.bundles[key])
        if reading.problems:
            return None
        return Ahead(self.judge.judged(reading), reading.files())


def _known(earlier: Kept | None, entries: Sequence[NamedEntry]) -> Ahead | None:
    judged = earlier.judged(entries, wanted=True) if earlier is not None else None
    if judged is None:
        return None
    return Ahead(judged, tuple((each.entry.path, _key(each.entry)) for each in entries))
