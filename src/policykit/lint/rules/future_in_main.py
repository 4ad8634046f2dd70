"""LIF007: what comes later stands in .next.yaml while an earlier text holds."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import file_name
from policykit.lint.days import day_of
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for facts in overview.judged:
        first = day_of(facts.effective)
        if (
            facts.status != "active"
            or first is None
            or first <= overview.today
            or "supersedes" not in facts.sections
            or file_name(facts.path).coming
        ):
            continue
        name = facts.path.rpartition("/")[2].removesuffix(".yaml")
        yield Problem(
            place=Place(facts.path, ("effective",)),
            message=f"This text holds from {first} only, and takes the place of an earlier one "
            "that holds until then.",
            hint=f"Move it to {name}.next.yaml and put the text that holds today back into "
            f"{name}.yaml, so that staff find what they are to do now.",
            related=(("it supersedes an earlier version", Place(facts.path, ("supersedes", 0))),),
            value=facts.effective,
        )


RULE = Rule(
    page=Page(
        code="LIF007",
        name="future-in-main",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="The main file holds a text of the future while an earlier version is in force.",
        why="Staff and handbooks read the main file. If it tells them what holds in two months, "
        "nobody can read any more what holds today.",
        bad="""\
version: 2.0.0
status: active
effective: 2027-02-01
supersedes:
  - {version: 1.0.0, reason: Callers waited too long.}
""",
        good="""\
version: 1.0.0
status: active
effective: 2026-02-01
---
# policies/phone-manners.next.yaml
version: 2.0.0
status: active
effective: 2027-02-01
supersedes:
  - {version: 1.0.0, reason: Callers waited too long.}
""",
        how="Put the version in force into the main file and the coming one into the .next.yaml "
        "beside it. A policy that holds for the first time may wait in the main file.",
    ),
    across=_check,
)
