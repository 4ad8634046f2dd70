"""What is told of findings: letter by letter, and never an older state after a newer one."""

from __future__ import annotations


from lsprotocol import types

from policykit.lsp.diagnostics import diagnostics
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
