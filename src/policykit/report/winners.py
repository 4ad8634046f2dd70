"""Who wins and who loses by changes, counted and told in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.model.change import Change, Comparison, CustomerEffect, StaffEffect
from policykit.model.value import dataclass
from policykit.report.counts import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many changes there are of each sort; those of wording alone stand in `small`.

    `crossed` changes cross a limit of the law, `kept` ones come back within it, `others` touch
    neither customers nor staff nor the law. `accepted` are those somebody stands by.
    """

    worse: int = 0
    unclear: int = 0
    better: int = 0
    more: int = 0
    perhaps_more: int = 0
    less: int = 0
    crossed: int = 0
    kept: int = 0
    others: int = 0
    small: int = 0
    accepted: int = 0

    @property
    def customers(self) -> int:
        """Changes customers notice, or may notice."""
        return self.worse + self.unclear + self.better

    @property
    def staff(self) -> int:
        """Changes to what staff have to do, or perhaps have to do."""
        return self.more + self.perhaps_more + self.less


def tally(changes: Iterable[Change]) -> Tally:
    """The changes, counted."""
    every = tuple(changes)
    real = [change for change in every if not change.editorial]
    customers = [change.customer for change in real]
    staff = [change.staff for change in real]
    return Tally(
        worse=customers.count(CustomerEffect.WORSE),
        unclear=customers.count(CustomerEffect.UNCLEAR),
        better=customers.count(CustomerEffect.BETTER),
        more=staff.count(StaffEffect.MORE),
        perhaps_more=staff.count(StaffEffect.UNCLEAR),
        less=staff.count(StaffEffect.LESS),
        crossed=sum(crosses(change) for change in real),
        kept=sum(comes_back(change) for change in real),
        others=sum(
            change.customer is CustomerEffect.SAME
            and change.staff is StaffEffect.SAME
            and not change.floors
            for change in real
        ),
        small=len(every) - len(real),
        accepted=sum(is_accepted(change) for change in every),
    )


def crosses(change: Change) -> bool:
    """Whether a limit of the law is kept no longer."""
    return any(floor.crossed for floor in change.floors)


def comes_back(change: Change) -> bool:
    """Whether a limit of the law is kept again, and none is crossed."""
    return bool(change.floors) and not crosses(change)


def around_leads(comparison: Comparison) -> bool:
    """Whether what is around the policies is what matters most: customers lose by it."""
    return any(
        change.customer is CustomerEffect.WORSE or crosses(change) for change in comparison.around
    )


def matters(change: Change) -> int:
    """A number by which changes are sorted: the law, what customers lose, what nobody can tell."""
    if crosses(change):
        return 0
    return (
        (CustomerEffect.WORSE, CustomerEffect.UNCLEAR).index(change.customer) + 1
        if (change.customer in {CustomerEffect.WORSE, CustomerEffect.UNCLEAR})
        else len(CustomerEffect)
    )


def is_accepted(change: Change) -> bool:
    """Whether somebody stands by the change as it is now."""
    return change.accepted is not None and not change.accepted.stale


def verdict(counts: Tally, unread: int = 0) -> tuple[str, ...]:
    """Sentences for whoever reads no further, customers first.

    Args:
        counts: the changes, counted.
        unread: how many files could not be read, so that nobody knows what changed in them.
    """
    if unread:
        left = number(unread, "file", "files")
        warning = f"{left} could not be read, so what changed there is not known."
        return (warning, *(verdict(counts) if counts != Tally() else ()))
    if not (counts.customers or counts.staff or counts.crossed or counts.kept or counts.others):
        small = f"{small_changes(counts.small)} and nothing else." if counts.small else ""
        return (small or "Nothing changed.",)
    told = [customers_told(counts), staff_told(counts), law_told(counts)]
    if counts.others:
        others = number(counts.others, "other touches", "others touch")
        told.append(f"{others} neither customers nor staff.")
    if counts.small:
        told.append(f"{small_changes(counts.small)}.")
    if counts.accepted:
        told.append(f"{number(counts.accepted, 'change is', 'changes are')} accepted.")
    return tuple(sentence for sentence in told if sentence)


def customers_told(counts: Tally) -> str:
    """What customers get, as one sentence."""
    if not counts.customers:
        return "Nothing changes for customers."
    changes = number(counts.customers, "change", "changes")
    return f"{changes} for customers: {customer_counts(counts)}."


def customer_counts(counts: Tally) -> str:
    """Such as `1 worse, 2 better`; '' for none."""
    return _listed((counts.worse, "worse"), (counts.unclear, "unclear"), (counts.better, "better"))


def staff_counts(counts: Tally) -> str:
    """Such as `2 more, 1 less`; '' for none."""
    return _listed(
        (counts.more, "more"), (counts.perhaps_more, "perhaps more"), (counts.less, "less")
    )


def law_counts(counts: Tally) -> str:
    """Such as `1 limit crossed`; '' for none."""
    return _listed((counts.crossed, "crossed"), (counts.kept, "kept again"))


def staff_told(counts: Tally) -> str:
    """What staff are asked for, as one sentence; '' where that is what it was."""
    if not counts.staff:
        return ""
    parts = [
        f"{number(count, one, other)} {what}"
        for count, one, other, what in (
            (counts.more, "asks staff for", "ask staff for", "more"),
            (counts.perhaps_more, "may ask staff for", "may ask staff for", "more"),
            (counts.less, "asks staff for", "ask staff for", "less"),
        )
        if count
    ]
    return f"{', '.join(parts)}."


def law_told(counts: Tally) -> str:
    """Which limits of the law are crossed or kept again, as one sentence; '' for none."""
    parts = [
        number(counts.crossed, "crosses the law", "cross the law") if counts.crossed else "",
        number(counts.kept, "comes back within it", "come back within it")
        if counts.kept and counts.crossed
        else number(counts.kept, "comes back within the law", "come back within the law")
        if counts.kept
        else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"{told}." if told else ""


def small_changes(count: int) -> str:
    """How many changes of wording, such as `4 small changes`."""
    return number(count, "small change", "small changes")


def _listed(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{count} {word}" for count, word in counts if count)
