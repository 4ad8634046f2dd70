"""Gaps as JUnit XML: a suite a framework, a case a requirement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from policykit.model.coverage import (
    Coverage,
    CoverageReport,
    FrameworkCoverage,
    RequirementCoverage,
    State,
)
from policykit.model.finding import Severity
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass
from policykit.report.coverage_groups import alike
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import (
    SHIPPED,
    STATES,
    about,
    does_not_apply,
    evidence_told,
    gate_told,
    headline,
    inside,
    law_line,
    place,
    regions_told,
    source,
    waiver_told,
)
from policykit.report.formats import Style
from policykit.report.junit.xml import class_name, numbered, xml
from policykit.report.words import one_line, told

_USUAL = CoverageView()
_RUN = "policykit gaps"
_GATES = "gates"
_PROBLEMS = "what is wrong with frameworks"


@dataclass(frozen=True, slots=True)
class _Case:
    """A case: `outcome` is '' where it passes, else the tag that says why not."""

    name: str
    home: str
    outcome: str = ""
    kind: str = ""
    message: str = ""
    body: tuple[str, ...] = ()


def render(report: CoverageReport, style: Style, view: CoverageView = _USUAL) -> str:
    """A suite a framework with a case a requirement, whatever the view; then one for the gates.

    Before them stands a case for the run itself. A gap is a failure where its requirement is an
    error or a warning, or a promise is below the law; a milder one, what is waived and what does
    not apply are skipped cases. So is a framework that does not apply.
    """
    del style, view
    lines = (headline(report), law_line(report), about(report), *_left_out(report))
    skipped = "" if report.requirements else "skipped"
    run = _Case("requirements judged", "policykit", skipped, "", headline(report), lines)
    suites = [
        (_RUN, [run, *_doubts(report)]),
        *(
            (framework.title or framework.id, list(_cases(framework, report)))
            for framework in report.frameworks
        ),
    ]
    if report.problems:
        suites.append((_PROBLEMS, list(_problems(report.problems))))
    if report.gates:
        suites.append((_GATES, list(_gates(report))))
    every = [case for _, cases in suites for case in cases]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="{_RUN}" {_counts(every)}>',
            *chain.from_iterable(_suite(name, cases) for name, cases in suites),
            "</testsuites>",
            "",
        ]
    )


def _doubts(report: CoverageReport) -> Iterator[_Case]:
    """A failure for all that makes the numbers less than the truth, an error a file unread."""
    if report.warnings:
        told_first = report.warnings[0]
        yield _Case(
            "the numbers are the whole truth",
            "policykit",
            "failure",
            Severity.WARNING.value,
            told_first,
            report.warnings,
        )
    seen: dict[str, int] = {}
    for path, why in report.unread:
        name = numbered(one_line(f"{path} can be read"), seen)
        yield _Case(name, class_name(path), "error", Severity.ERROR.value, why, (f"{path}: {why}",))


def _left_out(report: CoverageReport) -> Iterator[str]:
    for path, why in report.unread:
        yield f"Left out, for it could not be read: {path}: {why}"
    yield from report.notes


def _cases(framework: FrameworkCoverage, report: CoverageReport) -> Iterator[_Case]:
    seen: dict[str, int] = {}
    if not framework.applies:
        why = does_not_apply(framework)
        yield _Case(framework.id, _RUN, "skipped", "", why, (why,))
    for requirement in framework.requirements:
        title = f" {requirement.title}" if requirement.title else ""
        name = numbered(one_line(f"{requirement.name}{title}"), seen)
        home = class_name(requirement.location.path.removesuffix(SHIPPED))
        body = tuple(_body(requirement, report))
        if requirement.state is State.COVERED:
            yield _Case(name, home, body=body)
            continue
        message = _message(requirement, report)
        is_law = any(each.is_below_the_law for each in requirement.regions)
        severity = Severity.ERROR if is_law else requirement.severity
        if requirement.state.is_gap and severity.rank >= Severity.WARNING.rank:
            yield _Case(name, home, "failure", severity.value, message, body)
        else:
            yield _Case(name, home, "skipped", "", message, body)


def _message(requirement: RequirementCoverage, report: CoverageReport) -> str:
    """The worst there is to say of it, with where."""
    groups = alike(requirement)
    worst = next((each for each in groups if each.coverage.is_below_the_law), None) or next(
        each for each in groups if each.coverage.state is requirement.state
    )
    why = [each.message for each in worst.coverage.reasons] or [worst.coverage.because]
    return f"{_state(worst.coverage)}{inside(report, worst.regions)}: {why[0]}"


def _body(requirement: RequirementCoverage, report: CoverageReport) -> Iterator[str]:
    """All there is to say of a requirement, line by line."""
    yield f"{place(requirement.location)}: {requirement.severity.value} {requirement.name}"
    yield requirement.requirement
    label, told_where = source(report, requirement)
    if label:
        yield f"{label}: {told_where}"
    for group in alike(requirement):
        where = regions_told(report, group.regions)
        state = _state(group.coverage)
        yield f"{where[:1].upper()}{where[1:]}: {state}" if where else state
        yield from _why(group.coverage, report)


def _state(coverage: Coverage) -> str:
    return "below the law" if coverage.is_below_the_law else STATES[coverage.state]


def _why(coverage: Coverage, report: CoverageReport) -> Iterator[str]:
    for evidence in coverage.evidence:
        yield f"  Shown by: {place(evidence.location)}: {evidence_told(evidence)}"
    if coverage.more_evidence:
        yield f"  Shown by {coverage.more_evidence} more"
    for reason in coverage.reasons:
        yield f"  Needs: {reason.need}"
        yield f"  But: {reason.message}"
        for found in reason.found:
            yield f"  Found instead: {place(found.location)}: {evidence_told(found)}"
        yield f"  Do: {reason.do}"
    if coverage.waiver:
        waived = waiver_told(report, coverage.waiver)
        yield f"  {waived[:1].upper()}{waived[1:]}"
    elif coverage.because:
        yield f"  {coverage.because}"
    for note in coverage.notes:
        yield f"  {note}"


def _gates(report: CoverageReport) -> Iterator[_Case]:
    seen: dict[str, int] = {}
    for gate in report.gates:
        said = gate_told(gate)
        outcome, kind = ("", "") if gate.is_open else ("failure", Severity.ERROR.value)
        yield _Case(numbered(one_line(gate.name), seen), _RUN, outcome, kind, said, (said,))


def _problems(report: FindingsReport) -> Iterator[_Case]:
    seen: dict[str, int] = {}
    for each in report.findings:
        name = numbered(f"{each.code} {each.name}", seen)
        fails = each.severity.rank >= Severity.WARNING.rank
        outcome, kind = ("failure", each.severity.value) if fails else ("skipped", "")
        body = (f"{place(each.location)}: {each.severity.value} {each.code}", *told(each))
        yield _Case(name, class_name(each.location.path), outcome, kind, each.message, body)


def _counts(cases: list[_Case]) -> str:
    failures = sum(case.outcome == "failure" for case in cases)
    errors = sum(case.outcome == "error" for case in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'


def _suite(name: str, cases: list[_Case]) -> Iterator[str]:
    skipped = sum(case.outcome == "skipped" for case in cases)
    yield f'  <testsuite name="{xml(one_line(name))}" {_counts(cases)} skipped="{skipped}">'
    for case in cases:
        yield f'    <testcase name="{xml(case.name)}" classname="{xml(case.home)}">'
        body = xml("\n".join(_indented(line) for line in case.body if line))
        if case.outcome:
            kind = f' type="{case.kind}"' if case.kind else ""
            message = xml(one_line(case.message))
            yield f'      <{case.outcome}{kind} message="{message}">{body}</{case.outcome}>'
        elif body:
            yield f"      <system-out>{body}</system-out>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _indented(line: str) -> str:
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}{one_line(bare)}"
