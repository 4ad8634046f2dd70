"""The engine that runs what a call and the settings ask for."""

from __future__ import annotations

from datetime import date

from policykit.lint.engine import Engine
from policykit.lint.joined import all_rules
from policykit.lint.levels import levels
from policykit.lint.own.reading import OwnRules
from policykit.linting.request import LintRequest
from policykit.model.config import LintSettings
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
