"""Reviews of policies: which are due, which are only a date, and stamps of new ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.library.additions import Looked
from policykit.model.document import Json
from policykit.model.errors import SourceError
from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass
from policykit.stamping import (
    Texts,
    Today,
    chosen_digests,
    demand_known,
    demand_person,
    demand_role,
    demand_words,
    texts,
    the_day,
)

if TYPE_CHECKING:
    from policykit.approvals.reviews import InOneGo
    from policykit.library.additions import Addition
    from policykit.model.calendar import BusinessCalendar
    from policykit.model.facts import Facts
    from policykit.model.review import PolicyReview, ReviewReport, StaleWords

WITHIN: Final = 60
"""Days ahead within which a review is due, where nobody asks for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """What is to be told: policies of these owners, areas or ids; none of each for all.

    `within` is how many days ahead a review counts as due. `since` is a revision: what refers to
    words that changed after it is told, in place of what refers to words that changed since
    somebody looked.
    """

    root: Path
    policies: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    within: int = WITHIN
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRequest:
    """Who read which policies again: `by` which code, in which role ('' for none), on which day.

    `policies` are ids; `policy.item` notes for one item alone that what it refers to was looked
    at, and no review. `locales` are those that were read, none for all there are. Without
    `writes` it is only shown what would be.
    """

    root: Path
    policies: tuple[str, ...]
    by: str
    role: str = ""
    outcome: str = ""
    coming: bool = False
    locales: tuple[str, ...] = ()
    on: date | None = None
    writes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The records that change, the day, and by policy the locales that were read.

    `items` are the items of which it was noted what they refer to, as `policy.item`, with how
    many statements and terms that is.
    """

    rewrites: tuple[Rewrite, ...]
    on: date
    locales: Mapping[str, tuple[str, ...]]
    items: Mapping[str, int]


def mark(request: MarkRequest, today: Today) -> Marked:
    """Write down that policies were read again as they stand now.

    Every text and record is read before the first record is written.

    Raises:
        SourceError: a policy or its record cannot be read, or is not there.
        PolicykitError: the role is unknown, the code tells who somebody is, or a record cannot
            be written.
    """
    from policykit.recording import record

    known = texts(request.root)
    if request.role:
        demand_role(request.role, known.around)
    if request.by:
        demand_person(request.by, known.around.organisation.roles)
    outcome = demand_words(request.outcome, "--outcome", known.around.organisation)
    day = the_day(request.on, known.around, today)
    whole = dict.fromkeys(each for each in request.policies if "." not in each)
    items: dict[str, list[str]] = {}
    for each in request.policies:
        policy, dot, item = each.partition(".")
        if dot and policy not in whole:
            items.setdefault(policy, []).append(item)
    additions: dict[str, tuple[Addition, ...]] = {}
    locales: dict[str, tuple[str, ...]] = {}
    counts: dict[str, int] = {}
    for policy in whole:
        text = known.named(policy, coming=request.coming)
        digests = chosen_digests(known.digests(text), request.locales, policy)
        additions[policy] = _review_of(request, known, text, day, outcome, digests)
        locales[policy] = tuple(digests)
    for policy, named in items.items():
        text = known.named(policy, coming=request.coming)
        additions[policy] = _looks(request.root, known, text, named)
        for item in named:
            counts[f"{policy}.{item}"] = sum(
                isinstance(each, Looked) and each.item == item for each in additions[policy]
            )
    rewrites = record(request.root, additions, writes=request.writes)
    return Marked(rewrites=rewrites, on=day, locales=locales, items=counts)


def _review_of(
    request: MarkRequest,
    known: Texts,
    text: Facts,
    day: date,
    outcome: str,
    digests: dict[str, Json],
) -> tuple[Addition, ...]:
    """The stamp of a review, with all that was looked at where the source itself was read."""
    from policykit.library.additions import Entry
    from policykit.suspected import looked

    stamp: dict[str, Json] = {"date": day.isoformat(), "by": request.by}
    if request.role:
        stamp["role"] = request.role
    if outcome:
        stamp["outcome"] = outcome
    stamp["digests"] = digests
    entry = Entry("reviews", stamp)
    if known.around.settings.locales.source not in digests:
        return (entry,)
    return (entry, *looked(request.root, known, text, frozenset()))


def _looks(root: Path, known: Texts, text: Facts, items: list[str]) -> tuple[Looked, ...]:
    """What items refer to, demanded to be something that can change.

    Raises:
        SourceError: there is no such item, or it refers to no statement or term.
    """
    from difflib import get_close_matches

    from policykit.model.quantity.mistake import shown
    from policykit.suspected import looked

    found = looked(root, known, text, frozenset(items))
    there = sorted({each.item for each in looked(root, known, text, frozenset())})
    for item in items:
        if any(each.item == item for each in found):
            continue
        near = get_close_matches(item, there, 1)
        raise SourceError(
            "refers-to-nothing",
            f"Nothing called {shown(item)} in {text.id} refers to a statement or a term.",
            context=text.path,
            hint=f"Did you mean {text.id}.{near[0]}?"
            if near
            else f"`policykit review {text.id}` lists what is to be looked at again.",
        )
    return found


def reviews(request: ReviewRequest, today: Today) -> ReviewReport:
    """When each policy in force is to be read again, the most urgent first.

    Raises:
        SourceError: the files cannot be read, or there is no policy of a name.
        PolicykitError: there is no such owner or area.
    """
    from policykit.approvals.reviews import in_one_go, most_a_day, rounds
    from policykit.earlier_texts import EarlierTexts
    from policykit.library import read
    from policykit.model.review import ReviewReport, ReviewState, Round
    from policykit.suspected import Suspected

    known = texts(request.root)
    for policy in request.policies:
        known.named(policy)
    organisation = known.around.organisation
    owners = {facts.owner for facts in known.facts.values()}
    areas = {area for facts in known.facts.values() for area in facts.areas}
    demand_known("owner", request.owners, owners | {*organisation.roles})
    demand_known("area", request.areas, areas | {*known.around.areas})
    day = today(organisation.time_zone)
    default = read.text(read.section(organisation.defaults, "review"), "every")
    everybody = tuple(facts for _, facts in sorted(known.facts.items()))
    most = most_a_day(known.around.settings.lint.rules)
    go = rounds(everybody, most)
    urgency = {state: number for number, state in enumerate(ReviewState)}
    found = [
        _review(facts, known, default, day, request.within, go)
        for facts in everybody
        if facts.status == "active" and _is_asked(facts, request)
    ]
    found.sort(key=lambda each: (urgency[each.state], each.due or date.max, each.policy))
    told = {each.path for each in found}
    asked = [each for each in everybody if each.status != "retired" and _is_asked(each, request)]
    with EarlierTexts.opened(request.root, known.around, day) as earlier:
        suspected = Suspected(request.root, known, request.since, earlier)
        references = suspected.references(asked)
    return ReviewReport(
        name=organisation.name,
        today=day,
        within=request.within,
        policies=tuple(found),
        rounds=tuple(
            Round(
                by=each.person,
                on=each.day,
                policies=tuple(sorted({facts.id for facts, _ in each.reviews})),
            )
            for each in in_one_go(everybody, most)
            if any(facts.path in told for facts, _ in each.reviews)
        ),
        suspects=references,
        stale=tuple(_stale_words(request.root, asked)),
        since=request.since,
        unread=tuple(
            each for each in known.unread if not request.policies or each.policy in request.policies
        ),
    )


def _stale_words(root: Path, asked: Iterable[Facts]) -> Iterator[StaleWords]:
    """Words older than their source, by what was noted of them and by the history."""
    from policykit.model.review import StaleWords
    from policykit.translating.standing import stale_standings

    translated = {
        facts.id: facts
        for facts in asked
        if facts.words or (facts.coming is not None and facts.coming.words)
    }
    if not translated:
        return
    found = stale_standings(root, translated)
    for each in sorted(found, key=lambda it: (it.name, it.coming, it.locale)):
        facts = translated[each.name]
        yield StaleWords(
            policy=facts.id,
            title=facts.title,
            owner=facts.owner,
            path=each.path,
            locale=each.locale,
            texts=len(each.stale),
        )


def _is_asked(facts: Facts, request: ReviewRequest) -> bool:
    return (
        (not request.policies or facts.id in request.policies)
        and (not request.owners or facts.owner in request.owners)
        and (not request.areas or not set(request.areas).isdisjoint(facts.areas))
    )


def _review(
    facts: Facts,
    known: Texts,
    default: str,
    day: date,
    within: int,
    go: Mapping[str, InOneGo],
) -> PolicyReview:
    from policykit.approvals.reviews import policy_review
    from policykit.library.calendars import BusinessTime, PublicHolidays

    def calendar(since: date) -> BusinessCalendar | None:
        time = BusinessTime(known.around.organisation, since, PublicHolidays())
        return time.calendar(time.calendar_of(None, None))

    # A record is that of the coming text, too.
    versions = (facts,) if facts.coming is None else (facts, facts.coming)
    present = [known.digests(each) for each in versions]
    return policy_review(facts, default, present, day, calendar, within=within, go=go)
