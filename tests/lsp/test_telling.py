"""What is told of findings: letter by letter, and never an older state after a newer one."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from policykit.lsp.buffers import Buffer
from policykit.lsp.diagnostics import diagnostics
from policykit.lsp.publishing import Publisher
from policykit.lsp.roots import Root
from policykit.lsp.units import Text
from policykit.model.finding import Finding, Related, Severity
from policykit.model.position import Location

RETURNS, COMPLAINTS = "policies/returns.yaml", "policies/complaints.yaml"


def finding(path: str, message: str = "That is wrong.", related: str = "") -> Finding:
    """A finding on a whole file."""
    others = (Related(related, Location(COMPLAINTS)),) if related else ()
    return Finding("REF001", "x", Severity.ERROR, message, Location(path), related=others)


def test_what_would_act_on_an_editor_is_shown_wherever_it_is_told() -> None:
    hidden = "a\x1b[31m\u202eb"
    told = diagnostics(
        [finding(RETURNS, hidden, related=hidden)], lambda _: Text(""), lambda path: path
    )
    [found] = told[RETURNS]
    [beside] = found.related_information or ()
    for message in (found.message, beside.message):
        assert "a" in message
        assert not {"\x1b", "\u202e"} & set(message)
        assert message == beside.message


def test_nothing_older_is_told_after_something_newer() -> None:
    sent: list[tuple[str, int | None, int]] = []

    def send(told: types.PublishDiagnosticsParams) -> None:
        sent.append((told.uri.rpartition("/")[2], told.version, len(told.diagnostics)))

    def look(version: int, wrong: dict[str, int], at: frozenset[str] | None, as_of: int) -> None:
        found = {path: (finding(path),) * number for path, number in wrong.items()}
        buffers = {RETURNS: Buffer(version, Text(""))}
        publisher.publish(found, at, buffers, lambda _: Text(""), as_of)

    here = frozenset({RETURNS})
    publisher = Publisher(Root(Path("/shop")), send)
    look(5, {RETURNS: 1}, here, as_of=5)
    look(4, {RETURNS: 2, COMPLAINTS: 1}, None, as_of=4)
    assert sent == [("returns.yaml", 5, 1), ("complaints.yaml", None, 1)]
    look(5, {RETURNS: 3}, None, as_of=5)
    assert sent[2:] == [("complaints.yaml", None, 0), ("returns.yaml", 5, 3)]
    # An editor counts anew when a file is opened again.
    look(1, {RETURNS: 1}, here, as_of=7)
    look(6, {RETURNS: 2}, None, as_of=6)
    assert sent[4:] == [("returns.yaml", 1, 1)]
