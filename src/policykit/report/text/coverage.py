"""Coverage for people at a terminal: the verdict on one screen, then each gap, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.gaps.waiting import holds_from
from policykit.model.coverage import (
    Against,
    CoverageReport,
    State,
    Task,
    Waiver,
)
from policykit.report.colored import Text
from policykit.report.counts import number, worst_first as findings_worst_first
from policykit.report.coverage_groups import (
    Group,
    Turn,
    below_the_law,
    framework_title,
    groups,
    sorted_turns,
    waivers,
    worst_first,
)
from policykit.report.coverage_missing import apart
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import (
    DOUBTS,
    STATES,
    about,
    does_not_apply,
    draft_command,
    failing,
    gap_counts,
    gate_told,
    headline,
    law_line,
    place,
    regions_told,
    share,
    then_and_now,
    turned_told,
    waiver_told,
)
from policykit.report.flowing import Stretch, flow
from policykit.report.formats import Style
from policykit.report.text.coverage_gaps import Teller
from policykit.report.text.coverage_missing import missing_areas, parts, told_above
from policykit.report.text.coverage_tables import (
    SIGNS,
    bars,
    by_framework,
    found_in_practice,
    heat,
    legend,
    matrix,
    practice,
    trend,
)

_TITLES: Final = {
    "framework": "By framework",
    "area": "By area",
    "owner": "By owner",
    "region": "By region",
}
_LEVELS: Final = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_PLAIN_VIEW: Final = CoverageView()


def render(report: CoverageReport, style: Style, view: CoverageView = _PLAIN_VIEW) -> str:
    """The report as text that is understood without colour.

    No line is wider than the style, but for lines of YAML to paste.
    """
    return _Page(report, style, view).printed()


class _Page:
    """A report while it is being written."""

    def __init__(self, report: CoverageReport, style: Style, view: CoverageView) -> None:
        self._out = Text()
        self._report = report
        self._style = style
        self._view = view
        self._teller = Teller(self._out, report, view, style)
        self._groups = groups(report, view.by)
        self._titles = {each.name: each.title for each in report.requirements}

    def printed(self) -> str:
        """The whole of it."""
        report = self._report
        self._head()
        self._frameworks()
        self._law()
        if report.missing_areas:
            areas = number(len(report.missing_areas), "area", "areas")
            self._title(f"No policy at all ({areas})", "bold red")
            missing_areas(self._out, report, self._view, self._style)
        if report.against is not None:
            self._against(report.against)
        self._problems()
        for group in self._groups:
            self._group(group)
        self._waivers()
        self._pictures()
        if self._view.tasks:
            self._tasks()
        self._end()
        self._verdict()
        return self._out.printed(color=self._style.color)

    def _head(self) -> None:
        counts = self._report.tally
        law = law_line(self._report)
        color = "bold red" if law or counts.missing else "bold yellow"
        if counts.counted and counts.covered == counts.counted:
            color = "bold green"
        stretches: list[Stretch] = [(headline(self._report), color)]
        if law:
            stretches += [(" ", ""), (law, "bold red")]
        self._flow(*stretches)
        self._flow((about(self._report), "dim"))
        self._doubts()

    def _doubts(self) -> None:
        """What makes the numbers less than the truth, where nobody can miss it."""
        if self._report.warnings:
            self._title(f"! {DOUBTS}", "bold red")
        for sentence in self._report.warnings:
            self._flow((sentence, "yellow"), first="  ! ", rest="    ")

    def _frameworks(self) -> None:
        if self._groups:
            self._out.append("\n")
            bars(self._out, _TITLES[self._view.by], self._groups, self._style, self._waiting())
            legend(self._out, self._style)
        apart = [each for each in self._report.frameworks if not each.applies]
        if apart:
            self._out.append("\n")
        for each in apart:
            self._flow((does_not_apply(each), "dim"), rest="  ")

    def _waiting(self) -> tuple[tuple[str, str], ...]:
        """Frameworks of which nothing counts yet, with the day from which something does."""
        found = ((each, holds_from(each, self._report.today)) for each in self._report.frameworks)
        return tuple((framework_title(each), day) for each, day in found if day)

    def _law(self) -> None:
        found = [each for each in worst_first(self._report.requirements) if below_the_law(each)]
        if found:
            self._title("Below the law", "bold red")
        for index, each in enumerate(found):
            self._out.append("\n" * bool(index))
            self._teller.gap(each)

    def _against(self, against: Against) -> None:
        self._out.append("\n")
        self._flow((turned_told(against), "bold"))
        self._flow((then_and_now(self._report, against), "dim"))
        sorted_out = sorted_turns(against)
        for label, found, color in (
            ("Fell below the law", sorted_out.fell, "bold red"),
            ("Opens", sorted_out.opened, "bold red"),
            ("Closes", sorted_out.closed, "green"),
            ("Turns", sorted_out.others, ""),
        ):
            for turn in found:
                self._turn(label, turn, color)

    def _turn(self, label: str, turn: Turn, color: str) -> None:
        where = regions_told(self._report, turn.regions)
        self._flow(
            (f"{label}: ", color),
            (self._titles.get(turn.requirement) or turn.requirement, ""),
            (f" ({where})" if where else "", ""),
            (f": {STATES[turn.before]} → {STATES[turn.after]}", ""),
            (f" {turn.requirement}", "dim"),
            first="  ",
            rest="    ",
        )

    def _problems(self) -> None:
        problems = self._report.problems
        if problems is None or not problems.findings:
            return
        self._title("What is wrong with the frameworks themselves", "bold")
        for finding in findings_worst_first(problems.findings):
            color = _LEVELS.get(finding.severity.value, "")
            self._flow(
                (f"{finding.severity.value}[{finding.code}]", color),
                (f" {place(finding.location)}", "cyan"),
                (f" {finding.message}", ""),
                (f" {finding.hint}" if finding.hint else "", "dim"),
                first="  ",
                rest="    ",
            )

    def _group(self, group: Group) -> None:
        gaps = group.gaps
        if not (gaps or self._view.everything):
            return
        told = None if self._view.everything else apart(self._report, gaps)
        if told and not told.gaps:
            return
        gaps = told.gaps if told else gaps
        counts = group.tally
        more = gap_counts(counts)
        self._out.append("\n")
        self._flow(
            (group.title, "bold"), (f": {share(counts)} covered{f', {more}' if more else ''}", "")
        )
        first = True
        for each in gaps:
            if below_the_law(each):
                self._flow(
                    (SIGNS[each.state][0], SIGNS[each.state][1]),
                    (f" {each.title or each.name}", "bold"),
                    (": below the law, told above", ""),
                    first="  ",
                    rest="    ",
                )
            else:
                self._out.append("" if first else "\n")
                self._teller.gap(each)
            first = False
        for area, count in told.areas.items() if told else ():
            self._out.append("" if first else "\n")
            self._flow(*told_above(self._report, area, count), first="  ", rest="    ")
            first = False
        if self._view.everything:
            self._rest(group, first=first)

    def _rest(self, group: Group, *, first: bool) -> None:
        for each in group.of_state(State.COVERED):
            self._out.append("" if first else "\n")
            self._teller.covered(each)
            first = False
        for each in group.requirements:
            if not each.state.counts:
                self._out.append("" if first else "\n")
                self._teller.aside(each)
                first = False

    def _waivers(self) -> None:
        if not self._report.waivers:
            return
        sorted_out = waivers(self._report)
        self._title("Waivers", "bold")
        for title, found, color in (
            ("Over, so a gap again", sorted_out.over, "bold red"),
            ("Refused", sorted_out.refused, "bold red"),
            ("Ends within 30 days", sorted_out.soon, "bold yellow"),
            ("In force", sorted_out.in_force, "cyan"),
            ("Idle, so it can go", sorted_out.idle, "yellow"),
        ):
            for waiver in found:
                self._waiver(title, waiver, color)

    def _waiver(self, title: str, waiver: Waiver, color: str) -> None:
        self._flow(
            (f"{title}: ", color),
            (self._titles.get(waiver.requirement) or waiver.requirement, "bold"),
            (f", {waiver_told(self._report, waiver)} ", ""),
            (place(waiver.location), "cyan"),
            (f" {waiver.requirement}", "dim"),
            first="  ",
            rest="    ",
        )

    def _pictures(self) -> None:
        report = self._report
        if report.matrix is not None:
            self._out.append("\n")
            matrix(self._out, report, report.matrix, self._style)
        if report.heat and (report.matrix is not None or self._view.everything):
            self._out.append("\n")
            heat(self._out, report, self._style)
        if report.trend:
            self._out.append("\n")
            trend(self._out, report.trend, self._style)
            if self._view.everything:
                self._out.append("\n")
                by_framework(self._out, report, self._style)
        if report.practice:
            self._out.append("\n")
            practice(self._out, report, groups(report, "area"), self._style)
            if self._view.everything:
                found_in_practice(self._out, report, self._style)

    def _tasks(self) -> None:
        owners = dict.fromkeys(task.owner for task in self._report.tasks)
        for owner in owners:
            tasks = [task for task in self._report.tasks if task.owner == owner]
            name = self._report.title("role", owner) if owner else "For whoever takes it on"
            self._title(f"To do: {name} ({number(len(tasks), 'thing', 'things')})", "bold")
            self._listed(tasks)

    def _listed(self, tasks: Sequence[Task]) -> None:
        for index, task in enumerate(tasks, start=1):
            where = regions_told(self._report, task.regions)
            self._flow(
                (task.do, "bold"),
                *self._for(task, where),
                (f" {task.path}" if task.path else "", "cyan"),
                (f" {task.requirement}" if task.requirement else "", "dim"),
                first=f"  {index}. ",
                rest="     ",
            )
            if not task.path:
                self._flow((draft_command(task.area), "cyan"), first=" " * 5, rest=" " * 7)
            parts(self._out, (self._titles.get(each) or each for each in task.parts), self._style)
            # The draft of a whole policy stands where its area is told of.
            in_full = self._view.skeletons or self._view.everything
            if task.skeleton and task.requirement and in_full:
                self._teller.skeleton(task.skeleton)

    def _for(self, task: Task, where: str) -> Iterator[Stretch]:
        if task.requirement:
            title = self._titles.get(task.requirement) or task.requirement
            yield f" {title}{f' ({where})' if where else ''}, {STATES[task.state]}.", ""

    def _end(self) -> None:
        report = self._report
        told: list[Stretch] = [
            *(
                (f"Left out, for it could not be read: {path}: {why}", "yellow")
                for path, why in report.unread
            ),
            *((note, "dim") for note in report.notes),
        ]
        worst = next(iter(worst_first(report.requirements)), None)
        if worst is not None:
            told.append((f"policykit explain {worst.name} tells more of a requirement.", "dim"))
        if self._has_skeletons() and not (self._view.skeletons or self._view.everything):
            told.append(("--skeletons adds text to paste for each gap.", "dim"))
        if report.tasks and not self._view.tasks:
            told.append(("--todo sorts what is to be done by who has to do it.", "dim"))
        if report.requirements and not self._view.everything:
            told.append(("--all shows what is covered, and by what.", "dim"))
        if told:
            self._out.append("\n")
        for stretch in told:
            self._flow(stretch, rest="  ")

    def _has_skeletons(self) -> bool:
        return any(
            reason.skeleton
            for requirement in self._report.requirements
            for coverage in requirement.gaps
            for reason in coverage.reasons
        )

    def _verdict(self) -> None:
        """The gates, and why the run fails: the last lines, which a log of a pipeline shows."""
        why = failing(self._report, is_lenient=self._view.is_lenient)
        if self._report.gates or why:
            self._out.append("\n")
        for gate in self._report.gates:
            self._flow((gate_told(gate), "green" if gate.is_open else "bold red"), rest="  ")
        if why:
            self._flow((why, "bold red"), rest="  ")

    def _title(self, words: str, color: str) -> None:
        self._out.append("\n")
        self._flow((words, color))

    def _flow(self, *stretches: Stretch, first: str = "", rest: str = "") -> None:
        flow(self._out, stretches, self._style.width, first=first, rest=rest)
