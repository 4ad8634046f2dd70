"""Looks at what is kept and edited find what a fresh look at the resulting files finds."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.lsp.shop import FILES, made

from policykit.lint.result import HaltedError
from policykit.linting import LintRequest, lint
from policykit.lsp.live import LiveRepository, Look
from policykit.lsp.moved import Stood, moved
from policykit.model.errors import PolicykitError
from policykit.model.finding import Finding, Fix, Severity
from policykit.model.position import Location, Position, Span
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
        rests=st.booleans(),
    )
    def edits(self, path: str, place: float, length: int, piece: str, *, rests: bool) -> None:
        text = self.text(path)
        start = int(place * len(text))
        self.open[path] = (text[:start] + piece + text[start + length :]).encode()
        self.live.quick(self.open, path)
        if rests:
            self.looks()

    @rule(path=st.sampled_from(PATHS))
    def undoes_all(self, path: str) -> None:
        self.open[path] = FILES.get(path, "").encode()
        self.live.quick(self.open, path)

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
        Writing, settings=settings(max_examples=5, stateful_step_count=25, deadline=None)
    )


RETURNS, COMPLAINTS = "policies/returns.yaml", "policies/complaints.yaml"
WITHOUT_REFUND = FILES[RETURNS].replace("refund", "payback").encode()


def codes(look: Look | None, path: str) -> set[str]:
    assert look is not None
    return {each.code for each in look.findings.get(path, ())}


def test_what_others_have_to_do_with_a_file_is_as_the_last_look_at_all_had_it(
    tmp_path: Path,
) -> None:
    live = LiveRepository(made(tmp_path), today)
    unsaved = {COMPLAINTS: FILES[COMPLAINTS].encode()}
    assert not codes(live.full(unsaved), COMPLAINTS)
    assert not codes(live.quick(unsaved, COMPLAINTS), COMPLAINTS)
    unsaved[RETURNS] = WITHOUT_REFUND
    assert not codes(live.quick(unsaved, COMPLAINTS), COMPLAINTS)
    whole = live.full(unsaved)
    assert codes(whole, COMPLAINTS) == {"REF001", "REF002"}
    longer = {**unsaved, COMPLAINTS: b"# A remark.\n" + unsaved[COMPLAINTS]}
    quick = live.quick(longer, COMPLAINTS)
    assert quick is not None
    for before, after in zip(whole.findings[COMPLAINTS], quick.findings[COMPLAINTS], strict=True):
        assert before.location.span is not None
        assert after.location.span is not None
        assert after.location.span.start.line == before.location.span.start.line + 1
        assert after.fix is None
    unsaved[RETURNS] = FILES[RETURNS].encode()
    live.full(unsaved)
    assert not codes(live.quick(unsaved, COMPLAINTS), COMPLAINTS)


def test_old_files_that_changed_on_the_disk_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if all of them had been written long ago.
    monkeypatch.setattr("policykit.lsp.files.SETTLED", -(10**18))
    root = made(tmp_path)
    live = LiveRepository(root, today)
    assert not codes(live.full({}), COMPLAINTS)
    (root / RETURNS).write_bytes(WITHOUT_REFUND)
    os.utime(root / RETURNS, (1_000_000_001, 1_000_000_001))
    assert codes(live.full({}), COMPLAINTS) == {"REF001", "REF002"}


def test_what_is_kept_between_runs_is_used_and_says_the_same(tmp_path: Path) -> None:
    root = made(tmp_path / "shop")
    fresh = LiveRepository(root, today, tmp_path / "kept").full({})
    again = LiveRepository(root, today, tmp_path / "kept").full({})
    assert (tmp_path / "kept").is_dir()
    assert told(each for found in again.findings.values() for each in found) == told(
        each for found in fresh.findings.values() for each in found
    )


EXTENSION = "schemas/extensions/our own.json"
OF_NUMBERS = b'{"type": "object", "properties": {"shelf": {"type": "integer"}}}'
OF_WORDS = b'{"type": "object", "properties": {"shelf": {"type": "string"}}}'
ON_A_SHELF = FILES[RETURNS].encode() + b"custom: {shelf: top}\n"


@pytest.mark.parametrize("broken", [b"{", b"", b'{"format": "date"}', b"[]", b"\xff"])
def test_a_broken_schema_of_own_fields_is_told_and_the_last_sound_one_stays_in_force(
    tmp_path: Path, broken: bytes
) -> None:
    root = made(tmp_path)
    live = LiveRepository(root, today)
    unsaved = {RETURNS: ON_A_SHELF, EXTENSION: broken}
    assert codes(live.full(unsaved), EXTENSION) == {"broken-extension"}
    assert not codes(live.quick(unsaved, RETURNS), RETURNS)
    assert codes(live.full({**unsaved, EXTENSION: OF_NUMBERS}), RETURNS) == {"SCH009"}
    assert codes(live.full(unsaved), EXTENSION) == {"broken-extension"}
    for look in (live.full(unsaved), live.quick(unsaved, RETURNS)):
        assert codes(look, RETURNS) == {"SCH009"}
    assert live.snapshot(unsaved).document(RETURNS) is not None
    assert not codes(live.full({**unsaved, EXTENSION: OF_WORDS}), RETURNS)
    assert not codes(live.quick(unsaved, RETURNS), RETURNS)
    assert codes(live.quick(unsaved, EXTENSION), EXTENSION) == {"broken-extension"}
    mended = {**unsaved, EXTENSION: OF_NUMBERS}
    assert not codes(live.quick(mended, EXTENSION), EXTENSION)
    assert codes(live.quick(mended, RETURNS), RETURNS) == {"SCH009"}
    del unsaved[EXTENSION]
    assert not codes(live.full(unsaved), EXTENSION)


def test_own_fields_described_twice_are_judged_by_both_as_lint_does(tmp_path: Path) -> None:
    root = made(tmp_path)
    live = LiveRepository(root, today)
    unsaved = {
        RETURNS: ON_A_SHELF,
        EXTENSION: OF_NUMBERS,
        "schemas/extensions/another.json": b'{"properties": {"shelf": {"enum": ["low"]}}}',
    }
    for path, content in unsaved.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    found = live.full(unsaved).findings[RETURNS]
    report = lint(LintRequest(root=root), today).findings
    assert told(found) == told(each for each in report if each.location.path == RETURNS)
    assert [each.code for each in found].count("SCH009") == 2
    assert codes(live.quick(unsaved, RETURNS), RETURNS) >= {"SCH009"}


def test_a_look_nobody_waits_for_ends(tmp_path: Path) -> None:
    asked = 0

    def halt() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    live = LiveRepository(made(tmp_path), today)
    with pytest.raises(HaltedError):
        live.full({}, halt)
    assert asked == 21
    assert live.full({}).findings


def test_a_snapshot_has_the_last_facts_of_a_policy_that_is_half_typed(tmp_path: Path) -> None:
    live = LiveRepository(made(tmp_path), today)
    live.full({})
    half = FILES[RETURNS].replace("14 days, from", "14 days, {from").encode()
    snapshot = live.snapshot({RETURNS: half})
    assert {term for term, _ in snapshot.policies["returns"].terms} == {"window", "refund-time"}
    document = snapshot.document(RETURNS)
    assert document is not None
    assert document.text.encode() == half


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("a\nb\nc\nd", "a\nb\nc\nd", [1, 2, 3, 4]),
        ("a\nb\nc\nd", "a\nx\ny\nc\nd", [1, 4, 5]),
        ("a\nb\nc\nd", "a\nd", [1, 2]),
        ("a\nb\nc\nd", "a\nB\nc\nd", [1, 2, 3, 4]),
        ("a\na\na", "a\na\na\na", [1, 2, 3]),
        ("a\nb", "", []),
    ],
)
def test_findings_move_with_their_lines(before: str, after: str, lines: list[int]) -> None:
    fix = Fix("", (), safe=True)
    findings = tuple(
        Finding("X", "x", Severity.INFO, "", Location("p", Span(at, at)), fix=fix)
        for at in (Position(line, 1) for line in range(1, before.count("\n") + 2))
    )
    found = moved(Stood(before, findings), after)
    places = [each.location.span for each in found if each.location.span]
    assert [each.start.line for each in places] == lines
    assert all((each.fix is fix) is (before == after) for each in found)
