"""What lint and the gap report say of a repository that has just begun, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path


def first_look(
    root: Path, on: Callable[[str], date], *, width: int, strong: Callable[[str], str]
) -> str:
    """Both reports in short; what lint has found is told in full."""
    from policykit import api
    from policykit.model.finding import Severity
    from policykit.report.formats import Style, findings_format

    where = root.resolve()
    report = api.lint(api.LintRequest(root=where, allow_empty=True), on)
    if any(each.severity is Severity.ERROR for each in report.findings):
        checked = str(findings_format("text")(report, Style(width, False)))
    else:
        warnings = len(report.findings)
        checked = "no mistakes" + (
            f", and {warnings} thing{'' if warnings == 1 else 's'} to look at (policykit lint).\n"
            if warnings
            else ".\n"
        )
    coverage = api.gaps(api.GapsRequest(root=where, allow_empty=True), on)
    states = Counter(each.state.value for each in coverage.requirements)
    asked = sum(
        count for state, count in states.items() if state not in {"not-applicable", "waived"}
    )
    areas = [each.area for each in coverage.missing_areas]
    titles = coverage.titles.get("area", {})
    told = (
        f"{asked} things are asked of you. {states['outdated'] + states['partial']} stand in your "
        f"drafts and count once these are in force; {states['missing']} stand nowhere yet "
        "(policykit gaps)."
    )
    lines = [
        "",
        f"{strong('What lint says')}: {checked}".rstrip("\n"),
        f"{strong('What is missing')}: {told}",
    ]
    if areas:
        named = ", ".join(titles.get(each) or each for each in areas[:3])
        lines.append(f"Most is asked for in {named}: policykit new {areas[0]}")
    return "".join(f"{line}\n" for line in lines)
