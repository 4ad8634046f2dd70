"""One page for those who set the course: numbers only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from math import ceil
from typing import Final

from policykit.handbook.kinds import Kind
from policykit.handbook.tables import (
    counted,
    distinct,
    joined,
    one_line,
    row,
    strong,
    summed_up,
    table,
)
from policykit.model.book import Book, Grid, GridRow, PolicyPage, PromiseLine, Prose, plain_prose

_MOST_TARGETS: Final = 3
_MOST_KPIS: Final = 10
_MOST_LINES: Final = 18
_WIDTHS: Final = (40, 72)
"""As many measures, and lines of so many letters, as fit on the page beside the rest."""


def shape(book: Book) -> Book:
    """How many policies there are in which state, promises beside the law, and measures."""
    overview = (
        *table(book, "in_numbers", ("figure", "count"), _figures(book)),
        *table(book, "floors", ("promise_column", "ours", "the_law"), _floors(book)),
        *_kpis(book),
    )
    return summed_up(book, overview)


def _figures(book: Book) -> Iterator[GridRow]:
    pages = book.policies
    if not pages:
        return
    planned = {line.policy.anchor for line in book.coming}
    counts = {
        "policies_in_force": sum(page.state == "in-force" for page in pages),
        "policies_coming": len(planned),
        "policies_early": sum(page.state == "not-in-force" for page in pages),
        "reviews_overdue": sum(page.review == "overdue" for page in pages),
        "reviews_due": sum(page.review == "due" for page in pages),
        "promises_made": sum(len(page.promises) for page in pages),
        "rules_made": sum(len(page.rules) for page in pages),
    }
    for name, count in counts.items():
        yield row(f"figure:{name}", book.words[name], str(count))


def _floors(book: Book) -> Iterator[GridRow]:
    """Every promise whose number the law has a word on."""
    for page in book.policies:
        for promise in page.promises:
            asked = [f"{law.floor} ({law.cite})" for law in promise.law if law.floor]
            if asked:
                yield row(
                    f"floor:{promise.anchor}",
                    promise.title,
                    _ours(promise),
                    joined(plain_prose(each) for each in asked),
                )


def _ours(promise: PromiseLine) -> str:
    return "; ".join(
        f"{case.where}: {case.value}" if case.where else case.value for case in promise.cases
    )


def _kpis(book: Book) -> tuple[Grid, ...]:
    """The measures of policies in force with their targets; those most policies share first."""
    found = [
        (page, line)
        for page in book.policies
        if page.kpis is not None and page.state == "in-force"
        for line in page.kpis.rows
    ]
    groups = distinct(found, lambda pair: pair[1].measure)
    by_use = sorted(groups.values(), key=len, reverse=True)
    rows = list(_fitting(_kpi(book, group) for group in by_use))
    caption = counted(book, "kpis", len(rows), len(by_use))
    return table(book, "kpis", ("kpi", "target"), rows, caption)


def _fitting(rows: Iterable[GridRow]) -> Iterator[GridRow]:
    """As many of some rows as there is room for."""
    lines = 0
    for each in islice(rows, _MOST_KPIS):
        lines += max(
            ceil(len(cell.text) / width) for cell, width in zip(each.cells, _WIDTHS, strict=True)
        )
        if lines > _MOST_LINES:
            return
        yield each


def _kpi(book: Book, group: list[tuple[PolicyPage, GridRow]]) -> GridRow:
    """A measure with its target; of several each says for what it is, most common ones first."""
    _, first = group[0]
    targets = distinct(group, lambda pair: pair[1].cells[1].text)
    ordered = sorted(targets, key=lambda target: -len(targets[target]))
    told: list[Prose | str] = []
    for target in ordered[:_MOST_TARGETS]:
        where = dict.fromkeys(line.cases or page.title for page, line in targets[target])
        told.extend(("; " if told else "", strong(str(target))))
        if len(targets) > 1:
            told.append(f" ({', '.join(where)})")
    if len(ordered) > _MOST_TARGETS:
        told.append("; " + book.words["and_more"].format(count=len(ordered) - _MOST_TARGETS))
    name = replace(first.cells[0], blocks=plain_prose(first.measure).blocks)
    return row(f"kpi:{first.anchor}", name, one_line(*told))


KIND: Final = Kind("board", shape)
