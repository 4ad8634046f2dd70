"""FRM002: what a framework asks for can be met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.applying import Applying, either
from policykit.library.files import FileKind
from policykit.library.law import Law
from policykit.lint.days import day_of
from policykit.lint.names import listed, nearest
from policykit.lint.needs import EACH, FoundNeed, is_impossible, needs, standing_areas, written_here
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.document import Json
from policykit.model.finding import Place, Problem, Severity
from policykit.model.framework import Framework, Requirement
from policykit.model.length import Measure
from policykit.model.order import Limit, Order, compare
from policykit.model.page import Page
from policykit.model.position import Pointer
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Quantity, parse_quantity
from policykit.model.quantity.share import Share
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

_TIMES: Final = frozenset({"window", "deadline", "notice", "keeps"})
"""Kinds of term whose value is always a length of time."""

_FIXED: Final = frozenset({"allowance", "charge"})
"""Kinds of term that cannot be made longer, so that they have no parts."""

_LONGER: Final = frozenset({"extension", "extension-notice"})
"""Parts that only a time that can be made longer has."""

_ALLOWING: Final = "may"
_FORBIDDING: Final = ("must_not", "should_not")
_ALL: Final = 100
_NAMES: Final = {"channels": "channel", "reasons": "reason", "roles": "role"}
_CALLED: Final = {
    "channel": "channel",
    "reason": "contact reason",
    "role": "role",
    "region": "region",
}


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why a need cannot hold: the keys that lead there from the need, what is wrong, what to do.

    `is_here` says that it could hold in another organisation.
    """

    keys: tuple[str, ...]
    message: str
    hint: str
    is_here: bool = False


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    around = overview.surroundings
    time = overview.business_time
    measure = time.measure(time.calendar_of(None, None))
    applying = Applying(around, Law(around, overview.today), standing_areas(overview))
    chosen = around.settings.frameworks
    for framework, requirement in written_here(around):
        yield from _days(framework, requirement)
        is_asked = (
            (chosen is None or framework.id in chosen)
            and not applying.is_away(framework)
            and not applying.unmet_of(framework)
            and not applying.unmet(requirement.applies_when)
        )
        troubles: list[tuple[FoundNeed, _Trouble]] = []
        for need in needs(requirement):
            yield from _levels(framework, requirement, need)
            found = [*_numbers(need, measure), *(_names(need, around) if is_asked else ())]
            troubles += [(need, trouble) for trouble in found]
        yield from _problems(framework, requirement, troubles)


def _problems(
    framework: Framework, requirement: Requirement, troubles: Iterable[tuple[FoundNeed, _Trouble]]
) -> Iterator[Problem]:
    """What is wrong with needs: a warning where another way is left, or it is so here alone."""
    wrong = {need.pointer for need, _ in troubles}
    start: Pointer = (*requirement.pointer, "needs")
    lost = {
        index
        for index, need in enumerate(requirement.needs)
        if is_impossible(need, (*start, index), wrong)
    }
    for need, trouble in troubles:
        is_lost = need.pointer[len(start)] in lost
        here = " here" if trouble.is_here else ""
        lead = (
            f"{requirement.id} can never be met{here}"
            if is_lost
            else f"One way to meet {requirement.id} leads nowhere{here}"
        )
        yield Problem(
            place=Place(framework.path, (*need.pointer, *trouble.keys)),
            message=f"{lead}: {trouble.message}",
            hint=trouble.hint,
            value=" ".join((framework.id, requirement.id, need.kind, *trouble.keys)),
            at_most=None if is_lost and not trouble.is_here else Severity.WARNING,
        )


def _days(framework: Framework, requirement: Requirement) -> Iterator[Problem]:
    first, last = day_of(requirement.valid_from), day_of(requirement.valid_to)
    if first is not None and last is not None and last < first:
        yield Problem(
            place=Place(framework.path, (*requirement.pointer, "valid_to")),
            message=f"{requirement.id} never holds: it ends on {last}, before it begins on "
            f"{first}.",
            hint="Correct one of the two days.",
            related=(
                ("its first day", Place(framework.path, (*requirement.pointer, "valid_from"))),
            ),
            value=f"{framework.id} {requirement.id} days",
        )


