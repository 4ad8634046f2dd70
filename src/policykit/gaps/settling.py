"""From single things that were tried to whether a need holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from policykit.gaps.index import Held
from policykit.model.coverage import Evidence, Lack
from policykit.model.document import Json
from policykit.model.position import Location
from policykit.model.value import dataclass

MOST_EVIDENCE = 5
"""How many things are shown for a need in a region; the first by path tell as much as all."""


class Outcome(IntEnum):
    """What becomes of a need: a higher one is better, IDLE is not asked for here."""

    ABSENT = 0
    HALF = 1
    STALE = 2
    HOLDS = 3
    IDLE = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with something that was tried.

    `words` is the end of a sentence that begins with its name: `says should, not must`; `do` a
    whole sentence that says what to write. `is_error` marks a promise below the law.
    """

    lack: Lack
    words: str
    do: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that was tried as evidence, and what is wrong with it: nothing, if it shows it.

    `note` says how a number was decided where that needs saying; `text` is what to show of it
    where that is not what is written at its place. `is_in_part` says that what is wrong with it
    is wrong in some cases alone: it is there in others.
    """

    held: Held
    faults: Sequence[Fault] = ()
    note: str = ""
    text: str = ""
    is_in_part: bool = False

    @property
    def name(self) -> str:
        """The thing as other policies name it: `returns.refund`."""
        version, offer = self.held.standing.version, self.held.offer
        return f"{version.id}.{offer.item}" if offer.item else version.id

    @property
    def evidence(self) -> Evidence:
        """It as evidence."""
        version, offer = self.held.standing.version, self.held.offer
        return Evidence(
            kind=offer.kind,
            policy=version.id,
            policy_title=version.title,
            item=offer.item,
            text=self.text or offer.text,
            location=Location(version.path, offer.span, offer.pointer),
        )

    @property
    def is_of_time(self) -> bool:
        """Whether all that is wrong is that its text is not in force."""
        return all(fault.lack.is_of_time for fault in self.faults)

    @property
    def spoils(self) -> bool:
        """Whether it breaks a limit, so that nothing beside it can make up for it.

        A text that is not in force promises nothing, so it breaks nothing either; nor does one
        that holds elsewhere. People work by one that is overdue for a review.
        """
        lacks = {fault.lack for fault in self.faults} - {Lack.OVERDUE}
        return not lacks.isdisjoint(SPOILING) and not any(
            lack.is_of_time or lack in NOT_HERE for lack in lacks
        )


SPOILING = frozenset({Lack.BELOW, Lack.SOMETIMES, Lack.UNMEASURED, Lack.INCOMPARABLE})
NOT_HERE = frozenset({Lack.ELSEWHERE, Lack.ENDED, Lack.RETIRED})


@dataclass(frozen=True, slots=True)
class Why:
    """Why a need does not hold: what is wrong with the nearest things, one sentence each way."""

    lack: Lack
    need: Mapping[str, Json]
    written: tuple[str | int, ...]
    message: str
    do: str
    found: tuple[Evidence, ...] = ()
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a need, with all that shows it and why it does not hold."""

    outcome: Outcome
    shown: tuple[Tried, ...] = ()
    whys: tuple[Why, ...] = ()
    notes: tuple[str, ...] = ()


def settled(
    tried: Iterable[Tried],
    need: Mapping[str, Json],
    written: tuple[str | int, ...],
    absent: tuple[str, str],
    *,
    is_promise: bool = True,
) -> Judged:
    """What becomes of a need by everything that was tried for it.

    Args:
        tried: the candidates.
        need: the need as written.
        written: where it is written.
        absent: what to say where there is no candidate: a sentence, and what to do.
        is_promise: whether what breaks a limit does so though something beside it keeps it.
    """
    every = list(tried)
    good = [each for each in every if not each.faults]
    spoiling = [each for each in every if each.spoils] if is_promise or not good else []
    notes = tuple(dict.fromkeys(each.note for each in every if each.note))
    shown = tuple(good)
    if spoiling:
        whys = tuple(_why(each, need, written) for each in spoiling[:MOST_EVIDENCE])
        return Judged(Outcome.HALF, shown, whys, notes)
    if good:
        return Judged(Outcome.HOLDS, shown, (), notes)
    here = [
        each
        for each in every
        if each.is_in_part or not any(it.lack in NOT_HERE for it in each.faults)
    ]
    stale = [each for each in here if each.is_of_time]
    nearest = stale or sorted(here, key=lambda it: len(it.faults))
    if nearest:
        first = _why(nearest[0], need, written, nearest[1:MOST_EVIDENCE])
        outcome = Outcome.STALE if stale else Outcome.HALF
        return Judged(outcome, tuple(stale), (first,), notes)
    if every:
        closest = min(every, key=lambda it: len(it.faults))
        return Judged(Outcome.ABSENT, (), (_why(closest, need, written),), notes)
    message, do = absent
    return Judged(Outcome.ABSENT, (), (Why(Lack.ABSENT, need, written, message, do),), notes)


def _why(
    tried: Tried,
    need: Mapping[str, Json],
    written: tuple[str | int, ...],
    others: Iterable[Tried] = (),
) -> Why:
    faults = tried.faults
    # What is wrong with a text goes before that it is not in force: it has to be mended first.
    lack = next((it.lack for it in faults if not it.lack.is_of_time), faults[0].lack)
    words = ", and ".join(dict.fromkeys(fault.words for fault in faults))
    return Why(
        lack=lack,
        need=need,
        written=written,
        message=f"{tried.name} {words}.",
        do=" ".join(dict.fromkeys(fault.do for fault in faults)),
        found=(tried.evidence, *(each.evidence for each in others)),
        is_error=tried.spoils and any(fault.is_error for fault in faults),
    )
