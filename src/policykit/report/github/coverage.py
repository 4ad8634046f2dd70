"""Coverage as GitHub's workflow commands: an annotation for each gap, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.model.coverage import CoverageReport, Gate, RequirementCoverage
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location
from policykit.model.value import dataclass
from policykit.report.counts import number, worst_first as findings_worst_first
from policykit.report.coverage_groups import alike, below_the_law, worst_first
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import SHIPPED, STATES, gate_told, regions_told, source
from policykit.report.formats import Style
from policykit.report.github.commands import COMMANDS, MOST, annotation, notice
from policykit.report.words import one_line, told

SETTINGS: Final = "policykit.yaml"
"""Where a gap is told that no file of the repository is to blame for."""

_PLAIN_VIEW: Final = CoverageView()


@dataclass(frozen=True, slots=True)
class _Said:
    severity: Severity
    location: Location | None
    title: str
    lines: Sequence[str]


def render(report: CoverageReport, style: Style, view: CoverageView = _PLAIN_VIEW) -> str:
    """At most ten errors, warnings and notices, and a notice that counts what is held back.

    A gap stands where its promise is written; where there is none, in the framework if that is
    the repository's own, else in the settings.
    """
    del view
    problems = report.problems.findings if report.problems else ()
    said = [
        *(_doubt(each) for each in report.warnings),
        *(_unread(path, why) for path, why in report.unread),
        *(_gate(each) for each in report.gates if not each.is_open),
        *(_problem(each) for each in findings_worst_first(problems)),
        *(_gap(report, each) for each in worst_first(report.requirements)),
    ]
    shown = _shown(said, notices=MOST)
    if len(shown) < len(said):
        # The last notice is the one that tells of the others.
        shown = _shown(said, notices=MOST - 1)
    lines = [
        annotation(each.severity, each.location, each.title, each.lines, style.prefix)
        for each in shown
    ]
    more = len(said) - len(shown)
    if more:
        told_more = f"and {number(more, 'more annotation', 'more annotations')}"
        lines.append(notice(f"{told_more}; policykit gaps tells everything."))
    return "".join(f"{line}\n" for line in lines)


def _shown(said: Sequence[_Said], *, notices: int) -> list[_Said]:
    shown: list[_Said] = []
    for severity in COMMANDS:
        alike_said = [each for each in said if each.severity is severity]
        shown += alike_said[: notices if severity is Severity.INFO else MOST]
    return shown


def _doubt(sentence: str) -> _Said:
    title = "these numbers are not the whole truth"
    return _Said(Severity.ERROR, None, title, [one_line(sentence)])


def _unread(path: str, why: str) -> _Said:
    return _Said(Severity.ERROR, Location(path), "cannot be read", [one_line(why)])


def _gate(gate: Gate) -> _Said:
    return _Said(Severity.ERROR, None, f"gate {gate.name}", [one_line(gate_told(gate))])


def _problem(finding: Finding) -> _Said:
    title = f"{finding.code} {finding.name}"
    return _Said(finding.severity, finding.location, title, told(finding))


def _gap(report: CoverageReport, requirement: RequirementCoverage) -> _Said:
    below = below_the_law(requirement)
    severity = Severity.ERROR if below else requirement.severity
    state = "below the law" if below else STATES[requirement.state]
    return _Said(
        severity,
        _home(requirement),
        f"{requirement.name}: {state}",
        [one_line(line) for line in _lines(report, requirement)],
    )


def _home(requirement: RequirementCoverage) -> Location:
    """Where somebody would look: at what was found, that which breaks the law first."""
    reasons = [reason for each in requirement.gaps for reason in each.reasons]
    reasons.sort(key=lambda reason: not reason.is_error)
    found = next((reason.found[0].location for reason in reasons if reason.found), None)
    if found is not None:
        return found
    own = not requirement.location.path.endswith(SHIPPED)
    return requirement.location if own else Location(SETTINGS)


def _lines(report: CoverageReport, requirement: RequirementCoverage) -> Iterator[str]:
    yield f"{requirement.title or requirement.name}: {requirement.requirement}"
    for part in alike(requirement):
        if not part.coverage.state.is_gap:
            continue
        where = regions_told(report, part.regions)
        yield f"{where}: {STATES[part.coverage.state]}" if where else STATES[part.coverage.state]
        for reason in part.coverage.reasons:
            yield f"{reason.message} Do: {reason.do}"
    label, cited = source(report, requirement)
    if cited:
        yield f"{label}: {cited}"
