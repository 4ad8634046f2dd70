"""A book in which every printed word is one that tries to be more than a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import TypeVar

from policykit.model.book import Block, Book, LevelNote, Prose, Span, SpanKind

HOSTILE = (
    "x <script>alert(1)</script> \"' {{ 7*7 }} {% include 'x' %} ${1} #{1} @import",
    "</w:t></w:r></w:p><w:p/> ]]> & &amp; &#0; <!--text--> <open:end/><open:place name='returns'/>",
    '" w:anchor="x" r:id="rId1 bullets here <open:link to="returns">',
    "\x00\x01\x02\x03\x04\x05\x0b\x0c\x1f\x7f\x85\ufffe\uffff ctl",
    "[a](https://evil.example) ![b](c) <https://evil.example> https://evil.example www.evil.example",
    "`code` ``x` ```` | a | b | \\| \\ *e* **s** _u_ ~~d~~ $m$ ^p^",
    "# head",
    "1. one",
    "- dash",
    "=====",
    "---",
    "    indented",
    "trailing ! ##",
    "> quote",
    "{ STYLEREF 1 } { DDEAUTO cmd } INCLUDEPICTURE",
    "<a id=evil></a><!-- c --> <? p ?>",
)

T = TypeVar("T")

_NAMES = frozenset(
    {
        "address", "as_of", "badge", "caption", "cite", "decides", "edition", "label", "law_note",
        "lead", "limit", "meaning", "notes", "revision", "role", "style", "subtitle", "synonyms",
        "term", "text", "title", "to", "triggers", "value", "version", "view", "where", "who",
        "within",
    }
)  # fmt: skip


def made_hostile(value: T, words: Sequence[str]) -> T:
    """The value with each printed text replaced by the next of the words, over and over.

    Names, kinds and addresses stay.
    """
    return _replaced(value, cycle(words), is_printed=False)  # type: ignore[return-value] # the same type


def _replaced(value: object, words: Iterator[str], *, is_printed: bool) -> object:
    if isinstance(value, Span):
        if value.kind is SpanKind.BREAK:
            return value
        return replace(value, inlines=(next(words),), title=next(words))
    if isinstance(value, Block) and value.inlines:
        value = replace(value, inlines=value.inlines[:3])
    if isinstance(value, str):
        return next(words) if is_printed and value else value
    if isinstance(value, tuple):
        return tuple(_replaced(each, words, is_printed=is_printed) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, LevelNote):
        return replace(value, label=next(words), meaning=next(words))
    changes: dict[str, object] = {}
    for field in fields(value):
        own = getattr(value, field.name)
        printed = field.name in _NAMES or field.name == "inlines"
        printed = printed or (field.name == "kind" and type(value).__name__ == "PromiseLine")
        printed = printed or (field.name == "name" and type(value).__name__ == "OrganisationPage")
        changes[field.name] = _replaced(own, words, is_printed=printed)
    return replace(value, **changes)


def hostile_book(book: Book, policy: str = "returns") -> Book:
    """One policy of a book with its back, every printed text of it hostile."""
    narrowed = replace(
        book,
        policies=tuple(page for page in book.policies if page.id == policy),
        chapters=tuple(one for one in book.chapters if one.id == policy),
        decisions=book.decisions[:3],
        glossary=book.glossary[:3],
        owners=book.owners[:2],
        index=book.index[:1],
    )
    return made_hostile(narrowed, HOSTILE)


def proses(value: object) -> Iterator[Prose]:
    """Every prose of a book, in order."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from proses(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from proses(getattr(value, field.name))
