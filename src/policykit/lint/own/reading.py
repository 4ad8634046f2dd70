"""lint.custom_rules of policykit.yaml, as rules with a page and a check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Final

from policykit.lint.own.check import WORDS, Checked, Compared, Noting, OwnCheck, Said, WideCheck
from policykit.lint.own.checks import (
    conditional,
    consistency,
    forbid,
    occurrence,
    readability,
    require,
    required,
    substitute,
)
from policykit.lint.own.entries import Entries, UnusableError
from policykit.lint.own.where import Where
from policykit.lint.rule import Rule
from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.finding import Finding, Severity
from policykit.model.ids import is_id
from policykit.model.page import Page
from policykit.model.path_pattern import PathPattern
from policykit.model.policy_shape import LEVELS
from policykit.model.position import Pointer
from policykit.model.value import dataclass

CATEGORY: Final = "own"
"""The category of custom rules."""

LETTERS: Final = "OWN"
"""The letters their codes begin with; no shipped rule and no plugin has them."""

CHECKS: Final[tuple[ModuleType, ...]] = (
    forbid,
    require,
    substitute,
    occurrence,
    consistency,
    conditional,
    readability,
    required,
)
"""The modules of all checks; the KEY of each is the key in policykit.yaml."""

_CODE = re.compile(rf"{LETTERS}[0-9]{{3}}")
_ABOUT: Final = ("code", "message", "hint", "why", "severity", "match_case", "where")
_PLACE: Final[Pointer] = ("lint", "custom_rules")
_SEVERITIES: Final = ("error", "warning", "info")
_WHY: Final = (
    "This is a rule of your own: lint.custom_rules in policykit.yaml says what it looks for."
)


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The custom rules of a repository; `unusable` are the names of those that cannot run."""

    rules: tuple[Rule, ...] = ()
    unusable: tuple[str, ...] = ()


def own_rules(said: Mapping[str, Json]) -> OwnRules:
    """The rules that lint.custom_rules describes.

    One that is not as the schema wants it has its page where it can be read, and no check.

    Raises:
        SettingsError: two rules have the same code.
    """
    rules: list[Rule] = []
    unusable: list[str] = []
    names: dict[str, str] = {}
    for name, described in said.items():
        page = _page(name, described)
        if page is not None:
            if page.code in names:
                raise _twice(page.code, names[page.code], name)
            names[page.code] = name
        try:
            described_check = _described(Entries(described))
        except UnusableError:
            described_check = None
        if described_check is None or page is None:
            unusable.append(name)
        if page is not None:
            rules.append(_rule(page, described_check))
    return OwnRules(tuple(rules), tuple(unusable))


def demand_told(own: OwnRules, findings: Iterable[Finding]) -> None:
    """Refuse to pass over a rule that cannot run in silence.

    Raises:
        SettingsError: there is one, and no finding tells why, as where only a part is checked.
    """
    told = {
        finding.location.pointer[len(_PLACE)]
        for finding in findings
        if finding.location.pointer[: len(_PLACE)] == _PLACE
        and len(finding.location.pointer) > len(_PLACE)
    }
    for name in own.unusable:
        if name not in told:
            raise SettingsError(
                "unusable-custom-rule",
                f"The custom rule {name[:120]!r} cannot be used: it is not as it should be.",
                context=_context(name),
                hint="`policykit lint policykit.yaml` tells what is wrong with it.",
                pointer=(*_PLACE, name),
            )


def _page(name: str, described: Json) -> Page | None:
    """The page of a rule; None where its name, code or message is missing or malformed."""
    entries = Entries(described)
    try:
        code, message = entries.under("code").text(), entries.under("message").text()
        hint, why = entries.under("hint").text(), entries.under("why").text(_WHY)
        severity = entries.under("severity").choice(_SEVERITIES, "warning")
    except UnusableError:
        return None
    if not is_id(name) or not message or not _CODE.fullmatch(code):
        return None
    return Page(
        code=code,
        name=name,
        category=CATEGORY,
        severity=Severity(severity),
        summary=message.replace(WORDS, "…"),
        why=why,
        bad="",
        good="",
        how=hint or "Do as the message says, or take the finding off with a reason.",
    )


@dataclass(frozen=True, slots=True)
class _Described:
    check: OwnCheck | WideCheck
    where: Where
    said: Said


def _rule(page: Page, described: _Described | None) -> Rule:
    if described is None:
        return Rule(page=page)
    check, where, said = described.check, described.where, described.said
    if isinstance(check, WideCheck):
        return Rule(page=page, notes=Noting(check, where), across=Compared(check, said, page.code))
    return Rule(page=page, per_policy=Checked(check, where, said))


def _described(entries: Entries) -> _Described:
    group = entries.group(*_ABOUT, *(each.KEY for each in CHECKS))
    named = [each for each in CHECKS if each.KEY in group]
    if len(named) != 1:
        raise UnusableError
    match_case = entries.under("match_case").flag()
    check = named[0].read(Entries(group[named[0].KEY], match_case))
    said = Said(entries.under("message").text(), entries.under("hint").text())
    return _Described(check, _where(entries.under("where")), said)


def _where(entries: Entries) -> Where:
    if not entries.is_there:
        return Where()
    entries.group("paths", "kinds", "levels", "locales", "areas", "statuses")
    return Where(
        paths=tuple(map(PathPattern, entries.under("paths").some())),
        kinds=frozenset(entries.under("kinds").some()),
        levels=frozenset(entries.under("levels").some(LEVELS)),
        locales=entries.under("locales").some(),
        areas=frozenset(entries.under("areas").some()),
        statuses=frozenset(entries.under("statuses").some()),
    )


def _twice(code: str, first: str, second: str) -> SettingsError:
    return SettingsError(
        "own-code-twice",
        f"The custom rules {first} and {second} have the same code {code}.",
        context=_context(second),
        hint="Give the newer one another code: comments and baselines know the older by it.",
        pointer=(*_PLACE, second),
    )


def _context(name: str) -> str:
    return f"lint.custom_rules: {name[:120]} in policykit.yaml"
