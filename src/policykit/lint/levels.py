"""Which rules run and how loudly: preset, settings, command line, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policykit.lint.registry import Registry
from policykit.lint.rule import Option
from policykit.model.config import LintSettings
from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.finding import Severity
from policykit.validation.phrases import written

PRESETS = ("minimal", "recommended", "strict")
_RULES = "lint.rules in policykit.yaml"
_ALWAYS = frozenset({"yaml", "schema", "files", "suppressions", "faults"})
_READING = frozenset({"yaml", "files", "faults"})
_MINIMAL = _ALWAYS | {"structure", "references", "law"}


@dataclass(frozen=True, slots=True)
class Levels:
    """The severity of each code that runs, the options of each rule, and what is locked."""

    severities: Mapping[str, Severity]
    options: Mapping[str, Mapping[str, Json]]
    locked: frozenset[str]

    @property
    def run(self) -> frozenset[str]:
        """The codes that are reported."""
        return frozenset(self.severities)


def levels(
    registry: Registry,
    settings: LintSettings,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
) -> Levels:
    """The levels in force.

    Raises:
        SettingsError: a preset, rule, level or option that does not exist, with the nearest.
    """
    severities = _preset(registry, settings.extends)
    options = {code: dict(rule.defaults) for code, rule in registry.rules.items()}
    for name, value in settings.rules.items():
        page = registry.find(name)
        if page is None:
            raise _unknown(registry, name, "lint.rules")
        level, own = _setting(name, value)
        if level is not None:
            if page.category in _ALWAYS and level.rank < page.severity.rank:
                raise _always(page.code, "lint.rules")
            severities[page.code] = level
        elif severities[page.code] is Severity.OFF:
            severities[page.code] = page.severity
        rule = registry.rules.get(page.code)
        options[page.code] = _options(rule.options if rule is not None else (), own, name)
    locked = _codes(registry, settings.locked, "lint.locked")
    for code in _codes(registry, settings.ignore, "lint.ignore"):
        if registry.pages[code].category in _ALWAYS:
            raise _always(code, "lint.ignore")
    for code in _codes(registry, (*settings.ignore, *ignore), "ignore") - locked:
        severities[code] = Severity.OFF
    chosen = _codes(registry, tuple(select) or settings.select, "select")
    extra = _codes(registry, tuple(extend_select), "extend-select")
    for code in locked:
        if severities.get(code, Severity.OFF).rank < registry.pages[code].severity.rank:
            severities[code] = registry.pages[code].severity
    asked = chosen | extra
    # Settings come with the policies, so they may choose rules but not switch the schema off.
    if chosen and not tuple(select):
        chosen |= {code for code, page in registry.pages.items() if page.category in _ALWAYS}
    # What cannot be read is told whatever was selected, or a broken file would pass in silence.
    if chosen:
        chosen |= {code for code, page in registry.pages.items() if page.category in _READING}
    for code in asked:
        if severities[code] is Severity.OFF:
            severities[code] = registry.pages[code].severity
    return Levels(
        severities={
            code: severity
            for code, severity in severities.items()
            if severity is not Severity.OFF and (not chosen or code in chosen | extra)
        },
        options=options,
        locked=locked,
    )


def _always(code: str, where: str) -> SettingsError:
    return SettingsError(
        "always-checked",
        f"{code} is always checked and cannot be lowered or ignored in the settings.",
        context=f"{where} in policykit.yaml",
        hint="Take it out there. Without the schemas nobody knows what a policy says.",
    )


def _preset(registry: Registry, name: str) -> dict[str, Severity]:
    if name not in PRESETS:
        raise SettingsError(
            "unknown-preset",
            f"There is no preset {name!r} for lint.",
            hint=f"Use one of {', '.join(PRESETS)}.",
        )
    severities: dict[str, Severity] = {}
    for code, page in registry.pages.items():
        severity = page.severity
        if name == "minimal" and page.category not in _MINIMAL:
            severity = Severity.OFF
        elif name == "strict" and severity is Severity.WARNING:
            severity = Severity.ERROR
        severities[code] = severity
    return severities


def _setting(name: str, value: Json) -> tuple[Severity | None, Mapping[str, Json]]:
    level: Json = value.get("level") if isinstance(value, dict) else value
    own = (
        {key: each for key, each in value.items() if key != "level"}
        if isinstance(value, dict)
        else {}
    )
    if level is None:
        return None, own
    if isinstance(level, str) and level in set(Severity):
        return Severity(level), own
    raise SettingsError(
        "unknown-level",
        f"The rule {name} cannot have this level.",
        context=_RULES,
        hint=f"Use one of {', '.join(Severity)}.",
    )


def _options(known: Iterable[Option], own: Mapping[str, Json], name: str) -> dict[str, Json]:
    """The options of a rule: its defaults, and what the settings say instead."""
    by_name = {option.name: option for option in known}
    chosen: dict[str, Json] = {each: option.written for each, option in by_name.items()}
    for key, value in own.items():
        if key not in by_name:
            raise SettingsError(
                "unknown-option",
                f"The rule {name} has no option {key}.",
                context=_RULES,
                hint=f"It has: {', '.join(by_name) or 'none'}.",
            )
        option = by_name[key]
        if type(option.written) is not type(value):
            raise SettingsError(
                "wrong-option",
                f"The option {key} of the rule {name} is of another kind.",
                context=_RULES,
                hint=f"Its default shows how to write it: {written(option.written)}.",
            )
        if option.least is not None and isinstance(value, int) and value < option.least:
            raise SettingsError(
                "wrong-option",
                f"The option {key} of the rule {name} is {value}, which is too small.",
                context=_RULES,
                hint=f"Write {option.least} or more; its default is {written(option.written)}.",
            )
        chosen[key] = value
    return chosen


def _codes(registry: Registry, selectors: Iterable[str], where: str) -> frozenset[str]:
    found: set[str] = set()
    for selector in selectors:
        codes = registry.matching(selector)
        if not codes:
            raise _unknown(registry, selector, where)
        found |= codes
    return frozenset(found)


def _unknown(registry: Registry, name: str, where: str) -> SettingsError:
    near = registry.near(name)
    return SettingsError(
        "unknown-rule",
        f"There is no rule {name!r}.",
        context=where,
        hint=(f"Did you mean {near}? " if near else "") + "`policykit rules` lists them all.",
    )
