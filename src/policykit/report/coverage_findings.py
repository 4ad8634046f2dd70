"""Gaps as findings, for the formats of servers that know nothing but findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from policykit import __version__
from policykit.gaps.catalogue import (
    BELOW_THE_LAW,
    IN_DOUBT,
    OF_STATE,
    PAGES,
    UNREAD,
    WAIVER_IDLE,
    WAIVER_OVER,
    WAIVER_REFUSED,
    WITHOUT_MATCH,
)
from policykit.model.coverage import (
    Coverage,
    CoverageReport,
    Evidence,
    FrameworkCoverage,
    Reason,
    RequirementCoverage,
    State,
    Waiver,
)
from policykit.model.digest import canonical_json, sha256
from policykit.model.finding import Finding, Related, Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass
from policykit.report.coverage_rows import once
from policykit.report.coverage_words import (
    SHIPPED,
    STATES,
    does_not_apply,
    evidence_told,
    inside,
    law_told,
)

SETTINGS: Final = "policykit.yaml"
"""Where a gap is shown that no file of the repository is nearer to."""

_PAGES: Final = {page.code: page for page in PAGES}
_FINGERPRINT: Final = 16
"""Hexadecimal digits, as many as fingerprints of lint have."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that falls short in the same way in some regions."""

    requirement: RequirementCoverage
    code: str
    state: State
    reasons: tuple[Reason, ...]
    regions: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    waiver: Waiver | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is: a broken law always an error, all else as the requirement says."""
        return Severity.ERROR if self.code == BELOW_THE_LAW else self.requirement.severity


def findings(report: CoverageReport) -> FindingsReport:
    """Every gap, waivers that are over, idle or refused, files unread, and what is wrong.

    What is waived stands among the findings that are taken off, with its reason. Regions where a
    requirement falls short in the same way are one finding; a framework without a match is one
    only where no framework has any.
    """
    made = [
        _gap(gap, report) for requirement in report.requirements for gap in gaps_of(requirement)
    ]
    made += [
        _waiver(each, report)
        for each in report.waivers
        if each.is_over or each.is_idle or each.refused
    ]
    made += [_unread(path, why) for path, why in report.unread]
    made += [_in_doubt(sentence) for sentence in report.warnings]
    if not report.requirements:
        made += [_without_match(each) for each in report.frameworks]
    made = _each_its_own(made)
    wrong = report.problems or FindingsReport(findings=())
    return FindingsReport(
        findings=(*wrong.findings, *(each for each in made if not each.reason)),
        suppressed=(*(each for each in made if each.reason), *wrong.suppressed),
        texts=wrong.texts,
        pages={**wrong.pages, **_PAGES},
        policies=report.policies,
        today=report.today.isoformat(),
        version=__version__,
        name=report.name,
    )


def codes(coverage: Coverage) -> tuple[str, ...]:
    """The codes of what falls short in a region, waived or not."""
    state = coverage.beneath if coverage.state is State.WAIVED else coverage.state
    if state is None or not state.is_gap:
        return ()
    broken = any(each.is_error for each in coverage.reasons)
    rest = not all(each.is_error for each in coverage.reasons) or not coverage.reasons
    return (*([BELOW_THE_LAW] if broken else []), *([OF_STATE[state]] if rest else []))


def gaps_of(requirement: RequirementCoverage) -> tuple[Gap, ...]:
    """What falls short of a requirement, the regions in which it does so alike in one."""
    found: dict[tuple[object, ...], Gap] = {}
    for each in requirement.regions:
        for code in codes(each):
            is_law = code == BELOW_THE_LAW
            reasons = tuple(one for one in each.reasons if one.is_error == is_law)
            waiver = each.waiver if each.state is State.WAIVED else None
            state = each.beneath if waiver and each.beneath else each.state
            alike = (code, state, reasons, waiver)
            gap = found.get(alike)
            if gap is None:
                gap = Gap(requirement, code, state, reasons, (), each.evidence, waiver)
            found[alike] = replace(gap, regions=(*gap.regions, each.region))
    return tuple(found.values())


def place_of(gap: Gap) -> Location:
    """Where somebody would begin to close it.

    That is what was found instead, else what is there already, else where a framework of the
    repository asks for it, else the settings.
    """
    near = [*(one for reason in gap.reasons for one in reason.found), *gap.evidence]
    places = [
        *(one.location for one in near if one.location.path),
        gap.requirement.location,
    ]
    return next((each for each in places if is_in_the_repository(each)), Location(SETTINGS))


def is_in_the_repository(location: Location) -> bool:
    """Whether a place can be opened there; a framework that came with the program cannot."""
    return not location.path.endswith(SHIPPED)


def _gap(gap: Gap, report: CoverageReport) -> Finding:
    requirement = gap.requirement
    state = "below the law" if gap.code == BELOW_THE_LAW else STATES[gap.state]
    law = law_told(requirement)
    told = [
        f"{requirement.title or requirement.name}: {state}{inside(report, gap.regions)}.",
        *once(reason.message for reason in gap.reasons),
        f"Asked for by {requirement.name}{f', {law}' if law else ''}.",
    ]
    place = place_of(gap)
    return _finding(
        gap.code,
        gap.severity,
        " ".join(told),
        place,
        # The regions stay out of it: a gap that spreads is still the same one.
        (requirement.name, gap.state.value, sorted({each.need for each in gap.reasons})),
        " ".join(once(reason.do for reason in gap.reasons)),
        related=_related(gap, place),
        reason=gap.waiver.reason if gap.waiver else "",
    )


def _related(gap: Gap, place: Location) -> tuple[Related, ...]:
    found = [
        *(
            Related(f"Found instead: {evidence_told(one)}", one.location)
            for reason in gap.reasons
            for one in reason.found
        ),
        *(Related(f"Asked for: {reason.need}", reason.written) for reason in gap.reasons),
        *([Related("Waived here", gap.waiver.location)] if gap.waiver else []),
    ]
    return tuple(
        each
        for each in dict.fromkeys(found)
        if each.location != place and is_in_the_repository(each.location)
    )


def _waiver(waiver: Waiver, report: CoverageReport) -> Finding:
    what = f"The waiver of {waiver.requirement}{inside(report, waiver.regions)}"
    owner = report.title("role", waiver.owner)
    if waiver.refused:
        message = f"{what} does not count. {waiver.refused}"
        code, hint = WAIVER_REFUSED, "Write what it lacks, or mend the promise and take it out."
    elif waiver.is_over:
        message = f"{what} ended on {waiver.until}. {owner} gave as reason: {waiver.reason}"
        code, hint = WAIVER_OVER, "Close the gap, or waive it anew with a day and a reason."
    else:
        message = f"{what} waives nothing: the requirement is covered, or does not apply."
        code, hint = WAIVER_IDLE, "Take it out."
    told = (waiver.requirement, sorted(waiver.regions))
    return _finding(code, _PAGES[code].severity, message, waiver.location, told, hint)


def _unread(path: str, why: str) -> Finding:
    message = f"It cannot be read, so what it promises counts as missing: {why}"
    severity = _PAGES[UNREAD].severity
    return _finding(UNREAD, severity, message, Location(path), (path,), "Mend the file.")


def _in_doubt(sentence: str) -> Finding:
    message = f"The numbers of this report are not the whole truth. {sentence}"
    severity = _PAGES[IN_DOUBT].severity
    return _finding(IN_DOUBT, severity, message, Location(SETTINGS), (sentence,), "")


def _without_match(framework: FrameworkCoverage) -> Finding:
    place = framework.location
    return _finding(
        WITHOUT_MATCH,
        _PAGES[WITHOUT_MATCH].severity,
        does_not_apply(framework),
        place if is_in_the_repository(place) else Location(SETTINGS),
        (framework.id,),
        "Mend its applies_when, or what policies/organisation.yaml says of regions and channels.",
    )


def _finding(
    code: str,
    severity: Severity,
    message: str,
    location: Location,
    identity: Sequence[object],
    hint: str,
    *,
    related: tuple[Related, ...] = (),
    reason: str = "",
) -> Finding:
    return Finding(
        code=code,
        name=_PAGES[code].name,
        severity=severity,
        message=message,
        location=location,
        related=related,
        hint=hint,
        fingerprint=sha256(canonical_json([code, *identity]))[:_FINGERPRINT],
        reason=reason,
    )


def _each_its_own(made: Iterable[Finding]) -> list[Finding]:
    """Findings with a number behind a fingerprint that was there before."""
    seen: Counter[str] = Counter()
    told: list[Finding] = []
    for each in made:
        seen[each.fingerprint] += 1
        nth = seen[each.fingerprint]
        told.append(replace(each, fingerprint=f"{each.fingerprint}-{nth}") if nth > 1 else each)
    return told
