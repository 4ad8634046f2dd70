"""What settings say of rules: levels and options, and what is wrong where they cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from policykit.lint.registry import Registry
from policykit.lint.rule import Option
from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.finding import Severity
from policykit.model.page import Page
from policykit.model.position import Pointer
from policykit.model.value import dataclass
from policykit.validation.phrases import written

ALWAYS = frozenset({"yaml", "schema", "files", "suppressions", "faults"})
"""Categories that settings can make no milder: else a change could switch the schema off."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What settings say under one key: of which codes, their level, and a rule's own options.

    `page` is that of the one rule a key names, None where it names a category or letters of
    codes. `level` is None where the settings give options alone.
    """

    codes: frozenset[str]
    level: Severity | None
    own: Mapping[str, Json]
    name: str
    page: Page | None


def choices(
    registry: Registry, said: Mapping[str, Json], where: str, at: Pointer
) -> tuple[Choice, ...]:
    """The choices of a mapping from rules, categories or letters of codes, the widest first.

    So one rule can be told otherwise than its category, wherever it is written. `at` is where
    the mapping stands in policykit.yaml.

    Raises:
        SettingsError: a rule, level or option that does not exist, with the nearest; or one
            that is always checked would become milder.
    """
    found = [_choice(registry, name, value, where, (*at, name)) for name, value in said.items()]
    return tuple(sorted(found, key=lambda each: (each.page is not None, -len(each.codes))))


def codes_of(
    registry: Registry, selectors: Iterable[str], where: str, at: Pointer = ()
) -> frozenset[str]:
    """The codes that selectors mean; `at` is where they stand in policykit.yaml, if they do.

    Raises:
        SettingsError: one of them means none.
    """
    found: set[str] = set()
    for number, selector in enumerate(selectors):
        codes = registry.matching(selector)
        if not codes:
            raise _unknown(registry, selector, where, (*at, number) if at else ())
        found |= codes
    return frozenset(found)


def always(code: str, where: str, at: Pointer) -> SettingsError:
    """The error of settings that make something milder that is always checked."""
    return SettingsError(
        "always-checked",
        f"{code} is always checked and cannot be lowered or ignored in the settings.",
        context=f"{where} in policykit.yaml",
        hint="Take it out there. Without the schemas nobody knows what a policy says.",
        pointer=at,
    )


def options_of(
    known: Iterable[Option], own: Mapping[str, Json], name: str, where: str, at: Pointer
) -> dict[str, Json]:
    """The options of a rule: its defaults, and what the settings say instead, at `at`."""
    by_name = {option.name: option for option in known}
    chosen: dict[str, Json] = {each: option.written for each, option in by_name.items()}
    for key, value in own.items():
        if key not in by_name:
            near = get_close_matches(key, by_name, 1)
            raise SettingsError(
                "unknown-option",
                f"The rule {name} has no option {key[:120]}.",
                context=where,
                hint=(f"Did you mean {near[0]}? " if near else "")
                + f"It has: {', '.join(by_name) or 'none'}.",
                pointer=(*at, key),
            )
        option = by_name[key]
        if type(option.written) is not type(value):
            raise SettingsError(
                "wrong-option",
                f"The option {key} of the rule {name} is of another kind.",
                context=where,
                hint=f"Its default shows how to write it: {written(option.written)}.",
                pointer=(*at, key),
            )
        if option.least is not None and isinstance(value, int) and value < option.least:
            raise SettingsError(
                "wrong-option",
                f"The option {key} of the rule {name} is {value}, which is too small.",
                context=where,
                hint=f"Write {option.least} or more; its default is {written(option.written)}.",
                pointer=(*at, key),
            )
        chosen[key] = value
    return chosen


def _choice(registry: Registry, name: str, value: Json, where: str, at: Pointer) -> Choice:
    page = registry.find(name)
    codes = registry.matching(name) if page is None else frozenset({page.code})
    if not codes:
        raise _unknown(registry, name, where, at)
    level, own = _setting(name, value, where, at)
    if page is None and (own or level is None):
        raise SettingsError(
            "options-of-many-rules",
            f"{name} means {len(codes)} rules, so it can have a level and nothing else.",
            context=f"{where} in policykit.yaml",
            hint=f"Write {name}: warning, and give options to each rule by its own name.",
            pointer=at,
        )
    if level is not None:
        for code in sorted(codes):
            milder = level.rank < registry.pages[code].severity.rank
            if registry.pages[code].category in ALWAYS and milder:
                raise always(code, where, at)
    return Choice(codes, level, own, name, page)


def _setting(
    name: str, value: Json, where: str, at: Pointer
) -> tuple[Severity | None, Mapping[str, Json]]:
    level: Json = value.get("level") if isinstance(value, dict) else value
    own = (
        {key: each for key, each in value.items() if key != "level"}
        if isinstance(value, dict)
        else {}
    )
    if level is None and isinstance(value, dict):
        return None, own
    if isinstance(level, str) and level in set(Severity):
        return Severity(level), own
    near = get_close_matches(level, list(Severity), 1) if isinstance(level, str) else []
    raise SettingsError(
        "unknown-level",
        f"The rule {name} cannot have the level {written(level)}.",
        context=f"{where} in policykit.yaml",
        hint=(f"Did you mean {near[0]}? " if near else "") + f"Use one of {', '.join(Severity)}.",
        pointer=(*at, "level") if isinstance(value, dict) else at,
    )


def _unknown(registry: Registry, name: str, where: str, at: Pointer) -> SettingsError:
    near = registry.near_selector(name)
    return SettingsError(
        "unknown-rule",
        f"There is no rule {name[:120]!r}.",
        context=where,
        hint=(f"Did you mean {near}? " if near else "") + "`policykit rules` lists them all.",
        pointer=at,
    )
