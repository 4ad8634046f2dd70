"""What there is to say of coverage, in words; every format makes them safe in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.gaps.failing import failures
from policykit.model.assessment import Practice
from policykit.model.coverage import (
    Against,
    Answer,
    CoverageReport,
    Evidence,
    FrameworkCoverage,
    Gate,
    HeatCell,
    MatrixCell,
    RequirementCoverage,
    State,
    Tally,
    TrendPoint,
    Waiver,
    Warmth,
)
from policykit.model.position import Location
from policykit.report.counts import number
from policykit.report.coverage_groups import below_the_law, sorted_turns

STATES: Final = {
    State.COVERED: "covered",
    State.PARTIAL: "partly covered",
    State.OUTDATED: "outdated",
    State.MISSING: "missing",
    State.NOT_APPLICABLE: "does not apply",
    State.WAIVED: "waived",
}

SHIPPED: Final = " (shipped)"
"""What the path of a framework ends with that came with the program."""

BELOW_THE_LAW: Final = "below the law"

DOUBTS: Final = "These numbers are not the whole truth:"
"""What stands above the sentences that say why."""

EVERYWHERE: Final = "everywhere"
"""What stands for the names of all regions."""

_COMMIT_LETTERS: Final = 12
_MOST_ANSWERS: Final = 3

_SURE: Final = {"own-knowledge": "not looked up at the source"}


def headline(report: CoverageReport) -> str:
    """How much is covered, as one sentence; it never says 100 % of nothing."""
    if not report.requirements:
        return (
            "No framework applies, so nothing is required of these policies, "
            "and nobody can say what they cover."
        )
    counts = report.tally
    if counts.percent is None:
        return "Nothing is required: every requirement is waived or does not apply."
    if counts.covered == counts.counted:
        one = counts.counted == 1
        return f"{'The one requirement is' if one else f'All {counts.counted} requirements are'} covered."
    have = number(counts.counted, "requirement is", "requirements are")
    rest = gap_counts(counts)
    return f"{counts.covered} of {have} covered ({counts.percent} %); {rest}."


def law_line(report: CoverageReport) -> str:
    """How many promises break the law, as one sentence; '' for none."""
    below = sum(below_the_law(each) for each in report.requirements)
    return f"{number(below, 'promise breaks', 'promises break')} the law." if below else ""


def failing(report: CoverageReport, *, is_lenient: bool = False) -> str:
    """Why the run fails, as one sentence; '' where it passes."""
    why = "; ".join(failures(report))
    if not why:
        return ""
    if is_lenient:
        return f"This run would fail, and --exit-zero lets it pass: {why}."
    return f"This run fails: {why}."


def about(report: CoverageReport) -> str:
    """Whose policies were judged by which day."""
    whose = f" of {report.name}" if report.name else ""
    at = f", at {report.commit[:_COMMIT_LETTERS]}" if report.commit else ""
    many = number(report.policies, "policy", "policies")
    return f"{many}{whose}, judged by {report.today.isoformat()}{at}."


def gap_counts(counts: Tally) -> str:
    """Such as `2 partly, 1 missing`; '' for no gap."""
    told = ((counts.partial, "partly"), (counts.outdated, "outdated"), (counts.missing, "missing"))
    return ", ".join(f"{count} {word}" for count, word in told if count)


def share(counts: Tally) -> str:
    """Such as `2 of 9 (22 %)`."""
    if counts.percent is None:
        return "nothing to count"
    return f"{counts.covered} of {counts.counted} ({counts.percent} %)"


def does_not_apply(framework: FrameworkCoverage) -> str:
    """That a framework does not apply, with the reason; one nobody could read goes by its file."""
    name = framework.title or framework.id or framework.location.path
    return f"{name} does not apply: {framework.because}"


def regions_told(report: CoverageReport, regions: Sequence[str]) -> str:
    """Regions by what people call them; '' where the organisation names none."""
    if len(report.regions) > 1 and {*regions} >= {*report.regions}:
        return EVERYWHERE
    return listed([report.title("region", each) for each in regions if each])


def inside(report: CoverageReport, regions: Sequence[str]) -> str:
    """Where something holds, to stand behind a verb: ` in Sweden`; '' where it holds for all."""
    where = regions_told(report, regions)
    return "" if where in {"", EVERYWHERE} else f" in {where}"


def listed(names: Sequence[str]) -> str:
    """Such as `Sweden, Norway and Germany`."""
    *before, last = names or ("",)
    return f"{', '.join(before)} and {last}" if before else last


def place(location: Location) -> str:
    """A path with its line; of a framework that came with the program that is said behind it."""
    line = f":{location.span.start.line}" if location.span else ""
    if location.path.endswith(SHIPPED):
        return f"{location.path.removesuffix(SHIPPED)}{line}{SHIPPED}"
    return f"{location.path}{line}"


def law_told(requirement: RequirementCoverage) -> str:
    """Where the law or another source says it, and the day somebody looked; '' for no source."""
    if not requirement.cite:
        return ""
    looked = (
        f"checked on {requirement.checked}"
        if requirement.checked
        else "nobody says when it was checked"
    )
    sure = _SURE.get(requirement.confidence, "")
    return f"{requirement.cite} ({'; '.join(part for part in (looked, sure) if part)})"


def source(report: CoverageReport, requirement: RequirementCoverage) -> tuple[str, str]:
    """`Law` or `Source`, and where it says so; both are '' where nothing is cited."""
    told = law_told(requirement)
    laws = {each.id for each in report.frameworks if each.jurisdiction}
    label = "Law" if requirement.framework in laws else "Source"
    return (label, told) if told else ("", "")


def who(report: CoverageReport, requirement: RequirementCoverage) -> str:
    """Who would close a gap and in which policy, or with what to begin a new one."""
    owner = report.title("role", requirement.owner) if requirement.owner else "nobody is named"
    if requirement.policy:
        return f"{owner}, in {report.title('policy', requirement.policy)} ({requirement.policy})"
    command = draft_command(requirement.area)
    return f"{owner}; begin a policy with {command}" if command else owner


def draft_command(area: str) -> str:
    """The command that writes a draft of the policy of an area that has none; '' for no area."""
    return f"policykit gaps --draft {area} --output policies/{area}.yaml" if area else ""


def evidence_told(evidence: Evidence) -> str:
    """What was found and what it says."""
    return f"{evidence.name}: {evidence.text}" if evidence.text else evidence.name


def waiver_told(report: CoverageReport, waiver: Waiver) -> str:
    """Until when a requirement is waived, by whom, and why."""
    where = inside(report, waiver.regions)
    owner = report.title("role", waiver.owner)
    left = number(abs(waiver.days_left), "day", "days")
    if waiver.refused:
        why = waiver.refused.removesuffix(".")
        until = f"; written until {waiver.until}" if waiver.until else ""
        when = f"does not count{where}: {why[:1].lower()}{why[1:]}{until}"
    elif waiver.is_over:
        when = f"waived{where} until {waiver.until}, {left} ago"
    elif waiver.is_idle:
        when = f"waived{where} until {waiver.until} for nothing: there is no gap"
    elif waiver.days_left:
        when = f"waived{where} until {waiver.until}, {left} left"
    else:
        when = f"waived{where} until today"
    by = f", by {owner}" if waiver.owner else ""
    return f"{when}{by}: {waiver.reason}" if waiver.reason else f"{when}{by}"


def against_told(report: CoverageReport, against: Against) -> str:
    """What became of coverage since a revision, and how much was covered then and is now."""
    return f"{turned_told(against)} {then_and_now(report, against)}"


def turned_told(against: Against) -> str:
    """What became of coverage since a revision, as one sentence."""
    commit = against.commit[:_COMMIT_LETTERS]
    named = against.name[:_COMMIT_LETTERS] == commit or not commit
    name = against.name if named else f"{against.name} ({commit})"
    if not against.turned:
        return f"Since {name}: nothing turned."
    found = sorted_turns(against)
    fell = number(len(found.fell), "promise fell", "promises fell")
    closes = number(len(found.closed), "gap closes or shrinks", "gaps close or shrink")
    opens = number(len(found.opened), "opens or grows", "open or grow")
    law = f"{fell} {BELOW_THE_LAW}, " if found.fell else ""
    return f"Since {name}: {law}{closes}, {opens}."


def then_and_now(report: CoverageReport, against: Against) -> str:
    """How much was covered at a revision and is now, as one sentence."""
    return f"Covered then {share(against.before)}, now {share(report.tally)}."


def gate_told(gate: Gate) -> str:
    """Whether a gate is open, and why."""
    return f"The gate {gate.name} is {'open' if gate.is_open else 'shut'}: {gate.told}"


def practice_told(practice: Practice) -> str:
    """The last score of an area with its day, and how it moved since the time before."""
    latest = practice.latest
    if latest.percent is None:
        return f"no score on {latest.date}"
    told = f"{latest.percent} %{asked_of(practice)} on {latest.date}"
    before = practice.earlier
    if before is None or before.percent is None:
        return f"{told}, the first time"
    return f"{told}, {moved(before.percent, latest.percent)} since {before.date}"


def asked_of(practice: Practice) -> str:
    """Such as ` of 1 of 5 questions` where not all have a score, to stand behind a share."""
    if not practice.is_in_part:
        return ""
    return f" of {practice.scored} of {number(practice.asked, 'question', 'questions')}"


def moved(before: int, after: int) -> str:
    """How a share moved in points, with an arrow."""
    if after == before:
        return "→ as before"
    points = number(abs(after - before), "point", "points")
    return f"↑ up {points}" if after > before else f"↓ down {points}"


def trend_told(trend: Sequence[TrendPoint]) -> str:
    """From where to where coverage went, as one sentence; '' without any share."""
    known = [(each.name, percent) for each in trend if (percent := each.tally.percent) is not None]
    if not known:
        return ""
    (first, before), (last, after) = known[0], known[-1]
    if len(known) == 1:
        return f"{after} % were covered at {last}."
    return f"From {before} % at {first} to {after} % at {last}: {moved(before, after)}."


def cell_told(report: CoverageReport, cell: MatrixCell) -> str:
    """What is promised to a contact in a few words: the target, or what is not there."""
    if cell.closed and {*cell.closed} >= {*report.regions}:
        return "closed"
    answers = dict.fromkeys(_answer_told(report, each) for each in cell.answers)
    told = [*answers][:_MOST_ANSWERS]
    if len(answers) > len(told):
        told.append(f"{len(answers) - len(told)} more")
    if cell.unanswered:
        told.append(f"no target{inside(report, cell.unanswered)}")
    if cell.closed:
        told.append(f"closed{inside(report, cell.closed)}")
    if cell.answers or cell.unanswered or cell.closed:
        return "; ".join(told)
    return "no target" if cell.rules else "nothing"


def _answer_told(report: CoverageReport, answer: Answer) -> str:
    when = answer.first_response or f"solved in {answer.resolution}"
    where = regions_told(report, answer.regions)
    return f"{when} ({where})" if where else when


def heat_told(cell: HeatCell) -> str:
    """How an area is looked after in a channel, in a few words."""
    rules = number(cell.rules, "rule", "rules")
    if cell.warmth is Warmth.ANSWERED:
        return ", ".join(part for part in (rules, cell.first_response) if part)
    if cell.warmth is Warmth.RULES:
        return f"{rules}, no target"
    return "outdated" if cell.warmth is Warmth.OUTDATED else "nothing"
