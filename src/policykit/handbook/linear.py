"""A book as one long text: its pieces in the order they are printed, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.model.book import Book
from policykit.model.value import dataclass
from policykit.rendering import Plain, plain

_BACK: Final = (
    ("decisions", "decisions", "decisions"),
    ("index", "rules", "rules_index"),
    ("glossary", "glossary", "glossary"),
    ("owners", "owners", "owners"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text.

    `kind` is `front`, `chapter`, `policy` or `back`, and the name of its template; `subject`
    what the template sees as `chapter` or `policy`. `badge` is that of the policy, or of the
    one that follows the head of its chapter. `is_first` says that a policy opens its chapter,
    `is_filled` that policies follow the head of a chapter.
    """

    kind: str
    subject: Plain = None
    badge: str = ""
    is_first: bool = False
    is_filled: bool = False

    @property
    def data(self) -> Mapping[str, Plain]:
        """What the template of this piece sees beside what all see."""
        return {} if self.subject is None else {self.kind: self.subject}


def shared_data(book: Book) -> dict[str, Plain]:
    """What the templates of all pieces see: the book, and links to what stands at its back."""
    back: list[Plain] = [
        {"anchor": f"back:{name}", "number": "", "title": book.words[word]}
        for key, name, word in _BACK
        if getattr(book, key)
    ]
    return {"book": plain(book), "back": back}


def pieces(book: Book, shared: Mapping[str, Plain]) -> Iterator[Piece]:
    """The pieces of a book in order, given what `shared_data` made of it."""
    told = shared["book"]
    pages = list(zip(book.policies, _each(told, "policies"), strict=True))
    yield Piece("front")
    for chapter, subject in zip(book.chapters, _each(told, "chapters"), strict=True):
        own = [(policy.badge, page) for policy, page in pages if policy.chapter == chapter.id]
        yield Piece("chapter", subject, own[0][0] if own else "", is_filled=bool(own))
        for index, (badge, page) in enumerate(own):
            yield Piece("policy", page, badge, is_first=not index)
    if shared["back"]:
        yield Piece("back")


def _each(holder: Plain, key: str) -> list[Plain]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []
