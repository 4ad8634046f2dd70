"""Suppressions: who takes findings off says why; unused and expired ones are findings too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from policykit.lint.suppression_pages import (
    EXPIRED,
    LOCKED,
    MALFORMED,
    NO_REASON,
    UNKNOWN_CODE,
    UNUSED,
)
from policykit.model.document import Document
from policykit.model.facts import Facts, Suppression
from policykit.model.finding import Finding, Place, Problem
from policykit.model.position import Position, Span
from policykit.model.value import dataclass

NEVER_TAKEN_OFF = ("YML", "SCH", "FIL", "SUP", "BUG")
"""Letters of codes no comment can take off: a change could else switch the schema off itself."""


@dataclass(frozen=True, slots=True)
class Covering:
    """A suppression with the stretch of the file it covers and the codes it means."""

    suppression: Suppression
    span: Span | None
    codes: frozenset[str]
    unknown: tuple[str, ...]


def covering(
    suppression: Suppression, document: Document, matching: Callable[[str], frozenset[str]]
) -> Covering:
    """What a suppression covers in its file; `matching` gives the codes that a selector means."""
    value = document.value_span(suppression.pointer)
    key = document.key_span(suppression.pointer)
    meant = {code: matching(code) for code in suppression.codes}
    return Covering(
        suppression,
        None if value is None else Span((key or value).start, value.end),
        frozenset(code for codes in meant.values() for code in codes),
        tuple(code for code, codes in meant.items() if not codes),
    )


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What is left of the findings, what was taken off, and problems with the comments."""

    kept: tuple[Finding, ...]
    taken_off: tuple[Finding, ...]
    problems: tuple[Problem, ...]


def suppress(
    findings: Iterable[Finding],
    coverings: Iterable[Covering],
    *,
    locked: frozenset[str],
    run_in: Callable[[str], frozenset[str]],
    today: date,
) -> Suppressed:
    """Take off what comments cover.

    `locked` are codes no comment can take off, besides those of NEVER_TAKEN_OFF;
    `run_in` gives the codes that were checked for in a file, so that a comment for a rule that
    did not run there is not called unused.
    """
    by_path: dict[str, list[Covering]] = {}
    for each in coverings:
        by_path.setdefault(each.suppression.path, []).append(each)
    used: set[int] = set()
    refused: set[int] = set()
    kept: list[Finding] = []
    taken_off: list[Finding] = []
    for finding in findings:
        match = _covering(finding, by_path.get(finding.location.path, ()), today)
        if match is None:
            kept.append(finding)
        elif finding.code in locked or finding.code.startswith(NEVER_TAKEN_OFF):
            refused.add(id(match))
            kept.append(finding)
        else:
            used.add(id(match))
            taken_off.append(replace(finding, reason=match.suppression.reason))
    problems = tuple(
        problem
        for each in by_path.values()
        for covering in each
        for problem in _problems(
            covering,
            used=id(covering) in used,
            refused=id(covering) in refused,
            run=run_in(covering.suppression.path),
            today=today,
        )
    )
    return Suppressed(tuple(kept), tuple(taken_off), problems)


def _covering(finding: Finding, coverings: Iterable[Covering], today: date) -> Covering | None:
    """The comment that takes a finding off: of several the one nearest to it."""
    return max(
        (
            covering
            for covering in coverings
            if finding.code in covering.codes
            and covering.suppression.reason
            and not _expired(covering.suppression, today)
            and covers(covering, finding)
        ),
        key=lambda covering: len(covering.suppression.pointer),
        default=None,
    )


def covers(covering: Covering, finding: Finding) -> bool:
    """Whether a finding stands in what a comment covers, whatever its code."""
    pointer = covering.suppression.pointer
    if pointer and finding.location.pointer[: len(pointer)] == pointer:
        return True
    span = finding.location.span
    return (
        covering.span is not None
        and span is not None
        and covering.span.start <= span.start
        and span.end <= covering.span.end
    )


def _expired(suppression: Suppression, today: date) -> bool:
    try:
        return bool(suppression.until) and date.fromisoformat(suppression.until) < today
    except ValueError:
        return True


def _problems(
    covering: Covering, *, used: bool, refused: bool, run: frozenset[str], today: date
) -> Iterator[Problem]:
    suppression = covering.suppression
    start = Position(suppression.line, suppression.column)
    place = Place(
        suppression.path,
        suppression.pointer,
        span=Span(start, Position(start.line, start.column + 1)),
    )
    for code in covering.unknown:
        yield Problem(
            place=place,
            code=UNKNOWN_CODE,
            message=f"There is no rule {code}.",
            hint="`policykit rules` lists all codes and names.",
            value=code,
        )
    named = ", ".join(suppression.codes)
    if not suppression.codes:
        yield Problem(
            place=place,
            code=MALFORMED,
            message="This comment takes nothing off: it is not in the right form.",
            hint="Write # policykit: ignore[CODE] and the reason behind it.",
        )
    elif not suppression.reason:
        yield Problem(
            place=place,
            code=NO_REASON,
            message="This comment takes findings off without a reason.",
            hint=f"Write why: # policykit: ignore[{named}] because …",
            value=named,
        )
    elif _expired(suppression, today):
        yield Problem(
            place=place,
            code=EXPIRED,
            message=_over(suppression.until),
            hint="Mend the finding, or decide anew and write a later day, as YYYY-MM-DD.",
            value=named,
        )
    elif refused and not used:
        yield Problem(
            place=place,
            code=LOCKED,
            message=f"{named} cannot be taken off by a comment.",
            hint="Mend the finding. What cannot be read or breaks the schema never is, nor what "
            "lint.locked in policykit.yaml names.",
            value=named,
        )
    elif not used and covering.codes and covering.codes <= run:
        yield Problem(
            place=place,
            code=UNUSED,
            message=f"There is no finding {named} here to take off.",
            hint="Delete the comment.",
            value=named,
        )


def _over(until: str) -> str:
    try:
        date.fromisoformat(until)
    except ValueError:
        return (
            f"This comment is to hold until {until[:40]}, which is no day in the form YYYY-MM-DD."
        )
    return f"This comment was good until {until}, which has passed."


def all_suppressions(told: Facts) -> tuple[Suppression, ...]:
    """The comments of a policy and of its coming version that take findings off."""
    return (*told.suppressions, *(told.coming.suppressions if told.coming else ()))
