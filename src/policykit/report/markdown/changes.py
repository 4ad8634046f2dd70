"""Changes as Markdown: a comment on a pull request that is read in a minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.model.change import Change, Comparison, CustomerEffect, PolicyComparison
from policykit.report.changed import (
    acceptance_told,
    effects,
    endpoint,
    floor_told,
    id_told,
    in_vain_told,
    places_told,
    retrain_told,
    says_values,
    shortened,
    values,
    void_told,
)
from policykit.report.counts import number
from policykit.report.formats import Style
from policykit.report.markdown.plain import code, in_html, words
from policykit.report.markdown.redline import between, redlined
from policykit.report.markdown.room import Room
from policykit.report.versions import fits, version_told
from policykit.report.winners import (
    crosses,
    customer_counts,
    is_accepted,
    law_counts,
    matters,
    small_changes,
    staff_counts,
    tally,
    verdict,
)

MARKER: Final = "<!-- policykit diff -->"
"""The first line, by which a server finds the comment again to replace it."""

MOST_CHARACTERS: Final = 60_000
"""What a comment may hold: GitHub takes 65,536 bytes or so."""

_MOST_FIRST: Final = 15
_MOST_AROUND: Final = 120
_MOST_VALUE: Final = 240
_MOST_REDLINE: Final = 600
_RESERVE: Final = 300
"""Characters kept free for the line that counts what is held back."""


def render(comparison: Comparison, style: Style) -> str:
    """A comment of at most 60,000 characters that says how much it leaves out."""
    del style
    return document(comparison, MOST_CHARACTERS)


def document(comparison: Comparison, limit: int) -> str:
    """The comparison as Markdown of at most `limit` characters (at least two thousand)."""
    counts = tally(comparison.changes)
    name = f" of {words(_cut(comparison.name))}" if comparison.name else ""
    first, *others = verdict(counts, len(comparison.unread))
    sides = f"From {endpoint(comparison.before)} to {endpoint(comparison.after)}"
    many = number(comparison.compared, "policy", "policies")
    head = [
        MARKER,
        f"### {first.removesuffix('.')}",
        " ".join(others),
        f"{words(_cut(sides))}; {many}{name} compared.",
    ]
    pages = Room(limit - sum(len(part) + 2 for part in head) - _RESERVE)
    pages.add(_table(comparison))
    pages.add_list("**Look at these first**", list(_first(comparison)))
    pages.add_list("**What to do**", list(_to_do(comparison)))
    for policy in comparison.policies:
        items = _items(policy.changes, comparison)
        pages.add_folded(_summary(policy), _about(policy, comparison), items)
    pages.add_folded("Around the policies", "", _items(comparison.around, comparison))
    pages.add_list("", list(_remarks(comparison)))
    parts = [*head, *pages.parts]
    if pages.left:
        more = number(pages.left, "more change or remark", "more changes and remarks")
        parts.append(f"… and {more}; {code('policykit diff')} tells them all.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(comparison: Comparison) -> str:
    counts = tally(comparison.changes)
    rows = [
        f"| {party} | {told} |"
        for party, told in (
            ("Customers", customer_counts(counts)),
            ("Staff", staff_counts(counts)),
            ("Law", law_counts(counts)),
        )
        if told
    ]
    return "\n".join(["| For whom | What changes |", "| --- | --- |", *rows]) if rows else ""


def _first(comparison: Comparison) -> Iterator[str]:
    """What customers lose or may lose and what crosses the law, one line each."""
    groups = [
        (policy.title or policy.policy, policy, policy.changes) for policy in comparison.policies
    ]
    ranked = [
        (matters(change), _line(change, title, policy))
        for title, policy, changes in [*groups, ("", None, comparison.around)]
        for change in changes
        if not change.editorial
        and not is_accepted(change)
        and (change.customer in {CustomerEffect.WORSE, CustomerEffect.UNCLEAR} or crosses(change))
    ]
    found = [line for _, line in sorted(ranked, key=lambda pair: pair[0])]
    yield from found[:_MOST_FIRST]
    more = len(found) - _MOST_FIRST
    if more > 0:
        yield f"- and {more} more below"


def _line(change: Change, title: str, policy: PolicyComparison | None) -> str:
    became = _became(change)
    since = _since(policy) if policy is not None else ""
    where = f" ({words(change.where)})" if change.where else ""
    held = f", {words(title)}{since}" if title and title != change.title else since
    told = ", ".join(effects(change))
    return f"- **{words(_name(change))}**{where}{held}: {became} ({told})"


def _became(change: Change) -> str:
    """How it was and is, in a few words, or what is said of it where a side has nothing."""
    before, after = values(change)
    if change.redline and sum(len(piece.text) for piece in change.redline) <= _MOST_REDLINE:
        return redlined(shortened(change.redline, _MOST_VALUE // 4))
    if before and after and not change.redline:
        return between(_cut(before), _cut(after))
    return words(change.message)


def _name(change: Change) -> str:
    return change.title or change.item or change.policy_title or change.policy or change.name


def _since(policy: PolicyComparison) -> str:
    """From which version on it is so, where the version was raised."""
    after = policy.version_after
    return f" from version {words(after)} on" if after and after != policy.version_before else ""


def _to_do(comparison: Comparison) -> Iterator[str]:
    """What is left to do about versions, approvals and training."""
    for policy in comparison.policies:
        told = [
            "" if fits(policy) else version_told(policy),
            void_told(policy, comparison),
            retrain_told(policy, comparison),
        ]
        if any(told):
            sentences = words(" ".join(part for part in told if part))
            yield f"- **{words(policy.title or policy.policy)}**: {sentences}"


def _summary(policy: PolicyComparison) -> str:
    counts = tally(policy.changes)
    told = [
        f"customers {customer_counts(counts)}" if counts.customers else "",
        f"staff {staff_counts(counts)}" if counts.staff else "",
        f"law {law_counts(counts)}" if counts.crossed or counts.kept else "",
        number(counts.others, "other", "others") if counts.others else "",
    ]
    effect = "; ".join(part for part in told if part) or small_changes(counts.small)
    title = in_html(_cut(policy.title or policy.policy))
    return f"<b>{title}</b>{f': {effect}' if effect else ''}"


def _about(policy: PolicyComparison, comparison: Comparison) -> str:
    told = (
        version_told(policy),
        void_told(policy, comparison),
        retrain_told(policy, comparison),
    )
    sentences = words(" ".join(part for part in told if part))
    return " ".join(part for part in (code(policy.path), sentences) if part)


def _items(changes: Sequence[Change], comparison: Comparison) -> list[str]:
    """The changes one by one, and those of wording alone in one line."""
    real = [change for change in changes if not change.editorial]
    items = [_item(change, comparison) for change in real]
    small = len(changes) - len(real)
    return [*items, f"- {small_changes(small)}"] if small else items


def _item(change: Change, comparison: Comparison) -> str:
    where = f" ({words(change.where)})" if change.where else ""
    lines = [
        f"- **{words(_name(change))}**{where}: {', '.join(effects(change))}",
        words(change.message),
        redlined(shortened(change.redline, _MOST_AROUND)) or _values(change),
        *(f"**{words(floor_told(floor, comparison))}**" for floor in change.floors),
        words(acceptance_told(change.accepted, comparison)) if change.accepted else "",
        f"{code(places_told(change))} {code(change.code)} {words(change.name)}"
        + (f" {code(id_told(change))}" if id_told(change) else ""),
    ]
    return "<br>".join(line for line in lines if line)


def _values(change: Change) -> str:
    return "" if says_values(change) else between(*values(change))


def _remarks(comparison: Comparison) -> Iterator[str]:
    for path, why in comparison.unread:
        yield f"- Left out, for it could not be read: {code(path)}: {words(why)}"
    for each in comparison.accepted_in_vain:
        yield f"- Accepted in vain: {words(in_vain_told(each, comparison))}"
    for note in comparison.notes:
        yield f"- Note: {words(note)}"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_VALUE else f"{text[: _MOST_VALUE - 1]}…"
