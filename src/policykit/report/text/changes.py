"""Changes for people at a terminal: who wins and loses first, then policy by policy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.model.change import (
    Change,
    Comparison,
    CustomerEffect,
    Piece,
    PieceKind,
    PolicyComparison,
    StaffEffect,
)
from policykit.report.changed import (
    acceptance_told,
    effects,
    endpoint,
    floor_told,
    id_told,
    in_vain_told,
    marked,
    places_told,
    retrain_told,
    says_values,
    shortened,
    values,
    void_told,
)
from policykit.report.colored import Text
from policykit.report.counts import number
from policykit.report.flowing import Stretch, flow
from policykit.report.formats import Style
from policykit.report.versions import fits, version_told
from policykit.report.winners import around_leads, crosses, small_changes, tally, verdict

_INDENT: Final = "  "
_DEEPER: Final = "    "
_MOST_AROUND: Final = 120
"""Characters of what is the same that are kept on both sides of what changed."""

_MARKS: Final = {
    CustomerEffect.WORSE: ("-", "bold red"),
    CustomerEffect.UNCLEAR: ("?", "bold yellow"),
    CustomerEffect.BETTER: ("+", "bold green"),
}
_STAFF_MARKS: Final = {
    StaffEffect.MORE: ("*", "bold cyan"),
    StaffEffect.UNCLEAR: ("*", "bold cyan"),
    StaffEffect.LESS: ("*", "cyan"),
    StaffEffect.SAME: ("=", "bold"),
}
_STYLES: Final = {PieceKind.REMOVED: "strike red", PieceKind.ADDED: "green"}


def render(comparison: Comparison, style: Style) -> str:
    """The comparison as text that is understood without colour; no line is wider than the style."""
    out = Text()
    _head(out, comparison, style)
    first = around_leads(comparison)
    if first:
        _around(out, comparison, style)
    for policy in comparison.policies:
        _policy(out, policy, comparison, style)
    if not first:
        _around(out, comparison, style)
    _end(out, comparison, style)
    return out.printed(color=style.color)


def _around(out: Text, comparison: Comparison, style: Style) -> None:
    if comparison.around:
        out.append("\n")
        flow(out, [("Around the policies", "bold")], style.width)
        _changes(out, comparison.around, comparison, style)


def _head(out: Text, comparison: Comparison, style: Style) -> None:
    counts = tally(comparison.changes)
    first, *others = verdict(counts, len(comparison.unread))
    color = "bold red" if counts.worse else "bold yellow" if counts.unclear else "bold green"
    stretches: list[Stretch] = [(first, color if counts.customers else "bold")]
    for sentence in others:
        law = counts.crossed and "law" in sentence
        stretches += [(" ", ""), (sentence, "bold red" if law else "bold")]
    flow(out, stretches, style.width)
    sides = f"From {endpoint(comparison.before)} to {endpoint(comparison.after)}"
    many = number(comparison.compared, "policy", "policies")
    flow(out, [(f"{sides}; {many} compared.", "dim")], style.width)


def _policy(out: Text, policy: PolicyComparison, comparison: Comparison, style: Style) -> None:
    out.append("\n")
    head: list[Stretch] = [
        (policy.title or policy.policy, "bold"),
        (" ", ""),
        (policy.path, "cyan"),
    ]
    flow(out, head, style.width)
    color = "" if fits(policy) else "bold yellow"
    for words, how in (
        (version_told(policy), color),
        (void_told(policy, comparison), "yellow"),
        (retrain_told(policy, comparison), "yellow"),
    ):
        if words:
            flow(out, [(words, how)], style.width, first=_INDENT, rest=_INDENT)
    _changes(out, policy.changes, comparison, style)


def _changes(out: Text, changes: Sequence[Change], comparison: Comparison, style: Style) -> None:
    shown = [change for change in changes if style.everything or not change.editorial]
    for change in shown:
        out.append("\n")
        _change(out, change, comparison, style)
    small = len(changes) - len(shown)
    if small:
        out.append("\n" if shown else "")
        shows = "shows it" if small == 1 else "shows them"
        words = f"{small_changes(small)}; --all {shows}."
        flow(out, [(words, "dim")], style.width, first=_INDENT, rest=_INDENT)


def _change(out: Text, change: Change, comparison: Comparison, style: Style) -> None:
    sign, color = _mark(change)
    head: list[Stretch] = [(sign, color), (" ", ""), (change.title or change.item, "bold")]
    if change.where:
        head += [(" (", ""), (change.where, ""), (")", "")]
    head += [(": ", ""), (", ".join(effects(change)), color)]
    flow(out, head, style.width, first=_INDENT, rest=_DEEPER)

    def tell(*stretches: Stretch) -> None:
        flow(out, stretches, style.width, first=_DEEPER, rest=_DEEPER)

    tell((change.message, ""))
    if change.redline:
        tell(*_redline(change.redline, style))
    elif not says_values(change):
        tell(*_values(change, style))
    for floor in change.floors:
        tell((floor_told(floor, comparison), "bold red" if floor.crossed else "green"))
    if change.accepted is not None:
        color = "yellow" if change.accepted.stale else "green"
        tell((acceptance_told(change.accepted, comparison), color))
    about = " ".join(filter(None, (change.code, change.name, id_told(change))))
    tell((places_told(change), "cyan"), (" ", ""), (about, "dim"))


def _mark(change: Change) -> Stretch:
    if crosses(change):
        return "!", "bold red"
    return _MARKS.get(change.customer) or _STAFF_MARKS[change.staff]


def _values(change: Change, style: Style) -> list[Stretch]:
    before, after = values(change)
    if before and after:
        return [(before, ""), (" → ", "bold"), (after, "bold")]
    if before:
        return _redline((Piece(PieceKind.REMOVED, before),), style)
    return _redline((Piece(PieceKind.ADDED, after),), style) if after else []


def _redline(pieces: Sequence[Piece], style: Style) -> list[Stretch]:
    stretches: list[Stretch] = []
    for piece in pieces if style.everything else shortened(pieces, _MOST_AROUND):
        plain = piece.text if style.color else marked((piece,))
        stretches.append((plain, _STYLES.get(piece.kind, "")))
    return stretches


def _end(out: Text, comparison: Comparison, style: Style) -> None:
    told: list[Stretch] = [
        *(
            (f"Left out, for it could not be read: {path}: {why}", "yellow")
            for path, why in comparison.unread
        ),
        *((in_vain_told(each, comparison), "yellow") for each in comparison.accepted_in_vain),
        *((note, "dim") for note in comparison.notes),
    ]
    if told:
        out.append("\n")
    for stretch in told:
        flow(out, [stretch], style.width, rest=_INDENT)
    worst = next((each for each in comparison.changes if not each.editorial), None)
    if worst is not None:
        out.append("\n")
        words = f"policykit explain {worst.code} tells more about a kind of change."
        flow(out, [(words, "dim")], style.width)
