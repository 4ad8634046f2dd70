"""SET001: what the settings say does something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.library import read
from policykit.library.files import FileKind
from policykit.lint.days import day_of
from policykit.lint.declared import unknown
from policykit.lint.names import listed, suggestion
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.config import HandbookSettings, Settings
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page
from policykit.model.position import Pointer
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings

_OFF = "off"


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    around = overview.surroundings
    settings = around.settings
    if not settings.path:
        return
    for handbook in settings.handbooks:
        yield from _names(handbook, around)
        yield from _languages(handbook, settings)
    yield from _spoken(settings)
    yield from _countries(settings, around.organisation)
    yield from _rules(settings)
    yield from _approvals(settings)
    yield from _waivers(settings, overview.today)


def _names(handbook: HandbookSettings, around: Surroundings) -> Iterator[Problem]:
    """Names in a handbook that are declared nowhere: it would stay empty."""
    for key, kind, names in (
        ("audience", "role", handbook.audience),
        ("areas", "area", handbook.areas),
        ("channels", "channel", handbook.channels),
        ("regions", "region", handbook.regions),
        ("brands", "brand", handbook.brands),
    ):
        known = around.names.get(kind)
        if known is None:
            continue
        for index, name in enumerate(names):
            if name not in known and not (kind == "region" and name.partition("-")[0] in known):
                pointer: Pointer = ("handbooks", handbook.name, key, index)
                yield unknown(around.settings.path, pointer, name, kind, known)


def _languages(handbook: HandbookSettings, settings: Settings) -> Iterator[Problem]:
    for index, locale in enumerate(handbook.locales):
        if locale not in settings.locales.all:
            yield Problem(
                place=Place(settings.path, ("handbooks", handbook.name, "locales", index)),
                message=f"The handbook {handbook.name} is to come in {shown(locale)}, and the "
                "policies have no such language.",
                hint=suggestion(
                    locale,
                    settings.locales.all,
                    "Add it under locales: as required or offered, or leave it out.",
                ),
                value=f"{handbook.name} {locale}",
            )


def _spoken(settings: Settings) -> Iterator[Problem]:
    for locale in settings.locales.address:
        if locale not in settings.locales.all:
            yield Problem(
                place=Place(settings.path, ("locales", locale), part="key"),
                message=f"How to address people in {shown(locale)} has no effect: the policies "
                "have no such language.",
                hint="Add it under required or offered, or take this out.",
                value=locale,
            )


def _countries(settings: Settings, organisation: Organisation) -> Iterator[Problem]:
    """Codes of countries in place of languages: no policy would ever have words in them."""
    spoken = {each for region in organisation.regions.values() for each in region.languages}
    for key, locales in (
        ("required", settings.locales.required),
        ("offered", settings.locales.offered),
    ):
        for index, locale in enumerate(locales):
            region = organisation.regions.get(locale.upper())
            if region is None or not region.languages or locale in spoken:
                continue
            missing = [each for each in region.languages if each not in settings.locales.all]
            meant = missing or region.languages
            yield Problem(
                place=Place(settings.path, ("locales", key, index)),
                message=f"{shown(locale)} is the code of a country here, not of a language: in "
                f"{region.title} our customers read {listed(region.languages)}.",
                hint=f"Did you mean {meant[0]}?",
                value=f"{key} {locale}",
            )


def _rules(settings: Settings) -> Iterator[Problem]:
    lint = settings.lint
    for name, value in lint.rules.items():
        if not isinstance(value, dict):
            continue
        own = [key for key in value if key != "level"]
        if value.get("level") == _OFF and own:
            yield Problem(
                place=Place(settings.path, ("lint", "rules", name), part="key"),
                message=f"The rule {name} is off, so {listed(own)} has no effect.",
                hint="Turn it on with level: warning, or leave only level: off.",
                value=name,
            )
    for index, selector in enumerate(lint.ignore):
        if any(_selects(each, selector) for each in lint.locked):
            yield _ignored(
                settings.path, index, f"{shown(selector)} is locked, so ignoring it has no effect."
            )
            continue
        told = [name for name in lint.rules if _selects(selector, name)]
        if told:
            yield _ignored(
                settings.path,
                index,
                f"{shown(selector)} is ignored, so what lint.rules says of {listed(told)} has no "
                "effect.",
            )


def _selects(selector: str, name: str) -> bool:
    """Whether a selector covers a name as far as letters tell: the same, or a beginning."""
    wide, narrow = selector.strip().lower(), name.strip().lower()
    return narrow == wide or (
        wide.isalpha() and narrow[len(wide) :].isdigit() and narrow.startswith(wide)
    )


def _ignored(path: str, index: int, message: str) -> Problem:
    return Problem(
        place=Place(path, ("lint", "ignore", index)),
        message=message,
        hint="Keep one of the two.",
        value=str(index),
    )


def _approvals(settings: Settings) -> Iterator[Problem]:
    approvals = settings.approvals
    roles = sum(bool(read.names(approvals, key)) for key in ("default", "law")) + sum(
        bool(read.section(approvals, key)) for key in ("sections", "areas")
    )
    if "quorum" in approvals and not roles:
        yield Problem(
            place=Place(settings.path, ("approvals", "quorum")),
            message="How many must approve is set, and nobody is named who must.",
            hint="Write default: with the roles that approve every policy.",
            value="quorum",
        )


def _waivers(settings: Settings, today: date) -> Iterator[Problem]:
    waived: dict[tuple[str, str], int] = {}
    for index, waiver in enumerate(settings.waivers):
        last = day_of(read.text(waiver, "until"))
        name = read.text(waiver, "requirement")
        regions = read.names(waiver, "regions") or ("",)
        if last is None or last >= today:
            yield from _waived_twice(settings.path, index, name, regions, waived)
        if last is not None and last < today:
            yield Problem(
                place=Place(settings.path, ("waivers", index, "until")),
                message=f"The waiver of {name} ended on {last}: the requirement counts again.",
                hint="Take it out and meet the requirement, or decide it anew with a later day.",
                value=name,
            )


def _waived_twice(
    path: str, index: int, name: str, regions: tuple[str, ...], waived: dict[tuple[str, str], int]
) -> Iterator[Problem]:
    """The problem of a waiver of what an earlier one that has not ended waives already."""
    again = [each for each in regions if {(name, each), (name, "")} & waived.keys()]
    first = next((waived.get((name, each), waived.get((name, ""))) for each in again), None)
    if first is not None:
        where = f" in {listed(again)}" if again != [""] else ""
        yield Problem(
            place=Place(path, ("waivers", index, "requirement")),
            message=f"{name} is waived twice{where}.",
            hint="Keep one waiver, with the reason, the owner and the last day that hold.",
            related=(("the first waiver", Place(path, ("waivers", first, "requirement"))),),
            value=f"{name} twice {' '.join(again)}".strip(),
        )
    for each in regions:
        waived.setdefault((name, each), index)


RULE = Rule(
    page=Page(
        code="SET001",
        name="setting-without-effect",
        category="settings",
        severity=Severity.WARNING,
        summary="Something in policykit.yaml has no effect.",
        why="Whoever wrote it counts on it: a handbook that stays empty, a waiver that has ended, a "
        "rule that never runs.",
        bad="""\
# policykit.yaml
waivers:
  - requirement: eu-consumer.refund
    reason: The new till comes in spring.
    owner: compliance-officer
    until: 2026-05-31
""",
        good="""\
# policykit.yaml
waivers:
  - requirement: eu-consumer.refund
    reason: The new till comes in spring.
    owner: compliance-officer
    until: 2027-05-31
""",
        how="Correct the name, take out what has no effect, or decide a waiver anew.",
        fix="unsafe",
    ),
    across=_check,
    reads=frozenset({FileKind.SETTINGS}),
)
