"""One page for those who set the course: numbers only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.handbook.kinds import Kind
from policykit.handbook.tables import counted, distinct, joined, row, summed_up, table
from policykit.model.book import Book, Grid, GridRow, PolicyPage, PromiseLine, plain_prose

_MOST_KPIS: Final = 12
"""As many as fit on the page beside the rest: those that most policies are measured by."""


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
    """The measures, each with all its targets; those that most policies share first."""
    found = [
        (page, line) for page in book.policies if page.kpis is not None for line in page.kpis.rows
    ]
    groups = distinct(found, lambda pair: pair[1].cells[0].text)
    by_use = sorted(groups.values(), key=len, reverse=True)
    chosen = by_use[:_MOST_KPIS]
    caption = counted(book, "kpis", len(chosen), len(by_use))
    return table(book, "kpis", ("kpi", "target", "measured_by"), map(_kpi, chosen), caption)


def _kpi(group: list[tuple[PolicyPage, GridRow]]) -> GridRow:
    _, first = group[0]
    targets = dict.fromkeys(line.cells[1].text for _, line in group)
    return row(f"kpi:{first.anchor}", first.cells[0], " / ".join(targets), str(len(_pages(group))))


def _pages(group: list[tuple[PolicyPage, GridRow]]) -> set[str]:
    return {page.id for page, _ in group}


KIND: Final = Kind("board", shape)
