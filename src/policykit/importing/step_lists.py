"""Steps of escalation in a list: to whom a matter goes, and on to whom when nothing comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.importing.chapters import Entry
from policykit.importing.columns import STRIPPED
from policykit.importing.draft import Draft, Ground
from policykit.importing.phrases import AFTER
from policykit.importing.placing import Placing
from policykit.importing.source import BlockKind
from policykit.importing.timed_lists import role_of, time_of
from policykit.model.document import Json
from policykit.model.imported import Sure
from policykit.model.value import dataclass

_MOST: Final = 200
"""Letters of a step that says no more than who and when."""


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step: the role a matter goes to, its time, and the one the step before it had."""

    to: str
    within: str = ""
    before: str = ""


def listed_step(text: str, ground: Ground) -> ListedStep | None:
    """A step that is all a text says; None where it says another thing, or more.

    Read are `First: store manager`, `If not within 2 days: head of service`, `Store manager,
    within 4 hours` and the like.
    """
    words = ground.words.steps
    rest, within, before = text.strip().rstrip("."), "", ""
    if len(text) > _MOST:
        return None
    found = next((hit for each in words.after if (hit := each.match(rest))), None)
    if found:
        before, rest = time_of(found["time"], ground.words), rest[found.end() :]
        if not before:
            return None
    elif found := words.lead.match(rest):
        rest = rest[found.end() :]
    if found := words.within_first.match(rest):
        within, rest = time_of(found["time"], ground.words), rest[found.end() :]
    elif found := words.within_last.search(rest):
        within, rest = time_of(found["time"], ground.words), rest[: found.start()]
    if found is not None and not within:
        return None
    if found := words.to.match(rest):
        rest = rest[found.end() :]
    role = role_of(rest, ground) or next(
        (
            role
            for ending in words.endings
            if (bare := rest.strip(STRIPPED)).endswith(ending)
            and (role := role_of(bare.removesuffix(ending), ground))
        ),
        "",
    )
    return ListedStep(role, within, before) if role else None


def steps_from(draft: Draft, entries: Sequence[Entry], index: int) -> list[Entry]:
    """The items from an index on that are steps of escalation, all of their list; else none."""
    if entries[index].section != "escalation":
        return []
    found: list[Entry] = []
    steps: list[ListedStep] = []
    for entry in entries[index:]:
        if entry.block.kind is not BlockKind.ITEM:
            break
        step = listed_step(entry.block.text, draft.ground)
        is_barred = any(each.number in draft.ground.barred for each in entry.units)
        if step is None or is_barred or (step.before and (not steps or steps[-1].within)):
            return []
        found.append(entry)
        steps.append(step)
    is_told = len(steps) > 1 or any(each.within for each in steps)
    return found if is_told else []


def put_listed(draft: Draft, entries: Sequence[Entry]) -> None:
    """Put steps of escalation to their place in a draft.

    Args:
        draft: where they go.
        entries: what `steps_from` gave.
    """
    items = draft.items("escalation")
    last: dict[str, Json] = {}
    for entry in entries:
        step = listed_step(entry.block.text, draft.ground)
        if step is None:
            continue
        name = draft.names.give(step.to, "step")
        if step.before:
            last["within"] = step.before
            draft.remark(("escalation", str(last["id"]), "within"), AFTER)
        last = {"id": name, "to": step.to}
        if step.within:
            last["within"] = step.within
        draft.placings += (
            Placing(
                unit=each.number,
                pointer=("escalation", len(items)),
                kind="escalation",
                is_value=True,
                sure=Sure.LIKELY if step.before else Sure.SURE,
                check=AFTER if step.before else "",
            )
            for each in entry.units
        )
        items.append(last)


def is_step(text: str, value: Json, before: Json, ground: Ground) -> bool:
    """Whether a step says what a text says, together with the step before it."""
    step = listed_step(text, ground)
    if step is None or not isinstance(value, dict) or value.get("to") != step.to:
        return False
    if step.within and value.get("within") != step.within:
        return False
    return not step.before or (isinstance(before, dict) and before.get("within") == step.before)
