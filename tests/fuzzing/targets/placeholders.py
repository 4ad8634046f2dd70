"""Any text of a policy: placeholders, links and words, and nothing of it lost."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzzing.seeds import texts

from policykit.model.book import Inline, Span, SpanKind
from policykit.model.prose import plain_prose
from policykit.model.text import Link, Odd, Placeholder, Words, has_markup, segments
from policykit.rendering.prose import ProseReader
from policykit.translating.codes import joined, parts

READER = ProseReader()


class _AsWritten:
    """Prints each mark as it is written."""

    def placeholder(self, found: Placeholder) -> Inline:
        return found.raw

    def link(self, target: str, label: tuple[Inline, ...]) -> Inline:
        return Span(SpanKind.LINK, (*label, target))

    def odd(self, raw: str) -> Inline:
        return raw


def check(data: bytes) -> None:
    """The parts of a text joined are the text, for readers, for printers and for translators."""
    text = data.decode(errors="replace")
    found = segments(text)
    raw = "".join(each.text if isinstance(each, Words) else each.raw for each in found)
    bare = str.maketrans("", "", "{}")
    assert raw.translate(bare) == text.translate(bare)
    assert len(text) - text.count("{{") - text.count("}}") <= len(raw) <= len(text)
    if not has_markup(text):
        assert all(isinstance(each, Words) for each in found)
    for each in found:
        if isinstance(each, Placeholder):
            assert 1 <= len(each.names) <= 3
            assert segments(each.raw) == (each,)
        elif isinstance(each, Link):
            assert segments(each.raw) == (each,)
        elif isinstance(each, Odd):
            assert each.raw in text
    assert joined(parts(text)) == text
    for keep_lines in (False, True):
        READER.read(text, _AsWritten(), keep_lines=keep_lines)
    plain_prose(text)


def seeds() -> Iterator[bytes]:
    """What policies say."""
    yield from texts()
