"""Chapters without a rule: each part of them finds the policy it belongs to, or has one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policykit.importing.areas import area_named
from policykit.importing.chapters import Chapter, Entry, Parted
from policykit.importing.draft import Draft, Ground, begun
from policykit.importing.drafting import drafted
from policykit.importing.questions import answers_to
from policykit.importing.wording import Names
from policykit.model.imported import Sure

_TYPED: Final = ("faq", "definitions", "response_targets", "escalation", "tables", "scripts")


def with_rules(parts: Parted, ground: Ground) -> tuple[list[Entry], list[Chapter]]:
    """The chapters that become policies, and what goes to the notes.

    A question goes to the policy on its subject, where there is one. Tables, words to customers
    and what else has a place in a policy stay together, in one of their own. Plain text without
    any rule goes to the notes.
    """
    front = list(parts.front)
    chapters: list[Chapter] = []
    without: list[tuple[Chapter, Draft]] = []
    areas: dict[str, Chapter] = {}
    for chapter in parts.chapters:
        trial = _tried(chapter, ground)
        if trial.sections.get("statements"):
            chapters.append(chapter)
            if trial.area_sure is not Sure.UNSURE:
                areas.setdefault(_area(trial), chapter)
        elif any(trial.sections.get(each) for each in _TYPED):
            chapters.append(chapter)
            without.append((chapter, trial))
        else:
            front += _all(chapter)
    for chapter, trial in without:
        _move_questions(chapter, trial, areas, ground)
        rest = _tried(chapter, ground)
        if any(rest.sections.get(each) for each in _TYPED):
            chapter.has_no_rule = True
        else:
            chapters.remove(chapter)
            front += _all(chapter)
    return front, chapters


def _tried(chapter: Chapter, ground: Ground) -> Draft:
    title = chapter.title.block.text if chapter.title else ""
    trial = begun(Chapter(None, chapter.entries), title or "trial", "trial", ground, Names())
    drafted(chapter, trial)
    return trial


def _move_questions(
    chapter: Chapter, trial: Draft, areas: dict[str, Chapter], ground: Ground
) -> None:
    """Take questions on the subject of another policy there."""
    kept: list[Entry] = []
    index = 0
    while index < len(chapter.entries):
        entries = [
            chapter.entries[index],
            *answers_to(trial, chapter.entries, index),
        ]
        index += len(entries)
        area = ""
        if len(entries) > 1:
            text = " ".join(each.block.text for each in entries)
            known = {name: ground.around.areas[name] for name in areas}
            area = area_named(text, known)
        if area:
            areas[area].entries.extend(replace(each, is_moved=True) for each in entries)
        else:
            kept += entries
    chapter.entries[:] = kept


def _area(draft: Draft) -> str:
    areas = draft.sections["areas"]
    return str(areas[0]) if isinstance(areas, list) else ""


def _all(chapter: Chapter) -> Sequence[Entry]:
    return [*([chapter.title] if chapter.title else []), *chapter.entries]
