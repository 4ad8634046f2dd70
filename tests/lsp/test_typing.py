"""Edits at random over the pipes end in what `policykit lint` finds in the resulting files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
from tests.lsp.client import Client
from tests.lsp.shop import FILES
from tests.lsp.test_live import PIECES

from policykit.linting import LintRequest, lint
from policykit.model.finding import Finding

PATHS = ("policies/returns.yaml", "policies/complaints.yaml", "policies/returns.sv.yaml")
SAFE = tuple(each for each in PIECES if each not in {"\r", "frameworks: auto\n"})

Edits = list[tuple[str, float, int, str]]


def units(text: str, index: int) -> dict[str, int]:
    """The place of a character as a client counts it: in UTF-16, lines ending at LF."""
    before = text[:index]
    line = before.rpartition("\n")[2]
    return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}


def expected(findings: Iterable[Finding], texts: dict[str, str]) -> Counter[tuple[object, ...]]:
    """Where findings are to be told."""
    found: Counter[tuple[object, ...]] = Counter()
    for each in findings:
        path, span = each.location.path, each.location.span
        start = {"line": 0, "character": 0}
        if span is not None:
            lines = texts[path].split("\n")
            head = "\n".join(lines[: span.start.line - 1])
            index = len(head) + (1 if span.start.line > 1 else 0) + span.start.column - 1
            start = units(texts[path], index)
        found[path, each.code, start["line"], start["character"]] += 1
    return found


def told(client: Client, root: Path) -> Counter[tuple[object, ...]]:
    """Where findings were told last."""
    found: Counter[tuple[object, ...]] = Counter()
    for path in FILES:
        for code, line, character in client.found(root / path):
            found[path, code, line, character] += 1
    return found


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(PATHS), st.floats(0, 1), st.integers(0, 40), st.sampled_from(SAFE)
        ),
        min_size=3,
        max_size=12,
    )
)
def test_what_is_typed_is_judged_as_files_are(client: Client, shop: Path, edits: Edits) -> None:
    texts = dict(FILES)
    for path in PATHS:
        client.open(shop / path, texts[path])
    for path, where, length, piece in edits:
        text = texts[path]
        start = int(where * len(text))
        end = min(start + length, len(text))
        change: dict[str, Any] = {
            "range": {"start": units(text, start), "end": units(text, end)},
            "text": piece,
        }
        texts[path] = text[:start] + piece + text[end:]
        client.edit((shop / path).as_uri(), change)
    client.settled()
    unsaved = {path: text.encode() for path, text in texts.items()}
    request = LintRequest(root=shop, allow_empty=True, unsaved=unsaved)
    report = lint(request, lambda _zone: date(2026, 11, 22))
    assert told(client, shop) == expected(report.findings, texts)
    for path in PATHS:
        uri = (shop / path).as_uri()
        assert client.told[uri][0] == client.versions.pop(uri)
        client.close(uri)
