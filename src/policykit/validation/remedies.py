"""Remedies a program can apply: small edits at one place."""

from __future__ import annotations

from typing import Final

from policykit.model.document import Document
from policykit.model.finding import Edit, Fix
from policykit.model.position import Pointer, Span
from policykit.model.value import dataclass
from policykit.validation.phrases import cut, key
from policykit.validation.places import source

_LONGEST_LINE: Final = 200
_MARKS: Final = frozenset("\n\"'[]{}#&*!|>%@`,:")


@dataclass(frozen=True, slots=True)
class Remedy:
    """A fix and the line as it then reads; both empty when a person must decide."""

    fix: Fix | None = None
    mended: str = ""


def rename(document: Document, pointer: Pointer, name: str) -> Remedy:
    """Another name for the key a pointer ends in."""
    return _edit(document, document.key_span(pointer), name, f"Rename to {key(name)}", safe=False)


def replace(document: Document, pointer: Pointer, text: str, *, safe: bool) -> Remedy:
    """Another value."""
    return _edit(document, document.value_span(pointer), text, f"Write {cut(text)}", safe=safe)


def make_list(document: Document, pointer: Pointer) -> Remedy:
    """A list of the one value that stands there, when it is a plain word."""
    span = document.value_span(pointer)
    text = "" if span is None else source(document, span)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    if not text or _MARKS.intersection(text):
        return Remedy()
    return _edit(document, span, f"[{text}]", "Make it a list", safe=True)


def quote(document: Document, pointer: Pointer) -> Remedy:
    """The same value as a text."""
    span = document.value_span(pointer)
    text = "" if span is None else source(document, span)
    if not text or _MARKS.intersection(text):
        return Remedy()
    return _edit(document, span, f'"{text}"', "Put it in quotes", safe=True)


def _edit(document: Document, span: Span | None, text: str, title: str, *, safe: bool) -> Remedy:
    if span is None or span.start.line != span.end.line or "\n" in text:
        return Remedy()
    line = document.text.split("\n")[span.start.line - 1]
    mended = line[: span.start.column - 1] + text + line[span.end.column - 1 :]
    return Remedy(
        Fix(title, (Edit(document.path, span, text),), safe),
        mended if len(mended) <= _LONGEST_LINE else "",
    )
