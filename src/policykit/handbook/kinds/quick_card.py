"""Two pages to keep by the till or the phone: the few things one must have at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import dropwhile, zip_longest
from operator import itemgetter
from typing import Final

from policykit.handbook.at_hand import by_weight, pages_at_hand, reasons, works_here
from policykit.handbook.kinds import Kind
from policykit.handbook.tables import (
    distinct,
    joined,
    one_line,
    row,
    strong,
    summed_up,
    table,
)
from policykit.model.book import (
    Book,
    Decision,
    Grid,
    GridRow,
    Inline,
    LadderStep,
    PolicyPage,
    Prose,
    Rule,
    Span,
    SpanKind,
    plain_prose,
)

MOST_DECISIONS: Final = 12
MOST_REASONS: Final = 6
MOST_PROMISES: Final = 3
MOST_RULES: Final = 18
MOST_RUNGS: Final = 6
MOST_TRIGGERS: Final = 6
MOST_WORDS: Final = 8
"""Rows of each table, and lines of some: with lines of usual length, two pages of A4."""

_TIMES: Final = frozenset({"first-response", "next-response", "resolution", "update-every"})
_BOTS: Final = "bots-self-service"
"""The service area whose words a machine says."""

_BINDING: Final = frozenset({"must", "must_not"})


def shape(book: Book) -> Book:
    """What one may decide, what customers come with most, rules, the way up, words and times.

    All of it is from policies that the readers work by, in channels they work in, and more of
    it from those that are most for them. A line says how much of all there is stands here.
    `areas` and `channels` in the settings choose what it is about.
    """
    weights = pages_at_hand(book)
    pages = [page for page in book.policies if page.id in weights]
    rules = _chosen_rules(book, pages, weights)
    overview = (
        *_decisions(book, weights),
        *_asked(book, pages, weights),
        *_rules(book, rules),
        *_way_up(book, pages),
        *_said(book, pages, weights),
        *_targets(book, pages, weights),
    )
    every = sum(rule.level in _BINDING for page in pages for rule in page.rules)
    rest = book.words["card_rest"].format(shown=len(rules), all=every)
    return replace(summed_up(book, overview), preface=plain_prose(rest) if overview else Prose())


def _decisions(book: Book, weights: Mapping[str, float]) -> tuple[Grid, ...]:
    """What these readers may decide, with their limits first, and what they have to ask for."""
    mine = [
        each
        for each in book.decisions
        if _policy(each) in weights
        and works_here(book, each.badges)
        and (not book.audience or not set(book.audience).isdisjoint((*each.who, *each.decides)))
    ]
    groups: dict[str, list[Decision]] = defaultdict(list)
    for each in sorted(mine, key=lambda each: (bool(each.decides), not each.limit)):
        groups[_policy(each)].append(each)
    chosen = by_weight(groups, weights, MOST_DECISIONS)
    return table(
        book,
        "card_decisions",
        ("decision", "agree", "number"),
        (_decision(book, each) for each in mine if each in chosen),
    )


def _policy(decision: Decision) -> str:
    return decision.rule.anchor.partition(".")[0]


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


def _asked(book: Book, pages: list[PolicyPage], weights: Mapping[str, float]) -> tuple[Grid, ...]:
    """What customers come with most, what they are promised then, and where to read it.

    Each reason stands with the policy that is about fewest others.
    """
    told = Counter(reason for page in pages for reason in reasons(page))
    homes: dict[str, list[str]] = defaultdict(list)
    for reason in told:
        about = [page for page in pages if reason in reasons(page) and page.promises]
        if about:
            home = min(about, key=lambda page: (len(reasons(page)), -weights[page.id]))
            homes[home.id].append(reason)
    most = sorted(homes, key=lambda name: -sum(told[reason] for reason in homes[name]))
    chosen = frozenset(most[:MOST_REASONS])
    return table(
        book,
        "asked_most",
        ("asked_column", "promised", "number"),
        (
            row(
                f"card:asked:{page.id}",
                ", ".join(sorted(homes[page.id], key=lambda reason: -told[reason])),
                joined(_promised(page)),
                page.number,
            )
            for page in pages
            if page.id in chosen
        ),
    )


def _promised(page: PolicyPage) -> Iterator[Prose]:
    ordered = sorted(page.promises, key=lambda each: not each.public)
    for each in ordered[:MOST_PROMISES]:
        cases = "; ".join(
            f"{case.where}: {case.value}" if case.where else case.value for case in each.cases
        )
        yield one_line(each.title, ": ", strong(cases))


def _chosen_rules(book: Book, pages: list[PolicyPage], weights: Mapping[str, float]) -> list[Rule]:
    """Duties that always hold here: the weightiest of each policy, in the order of the book."""
    groups = {
        page.id: sorted(
            (
                rule
                for rule in page.rules
                if rule.level in _BINDING and not rule.when and works_here(book, rule.badges)
                if _is_ours(book, rule)
            ),
            key=lambda rule: _weight(book, rule),
        )
        for page in pages
    }
    chosen = {rule.anchor for rule in by_weight(groups, weights, MOST_RULES)}
    return [rule for page in pages for rule in page.rules if rule.anchor in chosen]


def _who(rule: Rule) -> set[str]:
    return {value.text for fact in rule.facts if fact.key == "who" for value in fact.values}


def _is_ours(book: Book, rule: Rule) -> bool:
    """Whether a rule is for these readers: it names them, or nobody."""
    return not book.audience or not _who(rule) or not _who(rule).isdisjoint(book.audience)


def _weight(book: Book, rule: Rule) -> tuple[bool, ...]:
    """What sorts first: said to this very role or place, with a number, asked by law, forbidden."""
    own = {channel.text for channel in book.works_in}
    is_here = any(badge.kind == "channel" and badge.text in own for badge in rule.badges)
    is_said = bool(_who(rule)) or is_here
    return (not is_said, not _has_value(rule.text), not rule.law, rule.level != "must_not")


def _has_value(text: Prose) -> bool:
    return any(_is_value(each) for block in text.blocks for each in block.inlines)


def _is_value(inline: Inline) -> bool:
    return isinstance(inline, Span) and (
        inline.kind is SpanKind.VALUE or any(_is_value(each) for each in inline.inlines)
    )


def _rules(book: Book, rules: list[Rule]) -> tuple[Grid, ...]:
    return table(
        book, "always_and_never", ("rule_column", "number"), (_rule(book, each) for each in rules)
    )


def _rule(book: Book, rule: Rule) -> GridRow:
    words = one_line(strong(rule.label), " ", rule.text)
    points = [one_line("• ", point.text) for point in rule.points if works_here(book, point.badges)]
    found = row(f"card:{rule.anchor}", joined((words, *points)), rule.number)
    # Where all of the readers are need not be said.
    own = {channel.text for channel in book.works_in}
    if {badge.text for badge in rule.badges if badge.kind == "channel"} <= own:
        return replace(found, badges=tuple(b for b in rule.badges if b.kind != "channel"))
    return replace(found, badges=rule.badges)


def _way_up(book: Book, pages: list[PolicyPage]) -> tuple[Grid, ...]:
    """Each of those a case is passed to once, with when and how soon; others than ours last."""
    found = [
        step
        for page in pages
        for step in _beyond_start(page.escalation)
        if step.to not in book.audience and not step.when and works_here(book, step.badges)
    ]
    groups = distinct(found, lambda step: (step.outside, step.to))
    chosen = sorted(groups, key=lambda key: len(groups[key]), reverse=True)[:MOST_RUNGS]
    ordered = sorted((groups[key] for key in groups if key in chosen), key=lambda g: g[0].outside)
    return table(book, "way_up", ("to_whom", "triggers"), map(_rung, ordered))


def _beyond_start(ladder: tuple[LadderStep, ...]) -> tuple[LadderStep, ...]:
    """The steps a case is passed to: those before the first with a trigger are where it begins."""
    return tuple(dropwhile(lambda step: not step.triggers, ladder)) or ladder


def _rung(steps: list[LadderStep]) -> GridRow:
    """When to pass a case on, under how soon it has to be: as most policies say of each."""
    first = steps[0]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for step in steps:
        for trigger in step.triggers:
            counts[trigger][step.within] += 1
    usual = sorted(counts, key=lambda trigger: -counts[trigger].total())[:MOST_TRIGGERS]
    by_time: dict[str, list[str]] = defaultdict(list)
    for trigger in usual:
        by_time[counts[trigger].most_common(1)[0][0]].append(trigger)
    if not by_time:
        by_time[Counter(step.within for step in steps).most_common(1)[0][0]] = []
    lines = [_in_time(time, "; ".join(triggers)) for time, triggers in by_time.items()]
    return row(f"card:{first.anchor}", first.to, joined(lines))


def _in_time(time: str, triggers: str) -> Prose:
    if not (time and triggers):
        return strong(time) if time else plain_prose(triggers)
    return one_line(strong(f"{time}:"), " ", triggers)


def _said(book: Book, pages: list[PolicyPage], weights: Mapping[str, float]) -> tuple[Grid, ...]:
    """What is never said, and what is said instead."""
    people = [page for page in pages if page.chapter != _BOTS]
    avoid, say = (
        by_weight({page.id: _once(getattr(page, key)) for page in people}, weights, MOST_WORDS)
        for key in ("avoid", "say")
    )
    rows = enumerate(zip_longest(avoid, say, fillvalue=Prose()), 1)
    return table(
        book,
        "words_to_use",
        ("avoid", "say"),
        (row(f"card:words:{index}", *pair) for index, pair in rows),
    )


def _once(texts: tuple[Prose, ...]) -> list[Prose]:
    return list({each.text.casefold(): each for each in texts}.values())


def _targets(book: Book, pages: list[PolicyPage], weights: Mapping[str, float]) -> tuple[Grid, ...]:
    """The times of each channel once: those of the policy that is most about it."""
    own = {channel.text for channel in book.works_in}
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for page in pages:
        for line in page.targets.rows if page.targets else ():
            times = _times(page.targets, line) if page.targets else ""
            for channel in () if line.when or not times else line.channels:
                if not own or channel in own:
                    about = weights[page.id] / len(line.channels)
                    found[channel].append((about, times))
    chosen = {channel: max(each, key=itemgetter(0))[1] for channel, each in found.items()}
    ordered = [each.text for each in book.works_in if each.text in chosen] or list(chosen)
    together = distinct(ordered, chosen.__getitem__)
    return table(
        book,
        "answer_times",
        ("reached_by", "answered"),
        (
            row(f"card:times:{index}", ", ".join(channels), str(times))
            for index, (times, channels) in enumerate(together.items(), 1)
        ),
    )


def _times(grid: Grid, line: GridRow) -> str:
    cells = zip(grid.keys, grid.columns, line.cells, strict=True)
    return "; ".join(
        f"{head.text}: {cell.text}" for key, head, cell in cells if cell and key in _TIMES
    )


KIND: Final = Kind("quick-card", shape)
