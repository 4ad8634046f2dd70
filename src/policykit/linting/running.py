"""The engine that runs what a call and the settings ask for, and the report of what it found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policykit import __version__
from policykit.library.load import Surrounded
from policykit.lint.engine import Engine, LintResult
from policykit.lint.joined import all_rules
from policykit.lint.kept import holidays_known
from policykit.lint.levels import levels
from policykit.lint.memory import Memory
from policykit.lint.own.reading import OwnRules
from policykit.linting.request import LintRequest
from policykit.model.config import LintSettings
from policykit.model.report import FindingsReport
from policykit.opening import Opened


def engine_for(
    request: LintRequest, opened: Opened, settings: LintSettings, day: date
) -> tuple[Engine, OwnRules]:
    """What lints an opened repository, and the custom rules of its settings."""
    known, own = all_rules(settings.custom_rules, request.plugins)
    chosen = levels(
        known,
        settings,
        select=request.select,
        ignore=request.ignore,
        extend_select=request.extend_select,
    )
    engine = Engine(
        registry=known,
        levels=chosen,
        loader=opened.loader,
        today=day,
        paths=request.paths,
        obey_suppressions=request.obey_suppressions,
        clock=request.clock,
    )
    return engine, own


def remembering(surrounded: Surrounded, memory: Memory | None) -> Surrounded:
    """What policies stand in, with the public holidays that earlier runs looked up."""
    return replace(surrounded, holidays=holidays_known(memory))


def reported(
    result: LintResult, opened: Opened, settings: LintSettings, day: date
) -> FindingsReport:
    """The report on what was found in an opened repository, judged by a day."""
    return FindingsReport(
        findings=result.findings,
        texts=result.texts,
        pages=result.pages,
        files=result.files,
        policies=result.policies,
        taken_off=len(result.taken_off),
        today=day.isoformat(),
        version=__version__,
        fail_level=settings.fail_level,
        suppressed=result.taken_off,
        name=opened.surrounded.surroundings.organisation.name,
    )
