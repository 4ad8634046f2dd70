"""Tables about all policies together, for kinds of handbooks that sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from policykit.model.book import (
    Block,
    BlockKind,
    Book,
    Grid,
    GridRow,
    Inline,
    OrganisationPage,
    PolicyPage,
    Prose,
    Span,
    SpanKind,
    plain_prose,
)

T = TypeVar("T")

_LINKS = frozenset({SpanKind.LINK, SpanKind.EXTERNAL})


def summed_up(book: Book, overview: tuple[Grid, ...]) -> Book:
    """A book of tables alone: what they sum up stands in another one."""
    badges = {badge.kind for grid in overview for line in grid.rows for badge in line.badges}
    return replace(
        book,
        overview=overview,
        organisation=OrganisationPage(book.organisation.name, Prose(), Prose(), ()),
        preface=Prose(),
        chapters=(),
        policies=(),
        decisions=(),
        index=(),
        owners=(),
        glossary=(),
        levels=(),
        news=(),
        coming=(),
        gaps=(),
        choices=tuple(each for each in book.choices if each.kind in badges),
    )


def table(
    book: Book, name: str, columns: Sequence[str], rows: Iterable[GridRow], caption: str = ""
) -> tuple[Grid, ...]:
    """A table, or nothing where it would have no rows.

    Args:
        book: the book it is for.
        name: its own name, for its anchor.
        columns: the keys of the words of the book that head the columns.
        rows: its rows, a cell for each column.
        caption: what it is called; the word of the book with its name when left out.
    """
    found = tuple(rows)
    if not found:
        return ()
    heads = tuple(plain_prose(book.words[column]) for column in columns)
    words = caption or book.words[name]
    return (Grid(f"overview:{name}", plain_prose(words), heads, found),)


def row(anchor: str, *cells: Prose | str) -> GridRow:
    """A row; what is no prose yet is plain words, and no cell has links."""
    return GridRow(
        anchor,
        tuple(plain_prose(cell) if isinstance(cell, str) else unlinked(cell) for cell in cells),
    )


def head(columns: int, anchor: str, words: Prose) -> GridRow:
    """A row that heads those below it, in a table of so many columns."""
    return replace(row(anchor, words, *[""] * (columns - 1)), is_head=True)


def unlinked(prose: Prose) -> Prose:
    """A text whose links are their bare labels: what they lead to stands in another book."""
    return replace(prose, blocks=tuple(_block(block) for block in prose.blocks))


def _block(block: Block) -> Block:
    return replace(
        block,
        inlines=_inlines(block.inlines),
        blocks=tuple(_block(below) for below in block.blocks),
    )


def _inlines(found: tuple[Inline, ...]) -> tuple[Inline, ...]:
    told: list[Inline] = []
    for each in found:
        if isinstance(each, str):
            told.append(each)
        elif each.kind in _LINKS:
            told.extend(_inlines(each.inlines))
        else:
            told.append(replace(each, inlines=_inlines(each.inlines)))
    return tuple(told)


def joined(texts: Iterable[Prose]) -> Prose:
    """Texts one below the other."""
    found = [each for each in texts if each]
    language = found[0].language if found else ""
    return Prose(tuple(block for each in found for block in each.blocks), language)


def one_line(*parts: Prose | str) -> Prose:
    """The words of several texts in one line, their markup kept."""
    inlines: list[Inline] = []
    language = ""
    for part in parts:
        if isinstance(part, str):
            inlines.append(part)
            continue
        language = language or part.language
        for block in part.blocks:
            inlines.extend(block.inlines)
    return Prose((Block(BlockKind.PARAGRAPH, tuple(inlines)),), language)


def strong(words: str) -> Prose:
    """Words that stand out."""
    return Prose((Block(BlockKind.PARAGRAPH, (Span(SpanKind.STRONG, (words,)),)),))


def numbered(page: PolicyPage) -> Prose:
    """A policy by number and title."""
    return plain_prose(f"{page.number} {page.title}".strip(), page.language)


def told(page: PolicyPage, key: str) -> Prose:
    """A fact of a policy, nothing where it has none of that key."""
    return joined(
        value for fact in (*page.facts, *page.record) if fact.key == key for value in fact.values
    )


def counted(book: Book, name: str, shown: int, every: int) -> str:
    """The caption of a table; where not all there is stands in it, with how many of how many."""
    if shown >= every:
        return book.words[name]
    return book.words["of_many"].format(title=book.words[name], shown=shown, all=every)


def distinct(found: Iterable[T], key: Callable[[T], object]) -> dict[object, list[T]]:
    """What has the same key together, in the order of the first of each."""
    groups: dict[object, list[T]] = {}
    for each in found:
        groups.setdefault(key(each), []).append(each)
    return groups
