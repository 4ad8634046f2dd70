"""Changes as one page that needs nothing but a browser."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final

from policykit import __version__, resources
from policykit.model.change import (
    Acceptance,
    Change,
    Comparison,
    CustomerEffect,
    Line,
    Piece,
    PieceKind,
    PolicyComparison,
    StaffEffect,
)
from policykit.rendering import Plain, Templates
from policykit.report.changed import (
    CUSTOMERS,
    NEITHER,
    STAFF,
    WORDING,
    acceptance_told,
    endpoint,
    floor_told,
    id_told,
    in_vain_told,
    places_told,
    retrain_told,
    title,
    titles,
    values,
    void_told,
)
from policykit.report.counts import number
from policykit.report.formats import Style
from policykit.report.html.allowed import FOLDER, allowed
from policykit.report.versions import fits, version_told
from policykit.report.visible import visible, visible_line
from policykit.report.winners import (
    Tally,
    around_leads,
    crosses,
    customer_counts,
    law_counts,
    small_changes,
    staff_counts,
    tally,
    verdict,
)
from policykit.report.words import one_line

MOST: Final = 3_000
"""How many changes one page shows; a browser is slow with more."""

_CUSTOMERS: Final = {
    CustomerEffect.WORSE: "worse",
    CustomerEffect.UNCLEAR: "unclear",
    CustomerEffect.BETTER: "better",
}
_STAFF: Final = {
    StaffEffect.MORE: "more-work",
    StaffEffect.UNCLEAR: "perhaps-more",
    StaffEffect.LESS: "less-work",
}
_CROSSED: Final = ("crossed", "crosses the law")
_KEPT: Final = ("kept", "keeps the law again")


def render(comparison: Comparison, style: Style) -> str:
    """The whole page, its styles and its script within it; where there is too much, the first.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    templates = Templates(resources.shipped("templates"))
    data = view(comparison)
    data["allowed"] = allowed(templates, "changes")
    return templates.render(f"{FOLDER}/changes.html", data)


def view(comparison: Comparison) -> dict[str, Plain]:
    """The comparison as the template sees it: texts safe to print, in the order of the page."""
    every = comparison.changes
    kept = {id(change) for change in every[:MOST]}
    counts = tally(every)
    headline, *others = verdict(counts, len(comparison.unread))
    shown = [change for change in every if id(change) in kept]
    more = len(every) - len(shown)
    numbers = count(1)
    policies: list[Plain] = [
        _policy(policy, comparison, kept, numbers)
        for policy in comparison.policies
        if any(id(change) in kept for change in policy.changes)
    ]
    around = [change for change in comparison.around if id(change) in kept]
    if around:
        alone = PolicyComparison(
            policy="", title="Around the policies", path="", changes=tuple(around)
        )
        place = 0 if around_leads(comparison) else len(policies)
        policies.insert(place, _policy(alone, comparison, kept, numbers))
    return {
        "name": one_line(comparison.name),
        "version": __version__,
        "before": one_line(endpoint(comparison.before)),
        "after": one_line(endpoint(comparison.after)),
        "headline": headline.removesuffix("."),
        "others": " ".join(others),
        "parties": _parties(counts),
        "compared_count": number(comparison.compared, "policy", "policies"),
        "effects": _counted(effect for change in shown for effect in _effects(change)),
        "roles": _counted(
            (role, one_line(title(comparison, "roles", role)))
            for change in shown
            for role in _roles(change)
        ),
        "policies": policies,
        "more": number(more, "more change", "more changes") if more else "",
        "remarks": [one_line(sentence) for sentence in _remarks(comparison)],
    }


def _parties(counts: Tally) -> list[Plain]:
    parties: tuple[tuple[str, tuple[tuple[str, int, str], ...]], ...] = (
        (
            "Customers",
            (
                ("worse", counts.worse, "worse"),
                ("unclear", counts.unclear, "unclear"),
                ("better", counts.better, "better"),
            ),
        ),
        (
            "Staff",
            (
                ("more-work", counts.more, "more to do"),
                ("perhaps-more", counts.perhaps_more, "perhaps more"),
                ("less-work", counts.less, "less to do"),
            ),
        ),
        (
            "Law",
            (("crossed", counts.crossed, "crossed"), ("kept", counts.kept, "kept again")),
        ),
    )
    return [
        {
            "title": party,
            "counts": [
                {"id": name, "count": str(many), "title": words}
                for name, many, words in told
                if many
            ],
        }
        for party, told in parties
        if any(many for _, many, _ in told)
    ]


def _counted(named: Iterable[tuple[str, str]]) -> list[Plain]:
    """Names with their words and how often each is there, in the order of the first."""
    return [
        {"id": visible(name), "title": words, "count": str(many)}
        for (name, words), many in Counter(named).items()
    ]


