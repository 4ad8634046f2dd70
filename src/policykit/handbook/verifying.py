"""Which edition a code is of, and what of it is otherwise in force now.

A code tells nothing by itself: every edition the release branch could have brought is marked
again, the newest first, until one has the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from policykit.handbook.kinds import kind_of
from policykit.handbook.making import chosen_handbooks, languages_of, seen
from policykit.handbook.marking import digests_of, mark_of, printed_digest
from policykit.handbook.page import IN_FORCE, state
from policykit.handbook.printed import Place, places, printed, resolved_view
from policykit.handbook.roles import for_each
from policykit.handbook.view import View
from policykit.library.past import Moment, Past
from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError
from policykit.model.library import Library
from policykit.model.value import dataclass
from policykit.model.verdict import Difference, PolicyDifference, Verdict

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A handbook in a language and for some readers, as a library has it."""

    library: Library
    handbook: HandbookSettings
    locale: str
    view: View


@dataclass(frozen=True, slots=True)
class Found:
    """The edition that has a code."""

    code: str
    candidate: Candidate
    day: date
    commit: str


@dataclass(frozen=True, slots=True)
class Line:
    """A policy in force: its id and title, its version, its content digest."""

    policy: str
    title: str
    version: str
    digest: str


def find(code: str, told: Sequence[Moment], today: date, view: View | None = None) -> Found | None:
    """The edition with a code, None where no moment brings one.

    Args:
        code: the code, as it is printed.
        told: commits of a branch, oldest first; each is printed from the day it lands to the
            day the next one does.
        today: the last day to look at.
        view: what the edition was narrowed to when it was asked for.
    """
    stretches = [
        (one, min(today, other.landed)) for one, other in pairwise(told) if one.landed <= today
    ]
    if told and told[-1].landed <= today:
        stretches.append((told[-1], today))
    for moment, last in reversed(stretches):
        digests: dict[str, dict[str, str]] = {}
        for candidate in _candidates(moment.library, view):
            locale = candidate.locale
            if locale not in digests:
                digests[locale] = digests_of(moment.library, locale)
            for day, mark in _marks(candidate, digests[locale], moment.landed, last):
                if mark == code:
                    return Found(code, candidate, day, moment.commit)
    return None


def judge(found: Found, past: Past, today: date) -> Verdict:
    """What of an edition is otherwise in force on a day, and since when."""
    candidate = found.candidate
    told = _by_name(candidate.library, candidate, found.day)
    history = _History(past, candidate)
    now = history.lines(today)
    changed = [name for name in {**told, **now} if _differs(told.get(name), now.get(name))]
    days = (*reversed(past.turns(found.day, today)), found.day)
    differences = tuple(
        _difference(told.get(name), now.get(name), _since(name, told.get(name), history, days))
        for name in changed
    )
    view = candidate.view
    return Verdict(
        code=found.code,
        handbook=candidate.handbook.name,
        title=candidate.handbook.words.get(candidate.locale) or candidate.handbook.title,
        locale=candidate.locale,
        day=found.day,
        commit=found.commit,
        on=today,
        audience=view.audience,
        regions=view.regions,
        channels=view.channels,
        brands=view.brands,
        policies=len(told),
        since=min((each.since for each in differences), default=None),
        differences=tuple(sorted(differences, key=lambda each: (each.since, each.policy))),
    )


def _candidates(library: Library, view: View | None) -> Iterator[Candidate]:
    narrowed = (None,) if view is None or view == View() else (None, view)
    handbooks: tuple[HandbookSettings, ...] = ()
    with suppress(SettingsError):
        handbooks = chosen_handbooks(library, ())
    for asked in narrowed:
        for handbook in handbooks:
            # Settings of an earlier day may be such that one handbook could not be made.
            with suppress(SettingsError):
                for settings in for_each(handbook, library, asked):
                    yield from _in_languages(library, settings, asked)


def _in_languages(
    library: Library, settings: HandbookSettings, asked: View | None
) -> Iterator[Candidate]:
    """An edition in each language it can be asked for in, those of its settings first."""
    public = kind_of(settings).public
    resolved = resolved_view(library, settings, seen(asked, settings) or View(), public=public)
    every = languages_of(library, replace(settings, locales=()), ())
    for locale in dict.fromkeys((*languages_of(library, settings, ()), *every)):
        yield Candidate(library, settings, locale, resolved)


def _marks(
    candidate: Candidate, digests: Mapping[str, str], first: date, last: date
) -> Iterator[tuple[date, str]]:
    """The code of an edition on each of some days, the last one first."""
    every = places(candidate.library, candidate.locale)
    handbook, view = candidate.handbook, candidate.view
    shown: tuple[Place, ...] | None = None
    content = ""
    day = last
    while day >= first:
        # For customers only what is in force is printed, and that changes with the day.
        if shown is None or view.public:
            now = printed(every, handbook, view, day)
            if now != shown:
                shown = now
                content = printed_digest(shown, digests)
        if shown:
            yield day, mark_of(handbook.name, candidate.locale, view, day, content)
        day -= _DAY


class _History:
    """What an edition would say on each day; each day is worked out once."""

    def __init__(self, past: Past, candidate: Candidate) -> None:
        self._past = past
        self._candidate = candidate
        self._known: dict[date, dict[str, Line]] = {}

    def lines(self, day: date) -> dict[str, Line]:
        """The policies in force by their oldest ids."""
        if day not in self._known:
            library = self._past.library(day)
            self._known[day] = {} if library is None else _by_name(library, self._candidate, day)
        return self._known[day]


def _by_name(library: Library, candidate: Candidate, day: date) -> dict[str, Line]:
    """The policies in force that a handbook prints on a day, by their oldest ids."""
    every = places(library, candidate.locale)
    shown = [
        each
        for each in printed(every, candidate.handbook, candidate.view, day)
        if state(each.policy, day) == IN_FORCE
    ]
    digests = digests_of(library, candidate.locale)
    return {
        each.entry.facts.oldest_id: Line(
            each.policy.id, each.policy.title, each.policy.version, digests[each.policy.id]
        )
        for each in shown
    }


def _differs(told: Line | None, now: Line | None) -> bool:
    return (told.digest if told else "") != (now.digest if now else "")


def _since(name: str, told: Line | None, history: _History, days: Sequence[date]) -> date:
    """The first of the days, given the latest first, from which a policy differs on."""
    since = days[0]
    for day in days:
        if not _differs(told, history.lines(day).get(name)):
            break
        since = day
    return since


def _difference(told: Line | None, now: Line | None, since: date) -> PolicyDifference:
    line = now or told
    kind = Difference.NEW if told is None else Difference.GONE
    return PolicyDifference(
        policy=line.policy if line else "",
        title=line.title if line else "",
        kind=Difference.CHANGED if told is not None and now is not None else kind,
        since=since,
        before=told.version if told else "",
        after=now.version if now else "",
    )
