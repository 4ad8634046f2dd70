"""Fixes of findings put into files, verified one by one, round after round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Final

from policykit.lint.edits import Raw, edited, in_order, overlap
from policykit.lint.unharmed import harm
from policykit.model.finding import Edit, Finding
from policykit.model.position import Span
from policykit.model.report import FindingsReport
from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass

MOST_ROUNDS: Final = 10
"""Rounds after which nobody waits for further fixes: one may bring another to light."""

NOT_APPLICABLE: Final = "the place it names is not there"
NOT_UTF8: Final = "the file is not UTF-8"

Check = Callable[[Mapping[str, bytes]], FindingsReport]
"""Checks the files with some of them replaced."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A fix that was not made, and why, as the end of a sentence."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did: new bytes by path, fixes made, fixes refused, fixes put off."""

    contents: Mapping[str, bytes] = field(default_factory=dict)
    applied: tuple[Finding, ...] = ()
    refused: tuple[Refused, ...] = ()
    waiting: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """Files as they are after all fixes.

    `rewrites` are the files that change, by path; `report` is what is still found
    in them; `fixed` counts the fixes made; `refused` are those of what is left that would have
    done harm.
    """

    rewrites: tuple[Rewrite, ...]
    report: FindingsReport
    fixed: int
    refused: tuple[Refused, ...]


def mend(check: Check, read: Callable[[str], bytes], *, unsafe: bool) -> Mended:
    """Make all fixes, until there are none left or they have gone round often enough.

    Args:
        check: what finds the problems, each time anew.
        read: the bytes of a file as it is now, by path.
        unsafe: whether to make fixes that may change the meaning, too.
    """
    contents: dict[str, bytes] = {}
    fixed = 0
    report = check(contents)
    refused: tuple[Refused, ...] = ()
    for _ in range(MOST_ROUNDS):
        wanted = [each for each in report.findings if is_wanted(each, unsafe=unsafe)]
        files = {
            edit.path: contents[edit.path] if edit.path in contents else read(edit.path)
            for each in wanted
            for edit in (each.fix.edits if each.fix else ())
        }
        done = one_round(files, wanted)
        refused = done.refused
        if not done.applied:
            break
        contents.update(done.contents)
        fixed += len(done.applied)
        report = check(contents)
    rewrites = (Rewrite(path, read(path), contents[path]) for path in sorted(contents))
    changed = tuple(each for each in rewrites if each.before != each.after)
    return Mended(changed, report, fixed, refused)


def is_wanted(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be made."""
    return finding.fix is not None and (finding.fix.safe or unsafe)


def one_round(contents: Mapping[str, bytes], findings: Iterable[Finding]) -> Round:
    """Make those fixes that do not overlap; where two do, the unsafe or later one waits."""
    by_path: dict[str, list[Finding]] = {}
    refused: list[Refused] = []
    for finding in findings:
        paths = {edit.path for edit in finding.fix.edits} if finding.fix else set()
        if len(paths) == 1:
            by_path.setdefault(paths.pop(), []).append(finding)
        elif paths:
            refused.append(Refused(finding, "it reaches into several files"))
    new: dict[str, bytes] = {}
    applied: list[Finding] = []
    waiting: list[Finding] = []
    for path, wanted in by_path.items():
        chosen, late = _apart(wanted)
        waiting += late
        raw = Raw.of(contents[path])
        if raw is None:
            refused += [Refused(each, NOT_UTF8) for each in chosen]
            continue
        content, made, left = _in_file(path, raw, chosen)
        applied += made
        refused += left
        if made:
            new[path] = content
    return Round(new, tuple(applied), tuple(refused), tuple(waiting))


def _apart(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings whose fixes do not overlap with a safe or earlier one, and the others."""
    chosen: list[Finding] = []
    late: list[Finding] = []
    for finding in sorted(findings, key=_turn):
        fits = not overlap(in_order(_edits((*chosen, finding))))
        (chosen if fits else late).append(finding)
    return chosen, late


def _turn(finding: Finding) -> tuple[bool, Span]:
    """When a fix has its turn: safe ones first, for an unsafe one may be a guess at the same."""
    is_unsafe = finding.fix is not None and not finding.fix.safe
    return is_unsafe, _edits((finding,))[0].span


def _in_file(
    path: str, raw: Raw, findings: Sequence[Finding]
) -> tuple[bytes, list[Finding], list[Refused]]:
    """One file with its fixes: all at once, or, where that does harm, those that do none."""
    able = [
        each
        for each in findings
        if edited(raw.text, in_order(_edits((each,)))) not in {None, raw.text}
    ]
    refused = [Refused(each, NOT_APPLICABLE) for each in findings if each not in able]
    if not able:
        return b"", [], refused
    content, reason = _attempt(path, raw, able)
    if not reason:
        return content, able, refused
    made: list[Finding] = []
    content = raw.content(raw.text)
    for finding in able:
        attempt, reason = _attempt(path, raw, (*made, finding))
        if reason:
            refused.append(Refused(finding, reason))
        else:
            content = attempt
            made.append(finding)
    return content, made, refused


def _attempt(path: str, raw: Raw, findings: Sequence[Finding]) -> tuple[bytes, str]:
    """The bytes of a file with these fixes, and why they must not be made."""
    edits = in_order(_edits(findings))
    text = edited(raw.text, edits)
    if text is None:
        return b"", NOT_APPLICABLE
    content = raw.content(text)
    return content, harm(path, raw.content(raw.text), content, edits)


def _edits(findings: Iterable[Finding]) -> tuple[Edit, ...]:
    return tuple(edit for each in findings if each.fix for edit in each.fix.edits)