def _policy(
    policy: PolicyComparison, comparison: Comparison, kept: set[int], numbers: Iterable[int]
) -> dict[str, Plain]:
    changes = [change for change in policy.changes if id(change) in kept]
    small = [change for change in changes if change.editorial]
    told = version_told(policy)
    todo = (
        "" if fits(policy) else told,
        void_told(policy, comparison),
        retrain_told(policy, comparison),
    )
    named = iter(numbers)
    return {
        "id": f"policy-{next(named)}",
        "title": one_line(policy.title or policy.policy),
        "path": visible(policy.path),
        "version": one_line(told) if fits(policy) else "",
        "summary": _summary(tally(changes)),
        "todo": [one_line(sentence) for sentence in todo if sentence],
        "changes": [
            _change(change, comparison, next(named)) for change in changes if not change.editorial
        ],
        "small": [_change(change, comparison, next(named)) for change in small],
        "small_count": small_changes(len(small)),
        "lines": [_line(line) for line in policy.lines],
    }


def _summary(counts: Tally) -> str:
    told = (
        f"customers {customer_counts(counts)}" if counts.customers else "",
        f"staff {staff_counts(counts)}" if counts.staff else "",
        f"law {law_counts(counts)}" if counts.crossed or counts.kept else "",
        number(counts.others, "other", "others") if counts.others else "",
        small_changes(counts.small) if counts.small else "",
    )
    return "; ".join(part for part in told if part)


def _change(change: Change, comparison: Comparison, nth: int) -> dict[str, Plain]:
    before, after = values(change)
    pieces = change.redline or _of_values(before, after)
    effects = _effects(change)
    accepted = change.accepted
    return {
        "id": f"change-{nth}",
        "look": effects[0][0],
        "effects": [{"id": name, "title": words} for name, words in effects],
        "effect_ids": _list([name for name, _ in effects]),
        "role_ids": _list([visible(role) for role in _roles(change)]),
        "roles": one_line(titles(comparison, "roles", _roles(change))),
        "title": one_line(change.title or change.item or change.policy_title or change.policy),
        "where": one_line(change.where),
        "message": one_line(change.message),
        "redline": _pieces(change.redline),
        "old": _pieces(pieces, without=PieceKind.ADDED),
        "new": _pieces(pieces, without=PieceKind.REMOVED),
        "floors": [
            {"told": one_line(floor_told(floor, comparison)), "crossed": floor.crossed}
            for floor in change.floors
        ],
        "accepted": _accepted(accepted, comparison) if accepted else None,
        "places": one_line(places_told(change)),
        "code": one_line(change.code),
        "name": one_line(change.name),
        "fingerprint": one_line(id_told(change)),
    }


def _accepted(accepted: Acceptance, comparison: Comparison) -> dict[str, Plain]:
    return {"told": one_line(acceptance_told(accepted, comparison)), "stale": accepted.stale}


def _effects(change: Change) -> list[tuple[str, str]]:
    """For whom it is what: a name and words each, the weightiest first."""
    if change.editorial:
        return [("wording", WORDING)]
    told = [(_CROSSED if crosses(change) else _KEPT)] if change.floors else []
    if change.customer in _CUSTOMERS:
        told.append((_CUSTOMERS[change.customer], CUSTOMERS[change.customer]))
    if change.staff in _STAFF:
        told.append((_STAFF[change.staff], STAFF[change.staff]))
    return told or [("neither", NEITHER)]


def _roles(change: Change) -> tuple[str, ...]:
    """Whose work it touches and who has to learn anew, each once."""
    return tuple(dict.fromkeys((*change.roles, *change.retrain)))


def _of_values(before: str, after: str) -> tuple[Piece, ...]:
    found = (Piece(PieceKind.REMOVED, before), Piece(PieceKind.ADDED, after))
    return tuple(piece for piece in found if piece.text)


def _pieces(pieces: Sequence[Piece], without: PieceKind | None = None) -> list[Plain]:
    return [
        {"kind": piece.kind.value, "text": _text(piece.text)}
        for piece in pieces
        if piece.kind is not without
    ]


def _text(text: str) -> str:
    """A text with its line ends; none of its lines is a command, and the first never begins one."""
    first, *others = text.replace("\r\n", "\n").split("\n")
    return "\n".join([visible(first), *map(visible_line, others)])


def _line(line: Line) -> dict[str, Plain]:
    return {
        "label": one_line(line.label),
        "heading": line.heading,
        "redline": _pieces(line.pieces),
        "old": _pieces(line.pieces, without=PieceKind.ADDED),
        "new": _pieces(line.pieces, without=PieceKind.REMOVED),
    }


def _list(names: Sequence[str]) -> str:
    return json.dumps(names)


def _remarks(comparison: Comparison) -> list[str]:
    return [
        *(f"Left out, for it could not be read: {path}: {why}" for path, why in comparison.unread),
        *(in_vain_told(each, comparison) for each in comparison.accepted_in_vain),
        *comparison.notes,
    ]
