"""What is required of the policies, how much of it they hold, and what to do about the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from policykit.gaps.narrowing import narrowed
from policykit.gaps.waiting import holds_from
from policykit.handbook.edition import Edition
from policykit.handbook.gap_words import GapWords
from policykit.handbook.review import NOTICE
from policykit.handbook.tables import distinct, head, joined, row, strong, table
from policykit.locale.citing import cited
from policykit.model.book import Book, Grid, GridRow, Prose, plain_prose
from policykit.model.coverage import (
    CoverageReport,
    FrameworkCoverage,
    RequirementCoverage,
    State,
    Tally,
    Waiver,
    tally,
)
from policykit.model.facts import Narrowing

_MOST_NAMED: Final = 5
"""As many requirements as are named where one thing closes them all."""

_NO_BREAK: Final = "\u00a0"

_SHIPPED: Final = " (shipped)"
"""How the path of a framework ends that came with the program, and so is in English."""

_OPEN: Final = (State.MISSING, State.PARTIAL, State.OUTDATED, State.WAIVED)
"""The states that are told beside what is covered, the worst first."""


def gap_tables(
    edition: Edition, book: Book, report: CoverageReport, areas: Iterable[str]
) -> tuple[Grid, ...]:
    """The tables of gaps of a book.

    Args:
        edition: the book in the making; what it is narrowed to narrows what is told.
        book: the book with all its policies.
        report: what the policies hold of what is required.
        areas: the service areas the handbook is about, none for all.
    """
    regions = report.regions
    if edition.view.regions:
        regions = tuple(each for each in regions if edition.view.shows(Narrowing(regions=(each,))))
    told = narrowed(report.frameworks, areas=areas, regions=regions if edition.view.regions else ())
    return _Tables(edition, book, replace(report, frameworks=told)).all()


class _Tables:
    """Makes the tables of one book."""

    def __init__(self, edition: Edition, book: Book, report: CoverageReport) -> None:
        self._edition = edition
        self._book = book
        self._report = report
        self._words = GapWords(edition, book)
        self._named = {each.name: each for each in report.requirements}
        self._laws = {each.id for each in report.frameworks if each.jurisdiction}
        self._english = {
            each.id for each in report.frameworks if each.location.path.endswith(_SHIPPED)
        }

    def all(self) -> tuple[Grid, ...]:
        book = self._book
        return (
            *table(book, "coverage", ("framework", "covered", "still_open"), self._frameworks()),
            *table(
                book, "to_close", ("asked_for", "state", "to_do", "answers_for"), self._to_close()
            ),
            *table(
                book,
                "waivers_ending",
                ("asked_for", "because", "answers_for", "until"),
                self._waivers(),
            ),
            *table(
                book,
                "practice",
                ("area", "in_policies", "in_practice", "since_last"),
                self._practice(),
            ),
        )

    def _frameworks(self) -> Iterator[GridRow]:
        """Each framework that asks for something here, then all together, then the others."""
        for index, sentence in enumerate(self._report.warnings, 1):
            warned = strong(self._edition.text("coverage.doubt"))
            # It is said in English alone.
            language = "" if self._edition.locale.id == "en" else "en"
            yield row(f"coverage:doubt-{index}", warned, plain_prose(sentence, language), "")
        told = [each for each in self._report.frameworks if each.tally.counted or _waived(each)]
        for each in told:
            yield self._covered(f"coverage:{each.id}", self._framework(each), each.tally)
        if len(told) > 1:
            every = tally(one.state for one in self._report.requirements)
            yield self._covered("coverage", strong(self._book.words["all_together"]), every)
        if not told:
            yield row("coverage", self._book.words["nothing_required"], "", "")
        rest = [each for each in self._report.frameworks if each not in told]
        idle: list[FrameworkCoverage] = []
        for each in rest:
            day = holds_from(each, self._report.today)
            if not day:
                idle.append(each)
                continue
            state = self._edition.text("coverage.from", day=self._edition.day(day))
            yield row(f"coverage:{each.id}", self._framework(each), state, "")
        if idle:
            state = self._edition.text("coverage.not-applicable")
            yield row("coverage:idle", joined(map(self._framework, idle)), state, "")

    def _covered(self, anchor: str, name: Prose, counts: Tally) -> GridRow:
        number = self._edition.locale.number
        share, told = counts.percent, ""
        if share is not None:
            told = self._edition.text(
                "coverage.share",
                covered=number(counts.covered),
                counted=number(counts.counted),
                percent=self._edition.locale.percent(Decimal(share)),
            ).replace(" ", _NO_BREAK)
        many = ((state, getattr(counts, state.name.lower())) for state in _OPEN)
        rest = ", ".join(
            self._edition.text(
                "coverage.count", count=number(count), state=self._state(state)
            ).replace(" ", _NO_BREAK)
            for state, count in many
            if count
        )
        return replace(row(anchor, name, told, rest), shares=(None, share, None))

    def _to_close(self) -> Iterator[GridRow]:
        """What is below the law first, then by area; what one thing closes stands together."""
        gaps = [each for each in self._report.requirements if each.state.is_gap]
        below = [each for each in gaps if _is_below_the_law(each)]
        if below:
            words = plain_prose(self._book.words["below_the_law"])
            yield head(4, "to-close:below-the-law", words)
            yield from self._closing(below)
        rest = [each for each in gaps if each not in below]
        for area in sorted({each.area for each in rest}, key=self._order):
            yield head(4, f"to-close:{area}", plain_prose(self._edition.area(area)))
            yield from self._closing([each for each in rest if each.area == area])

    def _order(self, area: str) -> tuple[int, str]:
        areas = self._report.areas
        return (areas.index(area) if area in areas else len(areas), area)

    def _closing(self, gaps: Sequence[RequirementCoverage]) -> Iterator[GridRow]:
        ranked = sorted(gaps, key=lambda each: each.state.rank)
        alike = distinct(
            ranked,
            lambda each: (
                self._states(each),
                self._words.to_do(each),
                each.owner,
                self._language(each),
            ),
        )
        for group in alike.values():
            first = group[0]
            yield row(
                f"gap:{first.name}",
                self._requirements(group),
                self._states(first),
                joined(map(plain_prose, self._words.to_do(first))),
                self._role(first.owner),
            )

    def _requirements(self, found: Sequence[RequirementCoverage]) -> Prose:
        """What is required, one below the other, with the law where it is one."""
        named = [self._requirement(each) for each in found]
        told = list(dict.fromkeys(named))
        rest = len(told) - _MOST_NAMED
        if rest <= 1:
            return joined(told)
        more = self._book.words["and_more"].format(count=self._edition.locale.number(rest))
        return joined((*told[:_MOST_NAMED], plain_prose(more)))

    def _requirement(self, requirement: RequirementCoverage) -> Prose:
        """What it asks for in the language of the book; its title where that does not stand."""
        known = self._edition.requirement(requirement.name)
        text = known.words.get(self._edition.locale.id, "").rstrip(".") if known else ""
        language = "" if text else self._language(requirement)
        text = text or requirement.title
        if requirement.cite and requirement.framework in self._laws:
            text = f"{text} ({cited(requirement.cite, self._edition.locale.id)})"
        return plain_prose(text, language)

    def _states(self, requirement: RequirementCoverage) -> str:
        """The states of its gaps; with the regions, where it is not so in all that count."""
        gaps = requirement.gaps
        states = dict.fromkeys(each.state for each in sorted(gaps, key=lambda it: it.state.rank))
        counted = sum(each.state.counts for each in requirement.regions)
        told: list[str] = []
        for state in states:
            where = [each.region for each in gaps if each.state is state and each.region]
            word = self._state(state)
            if where and len(where) < counted:
                names = self._edition.titles("region", tuple(where))
                word = self._edition.text(
                    "coverage.where", state=word, where=self._edition.locale.listed(names)
                )
            told.append(word)
        return "; ".join(told)

    def _waivers(self) -> Iterator[GridRow]:
        """Those that are over, do not count or end within a month, if what they waive is a gap."""
        for index, each in sorted(enumerate(self._report.waivers, 1), key=_urgency):
            if not each.refused and (each.is_idle or each.days_left > NOTICE.days):
                continue
            day = self._edition.day(each.until)
            until = self._edition.text("coverage.ended", day=day) if each.is_over else day
            if each.refused:
                until = self._edition.text("coverage.refused")
            yield row(
                f"waiver:{index}",
                self._waived(each),
                plain_prose(each.reason, self._in_source),
                self._role(each.owner),
                until,
            )

    def _waived(self, waiver: Waiver) -> Prose:
        known = self._named.get(waiver.requirement)
        told = plain_prose(waiver.requirement) if known is None else self._requirement(known)
        where = self._edition.titles("region", waiver.regions)
        return joined((told, plain_prose(self._edition.locale.listed(where)))) if where else told

    def _practice(self) -> Iterator[GridRow]:
        """What the policies of an area hold beside how well it is lived."""
        for each in sorted(self._report.practice, key=lambda it: self._order(it.area)):
            asked = [one for one in self._report.requirements if one.area == each.area]
            latest = each.latest
            if not asked or latest.percent is None:
                continue
            written = self._covered("", Prose(), tally(one.state for one in asked))
            before = each.earlier
            number = self._edition.locale.number
            told = self._edition.text(
                "coverage.lived-in-part" if each.is_in_part else "coverage.lived",
                percent=self._edition.locale.percent(Decimal(latest.percent)),
                day=self._edition.day(latest.date),
                scored=number(each.scored),
                asked=number(each.asked),
            )
            since = self._edition.text("practice.first")
            if before is not None and before.percent is not None:
                since = self._since(latest.percent - before.percent, before.date)
            found = row(
                f"practice:{each.area}",
                self._edition.area(each.area),
                written.cells[1],
                told,
                since,
            )
            yield replace(found, shares=(None, written.shares[1], latest.percent, None))

    def _since(self, points: int, date: str) -> str:
        day = self._edition.day(date)
        if not points:
            return self._edition.text("practice.same", day=day)
        key = "practice.better" if points > 0 else "practice.worse"
        return self._edition.locale.plural(key, abs(points), day=day)

    def _role(self, name: str) -> str:
        return self._edition.title("role", name) if name else ""

    def _state(self, state: State) -> str:
        return self._edition.text(f"coverage.{state.value}")

    def _framework(self, framework: FrameworkCoverage) -> Prose:
        known = self._edition.library.surroundings.frameworks.get(framework.id)
        own = known.words.get(self._edition.locale.id, "") if known else ""
        if own:
            return plain_prose(own)
        return plain_prose(framework.title, self._english_or_source(framework.id))

    def _language(self, requirement: RequirementCoverage) -> str:
        return self._english_or_source(requirement.framework)

    def _english_or_source(self, framework: str) -> str:
        """The language a framework is written in, '' where it is that of the book."""
        language = "en" if framework in self._english else self._edition.source
        return "" if language == self._edition.locale.id else language

    @property
    def _in_source(self) -> str:
        """The language of what a company writes in its settings, '' where it is the book's."""
        return "" if self._edition.source == self._edition.locale.id else self._edition.source


def _urgency(numbered: tuple[int, Waiver]) -> tuple[bool, bool, int]:
    """A key for waivers that are over, then those that do not count, then by their last day."""
    _, waiver = numbered
    is_over = waiver.is_over and not waiver.refused
    return (not is_over, not waiver.refused, waiver.days_left)


def _waived(framework: FrameworkCoverage) -> bool:
    return framework.tally.waived > 0


def _is_below_the_law(requirement: RequirementCoverage) -> bool:
    return any(each.is_below_the_law for each in requirement.regions)
