"""What a site needs to be searched: its index, the texts to show, and the script."""

from __future__ import annotations

from typing import Final

from policykit.model.book import Book, OutputFile
from policykit.rendering import Templates
from policykit.search.entries import Kind
from policykit.search.index import index_of
from policykit.search.packing import alone, scripts

SCRIPT: Final = "search.js"
"""What pages load; it loads the rest when somebody looks for something."""

LOOK: Final = "search.css"
"""How the box and the hits look; it stands at the end of what all pages load."""


def is_searched(book: Book) -> bool:
    """Whether there is anything to look for."""
    return bool(book.policies)


def search_files(book: Book, templates: Templates) -> tuple[OutputFile, ...]:
    """The files in `assets/` with which a book is searched; none where there is nothing to find.

    Those with the language in their names are of this book, the script is the same in all.
    """
    if not is_searched(book):
        return ()
    made = scripts(index_of(book), _says(book))
    language = book.language.id
    named = {
        f"index-{language}.js": made.index,
        **{f"texts-{language}-{number}.js": text for number, text in enumerate(made.blocks)},
        SCRIPT: templates.text(f"site/{SCRIPT}"),
    }
    return tuple(OutputFile(f"assets/{name}", text.encode()) for name, text in named.items())


def search_index(book: Book) -> str:
    """The index of a book as JSON, for a page that holds all of it; '' where nothing is found."""
    return alone(index_of(book), _says(book)) if is_searched(book) else ""


def _says(book: Book) -> dict[str, str]:
    """The words the script speaks in: what it found, and the names of kinds of texts."""
    counts = ("one", "many", "none", "near", "more")
    return {
        **{name: book.words[f"search_{name}"] for name in counts},
        **{
            f"kind_{kind}": book.words[key]
            for kind in Kind
            if (key := f"kind_{kind.name.lower()}") in book.words
        },
    }
