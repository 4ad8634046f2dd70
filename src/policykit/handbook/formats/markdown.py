"""One Markdown file a language: for wikis, for reviews, for reading anywhere."""

from __future__ import annotations

import re
from typing import Final

from policykit.handbook.linear import pieces, shared_data
from policykit.model.book import Book, OutputFile
from policykit.model.value import dataclass
from policykit.rendering import OutputKind, Templates
from policykit.rendering.markdown import CODE_LINE, LINK_BEGINS, LINK_ENDS, LINK_LEADS

_FOLDER: Final = "markdown"
_LINK: Final = re.compile(f"{LINK_BEGINS}([^{LINK_ENDS}]*){LINK_LEADS}([^{LINK_ENDS}]*){LINK_ENDS}")
_PLACE: Final = re.compile(r'<a id="([^"]+)"></a>')
_GAPS: Final = re.compile(r"(?:[ \t]*\n){3,}")


@dataclass(frozen=True, slots=True)
class MarkdownFormat:
    """The format of handbooks called `markdown`."""

    name: str = "markdown"

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """One file in CommonMark with tables; equal books give equal bytes.

        Places that links lead to are empty `<a id>` elements with the anchors of the book. A
        link to what this edition does not print is its words alone.

        Raises:
            RenderError: a template cannot be filled in.
        """
        data = shared_data(book)
        made = [
            templates.render(
                f"{_FOLDER}/{piece.kind}.md", {**data, **piece.data}, OutputKind.MARKDOWN
            )
            for piece in pieces(book, data)
        ]
        text = _GAPS.sub("\n\n", "\n\n".join(made)).strip("\n")
        places = set(_PLACE.findall(text))
        linked = _LINK.sub(lambda found: _closed(found[1], found[2], places), text)
        content = linked.replace(CODE_LINE, "") + "\n"
        return (OutputFile(f"{book.name}.{book.language.id}.md", content.encode()),)


FORMAT: Final = MarkdownFormat()


def _closed(words: str, anchor: str, places: set[str]) -> str:
    return f"[{words}](#{anchor})" if anchor in places else words
