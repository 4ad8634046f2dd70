"""Looks at what is kept and edited find what a fresh look at the resulting files finds."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.lsp.shop import FILES, made

from policykit.linting import LintRequest, lint
from policykit.lsp.live import LiveRepository, Look
from policykit.model.errors import PolicykitError
from policykit.model.finding import Finding
from policykit.model.report import BaselineRequest, FindingsReport

NEW = ("policies/fresh.yaml", "policies/returns.next.yaml", "policies/organisation.sv.yaml")
PATHS = (*FILES, *NEW, "policies/odd.yml", "policies/alone.sv.yaml")
PIECES = (
    *("\n", "  ", "x: ", "- ", "- id: accept\n", "{window}", "{anser}", "[that](returns.refund)"),
    *("[there](nowhere)", "{", "]", '"', "'", "💶", "é", "\t", "# policykit: ignore[REF001] why\n"),
    *("# policykit: ignore[REF] because it is so\n", "[returns]", "14 dys", ": ", "|", "&a *a"),
    *("\r", "\u2028", "\x00", "status: active\n", "id: returns\n", "frameworks: auto\n"),
    *("  extends: strict\n", "time_zone: Nowhere/Land\n", "roles: {}\n", "  ignore: [nothing]\n"),
)


def today(time_zone: str) -> date:
    """The day; a time zone that nobody knows is refused, as the command line does."""
    if "Nowhere" in time_zone:
        raise PolicykitError(
            "unknown-time-zone", "There is none.", context="policies/organisation.yaml: time_zone"
        )
    return date(2026, 11, 22)


def told(findings: Iterable[Finding]) -> Counter[tuple[object, ...]]:
    """What is told of findings, how often."""
    return Counter(
        (each.code, each.severity, each.message, each.hint, each.location, each.related, each.fix)
        for each in findings
    )


class Writing(RuleBasedStateMachine):
    """Somebody writes, in an editor and beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = made(self.folder / "shop")
        self.live = LiveRepository(self.root, today)
        self.open: dict[str, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def text(self, path: str) -> str:
        if path in self.open:
            return self.open[path].decode()
        place = self.root / path
        return place.read_bytes().decode() if place.is_file() else FILES.get(path, "")

    @initialize(first=st.booleans())
    def begin(self, *, first: bool) -> None:
        if first:
            self.live.full({})

    @rule(path=st.sampled_from(PATHS))
    def opens(self, path: str) -> None:
        self.open[path] = self.text(path).encode()

    @rule(
        path=st.sampled_from(PATHS),
        place=st.floats(0, 1),
        length=st.integers(0, 30),
        piece=st.sampled_from(PIECES),
    )
    def edits(self, path: str, place: float, length: int, piece: str) -> None:
        text = self.text(path)
        start = int(place * len(text))
        self.open[path] = (text[:start] + piece + text[start + length :]).encode()
        self.looks_quick(path)

    @rule(path=st.sampled_from(PATHS))
    def undoes_all(self, path: str) -> None:
        self.open[path] = FILES.get(path, "").encode()
        self.looks_quick(path)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def saves(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.open)))
        (self.root / path).write_bytes(self.open[path])

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def closes(self, data: st.DataObject) -> None:
        del self.open[data.draw(st.sampled_from(sorted(self.open)))]

    @rule(path=st.sampled_from(PATHS))
    def deletes(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(path=st.sampled_from(PATHS), other=st.sampled_from(PATHS))
    def renames(self, path: str, other: str) -> None:
        if (self.root / path).is_file() and path != "policykit.yaml":
            (self.root / path).replace(self.root / other)

    @rule(path=st.sampled_from(PATHS))
    def asks(self, path: str) -> None:
        snapshot = self.live.snapshot(self.open)
        document = snapshot.document(path)
        if document is not None and path in self.open:
            assert document.text == self.open[path].decode().removeprefix("\ufeff")

    def looks_quick(self, path: str) -> None:
        self.live.quick(self.open, path)

    @rule()
    def looks(self) -> None:
        found = self.live.full(self.open)
        self.is_as_lint(found)
        for path in self.open:
            alone = self.live.quick(self.open, path)
            if alone is not None:
                for each in alone.paths or ():
                    assert told(alone.findings.get(each, ())) == told(found.findings.get(each, ()))

    def is_as_lint(self, found: Look) -> None:
        request = LintRequest(
            root=self.root, allow_empty=True, unsaved=self.open, baseline=BaselineRequest()
        )
        refusal = ""
        report = FindingsReport(findings=())
        try:
            report = lint(request, today)
        except PolicykitError as error:
            refusal = error.reference
        codes = {each.code for findings in found.findings.values() for each in findings}
        assert not refusal or refusal in codes
        if refusal:
            return
        settings_are_sound = not any(
            each.location.path == "policykit.yaml" and each.severity == "error"
            for each in report.findings
        )
        if settings_are_sound:
            assert told(each for all_ in found.findings.values() for each in all_) == told(
                report.findings
            )


def test_what_is_kept_finds_what_a_fresh_look_finds() -> None:
    run_state_machine_as_test(
        Writing, settings=settings(max_examples=10, stateful_step_count=25, deadline=None)
    )
