"""Questions and their answers."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.importing.chapters import Entry
from policykit.importing.draft import MOST_TEXT, Draft
from policykit.importing.placing import Placing
from policykit.importing.source import BlockKind
from policykit.importing.wording import escaped, name_of
from policykit.model.imported import Sure


def answers_to(draft: Draft, entries: Sequence[Entry], index: int) -> list[Entry]:
    """The entries that answer the question at an index; none where there is no question."""
    entry = entries[index]
    text = entry.block.text
    is_label = bool(draft.ground.words.question.match(text)) and text.rstrip().endswith("?")
    asks = text.rstrip().endswith("?") and (
        entry.block.kind is BlockKind.HEADING or entry.section in {"faq", "question"}
    )
    if not (is_label or asks) or entry.block.kind is BlockKind.TABLE or len(text) > MOST_TEXT:
        return []
    found: list[Entry] = []
    size = 0
    for each in entries[index + 1 :]:
        size += len(each.block.text)
        is_end = (
            each.block.kind in {BlockKind.HEADING, BlockKind.TABLE, BlockKind.ASIDE}
            or each.block.text.rstrip().endswith("?")
            or size > MOST_TEXT
            or any(unit.number in draft.ground.barred for unit in each.units)
        )
        if is_end:
            break
        found.append(each)
        if entry.block.kind is not BlockKind.HEADING:
            break
    return found


def put_question(draft: Draft, entry: Entry, answers: Sequence[Entry]) -> None:
    """Put a question with its answers to its place in a draft."""
    asked = entry.block.text
    sure = Sure.LIKELY if entry.is_moved else Sure.SURE
    label = draft.ground.words.question.match(asked)
    asked = asked[label.end() :] if label else asked
    parts: list[str] = []
    name = draft.names.give(name_of(asked, draft.ground.words.common), "question")
    items = draft.items("faq")
    at = len(items)
    numbers: list[Placing] = []
    for number, answer in enumerate(answers):
        begin = draft.ground.words.answer.match(answer.block.text) if not number else None
        for index, unit in enumerate(answer.units):
            said = begin.group() if begin and not index else ""
            text = unit.text.removeprefix(said)
            if not text.strip():
                draft.leave([unit])
                continue
            put = draft.put(text, unit.text)
            parts.append(put.text)
            numbers.append(
                Placing(
                    unit=unit.number,
                    pointer=("faq", at, "a"),
                    kind="answer",
                    written=put.text,
                    numbers=put.numbers,
                    said=said.strip(),
                    sure=sure,
                )
            )
    if not parts:
        draft.leave(entry.units)
        return
    items.append({"id": name, "q": escaped(asked), "a": " ".join(parts)})
    for index, unit in enumerate(entry.units):
        said = label.group() if label and not index else ""
        draft.placings.append(
            Placing(
                unit=unit.number,
                pointer=("faq", at, "q"),
                kind="question",
                written=escaped(unit.text[len(said) :].strip(), is_start=not index),
                said=said.strip(),
                sure=sure,
            )
        )
    draft.placings += numbers
