"""Two pages to keep by the till or the phone: the few things one must have at hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from operator import itemgetter
from typing import Final, TypeVar

from policykit.handbook.kinds import Kind
from policykit.handbook.tables import (
    counted,
    distinct,
    few,
    joined,
    one_line,
    row,
    strong,
    summed_up,
    table,
)
from policykit.model.book import Book, Decision, Grid, GridRow, LadderStep, PolicyPage, Prose, Rule

T = TypeVar("T")

MOST_RULES: Final = 22
MOST_TARGETS: Final = 8
MOST_DECISIONS: Final = 12
MOST_WORDS: Final = 8
MOST_RUNGS: Final = 7
MOST_TRIGGERS: Final = 4
"""Rows of each table: together, and with lines of usual length, two pages of A4."""

_TIMES: Final = frozenset({"first-response", "next-response", "resolution", "update-every"})
_BINDING: Final = frozenset({"must", "must_not"})


def shape(book: Book) -> Book:
    """A few rules, answer times, decisions, words and the way up, from all policies fairly.

    Where there are more than fit, the caption says how many, so nobody takes the card for all
    there is. `areas` and `channels` in the settings choose what it is about.
    """
    overview = (
        *_rules(book),
        *_targets(book),
        *_decisions(book),
        *_said(book),
        *_way_up(book),
    )
    return summed_up(book, overview)


def _in_force(book: Book) -> list[PolicyPage]:
    return [page for page in book.policies if page.state == "in-force"]


def _rules(book: Book) -> tuple[Grid, ...]:
    """Duties that always hold: the weightiest of each policy first, then printed in order."""
    ranked: list[tuple[int, tuple[bool, ...], int, Rule]] = []
    place = 0
    for page in _in_force(book):
        binding = [rule for rule in page.rules if rule.level in _BINDING and not rule.when]
        ordered = sorted(binding, key=lambda rule: _weight(book, rule))
        ranked.extend(
            (rank, _weight(book, rule), place + page.rules.index(rule), rule)
            for rank, rule in enumerate(ordered)
        )
        place += len(page.rules)
    chosen = sorted(sorted(ranked, key=itemgetter(0, 1, 2))[:MOST_RULES], key=itemgetter(2))
    every = sum(rule.level in _BINDING for page in _in_force(book) for rule in page.rules)
    return table(
        book,
        "always_and_never",
        ("rule_column", "number"),
        (_rule(rule) for *_, rule in chosen),
        counted(book, "always_and_never", len(chosen), every),
    )


def _weight(book: Book, rule: Rule) -> tuple[bool, ...]:
    """What sorts first: said to this very role, asked by law, forbidden."""
    who = {value.text for fact in rule.facts if fact.key == "who" for value in fact.values}
    return (not who & set(book.audience), not rule.law, rule.level != "must_not")


def _rule(rule: Rule) -> GridRow:
    words = one_line(strong(rule.label), " ", rule.text)
    points = [one_line("• ", point.text) for point in rule.points]
    found = row(f"card:{rule.anchor}", joined((words, *points)), rule.number)
    return replace(found, badges=rule.badges)


def _targets(book: Book) -> tuple[Grid, ...]:
    """For each way to reach us the times that most policies promise, special cases left out."""
    found = [
        (line.cells[0].text, _times(page.targets, line), line)
        for page in _in_force(book)
        if page.targets is not None
        for line in page.targets.rows
        if not line.when
    ]
    by_contact = distinct(found, itemgetter(0)).values()
    usual = [max(distinct(each, itemgetter(1)).values(), key=len)[0] for each in by_contact]
    counts = {each[0][0]: len(each) for each in by_contact}
    chosen = sorted(usual, key=lambda each: -counts[each[0]])[:MOST_TARGETS]
    return table(
        book,
        "answer_times",
        ("reached_by", "answered"),
        (
            row(f"card:{line.anchor}", contact, times)
            for contact, times, line in usual
            if (contact, times, line) in chosen
        ),
        counted(book, "answer_times", len(chosen), len(usual)),
    )


def _times(grid: Grid, line: GridRow) -> str:
    cells = zip(grid.keys, grid.columns, line.cells, strict=True)
    return "; ".join(
        f"{head.text}: {cell.text}" for key, head, cell in cells if cell and key in _TIMES
    )


def _decisions(book: Book) -> tuple[Grid, ...]:
    """What these readers may decide, and what they have to ask for."""
    mine = [
        each
        for each in book.decisions
        if not each.badge and (not book.audience or _is_mine(book, each))
    ]
    groups = distinct(mine, lambda each: each.rule.anchor.partition(".")[0]).values()
    chosen = few(groups, MOST_DECISIONS)
    return table(
        book,
        "decisions",
        ("decision", "agree", "number"),
        (_decision(book, each) for each in mine if each in chosen),
        counted(book, "decisions", len(chosen), len(mine)),
    )


def _is_mine(book: Book, decision: Decision) -> bool:
    return not set(book.audience).isdisjoint((*decision.who, *decision.decides))


def _decision(book: Book, each: Decision) -> GridRow:
    """A decision with its limit, which most of them say in their own words."""
    what = each.what
    if each.limit and each.limit not in what.text:
        what = one_line(what, f" ({book.words['limit']}: {each.limit})")
    found = row(
        f"card:decision:{each.rule.anchor}",
        what,
        ", ".join(each.decides),
        each.rule.number,
    )
    return replace(found, badges=each.badges, when=each.when)


def _said(book: Book) -> tuple[Grid, ...]:
    pages = _in_force(book)
    say = few([page.say for page in pages], MOST_WORDS)
    avoid = few([page.avoid for page in pages], MOST_WORDS)
    every = sum(len(page.say) + len(page.avoid) for page in pages)
    rows = enumerate(zip_longest(say, avoid, fillvalue=Prose()), 1)
    return table(
        book,
        "words_to_use",
        ("say", "avoid"),
        (row(f"card:words:{index}", *pair) for index, pair in rows),
        counted(book, "words_to_use", len(say) + len(avoid), every),
    )


def _way_up(book: Book) -> tuple[Grid, ...]:
    """To whom and how soon, from all policies; bodies that are not ours stand last."""
    found = [
        step for page in _in_force(book) for step in page.escalation if step.to not in book.audience
    ]
    groups = list(distinct(found, lambda step: (step.outside, step.to, step.within)).values())
    chosen = _commonest(groups, MOST_RUNGS)
    ordered = sorted(chosen, key=lambda steps: steps[0].outside)
    return table(
        book,
        "way_up",
        ("to_whom", "how_soon", "triggers"),
        (_rung(steps) for steps in ordered),
        counted(book, "way_up", len(chosen), len(groups)),
    )


def _rung(steps: list[LadderStep]) -> GridRow:
    first = steps[0]
    counts = Counter(each for step in steps for each in step.triggers)
    triggers = [each for each, _ in counts.most_common(MOST_TRIGGERS)]
    found = row(f"card:{first.anchor}", first.to, first.within, "; ".join(triggers))
    return replace(found, badges=first.badges)


def _commonest(groups: list[list[T]], most: int) -> list[list[T]]:
    """The groups with most members, in the order of the book."""
    chosen = sorted(groups, key=len, reverse=True)[:most]
    return [group for group in groups if group in chosen]


KIND: Final = Kind("quick-card", shape)
