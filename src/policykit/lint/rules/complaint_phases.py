"""CMP001: every phase of handling a complaint has somebody who is told what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.lint.names import listed, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

AREA: Final = "complaints"

PHASES: Final = {
    "receive": "Take a complaint in the channel the customer has chosen.",
    "acknowledge": "Confirm each complaint with its case number.",
    "assess": "Check each new complaint for danger and for what you can solve alone.",
    "investigate": "Find out what happened before you decide.",
    "respond": "Give the customer a decision with reasons.",
    "follow-up": "Ask the customer afterwards if the problem is solved.",
}
"""The phases in order, each with a duty that fits it."""

_DUTIES: Final = frozenset({"must", "should"})


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    # A text that could not be read may hold the very phase that seems to be missing.
    if overview.in_part:
        return
    wanted = {facts.path for each in overview.judged for facts in with_coming(each)}
    told: set[str] = set()
    for texts in (overview.facts, [each.coming or each for each in overview.facts]):
        group = [each for each in texts if AREA in each.areas and reached(each.status, "in-review")]
        there = {phase for each in group for phase in _phases(each)}
        missing = [phase for phase in PHASES if phase not in there]
        # A phase of another name is told by itself, and may be the very one.
        if not group or not missing or not there <= set(PHASES):
            continue
        # Several policies may share the work; the one that does most of it is told.
        main = max(group, key=lambda each: len(_phases(each)))
        if main.path in wanted and main.path not in told:
            told.add(main.path)
            yield _problem(main, missing)


def _phases(facts: Facts) -> frozenset[str]:
    return frozenset(
        item.phase
        for item in facts.items
        if item.kind == "statement" and item.phase and item.level in _DUTIES
    )


def _problem(facts: Facts, missing: Sequence[str]) -> Problem:
    these = "this phase" if len(missing) == 1 else "these phases"
    return Problem(
        place=Place(facts.path, ("statements",), part="key"),
        message=f"No duty here belongs to {these} of handling a complaint: {listed(missing)}.",
        hint=f'Add a duty such as "{PHASES[missing[0]]}" with phase: {missing[0]}, or write '
        "phase: under the statement that says it already.",
        value=" ".join(missing),
    )


RULE = Rule(
    page=Page(
        code="CMP001",
        name="complaint-phases",
        category="promises",
        severity=Severity.ERROR,
        summary="A policy on complaints leaves out a phase of handling them.",
        why="A complaint goes through six phases: we receive it, acknowledge it, assess it, "
        "investigate it, respond, and follow up. Where one of them is nobody's duty, the "
        "customer waits for news that never comes, or the same fault happens again.",
        bad="""\
# policies/complaints.yaml
areas: [complaints]
status: in-review
statements:
  - id: listen
    must: Take a complaint in any channel.
    phase: receive
  - id: answer
    must: Give the customer a decision with reasons.
    phase: respond
""",
        good="""\
# policies/complaints.yaml
areas: [complaints]
status: in-review
statements:
  - id: listen
    must: Take a complaint in any channel.
    phase: receive
  - id: confirm
    must: Confirm the complaint with a case number.
    phase: acknowledge
  - id: weigh
    must: Check each new complaint for danger.
    phase: assess
  - id: find-out
    must: Find out what happened before you decide.
    phase: investigate
  - id: answer
    must: Give the customer a decision with reasons.
    phase: respond
  - id: ask-after
    should: Ask the customer a week later if it is solved.
    phase: follow-up
""",
        how="Give each phase at least one must or should, and write phase: under it. Several "
        "policies of the area complaints may share the phases between them.",
    ),
    across=_check,
)
