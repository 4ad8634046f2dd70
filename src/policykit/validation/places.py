"""Where in a document a mistake stands, and what item it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.model.document import Document, Json
from policykit.model.finding import Place, Subject
from policykit.model.position import Pointer, Span
from policykit.validation.kinds import Kind

_ITEMS: Final = {
    "objectives": "objective",
    "terms": "term",
    "definitions": "definition",
    "statements": "statement",
    "tables": "table",
    "response_targets": "target",
    "procedures": "procedure",
    "escalation": "escalation-step",
    "scripts": "script",
    "scenarios": "scenario",
    "faq": "faq",
    "exceptions": "exception",
    "modules": "module",
    "kpis": "kpi",
    "feedback": "feedback",
    "monitoring": "audit",
    "requirements": "requirement",
    "evidence": "evidence",
}
_MAIN: Final = {Kind.POLICY: "id", Kind.TRANSLATION: "translates", Kind.FRAMEWORK: "framework"}


def value_at(data: Json, pointer: Sequence[str | int]) -> Json:
    """The value a pointer leads to, None when it leads nowhere."""
    value = data
    for part in pointer:
        value = _step(value, part)
    return value


def _step(value: Json, part: str | int) -> Json:
    match value, part:
        case dict(), str():
            return value.get(part)
        case list(), int() if 0 <= part < len(value):
            return value[part]
        case _:
            return None


def at_key(document: Document, pointer: Pointer) -> Place:
    """The key a pointer ends in."""
    return Place(document.path, pointer, "key")


def at_value(document: Document, pointer: Pointer) -> Place:
    """The value a pointer leads to."""
    return Place(document.path, pointer)


def at_group(document: Document, pointer: Pointer) -> Place:
    """A group of keys as a whole: the key above it, else its first key."""
    if pointer and isinstance(pointer[-1], str):
        return at_key(document, pointer)
    value = value_at(document.data, pointer)
    if isinstance(value, dict) and value:
        return at_key(document, (*pointer, next(iter(value))))
    return at_value(document, pointer)


def subject(document: Document, kind: Kind, pointer: Pointer) -> Subject:
    """The policy and the item a pointer stands in, by their oldest ids."""
    data = document.data
    policy = _oldest(data, _MAIN[kind]) if kind in _MAIN else kind.value
    found_kind, found_item = "", ""
    for end in range(len(pointer)):
        section, part = pointer[end], pointer[end + 1 : end + 2]
        if not isinstance(section, str) or section not in _ITEMS or not part:
            continue
        item = value_at(data, (*pointer[: end + 1], *part))
        name = _oldest(item, "id") if isinstance(part[0], int) else str(part[0])
        if name:
            found_kind, found_item = _ITEMS[section], name
    return Subject(policy, found_kind, found_item)


def _oldest(data: Json, key: str) -> str:
    if not isinstance(data, dict):
        return ""
    former = data.get("former_ids")
    if isinstance(former, list) and former and isinstance(former[0], str):
        return former[0]
    name = data.get(key)
    return name if isinstance(name, str) else ""


def source(document: Document, span: Span) -> str:
    """The text of a stretch of a document."""
    lines = document.text.split("\n")[span.start.line - 1 : span.end.line]
    if not lines:
        return ""
    if len(lines) == 1:
        return lines[0][span.start.column - 1 : span.end.column - 1]
    first = lines[0][span.start.column - 1 :]
    return "\n".join([first, *lines[1:-1], lines[-1][: span.end.column - 1]])
