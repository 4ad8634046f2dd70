"""REF004: what a place refers to still says what it said when somebody looked at both."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.suspects import Sayings, Suspect, suspects
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    sayings = Sayings(overview.by_id, overview.by_former_id)
    judged = (each for each in overview.judged if each.status != RETIRED)
    for each in suspects(judged, sayings):
        if each.target.id not in overview.in_part:
            yield _problem(each)


def _problem(suspect: Suspect) -> Problem:
    facts, seen, target = suspect.facts, suspect.seen, suspect.target
    is_coming = facts.coming is not None and seen.at.path == facts.coming.path
    if is_coming and target.coming is not None and target.id == facts.id:
        target = target.coming
    item = next((it for it in target.items if not it.parent and it.id == seen.target), None)
    kind = item.kind if item is not None else "item"
    of = "" if target.id == facts.id else f" of {target.id}"
    record = facts.record.path if facts.record is not None else facts.path
    now = () if item is None else (("what it says now", Place(target.path, item.pointer)),)
    return Problem(
        place=Place(seen.at.path, seen.at.pointer, words=seen.at.words, nth=seen.at.nth),
        message=f"{seen.item} refers to the {kind} {seen.target}{of}, which has changed since "
        "somebody looked at both.",
        hint=f"Read both, and mend {seen.item} where it no longer fits; then note it with "
        f"`policykit review mark {facts.id}.{seen.item}{' --next' if is_coming else ''}`. `policykit review {facts.id}` shows "
        "what has changed.",
        related=(*now, ("what was looked at", Place(record, seen.pointer))),
        value=f"{seen.item} {seen.owner}.{seen.target}",
    )


RULE = Rule(
    page=Page(
        code="REF004",
        name="suspect-reference",
        category="references",
        severity=Severity.WARNING,
        summary="A place refers to a statement or a term that has changed since somebody looked "
        "at both.",
        why="A promise changes in one file; the script that repeats it, the scenario that shows "
        "it and the module that teaches it stay behind, and customers hear two answers.",
        bad="""\
terms:
  refund-time:
    deadline: 10 days
statements:
  - id: refund
    must: Refund within {refund-time}.
---
# policies/phone-manners.record.yaml
seen:
  refund:
    refund-time: s-000000000000
""",
        good="""\
terms:
  refund-time:
    deadline: 10 days
statements:
  - id: refund
    must: Refund within {refund-time}.
---
# policies/phone-manners.record.yaml
seen:
  refund:
    refund-time: s-722402a39c69
""",
        how="Read the place beside what it refers to, and mend it where the two no longer fit. "
        "`policykit review` shows what has changed, in words; `policykit review mark` notes in the "
        "record that both were looked at. No check ever does that.",
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD}),
)
