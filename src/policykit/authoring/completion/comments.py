"""What can stand in a comment: what takes a finding off, and where the schema is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from policykit.authoring.completion.naming import pages
from policykit.authoring.completion.sight import Sight
from policykit.authoring.completion.suggestion import Sort, Suggestion
from policykit.model.position import Position, Span

_CODES: Final = re.compile(r"policykit:\s*ignore\s*\[(?:[^\]]*,\s*)?(?P<code>[A-Za-z0-9-]*)$")
_REASON: Final = re.compile(r"policykit:\s*ignore\s*\[[^\]]+\][^\n]*?(?P<until>u?n?t?i?l?)$")
_REST: Final = re.compile(r"[A-Za-z0-9-]*")
_DAYS: Final = 90


def in_comment(sight: Sight, cursor: Position) -> Iterator[Suggestion]:
    """What can be written in a comment at the cursor."""
    word = sight.place.word
    if found := _CODES.search(word.before):
        rest = _REST.match(word.after)
        end = rest.end() if rest else 0
        span = _span(cursor, len(found["code"]), end)
        closed = word.after[end:].lstrip().startswith(("]", ","))
        yield from _rules(sight, span, by_name=found["code"][:1].islower(), closed=closed)
    elif found := _REASON.search(word.before):
        day = (sight.snapshot.today + timedelta(days=_DAYS)).isoformat()
        yield Suggestion(
            label="until=",
            sort=Sort.DATE,
            text=f"until={day}",
            span=_span(cursor, len(found["until"]), 0),
            detail="until which day",
            about="The day after which the finding is told again.",
            pattern=f"until=${{1:{day}}}",
        )
    elif not word.before.strip() or "policykit".startswith(word.before.strip().lower()[:9]):
        yield from _beginnings(sight, cursor)


def _rules(sight: Sight, span: Span, *, by_name: bool, closed: bool) -> Iterator[Suggestion]:
    locked = sight.around.settings.lint.locked
    for page in pages(sight):
        is_locked = any(page.code.startswith(each) or each == page.name for each in locked)
        if is_locked or page.category == "faults":
            continue
        tail = "" if closed else "] "
        label = page.name if by_name else page.code
        yield Suggestion(
            label=label,
            sort=Sort.RULE,
            text=f"{label}{tail}",
            span=span,
            detail=page.code if by_name else page.name,
            about=f"{page.summary}\n\n{page.why}",
            pattern="" if closed else f"{label}] ${{1:why this is right}}",
        )


def _beginnings(sight: Sight, cursor: Position) -> Iterator[Suggestion]:
    word = sight.place.word
    lead = "" if word.before.startswith(" ") else " "
    typed = len(word.before.lstrip(" "))
    span = _span(cursor, typed, 0)
    yield Suggestion(
        label="policykit: ignore",
        sort=Sort.RULE,
        text=f"{lead}policykit: ignore[",
        span=span,
        detail="take a finding off, with a reason",
        about="It covers the key below it, or the one in its line, with all that stands in it.",
        pattern=f"{lead}policykit: ignore[$1] ${{2:why this is right}}",
        goes_on=True,
    )
    if cursor.line == 1 and sight.schema:
        up = "../" * sight.path.count("/")
        yield Suggestion(
            label="yaml-language-server",
            sort=Sort.TEXT,
            text=f"{lead}yaml-language-server: $schema={up}schemas/{sight.schema}",
            span=span,
            detail="the schema of this file, for editors without this server",
            fitness=10,
        )


def _span(cursor: Position, before: int, after: int) -> Span:
    return Span(
        Position(cursor.line, cursor.column - before), Position(cursor.line, cursor.column + after)
    )