def _numbers(need: FoundNeed, measure: Measure) -> Iterator[_Trouble]:
    limits = {
        limit.value: amount
        for limit in Limit
        if (amount := _quantity(need.given.get(limit.value))) is not None
    }
    kind, part = read.text(need.given, "kind"), read.text(need.given, "part")
    if need.kind == "term":
        if part in _LONGER and kind in _FIXED:
            article = "an" if kind[0] in "aeiou" else "a"
            yield _Trouble(
                ("part",),
                f"{article} {kind} cannot be made longer, so it has no {part}.",
                "Leave part out, or name a kind of time, such as deadline.",
            )
        if kind in _TIMES or (part in _LONGER and kind not in _FIXED):
            for key, amount in limits.items():
                if not isinstance(amount, Duration):
                    yield _Trouble(
                        (key,),
                        f"{_called(kind, part)} is a length of time, and {amount} is none.",
                        "Write a length of time, such as 14 days, or another kind.",
                    )
    yield from _order(limits, measure)
    attain = _quantity(need.given.get("attain"))
    if isinstance(attain, Share) and attain.percent > _ALL:
        yield _Trouble(
            ("attain",),
            f"a target cannot be kept in {attain} of the contacts.",
            "Write 100 % or less.",
        )


def _called(kind: str, part: str) -> str:
    if part:
        return f"the {part} of a term"
    return f"a term of the kind {kind}"


def _order(limits: Mapping[str, Quantity], measure: Measure) -> Iterator[_Trouble]:
    if len(limits) < len(Limit):
        return
    least, most = limits[Limit.AT_LEAST.value], limits[Limit.AT_MOST.value]
    order = compare(least, most, measure)
    if order is Order.GREATER:
        yield _Trouble(
            (Limit.AT_LEAST.value,),
            f"no number is at least {least} and at most {most}.",
            "Correct one of the two, or make two needs of them.",
        )
    elif order is Order.INCOMPARABLE:
        yield _Trouble(
            (Limit.AT_LEAST.value,),
            f"{least} and {most} are of different kinds, so no number keeps to both.",
            "Write both in one unit, or make two needs of them.",
        )


def _levels(framework: Framework, requirement: Requirement, need: FoundNeed) -> Iterator[Problem]:
    levels = read.names(need.given, "level") if need.kind == "statement" else ()
    against = [level for level in levels if level in _FORBIDDING]
    if _ALLOWING in levels and against:
        yield Problem(
            place=Place(framework.path, (*need.pointer, "level")),
            message=f"{requirement.id} takes may as well as {listed(against)}, so a rule and its "
            "opposite would both meet it.",
            hint="Name the levels that meet it, such as must and must_not, or leave level out.",
            value=f"{framework.id} {requirement.id} level",
            at_most=Severity.WARNING,
        )


def _names(need: FoundNeed, around: Surroundings) -> Iterator[_Trouble]:
    asked = {"of": EACH[need.kind]} if need.kind in EACH else _NAMES
    for key, kind in asked.items():
        known = around.names.get(kind)
        wanted = read.names(need.given, key)
        if known is None or (not wanted and need.kind not in EACH):
            continue
        called = _CALLED[kind]
        if not known:
            yield _Trouble(
                (),
                f"this organisation has no {called}.",
                f"Declare each {called} in policies/organisation.yaml, or ask without {need.kind}."
                if need.kind in EACH
                else f"Declare each {called} in policies/organisation.yaml.",
                is_here=True,
            )
        # What is mistyped is told by itself.
        elif wanted and not any(
            _is_known(name, kind, known) or (kind != "region" and nearest(name, known))
            for name in wanted
        ):
            yield _Trouble(
                (key,),
                f"this organisation has no {called} {either(wanted)}.",
                f"Name those in policies/organisation.yaml: {listed(sorted(known))}.",
                is_here=True,
            )


def _is_known(name: str, kind: str, known: frozenset[str]) -> bool:
    if kind != "region":
        return name in known
    country = name.partition("-")[0]
    return bool(known & {name, country}) or any(each.partition("-")[0] == name for each in known)


def _quantity(written: Json) -> Quantity | None:
    if not isinstance(written, str | int | float) or isinstance(written, bool):
        return None
    found = parse_quantity(written)
    return None if isinstance(found, Mistake) else found


RULE = Rule(
    page=Page(
        code="FRM002",
        name="requirement-cannot-hold",
        category="frameworks",
        severity=Severity.ERROR,
        preset="minimal",
        summary="No policy could ever meet a requirement, or it never holds.",
        why="A requirement that nothing can meet stays a gap for ever, and people learn to look "
        "past gaps. One that ends before it begins is never asked for at all.",
        bad="""\
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {always: true}
requirements:
  - id: call-back
    area: phone
    requirement: Call back between one and three days after a missed call.
    severity: error
    needs: [{term: {kind: deadline, at_least: 3 days, at_most: 1 day}}]
""",
        good="""\
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {always: true}
requirements:
  - id: call-back
    area: phone
    requirement: Call back within three days of a missed call.
    severity: error
    needs: [{term: {kind: deadline, at_most: 3 days}}]
""",
        how="Correct the number, the kind or the name; docs/frameworks.md shows every kind of need. "
        "One of several ways under any_of is told as a warning, since another can still be met, and "
        "so is a channel or role that only this organisation lacks.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
