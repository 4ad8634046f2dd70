"""FRM003: a citation of law says when somebody last looked."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.load import Surrounded
from policykit.lint.needs import written_here
from policykit.lint.rule import Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown


def _check(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for framework, requirement in written_here(surrounded.surroundings):
        if (
            framework.jurisdiction
            and requirement.cite
            and not (requirement.checked or framework.checked)
        ):
            yield Problem(
                place=Place(framework.path, (*requirement.pointer, "cite")),
                message=f"{requirement.id} cites {shown(requirement.cite)}, and nobody says on "
                "which day that was looked up.",
                hint="Look it up and write checked: with the day, here or once for the whole "
                "framework.",
                value=f"{framework.id} {requirement.id}",
            )


RULE = Rule(
    page=Page(
        code="FRM003",
        name="citation-undated",
        category="frameworks",
        severity=Severity.WARNING,
        summary="A law is cited without the day somebody looked it up.",
        why="Laws change. A number without a day looks as good as new for years, and whoever "
        "relies on it cannot tell what may have changed since.",
        bad="""\
# schemas/frameworks/se-law.yaml
framework: se-law
title: Swedish law
jurisdiction: SE
applies_when: {regions_any: [SE]}
requirements:
  - id: keep
    area: returns
    requirement: Keep it for a month.
    severity: error
    needs: [{term: {law: se-law.keep, kind: window, at_least: 1 month}}]
    cite: Swedish Act 1, section 2
""",
        good="""\
# schemas/frameworks/se-law.yaml
framework: se-law
title: Swedish law
jurisdiction: SE
applies_when: {regions_any: [SE]}
requirements:
  - id: keep
    area: returns
    requirement: Keep it for a month.
    severity: error
    needs: [{term: {law: se-law.keep, kind: window, at_least: 1 month}}]
    cite: Swedish Act 1, section 2
    checked: 2026-11-21
""",
        how="Look up the law and note the day under checked. The day of the framework counts for "
        "all its requirements that have none of their own.",
    ),
    around=_check,
)
