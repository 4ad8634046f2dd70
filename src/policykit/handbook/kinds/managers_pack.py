"""What a manager looks after: policies, what is overdue or missing, numbers, decision rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policykit.handbook.gap_tables import gap_tables
from policykit.handbook.kinds import Kind
from policykit.handbook.tables import head, joined, numbered, row, summed_up, table, told
from policykit.model.book import Book, GridRow, plain_prose


def shape(book: Book) -> Book:
    """Tables about all policies; the policies themselves stand in the handbook."""
    overview = (
        *table(book, "reviews", ("policy", "answers_for", "review"), _reviews(book)),
        *book.gaps,
        *table(
            book,
            "status",
            ("policy", "state", "version_short", "answers_for", "review"),
            _status(book),
        ),
        *table(
            book,
            "decisions",
            ("decision", "who", "limit", "agree", "number"),
            _decisions(book),
        ),
        *table(book, "kpis", ("kpi", "target", "period", "answers_for"), _kpis(book)),
        *table(book, "owners", ("owner", "policies"), _owners(book)),
    )
    return summed_up(book, overview)


def _status(book: Book) -> Iterator[GridRow]:
    """Each policy as it is, and right below it the version that is to come."""
    coming = {line.policy.anchor: line for line in book.coming}
    for page in book.policies:
        state = page.badge or book.words["in_force"]
        yield row(
            f"status:{page.id}",
            numbered(page),
            state,
            page.version,
            told(page, "owner"),
            page.review_badge or told(page, "review"),
        )
        line = coming.get(page.id)
        if line is not None and line.version != page.version:
            yield row(
                f"coming:{page.id}",
                numbered(page),
                line.badge,
                line.version,
                told(page, "owner"),
                "",
            )


def _reviews(book: Book) -> Iterator[GridRow]:
    """Overdue ones first, then those that are due soon."""
    for state in ("overdue", "due"):
        for page in book.policies:
            if page.review == state:
                yield row(
                    f"review:{page.id}", numbered(page), told(page, "owner"), page.review_badge
                )


def _decisions(book: Book) -> Iterator[GridRow]:
    for each in book.decisions:
        found = row(
            f"decision:{each.rule.anchor}",
            each.what,
            ", ".join(each.who),
            each.limit,
            ", ".join(each.decides),
            each.rule.number,
        )
        yield replace(found, badges=each.badges, when=each.when)


def _kpis(book: Book) -> Iterator[GridRow]:
    """The measures of each policy below its name."""
    for page in book.policies:
        if page.kpis is None:
            continue
        yield head(4, f"kpis:{page.id}", numbered(page))
        for each in page.kpis.rows:
            what, target, *_, period, owner = each.cells
            yield row(f"kpi:{each.anchor}", what, target, period, owner)


def _owners(book: Book) -> Iterator[GridRow]:
    for index, each in enumerate(book.owners, 1):
        policies = joined(
            plain_prose(f"{link.number} {link.title}".strip(), link.language)
            for link in each.policies
        )
        yield row(f"owner:{index}", each.role, policies)


KIND: Final = Kind("managers-pack", shape, gaps=gap_tables)
