"""Which rules run, how loudly and where: preset, settings, command line, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from policykit.lint.chosen import ALWAYS, always, choices, codes_of, options_of
from policykit.lint.registry import Registry
from policykit.model.config import LintSettings
from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.finding import Severity
from policykit.model.page import Preset
from policykit.model.path_pattern import PathPattern
from policykit.model.value import dataclass

PRESETS: Final[tuple[Preset, ...]] = ("minimal", "recommended", "strict")
_RULES = "lint.rules"
_READING = frozenset({"yaml", "files", "faults"})
_IN_ALL = ALWAYS | {"own"}
"""Categories that no preset leaves out: what cannot be read, and what a company asks for itself."""


@dataclass(frozen=True, slots=True)
class PathLevels:
    """The levels that hold where a pattern matches; OFF where a code is not wanted there."""

    pattern: PathPattern
    severities: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class Levels:
    """The severity of each code that runs, the options of each rule, and what is locked.

    `by_path` are other levels for some files: of those that match, the last that speaks of a
    code holds.
    """

    severities: Mapping[str, Severity]
    options: Mapping[str, Mapping[str, Json]]
    locked: frozenset[str]
    by_path: tuple[PathLevels, ...] = ()

    @property
    def run(self) -> frozenset[str]:
        """The codes that are reported anywhere."""
        return frozenset(self.severities).union(
            code
            for each in self.by_path
            for code, severity in each.severities.items()
            if severity is not Severity.OFF
        )

    def severity(self, code: str, path: str) -> Severity | None:
        """How bad a code is in a file, None where it is not reported."""
        for each in reversed(self.by_path):
            if code in each.severities and each.pattern.matches(path):
                severity = each.severities[code]
                return None if severity is Severity.OFF else severity
        return self.severities.get(code)

    def run_in(self, path: str) -> frozenset[str]:
        """The codes that are reported in a file."""
        return frozenset(code for code in self.run if self.severity(code, path) is not None)


def levels(
    registry: Registry,
    settings: LintSettings,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
) -> Levels:
    """The levels in force.

    What is selected is on even where the preset or the settings have it off; what is ignored
    in the same place is not, and what a path has off stays off there.

    Raises:
        SettingsError: a preset, rule, level or option that does not exist, with the nearest.
    """
    severities, options = _of_settings(registry, settings)
    locked = codes_of(registry, settings.locked, "lint.locked", ("lint", "locked"))
    ignored_here = codes_of(registry, ignore, "--ignore") - locked
    at_ignore = ("lint", "ignore")
    ignored_there = codes_of(registry, settings.ignore, "lint.ignore", at_ignore)
    ignored = ignored_here | (ignored_there - locked)
    for code in sorted(ignored_there):
        if registry.pages[code].category in ALWAYS:
            raise always(code, "lint.ignore", at_ignore)
    for code in ignored:
        severities[code] = Severity.OFF
    for code in locked:
        severities[code] = _at_least(registry, code, severities.get(code, Severity.OFF))
    asked_here = codes_of(registry, select, "--select")
    asked_there = codes_of(registry, settings.select, "lint.select", ("lint", "select"))
    asked = asked_here or asked_there
    extra = codes_of(registry, extend_select, "--extend-select")
    for code in (asked | extra) - (ignored_here if asked_here else ignored):
        if severities[code] is Severity.OFF:
            severities[code] = registry.pages[code].severity
    wanted = _wanted(registry, asked, extra, by_settings=not asked_here)
    return Levels(
        severities={
            code: severity
            for code, severity in severities.items()
            if severity is not Severity.OFF and code in wanted
        },
        options=options,
        locked=locked,
        by_path=tuple(
            PathLevels(
                PathPattern(pattern),
                {
                    code: _at_least(registry, code, level) if code in locked else level
                    for code, level in _of_path(registry, pattern, said).items()
                    if code in wanted and code not in ignored
                },
            )
            for pattern, said in settings.per_path.items()
        ),
    )


def _of_settings(
    registry: Registry, settings: LintSettings
) -> tuple[dict[str, Severity], dict[str, Mapping[str, Json]]]:
    """The levels and options of the preset and of lint.rules."""
    severities = _preset(registry, settings.extends)
    options: dict[str, Mapping[str, Json]] = {
        code: dict(rule.defaults) for code, rule in registry.rules.items()
    }
    for choice in choices(registry, settings.rules, _RULES, ("lint", "rules")):
        for code in choice.codes:
            if choice.level is not None:
                severities[code] = choice.level
            elif severities[code] is Severity.OFF:
                severities[code] = registry.pages[code].severity
        if choice.page is not None:
            rule = registry.rules.get(choice.page.code)
            known = rule.options if rule is not None else ()
            where = f"{_RULES} in policykit.yaml"
            at = ("lint", "rules", choice.name)
            options[choice.page.code] = options_of(known, choice.own, choice.name, where, at)
    return severities, options


def _of_path(registry: Registry, pattern: str, said: Mapping[str, Json]) -> dict[str, Severity]:
    """The levels one pattern of lint.per_path asks for."""
    where = f"lint.per_path: {pattern[:120]}"
    found: dict[str, Severity] = {}
    at = ("lint", "per_path", pattern)
    for choice in choices(registry, said, where, at):
        if choice.own or choice.level is None:
            raise SettingsError(
                "options-by-path",
                f"For some files {choice.name} can have another level, but no other options.",
                context=f"{where} in policykit.yaml",
                hint="Write the level alone, such as warning; options belong in lint.rules.",
                pointer=(*at, choice.name),
            )
        found |= dict.fromkeys(choice.codes, choice.level)
    return found


def _wanted(
    registry: Registry, asked: frozenset[str], extra: frozenset[str], *, by_settings: bool
) -> frozenset[str]:
    """The codes that may be reported, all where none were asked for."""
    if not asked:
        return frozenset(registry.pages)
    # What cannot be read is told whatever was selected, or a broken file would pass in silence.
    # Settings come with the policies, so they may choose rules but not switch the schema off.
    kept = ALWAYS if by_settings else _READING
    return (asked | extra).union(
        code for code, page in registry.pages.items() if page.category in kept
    )


def _at_least(registry: Registry, code: str, severity: Severity) -> Severity:
    """A level that is no milder than a code has by itself."""
    return max(severity, registry.pages[code].severity, key=lambda each: each.rank)


def _preset(registry: Registry, name: str) -> dict[str, Severity]:
    if name not in PRESETS:
        near = get_close_matches(name.lower(), PRESETS, 1)
        raise SettingsError(
            "unknown-preset",
            f"There is no preset {name[:120]!r} for lint.",
            context="lint.extends in policykit.yaml",
            hint=(f"Did you mean {near[0]}? " if near else "")
            + f"Use one of {', '.join(PRESETS)}.",
            pointer=("lint", "extends"),
        )
    severities: dict[str, Severity] = {}
    for code, page in registry.pages.items():
        severity = page.severity
        if page.category not in _IN_ALL and PRESETS.index(page.preset) > PRESETS.index(name):
            severity = Severity.OFF
        elif name == "strict" and severity is Severity.WARNING:
            severity = Severity.ERROR
        severities[code] = severity
    return severities
