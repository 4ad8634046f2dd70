"""Two sides to everything that is otherwise between them, policy by policy."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Sized,
)
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Final

from policykit.diffing.accepted import with_acceptances
from policykit.diffing.compare import Paths, change, changes, required, what_matters
from policykit.diffing.context import Context
from policykit.diffing.lines import lines
from policykit.diffing.match import MOST_PAIRS, How, Pair, matched
from policykit.diffing.moves import Place, with_moves
from policykit.diffing.nouns import name
from policykit.diffing.present_names import PresentNames
from policykit.diffing.sides import PolicyText, SideTexts
from policykit.diffing.standing import Days, standing, withdrawn
from policykit.diffing.version import is_lower, made, verdict
from policykit.library.calendars import BusinessTime
from policykit.library.law import Law
from policykit.model.change import Acceptance, Change, Line, PolicyComparison
from policykit.model.digest import RULES_PREFIX, finished
from policykit.model.record import Stamp
from policykit.model.value import dataclass

_SURE: Final = 0.5
"""Likeness from which two policies of other ids are taken for one that was renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a comparison is to go by: the day, the days both sides landed, and what to keep.

    `with_lines` asks for every text of a changed policy in reading order. `law` gives the law
    around the later side when a change touches it; None for that of what the side stands in.
    `oldest_name` gives the oldest name of things in other policies, as stamps are made with it.
    """

    today: date
    days: Days
    with_lines: bool = False
    law: Callable[[], Law] | None = None
    oldest_name: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Compared:
    """The policies that are otherwise, and acceptances of changes that are none of these."""

    policies: tuple[PolicyComparison, ...]
    in_vain: tuple[Acceptance, ...]


@dataclass(frozen=True, slots=True)
class _Both:
    """One policy on both sides."""

    old: PolicyText | None
    new: PolicyText | None
    how: How = How.ID

    @property
    def text(self) -> PolicyText:
        found = self.new or self.old
        if found is None:
            raise ValueError("a policy is on one side at least")
        return found


def compare(before: SideTexts, after: SideTexts, asked: Asked) -> Compared:
    """Everything that is otherwise, the policies that matter most first."""
    both = tuple(_paired(before.texts, after.texts))
    places = _placed(both)
    now = PresentNames.of(each.pair for each in places)
    if now:
        both = tuple(replace(it, old=now.told(it.old)) if it.old else it for it in both)
        places = _placed(both)
    pairs = with_moves(places)
    law = asked.law or cache(partial(Law, after.surroundings, asked.today))
    time = BusinessTime(after.surroundings.organisation, asked.today)
    found: list[PolicyComparison] = []
    in_vain: list[Acceptance] = []
    for each, pair in zip(both, pairs, strict=True):
        context = Context(
            before.surroundings, after.surroundings, pair, asked.today, law=law, time=time
        )
        compared, vain = _compared(each, pair, context, asked)
        in_vain += vain
        if compared is not None:
            found.append(compared)
    return Compared(tuple(sorted(found, key=_first)), tuple(in_vain))


def _placed(both: Iterable[_Both]) -> list[Place]:
    """Each policy with everything in it paired up, and its earlier file."""
    return [
        Place(
            matched(
                each.old.node if each.old else None, each.new.node if each.new else None, each.how
            ),
            each.old.path if each.old else "",
        )
        for each in both
    ]


def _first(one: PolicyComparison) -> tuple[object, ...]:
    return (what_matters(one.changes[0]) if one.changes else (9,), one.policy, one.title)


def _compared(
    both: _Both, pair: Pair, context: Context, asked: Asked
) -> tuple[PolicyComparison | None, tuple[Acceptance, ...]]:
    old, new = both.old, both.new
    paths = Paths(old.path if old else "", new.path if new else "")
    if old is not None and old.coming and new is None:
        told: tuple[Change, ...] = (change(withdrawn(old), pair, paths, context),)
    else:
        told = changes(pair, paths, context)
        told += tuple(
            change(draft, pair, paths, context)
            for draft in standing(old, new, told, asked.days, context)
        )
    marked, vain = with_acceptances(told, old.record if old else None, new.record if new else None)
    if not marked:
        return None, vain
    ordered = tuple(sorted(marked, key=what_matters))
    text = both.text
    was = old.node.text("version") if old else ""
    is_ = new.node.text("version") if new else ""
    asks = required(ordered)
    title = name(text.node)
    return (
        PolicyComparison(
            policy=text.node.id,
            title=f"{title} (coming version {is_ or was})" if text.coming else title,
            path=text.path,
            owner=text.node.text("owner"),
            status=text.node.text("status"),
            version_before=was,
            version_after=is_,
            required=asks,
            made=made(was, is_),
            verdict=verdict(
                (old.node.text("status") if old else "", was),
                (new.node.text("status") if new else "", is_),
                asks,
            ),
            void=_void(old, new, context.after.settings.locales.source, asked.oldest_name),
            retrain=tuple(sorted({role for each in ordered for role in each.retrain})),
            changes=ordered,
            lines=_lines(both, context) if asked.with_lines else (),
        ),
        vain,
    )


def _lines(both: _Both, context: Context) -> tuple[Line, ...]:
    """Every text of both sides of one policy.

    What moved between policies, was split or merged stands on each side where that side has it,
    or one of the two texts would not be whole.
    """
    old, new = (side.node if side is not None else None for side in (both.old, both.new))
    return lines(matched(old, new, both.how), context)


def _void(
    old: PolicyText | None, new: PolicyText | None, source: str, oldest_name: Callable[[str], str]
) -> tuple[str, ...]:
    """Roles whose approval was of the earlier rules, and who have not approved the later ones.

    `source` is the locale in which rules are written. A text that came from the coming file was
    approved there: its approvals stood in the record before.
    """
    if old is None or new is None:
        return ()
    before = old.record.approvals if old.record else ()
    after = new.record.approvals if new.record else ()
    kept = {stamp.role for stamp in after if stamp in before and stamp.role}
    void = kept - {stamp.role for stamp in after if stamp not in before}
    if not void or old.rules == new.rules:
        return ()
    present = finished(new.rules, RULES_PREFIX, oldest_name)
    return tuple(sorted(void - {each.role for each in after if _is_of(each, source, present)}))


def _is_of(stamp: Stamp, source: str, present: str) -> bool:
    digest = stamp.digests.get(source, "")
    return bool(digest) and present.startswith(digest)


def _paired(before: Sequence[PolicyText], after: Sequence[PolicyText]) -> Iterator[_Both]:
    """Which policy is which; a coming text that is new is told against the text of today."""
    for coming in (False, True):
        yield from _of_one_kind(
            [each for each in before if each.coming is coming],
            [each for each in after if each.coming is coming],
            [each for each in after if not each.coming] if coming else [],
        )


def _of_one_kind(
    before: Sequence[PolicyText], after: Sequence[PolicyText], today: Iterable[PolicyText]
) -> Iterator[_Both]:
    gone = {id(each): each for each in before}
    by_id = {each.node.id: each for each in reversed(before)}
    left: list[PolicyText] = []
    for new in after:
        old = by_id.get(new.node.id)
        if old is None or gone.pop(id(old), None) is None:
            left.append(new)
            continue
        yield _Both(old, new)
    present = {name: each for each in today for name in each.names}
    had = {name: each for each in reversed(gone.values()) for name in each.names}
    likes = _Likes(gone.values(), left)
    for new in left:
        known = (had.get(name) for name in (new.node.id, *reversed(new.node.former_ids)))
        old = next((each for each in known if each is not None and id(each) in gone), None)
        how = How.FORMER
        if old is None and not new.coming:
            old, how = likes.find(new, gone), How.LIKENESS
        if old is not None:
            del gone[id(old)]
            yield _Both(old, new, how)
        elif new.coming and new.node.id in present:
            yield _Both(present[new.node.id], new)
        else:
            yield _Both(None, new)
    for old in gone.values():
        if not old.coming or _is_withdrawn(old, present.get(old.node.id)):
            yield _Both(old, None)


def _is_withdrawn(coming: PolicyText, today: PolicyText | None) -> bool:
    """Whether a coming text that is gone was taken back, and is not the one of today by now."""
    if today is None:
        return False
    return is_lower(today.node.text("version"), coming.node.text("version"))


class _Likes:
    """Policies that are gone, to be found again under another id by the things in them."""

    def __init__(self, gone: Collection[PolicyText], come: Sized) -> None:
        few = len(gone) * len(come) <= MOST_PAIRS
        self._things = {id(each): _things(each) for each in gone} if few else {}

    def find(self, new: PolicyText, gone: Mapping[int, PolicyText]) -> PolicyText | None:
        """The first one of which most things stand under the same ids in another policy."""
        here = _things(new) if self._things else frozenset()
        for key, there in self._things.items():
            total = len(here) + len(there)
            if key in gone and total and 2 * len(here & there) / total >= _SURE:
                return gone[key]
        return None


def _things(text: PolicyText) -> frozenset[tuple[str, str]]:
    return frozenset((each.kind, each.address) for each in text.node.below() if each.id)
