"""What a format says of the handbooks it made: their pages, and what it left out."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping

from policykit.handbook.formats import Format
from policykit.model.book import Book, OutputFile
from policykit.model.errors import RenderError


def demand_pages(
    most: int | None, name: str, chosen: Format, files: Iterable[OutputFile]
) -> tuple[str, ...]:
    """Pass files that have no more pages than they may have.

    A format with pages has a function `pages(file)` in its module, which counts them.

    Args:
        most: how many pages each file may have; None where any number will do.
        name: the handbook.
        chosen: the format the files are of.
        files: the files.

    Returns:
        What whoever asked should know: that the format has no pages to count.

    Raises:
        RenderError: a file has more.
    """
    if most is None:
        return ()
    counted = _counting(chosen)
    if counted is None:
        return (f"The format {chosen.name} has no pages, so max_pages ({most}) is not looked at.",)
    for file in files:
        found = counted(file)
        if found > most:
            raise RenderError(
                "too-many-pages",
                f'The handbook "{name}" has {found} pages, and may have {most}.',
                context=file.path,
                hint="Narrow it (areas, channels, audience), shorten the texts, or raise "
                "max_pages in policykit.yaml.",
            )
    return ()


def pages_of(chosen: Format, files: Iterable[OutputFile]) -> Mapping[str, int]:
    """How many pages each file has, by its path; nothing where the format has none."""
    counted = _counting(chosen)
    return {} if counted is None else {file.path: counted(file) for file in files}


def _counting(chosen: Format) -> Callable[[OutputFile], int] | None:
    module = importlib.import_module(type(chosen).__module__)
    found: Callable[[OutputFile], int] | None = getattr(module, "pages", None)
    return found


def left_out(chosen: Format, book: Book) -> tuple[str, ...]:
    """What a format leaves out of a book, in whole sentences.

    A format that leaves something out has a function `notes(book)` in its module.
    """
    module = importlib.import_module(type(chosen).__module__)
    told: Callable[[Book], tuple[str, ...]] | None = getattr(module, "notes", None)
    return () if told is None else told(book)
