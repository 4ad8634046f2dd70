"""A chapter as a draft policy: each sentence to its place, what has none is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policykit.importing import grids
from policykit.importing.chapters import Chapter, Entry, Unit
from policykit.importing.draft import MOST_TEXT, Draft
from policykit.importing.judging import judged, names_number, shared
from policykit.importing.levels import Ruled, forced
from policykit.importing.meanings import put_meaning
from policykit.importing.phrases import ABOVE, BESIDE, GAINS, KEPT, several
from policykit.importing.placing import Placing
from policykit.importing.questions import answers_to, put_question
from policykit.importing.quotes import put_quoted, put_script
from policykit.importing.source import BlockKind
from policykit.importing.step_lists import put_listed, steps_from
from policykit.importing.wording import escaped, name_of
from policykit.model.document import Json
from policykit.model.imported import Sure
from policykit.model.policy_shape import LEVELS

_MOST_ABOVE: Final = 8
"""Words of a paragraph that is the heading of a list."""


def drafted(chapter: Chapter, draft: Draft) -> None:
    """Put every sentence of a chapter to its place in a draft, or leave it over."""
    _Drafting(draft).chapter(chapter)


class _Drafting:
    """Goes through the entries of a chapter."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words = draft.ground.words
        self._shared: frozenset[int] = frozenset()
        self._above = ""
        self._lead: tuple[Unit, Ruled] | None = None
        self._points: tuple[int, int, Ruled] | None = None
        self._said_below: Unit | None = None
        self._has_summary = False
        self._dull = self.words.common | {self.words.let.lower(), *LEVELS}

    def chapter(self, chapter: Chapter) -> None:
        """All of a chapter."""
        self._shared = shared(chapter.entries, self.draft.ground)
        index = 0
        while index < len(chapter.entries):
            entry = chapter.entries[index]
            if any(each.number in self.draft.ground.barred for each in _all(entry)):
                rest = self._without_barred(entry)
                if rest is None:
                    index += 1
                    continue
                entry = rest
            block = entry.block
            if block.kind is not BlockKind.ITEM:
                self._end_lead()
                self._above = _above(chapter.entries, index)
            answers = answers_to(self.draft, chapter.entries, index)
            if answers:
                put_question(self.draft, entry, answers)
                index += 1 + len(answers)
                continue
            steps = steps_from(self.draft, chapter.entries, index)
            if steps:
                self._end_lead()
                put_listed(self.draft, steps)
                index += len(steps)
                continue
            index += 1
            if block.kind in {BlockKind.HEADING, BlockKind.ASIDE}:
                self.draft.leave(entry.units)
            elif block.kind is BlockKind.TABLE:
                grids.put(self.draft, entry)
            elif put_script(self.draft, entry) or put_meaning(self.draft, entry):
                self._end_lead()
            else:
                self._sentences(entry)
        self._end_lead()
        if chapter.has_no_rule and not self.draft.statements:
            self._keep()

    def _keep(self) -> None:
        """A rule that what stands here holds, for a policy cannot be without one."""
        name = self.draft.names.give("keep", "keep")
        self.draft.statements.append({"id": name, "must": self.words.keep})
        self.draft.remark(("statements", name, "must"), KEPT)

    def _without_barred(self, entry: Entry) -> Entry | None:
        """An entry without the sentences that cannot stand in a policy; None where none is left."""
        barred = self.draft.ground.barred
        kept = tuple(each for each in entry.units if each.number not in barred)
        for each in _all(entry):
            if each.number in barred or not kept:
                self.draft.leave([each], barred.get(each.number, BESIDE))
        if not kept:
            self._end_lead()
            return None
        return replace(
            entry, units=kept, block=replace(entry.block, text=" ".join(each.text for each in kept))
        )

    # Rules, and what is said around them

    def _sentences(self, entry: Entry) -> None:
        if self._goes_on(entry):
            return
        self._end_lead_unless_item(entry)
        waiting: list[Unit] = []
        last = -1
        for index, unit in enumerate(entry.units):
            if put_quoted(self.draft, entry, unit):
                continue
            found = self._rule(unit, entry)
            if found is not None and index == len(entry.units) - 1 and _leads_on(unit):
                # It leads to a list; what it says is known when that has been read.
                self._explain(waiting, last)
                self._lead = (unit, found)
                return
            if found is None:
                waiting.append(unit)
                continue
            if last < 0 and self._may_sum_up(entry):
                self._sum_up([each for each in waiting if not self._counts(each)])
                waiting = [each for each in waiting if self._counts(each)]
            at = self._add(unit, found)
            self._explain(waiting, at if last < 0 else last)
            waiting, last = [], at
        if last >= 0:
            self._explain(waiting, last)
        elif waiting:
            self._elsewhere(waiting, entry)

    def _rule(self, unit: Unit, entry: Entry) -> Ruled | None:
        found = judged(
            unit,
            entry,
            self.draft.ground,
            is_shared=entry.block.kind is BlockKind.ITEM and entry.units[0].number in self._shared,
        )
        if found is None or not self._above or entry.block.kind is not BlockKind.ITEM:
            return found
        return replace(found, check=several(found.check, ABOVE.format(self._above)))

    def _goes_on(self, entry: Entry) -> bool:
        """Take an item that belongs to a lead-in before it."""
        if entry.block.kind is not BlockKind.ITEM or not entry.units:
            return False
        if self._lead is not None:
            unit, lead = self._lead
            body = lead.text.rstrip(": ").strip()
            self._lead = None
            self._points = (-1, entry.block.level, lead)
            if any(map(str.isalnum, body)):
                self._points = (self._add(unit, replace(lead, text=body)), entry.block.level, lead)
            else:
                self._said_below = unit
        if self._points is None:
            return False
        at, level, lead = self._points
        if entry.block.level < level:
            self._points = None
            return False
        if at < 0:
            return self._under_lead(entry, lead)
        statement = self.draft.statements[at]
        if not isinstance(statement, dict):
            return False
        points = statement.setdefault("points", {})
        if not isinstance(points, dict):
            return False
        name = self.draft.names.give(name_of(entry.block.text, self.words.common), "point")
        parts: list[str] = []
        for unit in entry.units:
            put = self.draft.put(unit.text, unit.text)
            parts.append(put.text)
            self.draft.placings.append(
                Placing(
                    unit=unit.number,
                    pointer=("statements", at, "points", name),
                    kind="point",
                    written=put.text,
                    numbers=put.numbers,
                    sure=Sure.LIKELY,
                )
            )
        points[name] = " ".join(parts)
        return True

    def _under_lead(self, entry: Entry, lead: Ruled) -> bool:
        first, *others = entry.units
        at = self._add(first, forced(first.text, lead.level, self.words))
        if self._said_below is not None:
            unit, self._said_below = self._said_below, None
            where = self.draft.placings[-1].pointer
            self.draft.placings.append(
                Placing(unit=unit.number, pointer=where, kind="level", said=unit.text)
            )
        self._explain(others, at)
        return True

    def _end_lead_unless_item(self, entry: Entry) -> None:
        if entry.block.kind is not BlockKind.ITEM:
            self._end_lead()

    def _end_lead(self) -> None:
        """A lead-in that nothing came behind is a rule like any other."""
        if self._lead is not None:
            unit, lead = self._lead
            self._lead = None
            if any(map(str.isalnum, lead.text)):
                self._add(unit, lead)
            else:
                self.draft.leave([unit])
        self._points = None

    def _add(self, unit: Unit, rule: Ruled) -> int:
        """Add a rule; gives its place among them."""
        put = self.draft.put(rule.text, unit.text)
        name = self.draft.names.give(name_of(rule.text, self._dull), "rule")
        made: dict[str, Json] = {"id": name, rule.level: put.text}
        check = rule.check
        if rule.level == "may":
            made["gains"] = "customer"
            self.draft.remark(("statements", name, "gains"), GAINS)
        rules = self.draft.statements
        rules.append(made)
        check = self.draft.remark(("statements", name, rule.level), check, unit)
        self.draft.placings.append(
            Placing(
                unit=unit.number,
                pointer=("statements", len(rules) - 1, rule.level),
                kind=rule.level.replace("_", " "),
                written=put.text,
                numbers=put.numbers,
                said=rule.said,
                added=rule.added,
                sure=rule.sure,
                check=check or (GAINS if rule.level == "may" else ""),
            )
        )
        return len(rules) - 1

    def _explain(self, units: Sequence[Unit], at: int) -> None:
        """Put sentences beside a rule as how it is meant."""
        if at < 0 or not units:
            self.draft.leave(units)
            return
        statement = self.draft.statements[at]
        if not isinstance(statement, dict):
            return
        for unit in units:
            if len(unit.text) > MOST_TEXT or len(str(statement.get("how", ""))) > MOST_TEXT:
                self.draft.leave([unit])
                continue
            put = self.draft.put(unit.text, unit.text)
            before = statement.get("how")
            statement["how"] = f"{before} {put.text}" if before else put.text
            check = self.draft.remark(("statements", str(statement["id"]), "how"), "", unit)
            self.draft.placings.append(
                Placing(
                    unit=unit.number,
                    pointer=("statements", at, "how"),
                    kind="how",
                    written=put.text,
                    numbers=put.numbers,
                    sure=Sure.LIKELY,
                    check=check,
                )
            )

    def _elsewhere(self, units: Sequence[Unit], entry: Entry) -> None:
        """Sentences around which there is no rule: the first ones say what the policy is about."""
        is_text = entry.block.kind is BlockKind.PARAGRAPH
        if is_text and entry.section == "rationale":
            self._text("rationale", units)
        elif self._may_sum_up(entry):
            self._sum_up(units)
        else:
            self.draft.leave(units)

    def _may_sum_up(self, entry: Entry) -> bool:
        """Whether what stands here says what the whole policy is about."""
        return (
            entry.block.kind is BlockKind.PARAGRAPH
            and not self._has_summary
            and not self.draft.statements
            and entry.section in {"", "parts"}
        )

    def _counts(self, unit: Unit) -> bool:
        """Whether a number stands in a sentence, which belongs beside a rule."""
        return names_number(unit.text, self.draft.ground)

    def _sum_up(self, units: Sequence[Unit]) -> None:
        if sum(len(each.text) for each in units) >= MOST_TEXT:
            self.draft.leave(units)
        elif units:
            self._has_summary = True
            self._text("summary", units)

    def _text(self, section: str, units: Sequence[Unit]) -> None:
        for unit in units:
            before = str(self.draft.sections.get(section) or "")
            if len(before) + len(unit.text) > MOST_TEXT:
                self.draft.leave([unit])
                continue
            written = escaped(unit.text, is_start=not before)
            self.draft.sections[section] = f"{before} {written}".strip()
            self.draft.placings.append(
                Placing(
                    unit=unit.number,
                    pointer=(section,),
                    kind=section,
                    written=written,
                    sure=Sure.LIKELY,
                )
            )


def _leads_on(unit: Unit) -> bool:
    return unit.text.rstrip().endswith(":")


def _above(entries: Sequence[Entry], index: int) -> str:
    """A few words right above a list, which say when its items hold."""
    entry = entries[index]
    text = entry.block.text
    is_above = (
        entry.block.kind is BlockKind.PARAGRAPH
        and 0 < len(text.split()) <= _MOST_ABOVE
        and not text.endswith((".", "!", "?"))
        and index + 1 < len(entries)
        and entries[index + 1].block.kind is BlockKind.ITEM
    )
    return text.rstrip(" :") if is_above else ""


def _all(entry: Entry) -> list[Unit]:
    return [*entry.units, *(unit for row in entry.cells for cell in row for unit in cell)]
